//! References behind a `&mut` parameter that a loop hands out.

use crate::prelude::*;

struct S { items: Vec<String>, n: u32 }
impl S { coro! {
    fn all(&mut self) yields &String { self.n += 1; for x in self.items.iter() { yield_value!(x); } }
    fn each(&mut self) yields &mut String { for x in self.items.iter_mut() { yield_value!(x); } }
    fn each2(&mut self) yields &mut String { for x in &mut self.items { x.push('!'); yield_value!(x); } }
} }
coro! {
    fn by_weight<'a>(items: &'a mut Vec<(String, u32)>, limit: u32) yields &'a str -> u32 {
        items.sort_by_key(|(name, w)| (std::cmp::Reverse(*w), name.clone()));
        let mut sum = 0;
        for (name, w) in items.iter() {
            if sum + w > limit { break; }
            sum += w;
            yield_value!(name.as_str());
        }
        sum
    }
    fn slice<'a>(v: &'a mut [u8]) yields &'a mut u8 { for x in v.iter_mut().rev() { *x += 1; yield_value!(x); } }
    fn slice2<'a>(v: &'a mut [u8]) yields &'a u8 { v.sort(); for x in v { yield_value!(x); } }
    fn slice3<'a>(v: &'a mut [u8]) yields &'a [u8] { v.sort(); for x in v.chunks(2) { yield_value!(x); } }
    fn slice4<'a>(v: &'a mut [u8]) yields &'a [u8] { v.sort(); for x in v.chunks(2).filter(|x| x[0] > 1) { yield_value!(x); } }
}
pub fn cases(t: &mut Tracer) {
  let s = || S { items: vec!["a".to_string(), "b".into()], n: 0 };
  t.scope("all", |d| { let mut s = s(); d.run(s.all()); });
  t.scope("each", |d| { let mut s = s(); d.run(s.each()); });
  t.scope("each2", |d| { let mut s = s(); d.run(s.each2()); });
  t.scope("bw", |d| { let mut v = vec![("a".to_string(), 3), ("b".into(), 5), ("c".into(), 5)]; d.run(by_weight(&mut v, 11)); });
  t.scope("sl", |d| d.run(slice(&mut [1, 2, 3])));
  t.scope("sl2", |d| d.run(slice2(&mut [1, 2, 3])));
  t.scope("sl3", |d| d.run(slice3(&mut [1, 2, 3])));
  t.scope("sl4", |d| d.run(slice4(&mut [1, 2, 3])));
}
