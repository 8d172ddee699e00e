//! Writes a body anew with a variable for each field.
//!
//! ```text
//! [source]  let t = (a, b);  let (_, y) = t;
//! [output]  let (part1, t_1) = (a, b);  let t_0 = part1;  let y = t_1;
//!
//! [source]  let p = Pair { left: a, right: b };  let q = Pair { left: c, ..p };
//! [output]  let Pair { right: p_right, left: p_left } = Pair { left: a, right: b };
//!           let q = Pair { left: c, right: p_right };
//! ```
//!
//! What a pattern of a `let` leaves stays in its own variable. That all mentions are of a kind that can be
//! written anew has been found before ([`super::uses`]).

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, Expr, ExprArray, ExprAssign, ExprBlock, ExprPath, ExprStruct, ExprTuple, FieldPat, FieldValue, Local, LocalInit, Member,
    Pat, PatIdent, PatSlice, PatStruct, PatTuple, PatType, Path, Stmt, Token, Type,
};

use super::Found;
use super::shape::{Field, Kind, Shape, bound_by};
use crate::flow::mention_of;
use crate::names::{self, MentionId, VarId};
use crate::scope::{Mention, Origin, Tables, Var};

/// Splits the variables `found`, all of them bound by `let`s of `body`. What is seen of the shapes of the new
/// variables goes to `known`.
pub fn rewrite(body: &mut Block, tables: &mut Tables, found: &Found, known: &mut HashMap<VarId, Shape>) {
    let mut rewriter = Rewriter::new(tables, found, known);
    rewriter.visit_block_mut(body);
}

/// The pass, with the variables for the fields of each variable that is split.
pub struct Rewriter<'a> {
    tables: &'a mut Tables,
    found: &'a Found,
    fields: HashMap<VarId, Vec<VarId>>,
}

impl<'a> Rewriter<'a> {
    /// Makes the variables.
    pub fn new(tables: &'a mut Tables, found: &'a Found, known: &mut HashMap<VarId, Shape>) -> Self {
        let mut fields = HashMap::new();
        let mut order: Vec<(&VarId, &Shape)> = found.iter().collect();
        order.sort_by_key(|(var, _)| **var);
        for (var, shape) in order {
            let Some(whole) = tables.var(*var).cloned() else { continue };
            let vars = shape.fields.iter().map(|field| {
                let id = VarId::new(tables.vars.len());
                tables.vars.push(field_of(&whole, field, id));
                known.extend(field.shape.clone().map(|shape| (id, shape)));
                id
            });
            fields.insert(*var, vars.collect());
        }
        Rewriter { tables, found, fields }
    }

    /// `let t = init;` with a variable for each field.
    fn declare(&mut self, var: VarId, attrs: Vec<Attribute>, ty: Option<Type>, init: Expr) -> Vec<Stmt> {
        let Some((shape, vars)) = self.parts_of(var) else { return Vec::new() };
        let span = self.tables.var(var).map_or_else(Span::call_site, |row| row.ident.span());
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
        let mut stmts = vec![binding(attrs, pat, init, span)];
        for index in shape.reverse_drop_order() {
            if let (Some(var), Some(part), Some(true)) = (vars.get(index), parts.get(index), again.get(index)) {
                let pat = self.binding_of(*var, span);
                let value = self.mention(*part, None, span);
                stmts.push(binding(later.clone(), pat, value, span));
            }
        }
        stmts
    }

    /// The fields of a parameter.
    pub fn declare_parameter(&mut self, param: VarId) -> Vec<Stmt> {
        let span = self.tables.var(param).map_or_else(Span::call_site, |row| row.ident.span());
        let value = self.mention(param, None, span);
        self.declare(param, Vec::new(), None, value)
    }

    /// `let y = value;` of a variable of the user's.
    pub fn bind(&mut self, var: VarId, value: VarId) -> Stmt {
        let span = self.tables.var(var).map_or_else(Span::call_site, |row| row.ident.span());
        let pat = self.binding_of(var, span);
        let value = self.mention(value, None, span);
        binding(Vec::new(), pat, value, span)
    }

    /// A new mention of `var`.
    fn mention(&mut self, var: VarId, like: Option<MentionId>, span: Span) -> Expr {
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

    fn parts_of(&self, var: VarId) -> Option<(Shape, Vec<VarId>)> {
        Some((self.found.get(&var)?.clone(), self.fields.get(&var)?.clone()))
    }

    /// A variable that only lasts for the declaration.
    fn part(&mut self, index: usize, span: Span) -> VarId {
        let id = VarId::new(self.tables.vars.len());
        self.tables.vars.push(Var {
            id,
            ident: Ident::new(&format!("part{}", index + 1), names::made_at(span)),
            mutable: false,
            by_ref: false,
            ty: None,
            origin: Origin::Hidden,
            shorthand: false,
        });
        id
    }

    /// The variable that is split at `expr`, which mentions the whole of it.
    fn whole(&self, expr: &Expr) -> Option<(MentionId, VarId)> {
        let mention = mention_of(expr)?;
        let var = self.tables.mention(mention)?.var;
        self.fields.contains_key(&var).then_some((mention, var))
    }

    /// The variable of one field.
    fn field(&mut self, var: VarId, member: &Member, like: MentionId, span: Span) -> Option<Expr> {
        let shape = self.found.get(&var)?;
        let position = shape.fields.iter().position(|field| field.member == *member)?;
        let field = *self.fields.get(&var)?.get(position)?;
        Some(self.mention(field, Some(like), span))
    }

    /// `(t_0, t_1)`, `Pair { left: p_left, right: p_right }`
    fn literal(&mut self, var: VarId, like: MentionId, span: Span) -> Option<Expr> {
        let (shape, vars) = self.parts_of(var)?;
        let span = names::made_at(span);
        let values: Vec<Expr> = vars.iter().map(|var| self.mention(*var, Some(like), span)).collect();
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
    fn pattern(&self, shape: &Shape, vars: &[VarId], span: Span) -> Pat {
        let pats = vars.iter().map(|var| self.binding_of(*var, span));
        let span = names::made_at(span);
        match &shape.kind {
            Kind::Tuple => Pat::Tuple(PatTuple {
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
    fn binding_of(&self, var: VarId, span: Span) -> Pat {
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

    fn stmt(&mut self, mut stmt: Stmt, out: &mut Vec<Stmt>) {
        let Stmt::Local(local) = &mut stmt else {
            self.visit_stmt_mut(&mut stmt);
            return out.push(stmt);
        };
        if let Some(init) = &local.init
            && init.diverge.is_none()
            && let Some((mention, var)) = self.whole(&init.expr)
            && let Some(parts) = self.found.get(&var).and_then(|shape| parts(&local.pat, shape))
        {
            return self.take_apart(local, var, mention, parts, out);
        }
        self.visit_local_mut(local);
        let declared = bound_by(local).filter(|var| self.fields.contains_key(var));
        if let Some(var) = declared
            && let Some(init) = local.init.take()
        {
            let ty = match &local.pat {
                Pat::Type(typed) => Some((*typed.ty).clone()),
                _ => None,
            };
            return out.extend(self.declare(var, std::mem::take(&mut local.attrs), ty, *init.expr));
        }
        out.push(stmt);
    }

    /// `let (a, _) = t;` is `let a = t_0;`
    fn take_apart(&mut self, local: &Local, var: VarId, mention: MentionId, parts: Vec<(Member, Pat)>, out: &mut Vec<Stmt>) {
        for (member, pat) in parts {
            let Some(value) = self.field(var, &member, mention, local.let_token.span) else { continue };
            out.push(binding(without_state(&local.attrs), pat, value, local.let_token.span));
        }
    }

    /// `t = value` is `{ let (part1, part2) = value; t_0 = part1; t_1 = part2; }`
    fn assignment(&mut self, assign: &mut ExprAssign) -> Option<Expr> {
        let (mention, var) = self.whole(&assign.left)?;
        let (shape, vars) = self.parts_of(var)?;
        self.visit_expr_mut(&mut assign.right);
        let span = assign.eq_token.span;
        let parts: Vec<VarId> = (0..vars.len()).map(|index| self.part(index, span)).collect();
        let pat = self.pattern(&shape, &parts, span);
        let mut stmts = vec![binding(Vec::new(), pat, (*assign.right).clone(), span)];
        for (var, part) in vars.into_iter().zip(parts) {
            let assign = ExprAssign {
                attrs: Vec::new(),
                left: Box::new(self.mention(var, Some(mention), span)),
                eq_token: assign.eq_token,
                right: Box::new(self.mention(part, None, span)),
            };
            stmts.push(Stmt::Expr(Expr::Assign(assign), Some(Token![;](names::made_at(span)))));
        }
        Some(Expr::Block(ExprBlock {
            attrs: Vec::new(),
            label: None,
            block: Block {
                brace_token: syn::token::Brace(names::made_at(span)),
                stmts,
            },
        }))
    }

    /// `Pair { left, ..p }` names the other fields.
    fn complete(&mut self, literal: &mut ExprStruct) {
        let Some((mention, var)) = literal.rest.as_deref().and_then(|rest| self.whole(rest)) else { return };
        let Some((shape, vars)) = self.parts_of(var) else { return };
        let span = literal.brace_token.span.close();
        literal.rest = None;
        literal.dot2_token = None;
        for (field, var) in shape.fields.into_iter().zip(vars) {
            if literal.fields.iter().all(|given| given.member != field.member) {
                let value = self.mention(var, Some(mention), span);
                literal.fields.push(field_value(field.member, value, names::made_at(span)));
            }
        }
    }
}

impl VisitMut for Rewriter<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let stmts = std::mem::take(&mut block.stmts);
        for stmt in stmts {
            self.stmt(stmt, &mut block.stmts);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Struct(literal) = expr {
            self.complete(literal);
        }
        if let Expr::Assign(assign) = expr
            && let Some(new) = self.assignment(assign)
        {
            *expr = new;
            return;
        }
        let new = match &*expr {
            Expr::Field(field) => match self.whole(&field.base) {
                Some((mention, var)) => self.field(var, &field.member, mention, field.dot_token.span),
                None => None,
            },
            Expr::Path(path) => match self.whole(expr) {
                Some((mention, var)) => {
                    let span = path.path.get_ident().map_or_else(Span::call_site, Ident::span);
                    self.literal(var, mention, span)
                }
                None => None,
            },
            _ => None,
        };
        match new {
            Some(new) => *expr = new,
            None => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// What a pattern does with each field, in its order: nothing where it leaves one. `None`: it is no pattern of
/// this shape, or it needs the whole.
pub fn parts(pat: &Pat, shape: &Shape) -> Option<Vec<(Member, Pat)>> {
    match pat {
        Pat::Wild(_) => Some(Vec::new()),
        Pat::Paren(paren) => parts(&paren.pat, shape),
        Pat::Type(typed) => typed_parts(typed, shape),
        Pat::Tuple(tuple) if matches!(shape.kind, Kind::Tuple) => elements(&tuple.elems, shape),
        Pat::Slice(slice) if matches!(shape.kind, Kind::Array) => elements(&slice.elems, shape),
        Pat::Struct(fields) if matches!(shape.kind, Kind::Struct(_)) => fields
            .fields
            .iter()
            .filter(|field| !leaves(&field.pat))
            .map(|field| Some((shape.field(&field.member)?.member.clone(), (*field.pat).clone())))
            .collect(),
        _ => None,
    }
}

/// `(a, .., c)`, `[a, .., c]`
fn elements(elems: &Punctuated<Pat, Token![,]>, shape: &Shape) -> Option<Vec<(Member, Pat)>> {
    let rest = elems.iter().position(|elem| matches!(elem, Pat::Rest(_)));
    let missing = match rest {
        Some(_) => (shape.fields.len() + 1).checked_sub(elems.len())?,
        None if shape.fields.len() == elems.len() => 0,
        None => return None,
    };
    let position = |index| match rest {
        Some(rest) if index > rest => index + missing - 1,
        _ => index,
    };
    let part = |(index, elem): (usize, &Pat)| {
        let is_slice = matches!(elem, Pat::Ident(ident) if ident.subpat.is_some());
        let field = shape.fields.get(position(index)).filter(|_| !is_slice)?;
        Some((field.member.clone(), elem.clone()))
    };
    elems.iter().enumerate().filter(|(_, elem)| !leaves(elem)).map(part).collect()
}

/// `let (a, _): (A, B) = t;`
fn typed_parts(typed: &PatType, shape: &Shape) -> Option<Vec<(Member, Pat)>> {
    let Type::Tuple(types) = &*typed.ty else { return None };
    let found = parts(&typed.pat, shape)?;
    let typed = found.into_iter().map(|(member, pat)| {
        let Member::Unnamed(index) = &member else { return None };
        let ty = types.elems.iter().nth(usize::try_from(index.index).ok()?)?;
        let pat = Pat::Type(PatType {
            attrs: Vec::new(),
            pat: Box::new(pat),
            colon_token: typed.colon_token,
            ty: Box::new(ty.clone()),
        });
        Some((member, pat))
    });
    typed.collect()
}

fn leaves(pat: &Pat) -> bool {
    matches!(pat, Pat::Wild(_) | Pat::Rest(_))
}

/// Which fields of a tuple are bound again behind it, so that they stand in reverse order: all that may have a
/// drop, but the last. What is a tuple itself has to stand alone to be looked into.
fn held_apart(shape: &Shape) -> Vec<bool> {
    let mut apart: Vec<bool> = shape.fields.iter().map(|field| !field.copy).collect();
    if shape.fields.iter().all(|field| field.copy || field.shape.is_none()) {
        if matches!(shape.kind, Kind::Struct(_)) {
            apart.fill(false);
        } else if let Some(first) = shape.reverse_drop_order().into_iter().find(|index| !shape.fields[*index].copy) {
            apart[first] = false;
        }
    }
    apart
}

/// The variable for one field of `whole`.
fn field_of(whole: &Var, field: &Field, id: VarId) -> Var {
    let name = whole.ident.unraw();
    let member = match &field.member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    };
    Var {
        id,
        ident: Ident::new(&format!("{name}_{member}"), names::made_at(whole.ident.span())),
        mutable: whole.mutable,
        by_ref: false,
        ty: field.ty.clone(),
        origin: Origin::Let,
        shorthand: false,
    }
}

/// The attributes but `#[state(..)]`, which belongs to the first pause.
fn without_state(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs.iter().filter(|attr| !attr.path().is_ident("state")).cloned().collect()
}

fn field_value(member: Member, expr: Expr, span: Span) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member,
        colon_token: Some(Token![:](span)),
        expr,
    }
}

fn binding(attrs: Vec<Attribute>, pat: Pat, value: Expr, span: Span) -> Stmt {
    let span = names::made_at(span);
    Stmt::Local(Local {
        attrs,
        let_token: Token![let](span),
        modifiers: Default::default(),
        pat,
        init: Some(LocalInit {
            eq_token: Token![=](span),
            expr: Box::new(value),
            diverge: None,
        }),
        semi_token: Token![;](span),
    })
}
