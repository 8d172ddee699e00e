//! Statements: those that control comes to, and the one that it is resumed in.
//!
//! Takes a statement of a block, adds its code to the block's: all of it, or what follows a point inside.
//!
//! ```text
//! [source]  let x = yield_wait!();
//! [output]  up to the pause:  put(state, State::Wait1 { .. }); return Yielded(wait());
//!           from it on:       let x = arg;
//! ```

use proc_macro2::{Ident, Span};
use syn::{Expr, Pat};

use super::code::{braced, is_unit};
use super::contains::node_has;
use super::{Code, Emitter, Matched, Out, Resume, Unset, ours, splice};
use crate::carry::declared;
use crate::flow::bound;
use crate::ir::{Let, Loop, Node, Part, PauseKind, PointId, Stmt};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::tokens::{TokenStream, TokenTree, quote, quote_spanned};

impl Emitter<'_> {
    pub(super) fn forward_stmt(&mut self, stmt: &Stmt, code: &mut Code) {
        match stmt {
            Stmt::Plain(stmt) => {
                if let syn::Stmt::Local(local) = stmt
                    && bound(&local.pat)
                        .iter()
                        .any(|var| self.plan.aliases.get(*var).is_some())
                    && !self.is_borrowing_closure(&local.pat)
                {
                    code.taken.push((code.stmts.len(), stmt.clone()));
                }
                let unset = match stmt {
                    syn::Stmt::Local(local)
                        if is_name(&local.pat)
                            && (local.init.is_none() || self.is_borrowing_closure(&local.pat)) =>
                    {
                        bound(&local.pat)
                    }
                    _ => Vec::new(),
                };
                let used = match unset.as_slice() {
                    [] => HashSet::default(),
                    _ => self
                        .arms
                        .last()
                        .map(|arm| arm.used.clone())
                        .unwrap_or_default(),
                };
                let parked = match unset.as_slice() {
                    [] => HashSet::default(),
                    _ => self.parked_used.clone(),
                };
                let tokens = self.plain_stmt(stmt);
                if !unset.is_empty() {
                    let added = self.parked_used.difference(&parked).copied().collect();
                    self.parked_used = parked;
                    code.unset.push(Unset {
                        position: code.stmts.len(),
                        vars: unset,
                        uses: self.forget_uses(&used),
                        parked: added,
                    });
                }
                if let syn::Stmt::Local(local) = stmt
                    && is_name(&local.pat)
                    && local.init.is_some()
                    && let [var] = bound(&local.pat).as_slice()
                    && self.plan.aliases.get(*var).is_none()
                    && !self.plan.carry.is_of_step(*var)
                {
                    code.given.push((code.stmts.len(), *var));
                }
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
                    init => {
                        self.expected = binding.ty.as_ref().map(|ty| quote!(#ty));
                        (binding.pat.clone(), self.node(init, None))
                    }
                };
                self.bind(binding, &pat, out, code);
            }
            Stmt::Node(stmt) => {
                let out = self.node(&stmt.node, None);
                push_stmt(&stmt.node, out, code);
            }
            Stmt::Part(part) => {
                let out = self.enter_part(part);
                code.stmts.push(splice::statement(out.tokens, false));
                code.falls = false;
            }
        }
    }

    /// `world = yield_wait!();` where the parameter that brings it is called `world`.
    pub(super) fn gives_loan_to_itself(&self, stmt: &TokenStream) -> bool {
        let [place, sign, value, end] = stmt.trees() else {
            return false;
        };
        let mut loans = self.plan.loans.iter();
        let is_loan = |var: &VarId| {
            let name = self.plan.tables.var(*var).map(|row| row.ident.to_string());
            name.is_some_and(|name| place.is_word(&name) && value.is_word(&name))
        };
        sign.is_punct('=') && end.is_punct(';') && loans.any(is_loan)
    }

    /// Takes back that the arm uses more than `before`, and says what.
    fn forget_uses(&mut self, before: &HashSet<VarId>) -> Vec<VarId> {
        let Some(arm) = self.arms.last_mut() else {
            return Vec::new();
        };
        let added: Vec<VarId> = arm.used.difference(before).copied().collect();
        added.iter().for_each(|var| {
            arm.used.remove(var);
        });
        added
    }

    /// Whether a `let` makes a closure that is written down again wherever it is called.
    pub(super) fn is_borrowing_closure(&self, pat: &Pat) -> bool {
        bound(pat)
            .iter()
            .any(|var| self.plan.aliases.is_closure(*var))
    }

    pub(super) fn resumed_stmt(
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
                    let inner = braced(&inner, None);
                    code.stmts.push(splice::statement(inner, false));
                    code.falls = false;
                    return;
                }
                self.expected = binding.ty.as_ref().map(|ty| quote!(#ty));
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
    pub(super) fn resumed_loop(
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
        // only what we call `next` is declared in its block
        code.stmts.push(splice::statement(run, false));
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
    pub(super) fn homes_here(&self, point: PointId) -> bool {
        let depth = self.depth;
        self.fields_of(point)
            .iter()
            .filter(|field| self.comes_home(field))
            .filter_map(super::bindings::variable_of)
            .all(|var| {
                self.scope
                    .iter()
                    .any(|(known, at)| *known == var && *at == depth)
            })
    }

    pub(super) fn resumed_part(
        &mut self,
        part: &Part,
        code: &mut Code,
        home: &mut Option<(usize, PointId)>,
    ) {
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
            code.stmts.push(splice::statement(run, false));
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
        self.left_by(part, code);
    }

    /// The variables of a part that live on after it, in the order of their declaration: behind one that has no value
    /// yet, what has one is bound again.
    fn left_by(&mut self, part: &Part, code: &mut Code) {
        let mut is_behind = false;
        for var in crate::carry::left_by(part) {
            if part.unset.contains(&var) {
                let position = code.stmts.len();
                let tokens = self.uninitialised(var);
                code.stmts.push(tokens);
                code.unset.push(Unset {
                    position,
                    vars: vec![var],
                    uses: Vec::new(),
                    parked: Vec::new(),
                });
                is_behind = true;
            } else if is_behind && part.outputs.contains(&var) && !self.plan.carry.is_scalar(var) {
                let name = self.output(var);
                let value = super::bring::home_name(var, self.plan.span);
                code.stmts
                    .push(quote_spanned!(ours(part.span)=> let #name = #value;));
            }
            if !part.retaken.contains(&var) {
                self.declare(&[var]);
            }
        }
    }

    pub(super) fn output(&self, var: VarId) -> TokenStream {
        let span = ours(self.own_name(var, true).span());
        let name = super::bring::home_name(var, span);
        let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
        quote_spanned!(span=> #mutable #name)
    }

    /// Brings home by assignment; the variables are declared where their scopes begin.
    pub(super) fn deferred_home(&mut self, point: PointId) -> TokenStream {
        let fields = self.fields_of(point);
        let vars: Vec<VarId> = fields
            .iter()
            .filter(|field| self.comes_home(field))
            .filter_map(super::bindings::variable_of)
            .collect();
        if let Some(arm) = self.arms.last_mut() {
            arm.deferred.extend(vars);
        }
        self.home(point, true)
    }

    pub(super) fn bind(&mut self, binding: &Let, pat: &Pat, out: Out, code: &mut Code) {
        if !out.falls {
            let tokens = out.tokens;
            code.stmts.push(splice::statement(tokens, false));
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
        if let [var] = vars.as_slice()
            && self.plan.carry.is_of_step(*var)
        {
            let given = self.given_anew(*var, out.tokens);
            code.stmts.push(given);
            return;
        }
        let matched = pat;
        let pat = self.pattern(pat);
        let attrs = &binding.attrs;
        let span = ours(binding.span);
        let value = out.tokens;
        code.value_at = place_of_value(&value);
        let is_moved = !matches!(binding.init, Node::Plain(_)) && value.is_word();
        let value = match is_moved && takes_a_part(&binding.pat) {
            // what the pattern leaves of a value is dropped at the end of the statement, of a variable later
            true => quote_spanned!(span=> { #value }),
            false => value,
        };
        let value = match &otherwise {
            // `let P = { .. } else` is no syntax
            Some(_) => quote_spanned!(span=> (#value)),
            None => value,
        };
        let otherwise = otherwise.map(|block| quote_spanned!(span=> else #block));
        let ty = binding.ty.as_ref().map(|ty| quote_spanned!(span=> : #ty));
        let rest = quote_spanned!(span=> #ty = #value #otherwise;);
        let is_taken_again = |var: &VarId| self.plan.aliases.get(*var).is_some();
        if vars.iter().any(is_taken_again) {
            let first = quote_spanned!(span=> #(#attrs)* let);
            let matched = Matched {
                first,
                pat: matched.clone(),
                rest: rest.clone(),
            };
            code.matched.push((code.stmts.len(), matched));
        }
        code.stmts
            .push(quote_spanned!(span=> #(#attrs)* let #pat #rest));
        code.stmts.push(self.flags(&vars));
    }

    /// A pattern of the user's; its guard may jump.
    pub(super) fn pattern(&mut self, pat: &Pat) -> TokenStream {
        self.as_bound(&bound(pat), |emitter| {
            let pat = emitter.rewritten_pattern(pat);
            emitter.print(&pat)
        })
    }

    /// Prints a guard or a chain of `let`s: what it binds has its drop flag only after it.
    pub(super) fn as_bound(
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
    pub(super) fn flags(&self, vars: &[VarId]) -> TokenStream {
        let mut tokens = self.flags_from(vars, &|name, _| TokenTree::Ident(name));
        tokens.extend(vars.iter().map(|var| self.of_one_type(*var)));
        tokens
    }

    /// The same, where `bound` tells what a variable without a flag was bound as.
    pub(super) fn flags_from(
        &self,
        vars: &[VarId],
        bound: &dyn Fn(Ident, VarId) -> TokenTree,
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
            let again = super::bring::home_name(var, name.span());
            let bound = bound(name, var);
            (!has_no_drop).then(|| quote_spanned!(span=> let #mutable #again = #bound;))
        });
        bound_again.collect()
    }

    pub(super) fn plain_stmt(&mut self, stmt: &syn::Stmt) -> TokenStream {
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
        if let [var] = vars.as_slice()
            && self.plan.carry.is_of_step(*var)
        {
            let init = local.init.as_ref().map(|init| self.expr(&init.expr));
            self.declare(&vars);
            return init.map_or_else(TokenStream::new, |init| self.given_anew(*var, init));
        }
        let tokens = match &local.init {
            None => self.declaration(&vars, stmt),
            Some(_) => self.stmt(stmt),
        };
        self.declare(&vars);
        if local.init.is_none() {
            return tokens;
        }
        let flags = self.flags(&vars);
        quote_spanned!(ours(self.plan.span)=> #tokens #flags)
    }

    /// `byte = value;` in the place of a `let` of a variable that each resume brings, if it did not bring that value.
    pub(super) fn given_anew(&self, var: VarId, value: TokenStream) -> TokenStream {
        if value.to_string() == "arg" {
            return TokenStream::new();
        }
        let name = self.own_name(var, true);
        let span = ours(name.span());
        if self.plan.carry.unheld.has(var) {
            return quote_spanned!(span=> #name = __coro_lib_Flagged::new(#value););
        }
        quote_spanned!(span=> #name = #value;)
    }

    /// `let (a, b);`
    fn declaration(&mut self, vars: &[VarId], stmt: &syn::Stmt) -> TokenStream {
        if vars.iter().any(|var| self.plan.carry.is_flagged(*var)) {
            return vars.iter().map(|var| self.uninitialised(*var)).collect();
        }
        let declared = self.stmt(stmt);
        let of_one_type = vars.iter().map(|var| self.of_one_type(*var));
        let of_one_type: TokenStream = of_one_type.collect();
        quote_spanned!(ours(self.plan.span)=> #declared #of_one_type)
    }
}

/// Where the value of an expression stands: in a block or an `if` its last one.
fn place_of_value(value: &TokenStream) -> Option<Span> {
    let trees = value.trees();
    let end = trees.iter().rposition(|tree| tree.is_punct(';'));
    let start = end.map_or(0, |end| end + 1);
    let (first, last) = (trees.get(start)?, trees.last()?);
    match last {
        TokenTree::Group(block)
            if block.is_block() && (first.is_word("if") || trees.len() == start + 1) =>
        {
            place_of_value(block.inside())
        }
        _ => Some(first.span()),
    }
}

/// `x`, `x: T`
pub fn is_name(pat: &Pat) -> bool {
    match pat {
        Pat::Ident(_) => true,
        Pat::Type(typed) => is_name(&typed.pat),
        _ => false,
    }
}

/// `let _ = &user.name;`
pub fn does_nothing(stmt: &syn::Stmt) -> bool {
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
pub fn defines_items(mac: &syn::Macro) -> bool {
    let name = mac.path.segments.last().map(|last| last.ident.to_string());
    matches!(
        name.as_deref(),
        Some("coro" | "thread_local" | "lazy_static" | "bitflags")
    )
}

pub fn push_stmt(node: &Node, out: Out, code: &mut Code) {
    let tokens = out.tokens;
    let span = proc_macro2::Span::mixed_site();
    code.falls = out.falls;
    if matches!(node, Node::Pause(_)) && out.falls && is_unit(&tokens) {
        return;
    }
    let statement = splice::statement(tokens, out.falls);
    code.stmts.push(match splice::is_ended(&statement) {
        true => statement,
        false => quote_spanned!(span=> #statement;),
    });
}

/// The loop at `point`, where it is the whole of a statement.
pub fn statement_loop(node: &Node, point: PointId) -> Option<&Loop> {
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

/// Whether a pattern is more than a name. What is lent stays where it is.
fn takes_a_part(pat: &Pat) -> bool {
    match pat {
        pat if crate::lower::lends(pat) => false,
        Pat::Ident(ident) => ident.subpat.is_some() || crate::names::parse(&ident.ident).is_none(),
        Pat::Type(typed) => takes_a_part(&typed.pat),
        Pat::Paren(paren) => takes_a_part(&paren.pat),
        _ => true,
    }
}
