//! Guards with `let`: what they bind is seen in the arm, over its pauses.

use crate::prelude::*;
coro! {
    fn a(list: Vec<&'static str>) yields String -> usize {
        let mut n = 0;
        for s in list {
            match s.chars().next() {
                Some('`') if let Some((code, after)) = s[1..].split_once('`') => { yield_value!(code.to_string()); n += after.len(); yield_value!(after.to_string()); }
                Some(c) if let Some(d) = c.to_digit(10) && d > 2 => { yield_value!(format!("{d}")); n += d as usize; }
                Some(c) if c == 'x' => yield_value!("x".into()),
                _ => { yield_value!("other".into()); }
            }
        }
        n
    }
}
coro! {
    fn b(list: &[(String, Option<i32>)]) yields usize -> usize {
        for (name, point) in list {
            match (name.as_str(), point) {
                ("a" | "b", Some(x)) => yield_value!(*x as usize),
                (n, None) if let Some(c) = n.chars().next() && c.is_uppercase() => yield_value!(c as usize),
                (n, &Some(y)) => yield_value!(n.len() + y as usize),
                (_, None) => {}
            };
        }
        0
    }
}
coro! {
    fn c(list: Vec<Option<D<u8>>>) receives _: u8 yields u8 -> usize {
        let mut n = 0;
        for item in list {
            let k = match item {
                Some(d) if let 1..=3 = d.0 => { yield_value!(d.0); d.consume(); 1 }
                Some(ref d) if let Some(x) = d.0.checked_sub(10) && x < 5 => { let r = yield_value!(x); d.touch(); r as usize + x as usize }
                None => 0,
                Some(_) => { yield_value!(99); 7 }
            };
            n += k;
        }
        n
    }
    fn plain(n: u32) yields u32 {
        let t = match n { 0 => 1, k if let Some(m) = k.checked_sub(3) => m, _ => 9 };
        yield_value!(t);
        yield_value!(match t { k if let 1 = k => 5, _ => 6 });
    }
}

pub fn cases(t: &mut Tracer) {
 t.case("a", || a(vec!["`b`c", "`d", "7", "1", "x", "y"]));  t.scope("b", |d| { let l = vec![("a".to_string(), Some(1)), ("Q".into(), None), ("q".into(), None), ("long".into(), Some(7))]; d.run(b(&l)) });  t.receiving("c", || c(vec![Some(D(2)), None, Some(D(12)), Some(D(50))]), |i| i as u8); t.case("plain", || plain(0)); t.case("plain 5", || plain(5)); 
}
