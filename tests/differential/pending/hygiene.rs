//! Names that generated code uses itself, `cfg`, and macros of the user that use or bind names.

use crate::prelude::*;

fn replace(a: u32, b: u32) -> u32 {
    a * 10 + b
}

macro_rules! twice {
    ($e:expr) => {{
        let x = $e;
        x + x
    }};
}

macro_rules! bail {
    ($($text:tt)*) => {
        return Err(format!($($text)*))
    };
}

macro_rules! define {
    ($name:ident, $value:expr) => {
        let mut $name = $value;
        $name.push('!');
    };
}

coro! {
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

    fn macros_of_the_user(x: u32, words: Vec<&str>) yields u32 -> Result<String, String> {
        let y = twice!(x + 1);
        yield_value!(y + x);
        let x = twice!(x) + twice!({ let x = 3; x * y });
        yield_value!(x);
        define!(text, String::from("text"));
        yield_value!(text.len() as u32);
        define!(text, text + "?");
        yield_value!(text.len() as u32);
        for word in words {
            if word.is_empty() {
                bail!("empty after {text} and {}", x);
            }
            yield_value!(twice!(word.len() as u32));
            text.push_str(word);
        }
        Ok(text)
    }

    fn attributes(n: u32) yields u32 -> u32 {
        #[allow(unused_variables)]
        let unused = 1;
        #[cfg(any())]
        let n = "not there";
        #[cfg(all())]
        yield_value!(n);
        #[cfg(any())]
        yield_value!("not there");
        match n {
            #[cfg(any())]
            0 => not_there(),
            #[allow(clippy::all)]
            0 => yield_value!(10),
            _ => {
                #[rustfmt::skip]
                yield_value!(20);
            }
        }
        #[allow(unused_mut)]
        let mut kept = n;
        yield_value!(kept);
        kept
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("common names", || common_names(3, 4));
    t.case("own option", own_option);
    t.case("macros of the user", || macros_of_the_user(5, vec!["a", "bc"]));
    t.case("macros of the user, bail", || macros_of_the_user(5, vec!["a", "", "b"]));
    t.case("attributes", || attributes(0));
    t.case("attributes, other", || attributes(1));
}
