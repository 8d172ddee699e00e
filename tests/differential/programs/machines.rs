//! State machines that people write by hand: a door, a vending machine, a game, a protocol.

use crate::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    Coin(u32),
    Button(char),
    Kick,
    Off,
}

#[derive(Debug, PartialEq)]
enum Output {
    Show(u32),
    Drink(char, u32),
    Refuse(&'static str),
}

coro! {
    fn vending_machine() receives _: Input yields Output -> u32 {
        let mut credit = 0;
        let mut earned = 0;
        let mut output = Output::Show(0);
        loop {
            let input = yield_value!(output);
            output = match input {
                Input::Coin(n @ (5 | 10 | 20 | 50)) => {
                    credit += n;
                    Output::Show(credit)
                }
                Input::Coin(_) => Output::Refuse("coin"),
                Input::Button(drink @ ('c' | 't')) => {
                    let price = if drink == 'c' { 40 } else { 30 };
                    match credit.checked_sub(price) {
                        Some(change) => {
                            earned += price;
                            credit = 0;
                            Output::Drink(drink, change)
                        }
                        None => Output::Refuse("credit"),
                    }
                }
                Input::Button(_) => Output::Refuse("button"),
                Input::Kick if credit > 0 => {
                    yield_value!(Output::Refuse("ouch"));
                    yield_value!(Output::Refuse("ouch again"));
                    Output::Show(credit)
                }
                Input::Kick => continue_with(&mut earned),
                Input::Off => return earned,
            };
        }
    }

    fn traffic_light(rounds: u32) yields (&'static str, u32) -> u32 {
        let mut ticks = 0;
        for round in 0..rounds {
            for (color, duration) in [("red", 3), ("green", 2), ("yellow", 1)] {
                if color == "yellow" && round % 2 == 1 {
                    continue;
                }
                for left in (0..duration).rev() {
                    ticks += 1;
                    yield_value!((color, left));
                }
            }
        }
        ticks
    }

    fn guessing(secret: u32, tries: u32) receives _: u32 yields &'static str -> Result<u32, u32> {
        let mut low = 0;
        let mut answer = "guess";
        for n in 1..=tries {
            let guess = yield_value!(answer);
            if guess == secret {
                return Ok(n);
            }
            answer = if guess < low {
                "you knew better"
            } else if guess < secret {
                low = guess;
                "higher"
            } else {
                "lower"
            };
        }
        yield_value!(answer);
        Err(secret)
    }

    fn handshake(name: String) receives mut message: String yields String -> Result<String, String> {
        let Some(peer) = message.strip_prefix("HELLO ").map(str::to_string) else {
            return Err(format!("{name} expected HELLO, got {message}"));
        };
        message = yield_value!(format!("WELCOME {peer}, I AM {name}"));
        let mut attempts = 0;
        let user = loop {
            attempts += 1;
            if let Some(("USER", user)) = message.split_once(' ')
                && !user.is_empty()
            {
                break user.to_owned();
            }
            if attempts == 3 {
                return Err("too many attempts".into());
            }
            message = yield_value!(format!("WHO? ({attempts})"));
        };
        while yield_value!(format!("PASSWORD OF {user}")) != "secret" {
            attempts += 1;
            if attempts > 4 {
                return Err(format!("{user} is locked out"));
            }
        }
        Ok(user)
    }

    fn elevator(start: i32) receives mut wanted: Option<i32> yields i32 -> u32 {
        let mut floor = start;
        let mut moved = 0;
        let mut queue: Vec<i32> = Vec::new();
        loop {
            if let Some(wanted) = wanted {
                if wanted < 0 && queue.is_empty() {
                    return moved;
                }
                if !queue.contains(&wanted) {
                    queue.push(wanted);
                }
            }
            if let Some(&target) = queue.first() {
                match target.cmp(&floor) {
                    std::cmp::Ordering::Less => floor -= 1,
                    std::cmp::Ordering::Greater => floor += 1,
                    std::cmp::Ordering::Equal => {
                        queue.remove(0);
                        wanted = yield_value!(floor * 100);
                        continue;
                    }
                }
                moved += 1;
            }
            wanted = yield_value!(floor);
        }
    }

    fn brackets() receives mut c: char yields usize -> Result<usize, (usize, char)> {
        let mut open = vec![];
        let mut deepest = 0;
        for at in 0.. {
            match c {
                '(' => open.push(')'),
                '[' => open.push(']'),
                ')' | ']' if open.last() == Some(&c) => {
                    open.pop();
                }
                '.' => break,
                other => return Err((at, other)),
            }
            deepest = deepest.max(open.len());
            c = yield_value!(open.len());
        }
        match open.pop() {
            Some(missing) => Err((usize::MAX, missing)),
            None => Ok(deepest),
        }
    }

    fn life(size: usize, rounds: u32) yields String -> usize {
        let mut cells = vec![false; size];
        cells[size / 2] = true;
        for _ in 0..rounds {
            yield_value!(cells.iter().map(|&alive| if alive { '#' } else { ' ' }).collect());
            let before = cells.clone();
            for i in 0..size {
                let left = i > 0 && before[i - 1];
                let right = i + 1 < size && before[i + 1];
                cells[i] = left != (before[i] || right);
            }
        }
        cells.into_iter().filter(|&alive| alive).count()
    }
}

fn continue_with(earned: &mut u32) -> Output {
    *earned += 1;
    Output::Refuse("nothing in it")
}

pub fn cases(t: &mut Tracer) {
    let inputs = [
        Input::Off,
        Input::Coin(50),
        Input::Button('t'),
        Input::Button('c'),
        Input::Coin(7),
        Input::Kick,
        Input::Coin(5),
        Input::Kick,
        Input::Button('x'),
        Input::Coin(1),
        Input::Button('?'),
    ];
    t.receiving("vending machine", vending_machine, |k| {
        inputs.get(k).copied().unwrap_or(Input::Off)
    });
    t.case("traffic light", || traffic_light(2));
    for secret in [3, 7, 40] {
        t.receiving(&format!("guessing {secret}"), || guessing(secret, 4), |k| {
            [0, 5, 2, 7, 3][k.min(4)]
        });
    }
    let dialogues: [&[&str]; 4] = [
        &["HELLO you", "what", "USER ann", "wrong", "secret"],
        &["HELLO you", "what", "USER ", "why"],
        &["BYE"],
        &["HELLO you", "USER bob", "a", "b", "c", "d"],
    ];
    for (i, dialogue) in dialogues.iter().enumerate() {
        t.receiving(&format!("handshake {i}"), || handshake("server".to_string()), |k| {
            dialogue.get(k).unwrap_or(&"").to_string()
        });
    }
    t.receiving("elevator", || elevator(1), |k| match k {
        0 => Some(3),
        1 => Some(0),
        _ if k > 8 => Some(-1),
        _ => None,
    });
    for text in ["([])().", "([)]", "((.", "x"] {
        t.receiving(&format!("brackets {text}"), brackets, |k| text.chars().nth(k).unwrap_or('.'));
    }
    t.case("life", || life(9, 4));
}
