// The clauses stand in one order: `receives`, `yields`, `->`, `where`.

use coro_core::coro;

coro! {
    fn average() yields f64 receives first: f64 {
        yield_value!(first);
    }

    fn numbers() -> u32 yields u32 {
        yield_value!(1);
        2
    }

    fn all<T>(value: T) where T: Clone yields T {
        yield_value!(value.clone());
    }
}

fn main() {
    average();
    numbers();
    all(1);
}
