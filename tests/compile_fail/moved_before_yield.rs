// A value that was moved is gone, on either side of a pause.

use coro_core::coro;

coro! {
    fn straight(name: String) -> String {
        drop(name);
        yield_wait!();
        name
    }

    fn in_a_loop(name: String) {
        for _ in 0..2 {
            yield_wait!();
            drop(name);
        }
    }

    fn on_one_path(take: bool) -> usize {
        let name = String::from("Ada");
        if take {
            drop(name);
        }
        yield_wait!();
        name.len()
    }
}

fn main() {
    straight(String::new());
    in_a_loop(String::new());
    on_one_path(true);
}
