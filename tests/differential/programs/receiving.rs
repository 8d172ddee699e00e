//! Values that are received: copied, owned, in loops, with patterns, passed down.

use crate::prelude::*;

#[derive(Debug)]
enum Request {
    Put(String, u32),
    Get(String),
    Quit,
}

coro! {
    fn averager() receives mut sample: f64 yields f64 -> f64 {
        let mut total = 0.0;
        let mut count = 0.0;
        while sample >= 0.0 {
            total += sample;
            count += 1.0;
            sample = yield_value!(total / count);
        }
        total
    }

    fn unnamed() receives D<usize> yields u8 {
        log("started");
        yield_value!(1);
        let d = yield_value!(2);
        yield_value!(3);
        d.touch();
        let _ = yield_value!(4);
        let _kept = yield_value!(5);
        _ = yield_value!(6);
    }

    fn named(a: D) receives first: D<usize> yields u8 -> D<usize> {
        yield_value!(1);
        first.touch();
        let second = yield_value!(2);
        drop(first);
        yield_value!(3);
        a.touch();
        second
    }

    fn pattern() receives (a, mut b): (u8, String) yields String -> u8 {
        let mut sum = 0;
        for _ in 0..3 {
            b.push_str(&a.to_string());
            sum += a;
            let next = yield_value!(b.clone());
            if next.0 > 2 {
                b = next.1;
            }
        }
        let (last, _) = yield_value!(b);
        sum + last
    }

    fn collects(limit: usize) receives word: String yields usize -> Vec<String> {
        let mut words = vec![word];
        loop {
            let word = yield_value!(words.len());
            if word.is_empty() {
                continue;
            }
            words.push(word);
            if words.len() == limit {
                return words;
            }
        }
    }

    fn store() receives request: Request yields Option<u32> -> Vec<(String, u32)> {
        let mut entries: Vec<(String, u32)> = Vec::new();
        let mut request = request;
        loop {
            request = match request {
                Request::Put(key, value) => {
                    let old = entries.iter().position(|entry| entry.0 == key);
                    let old = old.map(|i| entries.remove(i).1);
                    entries.push((key, value));
                    yield_value!(old)
                }
                Request::Get(key) => {
                    let found = entries.iter().find(|entry| entry.0 == key).map(|entry| entry.1);
                    yield_value!(found)
                }
                Request::Quit => break entries,
            };
        }
    }

    fn inner(name: &'static str) receives first: String yields String -> usize {
        log(format_args!("{name} got {first}"));
        let second = yield_value!(format!("{name} 1"));
        log(format_args!("{name} got {second}"));
        let third = yield_value!(format!("{name} 2"));
        first.len() + second.len() + third.len()
    }

    fn passes_down() receives first: String yields String -> usize {
        let a = yield_from!(inner("a"), first);
        let second = yield_value!(format!("between {a}"));
        let b = yield_from!(inner("b"), second + "!");
        let c = yield_from!(inner("c"), yield_value!("operand".to_string()));
        a + b + c
    }

    fn waits() receives mut n: u32 -> u32 {
        let mut sum = 0;
        while n < 5 {
            sum += n;
            n = yield_wait!();
            sum += yield_wait!() * 10;
        }
        sum
    }

    fn in_match_arms() receives command: char yields i32 -> i32 {
        let mut value = 0;
        let mut command = command;
        loop {
            match command {
                '+' => value += 1,
                '-' => value -= 1,
                'd' => {
                    let digit = yield_value!(-100);
                    value = value * 10 + digit.to_digit(10).unwrap_or(0) as i32;
                }
                'q' => return value,
                _ if value > 3 => panic!("unknown {command:?}"),
                _ => {}
            }
            command = yield_value!(value);
        }
    }

    fn received_in_branches(n: u32) receives text: String yields u8 -> String {
        if n == 0 {
            return text;
        }
        let text = if n == 1 {
            let next = yield_value!(1);
            text + &next
        } else {
            yield_value!(2);
            yield_value!(3)
        };
        yield_value!(4);
        text
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("averager", averager, |k| if k < 4 { k as f64 * 1.5 } else { -1.0 });
    t.receiving("unnamed", unnamed, D);
    t.receiving("named", || named(D("a")), D);
    t.receiving("pattern", pattern, |k| (k as u8, format!("text {k}")));
    t.receiving("collects", || collects(3), |k| if k % 2 == 1 { "".into() } else { format!("w{k}") });
    t.receiving("store", store, |k| match k {
        0 => Request::Get("a".to_string()),
        1 => Request::Put("a".to_string(), 1),
        2 => Request::Put("b".to_string(), 2),
        3 => Request::Put("a".to_string(), 3),
        4 => Request::Get("b".to_string()),
        _ => Request::Quit,
    });
    t.receiving("passes down", passes_down, |k| "x".repeat(k + 1));
    t.receiving("waits", waits, |k| k as u32);
    for text in ["+++-d5d7q", "x+d9x", "q"] {
        t.receiving(&format!("in match arms {text}"), in_match_arms, |k| {
            text.chars().nth(k).unwrap_or('q')
        });
    }
    for n in 0..3 {
        t.receiving(&format!("received in branches {n}"), || received_in_branches(n), |k| format!("{k};"));
    }
}
