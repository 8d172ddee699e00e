// Under the attribute a fn is plain Rust: what it yields stands in the attribute.

#[coro_core::coroutine]
fn numbers() yields u32 {
    yield_value!(1);
}

#[coro_core::coroutine(yields u32)]
fn without_a_sign() {
    yield_value!(1);
}

fn main() {
    numbers();
}
