//! `coro!`: turns a function that can pause into an explicit enum state machine.
//!
//! This is a crate of macros only; what they mean is told by `coro_core`, which re-exports
//! them. The modules in reading order, which is the order of the passes:
//!
//! - `error`: the sink of what is wrong; `fallback`: what is emitted then, and to an editor (`editor`);
//! - `syntax`: from tokens to the functions that were written;
//! - `names`, `scope`, `std_macros`: which mention is which variable;
//! - `compile`: from such a function to its machine.
//!
//! Each macro is a thin cover of a function from tokens to tokens, which is what tests call.

#![forbid(unsafe_code)]
#![recursion_limit = "512"] // `tokens::quote_spanned!` takes one token at a time
#![warn(missing_docs, missing_debug_implementations)]

mod error;
mod fallback;

mod syntax;

mod names;
mod scope;
mod std_macros;

mod anchored;
mod begin;
mod carry;
mod check;
mod compile;
mod conditional;
mod derives;
mod dump;
mod edition;
mod editor;
mod emit;
mod flow;
mod ir;
mod lend;
mod lower;
mod maps;
mod split;
mod tokens;
mod waits;

#[cfg(test)]
mod robustness;
#[cfg(test)]
mod snapshots;

use compile::Compiled;
use error::Errors;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;
use syntax::{Input, ItemLike};

/// Turns the functions in it into coroutines.
///
/// ```text
/// coro! {
///     pub fn countdown(from: u32) -> String {
///         for i in (1..=from).rev() {
///             println!("{i}");
///             yield_wait!();
///         }
///         "TAKE OFF!!!!!".to_string()
///     }
/// }
/// ```
#[proc_macro]
pub fn coro(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    dump::dumped(expand_coro(tokens.into())).into()
}

/// Turns the fn under it into a coroutine: the same as [`coro!`].
///
/// It has to be written with the crate's name: `#[coroutine]` alone is a built-in attribute
/// of rustc, behind a feature gate, and naming both is ambiguous (E0659).
///
/// ```text
/// #[coro_core::coroutine(yields = u64, receives = f64)]
/// fn name() { .. }
/// ```
#[proc_macro_attribute]
pub fn coroutine(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    dump::dumped(expand_attribute(arguments.into(), item.into())).into()
}

/// Inside [`coro!`]: pauses; worth what `resume` is given next.
#[proc_macro]
pub fn yield_wait(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_outside("yield_wait", tokens.into()).into()
}

/// Inside [`coro!`]: pauses and hands out a value; worth what `resume` is given next.
#[proc_macro]
pub fn yield_value(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_outside("yield_value", tokens.into()).into()
}

/// Inside [`coro!`]: runs another coroutine, a future or an iterator to its end.
#[proc_macro]
pub fn yield_from(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_outside("yield_from", tokens.into()).into()
}

fn expand_coro(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let for_editor = editor::is_asking().then(|| tokens.clone());
    let input = syntax::input(tokens, &mut errors);
    if let (Input::Expr(_) | Input::BrokenExpr, Some(written)) = (&input, for_editor)
        && let Some(expression) = editor::expression(written)
    {
        return expression;
    }
    match input {
        Input::Items(items) => {
            let items = emit_items(items, &mut errors);
            with_errors(errors, items)
        }
        Input::Expr(expression) => {
            let mark = errors.mark();
            let machine = compile::expression(&expression, &mut errors);
            let machine = machine.unwrap_or_else(|| {
                never_silent(expression.span, mark, &mut errors);
                fallback::expression(Some(&expression))
            });
            beside_errors(errors, machine)
        }
        // No block around it: nobody knows whether it stands where items stand.
        Input::BrokenExpr => errors.first_into_tokens(),
    }
}

fn expand_attribute(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let items = syntax::attribute(arguments, item, &mut errors);
    let items = emit_items(items, &mut errors);
    with_errors(errors, items)
}

fn with_errors(errors: Errors, items: TokenStream) -> TokenStream {
    let errors = errors.into_tokens();
    match editor::is_asking() {
        // the text is to be the same up to where it is being written
        true => quote!(#items #errors),
        false => quote!(#errors #items),
    }
}

/// `yield_wait!` and its like reach rustc only where no `coro!` has taken them away.
fn expand_outside(name: &str, _tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    errors
        .report_at(
            Span::call_site(),
            format!("`{name}!` stands outside `coro!`"),
        )
        .help("put the fn around it into `coro! { .. }`, or `#[coro_core::coroutine]` on that fn")
        .note("only a coroutine can pause")
        .note("`coro!` has to see the yield: one that a macro brings into its body comes too late");
    errors.into_tokens()
}

/// The items. A twin that would have to hold what it is lent cannot be, which is known when it is compiled: then all
/// of it is done again without that one.
fn emit_items(mut items: Vec<ItemLike>, errors: &mut Errors) -> TokenStream {
    syntax::place_methods(&mut items);
    syntax::outlive_loans(&mut items);
    syntax::let_parameters_meet(&mut items);
    syntax::take_over_loans(&mut items);
    let mut impossible = Vec::new();
    loop {
        let mut told = Errors::new();
        let lending = lend::Lending::among(&items, impossible.clone());
        let (machines, found) = compile_all(&items, &lending, &mut told);
        if found.is_empty() {
            errors.extend(told);
            return print_items(&items, &mut machines.into_iter());
        }
        impossible.extend(found);
    }
}

/// All machines and the twins that they ask for, and which twins cannot be.
fn compile_all(
    items: &[ItemLike],
    lending: &lend::Lending<'_>,
    errors: &mut Errors,
) -> (Vec<Compiled>, Vec<lend::Twin>) {
    let mut machines = Vec::new();
    let mut impossible = Vec::new();
    compile_items(items, lending, &mut machines, errors);
    for index in 0.. {
        let Some((sibling, twin)) = lending.twin(index).filter(|_| errors.is_empty()) else {
            break;
        };
        let from = lending.seen_from_twin(sibling);
        // what is wrong with its text was told of the fn itself
        let mut told = Errors::new();
        let twin = emit_function(&twin, from, &check::Siblings::default(), &mut told).item;
        if !told.is_empty() {
            impossible.extend(lending.wanted(index));
        }
        if let Some(Compiled { item, .. }) = machines.get_mut(sibling) {
            // the twin may be all that is called
            *item = quote!(#[allow(dead_code)] #item #twin);
        }
    }
    (machines, impossible)
}

/// The machines of the fns among the items, in the order in which they stand.
fn compile_items(
    items: &[ItemLike],
    lending: &lend::Lending<'_>,
    machines: &mut Vec<Compiled>,
    errors: &mut Errors,
) {
    let siblings = check::Siblings::of(items);
    for item in items {
        match item {
            ItemLike::Coro(function) => {
                let from = lending.seen_from(machines.len());
                machines.push(emit_function(function, from, &siblings, errors));
            }
            ItemLike::Broken(function) => check::broken(function, errors),
            ItemLike::Block { items, .. } => compile_items(items, lending, machines, errors),
            ItemLike::Other(_) => {}
        }
    }
}

fn emit_function(
    function: &syntax::CoroFn,
    from: lend::From<'_, '_>,
    siblings: &check::Siblings<'_>,
    errors: &mut Errors,
) -> Compiled {
    if function.body.is_none() {
        // the macro around it looks for an `async fn` here, too
        let signature = match syntax::stays_async(function) {
            true => syntax::signature_of_future(function, &function.sig.inputs),
            false => syntax::signature(function),
        };
        let item = quote!(#signature;);
        return Compiled {
            item,
            ..Compiled::default()
        };
    }
    if function.machine.is_none() && editor::is_asking() {
        return fallback::function(function);
    }
    let mut compiled = |function: &syntax::CoroFn| {
        let mark = errors.mark();
        compile::function(function, from, siblings, errors).unwrap_or_else(|| {
            never_silent(function.span, mark, errors);
            fallback::function(function)
        })
    };
    match conditional::cases(function) {
        cases if cases.is_empty() => compiled(function),
        cases => {
            let mut all = Compiled::default();
            for case in cases {
                let Compiled { beside, item } = compiled(&case.of(function));
                all.beside.extend(beside);
                all.item.extend(item);
            }
            all
        }
    }
}

/// The items, each fn as its machine, which come in the same order.
fn print_items(items: &[ItemLike], machines: &mut impl Iterator<Item = Compiled>) -> TokenStream {
    let mut printed = TokenStream::new();
    for item in items {
        let (beside, item) = print_item(item, machines);
        printed.extend([beside, item]);
    }
    printed
}

/// What stands beside an item, and the item.
fn print_item(
    item: &ItemLike,
    machines: &mut impl Iterator<Item = Compiled>,
) -> (TokenStream, TokenStream) {
    let Compiled { beside, item } = match item {
        ItemLike::Coro(_) => machines.next().unwrap_or_default(),
        ItemLike::Broken(function) => fallback::function(function),
        ItemLike::Block {
            head,
            braces,
            items,
        } => {
            let (mut outside, mut inside) = (TokenStream::new(), TokenStream::new());
            for item in items {
                let (beside, item) = print_item(item, machines);
                // an `impl` holds no enums
                match syntax::is_impl(head) {
                    true => outside.extend(beside),
                    false => inside.extend(beside),
                }
                inside.extend(item);
            }
            let mut body = Group::new(Delimiter::Brace, inside);
            body.set_span(*braces);
            let body = TokenTree::Group(body);
            return (outside, quote!(#head #body));
        }
        ItemLike::Other(tokens) => return (TokenStream::new(), tokens.clone()),
    };
    (beside, item)
}

/// A fn that came out of no pass and was complained of by none would be lost in silence.
fn never_silent(place: Span, mark: error::Mark, errors: &mut Errors) {
    if errors.gate(mark).is_some() {
        errors
            .report_at(place, "`coro!` cannot compile this yet")
            .note("this is a gap in `coro!`, not a mistake in the fn");
    }
}

/// In the place of an expression, messages have to stand in a block.
fn beside_errors(errors: Errors, expression: TokenStream) -> TokenStream {
    if errors.is_empty() {
        return expression;
    }
    let errors = errors.into_tokens();
    quote!({ #errors #expression })
}

#[cfg(test)]
mod tests {
    use super::{expand_coro, expand_outside};

    fn expanded(written: &str) -> String {
        let tokens = written.parse().expect("the test's text has tokens");
        expand_coro(tokens).to_string()
    }

    #[test]
    fn what_does_not_pause_is_left_alone() {
        for written in [
            "use std :: fmt ; struct S < const N : usize = { 3 } > { x : u8 } mod far ;",
            "impl S { # ! [allow (unused)] fn new () -> Self { S } const fn one () -> u8 { 1 } }",
            "trait T { fn name (& self) -> & str ; }",
        ] {
            let plain: proc_macro2::TokenStream = written.parse().expect("tokens");
            assert_eq!(expanded(written), plain.to_string());
        }
    }

    #[test]
    fn a_fn_of_a_trait_is_its_signature() {
        let output = expanded("trait T { fn f(&self) yields u8; }");
        assert!(
            output
                .contains("-> impl :: coro_core :: Coroutine < () , Yield = u8 , Return = () > ;"),
            "{output}"
        );
    }

    #[test]
    fn yields_outside_teach() {
        let output = expand_outside("yield_wait", Default::default()).to_string();
        assert!(output.contains("`yield_wait!` stands outside `coro!`"));
        assert!(output.contains("help: put the fn around it into"));
    }
}
