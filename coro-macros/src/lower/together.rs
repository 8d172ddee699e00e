//! Places that are assigned together, where the value pauses.
//!
//! ```text
//! [source]  (a, list[0]) = match next() { Some(x) => { yield_wait!(); (x, 1) } None => (b, 2) };
//! [output]  { let (part, part_2) = match next() { .. };  a = part;  list[0] = part_2; }
//! ```
//!
//! The temporaries of the value die before anything is assigned, and so does what nobody takes of it (reference,
//! "Assignment expressions").

use syn::parse::Parser;
use syn::{Expr, ExprAssign, Pat};

use super::{Lowerer, pauses};
use crate::ir::Node;
use crate::names;

impl Lowerer<'_> {
    /// Such an assignment, one after the other; `None` if it is none.
    pub(super) fn assigned_together(&mut self, assign: &ExprAssign) -> Option<Node> {
        let parts = matches!(
            *assign.left,
            Expr::Tuple(_) | Expr::Array(_) | Expr::Struct(_) | Expr::Call(_)
        );
        if !parts || !pauses(&assign.right) {
            return None;
        }
        let span = names::made_at(assign.eq_token.span);
        let mut left = (*assign.left).clone();
        let mut assigned: Vec<syn::Stmt> = Vec::new();
        // rustc says what cannot be assigned to
        let mut are_places = true;
        each_place(&mut left, &mut |place| {
            are_places &= matches!(
                place,
                Expr::Path(_) | Expr::Field(_) | Expr::Index(_) | Expr::Unary(_)
            );
        });
        if !are_places {
            return None;
        }
        each_place(&mut left, &mut |place| {
            let var = self.hidden("part", false, span);
            let (bound, given) = (names::variable(var, span), self.mention(var, span));
            let part = syn::parse_quote_spanned!(span=> #bound);
            let place = std::mem::replace(place, part);
            assigned.push(syn::parse_quote_spanned!(span=> #place = #given;));
        });
        let pat = Pat::parse_single.parse2(quote::quote!(#left)).ok()?;
        let value = &assign.right;
        let block: syn::Block =
            syn::parse_quote_spanned!(span=> { let #pat = #value; #(#assigned)* });
        Some(Node::Block(Box::new(self.block(block))))
    }
}

/// Shows each place on the left of an assignment, in order.
pub fn each_place(left: &mut Expr, show: &mut impl FnMut(&mut Expr)) {
    match left {
        Expr::Tuple(e) => e.elems.iter_mut().for_each(|elem| each_place(elem, show)),
        Expr::Array(e) => e.elems.iter_mut().for_each(|elem| each_place(elem, show)),
        Expr::Call(e) => e.args.iter_mut().for_each(|arg| each_place(arg, show)),
        Expr::Struct(e) => {
            let fields = e.fields.iter_mut();
            fields.for_each(|field| {
                field.colon_token.get_or_insert_default();
                each_place(&mut field.expr, show);
            });
        }
        Expr::Paren(e) => each_place(&mut e.expr, show),
        Expr::Group(e) => each_place(&mut e.expr, show),
        Expr::Infer(_) | Expr::Range(_) => {}
        place => show(place),
    }
}
