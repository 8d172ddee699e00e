//! A match that only copies out of a variable in some arms, and moves it in others.

use crate::prelude::*;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaker { Closed { failures: u32 }, Open { until: u64 }, HalfOpen }
#[derive(Debug)]
enum Conn { Idle { tries: u32, name: String }, Up(D<String>), Failed(String, u32) }
coro! {
    fn breaker(answers: Vec<Result<u16, String>>) yields u64 -> Vec<String> {
        let mut state = Breaker::Closed { failures: 0 };
        let mut out = Vec::new();
        for (now, result) in (0..).zip(answers) {
            state = match state {
                Breaker::Open { until } if now < until => {
                    yield_value!(until);
                    out.push(format!("rejected {now}"));
                    continue;
                }
                Breaker::Open { .. } => Breaker::HalfOpen,
                Breaker::Closed { failures: 7 } => break,
                other => other,
            };
            state = match (state, &result) {
                (_, Ok(r)) if *r == 200 => Breaker::Closed { failures: 0 },
                (Breaker::Closed { failures }, _) if failures < 1 => Breaker::Closed { failures: failures + 1 },
                (Breaker::Closed { .. } | Breaker::HalfOpen, _) => Breaker::Open { until: now + 3 },
                (open @ Breaker::Open { .. }, _) => open,
            };
            out.push(format!("{result:?} {state:?}"));
        }
        out
    }
    fn conn(mut steps: u32) yields u32 -> Conn {
        let mut conn = Conn::Idle { tries: 0, name: "c".to_string() };
        while steps > 0 {
            steps -= 1;
            conn = match conn {
                Conn::Idle { tries, .. } if tries > 5 => return conn,
                Conn::Failed(_, n) if n > 100 => { yield_value!(n); continue }
                Conn::Idle { tries, name } if tries < 2 => { yield_value!(tries); Conn::Idle { tries: tries + 1, name: name + "x" } }
                Conn::Idle { tries, .. } if tries == 4 => { yield_value!(99); continue }
                Conn::Idle { name, .. } => { let d = D(name); yield_value!(50); Conn::Up(d) }
                Conn::Up(d) if steps > 2 => { yield_value!(60); Conn::Failed(d.name(), 101) }
                other => { yield_value!(70); other }
            };
        }
        conn
    }
}
pub fn cases(t: &mut Tracer) {
    let answers = || vec![Ok(200), Ok(500), Err("x".into()), Ok(7), Ok(200), Ok(3), Ok(200), Ok(200)];
    t.case("breaker", || breaker(answers()));
    t.case("conn", || conn(3));
    t.case("conn", || conn(8));
}
