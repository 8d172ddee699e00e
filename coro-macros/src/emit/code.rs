//! Blocks, statements and nodes.
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

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote_spanned};
use syn::{Expr, Lifetime, Pat};

use super::jump::block_label;
use super::{Code, Emitter, LevelKind, Out, Resume, ours};
use crate::carry::{Visitor, bound_by_let, declared, walk_node, walk_stmt};
use crate::flow::bound;
use crate::ir::{
    Block, If, Let, Loop, Match, Node, NodeStmt, Part, Pause, PauseKind, PointId, Stmt,
};
use crate::names::VarId;

impl Emitter<'_> {
    /// The code of a block.
    pub(super) fn block(&mut self, block: &Block, entry: Option<PointId>) -> Code {
        self.block_with(block, entry, &[], TokenStream::new())
    }

    /// The same with variables bound just outside (a pattern's), and code that stands before.
    fn block_with(
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
        if code.falls
            && let Some(tail) = &block.tail
        {
            let out = self.node(tail, tail_entry);
            code.tail = Some(out.tokens);
            code.falls = out.falls;
        }
        if code.falls && code.tail.is_none() && self.depth == 0 {
            let outputs = self.outputs.last().cloned().unwrap_or_default();
            outputs.into_iter().for_each(|var| self.uses(var));
        }
        // `let x;` that gets its value in another arm is declared there
        for (position, vars) in std::mem::take(&mut code.unset) {
            let arm = self.arms.last();
            if !vars
                .iter()
                .any(|var| arm.is_some_and(|arm| arm.used.contains(var)))
            {
                code.stmts[position] = TokenStream::new();
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
        let again = self.taken_again(entry.is_some().then_some(&passed));
        if !again.is_empty() {
            let position = match entry {
                Some(point) if self.plan.level_points.contains(&point) => {
                    rest_at.unwrap_or(code.stmts.len())
                }
                _ => 0,
            };
            code.stmts.insert(position.min(code.stmts.len()), again);
        }
        match (stay, home) {
            (Some(stay), _) => self.stayed(stay, &mut code),
            (None, Some((position, point))) => {
                let tokens = self.home(point, false);
                code.stmts.insert(position, tokens);
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

    /// A part that is the last thing in the fn ends with it: what it holds is dropped where it is.
    fn ends(&mut self, stmt: &Stmt, is_last: bool) {
        let is_outermost = self.depth == 0 && (self.stack.len() == 1 || self.level().ends);
        if let Stmt::Part(part) = stmt
            && let Some(index) = self.level_of.get(&part.point)
        {
            self.levels[*index].ends = is_last && is_outermost && part.outputs.is_empty();
        }
    }

    fn declare(&mut self, vars: &[VarId]) {
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
    fn taken_again(&mut self, passed: Option<&Vec<VarId>>) -> TokenStream {
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
            let mut again = alias.again.clone();
            if let syn::Stmt::Local(local) = &mut again {
                self.forget_unused(&mut local.pat);
            }
            self.is_retaking = true;
            statements.push(self.stmt(&again));
            self.is_retaking = false;
        }
        statements.into_iter().rev().collect()
    }

    /// Bindings that this arm does not name would be reported as unused.
    fn forget_unused(&self, pat: &mut Pat) {
        struct Forget<'u>(&'u std::collections::HashSet<VarId>);
        impl syn::visit_mut::VisitMut for Forget<'_> {
            fn visit_pat_mut(&mut self, pat: &mut Pat) {
                if let Pat::Ident(ident) = pat
                    && ident.subpat.is_none()
                    && bound(&Pat::Ident(ident.clone()))
                        .iter()
                        .any(|var| !self.0.contains(var))
                {
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
        self.forget_unused(&mut local.pat);
        Some(syn::Stmt::Local(local))
    }

    /// Whether a reference is named in other arms only.
    fn is_taken_later(&self, var: VarId) -> bool {
        let arm = self.arms.last();
        self.plan.aliases.get(var).is_some()
            && !arm.is_some_and(|arm| arm.used.contains(&var))
            && self.plan.tables.mentions.iter().any(|row| row.var == var)
    }

    /// The bindings of a scope that control enters in the middle.
    pub(super) fn rebuild(&mut self, passed: &[VarId]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for &var in passed {
            let name = self.own_name(var, true);
            let span = ours(name.span());
            let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
            let depth = self.depth;
            if self.plan.aliases.get(var).is_some() {
                continue;
            }
            let Some(arm) = self.arms.last_mut() else {
                continue;
            };
            let used = arm.used.contains(&var);
            if arm.deferred.contains(&var) {
                let name = super::level::home_name(var, name.span());
                tokens.extend(quote_spanned!(span=> let #mutable #name;));
            } else if arm.bound.contains(&var) {
                if depth > 0 && arm.nested.insert(var) {
                    tokens.extend(if used {
                        quote_spanned!(span=> let #mutable #name = #name;)
                    } else {
                        let hidden = format_ident!(
                            "_{}",
                            name.to_string().trim_start_matches("r#"),
                            span = span
                        );
                        quote_spanned!(span=> let #hidden = #hidden;)
                    });
                }
            } else if used && !arm.homed.contains(&var) {
                tokens.extend(self.uninitialised(var));
            }
        }
        tokens
    }

    /// `let x;` of a variable that holds nothing here and gets a value later.
    fn uninitialised(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        let span = ours(name.span());
        let ty = self.plan.tables.var(var).and_then(|row| row.ty.clone());
        let ty = ty.filter(|ty| !crate::compile::has_impl(ty));
        if self.plan.carry.is_flagged(var) {
            let ty = ty.map(|ty| quote_spanned!(span=> : __coro_lib_Flagged<#ty>));
            return quote_spanned!(span=> let mut #name #ty = __coro_lib_Flagged::empty(););
        }
        let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
        let ty = ty.map(|ty| quote_spanned!(span=> : #ty));
        quote_spanned!(span=> let #mutable #name #ty;)
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
        let meet = self.meet(after, &word, span);
        code.stmts.push(meet);
        code.falls = false;
    }

    // ---- statements ----

    fn forward_stmt(&mut self, stmt: &Stmt, code: &mut Code) {
        match stmt {
            Stmt::Plain(stmt) => {
                if let syn::Stmt::Local(local) = stmt
                    && is_name(&local.pat)
                    && (local.init.is_none() || self.is_borrowing_closure(&local.pat))
                {
                    code.unset.push((code.stmts.len(), bound(&local.pat)));
                }
                if let syn::Stmt::Local(local) = stmt
                    && bound(&local.pat)
                        .iter()
                        .any(|var| self.plan.aliases.get(*var).is_some())
                    && !self.is_borrowing_closure(&local.pat)
                {
                    code.taken.push((code.stmts.len(), stmt.clone()));
                }
                let tokens = self.plain_stmt(stmt);
                code.stmts.push(tokens);
                code.falls = !self.ways_out().diverges_stmt(stmt);
            }
            Stmt::Let(binding) => {
                let (pat, out) = match &binding.init {
                    Node::Plain(init) if binding.otherwise.is_some() => {
                        let (mut pat, mut init) = (binding.pat.clone(), init.clone());
                        self.moved_if_matched(&mut pat, &mut init);
                        let tokens = self.expr(&init);
                        let falls = true;
                        (pat, Out { tokens, falls })
                    }
                    init => (binding.pat.clone(), self.node(init, None)),
                };
                self.bind(binding, &pat, out, code);
            }
            Stmt::Node(stmt) => {
                let out = self.node(&stmt.node, None);
                push_stmt(&stmt.node, out, code);
            }
            Stmt::Part(part) => {
                let out = self.enter_level(part.point, LevelKind::Part, "with", None, part.span);
                code.stmts.push(out.tokens);
                code.falls = false;
            }
        }
    }

    /// Whether a `let` makes a closure that is written down again wherever it is called.
    fn is_borrowing_closure(&self, pat: &Pat) -> bool {
        bound(pat)
            .iter()
            .any(|var| self.plan.aliases.is_closure(*var))
    }

    fn resumed_stmt(
        &mut self,
        stmt: &Stmt,
        point: PointId,
        code: &mut Code,
        home: &mut Option<(usize, PointId)>,
    ) {
        match stmt {
            Stmt::Plain(_) => {}
            Stmt::Let(binding) => {
                if !node_has(&binding.init, point)
                    && let Some(otherwise) = &binding.otherwise
                {
                    self.depth += 1;
                    let inner = self.block(otherwise, Some(point));
                    self.depth -= 1;
                    code.stmts.push(braced(&inner, None));
                    code.falls = false;
                    return;
                }
                let out = self.node(&binding.init, Some(point));
                self.bind(binding, &binding.pat, out, code);
            }
            // a loan that is not taken
            Stmt::Node(stmt)
                if matches!(&stmt.node, Node::Pause(pause) if !matches!(pause.kind, PauseKind::From { .. }))
                    && matches!(self.plan.resume, Resume::Lent(_)) => {}
            Stmt::Node(stmt) => {
                if let Some(repeat) = statement_loop(&stmt.node, point)
                    && self.resumed_loop(repeat, &stmt.node, code, home)
                {
                    return;
                }
                let out = self.node(&stmt.node, Some(point));
                push_stmt(&stmt.node, out, code);
            }
            Stmt::Part(part) => self.resumed_part(part, code, home),
        }
    }

    /// A loop that stands as a statement: its variables come home by `let` after it.
    fn resumed_loop(
        &mut self,
        repeat: &Loop,
        node: &Node,
        code: &mut Code,
        home: &mut Option<(usize, PointId)>,
    ) -> bool {
        if !self.homes_here(repeat.point) {
            return false;
        }
        if let Node::Block(block) = node {
            // the iterator of a `for` dies with the loop's state
            let vars: Vec<VarId> = block.stmts.iter().flat_map(declared).collect();
            self.scope.retain(|(var, _)| !vars.contains(var));
        }
        let (run, leaves, _) = self.run_level(repeat.point, &repeat.body, &[]);
        let (run, crosses) = self.with_stubs(repeat.point, run, leaves);
        code.stmts.push(quote_spanned!(ours(repeat.span)=> #run));
        code.falls = leaves;
        if leaves && crosses {
            let tokens = self.deferred_home(repeat.point);
            code.stmts.push(tokens);
        } else if leaves {
            *home = Some((code.stmts.len(), repeat.point));
        }
        true
    }

    /// Whether all that a level holds was declared in the block at hand.
    fn homes_here(&self, point: PointId) -> bool {
        let depth = self.depth;
        self.fields_of(point)
            .iter()
            .filter(|field| self.comes_home(field))
            .filter_map(super::level::variable_of)
            .all(|var| {
                self.scope
                    .iter()
                    .any(|(known, at)| *known == var && *at == depth)
            })
    }

    fn resumed_part(&mut self, part: &Part, code: &mut Code, home: &mut Option<(usize, PointId)>) {
        let span = ours(part.span);
        let facts = self.plan.flow.at(part.after);
        let is_dead = |var: &&VarId| facts.is_some_and(|facts| !facts.later.has(**var));
        let dead = part.outputs.iter().filter(is_dead).copied().collect();
        let dead_around = std::mem::replace(&mut self.dead_outputs, dead);
        let has_value = part.has_value;
        let here = !has_value && self.homes_here(part.point);
        let (run, leaves, _) = self.run_level(part.point, &part.body, &part.outputs);
        self.dead_outputs = dead_around;
        let (run, crosses) = self.with_stubs(part.point, run, leaves);
        let here = here && !crosses;
        code.falls = leaves;
        if !leaves {
            code.stmts.push(run);
            return;
        }
        if has_value {
            let home = self.deferred_home(part.point);
            code.tail = Some(quote_spanned!(span=> { let ended = #run; #home ended }));
            return;
        }
        let names: Vec<TokenStream> = part.outputs.iter().map(|var| self.output(*var)).collect();
        code.stmts.push(match names.as_slice() {
            [] => quote_spanned!(span=> #run),
            [name] => quote_spanned!(span=> let #name = #run;),
            _ => quote_spanned!(span=> let (#(#names),*) = #run;),
        });
        if here && part.outputs.is_empty() {
            *home = Some((code.stmts.len(), part.point));
        } else {
            let tokens = self.deferred_home(part.point);
            code.stmts.push(tokens);
        }
        self.declare(&part.outputs);
        for var in &part.unset {
            let position = code.stmts.len();
            let tokens = self.uninitialised(*var);
            code.stmts.push(tokens);
            code.unset.push((position, vec![*var]));
        }
        self.declare(&part.unset);
    }

    fn output(&self, var: VarId) -> TokenStream {
        let span = ours(self.own_name(var, true).span());
        let name = super::level::home_name(var, span);
        let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
        quote_spanned!(span=> #mutable #name)
    }

    /// Brings home by assignment; the variables are declared where their scopes begin.
    pub(super) fn deferred_home(&mut self, point: PointId) -> TokenStream {
        let fields = self.fields_of(point);
        let vars: Vec<VarId> = fields
            .iter()
            .filter(|field| self.comes_home(field))
            .filter_map(super::level::variable_of)
            .collect();
        if let Some(arm) = self.arms.last_mut() {
            arm.deferred.extend(vars);
        }
        self.home(point, true)
    }

    fn bind(&mut self, binding: &Let, pat: &Pat, out: Out, code: &mut Code) {
        if !out.falls {
            let tokens = out.tokens;
            code.stmts
                .push(quote_spanned!(ours(binding.span)=> #tokens));
            code.falls = false;
            return;
        }
        let otherwise = binding.otherwise.as_ref().map(|otherwise| {
            self.depth += 1;
            let inner = self.block(otherwise, None);
            self.depth -= 1;
            braced(&inner, None)
        });
        let vars = bound(&binding.pat);
        self.declare(&vars);
        let pat = self.pattern(pat);
        let attrs = &binding.attrs;
        let span = ours(binding.span);
        let value = out.tokens;
        let value = match &otherwise {
            // `let P = { .. } else` is no syntax
            Some(_) => quote_spanned!(span=> (#value)),
            None => value,
        };
        let otherwise = otherwise.map(|block| quote_spanned!(span=> else #block));
        let ty = binding.ty.as_ref().map(|ty| quote_spanned!(span=> : #ty));
        code.stmts
            .push(quote_spanned!(span=> #(#attrs)* let #pat #ty = #value #otherwise;));
        code.stmts.push(self.flags(&vars));
    }

    /// A pattern of the user's; its guard may jump.
    fn pattern(&mut self, pat: &Pat) -> TokenStream {
        self.as_bound(&bound(pat), |emitter| {
            let pat = emitter.rewritten_pattern(pat);
            emitter.print(&pat)
        })
    }

    /// Prints a guard or a chain of `let`s: what it binds has its drop flag only after it.
    fn as_bound(
        &mut self,
        vars: &[VarId],
        print: impl FnOnce(&mut Self) -> TokenStream,
    ) -> TokenStream {
        let saved = self.plain.clone();
        self.plain.extend(vars);
        let tokens = print(self);
        self.plain = saved;
        tokens
    }

    /// `let mut x = Flagged::new(x);` for what a pattern bound and has a drop flag. What was bound after it is bound again
    /// too: variables are dropped in reverse order.
    fn flags(&self, vars: &[VarId]) -> TokenStream {
        self.flags_from(vars, &|name, _| name)
    }

    /// The same, where `bound` tells what a variable without a flag was bound as.
    pub(super) fn flags_from(
        &self,
        vars: &[VarId],
        bound: &dyn Fn(Ident, VarId) -> Ident,
    ) -> TokenStream {
        let carry = self.plan.carry;
        let from_first = vars.iter().skip_while(|var| !carry.is_flagged(**var));
        let bound_again = from_first.filter_map(|&var| {
            if carry.is_flagged(var) {
                return Some(self.flag_again(var));
            }
            let has_no_drop = carry.is_scalar(var) || self.plan.aliases.get(var).is_some();
            let name = self.own_name(var, true);
            let span = ours(name.span());
            let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
            let again = super::level::home_name(var, name.span());
            let bound = bound(name, var);
            (!has_no_drop).then(|| quote_spanned!(span=> let #mutable #again = #bound;))
        });
        bound_again.collect()
    }

    fn plain_stmt(&mut self, stmt: &syn::Stmt) -> TokenStream {
        let local = match stmt {
            syn::Stmt::Local(local) => local,
            // seen from every arm
            syn::Stmt::Macro(stmt) if defines_items(&stmt.mac) => {
                let item = self.print(stmt);
                self.items.push(item);
                return TokenStream::new();
            }
            syn::Stmt::Item(item) => {
                let item = self.print(item);
                self.items.push(item);
                return TokenStream::new();
            }
            _ => return self.stmt(stmt),
        };
        let vars = bound(&local.pat);
        let tokens = match &local.init {
            None => vars
                .iter()
                .map(|var| self.declaration(*var, stmt))
                .collect(),
            Some(_) => self.stmt(stmt),
        };
        self.declare(&vars);
        if local.init.is_none() {
            return tokens;
        }
        let flags = self.flags(&vars);
        quote_spanned!(ours(self.plan.span)=> #tokens #flags)
    }

    fn declaration(&mut self, var: VarId, stmt: &syn::Stmt) -> TokenStream {
        if self.plan.carry.is_flagged(var) {
            return self.uninitialised(var);
        }
        self.stmt(stmt)
    }

    // ---- nodes ----

    /// The code of an expression.
    pub(super) fn node(&mut self, node: &Node, entry: Option<PointId>) -> Out {
        match node {
            Node::Plain(expr) => Out {
                tokens: self.stmt(&syn::Stmt::Expr(expr.clone(), None)),
                falls: !self.ways_out().diverges(expr),
            },
            Node::Pause(pause) => match entry {
                None => self.pause(pause),
                Some(_) => self.resumed(pause),
            },
            Node::If(branch) => self.branch(branch, entry),
            Node::Match(choice) => self.choice(choice, entry),
            Node::Loop(repeat) => self.repeat(repeat, entry),
            Node::Block(block) => {
                self.depth += 1;
                let code = self.block(block, entry);
                self.depth -= 1;
                let label = block
                    .target
                    .map(|target| block_label(target, self.plan.span));
                // a labelled block is left by `break` as well, if this arm has one
                let inside = braced(&code, None);
                let label = label.filter(|label| names_label(inside, label));
                let falls = code.falls || label.is_some();
                Out {
                    tokens: braced(&code, label),
                    falls,
                }
            }
        }
    }

    fn branch(&mut self, branch: &If, entry: Option<PointId>) -> Out {
        let bound = match &branch.cond {
            Node::Plain(cond) => bound_by_let(cond),
            _ => Vec::new(),
        };
        self.depth += 1;
        let out = self.branch_inside(branch, entry, &bound);
        self.depth -= 1;
        out
    }

    fn branch_inside(&mut self, branch: &If, entry: Option<PointId>, bound: &[VarId]) -> Out {
        let empty = TokenStream::new;
        if let Some(point) = entry {
            let code = match &branch.otherwise {
                Some(otherwise) if block_has(otherwise, point) => self.block(otherwise, entry),
                _ => self.block_with(&branch.then, entry, bound, empty()),
            };
            return Out {
                tokens: braced(&code, None),
                falls: code.falls,
            };
        }
        let flags = self.flags(bound);
        let then = self.block_with(&branch.then, None, bound, flags);
        let cond = match &branch.cond {
            Node::Plain(Expr::Let(binding))
                if bound.iter().any(|var| self.is_taken_later(*var)) =>
            {
                let mut binding = binding.clone();
                self.forget_unused(&mut binding.pat);
                let cond = Expr::Let(binding);
                self.as_bound(bound, |emitter| emitter.expr(&cond))
            }
            Node::Plain(cond) => self.as_bound(bound, |emitter| emitter.expr(cond)),
            cond => self.node(cond, None).tokens,
        };
        let otherwise = branch
            .otherwise
            .as_ref()
            .map(|otherwise| self.block(otherwise, None));
        let span = ours(self.plan.span);
        let falls = then.falls || otherwise.as_ref().is_none_or(|code| code.falls);
        let then = braced(&then, None);
        let otherwise = otherwise.map(|code| {
            let block = braced(&code, None);
            quote_spanned!(span=> else #block)
        });
        Out {
            tokens: quote_spanned!(span=> if #cond #then #otherwise),
            falls,
        }
    }

    fn choice(&mut self, choice: &Match, entry: Option<PointId>) -> Out {
        self.depth += 1;
        let out = self.choice_inside(choice, entry);
        self.depth -= 1;
        out
    }

    fn choice_inside(&mut self, choice: &Match, entry: Option<PointId>) -> Out {
        if let Some(point) = entry {
            let Some(arm) = choice.arms.iter().find(|arm| node_has(&arm.body, point)) else {
                return Out {
                    tokens: TokenStream::new(),
                    falls: false,
                };
            };
            let (tokens, falls) = self.arm_body(&arm.body, &bound(&arm.pat), entry);
            return Out { tokens, falls };
        }
        let kept = self.kept_by_arms(&choice.scrutinee);
        let scrutinee = self.expr(&choice.scrutinee);
        let span = ours(self.plan.span);
        let mut arms = Vec::new();
        let mut falls = false;
        for arm in &choice.arms {
            let vars = bound(&arm.pat);
            let (mut body, arm_falls) = self.arm_body(&arm.body, &vars, None);
            let mut pat = arm.pat.clone();
            if vars.iter().any(|var| self.is_taken_later(*var)) {
                self.forget_unused(&mut pat);
            }
            if let Some(kept) = &kept {
                let restore = self.keep_in_arm(&mut pat, kept);
                if !restore.is_empty() {
                    body = quote_spanned!(span=> { #(#restore)* #body });
                }
            }
            let pat = self.pattern(&pat);
            let attrs = &arm.attrs;
            falls |= arm_falls;
            arms.push(quote_spanned!(span=> #(#attrs)* #pat => #body));
        }
        Out {
            tokens: quote_spanned!(span=> match #scrutinee { #(#arms,)* }),
            falls,
        }
    }

    /// The body of a match arm, with the variables of its pattern.
    fn arm_body(
        &mut self,
        body: &Node,
        vars: &[VarId],
        entry: Option<PointId>,
    ) -> (TokenStream, bool) {
        let flags = if entry.is_none() {
            self.flags(vars)
        } else {
            TokenStream::new()
        };
        if let Node::Block(block) = body
            && block.target.is_none()
        {
            let code = self.block_with(block, entry, vars, flags);
            return (braced(&code, None), code.falls);
        }
        let mark = self.scope.len();
        self.passing = entry.is_some();
        self.declare(vars);
        self.passing = false;
        let out = self.node(body, entry);
        let rebuilt = if entry.is_some() {
            let mut tokens = self.rebuild(vars);
            tokens.extend(self.taken_again(Some(&vars.to_vec())));
            tokens
        } else {
            flags
        };
        self.scope.truncate(mark);
        let tokens = out.tokens;
        if rebuilt.is_empty() {
            return (tokens, out.falls);
        }
        let tokens = Some(tokens).filter(|tokens| !is_unit(tokens));
        (
            quote_spanned!(ours(self.plan.span)=> { #rebuilt #tokens }),
            out.falls,
        )
    }

    fn repeat(&mut self, repeat: &Loop, entry: Option<PointId>) -> Out {
        if entry.is_none() {
            return self.enter_level(
                repeat.point,
                LevelKind::Loop(repeat.target),
                repeat.word,
                repeat.name.as_ref(),
                repeat.span,
            );
        }
        let span = ours(repeat.span);
        let (run, leaves, _) = self.run_level(repeat.point, &repeat.body, &[]);
        let (run, _) = self.with_stubs(repeat.point, run, leaves);
        if !leaves {
            return Out {
                tokens: run,
                falls: false,
            };
        }
        let home = self.deferred_home(repeat.point);
        Out {
            tokens: quote_spanned!(span=> { let ended = #run; #home ended }),
            falls: true,
        }
    }
}

/// `x`, `x: T`
fn is_name(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(_) => true,
        Pat::Type(typed) => is_name(&typed.pat),
        _ => false,
    }
}

/// `let _ = &user.name;`
fn does_nothing(stmt: &syn::Stmt) -> bool {
    fn is_fields(expr: &Expr) -> bool {
        match expr {
            Expr::Path(_) => true,
            Expr::Field(field) => is_fields(&field.base),
            _ => false,
        }
    }
    let syn::Stmt::Local(local) = stmt else {
        return false;
    };
    let init = local.init.as_ref().map(|init| &*init.expr);
    matches!(local.pat, Pat::Wild(_))
        && matches!(init, Some(Expr::Reference(reference)) if is_fields(&reference.expr))
}

/// Whether a macro makes items.
fn defines_items(mac: &syn::Macro) -> bool {
    let name = mac.path.segments.last().map(|last| last.ident.to_string());
    matches!(
        name.as_deref(),
        Some("coro" | "thread_local" | "lazy_static" | "bitflags")
    )
}

/// `{ stmts; tail }`
pub fn braced(code: &Code, label: Option<Lifetime>) -> TokenStream {
    let tail = code.tail.as_ref().filter(|tail| !is_unit(tail));
    let stmts = &code.stmts;
    let span = proc_macro2::Span::mixed_site();
    let label = label.map(|label| quote_spanned!(span=> #label:));
    quote_spanned!(span=> #label { #(#stmts)* #tail })
}

/// Whether `'label` stands somewhere in the tokens.
pub fn names_label(tokens: TokenStream, label: &Lifetime) -> bool {
    let mut trees = tokens.into_iter();
    while let Some(tree) = trees.next() {
        let found = match tree {
            TokenTree::Group(group) => names_label(group.stream(), label),
            TokenTree::Punct(quote) if quote.as_char() == '\'' => trees
                .next()
                .is_some_and(|name| label.ident == name.to_string()),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

fn push_stmt(node: &Node, out: Out, code: &mut Code) {
    let tokens = out.tokens;
    let span = proc_macro2::Span::mixed_site();
    code.falls = out.falls;
    if matches!(node, Node::Pause(_)) && out.falls && is_unit(&tokens) {
        return;
    }
    code.stmts.push(quote_spanned!(span=> #tokens;));
}

fn is_unit(tokens: &TokenStream) -> bool {
    tokens.to_string() == "()"
}

/// The loop at `point`, where it is the whole of a statement.
fn statement_loop(node: &Node, point: PointId) -> Option<&Loop> {
    match node {
        Node::Loop(repeat) if repeat.point == point => Some(repeat),
        Node::Block(block) if block.target.is_none() => match block.tail.as_deref() {
            Some(Node::Loop(repeat))
                if repeat.point == point && repeat.word == "for" && block.stmts.len() == 1 =>
            {
                Some(repeat)
            }
            _ => None,
        },
        _ => None,
    }
}

fn after_of(stmt: &Stmt) -> Option<PointId> {
    match stmt {
        Stmt::Let(binding) => Some(binding.after),
        Stmt::Node(stmt) => Some(stmt.after),
        Stmt::Part(_) | Stmt::Plain(_) => None,
    }
}

struct Has(PointId, bool);

impl Visitor for Has {
    fn pause(&mut self, pause: &Pause) {
        self.1 |= pause.point == self.0;
    }
    fn after(&mut self, stmt: &NodeStmt) {
        self.1 |= stmt.after == self.0;
    }
    fn bound(&mut self, binding: &Let) {
        self.1 |= binding.after == self.0;
    }
    fn enter_loop(&mut self, repeat: &Loop) {
        self.1 |= repeat.point == self.0;
    }
    fn enter_part(&mut self, part: &Part) {
        self.1 |= part.point == self.0;
    }
}

fn stmt_has(stmt: &Stmt, point: PointId) -> bool {
    let mut has = Has(point, false);
    walk_stmt(stmt, &mut has);
    has.1
}

fn node_has(node: &Node, point: PointId) -> bool {
    let mut has = Has(point, false);
    walk_node(node, &mut has);
    has.1
}

fn block_has(block: &Block, point: PointId) -> bool {
    let mut has = Has(point, false);
    crate::carry::walk_block(block, &mut has);
    has.1
}
