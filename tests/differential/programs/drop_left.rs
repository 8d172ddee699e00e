//! What a pattern that moves leaves in the value it matches lives as long as that value.

use crate::prelude::*;

enum Job {
    Run(D, D),
    Wait { name: D, by: D, until: u32 },
    Stop,
}

fn pop(list: &mut Vec<(D, D)>) -> Option<(D, D)> {
    list.pop()
}

coro! {
    fn of_a_call(mut list: Vec<(D, D)>) {
        match pop(&mut list) {
            Some((a, _)) => {
                yield_wait!();
                a.touch();
            }
            None => yield_wait!(),
        }
        yield_wait!();
        log("end");
    }

    fn in_order(found: (D, D, D, u32)) {
        match same(found) {
            (_, b, _, _) => {
                let inner = D("inner");
                yield_wait!();
                drop(b);
                yield_wait!();
                inner.touch();
            }
        }
        yield_wait!();
    }

    fn of_items(list: Vec<(D, D)>) -> u32 {
        let mut count = 0;
        for (a, _) in list {
            yield_wait!();
            if count == 1 {
                break;
            }
            drop(a);
            count += 1;
            yield_wait!();
        }
        count
    }

    fn while_there_are(mut list: Vec<(D, D)>) {
        while let Some((_, b)) = list.pop() {
            yield_wait!();
            b.touch();
            yield_wait!();
        }
    }

    fn if_there_is(mut list: Vec<(D, D)>) {
        if let Some((a, _)) = list.pop() {
            yield_wait!();
            log(a.0);
        } else {
            yield_wait!();
        }
        yield_wait!();
    }

    fn in_a_chain(mut list: Vec<(D, D)>, n: u32) {
        if n > 0 && let Some((a, _)) = list.pop() && a.id() > 0 && let Some((_, b)) = list.pop() {
            yield_wait!();
            log(format_args!("{} {}", a.0, b.0));
            yield_wait!();
        }
        yield_wait!();
    }

    fn with_a_guard(job: Option<Job>, n: u32) -> u32 {
        let result = match same(job) {
            Some(Job::Run(a, _)) if n > 0 => {
                yield_wait!();
                a.touch();
                1
            }
            Some(Job::Run(_, b)) => {
                yield_wait!();
                b.touch();
                2
            }
            Some(Job::Wait { name, by: _, until }) => {
                yield_wait!();
                name.touch();
                until
            }
            Some(Job::Stop) | None => 0,
        };
        yield_wait!();
        result
    }

    fn of_references(list: &[(D, D)]) {
        for item in list {
            match same(Some(item)) {
                Some((a, _)) => {
                    yield_wait!();
                    a.touch();
                }
                None => yield_wait!(),
            }
        }
        for (a, _) in list {
            yield_wait!();
            a.touch();
        }
    }

    fn of_own_references(list: Vec<(D, D)>) {
        for (a, _) in &list {
            yield_wait!();
            a.touch();
        }
        for (_, b) in list.iter().rev() {
            yield_wait!();
            b.touch();
        }
        if let Some((_, b)) = list.first() {
            yield_wait!();
            b.touch();
        }
        match list.last() {
            Some((a, _)) => {
                a.touch();
                yield_wait!();
            }
            None => {}
        }
    }

    fn jumps_out(list: Vec<(D, D)>, n: u32) -> Option<u32> {
        'all: loop {
            for (a, _) in list {
                match same(Some((a, D("other")))) {
                    Some((first, _)) => {
                        yield_wait!();
                        match n {
                            0 => return Some(9),
                            1 => break 'all,
                            2 => continue,
                            _ => None?,
                        }
                        drop(first);
                    }
                    None => {}
                }
            }
            break;
        }
        yield_wait!();
        Some(n)
    }
}

fn same<T>(value: T) -> T {
    value
}

fn three() -> Vec<(D, D)> {
    vec![(D("a1"), D("b1")), (D("a2"), D("b2")), (D("a3"), D("b3"))]
}

pub fn cases(t: &mut Tracer) {
    t.case("of a call", || of_a_call(three()));
    t.case("of a call, none", || of_a_call(vec![]));
    t.case("in order", || in_order((D("a"), D("b"), D("c"), 1)));
    t.case("of items", || of_items(three()));
    t.case("while there are", || while_there_are(three()));
    t.case("if there is", || if_there_is(three()));
    t.case("if there is none", || if_there_is(vec![]));
    t.case("in a chain", || in_a_chain(three(), 1));
    t.case("in a chain, short", || in_a_chain(vec![(D("a"), D("b"))], 1));
    t.case("with a guard", || with_a_guard(Some(Job::Run(D("a"), D("b"))), 1));
    t.case("with a guard, not", || with_a_guard(Some(Job::Run(D("a"), D("b"))), 0));
    t.case("with a guard, struct", || {
        with_a_guard(Some(Job::Wait { name: D("a"), by: D("b"), until: 3 }), 0)
    });
    t.case("with a guard, stop", || with_a_guard(Some(Job::Stop), 0));
    t.scope("of references", |drive| drive.run(of_references(&three())));
    t.case("of own references", || of_own_references(three()));
    for n in 0..4 {
        t.case(&format!("jumps out {n}"), || jumps_out(three(), n));
    }
}
