// `coro!(|| ..)` moves what it captures, with or without `move`.

use coro_core::{coro, run};

fn main() {
    let text = String::from("hello");
    let machine = coro!(|| {
        yield_wait!();
        drop(text);
    });
    run(machine);
    println!("{}", text.len());
}
