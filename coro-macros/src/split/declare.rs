//! Declares the variables for the fields of a variable.
//!
//! ```text
//! [source]  let t = (a, b, c);
//! [output]  let (part1, part2, t_2) = (a, b, c);  let t_1 = part2;  let t_0 = part1;
//!
//! [source]  let p = Pair { left: a, right: b };
//! [output]  let Pair { right: p_right, left: p_left } = Pair { left: a, right: b };
//! ```
//!
//! The literal stays whole, so that its fields have the types that they had (coercions, written types), and is
//! evaluated in its own order.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{
    Attribute, Expr, ExprArray, ExprPath, ExprStruct, ExprTuple, FieldPat, Member, Pat, PatIdent,
    PatSlice, PatStruct, PatTuple, PatType, Path, Stmt, Token, Type,
};

use super::rewrite::{Rewriter, binding, field_value, without_state};
use super::shape::{Field, Kind, Shape};
use crate::flow::mention_of;
use crate::names::{self, MentionId, VarId};
use crate::scope::{Mention, Origin, Var};

impl Rewriter<'_> {
    /// `let t = init;` with a variable for each field.
    pub(super) fn declare(
        &mut self,
        var: VarId,
        attrs: Vec<Attribute>,
        ty: Option<Type>,
        init: Expr,
    ) -> Vec<Stmt> {
        let Some((shape, vars)) = self.parts_of(var) else {
            return Vec::new();
        };
        let span = self
            .tables
            .var(var)
            .map_or_else(Span::call_site, |row| row.ident.span());
        let row = mention_of(&init).and_then(|mention| self.tables.mention(mention));
        let is_there = row.is_some_and(|row| row.var == var);
        let again = held_apart(&shape);
        let parts: Vec<VarId> = vars
            .iter()
            .zip(&again)
            .enumerate()
            .map(|(index, (var, again))| if *again { self.part(index, span) } else { *var })
            .collect();
        let mut pat = self.pattern(&shape, &parts, span);
        if let Some(ty) = ty {
            pat = Pat::Type(PatType {
                attrs: Vec::new(),
                pat: Box::new(pat),
                colon_token: Token![:](names::made_at(span)),
                ty: Box::new(ty),
            });
        }
        let later = without_state(&attrs);
        let init = if shape.is_guess {
            self.surely_without_drop(init, span)
        } else {
            init
        };
        let whole = self.whole_late(var, &shape, span);
        let mut whole = whole.filter(|_| !is_there);
        let mut stmts = Vec::new();
        // a fn of its name is not hidden yet: `let t = t();`
        if !self.is_called_like(var, &init) {
            stmts.extend(whole.take());
        }
        stmts.push(binding(attrs, pat, init, span));
        stmts.extend(whole);
        for index in shape.reverse_drop_order() {
            if let (Some(var), Some(part), Some(true)) =
                (vars.get(index), parts.get(index), again.get(index))
            {
                let pat = self.binding_of(*var, span);
                let value = self.mention(*part, None, span);
                stmts.push(binding(later.clone(), pat, value, span));
            }
        }
        stmts
    }

    /// Whether `init` names something else that is called like a variable.
    fn is_called_like(&self, var: VarId, init: &Expr) -> bool {
        let names = crate::compile::identifiers(init.to_token_stream());
        let row = self.tables.var(var);
        row.is_some_and(|row| names.contains(&row.ident.to_string()))
    }

    /// `let t;` is `let t_1;  let t_0;`
    pub(super) fn declare_late(&mut self, var: VarId, local: &syn::Local) -> Vec<Stmt> {
        let Some((shape, vars)) = self.parts_of(var) else {
            return Vec::new();
        };
        let span = local.let_token.span;
        let made = names::made_at(span);
        let order = shape.reverse_drop_order().into_iter();
        let declared = order.filter_map(|index| {
            let pat = self.binding_of(*vars.get(index)?, span);
            let attrs = without_state(&local.attrs);
            Some(syn::parse_quote_spanned!(made=> #(#attrs)* let #pat;))
        });
        let declared: Vec<Stmt> = declared.collect();
        let whole = self.whole_late(var, &shape, span);
        whole.into_iter().chain(declared).collect()
    }

    /// `let t;` of a variable that some statements need whole. A parameter is there already, if it is not bound again.
    fn whole_late(&self, var: VarId, shape: &Shape, span: Span) -> Option<Stmt> {
        let row = self.tables.var(var)?;
        let is_needed = !shape.kept.is_empty() && matches!(row.origin, Origin::Let | Origin::Param);
        let made = names::made_at(span);
        let pat = self.binding_of(var, span);
        is_needed.then(|| syn::parse_quote_spanned!(made=> let #pat;))
    }

    /// `{ let whole = init; let () = Fields::of(&whole).movable(); whole }`
    fn surely_without_drop(&mut self, init: Expr, span: Span) -> Expr {
        let made = names::made_at(span);
        let whole = self.part(0, span);
        if let Some(row) = self.tables.vars.get_mut(whole.index()) {
            row.ident = Ident::new("whole", made);
        }
        let pat = self.binding_of(whole, span);
        let asked = self.mention(whole, None, span);
        let value = self.mention(whole, None, span);
        let asks = fields_are_movable(&asked, made);
        syn::parse_quote_spanned!(made=> { let #pat = #init; #asks #value })
    }

    /// The fields of a parameter.
    pub fn declare_parameter(&mut self, param: VarId) -> Vec<Stmt> {
        let span = self
            .tables
            .var(param)
            .map_or_else(Span::call_site, |row| row.ident.span());
        let value = self.mention(param, None, span);
        self.declare(param, Vec::new(), None, value)
    }

    /// `let y = value;` of a variable of the user's.
    pub fn bind(&mut self, var: VarId, value: VarId) -> Stmt {
        let span = self
            .tables
            .var(var)
            .map_or_else(Span::call_site, |row| row.ident.span());
        let pat = self.binding_of(var, span);
        let value = self.mention(value, None, span);
        binding(Vec::new(), pat, value, span)
    }

    /// A new mention of `var`.
    pub(super) fn mention(&mut self, var: VarId, like: Option<MentionId>, span: Span) -> Expr {
        let id = MentionId::new(self.tables.mentions.len());
        let row = self.tables.var(var).map(|row| row.ident.clone());
        let mut ident = row.unwrap_or_else(|| Ident::new("part", names::made_at(span)));
        // the name is printed with the hygiene of its sentinel
        let span = ident.span().located_at(span);
        ident.set_span(span);
        self.tables.mentions.push(Mention {
            id,
            var,
            ident,
            shorthand: false,
            inline: false,
            in_closure: like.and_then(|like| self.tables.mention(like)?.in_closure),
            opaque: false,
        });
        Expr::Path(ExprPath {
            attrs: Vec::new(),
            qself: None,
            path: Path::from(names::mention(id, span)),
        })
    }

    /// A variable that only lasts for the declaration.
    pub(super) fn part(&mut self, index: usize, span: Span) -> VarId {
        let ident = Ident::new(&format!("part{}", index + 1), names::made_at(span));
        self.tables.hide(ident, false)
    }

    /// `(t_0, t_1)`, `Pair { left: p_left, right: p_right }`
    pub(super) fn literal(
        &mut self,
        var: VarId,
        like: Option<MentionId>,
        span: Span,
    ) -> Option<Expr> {
        let (shape, vars) = self.parts_of(var)?;
        let span = names::made_at(span);
        let values: Vec<Expr> = vars
            .iter()
            .map(|var| self.mention(*var, like, span))
            .collect();
        Some(match shape.kind {
            Kind::Tuple => Expr::Tuple(ExprTuple {
                attrs: Vec::new(),
                paren_token: syn::token::Paren(span),
                elems: values.into_iter().collect(),
            }),
            Kind::Array => Expr::Array(ExprArray {
                attrs: Vec::new(),
                bracket_token: syn::token::Bracket(span),
                elems: values.into_iter().collect(),
            }),
            Kind::Open => return None,
            Kind::Struct(path) => Expr::Struct(ExprStruct {
                attrs: Vec::new(),
                qself: None,
                path,
                brace_token: syn::token::Brace(span),
                fields: shape
                    .fields
                    .into_iter()
                    .zip(values)
                    .map(|(field, value)| field_value(field.member, value, span))
                    .collect(),
                dot2_token: None,
                rest: None,
            }),
        })
    }

    /// The pattern that takes the whole apart. The fields of a struct stand in reverse order.
    pub(super) fn pattern(&self, shape: &Shape, vars: &[VarId], span: Span) -> Pat {
        let pats = vars.iter().map(|var| self.binding_of(*var, span));
        let span = names::made_at(span);
        match &shape.kind {
            Kind::Tuple | Kind::Open => Pat::Tuple(PatTuple {
                attrs: Vec::new(),
                paren_token: syn::token::Paren(span),
                elems: pats.collect(),
            }),
            Kind::Array => Pat::Slice(PatSlice {
                attrs: Vec::new(),
                bracket_token: syn::token::Bracket(span),
                elems: pats.collect(),
            }),
            Kind::Struct(path) => Pat::Struct(PatStruct {
                attrs: Vec::new(),
                qself: None,
                path: path.clone(),
                brace_token: syn::token::Brace(span),
                fields: shape
                    .fields
                    .iter()
                    .zip(pats)
                    .rev()
                    .map(|(field, pat)| FieldPat {
                        attrs: Vec::new(),
                        member: field.member.clone(),
                        colon_token: Some(Token![:](span)),
                        pat: Box::new(pat),
                    })
                    .collect(),
                rest: None,
            }),
        }
    }

    /// The pattern that binds `var`.
    pub(super) fn binding_of(&self, var: VarId, span: Span) -> Pat {
        let row = self.tables.var(var);
        let mutable = row.is_some_and(|row| row.mutable);
        let name = row.map_or(span, |row| row.ident.span().located_at(span));
        Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: mutable.then(|| Token![mut](names::made_at(span))),
            ident: names::variable(var, name),
            subpat: None,
        })
    }
}

/// Which fields of a tuple are bound again behind it, so that they stand in reverse order: all that may have a
/// drop, but the last. What is a tuple itself has to stand alone to be looked into.
fn held_apart(shape: &Shape) -> Vec<bool> {
    let mut apart: Vec<bool> = shape.fields.iter().map(|field| !field.copy).collect();
    if shape
        .fields
        .iter()
        .all(|field| field.copy || field.shape.is_none())
    {
        if matches!(shape.kind, Kind::Struct(_)) {
            apart.fill(false);
        } else if let Some(first) = shape
            .reverse_drop_order()
            .into_iter()
            .find(|index| apart.get(*index) == Some(&true))
        {
            apart
                .iter_mut()
                .skip(first)
                .take(1)
                .for_each(|apart| *apart = false);
        }
    }
    apart
}

/// The variable for one field of `whole`.
pub fn field_of(whole: &Var, field: &Field, id: VarId) -> Var {
    let name = whole.ident.unraw();
    let member = match &field.member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    };
    Var {
        id,
        ident: Ident::new(
            &format!("{name}_{member}"),
            names::made_at(whole.ident.span()),
        ),
        mutable: whole.mutable,
        by_ref: false,
        ty: field.ty.clone(),
        origin: Origin::Let,
        shorthand: false,
    }
}

/// `let () = Fields::of(&whole).movable();`, which compiles if `whole` has no `Drop` of its own.
pub fn fields_are_movable(whole: &Expr, span: Span) -> Stmt {
    syn::parse_quote_spanned!(span=> let () = __coro_lib_Fields::of(&#whole).movable();)
}
