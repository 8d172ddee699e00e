// `#[state(Name)]` stands on a statement that pauses, and gives it a name that no other state has.

use coro_core::coro;

coro! {
    #[state(Begun)]
    fn on_the_fn() {
        yield_wait!();
    }

    fn inside() {
        #[state(first pause)]
        yield_wait!();
        #[state(Second)]
        let turns = 3;
        #[state(Third)]
        yield_wait!();
        #[state(Third)]
        let () = yield_wait!();
        #[state(Done)]
        for _ in 0..turns {
            yield_wait!();
        }
    }

    // each of these is right
    fn right(n: u32) yields u32 {
        #[state(First)]
        let () = yield_value!(n);
        if n > 3 {
            #[state(Second)]
            yield_value!(n);
        } else {
            #[state(Other)]
            yield_value!(n);
        }
    }
}

fn main() {}
