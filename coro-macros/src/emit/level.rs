//! A level: its loop, its arms, and the ways out.
//!
//! ```text
//! let State::For1 { at: for1, log: log_, .. } = state else { stopped(state) };
//! let mut next = matches!(for1, For1::Next);
//! 'for1: loop {
//!     if replace(&mut next, true) { ..the loop's body, up to a pause.. }
//!     match for1 { For1::Wait2 { .. } => ..from the pause on.., For1::Next => unreachable!() }
//! }
//! let State::For1 { log, .. } = replace(state, State::Running) else { unreachable!() };
//! ..
//! ```
//!
//! Takes the body of a level, gives its arms; each is [`super::code`] entered at one point. An arm is printed only
//! where some other wrote that state down.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::Lifetime;

use super::code::names_label;
use super::dispatch::{Arm, Comes, Place, Target, way_to};
use super::jump::block_label;
use super::pause::place_of;
use super::render::renamed;
use super::{Code, Emitter, Field, Holds, Level, LevelKind, Out, State, Then, ours};
use crate::carry::{Visitor, walk_block};
use crate::ir::{Block, Let, Loop, NodeStmt, Part, Pass, Pause, PauseKind, PointId};
use crate::names::{self, VarId};

/// A point of a level where control can enter it.
#[derive(Clone)]
pub enum Entry {
    /// A pause; with what it passes if it is a delegate.
    Pause {
        point: PointId,
        pass: Option<Pass>,
        span: Span,
    },
    /// A level inside.
    Level(PointId),
    /// After a statement, where several ways meet.
    After(PointId),
}

impl Entry {
    fn point(&self) -> PointId {
        match self {
            Entry::Pause { point, .. } | Entry::Level(point) | Entry::After(point) => *point,
        }
    }
}

/// The entries of one level in source order.
fn entries(body: &Block) -> Vec<Entry> {
    #[derive(Default)]
    struct Finder(Vec<Entry>, usize);
    impl Finder {
        fn add(&mut self, entry: Entry) {
            if self.1 == 0 {
                self.0.push(entry);
            }
        }
    }
    impl Visitor for Finder {
        fn pause(&mut self, pause: &Pause) {
            let pass = match &pause.kind {
                PauseKind::From { pass, .. } => Some(pass.clone()),
                _ => None,
            };
            self.add(Entry::Pause {
                point: pause.point,
                pass,
                span: pause.span,
            });
        }
        fn after(&mut self, stmt: &NodeStmt) {
            self.add(Entry::After(stmt.after));
        }
        fn bound(&mut self, binding: &Let) {
            self.add(Entry::After(binding.after));
        }
        fn enter_loop(&mut self, repeat: &Loop) {
            self.add(Entry::Level(repeat.point));
            self.1 += 1;
        }
        fn leave_loop(&mut self, _: &Loop) {
            self.1 -= 1;
        }
        fn enter_part(&mut self, part: &Part) {
            self.add(Entry::Level(part.point));
            self.1 += 1;
        }
        fn leave_part(&mut self, _: &Part) {
            self.1 -= 1;
        }
    }
    let mut finder = Finder::default();
    walk_block(body, &mut finder);
    finder.0
}

impl Emitter<'_> {
    pub(super) fn level_mut(&mut self) -> &mut Level {
        let index = self.stack.last().copied().unwrap_or(0);
        &mut self.levels[index]
    }

    pub(super) fn level(&self) -> &Level {
        let index = self.stack.last().copied().unwrap_or(0);
        &self.levels[index]
    }

    /// A new level, inside the present one.
    pub(super) fn new_level(
        &mut self,
        kind: LevelKind,
        word: &str,
        number: u32,
        doc: String,
        span: Span,
    ) -> usize {
        let span = ours(span);
        let ident = self.free_name(&format!("{}{number}", super::camel(word)), span);
        let lower = format!("{word}{number}");
        self.levels.push(Level {
            kind,
            ident,
            place: Ident::new(&lower, span),
            label: Lifetime::new(&format!("'{lower}"), span),
            states: Vec::new(),
            doc,
            joins: Vec::new(),
            leaves: false,
            ends: false,
        });
        self.levels.len() - 1
    }

    /// A name for an item of ours that no identifier of the user's has.
    pub(super) fn free_name(&self, wanted: &str, span: Span) -> Ident {
        if !self.plan.taken.contains(wanted) {
            return Ident::new(wanted, span);
        }
        let mut name = format!("{}{wanted}", super::camel(&self.plan.name));
        while self.plan.taken.contains(&name) {
            name.push('_');
        }
        Ident::new(&name, span)
    }

    /// A name for a field of ours that no variable of the user's has.
    pub(super) fn free_field(&self, wanted: &str, span: Span) -> Ident {
        let taken = self.plan.taken.contains(wanted);
        let name = if taken {
            format!("{wanted}_")
        } else {
            wanted.to_string()
        };
        Ident::new(&name, ours(span))
    }

    /// The code of a level. `start`: the pattern of its first state and what stands before that code.
    pub(super) fn level_code(
        &mut self,
        body: &Block,
        start: TokenStream,
        prefix: TokenStream,
        scope: Vec<(VarId, usize)>,
    ) -> TokenStream {
        let code = self.arm_code(body, None, scope);
        let span = ours(self.plan.span);
        let first = self.finish_arm(code);
        let bindings = self.start_bindings();
        let first = Arm {
            pattern: start,
            code: quote_spanned!(span=> #bindings #prefix #first),
        };
        self.end_arm();
        let places = self.places(body);
        self.dispatch(Some(first), places)
    }

    /// The same of the root where the machine is made in the state of a part, which is the whole body.
    pub(super) fn started_level_code(
        &mut self,
        body: &Block,
        part: &Part,
        scope: Vec<(VarId, usize)>,
    ) -> TokenStream {
        self.begin_arm(&[]);
        self.scope = scope;
        self.enter_level(part.point, LevelKind::Part, "with", None, part.span);
        self.end_arm();
        let places = self.places(body);
        self.dispatch(None, places)
    }

    /// Where control can enter a level, but for its beginning.
    fn places(&mut self, body: &Block) -> Vec<Place> {
        let mut places = Vec::new();
        for entry in entries(body) {
            let point = entry.point();
            let level = self.level();
            if let Some(join) = level.joins.iter().find(|join| join.point == point) {
                let (word, fields) = (join.word.clone(), join.fields.clone());
                places.push(self.joined(body, &entry, word, &fields));
                continue;
            }
            let Some(state) = level.states.iter().find(|state| state.point == Some(point)) else {
                continue;
            };
            let (ident, fields) = (state.ident.clone(), state.fields.clone());
            places.push(self.entered(body, &entry, &ident, &fields));
        }
        places
    }

    fn begin_arm(&mut self, bound: &[Field]) {
        let arm = self.arms.last_mut();
        if let Some(arm) = arm {
            *arm = super::Arm::default();
            arm.bound = bound.iter().filter_map(variable_of).collect();
        }
        self.depth = 0;
    }

    fn end_arm(&mut self) {
        self.scope.clear();
    }

    fn arm_code(
        &mut self,
        body: &Block,
        entry: Option<(&Entry, &[Field])>,
        scope: Vec<(VarId, usize)>,
    ) -> Code {
        self.begin_arm(match entry {
            Some((Entry::Level(_), _)) | None => &[],
            Some((_, fields)) => fields,
        });
        if let (None, Some(arm)) = (&entry, self.arms.last_mut()) {
            arm.bound = scope.iter().map(|(var, _)| *var).collect();
        }
        self.scope = scope;
        let is_entered = entry.is_some();
        let mut code = self.block(body, entry.map(|(entry, _)| entry.point()));
        if is_entered && self.stack.len() == 1 {
            let around: Vec<VarId> = self.root_scope().into_iter().map(|(var, _)| var).collect();
            let rebuilt = self.rebuild(&around);
            code.stmts.insert(0, rebuilt);
        }
        for tokens in code.stmts.iter_mut().chain(&mut code.tail) {
            *tokens = self.homes_named(std::mem::take(tokens));
        }
        code
    }

    /// The code where several ways meet.
    fn joined(&mut self, body: &Block, entry: &Entry, word: Ident, fields: &[Field]) -> Place {
        let scope = self.entry_scope();
        let code = self.arm_code(body, Some((entry, fields)), scope);
        let code = self.finish_arm(code);
        let vars = fields.iter().rev().filter_map(variable_of);
        let names = vars.map(|var| self.bound_as(var).1).collect();
        self.end_arm();
        Place::Target(Target {
            word,
            comes: Comes::Join(names),
            code,
        })
    }

    fn entry_scope(&self) -> Vec<(VarId, usize)> {
        if self.stack.len() == 1 {
            return self.root_scope();
        }
        Vec::new()
    }

    /// The code that enters at a state.
    fn entered(&mut self, body: &Block, entry: &Entry, ident: &Ident, fields: &[Field]) -> Place {
        let scope = self.entry_scope();
        let code = self.arm_code(body, Some((entry, fields)), scope);
        let code = self.finish_arm(code);
        let name = self.level().ident.clone();
        let span = ours(ident.span());
        let place = match entry {
            Entry::Level(_) => {
                let bindings = self.parked_bindings(fields);
                let word = fields.iter().find_map(|field| match field.holds {
                    Holds::Level(level) => Some(self.levels[level].place.clone()),
                    _ => None,
                });
                Place::Target(Target {
                    word: word.unwrap_or_else(|| ident.clone()),
                    comes: Comes::State(quote_spanned!(span=> #name::#ident { #bindings })),
                    code,
                })
            }
            Entry::Pause {
                point,
                pass: Some(pass),
                span: at,
            } => {
                let taken = self.taken(ident, fields, true);
                let (passed, lent) = self.passed_beside(pass, fields, ours(*at));
                let yielded = self.converted(ours(*at));
                let field = self.free_field("inner", *at);
                let field = if field == "inner" {
                    quote_spanned!(span=> #field)
                } else {
                    quote_spanned!(span=> #field: inner)
                };
                Place::Target(Target {
                    word: self.delegate_word(*point, *at),
                    comes: Comes::State(
                        quote_spanned!(span=> #name::#ident { #field, #(#lent,)* .. }),
                    ),
                    code: quote_spanned! {span=>
                        match __coro_lib_Coroutine::resume(inner, #passed) {
                            __coro_lib_Yielded(yielded) => return __coro_lib_Yielded(#yielded),
                            __coro_lib_Complete(value) => { #taken #code }
                        }
                    },
                })
            }
            _ => {
                let taken = self.taken(ident, fields, false);
                let pattern = if fields.is_empty() {
                    quote_spanned!(span=> #name::#ident)
                } else {
                    quote_spanned!(span=> #name::#ident { .. })
                };
                Place::Arm(Arm {
                    pattern,
                    code: quote_spanned!(span=> #taken #code),
                })
            }
        };
        self.end_arm();
        place
    }

    /// What a delegate is resumed with, and the fields of its own state that are lent to it, used in place.
    fn passed_beside(
        &mut self,
        pass: &Pass,
        fields: &[Field],
        span: Span,
    ) -> (TokenStream, Vec<TokenStream>) {
        if !matches!(pass, Pass::Lend(_)) {
            return (self.passed(pass, span), Vec::new());
        }
        let outer = (self.parked.clone(), std::mem::take(&mut self.parked_used));
        for var in fields.iter().filter_map(parked_of) {
            let reference = self.reference(var);
            self.parked.insert(var, reference);
        }
        let passed = self.passed(pass, span);
        let held = fields.iter().filter_map(|field| {
            let var = parked_of(field).filter(|var| self.parked_used.remove(var))?;
            let (ident, reference) = (&field.ident, self.reference(var));
            Some(quote_spanned!(span=> #ident: #reference))
        });
        let lent = held.collect();
        self.parked = outer.0;
        self.parked_used.extend(outer.1);
        (passed, lent)
    }

    /// What a delegate's state is called in labels.
    pub(super) fn delegate_word(&self, point: PointId, span: Span) -> Ident {
        let number = self.numbers.get(&point).copied().unwrap_or(0);
        format_ident!("from{number}", span = ours(span))
    }

    fn converted(&self, span: Span) -> TokenStream {
        match self.plan.yields {
            super::Yields::Waits => quote_spanned!(span=> yielded),
            _ => quote_spanned!(span=> __coro_lib_FromYield::from_yield(yielded)),
        }
    }

    /// `let State::Wait1 { a, b, .. } = replace(state, State::Running) else { unreachable!() };`
    fn taken(&mut self, ident: &Ident, fields: &[Field], delegate: bool) -> TokenStream {
        let span = ours(ident.span());
        let level = self.level();
        let (enum_name, place) = (level.ident.clone(), level.place.clone());
        let empty = level.empty();
        let bindings = self.bound_names(fields);
        if bindings.is_empty() {
            return if delegate {
                quote_spanned!(span=> *#place = #enum_name::#empty;)
            } else {
                TokenStream::new()
            };
        }
        let rest = delegate.then(|| quote_spanned!(span=> ..));
        quote_spanned! {span=>
            let #enum_name::#ident { #(#bindings,)* #rest } = __coro_lib_replace(#place, #enum_name::#empty) else { unreachable!() };
        }
    }

    /// The variables of a state as patterns, those with a drop in order of declaration.
    fn bound_names(&self, fields: &[Field]) -> Vec<TokenStream> {
        let vars = fields
            .iter()
            .rev()
            .filter_map(|field| Some((field, variable_of(field)?)));
        vars.map(|(field, var)| self.bound_name(&field.ident, var))
            .collect()
    }

    fn bound_name(&self, field: &Ident, var: VarId) -> TokenStream {
        let (used, name) = self.bound_as(var);
        if used {
            return name;
        }
        quote_spanned!(ours(field.span())=> #field: #name)
    }

    /// Whether the arm names a variable it begins with, and how it is bound.
    fn bound_as(&self, var: VarId) -> (bool, TokenStream) {
        let arm = self.arms.last();
        let used = arm.is_some_and(|arm| arm.used.contains(&var));
        let nested = arm.is_some_and(|arm| arm.nested.contains(&var));
        let name = self.own_name(var, used);
        let span = ours(name.span());
        if used {
            let is_mut = !nested && self.is_mutable(var);
            let mutable = is_mut.then(|| syn::token::Mut(span));
            return (true, quote_spanned!(span=> #mutable #name));
        }
        let hidden = format_ident!(
            "_{}",
            name.to_string().trim_start_matches("r#"),
            span = span
        );
        (false, hidden.into_token_stream())
    }

    pub(super) fn is_mutable(&self, var: VarId) -> bool {
        self.plan.carry.is_flagged(var) || self.plan.tables.var(var).is_some_and(|row| row.mutable)
    }

    /// The first arm of the root takes the parameters.
    fn start_bindings(&mut self) -> TokenStream {
        if self.stack.len() != 1 || self.plan.params.is_empty() {
            return TokenStream::new();
        }
        let fields = self.start_fields();
        let ident = Ident::new("Start", ours(self.plan.span));
        let tokens = self.taken(&ident, &fields, false);
        let rebound = self.flags_from(&self.plan.params, &|name, var| home_name(var, name.span()));
        let rebound = self.homes_named(rebound);
        quote_spanned!(ours(self.plan.span)=> #tokens #rebound)
    }

    /// `let mut x = Flagged::new(x);`
    pub(super) fn flag_again(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        let span = ours(name.span());
        quote_spanned!(span=> let mut #name = __coro_lib_Flagged::new(#name);)
    }

    /// The fields of `State::Start`: numbers and the like, then the others in reverse order of declaration.
    pub(super) fn start_fields(&self) -> Vec<Field> {
        let carry = self.plan.carry;
        let params = self.plan.params.iter();
        let (scalars, others): (Vec<VarId>, Vec<VarId>) =
            params.partition(|param| carry.is_scalar(**param));
        let params = scalars.into_iter().chain(others.into_iter().rev());
        params
            .map(|var| Field {
                ident: self.own_name(var, true),
                holds: Holds::Given(var),
            })
            .collect()
    }

    /// The references under which the code of an inner level knows what a state holds.
    fn parked_bindings(&mut self, fields: &[Field]) -> TokenStream {
        let span = ours(self.plan.span);
        let mut bindings = Vec::new();
        let mut complete = true;
        for field in fields {
            match field.holds {
                Holds::Level(level) => {
                    let place = &self.levels[level].place;
                    let ident = &field.ident;
                    bindings.push(quote_spanned!(span=> #ident: #place));
                }
                Holds::Var(var) if self.parked_used.contains(&var) => {
                    let (ident, reference) = (&field.ident, self.reference(var));
                    bindings.push(quote_spanned!(span=> #ident: #reference));
                }
                _ => complete = false,
            }
        }
        if !complete {
            bindings.push(quote_spanned!(span=> ..));
        }
        quote_spanned!(span=> #(#bindings),*)
    }

    /// `x_`
    pub(super) fn reference(&self, var: VarId) -> Ident {
        // of the user's own hygiene, so that a panic in `*x_ + 1` is told at the user's place
        let name = self.own_name(var, true);
        let mut text = format!("{}_", name.to_string().trim_start_matches("r#"));
        while self.plan.taken.contains(&text) {
            text.push('_');
        }
        Ident::new(&text, name.span())
    }

    /// What stands at the end of an arm, and around it for jumps from inner levels.
    fn finish_arm(&mut self, code: Code) -> TokenStream {
        let span = ours(self.plan.span);
        let next = self.arms.last().and_then(|arm| arm.next.clone());
        let kind = self.level().kind;
        let (place, name) = (self.level().place.clone(), self.level().ident.clone());
        let falls = code.falls;
        let stmts = &code.stmts;
        match kind {
            LevelKind::Loop(_) => {
                let tail = &code.tail;
                let tail = tail.as_ref().map(|tail| quote_spanned!(span=> #tail;));
                let label = self.level().label.clone();
                let again = quote_spanned!(span=> continue #label;);
                match (next, falls) {
                    (None, false) => quote_spanned!(span=> #(#stmts)* #tail),
                    (None, true) => quote_spanned!(span=> #(#stmts)* #tail #again),
                    // the inner level's state is dropped
                    (Some(next), _) => {
                        quote_spanned!(span=> #next: { #(#stmts)* #tail } *#place = #name::Next; #again)
                    }
                }
            }
            LevelKind::Part | LevelKind::Root => {
                if !falls {
                    let tail = &code.tail;
                    return quote_spanned!(span=> #(#stmts)* #tail);
                }
                let label = if kind == LevelKind::Root || self.level().ends {
                    self.complete(span)
                } else {
                    self.level_mut().leaves = true;
                    self.level().label.clone()
                };
                let value = self.end_value(&code, kind);
                quote_spanned!(span=> #(#stmts)* break #label #value;)
            }
        }
    }

    fn end_value(&self, code: &Code, kind: LevelKind) -> TokenStream {
        let span = ours(self.plan.span);
        if let Some(tail) = &code.tail {
            return tail.clone();
        }
        if kind == LevelKind::Part
            && let Some(outputs) = self.outputs.last().cloned()
            && !outputs.is_empty()
        {
            let names: Vec<TokenStream> =
                outputs.iter().map(|var| self.output_value(*var)).collect();
            return match names.as_slice() {
                [one] => one.clone(),
                _ => quote_spanned!(span=> (#(#names),*)),
            };
        }
        quote_spanned!(span=> ())
    }

    /// What a part hands on: a variable, or what of it has to be dropped later.
    fn output_value(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        if self.dead_outputs.contains(&var) && self.may_have_no_drop(var) {
            let span = ours(name.span());
            return quote_spanned!(span=> (&mut &mut &mut __coro_lib_Dead::new(#name)).keep());
        }
        name.into_token_stream()
    }

    /// Control comes to a level: what is alive is parked in the state that stands for it.
    pub(super) fn enter_level(
        &mut self,
        point: PointId,
        kind: LevelKind,
        word: &str,
        given: Option<&Ident>,
        span: Span,
    ) -> Out {
        let index = match self.level_of.get(&point) {
            Some(index) => *index,
            None => {
                let number = self.numbers.get(&point).copied().unwrap_or(0);
                let place = place_of(span, self.plan.tables.texts.get(&point));
                let index = self.new_level(kind, word, number, place, span);
                self.level_of.insert(point, index);
                index
            }
        };
        let (ident, start) = (self.levels[index].ident.clone(), start_of(kind));
        let at = self.free_field("at", span);
        let start = Ident::new(start, ours(span));
        let init = quote_spanned!(ours(span)=> #at: #ident::#start);
        let field = Field {
            ident: at,
            holds: Holds::Level(index),
        };
        let doc = self.levels[index].doc.clone();
        let number = self.numbers.get(&point).copied().unwrap_or(0);
        let name = match given {
            Some(name) => name.clone(),
            None => Ident::new(&format!("{}{number}", super::camel(word)), ours(span)),
        };
        let stand = self.stand(point, name, doc, Some((field, init)), span);
        let label = way_to(&self.levels[index].place);
        Out {
            tokens: quote_spanned!(ours(span)=> { #stand break #label; }),
            falls: false,
        }
    }

    /// The loop of a level, inside the arm of its state. Gives the loop and whether it ends.
    pub(super) fn run_level(
        &mut self,
        point: PointId,
        body: &Block,
        outputs: &[VarId],
    ) -> (TokenStream, bool, usize) {
        let index = self.level_of.get(&point).copied().unwrap_or(0);
        let outer = self.level();
        let fields = outer
            .states
            .iter()
            .find(|state| state.point == Some(point))
            .map(|state| state.fields.clone())
            .unwrap_or_default();
        let saved_parked: HashMap<VarId, Ident> = self.parked.clone();
        for var in fields.iter().filter_map(parked_of) {
            let reference = self.reference(var);
            self.parked.insert(var, reference);
            // an earlier level that held it is printed already
            self.parked_used.remove(&var);
            self.homes.insert(var, self.stack.len() - 1);
        }
        let saved_scope = std::mem::take(&mut self.scope);
        let saved_depth = std::mem::replace(&mut self.depth, 0);
        self.stack.push(index);
        self.arms.push(super::Arm::default());
        self.outputs.push(outputs.to_vec());
        let (name, start) = (
            self.levels[index].ident.clone(),
            start_of(self.levels[index].kind),
        );
        let start = Ident::new(start, ours(self.plan.span));
        let span = ours(self.plan.span);
        let begins = match self.levels[index].kind {
            LevelKind::Loop(_) => "About to go round.",
            _ => "Just begun.",
        };
        self.levels[index].states.push(State {
            point: None,
            ident: start.clone(),
            fields: Vec::new(),
            doc: begins.to_string(),
        });
        let code = self.level_code(
            body,
            quote_spanned!(span=> #name::#start),
            TokenStream::new(),
            Vec::new(),
        );
        self.outputs.pop();
        self.arms.pop();
        self.stack.pop();
        self.scope = saved_scope;
        self.depth = saved_depth;
        self.parked = saved_parked;
        let level = &self.levels[index];
        let (label, place, leaves) = (level.label.clone(), level.place.clone(), level.leaves);
        let tokens = match level.kind {
            LevelKind::Loop(_) => {
                let is_named = names_label(code.clone(), &label);
                let label = is_named.then(|| quote_spanned!(span=> #label:));
                quote_spanned! {span=>
                    { let mut next = matches!(#place, #name::#start); #label loop { #code } }
                }
            }
            _ if leaves => quote_spanned!(span=> #label: { #code }),
            _ => quote_spanned!(span=> { #code }),
        };
        (tokens, leaves, index)
    }

    /// Brings the variables of a level home: those declared here by `let`, the others by assignment.
    pub(super) fn home(&mut self, point: PointId, by_assignment: bool) -> TokenStream {
        let Some(state) = self
            .level()
            .states
            .iter()
            .find(|state| state.point == Some(point))
        else {
            return TokenStream::new();
        };
        let (ident, fields) = (state.ident.clone(), state.fields.clone());
        let span = ours(ident.span());
        let homed: Vec<&Field> = fields
            .iter()
            .filter(|field| self.comes_home(field))
            .collect();
        let (place, name) = (self.level().place.clone(), self.level().ident.clone());
        let empty = self.level().empty();
        if homed.is_empty() {
            return quote_spanned!(span=> *#place = #name::#empty;);
        }
        if by_assignment {
            let names: Vec<_> = homed
                .iter()
                .rev()
                .filter_map(|field| {
                    variable_of(field)
                        .map(|var| (field.ident.clone(), home_name(var, field.ident.span())))
                })
                .collect();
            let fields: Vec<_> = names
                .iter()
                .map(|(field, _)| quote_spanned!(span=> #field))
                .collect();
            let locals: Vec<_> = names.iter().map(|(_, name)| name).collect();
            let (left, right) = match (locals.as_slice(), fields.as_slice()) {
                ([local], [field]) => {
                    (quote_spanned!(span=> #local), quote_spanned!(span=> #field))
                }
                _ => (
                    quote_spanned!(span=> (#(#locals),*)),
                    quote_spanned!(span=> (#(#fields),*)),
                ),
            };
            return quote_spanned! {span=>
                #left = match __coro_lib_replace(#place, #name::#empty) { #name::#ident { #(#fields,)* .. } => #right, _ => unreachable!() };
            };
        }
        let homed: Vec<Field> = homed.into_iter().cloned().collect();
        if let Some(arm) = self.arms.last_mut() {
            arm.homed.extend(homed.iter().filter_map(variable_of));
        }
        let bindings = self.bound_names(&homed);
        quote_spanned! {span=>
            let #name::#ident { #(#bindings,)* .. } = __coro_lib_replace(#place, #name::#empty) else { unreachable!() };
        }
    }

    /// Gives variables that came home by assignment their names: one that nothing names is only dropped.
    fn homes_named(&self, tokens: TokenStream) -> TokenStream {
        renamed(tokens, &|ident| {
            let text = ident.to_string();
            let var = VarId(text.strip_prefix(names::HOME)?.parse().ok()?);
            let used = self.arms.last().is_some_and(|arm| arm.used.contains(&var));
            let name = self.own_name(var, used);
            Some(if used {
                name
            } else {
                format_ident!(
                    "_{}",
                    name.to_string().trim_start_matches("r#"),
                    span = name.span()
                )
            })
        })
    }

    /// Whether a field of a level's state becomes a local again after the level.
    pub(super) fn comes_home(&self, field: &Field) -> bool {
        match field.holds {
            Holds::Var(var) | Holds::Dead(var) => {
                // the iterator of a `for` dies with the loop's state
                !self.plan.tables.var(var).is_some_and(|row| {
                    let name = row.ident.to_string();
                    row.origin == crate::scope::Origin::Hidden
                        && (name.starts_with("iter") || name.starts_with("position"))
                })
            }
            _ => false,
        }
    }

    /// The fields of the state that stands for `point` in this level.
    pub(super) fn fields_of(&self, point: PointId) -> Vec<Field> {
        let states = &self.level().states;
        let state = states.iter().find(|state| state.point == Some(point));
        state.map(|state| state.fields.clone()).unwrap_or_default()
    }

    /// Jumps that leave a level for a block of this arm: `{ 'leave1: { ..loop.. } home; break 'block v }`.
    pub(super) fn with_stubs(
        &mut self,
        point: PointId,
        run: TokenStream,
        leaves: bool,
    ) -> (TokenStream, bool) {
        let span = ours(self.plan.span);
        let stubs = match self.arms.last_mut() {
            Some(arm) => std::mem::take(&mut arm.stubs),
            None => Vec::new(),
        };
        if stubs.is_empty() {
            return (run, false);
        }
        // what never leaves by itself has nothing behind it to skip
        let done = leaves.then(|| self.fresh_label("done", self.plan.span));
        let mut tokens = match &done {
            Some(done) => quote_spanned!(span=> break #done #run;),
            None => run,
        };
        let mut crosses = false;
        for stub in stubs {
            let label = &stub.label;
            tokens = match stub.then {
                Then::Leave(target) => {
                    crosses = true;
                    let home = self.deferred_home(point);
                    let block = block_label(target, span);
                    quote_spanned!(span=> let ended = #label: { #tokens }; #home break #block ended;)
                }
                Then::Return(value) => {
                    let value = self.expr(&value);
                    let home = self.home(point, false);
                    quote_spanned!(span=> #label: { #tokens } #home #value;)
                }
            };
        }
        let label = done.map(|done| quote_spanned!(span=> #done:));
        (quote_spanned!(span=> #label { #tokens }), crosses)
    }
}

/// What a variable that comes home by assignment is called until it is known whether the arm names it.
pub fn home_name(var: VarId, span: Span) -> Ident {
    format_ident!("{}{}", names::HOME, var.0, span = ours(span))
}

impl Level {
    /// The state that holds nothing, which stands while the level's code runs. What an inner level is in when it
    /// panics nobody sees: the root drops it.
    pub(super) fn empty(&self) -> Ident {
        let name = match self.kind {
            LevelKind::Root => "Running",
            kind => start_of(kind),
        };
        Ident::new(name, ours(self.ident.span()))
    }
}

/// The name of a level's first state.
pub fn start_of(kind: LevelKind) -> &'static str {
    match kind {
        LevelKind::Loop(_) => "Next",
        LevelKind::Part | LevelKind::Root => "Start",
    }
}

/// The variable a field holds.
pub fn variable_of(field: &Field) -> Option<VarId> {
    match field.holds {
        Holds::Var(var) | Holds::Dead(var) | Holds::Given(var) => Some(var),
        _ => None,
    }
}

fn parked_of(field: &Field) -> Option<VarId> {
    match field.holds {
        Holds::Var(var) => Some(var),
        _ => None,
    }
}
