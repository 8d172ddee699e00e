//! Warnings of rustc's that it could not give of the states.
//!
//! - Takes: parameters and body in sentinels.
//! - Gives: a closure that nobody calls, with the same mistakes at the same places; it is there only if there are any.
//!
//! ```text
//! [source]  fn f(n: u32) { let mut log = 1; 'a: loop { log = 2; yield_wait!(); } }
//! [output]  let _as_written = || { let n = ();  let mut log = 0; log = 0;  'a: {} };
//! ```
//!
//! A variable that a state holds is used by the state, and a label may be gone, so rustc has nothing to say of the
//! machine. Each name in the closure is the user's own token: the warning is the one of the plain fn, and where rustc gives
//! it of the machine as well, the two are the same to it and shown once. Told is what is certain without types; where a
//! method may change its receiver, no `mut` is called unused. It is no fn of its own, as rustc says nothing of what is
//! unused where the types are wrong.
//!
//! `reading.rs` finds out what is done with each variable; here is what follows from it.

mod reading;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, Block, FnArg, Pat};

use crate::scope::{Origin, Tables, Var};
use reading::{Reading, Unreached};

pub use reading::never_ends;

/// Where a variable is bound.
#[derive(Debug)]
struct Bound {
    /// `mut` before it.
    mutable: Option<syn::Token![mut]>,
    /// What the lints are set to around it.
    levels: Vec<Attribute>,
    /// Whether a value stands beside it from the start.
    has_value: bool,
}

/// What is done with a variable.
#[derive(Debug, Default)]
struct Done {
    bound: Option<Bound>,
    /// Its value is looked at.
    is_used: bool,
    /// It may have to be `mut`.
    is_changed: bool,
    /// Where it surely has to be `mut`.
    changed_at: Option<Span>,
    /// A method that may need it to be.
    called_at: Option<(Span, Ident)>,
    /// The first and last token of each assignment to it.
    assigned: Vec<(Span, Span)>,
    /// Nothing can be said of it.
    is_doubtful: bool,
}

/// The closure, or nothing where nothing is to be told.
pub fn as_written(
    params: &[FnArg],
    received: Option<&Pat>,
    body: &Block,
    tables: &Tables,
    place: Span,
) -> TokenStream {
    let reading = Reading::of(params, received, body, tables);
    let vars = tables.vars.iter();
    let told = vars.filter_map(|var| unused(var, reading.done.get(var.id.index())?));
    let mut told: Vec<TokenStream> = told.collect();
    told.extend(reading.labels.iter().map(|label| quote!(#label: {})));
    told.extend(reading.unreached.iter().map(unreached));
    let vars = tables.vars.iter();
    let captured = vars.filter_map(|var| captured(var, reading.done.get(var.id.index())?));
    let captured: TokenStream = captured.collect();
    if told.is_empty() {
        return captured;
    }
    let place = Span::mixed_site().located_at(place);
    let name = free_name(body, place);
    quote_spanned! {place=>
        #captured
        #[allow(path_statements, unused_must_use, clippy::all)]
        let #name = || {
            #(#told)*
        };
    }
}

/// The closure that needs the `mut` of what it captures:
///
/// ```text
/// [source]  let mut count = 0;  coro!(move || { count += 1; .. })
/// [output]  if false { let _ = move || { let _ = &count; count = worth(); let _ = &count; }; nowhere() }
/// ```
fn captured(var: &Var, done: &Done) -> Option<TokenStream> {
    if var.origin != Origin::Captured {
        return None;
    }
    let mut name = var.ident.clone();
    let (at, change) = match (done.changed_at, &done.called_at) {
        (Some(at), _) => {
            name.set_span(at);
            let place = Span::mixed_site().located_at(at);
            let change = quote_spanned!(place=> #name = ::coro_core::machine::worth());
            (at, change)
        }
        (None, Some((at, method))) => {
            name.set_span(*at);
            let place = Span::mixed_site().located_at(*at);
            (*at, quote_spanned!(place=> let _ = #name.#method()))
        }
        (None, None) => return None,
    };
    let place = Span::mixed_site().located_at(at);
    Some(quote_spanned! {place=>
        if false {
            let _ = move || { let _ = &#name; #change; let _ = &#name; };
            ::coro_core::machine::nowhere()
        }
    })
}

/// The statement of which rustc says that a variable, or its `mut`, is unused.
fn unused(var: &Var, done: &Done) -> Option<TokenStream> {
    let bound = done.bound.as_ref().filter(|_| !done.is_doubtful)?;
    let name = &var.ident;
    if var.by_ref || name.to_string().trim_start_matches("r#").starts_with('_') {
        return None;
    }
    let (levels, mutable) = (&bound.levels, &bound.mutable);
    let place = Span::mixed_site().located_at(name.span());
    if !done.is_used && done.assigned.is_empty() {
        if var.shorthand {
            return Some(quote_spanned! {place=>
                #(#levels)*
                {
                    struct Fields { #name: () }
                    let Fields { #mutable #name } = Fields { #name: () };
                }
            });
        }
        return Some(quote_spanned!(place=> #(#levels)* let #mutable #name = ();));
    }
    if !done.is_used && bound.has_value && mutable.is_some() && !var.shorthand {
        let assigned = done.assigned.iter().map(|(first, last)| {
            let mut target = name.clone();
            target.set_span(*first);
            let mut value = Literal::u8_unsuffixed(0);
            value.set_span(*last);
            quote!(#target = #value;)
        });
        return Some(quote_spanned! {place=>
            #(#levels)*
            {
                let #mutable #name = 0;
                #(#assigned)*
            }
        });
    }
    let is_never_changed = mutable.is_some() && bound.has_value && !done.is_changed;
    (is_never_changed && done.assigned.is_empty()).then(|| {
        let used = format_ident!("_used", span = place);
        quote_spanned! {place=>
            #(#levels)*
            {
                let #mutable #name = ();
                let #used = #name;
            }
        }
    })
}

/// The statements of which rustc says that the second is never reached.
fn unreached(found: &Unreached) -> TokenStream {
    let forever = Ident::new("loop", found.leaves.0);
    let mut braces = Group::new(Delimiter::Brace, TokenStream::new());
    braces.set_span(found.leaves.1);
    let levels = &found.levels;
    let next = match found.is_tail {
        true => {
            let (first, last) = (unit_at(found.next.0), unit_at(found.next.1));
            quote!(#first == #last)
        }
        false => {
            let (first, mut end) = (unit_at(found.next.0), Punct::new(';', Spacing::Alone));
            end.set_span(found.next.1);
            let end = TokenTree::Punct(end);
            quote!(#first #end)
        }
    };
    let never = quote!(#forever #braces);
    match found.is_tail {
        true => quote!(#(#levels)* { let _ = || -> bool { #never; #next }; }),
        false => quote!(#(#levels)* { let _ = || { #never; #next }; }),
    }
}

/// `()` at a token of the user's.
fn unit_at(span: Span) -> TokenTree {
    let mut unit = Group::new(Delimiter::Parenthesis, TokenStream::new());
    unit.set_span(span);
    TokenTree::Group(unit)
}

/// A name that the body does not know.
fn free_name(body: &Block, place: Span) -> Ident {
    let text = body.to_token_stream().to_string();
    let mut name = "_as_written".to_string();
    while text.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, place)
}
