//! What a pattern leaves of a variable.
//!
//! Takes the body in sentinels, gives one in which the parts that the last match on a variable leaves are variables of
//! their own, declared beside it ([`crate::lower::bind_left`] has the rule for values without a name):
//!
//! ```text
//! [source]  let found = pop();  match found { Some((a, _)) => { yield_wait!(); send(a) }  None => {} }  more();
//! [output]  let found = pop();  let left1;
//!           match found { Some((a, part1)) => { left1 = part1;  yield_wait!(); send(a) }  None => {} }  more();
//! ```
//!
//! Only where nothing names the variable after that, unless it was given another value ([`super::renewed`]): if it is
//! named again, what was bound is `Copy` and the variable stays whole. And only where it surely owns what it holds: a pattern leaves nothing behind a reference.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Block, Expr, ExprForLoop, ExprIf, Pat, Stmt, parse_quote_spanned};

use super::ends::Ends;
use super::kept::mentions_of;
use super::open::{bind_again, is_owned, is_owned_type, makes_owned, makes_owned_value};
use super::renewed::{empty_in, of_later_values};
use super::rewrite::Rewriter;
use super::value::is_copy_type;
use super::{Found, declaring, unseen};
use crate::flow::{bound, mention_of, mentions_in, strip};
use crate::lower::{
    Bindings, Left, assignments, bind_left, bindings, block_pauses, copies_only, declarations,
    differ, lends, let_sides, merge_arms, put_before,
};
use crate::maps::{HashMap, HashSet};
use crate::names::{self, MentionId, VarId};
use crate::scope::{Origin, Tables, TargetKind};

/// Gives what is left of variables of `body` variables of its own.
pub fn split(body: &mut Block, params: &mut [VarId], tables: &mut Tables) {
    if !block_pauses(body) {
        return;
    }
    let mut owned: HashSet<VarId> = tables.owned_parts.clone();
    for param in params.iter() {
        if tables.var(*param).is_some_and(is_owned) {
            owned.insert(*param);
        }
    }
    Filler.visit_block_mut(body);
    let hints = super::hints::of(body, tables);
    let is_told = |ty: &syn::Type| matches!(ty, syn::Type::Path(_)) && is_owned_type(ty);
    let told = hints.iter().filter(|(_, ty)| is_told(ty));
    owned.extend(told.map(|(var, _)| *var));
    let boxes = hints.iter();
    let boxes = boxes.filter(|(_, ty)| super::hints::is_named(ty, "Box"));
    let boxes = boxes.map(|(var, _)| *var).collect();
    let mut seeker = Seeker {
        tables,
        owned,
        boxes,
    };
    seeker.parameters(params, body);
    seeker.visit_block_mut(body);
    let owned = seeker.owned;
    tables.leaves_unseen |= unseen::is_left(body, &owned, &hints, tables);
}

struct Seeker<'t> {
    tables: &'t mut Tables,
    /// Variables that surely own what they hold.
    owned: HashSet<VarId>,
    /// Those that surely are boxes.
    boxes: HashSet<VarId>,
}

impl Seeker<'_> {
    /// What is declared in the body is dropped before all parameters, so those behind one that leaves something are
    /// bound again there.
    fn parameters(&mut self, params: &mut [VarId], body: &mut Block) {
        let hides = |param: &VarId| {
            let row = self.tables.var(*param);
            row.is_none_or(|row| row.origin == Origin::Hidden)
        };
        let is_plain = !params.iter().any(hides);
        for index in (0..params.len()).rev() {
            let is_last = index + 1 == params.len();
            let var = params[index];
            if (is_last || is_plain) && self.variable(var, body, 0, 0) {
                let lefts = body.stmts.iter();
                let count = lefts.take_while(|stmt| self.is_left(stmt)).count();
                let behind = index + 1..params.len();
                let behind = behind.filter_map(|at| bind_again(at, params, self.tables));
                let behind: Vec<Stmt> = behind.collect();
                body.stmts.splice(count..count, behind);
            }
        }
    }

    /// `let left1;` or `let mut left1 = None;`, and none of the user's.
    fn is_left(&self, stmt: &Stmt) -> bool {
        let is_ours = |var: &VarId| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| row.origin == Origin::Hidden)
        };
        let is_empty = |local: &syn::Local| match &local.init {
            Some(init) => matches!(&*init.expr, Expr::Path(path) if path.path.is_ident("None")),
            None => true,
        };
        matches!(stmt, Stmt::Local(local) if is_empty(local) && bound(&local.pat).iter().all(is_ours))
    }

    /// Looks at a variable that is declared before statement `from` of a block. Gives whether it leaves anything, which
    /// is declared before statement `at`.
    fn variable(&mut self, var: VarId, block: &mut Block, from: usize, at: usize) -> bool {
        let row = self.tables.var(var);
        let is_copied = row.is_some_and(|row| row.ty.as_ref().is_some_and(is_copy_type));
        if is_copied || !self.owned.contains(&var) {
            return false;
        }
        let mut guards = Guards {
            var,
            tables: self.tables,
            mentions: Vec::new(),
        };
        let rest = block.stmts.iter().skip(from);
        rest.clone().for_each(|stmt| guards.visit_stmt(stmt));
        let guards = guards.mentions;
        let is_it = |mention: &MentionId| {
            let row = self.tables.mention(*mention);
            row.is_some_and(|row| row.var == var) && !guards.contains(mention)
        };
        let named: Vec<MentionId> = rest.flat_map(mentions_in).filter(is_it).collect();
        let Some(&last) = named.last() else {
            return false;
        };
        // the same of the value that it has before it is assigned
        let later = of_later_values(var, &block.stmts[from..], self.tables);
        let first = named.iter().rfind(|mention| !later.contains(mention));
        let first = first.copied().filter(|first| *first != last);
        let mut ends = Ends::new(var, self.tables);
        let rest = block.stmts.iter().skip(from);
        rest.clone().for_each(|stmt| ends.visit_stmt(stmt));
        let all = rest.flat_map(|stmt| mentions_of(stmt, var, self.tables));
        let ends = Some(ends).filter(|ends| ends.count() == all.count());
        let others = |last: MentionId, later: &dyn Fn(MentionId) -> bool| {
            let others = ends.iter().flat_map(|ends| ends.others(last, later));
            let others = others.filter(|other| named.contains(other));
            others.collect::<Vec<_>>()
        };
        let at_last = others(last, &|_| false);
        let before = first.map(|first| others(first, &|mention| later.contains(&mention)));
        let before = before.unwrap_or_default().into_iter();
        let before: Vec<MentionId> = before.filter(|other| !at_last.contains(other)).collect();
        let mut lefts = Vec::new();
        for end in at_last.into_iter().chain([last]) {
            lefts.extend(self.taken(end, None, block, from));
        }
        for first in before.into_iter().chain(first) {
            lefts.extend(self.taken(first, Some(var), block, from));
        }
        let span = block.brace_token.span.open();
        let declared = declarations(&lefts, self.tables, span);
        block.stmts.splice(at..at, declared);
        !lefts.is_empty()
    }

    /// Takes what the match at a mention leaves. `renewed`: the variable, if it is assigned after that.
    fn taken(
        &mut self,
        last: MentionId,
        renewed: Option<VarId>,
        block: &mut Block,
        from: usize,
    ) -> Vec<Left> {
        let is_box = self.tables.mention(last);
        let is_box = is_box.is_some_and(|row| self.boxes.contains(&row.var));
        let mut taker = Taker {
            tables: self.tables,
            last,
            is_renewed: renewed.is_some(),
            is_box,
            loops: 0,
            lefts: Vec::new(),
        };
        let mut rest = Block {
            brace_token: block.brace_token,
            stmts: block.stmts.split_off(from),
        };
        if block_pauses(&rest) {
            taker.visit_block_mut(&mut rest);
        }
        let lefts = taker.lefts;
        if let Some(var) = renewed.filter(|_| !lefts.is_empty()) {
            empty_in(&mut rest, (var, last), &lefts, self.tables);
        }
        block.stmts.append(&mut rest.stmts);
        lefts
    }

    /// The variables that a pattern binds, which stands before a block.
    fn bound_before(&mut self, pat: &mut Pat, is_owned: bool, block: &mut Block) {
        let vars = bound(pat);
        if is_owned {
            self.owned.extend(&vars);
        }
        for var in vars.iter().rev() {
            self.pattern(*var, pat, block, 0);
        }
    }

    /// Looks at one of the variables of a pattern that stands before statement `at` of a block. Those that the pattern
    /// binds after it are dropped before what it leaves, so they are bound again:
    ///
    /// ```text
    /// [source]  let (a, b, c) = make();  let (x, _) = b;
    /// [output]  let (a, b, part) = make();  let left1;  let c = part;  let (x, part1) = b;  left1 = part1;
    /// ```
    fn pattern(&mut self, var: VarId, pat: &mut Pat, block: &mut Block, at: usize) {
        let vars = bound(pat);
        let behind = vars.iter().skip_while(|other| **other != var).skip(1);
        let behind: Vec<VarId> = behind.copied().collect();
        let is_plain = |var: &VarId| self.tables.var(*var).is_some_and(|row| !row.by_ref);
        if !behind.is_empty() && (matches!(pat, Pat::Guard(_)) || !behind.iter().all(is_plain)) {
            return;
        }
        let count = block.stmts.len();
        if self.variable(var, block, at, at) && !behind.is_empty() {
            let declared = block.stmts.iter().skip(at);
            let declared = declared.take_while(|stmt| self.is_left(stmt)).count();
            let at = at + declared.min(block.stmts.len() - count);
            let again = behind.iter().map(|var| bind_behind(*var, pat, self.tables));
            let again: Vec<Stmt> = again.collect();
            block.stmts.splice(at..at, again);
        }
    }

    /// The same of a variable of the `let` that is statement `index` of a block.
    fn behind(&mut self, var: VarId, block: &mut Block, index: usize) {
        let Some(Stmt::Local(local)) = block.stmts.get(index) else {
            return;
        };
        let mut pat = local.pat.clone();
        self.pattern(var, &mut pat, block, index + 1);
        if let Some(Stmt::Local(local)) = block.stmts.get_mut(index) {
            local.pat = pat;
        }
    }

    fn makes(&self, value: &Expr) -> bool {
        makes_owned_value(value, self.tables, &self.owned)
    }

    fn conditions(&mut self, cond: &mut Expr, block: &mut Block) {
        match cond {
            Expr::Let(binding) => {
                let is_owned = self.makes(&binding.expr);
                self.bound_before(&mut binding.pat, is_owned, block);
            }
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                self.conditions(&mut binary.left, block);
                self.conditions(&mut binary.right, block);
            }
            _ => {}
        }
    }
}

impl VisitMut for Seeker<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            if let Stmt::Local(local) = &block.stmts[index] {
                let vars = bound(&local.pat);
                let is_owned = makes_owned(local, self.tables, &self.owned)
                    || local
                        .init
                        .as_ref()
                        .is_some_and(|init| self.makes(&init.expr));
                if is_owned {
                    self.owned.extend(&vars);
                }
                let is_named = |var: &VarId| {
                    let row = self.tables.var(*var);
                    row.is_some_and(|row| row.origin != Origin::Hidden)
                };
                let behind: Vec<VarId> = vars.iter().skip(1).rev().copied().collect();
                let behind: Vec<VarId> = behind.into_iter().filter(is_named).collect();
                if let [only] = vars.as_slice() {
                    self.variable(*only, block, index + 1, index + 1);
                }
                for var in behind {
                    self.behind(var, block, index);
                }
                // what the first one leaves is dropped after the others
                if let [first, _, ..] = vars.as_slice()
                    && self.variable(*first, block, index + 1, index)
                {
                    index += 1;
                }
            }
            if let Some(stmt) = block.stmts.get_mut(index) {
                self.visit_stmt_mut(stmt);
            }
            index += 1;
        }
    }

    fn visit_expr_for_loop_mut(&mut self, repeat: &mut ExprForLoop) {
        let is_owned = self.makes(&repeat.expr);
        self.bound_before(&mut repeat.pat, is_owned, &mut repeat.body);
        visit_mut::visit_expr_for_loop_mut(self, repeat);
    }

    fn visit_expr_if_mut(&mut self, branch: &mut ExprIf) {
        self.conditions(&mut branch.cond, &mut branch.then_branch);
        visit_mut::visit_expr_if_mut(self, branch);
    }

    fn visit_expr_while_mut(&mut self, repeat: &mut syn::ExprWhile) {
        self.conditions(&mut repeat.cond, &mut repeat.body);
        visit_mut::visit_expr_while_mut(self, repeat);
    }

    fn visit_expr_match_mut(&mut self, choice: &mut syn::ExprMatch) {
        let is_owned = self.makes(&choice.expr);
        for Arm { pat, body, .. } in &mut choice.arms {
            if let Expr::Block(body) = &mut **body
                && body.label.is_none()
            {
                self.bound_before(pat, is_owned, &mut body.block);
            }
        }
        visit_mut::visit_expr_match_mut(self, choice);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// `let c = part;`, where the pattern binds `part` from now on.
pub fn bind_behind(var: VarId, pat: &mut Pat, tables: &mut Tables) -> Stmt {
    struct Renamer(VarId, VarId, Span);
    impl VisitMut for Renamer {
        fn visit_pat_ident_mut(&mut self, pat: &mut syn::PatIdent) {
            if names::parse(&pat.ident) == Some(names::Sentinel::Variable(self.0)) {
                pat.ident = names::variable(self.1, self.2);
                pat.mutability = None;
            }
            visit_mut::visit_pat_ident_mut(self, pat);
        }
    }
    let span = tables
        .var(var)
        .map_or_else(Span::call_site, |row| row.ident.span());
    let made = names::made_at(span);
    let part = tables.hide(proc_macro2::Ident::new("part", made), false);
    Renamer(var, part, made).visit_pat_mut(pat);
    Rewriter::new(tables, &Found::default(), &mut HashMap::default()).bind(var, part)
}

/// What the guards of matches on a variable name: they are evaluated before the variable loses anything.
struct Guards<'t> {
    var: VarId,
    tables: &'t Tables,
    mentions: Vec<MentionId>,
}

impl<'ast> Visit<'ast> for Guards<'_> {
    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        let row = mention_of(&choice.expr).and_then(|mention| self.tables.mention(mention));
        if row.is_some_and(|row| row.var == self.var) {
            for arm in &choice.arms {
                if let Pat::Guard(guard) = &arm.pat {
                    self.mentions.extend(mentions_in(&*guard.guard));
                }
            }
        }
        visit::visit_expr_match(self, choice);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Writes what `..` stands for in patterns that move, where the declaration is beside the body.
struct Filler;

impl Filler {
    fn fill(&mut self, pat: &mut Pat) {
        if bindings(pat) == Bindings::Some {
            self.fill_parts(pat);
        }
    }

    fn fill_parts(&mut self, pat: &mut Pat) {
        match pat {
            Pat::Guard(guard) => self.fill_parts(&mut guard.pat),
            Pat::Paren(paren) => self.fill_parts(&mut paren.pat),
            Pat::Or(sides) => {
                let sides = sides.cases.iter_mut();
                sides.for_each(|side| self.fill_parts(side));
            }
            Pat::Type(typed) => self.fill_parts(&mut typed.pat),
            Pat::Tuple(tuple) => {
                let elems = tuple.elems.iter_mut();
                elems.for_each(|elem| self.fill_parts(elem));
            }
            Pat::TupleStruct(tuple) => {
                let elems = tuple.elems.iter_mut();
                elems.for_each(|elem| self.fill_parts(elem));
                fill_elements(tuple);
            }
            Pat::Struct(fields) => {
                let inner = fields.fields.iter_mut();
                inner.for_each(|field| self.fill_parts(&mut field.pat));
                fill_fields(fields);
            }
            _ => {}
        }
    }
}

/// `Job { name, .. }` is `Job { name, until: _ }`.
fn fill_fields(pat: &mut syn::PatStruct) {
    let Some(last) = pat.path.segments.last().map(|last| last.ident.span()) else {
        return;
    };
    let declared = declaring(&pat.path).filter(|_| pat.rest.is_some());
    let Some(fields) = declared.as_ref().and_then(|it| it.matched(&pat.path)) else {
        return;
    };
    let span = crate::names::made_at(last);
    for (index, field) in fields.iter().enumerate() {
        let member = field.member(index, span);
        if pat.fields.iter().all(|given| given.member != member) {
            pat.fields.push(syn::FieldPat {
                attrs: Vec::new(),
                member,
                colon_token: Some(syn::Token![:](span)),
                pat: Box::new(wild(span)),
            });
        }
    }
    pat.rest = None;
}

/// `Job(name, ..)` is `Job(name, _)`.
fn fill_elements(pat: &mut syn::PatTupleStruct) {
    let Some(last) = pat.path.segments.last().map(|last| last.ident.span()) else {
        return;
    };
    let is_rest = |elem: &Pat| matches!(elem, Pat::Rest(_));
    let declared = declaring(&pat.path);
    let (Some(fields), Some(at)) = (
        declared.as_ref().and_then(|it| it.matched(&pat.path)),
        pat.elems.iter().position(is_rest),
    ) else {
        return;
    };
    let missing = (fields.len() + 1).saturating_sub(pat.elems.len());
    let span = crate::names::made_at(last);
    let mut elems: Vec<Pat> = std::mem::take(&mut pat.elems).into_iter().collect();
    elems.splice(at..=at, std::iter::repeat_n(wild(span), missing));
    pat.elems = elems.into_iter().collect();
}

fn wild(span: Span) -> Pat {
    Pat::Wild(syn::PatWild {
        attrs: Vec::new(),
        underscore_token: syn::Token![_](span),
    })
}

impl VisitMut for Filler {
    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        self.fill(&mut arm.pat);
        visit_mut::visit_arm_mut(self, arm);
    }

    fn visit_expr_let_mut(&mut self, binding: &mut syn::ExprLet) {
        self.fill(&mut binding.pat);
        visit_mut::visit_expr_let_mut(self, binding);
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        self.fill(&mut local.pat);
        visit_mut::visit_local_mut(self, local);
    }

    fn visit_expr_for_loop_mut(&mut self, repeat: &mut ExprForLoop) {
        self.fill(&mut repeat.pat);
        visit_mut::visit_expr_for_loop_mut(self, repeat);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Takes what the match at the last mention of a variable leaves.
struct Taker<'t> {
    tables: &'t mut Tables,
    last: MentionId,
    /// It is assigned after that.
    is_renewed: bool,
    is_box: bool,
    loops: usize,
    lefts: Vec<Left>,
}

impl Taker<'_> {
    /// Whether a scrutinee is the variable, or what it boxes.
    fn is_it(&self, scrutinee: &Expr) -> bool {
        match strip(scrutinee) {
            Expr::Unary(inner) if matches!(inner.op, syn::UnOp::Deref(_)) => {
                self.is_box && mention_of(&inner.expr) == Some(self.last)
            }
            scrutinee => mention_of(scrutinee) == Some(self.last),
        }
    }

    /// Takes what `pat` leaves; `is_last`: control does not come back after it, so it is no matter whether what is bound
    /// is `Copy`.
    fn take(&mut self, pat: &mut Pat, is_last: bool, span: Span) -> Vec<Stmt> {
        if self.loops > 0 && !is_last || differ(pat) {
            return Vec::new();
        }
        if copies_only(pat) || self.is_renewed && lends(pat) {
            return Vec::new();
        }
        let mut lefts = bind_left(pat, self.tables);
        if self.is_renewed {
            let renewed = lefts.into_iter().map(|left| left.renewed(self.tables));
            lefts = renewed.collect();
        }
        let assigned = assignments(&lefts, self.tables, span);
        self.lefts.extend(lefts);
        assigned
    }

    /// The same of a `let`, the sides of whose pattern may leave different parts.
    fn take_of_let(
        &mut self,
        (pat, value): (&mut Pat, &mut Expr),
        is_refutable: bool,
        is_last: bool,
        span: Span,
    ) -> Vec<Stmt> {
        if differ(pat) && !self.is_renewed && (self.loops == 0 || is_last) {
            let lefts = let_sides(pat, value, is_refutable, self.tables);
            self.lefts.extend(lefts);
            return Vec::new();
        }
        self.take(pat, is_last, span)
    }

    fn take_of_match(&mut self, expr: &mut Expr) {
        let Expr::Match(choice) = expr else { return };
        let span = choice.match_token.span;
        let mut is_merged = Vec::new();
        for arm in &mut choice.arms {
            let is_last = match &*arm.body {
                Expr::Block(body) => self.leaves(&body.block),
                body => self.jumps(body),
            };
            is_merged.push(differ(&arm.pat) && !self.is_renewed && (self.loops == 0 || is_last));
            let assigned = self.take(&mut arm.pat, is_last, span);
            put_before(&mut arm.body, assigned);
        }
        if is_merged.contains(&true)
            && let Expr::Match(choice) = std::mem::replace(expr, Expr::Verbatim(Default::default()))
        {
            let (merged, lefts) = merge_arms(choice, &is_merged, false, self.tables);
            self.lefts.extend(lefts);
            *expr = merged;
        }
    }

    /// Makes a `match` of an `if let` whose sides leave different parts, where the variable is named again behind `else`:
    /// what hands on what such sides bind may have moved it.
    fn match_sides(&self, expr: &mut Expr) {
        let Expr::If(branch) = &*expr else { return };
        let (Expr::Let(binding), Some((_, other))) = (&*branch.cond, &branch.else_branch) else {
            return;
        };
        let var = self.tables.mention(self.last).map(|row| row.var);
        let is_named = |var| !mentions_of(&**other, var, self.tables).is_empty();
        if self.is_it(&binding.expr) && differ(&binding.pat) && var.is_some_and(is_named) {
            let (pat, value, then) = (&binding.pat, &binding.expr, &branch.then_branch);
            let span = names::made_at(branch.if_token.span);
            *expr = parse_quote_spanned!(span=> match #value { #pat => #then _ => #other });
        }
    }

    /// Whether control leaves the innermost loop, and no more, at the end of a block.
    fn leaves(&self, block: &Block) -> bool {
        match block.stmts.last() {
            Some(Stmt::Expr(last, _)) => self.jumps(last),
            _ => false,
        }
    }

    fn jumps(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Return(_) => true,
            Expr::Break(jump) if self.loops == 1 => {
                let target = jump.label.as_ref().and_then(crate::names::parse_target);
                let target = target.and_then(|target| self.tables.target(target));
                target.is_none_or(|target| target.kind != TargetKind::Block)
            }
            _ => false,
        }
    }

    fn conditions(&mut self, cond: &mut Expr, then: &mut Block) {
        match cond {
            Expr::Let(binding) if self.is_it(&binding.expr) => {
                let span = binding.let_token.span;
                let parts = (&mut *binding.pat, &mut *binding.expr);
                let assigned = self.take_of_let(parts, true, self.leaves(then), span);
                then.stmts.splice(0..0, assigned);
            }
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                self.conditions(&mut binary.left, then);
                self.conditions(&mut binary.right, then);
            }
            _ => {}
        }
    }
}

impl VisitMut for Taker<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            let mut assigned = Vec::new();
            if let Stmt::Local(local) = &mut block.stmts[index]
                && let Some(init) = &mut local.init
                && self.is_it(&init.expr)
            {
                let span = local.let_token.span;
                let parts = (&mut local.pat, &mut *init.expr);
                assigned = self.take_of_let(parts, init.diverge.is_some(), false, span);
            }
            self.visit_stmt_mut(&mut block.stmts[index]);
            index += 1;
            block.stmts.splice(index..index, assigned);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        self.match_sides(expr);
        match expr {
            Expr::Match(choice) if self.is_it(&choice.expr) => self.take_of_match(expr),
            Expr::If(branch) => self.conditions(&mut branch.cond, &mut branch.then_branch),
            _ => {}
        }
        if matches!(expr, Expr::Closure(_) | Expr::Async(_)) {
            return;
        }
        let is_loop = matches!(expr, Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_));
        self.loops += usize::from(is_loop);
        visit_mut::visit_expr_mut(self, expr);
        self.loops -= usize::from(is_loop);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
