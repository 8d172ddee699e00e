//! Variables that get their value after a pause, among others that are held over it.

use crate::prelude::*;

coro! {
    fn between(c: bool) {
        let a = D("a");
        let b;
        let c2 = D("c");
        let d;
        let e = D("e");
        yield_wait!();
        b = D("b");
        if c {
            yield_wait!();
        }
        d = D("d");
        yield_wait!();
        log(format_args!("{}{}{}{}{}", a.0, b.0, c2.0, d.0, e.0));
    }

    fn before_others() {
        let b;
        let c = D("c");
        yield_wait!();
        b = D("b");
        log(b.0);
        c.touch();
    }

    fn around_a_loop(n: u32) {
        let a = D("a");
        let b;
        let c = D("c");
        for _ in 0..n {
            yield_wait!();
        }
        b = D("b");
        a.touch();
        b.touch();
        c.touch();
    }

    fn behind_all(n: u32) {
        let c = D("c");
        let b;
        for _ in 0..n {
            yield_wait!();
            c.touch();
        }
        b = D("b");
        b.touch();
    }

    fn moved_and_set_again(mut p: D, q: D) {
        let r = D("r");
        drop(p);
        yield_wait!();
        p = D("p again");
        log(p.0);
        q.touch();
        r.touch();
    }

    fn local_moved_and_set_again(n: u32) yields u32 {
        let mut p = D("p");
        let r = D("r");
        drop(p);
        for i in 0..n {
            yield_value!(i);
        }
        p = D("p again");
        let s = D("s");
        yield_value!(9);
        r.touch();
        p.touch();
        s.touch();
    }

    fn in_a_block(n: u32) yields i64 {
        let x = {
            let mut p = D("p");
            let r = D("r");
            drop(p);
            yield_value!(i64::from(n));
            p = D("p again");
            p.id() + r.id()
        };
        yield_value!(x);
    }

    fn part_of_a_pair_again(n: u32) yields u32 {
        for i in 0..n {
            yield_value!(i);
        }
        let mut m = (D("m0"), D("m1"));
        let g = (m.0, D("g1"));
        yield_value!(n);
        'inner: {
            m.0 = g.1;
            if n > 8 {
                break 'inner;
            }
            log("set");
        }
    }

    fn behind_a_parameter(u: D, n: u32) {
        let late;
        for i in 0..n {
            yield_wait!();
            log(u.id() + i64::from(i));
        }
        late = D("late");
        late.touch();
    }

    fn behind_a_part(q: Option<D>) yields i64 {
        let mut b = 0;
        while b < 2 {
            b += 1;
            yield_value!(9);
        }
        let p = D("p");
        let late;
        let r = D("r");
        yield_value!(b);
        late = D("late");
        if let Some(found) = q {
            found.touch();
        }
        log(late.0);
    }

    fn only_one_way(n: u32) yields u32 {
        let p;
        let r = D("r");
        yield_value!(n);
        if n > 1 {
            p = D("p");
            p.touch();
        }
        r.touch();
        yield_value!(n);
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("between", || between(true));
    t.case("between, without", || between(false));
    t.case("before others", before_others);
    t.case("around a loop", || around_a_loop(2));
    t.case("behind all", || behind_all(2));
    t.case("moved and set again", || moved_and_set_again(D("p"), D("q")));
    t.case("local moved and set again", || local_moved_and_set_again(2));
    t.case("in a block", || in_a_block(2));
    t.case("part of a pair again", || part_of_a_pair_again(2));
    t.case("behind a parameter", || behind_a_parameter(D("u"), 2));
    t.case("behind a part", || behind_a_part(Some(D("q"))));
    t.case("only one way", || only_one_way(2));
    t.case("only one way, not", || only_one_way(1));
}
