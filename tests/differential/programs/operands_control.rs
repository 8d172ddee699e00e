//! Pauses in conditions, scrutinees, `return` and `break` values.

use crate::prelude::*;

#[derive(Debug, PartialEq)]
enum Command {
    Push(i64),
    Add,
    Name(String),
    Stop,
}

coro! {
    fn conditions() receives _: i32 yields &'static str -> i32 {
        if yield_value!("if") > 0 {
            log("positive");
        } else if yield_value!("else if") < -5 {
            log("very negative");
        } else {
            log("between");
        }
        let mut sum = 0;
        while yield_value!("while") < 8 {
            sum += 1;
        }
        sum + if yield_value!("value") % 2 == 0 { yield_value!("then") } else { yield_value!("otherwise") }
    }

    fn scrutinees() receives _: Command yields usize -> Vec<i64> {
        let mut stack = Vec::new();
        loop {
            match yield_value!(stack.len()) {
                Command::Push(n) if n > 100 => return vec![n],
                Command::Push(n) => stack.push(n),
                Command::Add => {
                    let sum = stack.iter().sum();
                    stack = vec![sum];
                }
                Command::Name(name) => stack.extend(name.bytes().map(i64::from)),
                Command::Stop => break stack,
            }
        }
    }

    fn if_let() receives _: Option<String> yields usize -> String {
        let mut all = String::new();
        if let Some(text) = yield_value!(0) {
            all.push_str(&text);
        }
        while let Some(text) = yield_value!(all.len()) {
            all.push_str(&text);
            if let Some(more) = yield_value!(99) {
                all.push_str(&more.to_uppercase());
            } else {
                all.push('-');
            }
        }
        all
    }

    fn let_chain() receives _: Option<u32> yields &'static str -> u32 {
        let mut score = 0;
        if let Some(a) = yield_value!("a")
            && a > 1
            && let Some(b) = yield_value!("b")
            && yield_value!("c").is_some_and(|c| c > b)
        {
            score = a + b;
            yield_value!("all");
        }
        while let Some(a) = yield_value!("again")
            && a < 9
        {
            score += a;
        }
        score
    }

    fn let_else() receives _: Option<(u8, D)> yields u8 -> &'static str {
        let Some((n, d)) = yield_value!(0) else {
            yield_value!(1);
            return "nothing";
        };
        d.touch();
        let Some((m, _)) = yield_value!(n) else {
            yield_value!(2);
            d.touch();
            return "one";
        };
        yield_value!(m);
        "two"
    }

    fn returns() receives _: i32 yields u8 -> String {
        if yield_value!(1) > 5 {
            return format!("{}", yield_value!(2) + { yield_value!(3) });
        }
        return match yield_value!(4) {
            4 => "four".to_string(),
            n => {
                let text = n.to_string();
                text + &yield_value!(5).to_string()
            }
        };
    }

    fn breaks() receives _: i32 yields u8 -> (i32, i32, String) {
        let a = loop {
            if yield_value!(1) > 2 {
                break yield_value!(2) * 2;
            }
        };
        let b = 'outer: loop {
            loop {
                break 'outer { yield_value!(3) + yield_value!(4) };
            }
        };
        let c = 'block: {
            if yield_value!(5) % 2 == 0 {
                break 'block format!("even {}", yield_value!(6));
            }
            yield_value!(7).to_string()
        };
        (a, b, c)
    }

    fn blocks_as_values() yields u8 -> (u8, u8, u8) {
        let a = {
            yield_value!(1);
            let inner = 4;
            yield_value!(inner);
            inner * 2
        };
        let b = if a > 3 {
            yield_value!(2);
            let d = D("b");
            yield_value!(3);
            d.id() as u8
        } else {
            yield_value!(4);
            0
        };
        let c = match (a, b) {
            (8, n) if n > 90 => {
                yield_value!(5);
                n - a
            }
            _ => 0,
        };
        (a, b, c)
    }

    fn statements_without_value(n: u32) yields u32 {
        if n > 2 { yield_value!(n) } else { yield_value!(0) }
        match n {
            0 => yield_value!(10),
            1..=3 => {
                yield_value!(20)
            }
            _ => {}
        }
        { yield_value!(30) }
        for i in 0..n { yield_value!(i) }
        yield_value!(40)
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("conditions", conditions, |k| k as i32 - 1);
    t.receiving("conditions, positive", conditions, |k| k as i32 + 1);
    t.receiving("conditions, negative", conditions, |k| k as i32 * 5 - 20);
    t.receiving("scrutinees", scrutinees, |k| match k {
        1 | 2 => Command::Push(k as i64),
        3 => Command::Name("ab".to_string()),
        4 => Command::Add,
        5 => Command::Push(7),
        _ => Command::Stop,
    });
    t.receiving("scrutinees, early", scrutinees, |k| Command::Push(k as i64 * 40));
    t.receiving("if let", if_let, |k| (k < 8 && k != 3).then(|| format!("t{k}")));
    t.receiving("let chain", let_chain, |k| Some(k as u32 + 1));
    t.receiving("let chain, broken", let_chain, |k| (k != 2).then_some(k as u32 * 2));
    for most in 0..3 {
        let value = move |k| (k <= most).then(|| (k as u8, D("received")));
        t.receiving(&format!("let else {most}"), let_else, value);
    }
    t.receiving("returns", returns, |k| k as i32);
    t.receiving("returns early", returns, |k| k as i32 + 6);
    t.receiving("breaks", breaks, |k| k as i32);
    t.receiving("breaks, even", breaks, |k| k as i32 * 2);
    t.case("blocks as values", blocks_as_values);
    for n in 0..5 {
        t.case(&format!("statements without value {n}"), || statements_without_value(n));
    }
}
