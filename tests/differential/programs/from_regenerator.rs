//! After the tests of JavaScript's regenerator: switch, try, labels, delegation, odd places.

use crate::prelude::*;

coro! {
    fn conditional(flag: bool) receives _: bool yields &'static str -> &'static str {
        if yield_value!("test") && flag {
            yield_value!("consequent")
        } else {
            yield_value!("alternate")
        };
        let picked = if yield_value!("ternary") { yield_value!("a"); "A" } else { yield_value!("b"); "B" };
        picked
    }

    fn logical() receives _: bool yields u8 -> (bool, bool) {
        let and = yield_value!(1) && yield_value!(2) && yield_value!(3);
        let or = yield_value!(4) || yield_value!(5) || (yield_value!(6) && yield_value!(7));
        (and, or)
    }

    fn switches(x: u32) yields String {
        match x % 4 {
            n if n == { log("first test"); 1 } => yield_value!("one".to_string()),
            2 => {
                yield_value!("two".to_string());
                for i in 0..2 {
                    if i == 1 {
                        break;
                    }
                    yield_value!(format!("two {i}"));
                }
            }
            _ => {
                if x > 6 {
                    return;
                }
                yield_value!("other".to_string());
            }
        }
        yield_value!("after".to_string());
    }

    fn do_while(limit: u32) yields u32 -> u32 {
        let mut x = 0;
        loop {
            yield_value!(x);
            x += 1;
            if x >= limit {
                break;
            }
        }
        yield_value!(limit);
        let mut y = 10;
        while {
            yield_value!(y);
            y -= 3;
            y > 0
        } {}
        x + y
    }

    fn comma_and_sequence() receives _: u32 yields u32 -> (u32, u32) {
        let a = { yield_value!(1); yield_value!(2); yield_value!(3) };
        let b = ({ yield_value!(4) }, { yield_value!(5) }).1;
        (a, b)
    }

    fn for_with_yields_everywhere() receives _: u32 yields &'static str -> u32 {
        let mut sum = 0;
        let mut i = yield_value!("init");
        while i < yield_value!("test") {
            sum += yield_value!("body");
            i += yield_value!("update") % 3 + 1;
            if sum > 40 {
                break;
            }
        }
        sum
    }

    fn objects_and_arrays() receives _: String yields u32 -> Vec<(String, String)> {
        let key = yield_value!(1);
        let list = vec![(key, yield_value!(2)), (yield_value!(3), yield_value!(4))];
        let mut all = Vec::from(list);
        all[yield_value!(5).len() - 4] = ("replaced".to_string(), yield_value!(6));
        all
    }

    fn finally_like(fail: u32) yields &'static str -> Result<&'static str, String> {
        let outcome = 'attempt: {
            let _finally = D("finally");
            yield_value!("try");
            if fail == 1 {
                break 'attempt Err("first".to_string());
            }
            yield_value!("still trying");
            if fail == 2 {
                return Err("second".to_string());
            }
            Ok("done")
        };
        yield_value!("after");
        let text = match outcome {
            Ok(text) => text,
            Err(error) => {
                yield_value!("catch");
                log(&error);
                return Err(error + "!");
            }
        };
        Ok(text)
    }

    fn nested_finally(n: u32) yields u32 -> u32 {
        for i in 0..3 {
            let _outer = D(format!("outer {i}"));
            for j in 0..3 {
                let _inner = D(format!("inner {j}"));
                yield_value!(i * 10 + j);
                match i + j {
                    k if k == n => return k,
                    2 => break,
                    1 => continue,
                    _ => yield_value!(99),
                }
            }
        }
        1000
    }

    fn inner_delegate(name: &'static str) yields &'static str -> &'static str {
        yield_value!(name);
        yield_value!("inner");
        "result"
    }

    fn delegations() yields &'static str -> usize {
        let first = yield_from!(inner_delegate("a")).len();
        let second = [yield_from!(inner_delegate("b")), { yield_value!("between"); "x" }].concat().len();
        let third = if yield_from!(inner_delegate("c")) == "result" { yield_from!(["d", "e"]); 1 } else { 0 };
        first + second + third
    }

    fn mutual(a: u32) yields u32 {
        let mut other = coro!(move || {
            let mut n = a;
            loop {
                n += 1;
                yield_value!(n);
                if n > a + 2 {
                    return;
                }
            }
        });
        while let CoroutineState::Yielded(n) = other.resume(()) {
            yield_value!(n);
            yield_value!(n * 100);
        }
    }

    fn arguments_are_kept(list: Vec<u32>, mut rest: Vec<u32>) yields u32 -> Vec<u32> {
        yield_value!(list[0]);
        rest.extend(list);
        for i in 0..rest.len() {
            let x = rest[i];
            yield_value!(x);
            rest[i] = x + 1;
        }
        rest
    }

    fn hoisted_state(n: u32) yields u32 -> u32 {
        let mut counter = 0;
        {
            let counter_step = 2;
            for _ in 0..n {
                counter += counter_step;
                yield_value!(counter);
            }
        }
        {
            let counter_step = 10;
            while counter > 2 {
                counter = counter.saturating_sub(counter_step);
                yield_value!(counter);
            }
        }
        counter
    }
}

pub fn cases(t: &mut Tracer) {
    for bits in 0..8usize {
        let flag = bits & 1 == 1;
        t.receiving(&format!("conditional {bits}"), || conditional(flag), move |k| bits >> k & 1 == 1);
        t.receiving(&format!("logical {bits}"), logical, move |k| (bits * 37) >> k & 1 == 1);
        t.case(&format!("switches {bits}"), || switches(bits as u32));
    }
    t.case("do while", || do_while(3));
    t.case("do while once", || do_while(0));
    t.receiving("comma and sequence", comma_and_sequence, |k| k as u32);
    t.receiving("for with yields everywhere", for_with_yields_everywhere, |k| k as u32);
    t.receiving("objects and arrays", objects_and_arrays, |k| "v".repeat(k));
    for n in 0..3 {
        t.case(&format!("finally like {n}"), || finally_like(n));
    }
    for n in [0, 2, 3, 9] {
        t.case(&format!("nested finally {n}"), || nested_finally(n));
    }
    t.case("delegations", delegations);
    t.case("mutual", || mutual(1));
    t.case("arguments are kept", || arguments_are_kept(vec![1, 2], vec![7]));
    t.case("hoisted state", || hoisted_state(3));
}
