// A coroutine is no iterator; of one in the same `coro!` the macro says what to write.

use coro_core::{Coroutine, coro};

coro! {
    fn numbers() yields u32 {
        yield_value!(1);
    }

    fn doubled() yields u32 {
        for number in numbers() {
            yield_value!(2 * number);
        }
        for number in numbers().iter() {
            yield_value!(3 * number);
        }
    }

    fn summed() yields u32 {
        let sum = numbers().map(|number| number + 1).sum();
        yield_value!(sum);
    }
}

fn main() {
    assert_eq!(doubled().iter().count() + summed().iter().count(), 3);
}
