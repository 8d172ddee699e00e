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

use proc_macro2::{Ident, Span};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, Expr, ExprAssign, ExprBlock, ExprStruct, FieldValue, Local, LocalInit,
    Member, Pat, Stmt, Token,
};

use super::Found;
use super::declare::field_of;
use super::jumps::apart_before;
use super::parts::parts;
use super::shape::{Shape, bound_by, named_by};
use crate::flow::mention_of;
use crate::maps::HashMap;
use crate::names::{self, MentionId, VarId};
use crate::scope::Tables;

/// Splits the variables `found`, all of them bound by `let`s of `body`. What is seen of the shapes of the new
/// variables goes to `known`.
pub fn rewrite(
    body: &mut Block,
    tables: &mut Tables,
    found: &Found,
    known: &mut HashMap<VarId, Shape>,
) {
    let mut rewriter = Rewriter::new(tables, found, known);
    rewriter.visit_block_mut(body);
}

/// The pass, with the variables for the fields of each variable that is split.
pub struct Rewriter<'a> {
    pub(super) tables: &'a mut Tables,
    pub(super) found: &'a Found,
    fields: HashMap<VarId, Vec<VarId>>,
}

impl<'a> Rewriter<'a> {
    /// Makes the variables.
    pub fn new(
        tables: &'a mut Tables,
        found: &'a Found,
        known: &mut HashMap<VarId, Shape>,
    ) -> Self {
        let mut fields = HashMap::default();
        let mut order: Vec<(&VarId, &Shape)> = found.iter().collect();
        order.sort_by_key(|(var, _)| **var);
        for (var, shape) in order {
            let Some(mut whole) = tables.var(*var).cloned() else {
                continue;
            };
            whole.mutable |= !shape.kept.is_empty();
            let vars = shape.fields.iter().map(|field| {
                let id = VarId::new(tables.vars.len());
                tables.vars.push(field_of(&whole, field, id));
                known.extend(field.shape.clone().map(|shape| (id, shape)));
                id
            });
            fields.insert(*var, vars.collect());
            if !shape.kept.is_empty()
                && let Some(row) = tables.vars.get_mut(var.index())
            {
                row.mutable = true;
            }
        }
        Rewriter {
            tables,
            found,
            fields,
        }
    }

    /// The shape of a variable that is split, and the variables for its fields.
    pub(super) fn parts_of(&self, var: VarId) -> Option<(Shape, Vec<VarId>)> {
        Some((
            self.found.get(&var)?.clone(),
            self.fields.get(&var)?.clone(),
        ))
    }

    /// The variable that is split at `expr`, which mentions the whole of it.
    pub(super) fn whole(&self, expr: &Expr) -> Option<(MentionId, VarId)> {
        let mention = mention_of(expr)?;
        let var = self.tables.mention(mention)?.var;
        self.fields.contains_key(&var).then_some((mention, var))
    }

    /// The variable of one field.
    pub(super) fn field(
        &mut self,
        var: VarId,
        member: &Member,
        like: MentionId,
        span: Span,
    ) -> Option<Expr> {
        let shape = self.found.get(&var)?;
        let position = shape
            .fields
            .iter()
            .position(|field| field.member == *member)?;
        let field = *self.fields.get(&var)?.get(position)?;
        Some(self.mention(field, Some(like), span))
    }

    /// A statement; the variables that it needs whole are put together for it.
    fn stmt(&mut self, stmt: Stmt, is_tail: bool, out: &mut Vec<Stmt>) {
        let mut kept: Vec<(VarId, bool)> = Vec::new();
        for var in self.fields.keys() {
            let found = self.found.get(var);
            let kept_here =
                found.and_then(|shape| super::kept::needs_whole(&stmt, *var, shape, self.tables));
            kept.extend(kept_here.map(|kept| (*var, kept.is_last)));
        }
        if kept.is_empty() {
            return self.plain_stmt(stmt, out);
        }
        kept.sort();
        let span = Span::call_site();
        let mut hidden = Vec::new();
        for (var, _) in &kept {
            out.extend(self.put_together(*var, span));
            hidden.extend(self.fields.remove_entry(var));
        }
        let made = names::made_at(span);
        let leaves =
            |expr: &Expr| matches!(expr, Expr::Return(_) | Expr::Break(_) | Expr::Continue(_));
        let is_over = matches!(&stmt, Stmt::Expr(expr, _) if leaves(expr));
        let value = is_tail && !is_over && kept.iter().any(|(_, is_last)| !is_last);
        match stmt {
            Stmt::Expr(mut expr, None) if value => {
                let part = self.part(0, span);
                self.visit_expr_mut(&mut expr);
                let pat = self.binding_of(part, span);
                let from = out.len();
                out.push(binding(Vec::new(), pat, expr, span));
                self.fields.extend(hidden);
                apart_before(&mut out[from..], &kept, self);
                self.apart_again(&kept, out);
                let value = self.mention(part, None, made);
                out.push(Stmt::Expr(value, None));
            }
            stmt => {
                let from = out.len();
                self.plain_stmt(stmt, out);
                self.fields.extend(hidden);
                apart_before(&mut out[from..], &kept, self);
                if !is_over {
                    self.apart_again(&kept, out);
                }
            }
        }
    }

    pub(super) fn apart_again(&mut self, kept: &[(VarId, bool)], out: &mut Vec<Stmt>) {
        for (var, _) in kept.iter().filter(|(_, is_last)| !is_last) {
            let value = self.mention(*var, None, Span::call_site());
            let apart = self.apart(*var, None, value, Span::call_site());
            out.extend(apart.map(|block| Stmt::Expr(braced(block), None)));
        }
    }

    fn plain_stmt(&mut self, mut stmt: Stmt, out: &mut Vec<Stmt>) {
        let Stmt::Local(local) = &mut stmt else {
            self.visit_stmt_mut(&mut stmt);
            return out.push(stmt);
        };
        if let Some(init) = &local.init
            && init.diverge.is_none()
            && let Some((mention, var)) = self.whole(&init.expr)
            && let Some(parts) = self
                .found
                .get(&var)
                .and_then(|shape| parts(&local.pat, shape))
        {
            return self.take_apart(local, var, mention, parts, out);
        }
        if let Some(lets) = self.or_else(local) {
            out.push(stmt);
            return out.extend(lets);
        }
        self.visit_local_mut(local);
        if local.init.is_none()
            && let Some(var) = named_by(local).filter(|var| self.fields.contains_key(var))
        {
            return out.extend(self.declare_late(var, local));
        }
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
    fn take_apart(
        &mut self,
        local: &Local,
        var: VarId,
        mention: MentionId,
        parts: Vec<(Member, Pat)>,
        out: &mut Vec<Stmt>,
    ) {
        for (member, pat) in parts {
            let Some(value) = self.field(var, &member, mention, local.let_token.span) else {
                continue;
            };
            out.push(binding(
                without_state(&local.attrs),
                pat,
                value,
                local.let_token.span,
            ));
        }
    }

    /// `t = value` is `{ let (part1, part2) = value; t_0 = part1; t_1 = part2; }`, or a `match` of the value.
    fn assignment(&mut self, assign: &mut ExprAssign) -> Option<Expr> {
        let (mention, var) = self.whole(&assign.left)?;
        self.visit_expr_mut(&mut assign.right);
        let right = (*assign.right).clone();
        let span = assign.eq_token.span;
        if !crate::lower::has_temporary(&right, self.tables) {
            return Some(braced(self.apart(var, Some(mention), right, span)?));
        }
        // temporaries of the value live until what was there is dropped
        let made = names::made_at(span);
        let (pat, assigned) = self.assigned_apart(var, Some(mention), span)?;
        let body = braced(Block {
            brace_token: syn::token::Brace(made),
            stmts: assigned,
        });
        Some(Expr::Match(syn::ExprMatch {
            attrs: Vec::new(),
            match_token: Token![match](made),
            expr: Box::new(right),
            brace_token: syn::token::Brace(made),
            arms: vec![syn::Arm {
                attrs: Vec::new(),
                pat,
                fat_arrow_token: Token![=>](made),
                body: Box::new(body),
                comma: None,
            }],
        }))
    }

    /// `{ let (part1, part2) = value; t_0 = part1; t_1 = part2; }`
    fn apart(
        &mut self,
        var: VarId,
        like: Option<MentionId>,
        value: Expr,
        span: Span,
    ) -> Option<Block> {
        let (pat, assigned) = self.assigned_apart(var, like, span)?;
        let mut stmts = vec![binding(Vec::new(), pat, value, span)];
        stmts.extend(assigned);
        Some(Block {
            brace_token: syn::token::Brace(names::made_at(span)),
            stmts,
        })
    }

    /// `(part1, part2)` and `t_0 = part1; t_1 = part2;`
    fn assigned_apart(
        &mut self,
        var: VarId,
        like: Option<MentionId>,
        span: Span,
    ) -> Option<(Pat, Vec<Stmt>)> {
        let (shape, vars) = self.parts_of(var)?;
        let parts: Vec<VarId> = (0..vars.len())
            .map(|index| self.part(index, span))
            .collect();
        let pat = self.pattern(&shape, &parts, span);
        let mut stmts = Vec::new();
        for (var, part) in vars.into_iter().zip(parts) {
            let place = self.mention(var, like, span);
            let part = self.mention(part, None, span);
            stmts.push(assigned(place, part, span));
        }
        Some((pat, stmts))
    }

    /// `t = (t_0, t_1);`
    fn put_together(&mut self, var: VarId, span: Span) -> Option<Stmt> {
        let value = self.literal(var, None, span)?;
        let place = self.mention(var, None, span);
        Some(assigned(place, value, span))
    }

    /// `Pair { left, ..p }` names the other fields.
    fn complete(&mut self, literal: &mut ExprStruct) {
        let Some((mention, var)) = literal.rest.as_deref().and_then(|rest| self.whole(rest)) else {
            return;
        };
        let Some((shape, vars)) = self.parts_of(var) else {
            return;
        };
        let span = literal.brace_token.span.close();
        literal.rest = None;
        literal.dot2_token = None;
        for (field, var) in shape.fields.into_iter().zip(vars) {
            if literal
                .fields
                .iter()
                .all(|given| given.member != field.member)
            {
                let value = self.mention(var, Some(mention), span);
                literal
                    .fields
                    .push(field_value(field.member, value, names::made_at(span)));
            }
        }
    }
}

impl VisitMut for Rewriter<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let stmts = std::mem::take(&mut block.stmts);
        let last = stmts.len().wrapping_sub(1);
        for (index, stmt) in stmts.into_iter().enumerate() {
            let is_tail = index == last && matches!(stmt, Stmt::Expr(_, None));
            self.stmt(stmt, is_tail, &mut block.stmts);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Struct(literal) => self.complete(literal),
            Expr::Match(choice) => self.arms(choice),
            Expr::If(branch) => self.condition(branch),
            _ => {}
        }
        if let Expr::Assign(assign) = expr
            && let Some(new) = self.assignment(assign)
        {
            *expr = new;
            return;
        }
        let new = match &*expr {
            Expr::Field(field) => match self.whole(&field.base) {
                Some((mention, var)) => {
                    self.field(var, &field.member, mention, field.dot_token.span)
                }
                None => None,
            },
            Expr::Path(path) => match self.whole(expr) {
                Some((mention, var)) => {
                    let span = path
                        .path
                        .get_ident()
                        .map_or_else(Span::call_site, Ident::span);
                    self.literal(var, Some(mention), span)
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

pub fn braced(block: Block) -> Expr {
    Expr::Block(ExprBlock {
        attrs: Vec::new(),
        label: None,
        block,
    })
}

/// The attributes but `#[state(..)]`, which belongs to the first pause.
pub fn without_state(attrs: &[Attribute]) -> Vec<Attribute> {
    attrs
        .iter()
        .filter(|attr| !attr.path().is_ident("state"))
        .cloned()
        .collect()
}

/// `left: value`
pub fn field_value(member: Member, expr: Expr, span: Span) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member,
        colon_token: Some(Token![:](span)),
        expr,
    }
}

/// `let pat = value;`
pub fn binding(attrs: Vec<Attribute>, pat: Pat, value: Expr, span: Span) -> Stmt {
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

/// `place = value;`
fn assigned(place: Expr, value: Expr, span: Span) -> Stmt {
    let span = names::made_at(span);
    let assign = ExprAssign {
        attrs: Vec::new(),
        left: Box::new(place),
        eq_token: Token![=](span),
        right: Box::new(value),
    };
    Stmt::Expr(Expr::Assign(assign), Some(Token![;](span)))
}
