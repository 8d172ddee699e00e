//! Blocks: their statements from one point on, and the jumps to where ways meet.
//!
//! Takes a piece of the IR and, if control enters inside it, the point where. Gives its code from there on. What
//! stands before the point is not printed, but the scopes around it are, with what is alive in them bound anew:
//!
//! ```text
//! [source]  let a = f();  if c { let b = g(); yield_wait!(); h(b); }  k(a)
//! [output]  at the pause:  { let b = b;  h(b); }  break 'join1 a;
//!           at the join:   k(a)
//! ```
//!
//! A statement that control can leave on several ways, and that something follows, ends in a jump to a join.

use quote::format_ident;
use syn::{Lifetime, Pat};

use super::contains::{after_of, stmt_has};
use super::statement::does_nothing;
use super::{Code, Emitter, LevelKind, Matched, ours, splice};
use crate::carry::declared;
use crate::flow::bound;
use crate::ir::{Block, Node, PointId, Stmt};
use crate::maps::HashSet;
use crate::names::{self, Sentinel, VarId};
use crate::syntax::made;
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

impl Emitter<'_> {
    /// The code of a block.
    pub(super) fn block(&mut self, block: &Block, entry: Option<PointId>) -> Code {
        self.block_with(block, entry, &[], TokenStream::new())
    }

    /// The same with variables bound just outside (a pattern's), and code that stands before.
    pub(super) fn block_with(
        &mut self,
        block: &Block,
        entry: Option<PointId>,
        outside: &[VarId],
        before: TokenStream,
    ) -> Code {
        let mark = self.scope.len();
        if let Some(target) = block.target {
            self.blocks.insert(target, self.stack.len() - 1);
        }
        let mut code = Code {
            falls: true,
            ..Code::default()
        };
        let mut passed = outside.to_vec();
        let is_inside = self.depth > 0
            && entry.is_some_and(|point| self.plan.level_points.contains_key(&point));
        let around = self.arms.last().filter(|_| is_inside);
        let before_entry = around.map(|arm| arm.used.clone());
        self.passing = entry.is_some();
        self.declare(outside);
        self.passing = false;
        let mut index = 0;
        let mut home = None;
        let mut stay = None;
        let mut tail_entry = None;
        let mut rest_at = None;
        if let Some(point) = entry {
            match block.stmts.iter().position(|stmt| stmt_has(stmt, point)) {
                Some(found) => {
                    for stmt in &block.stmts[..found] {
                        self.pass(stmt, &mut passed);
                    }
                    index = found + 1;
                    if after_of(&block.stmts[found]) == Some(point) {
                        self.pass(&block.stmts[found], &mut passed);
                    } else {
                        self.ends(
                            &block.stmts[found],
                            index == block.stmts.len() && block.tail.is_none(),
                        );
                        self.resumed_stmt(&block.stmts[found], point, &mut code, &mut home);
                        if let Stmt::Part(part) = &block.stmts[found] {
                            passed.extend(&part.retaken);
                        }
                        rest_at = Some(code.stmts.len());
                        if let Some((from, point)) = home {
                            stay = self.stay(block, found, point, from);
                        }
                        self.join(block, found, &mut code);
                    }
                }
                None => {
                    for stmt in &block.stmts {
                        self.pass(stmt, &mut passed);
                    }
                    index = block.stmts.len();
                    tail_entry = Some(point);
                }
            }
        } else if !before.is_empty() {
            code.stmts.push(before);
        }
        while index < block.stmts.len() && code.falls {
            self.forward_stmt(&block.stmts[index], &mut code);
            self.join(block, index, &mut code);
            index += 1;
        }
        // what stands in the tail names references that are taken again before it
        if tail_entry.is_some() {
            rest_at = Some(code.stmts.len());
        }
        if code.falls
            && let Some(tail) = &block.tail
        {
            let is_of_fn = self.stack.len() == 1 || self.level().ends;
            if self.depth == 0 && is_of_fn && !matches!(self.level().kind, LevelKind::Loop(_)) {
                self.expected = self.plan.output.clone();
            }
            let out = self.node(tail, tail_entry);
            let hands_on = self
                .outputs
                .last()
                .is_some_and(|outputs| !outputs.is_empty());
            match has_no_value(tail) && out.falls && !(hands_on && self.depth == 0) {
                true => code.stmts.push(splice::statement(out.tokens, true)),
                false => code.tail = Some(out.tokens),
            }
            code.falls = out.falls;
        }
        if code.falls && code.tail.is_none() && self.depth == 0 {
            let outputs = self.outputs.last().cloned().unwrap_or_default();
            outputs.into_iter().for_each(|var| self.uses(var));
        }
        // `let x;` that gets its value in another arm is declared there; later closures may call earlier ones
        for unset in std::mem::take(&mut code.unset).into_iter().rev() {
            let Some(arm) = self.arms.last_mut() else {
                continue;
            };
            if unset.vars.iter().any(|var| arm.used.contains(var)) {
                arm.used.extend(unset.uses);
                self.parked_used.extend(unset.parked);
            } else {
                code.stmts[unset.position] = TokenStream::new();
            }
        }
        for (position, var) in std::mem::take(&mut code.given) {
            if self.is_looked_at_nowhere(var, position, &code) {
                let stmt = std::mem::take(&mut code.stmts[position]);
                let span = ours(self.plan.span);
                code.stmts[position] = quote_spanned!(span=> #[allow(unused_variables)] #stmt);
            }
        }
        for (position, stmt) in std::mem::take(&mut code.taken) {
            if let Some(stmt) = self.without_unused(&stmt) {
                code.stmts[position] = match does_nothing(&stmt) {
                    true => TokenStream::new(),
                    false => self.stmt(&stmt),
                };
            }
        }
        for (position, matched) in std::mem::take(&mut code.matched) {
            let Matched {
                first,
                mut pat,
                rest,
            } = matched;
            if bound(&pat).iter().any(|var| self.is_taken_later(*var)) {
                self.forget_unused_of_let(&mut pat);
                let pat = self.pattern(&pat);
                code.stmts[position] = quote_spanned!(ours(self.plan.span)=> #first #pat #rest);
            }
        }
        let mut again = self.taken_again(entry.is_some().then_some(&passed));
        if let Some(before) = before_entry {
            again = [self.taken_inside(&before), again].into_iter().collect();
        }
        if !again.is_empty() {
            let position = match entry {
                Some(point) if self.plan.level_points.contains_key(&point) => {
                    rest_at.unwrap_or(code.stmts.len())
                }
                _ => 0,
            };
            code.stmts.insert(position.min(code.stmts.len()), again);
        }
        match (stay, home) {
            (Some(stay), _) => self.stayed(stay, &mut code),
            (None, Some((position, point))) => {
                let params = match self.depth == 0 && self.stack.len() == 1 {
                    true => self.root_scope(),
                    false => Vec::new(),
                };
                let params = params.into_iter().map(|(var, _)| var);
                let before: Vec<VarId> = params.chain(passed.iter().copied()).collect();
                let late = self.declared_after_home(point, &before);
                let tokens = self.home(point, false);
                code.stmts.insert(
                    position,
                    quote_spanned!(ours(self.plan.span)=> #tokens #late),
                );
            }
            (None, None) => {}
        }
        let rebuilt = if entry.is_some() {
            self.rebuild(&passed)
        } else {
            TokenStream::new()
        };
        if !rebuilt.is_empty() {
            code.stmts.insert(0, rebuilt);
        }
        self.scope.truncate(mark);
        code
    }

    /// Whether a variable is named where nothing looks at it, as in `let _ = n;`, and no code behind its `let` names it.
    fn is_looked_at_nowhere(&self, var: VarId, position: usize, code: &Code) -> bool {
        let tables = self.plan.tables;
        let is_used = self.arms.last().is_none_or(|arm| arm.used.contains(&var));
        if is_used || !tables.mentions.iter().any(|row| row.var == var) {
            return false;
        }
        let name = self.own_name(var, true).to_string();
        let mut behind = code.stmts.iter().skip(position + 1).chain(&code.tail);
        !behind.any(|tokens| tokens.any(&mut |_, tree| tree.is_word(&name)))
    }

    /// A part that is the last thing in the fn ends with it: what it holds is dropped where it is.
    fn ends(&mut self, stmt: &Stmt, is_last: bool) {
        let is_outermost = self.depth == 0 && (self.stack.len() == 1 || self.level().ends);
        if let Stmt::Part(part) = stmt
            && let Some(index) = self.level_of.get(&part.point)
        {
            self.levels[*index].ends = is_last && is_outermost && part.outputs.is_empty();
        }
    }

    pub(super) fn declare(&mut self, vars: &[VarId]) {
        let depth = self.depth;
        if !self.passing
            && let Some(arm) = self.arms.last_mut()
        {
            arm.taken_again.extend(vars.iter().copied());
        }
        for &var in vars {
            if !self.scope.iter().any(|(known, _)| *known == var) {
                self.scope.push((var, depth));
            }
        }
    }

    fn pass(&mut self, stmt: &Stmt, passed: &mut Vec<VarId>) {
        let vars = declared(stmt);
        self.passing = true;
        self.declare(&vars);
        self.passing = false;
        passed.extend(vars);
    }

    /// References that the code of this scope names and that it did not take: those of `passed` statements, and in
    /// the outermost scope of an arm those of enclosing levels.
    pub(super) fn taken_again(&mut self, passed: Option<&Vec<VarId>>) -> TokenStream {
        let mut statements = Vec::new();
        let aliases = self.plan.aliases;
        // later ones may be taken from earlier ones
        for alias in aliases.groups().iter().rev() {
            let Some(arm) = self.arms.last_mut() else {
                continue;
            };
            let is_used = alias.vars.iter().any(|var| arm.used.contains(var));
            let is_passed =
                passed.is_some_and(|passed| alias.vars.iter().any(|var| passed.contains(var)));
            let is_here = is_passed || self.depth == 0;
            if !is_used || !is_here || alias.vars.iter().any(|var| arm.taken_again.contains(var)) {
                continue;
            }
            arm.taken_again.extend(alias.vars.iter().copied());
            statements.push(self.retaken(&alias.again));
        }
        statements.into_iter().rev().collect()
    }

    /// The statement that takes a reference, once more.
    fn retaken(&mut self, again: &syn::Stmt) -> TokenStream {
        let mut again = again.clone();
        if let syn::Stmt::Local(local) = &mut again {
            self.forget_unused_of_let(&mut local.pat);
        }
        self.is_retaking = true;
        let taken = self.stmt(&again);
        self.is_retaking = false;
        taken
    }

    /// The same of references that are taken in a scope around this one, but behind it: behind a level that stands in it
    /// they are taken here as well. `before`: what was named when the scope began.
    fn taken_inside(&mut self, before: &HashSet<VarId>) -> TokenStream {
        let mut statements = Vec::new();
        let aliases = self.plan.aliases;
        for alias in aliases.groups().iter().rev() {
            let Some(arm) = self.arms.last_mut() else {
                continue;
            };
            let is_used = |var: &VarId| arm.used.contains(var) && !before.contains(var);
            let is_taken = |var: &VarId| arm.taken_again.contains(var);
            if !alias.vars.iter().any(is_used) || alias.vars.iter().any(is_taken) {
                continue;
            }
            statements.push(self.retaken(&alias.again));
            if let Some(arm) = self.arms.last_mut() {
                alias
                    .vars
                    .iter()
                    .filter(|var| !before.contains(var))
                    .for_each(|var| {
                        arm.used.remove(var);
                    });
            }
        }
        statements.into_iter().rev().collect()
    }

    /// The same of the pattern of a `let`.
    fn forget_unused_of_let(&self, pat: &mut Pat) {
        self.forget_unused(pat);
        if matches!(pat, Pat::Or(_)) {
            *pat = made::in_let(pat.clone(), self.plan.span);
        }
    }

    /// Bindings that this arm does not name would be reported as unused.
    pub(super) fn forget_unused(&self, pat: &mut Pat) {
        struct Forget<'u>(&'u HashSet<VarId>);
        impl syn::visit_mut::VisitMut for Forget<'_> {
            fn visit_pat_mut(&mut self, pat: &mut Pat) {
                if let Pat::Ident(ident) = pat
                    && let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
                    && !self.0.contains(&var)
                {
                    if let Some((_, inner)) = ident.subpat.take() {
                        // `c @ ('+' | '-')`: the sides need no parentheses then
                        *pat = match *inner {
                            Pat::Paren(paren) => *paren.pat,
                            inner => inner,
                        };
                        return self.visit_pat_mut(pat);
                    }
                    *pat = Pat::Wild(syn::PatWild {
                        attrs: Vec::new(),
                        underscore_token: Default::default(),
                    });
                    return;
                }
                syn::visit_mut::visit_pat_mut(self, pat);
            }
        }
        if let Some(arm) = self.arms.last() {
            syn::visit_mut::VisitMut::visit_pat_mut(&mut Forget(&arm.used), pat);
        }
    }

    /// A `let` of references that are taken again later, without those that this arm does not name. `None` if it
    /// names all.
    fn without_unused(&self, stmt: &syn::Stmt) -> Option<syn::Stmt> {
        let syn::Stmt::Local(local) = stmt else {
            return None;
        };
        if bound(&local.pat)
            .iter()
            .all(|var| !self.is_taken_later(*var))
        {
            return None;
        }
        let mut local = local.clone();
        self.forget_unused_of_let(&mut local.pat);
        Some(syn::Stmt::Local(local))
    }

    /// Whether a reference is named in other arms only.
    pub(super) fn is_taken_later(&self, var: VarId) -> bool {
        let arm = self.arms.last();
        self.plan.aliases.get(var).is_some()
            && !arm.is_some_and(|arm| arm.used.contains(&var))
            && self.plan.tables.mentions.iter().any(|row| row.var == var)
    }

    /// Several ways meet after this statement, and something follows: they meet in a state.
    fn join(&mut self, block: &Block, index: usize, code: &mut Code) {
        let stmt = &block.stmts[index];
        let follows = index + 1 < block.stmts.len() || block.tail.is_some();
        if !code.falls || !follows || self.ways_out().ways(stmt) < 2 {
            return;
        }
        let Some(after) = after_of(stmt) else { return };
        let number = match self.join_numbers.get(&after) {
            Some(number) => *number,
            None => {
                self.joins += 1;
                self.join_numbers.insert(after, self.joins);
                self.joins
            }
        };
        let span = self.plan.span;
        let word = format_ident!("join{number}", span = ours(span));
        let meet = self.meet(after, &word, code.value_at.unwrap_or(span));
        code.stmts.push(meet);
        code.falls = false;
    }
}

/// Whether an expression is of the type `()` by its form.
fn has_no_value(node: &Node) -> bool {
    match node {
        Node::Loop(repeat) => repeat.word != "loop",
        Node::If(branch) => branch.otherwise.is_none(),
        Node::Block(block) => {
            // the last statements may be a part, which has the value of the block
            let is_valued = |stmt: &Stmt| matches!(stmt, Stmt::Part(part) if part.has_value);
            block.target.is_none()
                && !block.stmts.last().is_some_and(is_valued)
                && block.tail.as_deref().is_none_or(has_no_value)
        }
        Node::Plain(_) | Node::Pause(_) | Node::Match(_) => false,
    }
}

/// `{ stmts; tail }`
pub fn braced(code: &Code, label: Option<Lifetime>) -> TokenStream {
    let tail = code.tail.as_ref().filter(|tail| !is_unit(tail));
    // nothing follows the value: what is declared in its block lives as long as the block around it
    let tail = tail.map(splice::tail);
    let stmts = &code.stmts;
    let span = proc_macro2::Span::mixed_site();
    let label = label.map(|label| quote_spanned!(span=> #label:));
    quote_spanned!(span=> #label { #(#stmts)* #tail })
}

/// Whether `'label` stands somewhere in the tokens.
pub fn names_label(tokens: &TokenStream, label: &Lifetime) -> bool {
    let name = label.ident.to_string();
    tokens.any(&mut |before, tree| {
        before.is_some_and(|before| before.is_punct('\'')) && tree.is_word(&name)
    })
}

pub fn is_unit(tokens: &TokenStream) -> bool {
    matches!(tokens.trees(), [TokenTree::Group(group)] if group.is_unit())
}
