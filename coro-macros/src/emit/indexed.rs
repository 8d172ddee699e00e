//! Arrays with a drop flag of which an element tells the index.
//!
//! ```text
//! [source]  h[h[0]] += 1;
//! [output]  match (**h_)[0] { index => (**h_)[index] += 1 }
//! ```
//!
//! What is behind a flag is borrowed before the index is evaluated, that of a plain array after it.

use quote::format_ident;
use syn::{Expr, parse_quote_spanned};

use super::{Emitter, ours};
use crate::flow::{mention_of, mentions_in};
use crate::names::MentionId;

impl Emitter<'_> {
    /// Evaluates the index before the place, and behind what is assigned, as rustc does.
    pub(super) fn index_first(&self, expr: &mut Expr) {
        let (left, right) = match expr {
            Expr::Assign(assign) => (&mut *assign.left, &mut *assign.right),
            // of what is no number the place comes before the value
            Expr::Binary(binary)
                if crate::lower::is_compound(&binary.op) && is_quiet(&binary.right) =>
            {
                (&mut *binary.left, &mut *binary.right)
            }
            _ => return,
        };
        let Expr::Index(place) = left else { return };
        if !self.is_indexed_by_itself(place) {
            return;
        }
        let span = ours(place.bracket_token.span.open());
        let name = format_ident!("index", span = span);
        let index = std::mem::replace(&mut *place.index, parse_quote_spanned!(span=> #name));
        if is_quiet(right) {
            *expr = parse_quote_spanned!(span=> match #index { #name => #expr });
        } else {
            let given = format_ident!("value", span = span);
            let value = std::mem::replace(right, parse_quote_spanned!(span=> #given));
            *expr = parse_quote_spanned! {span=>
                match (#value, #index) { (#given, #name) => #expr }
            };
        }
    }

    fn is_indexed_by_itself(&self, place: &syn::ExprIndex) -> bool {
        let var = |id: MentionId| self.plan.tables.mention(id).map(|row| row.var);
        let Some(base) = mention_of(&place.expr).and_then(var) else {
            return false;
        };
        let mut named = mentions_in(&*place.index).into_iter().filter_map(var);
        self.plan.carry.is_flagged(base) && named.any(|var| var == base)
    }
}

/// Whether it makes no difference when a value is evaluated.
fn is_quiet(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Paren(paren) => is_quiet(&paren.expr),
        Expr::Group(group) => is_quiet(&group.expr),
        Expr::Field(field) => is_quiet(&field.base),
        Expr::Index(element) => matches!(*element.index, Expr::Lit(_)) && is_quiet(&element.expr),
        Expr::Cast(cast) => is_quiet(&cast.expr),
        _ => false,
    }
}
