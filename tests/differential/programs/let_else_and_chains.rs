//! `let .. else`, `if let` and `while let` chains.

use crate::prelude::*;

fn parse(text: &str) -> Option<i32> {
    log(format_args!("parse {text}"));
    text.parse().ok()
}

coro! {
    fn first_number(words: Vec<String>) yields usize -> Option<i32> {
        for word in words {
            let Some(n) = parse(&word) else {
                yield_value!(word.len());
                continue;
            };
            let (1.., d) = (n, D("positive")) else {
                yield_value!(0);
                break;
            };
            yield_value!(100);
            d.touch();
            return Some(n);
        }
        None
    }

    fn chain_as_a_value(found: Option<u32>) yields u32 -> usize {
        let text = if let None = found.filter(|n| *n > 5)
            && let (low @ 2..=4, d) = (match found {
                Some(n) => (yield_value!(n), (n, D("some"))).1,
                None => (0, D("none")),
            }) {
            format!("{low} {}", d.0)
        } else {
            "neither".to_string()
        };
        log(text);
        7
    }

    fn else_blocks(value: Result<D, D>) yields u8 -> i64 {
        let kept = D("kept");
        let Ok(d) = value else {
            yield_value!(1);
            let e = D("in else");
            yield_value!(2);
            return e.id();
        };
        yield_value!(3);
        let (Some(n), other) = (Some(d.id()), D("other")) else { return 0 };
        yield_value!(4);
        n + kept.id() + other.id()
    }

    fn else_with_labels(rows: Vec<Vec<Option<u8>>>) yields u8 -> u32 {
        let mut bad = 0;
        'rows: for row in rows {
            for cell in row {
                let Some(n) = cell else {
                    bad += 1;
                    continue 'rows;
                };
                let 0..100 = n else {
                    yield_value!(n);
                    break 'rows;
                };
                yield_value!(n);
            }
        }
        bad
    }

    fn chains(a: Option<i32>, b: Result<i32, String>, limit: i32) yields &'static str -> i32 {
        if let Some(x) = a
            && let Ok(y) = b.as_ref().map(|y| y + 1)
            && x < limit
            && let z = x * y
            && z > 3
        {
            yield_value!("all");
            z
        } else if let Err(text) = &b
            && !text.is_empty()
        {
            log(text);
            yield_value!("error");
            -1
        } else if a.is_some() && let Some(n) = a && n > 7 {
            yield_value!("some");
            n
        } else {
            yield_value!("nothing");
            0
        }
    }

    fn chain_drops(a: Option<D>, b: Option<D>) yields u8 {
        if let Some(x) = a
            && x.id() > 0
            && let Some(y) = b
        {
            yield_value!(1);
            drop(x);
            yield_value!(2);
            y.touch();
        } else {
            yield_value!(3);
        }
        yield_value!(4);
    }

    fn chain_pauses(n: u32) receives _: Option<u32> yields u32 -> u32 {
        let mut sum = 0;
        while let Some(a) = yield_value!(sum)
            && let d = D(a)
            && a < n
            && let Some(b) = yield_value!(a)
        {
            sum += a + b;
            if b == 5 && let Some(c) = yield_value!(b) {
                sum += c * 100;
            }
            d.touch();
        }
        sum
    }

    fn nested_options(value: Option<Option<Result<u8, D>>>) yields u8 -> u8 {
        let Some(Some(result)) = value else {
            yield_value!(0);
            return 0;
        };
        yield_value!(1);
        let n = if let Ok(n) = result { n } else { return 255 };
        yield_value!(n);
        n
    }

    fn diverging_blocks(n: Option<u32>) yields u32 -> String {
        let n = match n {
            Some(n) => n,
            None => {
                yield_value!(0);
                return "none".into();
            }
        };
        let text = loop {
            let Some(m) = n.checked_sub(3) else {
                break format!("small {n}");
            };
            yield_value!(m);
            if m > 10 {
                break String::from("large");
            }
            let Some(_) = m.checked_sub(5) else { panic!("between {m}") };
            break "middle".to_owned();
        };
        yield_value!(1);
        text
    }

    /// The `else` is reached on two ways, and has a type that nobody can write.
    fn else_on_two_ways(n: i32) yields i32 -> usize {
        let (4, left) = (if n > 2 {
            yield_value!(n);
            (n, D("more"))
        } else if n > 1 {
            yield_value!(-n);
            (4, D("less"))
        } else {
            (n, D("least"))
        }) else {
            let mut doubled = (0..n).map(|number| number * 2);
            yield_value!(100);
            return doubled.next().unwrap_or(7) as usize;
        };
        yield_value!(200);
        left.0.len()
    }
}

pub fn cases(t: &mut Tracer) {
    let words = |words: &[&str]| words.iter().map(|w| w.to_string()).collect::<Vec<_>>();
    t.case("first number", || first_number(words(&["a", "bc", "12", "never"])));
    t.case("first number, negative", || first_number(words(&["-12", "never"])));
    t.case("first number, none", || first_number(words(&["abc"])));
    for n in [None, Some(3), Some(5), Some(9)] {
        t.case(&format!("chain as a value {n:?}"), || chain_as_a_value(n));
    }
    for n in 0..5 {
        t.case(&format!("else on two ways {n}"), || else_on_two_ways(n));
    }
    t.case("else blocks", || else_blocks(Ok(D("ok"))));
    t.case("else blocks, err", || else_blocks(Err(D("err"))));
    t.case("else with labels", || {
        else_with_labels(vec![vec![Some(1), None, Some(2)], vec![Some(3), Some(200), Some(4)]])
    });
    t.case("chains, all", || chains(Some(2), Ok(3), 9));
    t.case("chains, error", || chains(Some(2), Err("text".into()), 9));
    t.case("chains, some", || chains(Some(20), Err("".into()), 9));
    t.case("chains, nothing", || chains(None, Ok(1), 9));
    t.case("chain drops", || chain_drops(Some(D("a")), Some(D("b"))));
    t.case("chain drops, one", || chain_drops(Some(D("a")), None));
    t.case("chain drops, none", || chain_drops(None, Some(D("b"))));
    t.receiving("chain pauses", || chain_pauses(9), |k| (k != 11).then_some(k as u32));
    t.receiving("chain pauses, limited", || chain_pauses(3), |k| Some(k as u32));
    t.receiving("chain pauses, none", || chain_pauses(3), |k| (k != 1).then_some(k as u32));
    t.case("nested options", || nested_options(Some(Some(Ok(4)))));
    t.case("nested options, err", || nested_options(Some(Some(Err(D("err"))))));
    t.case("nested options, none", || nested_options(Some(None)));
    for n in [None, Some(1), Some(5), Some(10), Some(30)] {
        t.case(&format!("diverging blocks {n:?}"), || diverging_blocks(n));
    }
}
