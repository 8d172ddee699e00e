//! References to constants: of one that has a drop each mention makes a value, which lives as long as the reference.

use crate::prelude::*;

struct Conf {
    names: Vec<String>,
    n: usize,
}

impl Conf {
    const NONE: Conf = Conf { names: Vec::new(), n: 3 };
}

struct Point {
    x: usize,
    of: [usize; 2],
}

struct Loud(usize);

impl Drop for Loud {
    fn drop(&mut self) {
        log(format_args!("drop loud {}", self.0));
    }
}

const EMPTY: Vec<i32> = Vec::new();
const NAME: Option<String> = None;
const ORIGIN: Point = Point { x: 1, of: [2, 3] };
const LOUD: Loud = Loud(4);

coro! {
    fn of_std() yields usize -> usize {
        let r = &EMPTY;
        yield_value!(r.len());
        match &NAME {
            Some(s) => {
                yield_value!(s.len());
                1
            }
            None => {
                yield_value!(7);
                r.len()
            }
        }
    }

    fn of_a_type(k: usize) yields usize -> usize {
        let conf = if k > 1 { &Conf::NONE } else { &Conf { names: Vec::new(), n: 4 } };
        yield_value!(conf.n);
        match &Conf::NONE {
            Conf { n, names } if *n > k => {
                yield_value!(*n);
                names.len()
            }
            other => {
                yield_value!(0);
                other.n
            }
        }
    }

    fn dropped() yields usize -> usize {
        let first = D("first");
        {
            let loud = &LOUD;
            yield_value!(loud.0);
            let last = D("last");
            yield_value!(loud.0);
            last.touch();
        }
        first.touch();
        yield_value!(1);
        2
    }

    fn without(from: usize) yields usize -> &'static [usize] {
        let r = &ORIGIN;
        yield_value!(r.x + from);
        &r.of
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of std", of_std);
    t.case("of a type", || of_a_type(2));
    t.case("of a value", || of_a_type(0));
    t.case("dropped", dropped);
    t.case("without", || without(1));
}
