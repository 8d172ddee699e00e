//! Closures in the frame: by reference for a moment, by move for long, passed in and handed out.

use crate::prelude::*;

fn twice(mut f: impl FnMut(i32) -> i32) -> i32 {
    f(1) + f(2)
}

fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |m| n + m
}

coro! {
    fn momentary(limit: i32) yields i32 -> (i32, Vec<i32>) {
        let mut seen = Vec::new();
        let mut sum = 0;
        for i in 0..limit {
            let square = |n: i32| n * n + sum;
            let value = square(i);
            yield_value!(value);
            seen.push(value);
            sum += twice(|n| {
                sum += n;
                n * limit
            });
            seen.iter_mut().for_each(|n| *n += i);
            yield_value!(sum);
        }
        seen.sort_by_key(|n| -n);
        (sum, seen)
    }

    fn stored(start: i32) yields i32 -> i32 {
        let step = 3;
        let mut current = start;
        let mut next = move || {
            current += step;
            current
        };
        for _ in 0..2 {
            yield_value!(next());
        }
        yield_value!(next() + current);
        let later = next();
        later + start
    }

    fn moved_in(d: D, text: String) yields usize -> usize {
        let length = move || {
            d.touch();
            text.len()
        };
        yield_value!(length());
        yield_value!(length() + 1);
        let once = length;
        yield_value!(3);
        once()
    }

    fn moved_in_a_loop(names: Vec<&'static str>) yields String -> usize {
        let prefix = String::from("<");
        let mut makers: Vec<Box<dyn Fn(u32) -> String>> = Vec::new();
        for name in names {
            let prefix = prefix.clone();
            let d = D(name);
            makers.push(Box::new(move |n| format!("{prefix}{}{n}", d.0)));
            yield_value!(makers[makers.len() - 1](0));
        }
        for (i, maker) in makers.iter().enumerate() {
            log(maker(i as u32));
        }
        yield_value!(prefix);
        makers.len()
    }

    fn called_once(flag: bool) yields u8 -> String {
        let d = D("captured");
        let finish = move || d.name();
        yield_value!(1);
        if flag {
            yield_value!(2);
            let text = finish();
            yield_value!(3);
            return text;
        }
        yield_value!(4);
        String::new()
    }

    fn handed_out(count: i32) yields Box<dyn Fn(i32) -> i32> -> usize {
        for i in 0..count {
            yield_value!(Box::new(move |n| n * 10 + i));
            yield_value!(Box::new(adder(i)));
        }
        0
    }

    fn passed_in(f: impl Fn(u32) -> u32, mut g: impl FnMut(&str), h: &dyn Fn() -> D) yields u32 {
        for i in 0..3 {
            g("loop");
            yield_value!(f(i));
            let d = h();
            g(d.0);
            yield_value!(i);
        }
    }

    fn composed(functions: Vec<fn(f64) -> f64>) yields f64 -> f64 {
        let mut value = 2.0;
        for f in functions {
            let before = value;
            value = f(value);
            yield_value!(value - before);
        }
        let all = |x: f64| [f64::sqrt, f64::abs].iter().fold(x, |x, f| f(x));
        yield_value!(all(value));
        all(all(value))
    }

    fn shadowed_by_parameters(x: i32) yields i32 -> i32 {
        let y = 2;
        let f = |x: i32, y: i32| x * 100 + y;
        yield_value!(f(1, 2) + x);
        let g = |n| {
            let x = n;
            let y = x + y;
            move |z| x + y + z
        };
        yield_value!(g(10)(1));
        x + y
    }

    fn references_captured(list: &[String], found: &mut Vec<usize>) yields usize -> usize {
        for wanted in ["a", "b"] {
            let position = list.iter().position(|text| text.starts_with(wanted));
            found.extend(position);
            yield_value!(found.len());
        }
        let longest = list.iter().map(|text| text.len()).max().unwrap_or(0);
        yield_value!(longest);
        list.iter().filter(|text| text.len() == longest).count()
    }
}

/// A closure that can be printed.
struct Calls(Vec<i32>);

coro! {
    fn calls() yields i32 -> Vec<i32> {
        let mut calls = Calls(Vec::new());
        let mut note_call = |n| calls.0.push(n);
        note_call(1);
        note_call(2);
        yield_value!(calls.0.len() as i32);
        calls.0.iter().for_each(|n| log(n));
        yield_value!(7);
        calls.0
    }

    fn run_all(count: i32) yields i32 -> i32 {
        let mut sum = 0;
        let mut machine = handed_out(count);
        while let CoroutineState::Yielded(f) = machine.resume(()) {
            sum += f(1);
            yield_value!(sum);
        }
        sum
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("momentary", || momentary(3));
    t.case("stored", || stored(4));
    t.case("moved in", || moved_in(D("d"), "text".to_string()));
    t.case("moved in a loop", || moved_in_a_loop(vec!["a", "b"]));
    t.case("called once", || called_once(true));
    t.case("never called", || called_once(false));
    t.case("passed in", || {
        passed_in(|n| n * n, |text| log(format_args!("g {text}")), &|| D("made"))
    });
    t.case("composed", || composed(vec![f64::sqrt, |x| x * 3.0, f64::floor]));
    t.case("shadowed by parameters", || shadowed_by_parameters(5));
    t.scope("references captured", |drive| {
        let list = ["b1".to_string(), "a22".to_string(), "c33".to_string()];
        let mut found = vec![];
        drive.run(references_captured(&list, &mut found));
        log(format_args!("{found:?}"));
    });
    t.case("calls", calls);
    t.case("run all", || run_all(2));
}
