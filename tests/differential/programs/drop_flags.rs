//! Variables that are moved on some ways only, and what else happens to them.

use crate::prelude::*;

enum Message {
    Write(D),
    Move { x: i64, d: D },
    Quit(i64, D),
}

coro! {
    fn order_of_parameters(mut first: Box<D>, second: Option<D>, n: u32) -> u32 {
        if second.is_none() {
            return 0;
        }
        for i in 0..n {
            first = first;
            yield_wait!();
            if i == 1 {
                return i;
            }
        }
        n
    }

    fn order_in_a_pattern(n: u32) {
        let (mut left, right, end) = (D("left"), D("right"), D("end"));
        for i in 0..n {
            yield_wait!();
            if i == 1 {
                drop(left);
                left = D("again");
            }
        }
        log(format_args!("{} {} {}", left.0, right.0, end.0));
    }

    fn order_in_an_arm(pair: Option<(D, D)>, n: u32) {
        match pair {
            Some((mut left, _right)) => {
                if n == 0 {
                    return;
                }
                yield_wait!();
                for _ in 0..n {
                    left = left;
                    yield_wait!();
                }
            }
            None => log("none"),
        }
    }

    fn named_in_its_own_condition(mut all: Vec<D>) {
        while let Some(last) = all.pop()
            && last.id() < 5
        {
            yield_wait!();
            if all.len() == 1 {
                drop(last);
            }
            yield_wait!();
        }
        log(all.len());
    }

    fn named_in_its_own_guard(found: Option<D>) {
        match found {
            Some(d) if d.0 == "kept" => {
                yield_wait!();
                d.touch();
            }
            Some(d) if d.id() > 0 => {
                if d.0 == "moved" {
                    drop(d);
                }
                yield_wait!();
            }
            _ => yield_wait!(),
        }
        log("end");
    }

    fn read_while_borrowed(n: usize) -> Vec<D> {
        let mut all = vec![D("a"), D("b")];
        loop {
            yield_wait!();
            let whole = &all;
            let first = all.first();
            let last = all[all.len() - 1].0;
            log(format_args!("{} {} {:?} {last}", all.len(), whole.len(), first.map(|d| d.0)));
            yield_wait!();
            all.push(D(all.len().to_string().leak()));
            if all.len() > n {
                return all;
            }
        }
    }

    fn changed_by_closures(n: usize) {
        let mut all = vec![D("a")];
        let mut rounds = 0;
        loop {
            let count = |extra: usize| all.len() + extra;
            log(count(2));
            let mut add = |name| all.push(D(name));
            add("b");
            add("c");
            yield_wait!();
            rounds += 1;
            if rounds == n {
                drop(all);
                break;
            }
        }
        yield_wait!();
    }

    fn moved_by_a_chain(flag: bool) {
        let mut found = Err::<D, D>(D("a"));
        for i in 0..3 {
            if i == 1 {
                found = Ok(D("b"));
            }
            if let Err(_d) = found
                && flag
            {
                log("matched");
                found = Ok(D("c"));
            } else {
                log("else");
                found = Err(D("new"))
            }
            yield_wait!();
        }
    }

    fn moved_by_let_else(flag: bool) -> usize {
        let mut found = Some(D("a"));
        for i in 0..3 {
            let Some(d) = found else {
                yield_wait!();
                log("none");
                found = Some(D("b"));
                continue;
            };
            yield_wait!();
            let text = if flag { format!("{i}") } else { "x".into() };
            found = None;
            yield_wait!();
            drop(text);
            d.touch();
        }
        7
    }

    fn moved_by_a_plain_let_else(found: Result<D, D>) -> D {
        for i in 0..3 {
            yield_wait!();
            if i == 1 {
                let Ok(d) = found else {
                    log("else");
                    return D("other");
                };
                return d;
            }
        }
        D("end")
    }

    fn moved_by_while_let() {
        let mut found = Some(D("a"));
        let mut n = 0;
        while let Some(d) = found
            && n < 4
        {
            yield_wait!();
            n += 1;
            found = if n % 2 == 0 { Some(d) } else { Some(D("fresh")) };
        }
        yield_wait!();
        log("end");
    }

    fn methods_of_its_own(mut found: Option<D>, n: u32) {
        for _ in 0..n {
            let other = found.take();
            yield_wait!();
            log(found.is_none());
            if let Some(d) = other {
                drop(found);
                found = Some(D(d.0));
            }
        }
    }

    fn destructuring_in_order(mut left: D, mut right: D, n: u32) {
        let mut all = vec![D("old")];
        (left, right, all[0]) = (D("new left"), D("new right"), D("new"));
        if n == 1 {
            drop(left);
        }
        yield_wait!();
        log(right.0);
    }

    /// What is parked is taken by a pattern that leaves a part.
    fn taken_by_a_variant(message: Message, n: u32) yields u32 -> D {
        for i in 0..5 {
            yield_value!(i);
            if i < n {
                continue;
            }
            match message {
                Message::Write(d) | Message::Move { d, .. } => return d,
                Message::Quit(5, d) => {
                    yield_value!(50);
                    return d;
                }
                Message::Quit(..) => {}
            }
            break;
        }
        yield_value!(100);
        D("none")
    }

    fn called_where_it_stands(mut d: D) yields i64 -> i64 {
        let _w = D("w");
        let sum = (move |number: i64| {
            let sum = d.id() + number;
            drop(d);
            sum
        })({
            yield_value!(1);
            6
        });
        d = D("again");
        yield_value!(sum);
        d.id()
    }

    /// Declared in one run of pauses, given a value on some ways after it.
    fn set_on_some_ways(n: i64, d: D) yields i64 -> i64 {
        log(format!("{} {:?}", d.0, (yield_value!(8), 1).1));
        let mut late: Vec<D>;
        yield_value!(3);
        let mut rounds = 0;
        loop {
            rounds += 1;
            if rounds > n {
                break;
            }
            late = vec![D("late")];
        }
        drop(d);
        if (yield_value!(1), n > 1).1 {
            log("several");
        }
        rounds
    }
}

pub fn cases(t: &mut Tracer) {
    for n in [0, 1, 3] {
        t.case(&format!("order of parameters {n}"), || {
            order_of_parameters(Box::new(D("first")), Some(D("second")), n)
        });
        t.case(&format!("order in a pattern {n}"), || order_in_a_pattern(n));
        t.case(&format!("order in an arm {n}"), || {
            order_in_an_arm(Some((D("left"), D("right"))), n)
        });
        t.case(&format!("changed by closures {n}"), || changed_by_closures(n.max(1) as usize));
        t.case(&format!("methods of its own {n}"), || methods_of_its_own(Some(D("d")), n));
    }
    for flag in [true, false] {
        t.case(&format!("moved by a chain {flag}"), || moved_by_a_chain(flag));
        t.case(&format!("moved by let else {flag}"), || moved_by_let_else(flag));
    }
    t.case("moved by a plain let else", || moved_by_a_plain_let_else(Ok(D("ok"))));
    t.case("moved by a plain let else, else", || moved_by_a_plain_let_else(Err(D("err"))));
    t.case("moved by while let", moved_by_while_let);
    t.case("order of parameters, none", || order_of_parameters(Box::new(D("first")), None, 2));
    t.case("named in its own condition", || {
        named_in_its_own_condition(vec![D("a"), D("bb"), D("c"), D("d")])
    });
    t.case("named in its own condition, ends", || {
        named_in_its_own_condition(vec![D("a"), D("too long"), D("c")])
    });
    for name in ["kept", "moved", "other"] {
        t.case(&format!("named in its own guard: {name}"), || named_in_its_own_guard(Some(D(name))));
    }
    t.case("destructuring in order", || destructuring_in_order(D("left"), D("right"), 0));
    t.case("destructuring in order, moved", || destructuring_in_order(D("left"), D("right"), 1));
    for n in [0, 2] {
        t.case(&format!("taken by a variant {n}, write"), || {
            taken_by_a_variant(Message::Write(D("text")), n)
        });
        t.case(&format!("taken by a variant {n}, move"), || {
            taken_by_a_variant(Message::Move { x: 1, d: D("moved") }, n)
        });
        t.case(&format!("taken by a variant {n}, quit"), || {
            taken_by_a_variant(Message::Quit(5, D("quit")), n)
        });
        t.case(&format!("taken by a variant {n}, other"), || {
            taken_by_a_variant(Message::Quit(6, D("other")), n)
        });
    }
    t.case("called where it stands", || called_where_it_stands(D("d")));
    for n in 0..3 {
        t.case(&format!("set on some ways {n}"), || set_on_some_ways(n, D("d")));
    }
    t.case("read while borrowed", || read_while_borrowed(4));
}
