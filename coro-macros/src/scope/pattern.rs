//! What a pattern binds.
//!
//! ```text
//! [source]  let Point { x, y: ref mut down } = p;
//! [output]  let Point { x: __coro_var_0, y: ref mut __coro_var_1 } = __coro_use_0;
//! ```
//!
//! Without types a constant cannot be told from a variable by the compiler's means, so Rust's
//! conventions decide: a bare identifier in upper case is a path (`None`, `MAX`), where the pattern
//! always matches only the name of a struct of the file. Alternatives bind the same variable: `A(x) | B(x)`.

use super::binding::{Bound, Use};
use super::environment::Name;
use super::{Origin, Resolver};
use crate::names::{self, VarId};
use syn::{ExprPath, FieldPat, Pat, PatIdent, Token, Type};

impl Resolver<'_> {
    /// Puts a whole pattern into sentinels. `ty` is the type written beside it.
    pub(super) fn collect(
        &mut self,
        pattern: &mut Pat,
        ty: Option<Type>,
        purpose: Use,
        bound: &mut Bound,
    ) {
        match pattern {
            Pat::Ident(ident) if ident.subpat.is_none() => {
                if !is_constant(ident) || purpose.always && !is_unit(ident) {
                    let id = self.binding(ident, purpose.whole, bound);
                    if let Some(var) = self.tables.vars.get_mut(id.index()) {
                        var.ty = ty;
                    }
                } else {
                    make_path(pattern);
                }
            }
            Pat::Type(typed) => {
                self.constant_tokens(&typed.ty);
                let ty = (*typed.ty).clone();
                self.collect(&mut typed.pat, Some(ty), purpose, bound);
            }
            _ => self.part(pattern, purpose.part, bound),
        }
    }

    /// Puts one part of a pattern into sentinels.
    fn part(&mut self, pattern: &mut Pat, origin: Origin, bound: &mut Bound) {
        match pattern {
            Pat::Ident(ident) if is_constant(ident) => make_path(pattern),
            Pat::Ident(ident) => {
                self.binding(ident, origin, bound);
                if let Some((_, inner)) = &mut ident.subpat {
                    self.part(inner, origin, bound);
                }
            }
            Pat::Guard(guarded) => {
                self.part(&mut guarded.pat, origin, bound);
                self.environment.open();
                self.commit(bound.clone());
                self.guard(&mut guarded.guard);
                self.environment.close();
            }
            Pat::Or(or) => self.parts(or.cases.iter_mut(), origin, bound),
            Pat::Paren(paren) => self.part(&mut paren.pat, origin, bound),
            Pat::Reference(reference) => self.part(&mut reference.pat, origin, bound),
            Pat::Slice(slice) => self.parts(slice.elems.iter_mut(), origin, bound),
            Pat::Struct(pattern) => {
                for field in &mut pattern.fields {
                    self.field(field, origin, bound);
                }
            }
            Pat::Tuple(tuple) => self.parts(tuple.elems.iter_mut(), origin, bound),
            Pat::TupleStruct(tuple) => self.parts(tuple.elems.iter_mut(), origin, bound),
            Pat::Type(typed) => self.part(&mut typed.pat, origin, bound),
            Pat::Const(constant) => self.constant_tokens(&constant.block),
            _ => {}
        }
    }

    /// Puts several parts into sentinels.
    fn parts<'pattern>(
        &mut self,
        patterns: impl Iterator<Item = &'pattern mut Pat>,
        origin: Origin,
        bound: &mut Bound,
    ) {
        for pattern in patterns {
            self.part(pattern, origin, bound);
        }
    }

    /// `x: pattern`, or `x` which is made `x: __coro_var_n`.
    fn field(&mut self, field: &mut FieldPat, origin: Origin, bound: &mut Bound) {
        self.part(&mut field.pat, origin, bound);
        if field.colon_token.is_some() {
            return;
        }
        let Pat::Ident(ident) = &*field.pat else {
            return;
        };
        let Some(names::Sentinel::Variable(id)) = names::parse(&ident.ident) else {
            return;
        };
        field.colon_token = Some(Token![:](ident.ident.span()));
        if let Some(var) = self.tables.vars.get_mut(id.index()) {
            var.shorthand = true;
        }
    }

    /// Makes an identifier of a pattern a variable, or the one that this pattern has bound by that
    /// name in another alternative.
    fn binding(&mut self, pattern: &mut PatIdent, origin: Origin, bound: &mut Bound) -> VarId {
        let name = Name::of(&pattern.ident);
        let known = bound.iter().find(|(other, _)| *other == name);
        let id = match known {
            Some((_, id)) => *id,
            None => {
                let id = self.declare(pattern.ident.clone(), origin);
                bound.push((name, id));
                id
            }
        };
        if let Some(var) = self.tables.vars.get_mut(id.index()) {
            var.mutable |= pattern.mutability.is_some();
            var.by_ref |= pattern.by_ref.is_some();
        }
        pattern.ident = names::variable(id, pattern.ident.span());
        id
    }
}

/// Whether an identifier in a pattern is a constant rather than a variable.
pub fn is_constant(pattern: &PatIdent) -> bool {
    pattern.by_ref.is_none()
        && pattern.mutability.is_none()
        && pattern.subpat.is_none()
        && pattern
            .ident
            .to_string()
            .starts_with(|first: char| first.is_uppercase())
}

/// Whether the file declares a struct of this name: `let Marker = marker;`
fn is_unit(pattern: &PatIdent) -> bool {
    crate::split::Declared::beside(pattern.ident.span()).declares(&pattern.ident)
}

/// Says in the tree that an identifier is a constant.
fn make_path(pattern: &mut Pat) {
    if let Pat::Ident(ident) = pattern {
        *pattern = Pat::Path(ExprPath {
            attrs: std::mem::take(&mut ident.attrs),
            qself: None,
            path: ident.ident.clone().into(),
        });
    }
}
