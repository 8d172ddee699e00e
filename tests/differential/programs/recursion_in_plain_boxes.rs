//! Functions that call themselves, in boxes whose type nobody writes.

use crate::prelude::*;
struct Tree { v: i32, kids: Vec<Tree> }
impl Tree {
  coro! {
    fn all(&self) yields &i32 -> usize {
        yield_value!(&self.v);
        let mut n = 1;
        for k in &self.kids { n += yield_from!(Box::new(k.all())); }
        n
    }
    fn own(self, d: D) yields i32 {
        yield_value!(self.v);
        for k in self.kids { yield_from!(Box::new(k.own(D("x")))); }
        d.touch();
    }
  }
}
coro! {
    fn hanoi(n: u32, a: char, b: char, c: char) yields (char, char) {
        if n == 0 { return }
        yield_from!(Box::new(hanoi(n - 1, a, c, b)));
        yield_value!((a, c));
        yield_from!(Box::new(hanoi(n - 1, b, a, c)));
    }
    fn rec(n: u32) receives mut k: u32 yields u32 -> u32 {
        if n == 0 { return k; }
        k = yield_value!(k + n);
        yield_from!(Box::new(rec(n - 1)), k)
    }
    fn waits(n: u32) receives k: u32 -> u32 {
        if n == 0 { return k; }
        let k = yield_wait!();
        yield_from!(Box::new(waits(n - 1)), k)
    }
    fn ping(n: u32) yields u32 { if n > 0 { yield_value!(n); yield_from!(Box::new(pong(n - 1))); } }
    fn pong(n: u32) yields u32 { yield_from!(Box::new(ping(n))); yield_value!(100 + n) }
    fn perms<T: Clone>(items: &[T], k: usize) yields Vec<T> {
        if k == 0 { yield_value!(vec![]); return; }
        for i in 0..items.len() {
            let mut rest = items.to_vec();
            let x = rest.remove(i);
            let mut sub = Box::new(perms(&rest, k - 1));
            while let CoroutineState::Yielded(mut p) = sub.resume(()) { p.push(x.clone()); yield_value!(p); }
        }
    }
    fn queens(row: usize, placed: Vec<usize>) yields Vec<usize> {
        if row == 4 { yield_value!(placed); return }
        for col in 0..4 {
            if placed.iter().enumerate().all(|(r, &c)| c != col && c.abs_diff(col) != row - r) {
                let mut next = placed.clone();
                next.push(col);
                let deeper = queens(row + 1, next).boxed();
                yield_from!(deeper);
            }
        }
    }
    fn queens2(row: usize, placed: &mut Vec<usize>) yields Vec<usize> {
        if row == 4 { yield_value!(placed.clone()); return }
        for col in 0..4 {
            if placed.iter().enumerate().all(|(r, &c)| c != col && c.abs_diff(col) != row - r) {
                placed.push(col);
                yield_from!(Box::new(queens2(row + 1, placed)));
                placed.pop();
            }
        }
    }
    fn vars(n: u32) yields u32 { if n > 0 { let b = Box::new(vars(n - 1)); yield_value!(n); yield_from!(b); } }
    fn opt(n: u32) yields u32 { let b = if n > 0 { Some(Box::new(opt(n - 1))) } else { None }; yield_value!(n); if let Some(b) = b { yield_from!(b); } }
}
pub fn cases(t: &mut Tracer) { t.case("h", || hanoi(2, 'a', 'b', 'c'));
    let tree = || Tree { v: 1, kids: vec![Tree { v: 2, kids: vec![Tree { v: 3, kids: vec![] }] }, Tree { v: 4, kids: vec![] }] };
    t.scope("all", |d| { let x = tree(); d.run(x.all()); });
    t.case("own", || tree().own(D("own")));
    t.receiving("rec", || rec(2), |k| k as u32);
    t.receiving("waits", || waits(2), |k| k as u32);
    t.case("ping", || ping(2));
    t.scope("perms", |d| { d.run(perms(&['a', 'b', 'c'], 2)) });
    t.case("queens", || queens(0, vec![]));
    t.scope("queens", |d| { d.run(queens2(0, &mut vec![])) });
    t.case("vars", || vars(2));
    t.case("opt", || opt(2));
}
