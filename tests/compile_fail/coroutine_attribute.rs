// The attribute has the grammar of the clauses and tells the same mistakes.

#[coro_core::coroutine(yields = u32, yields = u64)]
fn twice() {
    yield_value!(1);
}

#[coro_core::coroutine(yield = u32)]
fn misspelled() {
    yield_value!(1);
}

#[coro_core::coroutine(yields)]
fn untyped() {
    yield_value!(1);
}

#[coro_core::coroutine]
struct NoFn;

fn main() {
    twice();
    misspelled();
    untyped();
}
