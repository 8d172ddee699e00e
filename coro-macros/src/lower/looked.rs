//! What Rust does with a place that an operation only looks at, before the next operand is evaluated.
//!
//! The place is not copied out and named where the operation stands. But Rust finds it first, which may panic; and
//! what is changed meanwhile was a number, which Rust has read already:
//!
//! ```text
//! [source]  look(&list[at], yield_value!(1))              count == { count += 1; yield_value!(2) }
//! [output]  _ = &list[at];                                let compared = count;  count += 1;
//!           let sent = yield_value!(1);                   let sent = yield_value!(2);
//!           look(&list[at], sent)                         compared == sent
//! ```
//!
//! No more than what is compared or called can be changed meanwhile: anything else is borrowed, and rustc complains.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Type, parse_quote_spanned};

use super::pause::is_place;
use super::{Lowerer, is_compound};
use crate::carry::Place;
use crate::ir::Stmt;
use crate::scope::Tables;
use crate::split::Declared;

impl Lowerer<'_> {
    /// Notes what Rust finds now and we find later, with other effects.
    pub(super) fn note_late(&mut self, operand: &Expr, name: &str, method: Option<&Ident>) {
        let place = match operand {
            Expr::Reference(reference) => &*reference.expr,
            operand => operand,
        };
        let is_lent = matches!(operand, Expr::Reference(_)) || method.is_some();
        let owner = crate::split::type_of(place, self.tables)
            .filter(|_| is_lent && name != "compared" && is_place(place));
        let Some(name) = owner
            .filter(has_effects)
            .and_then(|ty| crate::scope::name_of(&ty))
        else {
            return;
        };
        let is_own = |method| {
            Declared::beside(name.span())
                .takes_of(&name, method)
                .is_some()
        };
        self.tables.finds_late |= !method.is_some_and(is_own);
    }

    /// Finds a place now, where that may panic.
    pub(super) fn look_at(&mut self, operand: &Expr, out: &mut Vec<Stmt>) {
        let place = match operand {
            Expr::Reference(reference) => &*reference.expr,
            operand => operand,
        };
        if let Some(lazy) = lazy_in(place) {
            let span = Span::mixed_site().located_at(lazy.span());
            out.push(Stmt::Plain(parse_quote_spanned!(span=> _ = &*#lazy;)));
        }
        if !is_place(place) {
            return;
        }
        self.tables.finds_late |= is_found_with_effects(place, self.tables);
        if !is_indexed(place) {
            return;
        }
        let place = self.again(place);
        let span = Span::mixed_site().located_at(place.span());
        out.push(Stmt::Plain(parse_quote_spanned!(span=> _ = &#place;)));
    }

    /// The same place, with mentions of its own.
    pub(super) fn again(&mut self, place: &Expr) -> Expr {
        struct Again<'t>(&'t mut crate::scope::Tables);
        impl VisitMut for Again<'_> {
            fn visit_expr_mut(&mut self, expr: &mut Expr) {
                if let Some(mention) = crate::flow::mention_of(expr)
                    && let Some(row) = self.0.mention(mention).cloned()
                {
                    let span = expr.span();
                    *expr = self.0.mention_again(row.var, row.ident, span);
                    return;
                }
                visit_mut::visit_expr_mut(self, expr);
            }
        }
        let mut place = place.clone();
        Again(self.tables).visit_expr_mut(&mut place);
        place
    }
}

/// The `static` in which a place is found, if that is made when it is found for the first time.
fn lazy_in(place: &Expr) -> Option<&syn::ExprPath> {
    match place {
        Expr::Path(path) => {
            let is_static = crate::flow::mention_of(place).is_none();
            let last = path.path.segments.last().filter(|_| is_static)?;
            crate::split::is_lazy(&last.ident).then_some(path)
        }
        Expr::Field(field) => lazy_in(&field.base),
        Expr::Index(index) => lazy_in(&index.expr),
        Expr::Unary(unary) => lazy_in(&unary.expr),
        Expr::Paren(paren) => lazy_in(&paren.expr),
        Expr::Group(group) => lazy_in(&group.expr),
        _ => None,
    }
}

/// Whether a place is an item of something.
fn is_indexed(place: &Expr) -> bool {
    match place {
        Expr::Index(_) => true,
        Expr::Field(field) => is_indexed(&field.base),
        Expr::Unary(unary) => is_indexed(&unary.expr),
        Expr::Paren(paren) => is_indexed(&paren.expr),
        Expr::Group(group) => is_indexed(&group.expr),
        _ => false,
    }
}

/// Whether finding a place runs a `deref` or an `index` of the user's that does something else as well, as far as the
/// files of the package tell: what is found cannot be found again without anybody noticing. Of a type that is not known
/// it is presumed, where there is such a one.
pub fn is_found_with_effects(place: &Expr, tables: &Tables) -> bool {
    match place {
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
            is_presumed(&unary.expr, true, tables) || is_found_with_effects(&unary.expr, tables)
        }
        Expr::Index(index) => {
            is_presumed(&index.expr, false, tables) || is_found_with_effects(&index.expr, tables)
        }
        Expr::Reference(reference) => is_found_with_effects(&reference.expr, tables),
        Expr::Field(field) => {
            is_behind(field, tables) || is_found_with_effects(&field.base, tables)
        }
        Expr::Paren(paren) => is_found_with_effects(&paren.expr, tables),
        Expr::Group(group) => is_found_with_effects(&group.expr, tables),
        _ => false,
    }
}

/// `*base` and `base[..]`
fn is_presumed(base: &Expr, is_deref: bool, tables: &Tables) -> bool {
    match crate::split::type_of(base, tables) {
        Some(Type::Reference(_)) if is_deref => false,
        None | Some(Type::Infer(_)) => crate::split::any_finds_with_effects(base.span()),
        Some(ty) => has_effects(&ty),
    }
}

fn has_effects(ty: &Type) -> bool {
    crate::scope::name_of(ty).is_some_and(|name| crate::split::finds_with_effects(&name))
}

/// Whether a field is one of what its owner derefs to.
fn is_behind(field: &syn::ExprField, tables: &Tables) -> bool {
    let Some(ty) = crate::split::type_of(&field.base, tables).filter(has_effects) else {
        return false;
    };
    let Some(name) = crate::scope::name_of(&ty) else {
        return false;
    };
    let declared = Declared::beside(name.span());
    let own = declared.field_seen(&name.into(), &field.member);
    own.is_none()
}

/// Whether `left += right` surely is a method of `left`: then `left` is found first, with numbers it comes last.
pub(super) fn is_overloaded(binary: &syn::ExprBinary, tables: &Tables) -> bool {
    let makes = |func: &Expr| matches!(func, Expr::Path(func) if is_constructor(&func.path));
    let is_no_number = match crate::flow::strip(&binary.right) {
        Expr::Reference(_) | Expr::Struct(_) => true,
        Expr::Lit(literal) => matches!(literal.lit, syn::Lit::Str(_)),
        Expr::Call(call) => makes(&call.func),
        Expr::MethodCall(call) => call.args.is_empty() && call.method == "as_str",
        _ => false,
    };
    let is_declared = |side: &Expr| {
        let name = crate::split::type_of(side, tables);
        let name = name.as_ref().and_then(crate::scope::name_of);
        name.is_some_and(|name| Declared::beside(name.span()).declares(&name))
    };
    is_no_number || is_declared(&binary.left) || is_declared(&binary.right)
}

/// `Meters`, of `Meters(3)`
fn is_constructor(path: &syn::Path) -> bool {
    let last = path.segments.last().map(|last| last.ident.to_string());
    last.is_some_and(|last| last.starts_with(char::is_uppercase))
}

/// Whether one of the operands changes what is at `place`.
pub(super) fn is_changed<'e>(
    place: &Expr,
    later: impl IntoIterator<Item = &'e Expr>,
    tables: &Tables,
) -> bool {
    if !is_place(place) {
        return false;
    }
    let Some(place) = Place::of(place, tables) else {
        return false;
    };
    let mut changes = Changes {
        place,
        tables,
        found: false,
    };
    later.into_iter().for_each(|expr| changes.visit_expr(expr));
    changes.found
}

struct Changes<'t> {
    place: Place,
    tables: &'t Tables,
    found: bool,
}

impl Changes<'_> {
    fn change(&mut self, expr: &Expr) {
        match expr {
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|place| self.change(place)),
            Expr::Array(array) => array.elems.iter().for_each(|place| self.change(place)),
            expr => {
                let place = is_place(expr)
                    .then(|| Place::of(expr, self.tables))
                    .flatten();
                let is_same = |place: Place| {
                    place.root() == self.place.root() && !place.is_apart(&self.place)
                };
                self.found |= place.is_some_and(is_same);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Changes<'_> {
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.change(&assign.left);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        if is_compound(&binary.op) {
            self.change(&binary.left);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_reference(&mut self, reference: &'ast syn::ExprReference) {
        if reference.mutability.is_some() {
            self.change(&reference.expr);
        }
        visit::visit_expr_reference(self, reference);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let declared = Declared::beside(call.method.span());
        let changes = match declared.has_method(&call.method) {
            true => declared.changes(&call.method),
            false => crate::check::is_changing_method(&call.method.to_string()),
        };
        if changes {
            self.change(&call.receiver);
        }
        visit::visit_expr_method_call(self, call);
    }
}
