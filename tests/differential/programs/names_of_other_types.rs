//! Fns and methods of the file that are called as those of std which are meant, of values whose types nobody sees.

use crate::prelude::*;

type S = D<&'static str>;
struct Mine(S, u32);
impl Mine {
    fn take(self) -> u32 { self.1 }
    fn count(&self) -> u32 { self.1 }
    fn pop(self) -> u32 { self.1 }
    fn first(self) -> u32 { self.1 }
    fn iter(self) -> u32 { self.1 }
    fn len(self) -> u32 { self.1 }
    fn clone(self) -> u32 { self.1 }
    fn insert(&mut self, _: u32, n: u32) -> u32 { n }
    fn replace(&mut self, n: u32) -> u32 { n }
    fn next(&mut self) -> u32 { self.1 }
    fn push(self, n: u32) -> u32 { self.1 + n }
    fn extend(self, n: u32) -> u32 { self.1 + n }
}
fn take<T>(_: T) -> u32 { 8 }
fn swap<T>(_: T) -> u32 { 8 }
macro_rules! make {
    ($($name:ident() -> $ty:ty { $value:expr })*) => {
        $(fn $name() -> $ty { $value })*
    };
}
make! {
    option() -> Option<S> { Some(D("o")) }
    list() -> Vec<S> { vec![D("v1"), D("v2")] }
    items() -> std::vec::IntoIter<S> { vec![D("i1"), D("i2")].into_iter() }
    mine() -> Mine { Mine(D("mine"), 1) }
}

coro! {
    fn swapped() yields u32 {
        let mut a = Some(D("a"));
        let mut b = Some(D("b"));
        std::mem::swap(&mut a, &mut b);
        let t = std::mem::take(&mut a);
        yield_value!(1);
        log(t.is_some());
        b = t;
    }

    fn taken() yields u32 {
        let mut o = option();
        let x = D("x");
        let t = o.take();
        yield_value!(1);
        x.touch();
        drop(t);
        yield_value!(2);
    }

    fn popped() yields u32 {
        let mut list = list();
        let x = D("x");
        let t = list.pop();
        yield_value!(1);
        x.touch();
        drop(t);
        yield_value!(2);
    }

    fn measured() yields u32 {
        let one = list();
        let other = items();
        let x = D("x");
        yield_value!(one.len() as u32);
        yield_value!(other.len() as u32);
        x.touch();
    }

    fn looked_at() yields u32 {
        let (a, b, c) = (list(), list(), list());
        let x = D("x");
        let t = a.first().is_some();
        yield_value!(t as u32);
        let t = b.iter().count();
        yield_value!(t as u32);
        let t = c.clone();
        yield_value!(t.len() as u32);
        x.touch();
    }

    fn counted() yields u32 {
        let items = items();
        let x = D("x");
        yield_value!(items.count() as u32);
        x.touch();
    }

    fn filled() yields u32 {
        let (mut a, mut b) = (list(), list());
        let x = D("x");
        a.push(D("p"));
        b.extend(list());
        yield_value!(1);
        x.touch();
    }

    fn given_back(mut o: Option<S>) yields u32 {
        let x = D("x");
        let old = o.replace(D("n"));
        yield_value!(1);
        x.touch();
        let mut map = std::collections::HashMap::new();
        map.insert(1, D("m1"));
        let before = map.insert(1, D("m2"));
        yield_value!(2);
        map.clear();
        yield_value!(3);
    }

    fn found() yields u32 {
        let mut items = items();
        let mut o = option();
        let x = D("x");
        let item = items.next();
        let old = o.take();
        yield_value!(1);
        x.touch();
    }

    fn of_the_file() yields u32 {
        let (a, b) = (mine(), mine());
        let x = D("x");
        let t = a.take();
        yield_value!(t);
        yield_value!(b.count() + take(3) + swap(4));
        x.touch();
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("swapped", swapped);
    t.case("taken", taken);
    t.case("popped", popped);
    t.case("measured", measured);
    t.case("looked at", looked_at);
    t.case("counted", counted);
    t.case("filled", filled);
    t.case("given back", || given_back(option()));
    t.case("found", found);
    t.case("of the file", of_the_file);
}
