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

    fn of_a_variable(list: Vec<Option<(D, D)>>) yields &'static str {
        for item in list {
            match item {
                Some((a, b)) if a.id() > b.id() => {
                    yield_value!("greater");
                    a.touch();
                }
                Some((a, _)) => {
                    yield_value!("some");
                    drop(a);
                    yield_value!("dropped");
                }
                None => yield_value!("none"),
            }
            yield_value!("after");
        }
    }

    fn of_a_local(n: u32) {
        let found = make(n);
        let behind = D("behind");
        if let Some((a, _)) = found {
            yield_wait!();
            log(a.0);
        } else {
            yield_wait!();
        }
        let later = D("later");
        yield_wait!();
        log(format_args!("{} {}", behind.0, later.0));
    }

    fn of_a_let(n: u32) {
        let found = make(n);
        let behind = D("behind");
        let Some((_, b)) = found else {
            yield_wait!();
            return;
        };
        yield_wait!();
        drop(b);
        yield_wait!();
        behind.touch();
    }

    fn of_a_parameter(n: u32, job: Job) -> u32 {
        match job {
            Job::Run(_, b) => {
                yield_wait!();
                b.touch();
                yield_wait!();
            }
            Job::Wait { name: _, by, until: _ } => {
                yield_wait!();
                by.touch();
            }
            Job::Stop => {}
        }
        yield_wait!();
        n
    }

    fn named_again(job: (u32, D), times: u32) {
        let (n, _) = job;
        yield_wait!();
        for _ in 0..times {
            match job {
                (m, _) => {
                    yield_wait!();
                    log(m + n);
                }
            }
        }
        job.1.touch();
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

fn make(n: u32) -> Option<(D, D)> {
    (n > 0).then(|| (D("a"), D("b")))
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
    t.case("of a variable", || {
        of_a_variable(vec![Some((D("b"), D("a"))), None, Some((D("c"), D("d")))])
    });
    for n in 0..2 {
        t.case(&format!("of a local {n}"), || of_a_local(n));
        t.case(&format!("of a let {n}"), || of_a_let(n));
    }
    t.case("of a parameter", || of_a_parameter(1, Job::Run(D("a"), D("b"))));
    t.case("of a parameter, struct", || {
        of_a_parameter(1, Job::Wait { name: D("a"), by: D("b"), until: 2 })
    });
    t.case("named again", || named_again((3, D("d")), 2));
    for n in 0..4 {
        t.case(&format!("jumps out {n}"), || jumps_out(three(), n));
    }
}
