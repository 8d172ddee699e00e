//! What `insert` and `get_or_insert` of an `Option` give, over pauses.

use crate::prelude::*;

struct Cache { slot: Option<String>, hits: u32 }
coro! {
    fn a() yields usize -> String {
        let mut o: Option<String> = None;
        let r = o.insert(String::from("x"));
        yield_value!(r.len());
        r.push('y');
        yield_value!(r.len());
        o.unwrap()
    }
    fn b() yields usize -> String {
        let mut o = None;
        let r = o.get_or_insert_with(|| String::from("x"));
        yield_value!(r.len());
        r.push('y');
        yield_value!(r.len());
        o.unwrap()
    }
    fn c() yields usize -> String {
        let mut o = Some(String::new());
        let r = o.insert("z".to_string());
        yield_value!(r.len());
        r.push('y');
        o.unwrap()
    }
    fn d(mut c: Cache) yields usize -> Option<String> {
        let r = c.slot.insert("z".to_string());
        yield_value!(r.len());
        r.push('y');
        c.hits += 1;
        c.slot
    }
    fn e(c: &mut Cache) yields usize -> u32 {
        let r = c.slot.insert("z".to_string());
        yield_value!(r.len());
        r.push('y');
        c.hits += 1;
        c.hits
    }
    fn f() yields usize -> String {
        let mut o = None;
        let r = o.get_or_insert(String::from("x"));
        yield_value!(r.len());
        r.push('y');
        yield_value!(r.len());
        o.unwrap()
    }
    fn g() yields bool -> usize {
        let mut s = std::collections::HashSet::new();
        let r = s.insert(String::from("x"));
        yield_value!(r);
        let r = s.insert(String::from("x"));
        yield_value!(r);
        let mut v = vec![1];
        let r = v.insert(0, 5);
        yield_value!(true);
        r;
        s.len() + v.len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.scope("h", |d| d.run(h(&mut Cache { slot: None, hits: 0 })));
    t.scope("i", |d| d.run(i(&mut None)));
    t.case("a", a);
    t.case("b", b);
    t.case("c", c);
    t.case("d", || d(Cache { slot: None, hits: 0 }));
    t.scope("e", |d| d.run(e(&mut Cache { slot: None, hits: 0 })));
    t.case("f", f);
    t.case("g", g);  }
coro! {
    fn h(c: &mut Cache) yields usize -> u32 {
        let r = c.slot.get_or_insert_with(|| "z".to_string());
        yield_value!(r.len());
        r.push('y');
        c.hits += 1;
        c.hits
    }
    fn i(o: &mut Option<String>) yields usize {
        for _ in 0..2 {
            let r = o.insert("z".to_string());
            yield_value!(r.len());
            r.push('y');
            let r = o.get_or_insert(String::new());
            yield_value!(r.len());
            r.push('y');
        }
    }
}
