//! Iterators of which several are peeked at before one goes on.

use crate::prelude::*;
coro! {
    fn merge2(a: Vec<i32>, b: Vec<i32>) yields i32 {
        let mut a = a.iter().peekable();
        let mut b = b.iter().peekable();
        loop {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) => {
                    if x <= y { yield_value!(*a.next().unwrap()); } else { yield_value!(*b.next().unwrap()); }
                }
                (Some(_), None) => yield_value!(*a.next().unwrap()),
                (None, Some(_)) => yield_value!(*b.next().unwrap()),
                (None, None) => break,
            };
        }
    }
    fn merge_any<I: Iterator<Item = i32>, J: Iterator<Item = i32>>(a: I, b: J) yields i32 {
        let (mut a, mut b) = (a.peekable(), b.peekable());
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            if x <= y { yield_value!(a.next().unwrap()); } else { yield_value!(b.next().unwrap()); }
        }
        yield_from!(a.chain(b));
    }
    fn merge_owned(a: Vec<D>, b: Vec<D>) yields i64 -> Vec<D> {
        let mut a = a.into_iter().peekable();
        let mut b = b.into_iter().peekable();
        let mut out = vec![];
        loop {
            match (a.peek(), b.peek()) {
                (None, None) => return out,
                (Some(x), Some(y)) if x.id() <= y.id() => { let item = a.next().unwrap(); yield_value!(item.id()); out.push(item); }
                (_, Some(y)) => { let id = y.id(); out.extend(b.next()); yield_value!(id); }
                (Some(x), None) => { yield_value!(x.id()); out.push(a.next().unwrap()); }
            }
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("m", || merge2(vec![1, 4], vec![2, 3, 7]));
    t.case("any", || merge_any([1, 4].into_iter(), vec![2, 3, 7].into_iter()));
    t.case("owned", || merge_owned(vec![D("a"), D("d")], vec![D("b"), D("c"), D("e")]));
}
