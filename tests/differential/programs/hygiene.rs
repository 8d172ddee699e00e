//! Names: those that generated code might use itself, raw ones, those of macros.

use crate::prelude::*;

/// Types and values named like those that a lowering would need.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Start,
    Running,
    Done,
}

#[derive(Debug)]
struct Machine(u32);

fn machine(n: u32) -> Machine {
    Machine(n)
}

fn drop(text: &str) -> &str {
    log(format_args!("not the drop of std: {text}"));
    text
}

fn replace(a: u32, b: u32) -> u32 {
    a * 10 + b
}

coro! {
    fn own_types(mut state: State) yields State -> Machine {
        let mut n = 0;
        loop {
            state = match state {
                State::Start => State::Running,
                State::Running if n > 2 => State::Done,
                State::Running => State::Running,
                State::Done => break,
            };
            n += 1;
            yield_value!(state);
        }
        drop("text");
        yield_value!(State::Done);
        machine(n)
    }

    fn raw_names(r#type: u32, r#match: u32) yields u32 -> u32 {
        let r#fn = r#type + r#match;
        yield_value!(r#fn);
        let r#loop = |r#in: u32| r#in * 2;
        for r#for in 0..2 {
            yield_value!(r#loop(r#for) + r#fn);
        }
        let r#x = 5;
        yield_value!(x);
        log(format!("{type} {x}", r#type = r#type));
        x + r#fn
    }

    fn local_macros(n: u32) yields u32 -> u32 {
        macro_rules! scale {
            ($e:expr) => {
                $e * 100
            };
        }
        let value = scale!(n);
        yield_value!(value);
        for i in 0..2 {
            yield_value!(scale!(i + n));
        }
        scale!(value)
    }

    fn uppercase_and_underscored(_n: u32, __m: u32) yields u32 -> u32 {
        const LIMIT: u32 = 3;
        let _1st = _n;
        let __coro = __m;
        #[allow(non_snake_case)]
        let mut Total = 0;
        while Total < LIMIT {
            Total += 1;
            yield_value!(Total + _1st);
        }
        let Yielded = __coro;
        let Complete = Yielded + 1;
        yield_value!(Complete);
        Total
    }

    fn common_names(state: u32, arg: u32) yields u32 -> u32 {
        let iter = state + 1;
        let inner = arg + 2;
        for value in 0..2 {
            let at = value + iter;
            yield_value!(at);
            let at_ = at + inner;
            let state_ = state;
            yield_value!(at_ + state_);
        }
        let machine = 5;
        let argument = machine + arg;
        let resume = |n: u32| n + argument;
        yield_value!(resume(1));
        let self_ = replace(iter, inner);
        yield_value!(self_);
        let (parameter0, parameters, never) = (1, 2, 3);
        yield_value!(parameter0 + parameters + never);
        state + arg + iter + machine
    }

    fn own_option() yields u8 -> u8 {
        #[derive(Clone, Copy)]
        enum Option {
            Some(u8),
            None,
        }
        let mut option = Option::Some(3);
        while let Option::Some(n) = option {
            yield_value!(n);
            option = if n == 0 { Option::None } else { Option::Some(n - 1) };
        }
        let Ok::<u8, ()>(n) = Ok(7) else { return 0 };
        for Ok::<u8, u8>(m) | Err(m) in [Ok(1), Err(2)] {
            yield_value!(m);
        }
        n
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("own types", || own_types(State::Start));
    t.case("raw names", || raw_names(1, 2));
    t.case("local macros", || local_macros(2));
    t.case("uppercase and underscored", || uppercase_and_underscored(1, 2));
    t.case("common names", || common_names(3, 4));
    t.case("own option", own_option);
}
