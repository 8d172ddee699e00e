//! One item of a collection, found by an iterator.
use crate::prelude::*;
#[derive(Debug, Default, Clone)]
struct Cart { items: Vec<(String, u32)>, log: Vec<String> }
coro! {
    impl Cart {
        fn add_all(&mut self, names: &[&str]) yields usize -> usize {
            for name in names {
                let entry = self.items.iter_mut().find(|(n, _)| n == name);
                match entry {
                    Some((_, count)) => *count += 1,
                    None => self.items.push((name.to_string(), 1)),
                }
                yield_value!(self.items.len());
            }
            self.log.push(format!("{} added", names.len()));
            self.items.len()
        }
    }
    fn longest(line: String, list: Vec<u32>) yields usize -> String {
        let first = line.split(' ').next().unwrap_or("").to_string();
        yield_value!(first.len());
        let longest = line.split(' ').max_by_key(|w| w.len()).unwrap_or_default();
        yield_value!(longest.len());
        let id = 2;
        if let Some(n) = list.iter().find(|n| **n > id) {
            yield_value!(*n as usize);
            log(n);
        }
        let last = list.iter().rev().next().unwrap();
        for i in 0..2 {
            yield_value!(i);
            log(last);
        }
        first + longest
    }
    fn side_effects(list: Vec<u32>) yields usize -> u32 {
        let mut looked = 0;
        let found = list.iter().copied().find(|n| { looked += 1; *n > 1 });
        yield_value!(looked);
        yield_value!(looked);
        found.unwrap_or(7)
    }
}
pub fn cases(t: &mut Tracer) {
    t.scope("add all", |d| { let mut c = Cart::default(); d.run(c.add_all(&["a", "z", "a"])); log(format!("{c:?}")); });
    t.case("longest", || longest("a bcd e".into(), vec![1, 5, 3]));
    t.case("side effects", || side_effects(vec![1, 5, 3]));
}
