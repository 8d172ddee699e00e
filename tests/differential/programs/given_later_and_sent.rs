//! Variables declared together and given values later, methods called through a star, loops that read what they go through.

use crate::prelude::*;

coro! {
    fn f1(mut numbers: Vec<i64>) yields i64 -> i64 {
        for pair in numbers.windows(2) {
            log(pair[0] - pair[1]);
            if let Some((last, rest)) = numbers.split_last() {
                yield_value!(5);
                log(last);
                log(rest.len());
            }
        }
        numbers.push(3);
        yield_value!(6);
        3
    }
}

coro! {
    fn late(n: u32) yields u32 -> u32 {
        let (mut a, mut b);
        (a, b) = (n, D("b"));
        yield_value!(a);
        a += 1;
        b = D("c");
        yield_value!(a);
        let (c, d);
        c = a + 1;
        yield_value!(c);
        d = b;
        yield_value!(c);
        a
    }
}

use std::rc::Rc;
struct Sender {
    sent: std::cell::RefCell<Vec<D<u32>>>,
}
impl Sender {
    fn send(&self, v: Vec<D<u32>>) {
        *self.sent.borrow_mut() = v;
    }
}
struct Once(D<&'static str>);
impl Once {
    fn send(self, v: Vec<D<u32>>) -> usize {
        v.len()
    }
}
fn sender() -> Rc<Sender> {
    Rc::new(Sender {
        sent: Default::default(),
    })
}
coro! {
    fn sends(c: bool) yields u32 -> usize {
        let mut log = Vec::new();
        let done = sender();
        for i in 0..3u32 {
            log.push(D(i));
            yield_value!(i);
            if i == 1 && c {
                (*done).send(log);
                yield_value!(17);
                return done.sent.borrow().len();
            }
        }
        yield_value!(log.len() as u32);
        done.sent.borrow().len()
    }
    fn sends_once(c: bool) yields u32 -> usize {
        let mut log = Vec::new();
        let done = Box::new(Once(D("once")));
        for i in 0..3u32 {
            log.push(D(i));
            yield_value!(i);
            if i == 1 && c {
                let n = (*done).send(log);
                yield_value!(17);
                return n;
            }
        }
        yield_value!(log.len() as u32);
        3
    }
    fn sends_to(done: Rc<Sender>, c: bool) yields u32 -> usize {
        let mut log = Vec::new();
        loop {
            log.push(D(1));
            yield_value!(1);
            if log.len() == 2 && c {
                (*done).send(log);
                break;
            }
        }
        yield_value!(2);
        3
    }
    fn sends_cond(c: bool) yields u32 -> usize {
        let done = sender();
        let log = vec![D(1)];
        yield_value!(1);
        if c {
            (*done).send(log);
        }
        yield_value!(2);
        3
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("f1", || f1(vec![1, 2, 3]));
    t.case("late", || late(1));
    t.case("sends", || sends(true));
    t.case("sends", || sends(false));
    t.case("sends_once", || sends_once(true));
    t.case("sends_once", || sends_once(false));
    t.case("sends_to", || sends_to(sender(), true));
    t.case("sends_cond", || sends_cond(true));
    t.case("sends_cond", || sends_cond(false));
}
