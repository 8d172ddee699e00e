//! Panics at every place: what is dropped, in what order, and that nothing runs again.

use crate::prelude::*;

coro! {
    fn straight(at: u32) yields u32 -> u32 {
        let _a = D("a");
        assert_ne!(at, 0);
        yield_value!(0);
        let b = D("b");
        if at == 1 {
            panic!("one");
        }
        yield_value!(1);
        drop(b);
        let _c = (D("c0"), D("c1"));
        if at == 2 {
            panic!("two after {}", 1);
        }
        yield_value!(2);
        at / (at - 3)
    }

    fn in_loops(at: (u32, u32)) yields (u32, u32) {
        let _outer = D("outer");
        for i in 0..3 {
            let _row = D(format!("row {i}"));
            for j in 0..2 {
                let _cell = D(format!("cell {i}{j}"));
                yield_value!((i, j));
                assert!((i, j) != at, "reached {at:?}");
            }
        }
    }

    fn with_parameters(a: D, mut list: Vec<D>, index: usize) yields usize {
        yield_value!(list.len());
        let b = a;
        list.push(D("pushed"));
        yield_value!(list.len());
        list[index].touch();
        let removed = list.remove(index);
        yield_value!(9);
        b.touch();
        removed.touch();
    }

    fn arithmetic(mut n: u8) yields u8 {
        let _d = D("d");
        loop {
            yield_value!(n);
            n = n * 3 + 1;
        }
    }

    fn in_operands(at: u32) yields u32 -> usize {
        let list = vec![D("x"), { yield_value!(0); fail(at, 0); D("y") }, { yield_value!(1); fail(at, 1); D("z") }];
        let text = D("moved").name() + { yield_value!(2); fail(at, 2); "end" };
        list.len() + text.len()
    }

    fn in_temporaries(at: u32) yields u32 {
        match D("scrutinee").id() {
            n => {
                yield_value!(n as u32);
                fail(at, 0);
            }
        }
        for d in [D("i0"), D("i1")] {
            yield_value!(1);
            fail(at, d.id() as u32 - 152);
        }
        let Some(d) = Some(D("else")) else { return };
        yield_value!(2);
        fail(at, 3);
        d.touch();
    }

    fn unwraps(value: Option<u32>, result: Result<u32, D>) yields u32 -> u32 {
        let _d = D("d");
        yield_value!(0);
        let n = value.unwrap();
        yield_value!(n);
        let m = result.expect("the result");
        yield_value!(m);
        n + m
    }

    fn moved_before_panic(flag: bool) yields u8 {
        let d = D("d");
        let e = D("e");
        yield_value!(0);
        if flag {
            drop(d);
        }
        yield_value!(1);
        let f = e;
        yield_value!(2);
        if !flag {
            f.consume();
        }
        panic!("at the end");
    }

    fn caught_inside(n: u32) yields String -> u32 {
        let mut caught = 0;
        for i in 0..n {
            let _d = D(i);
            let result = std::panic::catch_unwind(|| {
                let _inner = D("inner");
                assert!(i != 1, "is one");
                i
            });
            if result.is_err() {
                caught += 1;
            }
            yield_value!(format!("{:?}", result.ok()));
        }
        caught
    }

    fn bombs(at: u32) yields u32 {
        let _a = D("a");
        let bomb = Bomb("parked");
        let _b = D("b");
        yield_value!(0);
        if at == 1 {
            drop(bomb);
            yield_value!(1);
        } else if at == 2 {
            std::mem::forget(bomb);
            yield_value!(2);
        } else {
            yield_value!(3);
            {
                let _c = D("c");
                let _bomb = bomb;
                let _d = D("d");
                yield_value!(4);
            }
            yield_value!(5);
        }
    }

    fn delegate_dropped_by_panic(n: u32) yields u32 {
        let _outer = D("outer");
        for i in 0..2 {
            let _i = D(i);
            yield_from!(straight(n + i));
        }
    }

    fn at_once(_a: D, b: D) yields u8 {
        let _c = D("c");
        if b.id() > 0 {
            panic!("at once");
        }
        yield_value!(1);
    }

    fn payloads(n: u32) yields u32 {
        yield_value!(n);
        let _d = D("d");
        match n {
            0 => std::panic::panic_any(5),
            1 => std::panic::panic_any(String::from("owned")),
            2 => unreachable!(),
            _ => panic!(),
        }
    }
}

#[track_caller]
fn fail(at: u32, here: u32) {
    assert_ne!(at, here, "here");
}

pub fn cases(t: &mut Tracer) {
    for at in 0..4 {
        t.case(&format!("straight {at}"), || straight(at));
        t.case(&format!("in operands {at}"), || in_operands(at));
        t.case(&format!("in temporaries {at}"), || in_temporaries(at));
        t.case(&format!("payloads {at}"), || payloads(at));
    }
    for at in [(0, 0), (1, 1), (9, 9)] {
        t.case(&format!("in loops {at:?}"), || in_loops(at));
    }
    for index in [0, 1, 2] {
        let make = || with_parameters(D("a"), vec![D("v")], index);
        t.case(&format!("with parameters {index}"), make);
    }
    t.case("arithmetic", || arithmetic(1));
    t.case("unwraps", || unwraps(Some(1), Ok(2)));
    t.case("unwraps, none", || unwraps(None, Ok(2)));
    t.case("unwraps, err", || unwraps(Some(1), Err(D("error"))));
    t.case("moved before panic", || moved_before_panic(true));
    t.case("moved before panic, not", || moved_before_panic(false));
    t.case("caught inside", || caught_inside(3));
    for at in 0..3 {
        t.case(&format!("bombs {at}"), || bombs(at));
        t.case(&format!("delegate dropped by panic {at}"), || delegate_dropped_by_panic(at));
    }
    t.case("at once", || at_once(D("a"), D("b")));
}
