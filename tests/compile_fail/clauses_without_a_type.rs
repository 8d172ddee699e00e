// Each clause is followed by a type.

use coro_core::coro;

coro! {
    fn numbers() yields {
        yield_value!(1);
    }

    fn samples() receives {
        yield_wait!();
    }

    fn named() receives mut sample yields u32 {
        yield_value!(sample);
    }

    fn returning() -> {
        yield_wait!();
    }
}

fn main() {
    numbers();
    samples();
    named();
    returning();
}
