//! A `&mut` parameter lent to a delegate or a drain, and not named again.

use crate::prelude::*;

struct Stack {
    items: Vec<u32>,
    limit: usize,
}

impl Stack {
    coro! {
        fn grow(&mut self, by: u32) yields usize -> u32 {
            while self.items.len() < self.limit {
                self.items.push(by);
                yield_value!(self.items.len());
            }
            self.limit += 1;
            self.items[0]
        }

        fn delegates(&mut self) yields usize -> u32 {
            self.limit += 1;
            yield_value!(self.limit);
            let first = yield_from!(self.grow(1));
            yield_value!(first as usize);
            first + 1
        }
    }
}

coro! {
    fn drained(list: &mut Vec<u32>) yields u32 -> u32 {
        list.retain(|x| *x > 2);
        yield_value!(list.len() as u32);
        let mut sum = 0;
        for x in list.drain(1..) {
            yield_value!(x);
            sum += x;
        }
        sum
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("delegates", |drive| {
        let mut stack = Stack { items: vec![7], limit: 2 };
        drive.run(stack.delegates());
        log(format_args!("{:?} {}", stack.items, stack.limit));
    });
    t.scope("drained", |drive| {
        let mut list = vec![1, 2, 3, 4, 5];
        drive.run(drained(&mut list));
        log(format_args!("{list:?}"));
    });
}
