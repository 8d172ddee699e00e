//! Patterns that bind by reference and by value, and chains of conditions that bind references.

use crate::prelude::*;
use std::collections::HashMap;

#[derive(Debug, Clone)]
enum Foo {
    Bar(String, i32),
    Pair { a: String, b: D, c: (u8, String) },
    Nested { a: String, b: Option<Box<Foo>> },
    Unit,
}

coro! {
    fn matched_a(foo: Foo) yields usize -> Foo {
        match foo {
            Foo::Bar(ref s, n) => {
                yield_value!(s.len());
                yield_value!(n as usize);
                yield_value!(n as usize + s.len());
            }
            _ => {}
        }
        foo
    }
    fn matched_b(foo: Foo) yields usize {
        match foo {
            Foo::Pair { ref a, b, c: (x, ref y) } => {
                yield_value!(a.len());
                b.touch();
                yield_value!(x as usize);
                yield_value!(a.len() + y.len());
                drop(b);
                yield_value!(a.len() + y.len());
            }
            Foo::Bar(ref s, n @ 1..) => {
                yield_value!(s.len());
                yield_value!(n as usize + s.len());
            }
            _ => {}
        }
    }
    fn matched_c(mut foo: Foo) yields usize -> Foo {
        if let Foo::Bar(ref mut s, n) = foo && n > 2 {
            s.push('x');
            yield_value!(s.len());
            for _ in 0..n {
                s.push('y');
                yield_value!(s.len() + n as usize);
            }
        }
        let Foo::Bar(ref s, mut n) = foo else { return Foo::Unit };
        while n < 6 {
            yield_value!(s.len());
            n += 1;
        }
        foo
    }
    fn chained_a(foo: Foo) yields usize -> Foo {
        if let Foo::Bar(s, n) = &foo && *n > 2 {
            yield_value!(s.len());
            yield_value!(*n as usize + s.len());
        }
        foo
    }
    fn chained_b(foo: Foo) yields usize -> Foo {
        if let Foo::Nested { a, b: Some(inner) } = &foo && let Foo::Bar(s, n) = &**inner && s.len() < 10 {
            yield_value!(s.len());
            yield_value!(*n as usize + a.len());
        } else if let Foo::Bar(ref x, _) = foo && x.len() > 1 {
            for _ in 0..2 { yield_value!(x.len()); }
        }
        foo
    }
    fn chained_c(mut foo: Foo) yields usize -> Foo {
        if let Foo::Bar(s, n) = &mut foo && !s.is_empty() {
            s.push('x');
            yield_value!(s.len());
            *n += 1;
            yield_value!(*n as usize + s.len());
        }
        foo
    }
    fn chained_d(map: HashMap<&'static str, Vec<u32>>, key: &str) yields u32 -> usize {
        if let Some(list) = map.get(key) && let Some(first) = list.first() && *first > 0 {
            yield_value!(*first);
            for x in list { yield_value!(*x + first); }
        }
        map.len()
    }
    fn chained_e(list: Vec<Foo>) yields usize -> usize {
        let mut i = 0;
        while let Some(foo) = list.get(i) && let Foo::Bar(s, _) = foo {
            i += 1;
            yield_value!(s.len());
            yield_value!(s.len() + i);
        }
        i
    }
}

pub fn cases(t: &mut Tracer) {
    let foos = || vec![
        Foo::Unit,
        Foo::Bar("ab".into(), 4),
        Foo::Pair { a: "a".into(), b: D("b"), c: (1, "x".into()) },
        Foo::Nested { a: "a".into(), b: Some(Box::new(Foo::Bar("q".into(), 1))) },
    ];
    for k in 0..4 {
        t.case("matched a", || matched_a(foos().swap_remove(k)));
        t.case("matched b", || matched_b(foos().swap_remove(k)));
        t.case("matched c", || matched_c(foos().swap_remove(k)));
        t.case("chained a", || chained_a(foos().swap_remove(k)));
        t.case("chained b", || chained_b(foos().swap_remove(k)));
        t.case("chained c", || chained_c(foos().swap_remove(k)));
        t.case("chained e", || chained_e(foos().split_off(k)));
    }
    t.case("chained d", || chained_d(HashMap::from([("a", vec![1, 2])]), "a"));
}
