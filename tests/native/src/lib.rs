//! `coro!` once more, over rustc's own coroutines: what the differential tests compare with.
//!
//! Takes what `coro_core::coro!` takes, and gives for each fn one that returns
//! `impl coro_core::Coroutine<..>`, with rustc's coroutine inside:
//!
//! ```text
//! fn count(to: u32) yields u32 { for i in 0..to { yield_value!(i); } }
//! ```
//! becomes, in short,
//! ```text
//! fn count(to: u32) -> impl Coroutine<(), Yield = u32, Return = ()> {
//!     Native::new(#[coroutine] static move |_: ()| { for i in 0..to { (yield i); } })
//! }
//! ```
//!
//! `Native` is `tests/differential/native_support.rs`, included at the root of the crate
//! that uses this macro (`crate::native_support`).
//!
//! It does not lend (`receives world: &mut World`): rustc's coroutines cannot. It ignores
//! `#[derive(..)]` on a fn and `#[state(..)]` on a statement, and its errors teach nothing:
//! only tests meet them.

#![forbid(unsafe_code)]

mod body;
mod emit;
mod parse;

use proc_macro::TokenStream;

/// The same surface as `coro_core::coro!`, made of rustc's coroutines.
#[proc_macro]
pub fn coro(input: TokenStream) -> TokenStream {
    let parsed = syn::parse::<parse::Input>(input);
    match parsed {
        Ok(parse::Input::Items(items)) => items.iter().map(emit::item).collect(),
        Ok(parse::Input::Expression(expression)) => emit::expression(&expression),
        Err(error) => error.into_compile_error(),
    }
    .into()
}
