// What is done with a generic value needs its bound, as in any fn.

use coro_core::coro;

coro! {
    fn shown<T>(values: Vec<T>) yields T {
        for value in values {
            println!("{value}");
            yield_value!(value.clone());
        }
    }
}

fn main() {
    shown(vec![1]);
}
