//! `coro!(|first| ..)`: a coroutine as an expression, capturing by move.

use crate::prelude::*;

fn counter(from: u32) -> impl Coroutine<(), Yield = u32, Return = &'static str> {
    coro!(move || {
        for i in from..from + 2 {
            yield_value!(i);
        }
        "done"
    })
}

fn pairs<A: Clone, B>(a: A, list: Vec<B>) -> impl Coroutine<(), Yield = (A, B), Return = usize> {
    let count = list.len();
    coro!(move || {
        for b in list {
            yield_value!((a.clone(), b));
        }
        count
    })
}

pub fn cases(t: &mut Tracer) {
    t.case("waits", || {
        coro!(|| {
            log("first");
            yield_wait!();
            log("second");
        })
    });
    t.case("counter", || counter(4));
    t.case("pairs", || pairs("a", vec![1, 2]));
    t.case("captured", || {
        let d = D("captured");
        let text = String::from("text");
        coro!(move || {
            yield_value!(text.len());
            d.touch();
            let text = text + "!";
            yield_value!(text.len());
            text
        })
    });
    t.receiving(
        "receives",
        || {
            let mut total = 100;
            coro!(move |first: u32| {
                let mut x = first;
                while x < 4 {
                    total += x;
                    x = yield_value!(total);
                }
                total
            })
        },
        |k| k as u32,
    );
    t.receiving(
        "with clauses",
        || {
            coro!(|mut text: String| yields usize -> String {
                for _ in 0..2 {
                    text += &yield_value!(text.len());
                }
                text
            })
        },
        |k| format!("<{k}>"),
    );
    t.receiving("without a block", || coro!(|n| yield_value!(yield_value!(n) + 1)), |k| k as u32);
    t.case("delegates", || {
        let inner = counter(1);
        coro!(move || {
            let text = yield_from!(inner);
            yield_from!([7, 8]);
            text.len()
        })
    });
    t.case("in a collection", || {
        let machines: Vec<_> = (0..3).map(|n| coro!(move || { yield_value!(n); yield_value!(n * n); })).collect();
        coro!(move || {
            for machine in machines {
                yield_from!(machine);
                yield_value!(100);
            }
        })
    });
    t.scope("borrows what is around", |drive| {
        let list = vec![1, 2, 3];
        let names = &list;
        drive.run(coro!(move || {
            for x in names {
                yield_value!(*x);
            }
            names.len()
        }));
        log(format_args!("{list:?}"));
    });
}
