//! A variable that one expression names twice, before it gets a new value.

use crate::prelude::*;

coro! {
    fn as_receiver(capacity: u32) receives (now, cost): (u64, u32) yields Result<u32, u64> -> u32 {
        let mut tokens = capacity;
        let mut last = 0u64;
        let mut denied = 0;
        let (mut now, mut cost) = (now, cost);
        while cost != 0 {
            let elapsed = now.saturating_sub(std::mem::replace(&mut last, now));
            tokens = capacity.min(tokens.saturating_add(elapsed as u32));
            let verdict = match tokens.checked_sub(cost) {
                Some(left) => {
                    tokens = left;
                    Ok(left)
                }
                None => {
                    denied += 1;
                    Err(u64::from(cost - tokens))
                }
            };
            (now, cost) = yield_value!(verdict);
        }
        denied
    }

    fn as_operand() receives (now, step): (u64, Option<u64>) yields (u64, u64) -> u64 {
        let mut last = 0u64;
        let (mut now, mut step) = (now, step);
        while let Some(more) = step {
            let elapsed = now + more - std::mem::replace(&mut last, now);
            let pair = (now, [now, elapsed].into_iter().max().map_or(now, |most| most.pow(2).max(now)));
            (now, step) = yield_value!(pair);
        }
        last
    }
}

pub fn cases(t: &mut Tracer) {
    t.receiving("as receiver", || as_receiver(5), |k| [(0, 3), (1, 4), (3, 4), (9, 5), (9, 0)][k.min(4)]);
    t.receiving("as operand", as_operand, |k| [(1, Some(3)), (2, Some(4)), (5, None)][k.min(2)]);
}
