//! Loops over the parts of a text that a local owns: where one ended is where the next is looked for.
//!
//! std's iterators over a text begin at its front. The library's, which are made of a text and a position in bytes,
//! go on at once (`coro-core/src/machine/position/texts.rs`). The position has two sides, that the part can be found
//! again after a pause as well:
//!
//! ```text
//! [source]  for (n, line) in text.lines().skip(1).enumerate() { .. }
//! [output]  let mut position = (0, 0);  let mut count = 0;
//!           loop { match Iterator::next(&mut going(cut(&text).lines().skip(1), &mut position).map(..)) { .. } }
//!           ..  let Some((n, line)) = present(cut(&text).lines().skip(1), position).map(..) else { .. };
//! ```
//!
//! Takes a head, gives it so written and the adapters that stand around it; these are made anew each time, and those
//! that count are told how far they are (`lower/stream.rs`).

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, Type, parse_quote_spanned};

use super::{Lowerer, is_place};
use crate::carry::is_pure;
use crate::flow::strip;
use crate::ir::Stmt;

/// A head whose base is cut.
pub(super) struct Cut<'e> {
    /// `text.lines()`, as it was written.
    pub base: &'e ExprMethodCall,
    /// `cut(&text).lines().skip(1)`
    pub items: Expr,
    /// What stands around it, from the inside out.
    pub adapters: Vec<&'e ExprMethodCall>,
    /// Only `base` is in `items`.
    is_plain: bool,
}

/// Methods of a text that the library has as well.
const OF_TEXTS: &[&str] = &[
    "char_indices",
    "chars",
    "lines",
    "split",
    "split_inclusive",
    "split_terminator",
    "split_whitespace",
];

/// Those of them that can begin at the end.
const FROM_THE_END: &[&str] = &["char_indices", "chars", "lines", "split_whitespace"];

impl Lowerer<'_> {
    /// The head with its text cut by the library.
    pub(super) fn cut<'e>(&self, head: &'e Expr) -> Option<Cut<'e>> {
        let cut = self.cut_around(head)?;
        // std's can go to a position
        let is_left = cut.base.method == "chars" && cut.is_plain;
        let is_left = is_left && cut.adapters.iter().all(|call| !counts(call));
        (!is_left).then_some(cut)
    }

    fn cut_around<'e>(&self, head: &'e Expr) -> Option<Cut<'e>> {
        let Expr::MethodCall(call) = strip(head) else {
            return None;
        };
        let name = call.method.to_string();
        if OF_TEXTS.contains(&name.as_str()) && is_place(&call.receiver) {
            let (mut items, place) = (call.clone(), &call.receiver);
            let span = Span::mixed_site().located_at(place.span());
            *items.receiver = parse_quote_spanned!(span=> __coro_lib_cut(&#place));
            for separator in &mut items.args {
                *separator = self.separator(separator)?;
            }
            return Some(Cut {
                base: call,
                items: Expr::MethodCall(items),
                adapters: Vec::new(),
                is_plain: true,
            });
        }
        let mut cut = self.cut_around(&call.receiver)?;
        let pure = call.args.iter().all(|arg| is_pure(arg, self.tables));
        let is_inside = match name.as_str() {
            _ if !cut.adapters.is_empty() => false,
            "rev" => {
                let base = cut.base.method.to_string();
                if !cut.is_plain || !FROM_THE_END.contains(&base.as_str()) {
                    return None;
                }
                true
            }
            "skip" => pure,
            _ => false,
        };
        if is_inside {
            let mut outer = call.clone();
            *outer.receiver = cut.items;
            cut.items = Expr::MethodCall(outer);
            cut.is_plain = false;
            return Some(cut);
        }
        let fits = match name.as_str() {
            "map" | "filter" | "filter_map" | "inspect" | "map_while" | "take_while" => true,
            "enumerate" => true,
            "skip" | "take" => pure,
            "step_by" => call.args.first().is_some_and(super::stream::is_step),
            "zip" => matches!(call.args.first().map(strip), Some(Expr::Range(_))) && pure,
            _ => false,
        };
        fits.then(|| {
            cut.adapters.push(call);
            cut
        })
    }

    /// What a text is split at, of a type that the library knows. What decides of each character, and captures nothing,
    /// is told by a pointer:
    ///
    /// ```text
    /// [source]  text.split(|c| c == ',' || c == ';')
    /// [output]  cut(&text).split((|c| c == ',' || c == ';') as fn(char) -> bool)
    /// ```
    fn separator(&self, separator: &Expr) -> Option<Expr> {
        let span = Span::mixed_site().located_at(separator.span());
        match strip(separator) {
            Expr::Lit(_) | Expr::Array(_) | Expr::Reference(_) => Some(separator.clone()),
            Expr::Closure(_) if is_pure(separator, self.tables) => {
                Some(parse_quote_spanned!(span=> (#separator) as fn(char) -> bool))
            }
            Expr::Path(path) if path.path.segments.first()?.ident == "char" => {
                Some(parse_quote_spanned!(span=> #separator as fn(char) -> bool))
            }
            path => {
                let row = self.tables.mention(crate::flow::mention_of(path)?)?;
                let ty = self.tables.var(row.var)?.ty.as_ref()?;
                is_separator_type(ty).then(|| separator.clone())
            }
        }
    }

    /// How the next part is made, and how the same one again.
    pub(super) fn cut_steps(
        &mut self,
        items: Expr,
        adapters: Vec<ExprMethodCall>,
        lends: bool,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> (Expr, Option<Expr>) {
        let generated = Span::mixed_site().located_at(span);
        let head_span = Span::mixed_site().located_at(items.span());
        let start = match lends {
            true => parse_quote_spanned!(generated=> (0usize, 0usize)),
            false => parse_quote_spanned!(generated=> 0usize),
        };
        let position = self.counter_from("position", start, span, out);
        let (at, back) = (self.mention(position, span), self.mention(position, span));
        let next = parse_quote_spanned!(head_span=> __coro_lib_going(#items, &mut #at));
        let again = parse_quote_spanned!(head_span=> __coro_lib_present(#items, #back));
        let (next, again) = self.adapted(next, again, adapters, span, out);
        let next = parse_quote_spanned!(generated=> Iterator::next(&mut #next));
        (next, lends.then_some(again))
    }
}

/// `char`, `[char; 2]`, `&str`
fn is_separator_type(ty: &Type) -> bool {
    let of = |ty: &Type, names: &[&str]| matches!(ty, Type::Path(path) if names.iter().any(|name| path.path.is_ident(name)));
    match ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Slice(_) | Type::Array(_) => true,
            ty => of(ty, &["str", "String"]),
        },
        Type::Array(_) => true,
        ty => of(ty, &["char"]),
    }
}

/// Whether an adapter has a state: how far it is.
pub(super) fn counts(call: &ExprMethodCall) -> bool {
    matches!(
        call.method.to_string().as_str(),
        "enumerate" | "skip" | "take" | "step_by" | "zip"
    )
}
