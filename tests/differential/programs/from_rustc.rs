//! After what rustc's own tests of coroutines are about.

use crate::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

struct Foo(i32);

enum Enum {
    A(String),
    B,
}

coro! {
    fn live_upvar(a: &Cell<bool>) yields u8 {
        struct SetOnDrop<'a>(&'a Cell<bool>);
        impl Drop for SetOnDrop<'_> {
            fn drop(&mut self) {
                self.0.set(true);
                log("set on drop");
            }
        }
        let b = SetOnDrop(a);
        yield_value!(u8::from(a.get()));
        std::mem::drop(b);
        yield_value!(u8::from(a.get()));
    }

    fn conditional_drop(test: bool) yields u8 -> &'static str {
        let b = D("b");
        if test {
            std::mem::drop(b);
        }
        yield_value!(1);
        if test { "dropped" } else { "kept" }
    }

    fn yield_in_initializer() yields u8 -> u8 {
        let x = loop {
            let y = {
                yield_value!(1);
                2
            };
            yield_value!(y);
            let z: u8 = match { yield_value!(y + 1); y } {
                2 => { yield_value!(4); 5 }
                n => n,
            };
            break z;
        };
        x
    }

    fn yield_in_box() receives _: Box<i32> yields i32 -> Box<(i32, Box<i32>)> {
        let x = Box::new(yield_value!(1));
        let y = Box::new((yield_value!(2).abs(), yield_value!(**x)));
        y
    }

    fn iterator_count(n: u8) yields u8 -> &'static str {
        for i in 1..=n {
            yield_value!(i);
        }
        "end"
    }

    fn match_bindings(e: Enum) yields u8 -> String {
        match e {
            Enum::A(ref r) => log(r.len()),
            Enum::B => yield_value!(1),
        }
        match e {
            Enum::A(s) => {
                yield_value!(2);
                s
            }
            Enum::B => String::from("b"),
        }
    }

    fn resume_live_across_yield() receives mut d: D<usize> yields u8 -> String {
        for _ in 0..3 {
            d = yield_value!(1);
            d.touch();
        }
        d.name()
    }

    fn smoke_resume_args() receives a: u32 yields u32 -> String {
        let b = yield_value!(a);
        let c = yield_value!(b + a);
        let text = format!("{a}{b}{c}");
        let d = yield_value!(text.len() as u32);
        format!("{text}{d}")
    }

    fn non_scalar_states(values: Vec<D>) yields usize -> usize {
        let mut held = None;
        for d in values {
            if let Some(before) = held.replace(d) {
                yield_value!(before.0.len());
            }
        }
        yield_value!(0);
        held.map_or(0, |d: D| d.0.len())
    }

    fn overlapping_locals(flag: bool) yields usize -> usize {
        let total;
        {
            let big = [1usize; 32];
            yield_value!(big.len());
            total = big.iter().sum::<usize>();
        }
        if flag {
            let other = vec![total; 3];
            yield_value!(other.len());
            std::mem::drop(other);
        } else {
            let other = [[2usize; 4]; 4];
            yield_value!(other.iter().flatten().sum());
        }
        total
    }

    fn niche_in_frame(value: Option<Rc<Foo>>) yields i32 -> i32 {
        let other = value.clone();
        yield_value!(other.as_ref().map_or(-1, |foo| foo.0));
        let Some(foo) = value else {
            return 0;
        };
        yield_value!(Rc::strong_count(&foo) as i32);
        std::mem::drop(other);
        yield_value!(Rc::strong_count(&foo) as i32);
        foo.0
    }

    fn control_flow(n: u32) yields u32 {
        if n == 1 {
            yield_value!(10);
        } else {
            for i in 0..n {
                yield_value!(i);
                if i > 2 {
                    break;
                }
            }
        }
        let mut k = n;
        'a: loop {
            'b: while k > 0 {
                k -= 1;
                if k == 3 {
                    continue 'a;
                }
                if k == 1 {
                    break 'b;
                }
                yield_value!(k + 100);
            }
            break 'a;
        }
    }

    fn drop_and_replace(count: u32) yields u32 -> D<String> {
        let mut d = D("start".to_string());
        for i in 0..count {
            d = D(format!("{i}"));
            if i == 1 {
                std::mem::drop(d);
                yield_value!(i);
                d = D("again".to_string());
            }
            yield_value!(i + 10);
        }
        d
    }

    fn too_many_lives(text: &'static str) yields &'static str -> (usize, &'static str) {
        let a = text;
        let b = a.trim();
        let c = &b[1..];
        yield_value!(c);
        let d = c.len();
        let e = (a, d);
        yield_value!(e.0);
        (e.1, b)
    }

    fn returns_unit_like(flag: bool) yields u8 -> Result<(), ()> {
        if flag {
            yield_value!(1);
            return Err(());
        }
        Ok(yield_value!(2))
    }

    fn nested_types(value: Option<Result<Option<u8>, D>>) yields u8 -> u8 {
        match value {
            Some(Ok(Some(n @ 1..))) => { yield_value!(n); n }
            Some(Ok(_)) => { yield_value!(100); 0 }
            Some(Err(d)) => { yield_value!(101); d.touch(); 1 }
            None => 2,
        }
    }

    fn array_of_droppables() yields u8 -> [Option<D>; 3] {
        let mut slots: [Option<D>; 3] = [None, None, None];
        for (i, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            slots[i % 3] = Some(D(name));
            yield_value!(i as u8);
        }
        slots.swap(0, 2);
        yield_value!(9);
        slots
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("live upvar", |drive| {
        let cell = Cell::new(false);
        drive.run(live_upvar(&cell));
        log(cell.get());
    });
    for flag in [true, false] {
        t.case(&format!("conditional drop {flag}"), || conditional_drop(flag));
        t.case(&format!("overlapping locals {flag}"), || overlapping_locals(flag));
        t.case(&format!("returns unit like {flag}"), || returns_unit_like(flag));
    }
    t.case("yield in initializer", yield_in_initializer);
    t.receiving("yield in box", yield_in_box, |k| Box::new(k as i32 - 2));
    t.case("iterator count", || iterator_count(3));
    t.case("match bindings", || match_bindings(Enum::A("text".to_string())));
    t.case("match bindings, b", || match_bindings(Enum::B));
    t.receiving("resume live across yield", resume_live_across_yield, D);
    t.receiving("smoke resume args", smoke_resume_args, |k| k as u32 * 5);
    t.case("non scalar states", || non_scalar_states(vec![D("a"), D("bc"), D("def")]));
    t.case("niche in frame", || niche_in_frame(Some(Rc::new(Foo(7)))));
    t.case("niche in frame, none", || niche_in_frame(None));
    for n in [0, 1, 2, 6] {
        t.case(&format!("control flow {n}"), || control_flow(n));
    }
    t.case("drop and replace", || drop_and_replace(3));
    t.case("too many lives", || too_many_lives("  text "));
    t.case("nested types", || nested_types(Some(Ok(Some(5)))));
    t.case("nested types, zero", || nested_types(Some(Ok(Some(0)))));
    t.case("nested types, err", || nested_types(Some(Err(D("error")))));
    t.case("array of droppables", array_of_droppables);
}
