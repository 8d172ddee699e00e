//! All of it together: the body of the generated fn.
//!
//! ```text
//! use ::coro_core::machine::{..};
//! enum State<..> { Start { .. }, .., Running, Done }
//! enum For1<..> { Next, .. }
//! impl<..> Frame for State<..> { .. }
//! machine(State::Start { .. }, || Body {
//!     step: |state, arg: R| -> CoroutineState<Y, T> { ..  complete(state, value) },
//!     look: |state, look| match state { .. },
//! })
//! ```

use std::cell::Cell;

use proc_macro2::{Ident, Span};
use syn::Lifetime;

use super::graph::Graph;
use super::nameable::{Head, Nameable, Untyped};
use super::site::Site;
use super::{Emitter, Holds, Level, LevelKind, Plan, Resume, Round, State, Yields, ours};
use crate::carry::{Visitor, walk_block};
use crate::flow::VarSet;
use crate::ir::{Block, Loop, Part, Pause, PointId, Stmt};
use crate::maps::{HashMap, HashSet};
use crate::names::VarId;
use crate::tokens::{Group, Hole, TokenStream, TokenTree, quote, quote_spanned};

/// What generated code uses of `coro_core::machine`.
const LIBRARY: &[&str] = &[
    "machine",
    "future",
    "capturing",
    "lending",
    "States",
    "replace",
    "Yielded",
    "Complete",
    "resume",
    "Coroutine",
    "Box",
    "CoroutineState",
    "Wait",
    "FromYield",
    "IsWait",
    "Frame",
    "Body",
    "put",
    "stopped",
    "complete",
    "lost",
    "nowhere",
    "endless",
    "wait",
    "worth",
    "Try",
    "FromResidual",
    "Continue",
    "Break",
    "From",
    "Through",
    "Stepped",
    "Async",
    "AsyncGenerator",
    "Awaited",
    "handed_over",
    "Chosen",
    "erased",
    "Dead",
    "unkept",
    "Flagged",
    "TypeOf",
    "nth",
    "present",
    "cut",
    "found_again",
    "still",
    "Fields",
    "take_part",
    "Opened",
    "Capturing",
    "going",
    "peeking",
    "ranged",
    "Indexing",
    "counted",
    "Called",
    "called",
    "Receiver",
    "asked",
    "within",
    "within_or",
    "again",
    "found",
    "replayed",
    "items",
    "collected",
    "GrowingMap",
    "GrowingSet",
    "Hashes",
    "Sorted",
    "Early",
    "Keep",
    "Placed",
    "Place",
    "Save",
    "Saver",
    "Serialize",
    "Serializer",
    "Load",
    "Loader",
    "Deserialize",
    "Deserializer",
    "Whole",
    "SaveWhole",
    "LoadWhole",
    "Program",
    "named",
    "named_lending",
    "made",
];

/// Those that come with `prelude::*`.
const PRELUDE: &[&str] = &[
    "machine",
    "Body",
    "Frame",
    "resume",
    "CoroutineState",
    "FromYield",
    "Wait",
    "Yielded",
    "Complete",
    "Continue",
    "Break",
    "Try",
    "FromResidual",
    "Dead",
    "put",
    "replace",
    "wait",
    "stopped",
    "complete",
    "lost",
    "nowhere",
    "nth",
];

/// Those that are asked by autoref, for which the traits have to be in scope.
const ASKED: &[&str] = &[
    "Awaited",
    "From",
    "Stepped",
    "Dead",
    "Fields",
    "Keep",
    "Called",
    "Receiver",
    "Opened",
    "Capturing",
    "Indexing",
];

/// What a function becomes.
pub struct Printed {
    /// What stands beside the fn: the enum that has a name.
    pub beside: proc_macro2::TokenStream,
    /// What stands at the head of the fn, inside.
    pub attributes: proc_macro2::TokenStream,
    /// The body of the fn.
    pub body: proc_macro2::TokenStream,
    /// Fields whose types are not seen: where, and what.
    pub untyped: Vec<Untyped>,
}

/// The body of the generated fn. `fills`: what the parameters are called outside.
pub fn machine(plan: &Plan<'_>, body: &Block, fills: &[TokenStream]) -> Printed {
    let mut emitter = Emitter::new(plan, body);
    let arms = emitter.root(body);
    emitter.sort_states();
    let graph = emitter.graph(body);
    let mut attributes = match &plan.nameable {
        Some(_) => TokenStream::new(),
        None => emitter.states_for_docs(&graph),
    };
    attributes.extend(emitter.lints_for_clippy());
    let mut beside = proc_macro2::TokenStream::new();
    let body = match &plan.nameable {
        Some(nameable) => {
            let table = emitter.table_for_docs(&graph);
            emitter.docs.replace(table.finished(&mut |_, _| None));
            beside = emitter.named(nameable, arms, &graph);
            emitter.first_state(fills).finished(&mut |_, _| None)
        }
        None => {
            let tokens = emitter.assemble(arms, fills, &graph);
            emitter.with_imports(&tokens)
        }
    };
    Printed {
        beside,
        attributes: attributes.finished(&mut |_, _| None),
        body,
        untyped: emitter.untyped.take(),
    }
}

impl<'a> Emitter<'a> {
    fn new(plan: &'a Plan<'a>, body: &Block) -> Self {
        let mut numbering = Numbering::default();
        walk_block(body, &mut numbering);
        Emitter {
            plan,
            levels: Vec::new(),
            stack: Vec::new(),
            arms: Vec::new(),
            scope: Vec::new(),
            depth: 0,
            passing: false,
            is_retaking: false,
            parked: HashMap::default(),
            parked_used: HashSet::default(),
            homes: HashMap::default(),
            blocks: HashMap::default(),
            level_of: HashMap::default(),
            entering: None,
            outputs: Vec::new(),
            brought: Vec::new(),
            dead_outputs: HashSet::default(),
            renewed_in_levels: renewed_in_levels(plan),
            expected: None,
            renewed: super::renewed::renewed(plan, numbering.numbers.keys()),
            substitutes: HashMap::default(),
            captured: HashMap::default(),
            plain: HashSet::default(),
            numbers: numbering.numbers,
            numbers_order: numbering.order,
            join_numbers: HashMap::default(),
            items: Vec::new(),
            joins: 0,
            labels: 0,
            arg_used: false,
            named_next: HashMap::default(),
            assigns_loan: false,
            docs: Default::default(),
            untyped: Default::default(),
        }
    }

    fn root(&mut self, body: &Block) -> TokenStream {
        let span = ours(self.plan.span);
        let ident = match &self.plan.nameable {
            Some(nameable) => nameable.name.clone(),
            None => self.free_name("State", span),
        };
        self.levels.push(Level {
            kind: LevelKind::Root,
            ident: ident.clone(),
            place: Ident::new("state", span),
            label: Lifetime::new("'complete", span),
            states: Vec::new(),
            joins: Vec::new(),
            site: Site::Unknown,
            round: Round::Flag,
            leaves: false,
            leaves_holding: false,
            ends: false,
            begins_paused: false,
            is_emptied: Cell::new(false),
        });
        self.stack.push(0);
        self.arms.push(super::Arm::default());
        self.outputs.push(Vec::new());
        let prefix = self.first_received();
        let scope = self.root_scope();
        if prefix.is_empty()
            && let ([Stmt::Part(part)], None) = (body.stmts.as_slice(), &body.tail)
            && self.parks_params(part.point)
        {
            return self.started_level_code(body, part, scope);
        }
        let start = Ident::new("Start", span);
        let mut fields = self.start_fields();
        if self.plan.is_async_fn {
            // one that never ran drops its parameters in order
            fields.reverse();
        }
        let pattern = if fields.is_empty() {
            quote_spanned!(span=> #ident::#start)
        } else {
            quote_spanned!(span=> #ident::#start { .. })
        };
        self.levels[0].states.push(State {
            point: None,
            ident: start,
            fields,
            site: Site::Words("Not started."),
        });
        self.level_code(body, pattern, prefix, scope)
    }

    /// Whether the state of a part holds the parameters just as they are given.
    fn parks_params(&self, point: PointId) -> bool {
        let carry = self.plan.carry;
        let mut params = self.plan.params.iter();
        let is_dropped = |param: &&VarId| !carry.is_scalar(**param);
        if self.plan.is_async_fn && params.clone().filter(is_dropped).count() > 1 {
            // until it runs they are dropped in another order
            return false;
        }
        params.all(|param| match self.holds(*param, point) {
            Some(holds) => matches!(holds, Holds::Var(_)) && !carry.is_flagged(*param),
            None => carry.is_scalar(*param),
        })
    }

    /// Gives the names of the library their final form, and imports them.
    pub(super) fn with_imports(&self, tokens: &TokenStream) -> proc_macro2::TokenStream {
        // few and short: looked through faster than hashed
        let mut used: Vec<(String, Ident)> = Vec::new();
        let mut final_name = |text: &str, span| {
            let name = text.strip_prefix(crate::names::LIBRARY)?;
            if let Some((_, known)) = used.iter().find(|(known, _)| known == name) {
                let mut known = known.clone();
                known.set_span(ours(span));
                return Some(known);
            }
            let called = self.lib(name, span);
            used.push((name.to_string(), called.clone()));
            Some(called)
        };
        let tokens = tokens.finished(&mut final_name);
        let items: Vec<_> = self.items.iter().collect();
        let span = ours(self.plan.span);
        let items = quote_spanned!(span=> #(#items)*).finished(&mut final_name);
        let head = self.imports(|name| used.iter().any(|(used, _)| used == name));
        let mut all = head.finished(&mut |_, _| None);
        all.extend([items, self.plan.as_written.clone(), tokens]);
        all
    }

    /// `use ::coro_core::machine::{From, dispatch::*, prelude::*};`. A function that has a name of the prelude itself
    /// is given what it needs one by one, since a `*` would hide what stands around the fn.
    fn imports(&self, is_used: impl Fn(&str) -> bool) -> TokenStream {
        let span = ours(self.plan.span);
        let is_free = PRELUDE.iter().all(|name| !self.plan.taken.contains(*name));
        let comes = |name: &str| is_free && PRELUDE.contains(&name);
        let single = LIBRARY.iter().filter(|name| is_used(name) && !comes(name));
        let mut imports: Vec<_> = single.map(|name| self.import(name, span)).collect();
        if ASKED.iter().any(|name| is_used(name)) {
            imports.push(quote_spanned!(span=> dispatch::*));
        }
        if is_free {
            imports.push(quote_spanned!(span=> prelude::*));
        }
        match imports.as_slice() {
            [one] => quote_spanned!(span=> use ::coro_core::machine::#one;),
            all => quote_spanned!(span=> use ::coro_core::machine::{ #(#all),* };),
        }
    }

    /// How generated code calls a name of the library, where the user's code may have the same name.
    fn import(&self, name: &str, span: proc_macro2::Span) -> TokenStream {
        let wanted = Ident::new(name, span);
        let called = self.lib(name, span);
        if wanted == called {
            return quote_spanned!(span=> #wanted);
        }
        quote_spanned!(span=> #wanted as #called)
    }

    /// The name under which generated code knows a name of the library.
    pub(super) fn lib(&self, name: &str, span: proc_macro2::Span) -> Ident {
        if self.plan.taken.contains(name) {
            return quote::format_ident!("Coro{name}", span = ours(span));
        }
        Ident::new(name, ours(span))
    }

    /// The variables around the whole body.
    pub(super) fn root_scope(&self) -> Vec<(VarId, usize)> {
        let received = self.plan.received.iter();
        self.plan
            .params
            .iter()
            .chain(received)
            .map(|var| (*var, 0))
            .collect()
    }

    /// `let mut sample = arg;`
    fn first_received(&mut self) -> TokenStream {
        let span = ours(self.plan.span);
        if !matches!(self.plan.resume, Resume::Value(_)) {
            return TokenStream::new();
        }
        let Some(var) = self.plan.received else {
            if self.copies_arg() {
                return TokenStream::new();
            }
            self.arg_used = true;
            return quote_spanned!(span=> drop(arg.take()););
        };
        if self.plan.carry.is_of_step(var) {
            return TokenStream::new();
        }
        let value = self.received(span);
        let is_named = self.plan.tables.mentions.iter().any(|row| row.var == var);
        let name = self.own_name(var, true);
        let name = match is_named {
            // perhaps only where nothing looks at it
            true => super::bring::home_name(var, name.span()),
            false => TokenTree::Ident(name),
        };
        let mutable = self.is_mutable(var).then(|| syn::token::Mut(span));
        let value = if self.plan.carry.is_flagged(var) {
            quote_spanned!(span=> __coro_lib_Flagged::new(#value))
        } else {
            value
        };
        quote_spanned!(span=> let #mutable #name = #value;)
    }

    fn assemble(&self, arms: TokenStream, fills: &[TokenStream], graph: &Graph<'_>) -> TokenStream {
        let span = ours(self.plan.span);
        let enums = self.enums();
        let items = &enums.tokens;
        let start = self.first_state(fills);
        let arms = self.states_written(&arms);
        let (step, look) = (self.step(arms, enums.arity), self.look(graph));
        let head = enums.head(&self.plan.derives, span);
        let saved = self.saved(&head);
        let mut is_future = false;
        let make = match &self.plan.resume {
            _ if let Some(program) = &self.plan.program => {
                self.program(program, fills, (&step, &look)).into()
            }
            Resume::Lent(_) => quote_spanned! {span=>
                let start = #start;
                let states = __coro_lib_States::of(&start);
                __coro_lib_lending(start, move #step, || #look)
            },
            _ if self.plan.is_expression => {
                quote_spanned!(span=> __coro_lib_capturing(#start, move #step, || #look))
            }
            _ => {
                let made_by = match self.plan.future {
                    Some("Async") => quote_spanned!(span=> __coro_lib_future),
                    _ => quote_spanned!(span=> __coro_lib_machine),
                };
                is_future = self.plan.future == Some("Async");
                // what waits for the end of what has none stands before code that nothing comes to
                let never = self.plan.never_returns;
                let allowed = never.then(|| quote_spanned!(span=> #[allow(unreachable_code)]));
                quote_spanned!(span=> #made_by(#start, || __coro_lib_Body { #allowed step: #step, look: #look }))
            }
        };
        let make = match self.plan.future.filter(|_| !is_future) {
            Some(name) => {
                let name = Ident::new(&format!("{}{name}", crate::names::LIBRARY), span);
                quote_spanned!(span=> #name::new(#make))
            }
            None => make,
        };
        let frame = self.frame(&head, graph);
        quote_spanned! {span=>
            #items
            #saved
            #frame
            #make
        }
    }

    fn frame(&self, head: &Head, graph: &Graph<'_>) -> TokenStream {
        let span = ours(self.plan.span);
        let (name, packed) = (&self.levels[0].ident, self.packed(graph));
        let Head {
            plain, of, bounds, ..
        } = head;
        quote_spanned! {span=>
            impl #plain __coro_lib_Frame for #name #of #bounds {
                const LAYOUT: &'static str = #packed;
                const RUNNING: Self = #name::Running;
                const DONE: Self = #name::Done;
            }
        }
    }

    /// What stands beside the fn, of a machine that has a name.
    fn named(
        &self,
        nameable: &Nameable,
        arms: TokenStream,
        graph: &Graph<'_>,
    ) -> proc_macro2::TokenStream {
        let enums = self.enums();
        let head = nameable.head(ours(self.plan.span));
        let arms = self.states_written(&arms);
        let (step, look) = (self.step(arms, 0), self.look(graph));
        let (frame, saved) = (self.frame(&head, graph), self.saved(&head));
        let impls = quote::quote!(#frame #saved);
        self.beside(nameable, &enums.tokens, &impls, (&step, &look))
    }

    /// The state in which the machine is made.
    pub(super) fn first_state(&self, fills: &[TokenStream]) -> TokenStream {
        let span = ours(self.plan.span);
        let root = &self.levels[0];
        let name = &root.ident;
        let Some(first) = self.first_state_of(root) else {
            return TokenStream::new();
        };
        let ident = &first.ident;
        let inits = first.fields.iter().filter_map(|field| {
            let ident = &field.ident;
            if let Holds::Level(level) = field.holds {
                let inner = &self.levels[level];
                let (name, start) = (&inner.ident, inner.empty());
                return Some(quote_spanned!(span=> #ident: #name::#start));
            }
            let var = super::bindings::variable_of(field)?;
            let position = self.plan.params.iter().position(|param| *param == var)?;
            let fill = fills.get(position)?;
            Some(if *ident == fill.to_string() {
                quote_spanned!(span=> #fill)
            } else {
                quote_spanned!(span=> #ident: #fill)
            })
        });
        let mut inits: Vec<_> = inits.collect();
        if inits.is_empty() {
            return quote_spanned!(span=> #name::#ident);
        }
        if first.point.is_none() {
            inits.reverse();
        }
        quote_spanned!(span=> #name::#ident { #(#inits),* })
    }

    /// `Start`, or the state of the part that is the whole body.
    fn first_state_of<'l>(&self, root: &'l Level) -> Option<&'l State> {
        let start = root.states.iter().find(|state| state.point.is_none());
        start.or(root.states.first())
    }

    /// What the step takes: the state, whose type need not be told where the first state tells it.
    fn state_taken(&self, arity: usize) -> TokenStream {
        let span = ours(self.plan.span);
        let is_told = matches!(self.plan.resume, Resume::Unit | Resume::Value(Some(_)))
            && self.plan.nameable.is_none()
            && self.plan.program.is_none()
            && !self.plan.is_expression;
        if is_told {
            return quote_spanned!(span=> state);
        }
        let name = self.levels[0].ident.clone();
        let holes = vec![quote_spanned!(span=> _); arity];
        let holes = if let Some(nameable) = &self.plan.nameable {
            nameable.arguments().into()
        } else if arity == 0 {
            TokenStream::new()
        } else {
            quote_spanned!(span=> <#(#holes),*>)
        };
        quote_spanned!(span=> state: &mut #name #holes)
    }

    fn step(&self, arms: TokenStream, arity: usize) -> TokenStream {
        let span = ours(self.plan.span);
        let state = self.state_taken(arity);
        let output = self
            .plan
            .output
            .clone()
            .unwrap_or_else(|| quote_spanned!(span=> _));
        let yielded = match (&self.plan.yield_type, self.plan.yields) {
            (Some(_), Yields::Waits) => quote_spanned!(span=> __coro_lib_Wait),
            (Some(ty), _) => ty.clone(),
            (None, _) => quote_spanned!(span=> _),
        };
        let (arg, before) = match &self.plan.resume {
            Resume::Unit => (quote_spanned!(span=> _: ()), TokenStream::new()),
            Resume::Value(Some(ty)) if self.copies_arg() => {
                let mutable = self.arg_used.then(|| syn::token::Mut(span));
                (quote_spanned!(span=> #mutable arg: #ty), TokenStream::new())
            }
            Resume::Value(ty) => {
                let ty = ty.as_ref().map_or_else(|| quote!(_), |ty| quote!(#ty));
                (
                    quote_spanned!(span=> arg: #ty),
                    quote_spanned!(span=> let mut arg = Some(arg);),
                )
            }
            Resume::Lent(ty) => {
                let pattern = self
                    .plan
                    .loan
                    .clone()
                    .unwrap_or_else(|| quote_spanned!(span=> _));
                // it is assigned in the source, where nothing is to be done
                let mutable = self
                    .assigns_loan
                    .then(|| quote_spanned!(span=> #[allow(unused_mut)]));
                (
                    quote_spanned!(span=> #mutable #pattern: #ty),
                    match self.plan.nameable {
                        Some(_) => TokenStream::new(),
                        None => quote_spanned!(span=> states.are(state);),
                    },
                )
            }
        };
        let (renewed, of_step) = (self.types_of_renewed(), self.of_step());
        let of_step = quote_spanned!(span=> #renewed #of_step);
        if !self.levels[0].leaves {
            // nothing else says what it returns
            let endless = self.plan.output.is_none().then(|| {
                quote_spanned!(span=> if false { return __coro_lib_endless(|| __coro_lib_nowhere()); })
            });
            return quote_spanned! {span=>
                |#state, #arg| -> __coro_lib_CoroutineState<#yielded, #output> {
                    #before
                    #of_step
                    #endless
                    #arms
                }
            };
        }
        let arms = self.finished(&arms, &output);
        quote_spanned! {span=>
            |#state, #arg| -> __coro_lib_CoroutineState<#yielded, #output> {
                #before
                #of_step
                #arms
            }
        }
    }

    /// `let mut byte = arg;` of the variables that each resume brings, `let mut reply = Flagged::empty();` of those
    /// that no pause finds a value in.
    fn of_step(&self) -> TokenStream {
        let vars = self.plan.tables.vars.iter();
        let vars = vars.filter(|row| self.plan.carry.is_of_step(row.id));
        let declared = vars.map(|row| {
            let name = self.own_name(row.id, true);
            let span = ours(name.span());
            if self.plan.carry.unheld.has(row.id) {
                let ty = row.ty.as_ref();
                let ty = ty.map(|ty| quote_spanned!(span=> : __coro_lib_Flagged<#ty>));
                return quote_spanned!(span=> let mut #name #ty = __coro_lib_Flagged::empty(););
            }
            // some resumes give it another value before they read it
            quote_spanned!(span=> #[allow(unused_assignments)] let mut #name = arg;)
        });
        declared.collect()
    }

    /// `put(state, State::Wait1 { .. })`, or `*state = State::Wait1` where no state of the level has to be dropped.
    fn states_written(&self, tokens: &TokenStream) -> TokenStream {
        let mut written = TokenStream::new();
        let mut trees = tokens.trees().iter();
        while let Some(tree) = trees.next() {
            match (tree, trees.as_slice()) {
                (TokenTree::Hole(Hole::Begin(level), span), _) => {
                    let (name, state) =
                        (&self.levels[*level].ident, self.levels[*level].entered_in());
                    written.extend(quote_spanned!(*span=> #name::#state));
                }
                (TokenTree::Hole(Hole::Enter(level), span), _) => {
                    trees.next();
                    let at_head = self.levels[*level].at_head();
                    written.extend(at_head.map(|at_head| quote_spanned!(*span=> #at_head = true;)));
                }
                (TokenTree::Hole(Hole::Put(level), span), [TokenTree::Group(arguments), ..]) => {
                    trees.next();
                    if self.levels[*level].is_single() {
                        trees.next();
                        continue;
                    }
                    let inside = self.states_written(arguments.inside());
                    let arguments = arguments.around(inside);
                    written.extend(self.written(*level, *span, arguments));
                }
                (TokenTree::Group(group), _) => {
                    let inside = self.states_written(group.inside());
                    written.push(TokenTree::Group(group.around(inside)));
                }
                (tree, _) => written.push(tree.clone()),
            }
        }
        written
    }

    /// One of them; `arguments` are the place and the state.
    fn written(&self, level: usize, span: Span, arguments: Group) -> TokenStream {
        if self.drops(level) {
            let arguments = TokenTree::Group(arguments);
            return quote_spanned!(span=> __coro_lib_put #arguments);
        }
        let inside = arguments.inside().trees();
        let comma = inside.iter().position(|tree| tree.is_punct(','));
        let (place, state) = inside.split_at(comma.unwrap_or_default());
        let place = TokenStream::from(place.to_vec());
        let state = TokenStream::from(state[1..].to_vec());
        quote_spanned!(span=> *#place = #state)
    }

    /// Whether a state of a level may hold something that has to be dropped.
    fn drops(&self, level: usize) -> bool {
        let mut fields = self.levels[level]
            .states
            .iter()
            .flat_map(|state| &state.fields);
        fields.any(|field| self.may_drop(field.holds))
    }

    /// Whether what a field holds may have to be dropped.
    pub(super) fn may_drop(&self, holds: Holds) -> bool {
        match holds {
            Holds::Level(inner) => self.drops(inner),
            Holds::Delegate(_) => true,
            Holds::Var(var) | Holds::Given(var) | Holds::Dead(var) => {
                let carry = self.plan.carry;
                !carry.is_scalar(var) && !carry.ranges.has(var)
            }
        }
    }

    /// The states in the order of the source.
    fn sort_states(&mut self) {
        let order = &self.numbers_order;
        for level in &mut self.levels {
            level.states.sort_by_key(|state| {
                state
                    .point
                    .map(|point| order.get(&point).copied().unwrap_or(u32::MAX))
            });
        }
    }
}

/// The variables that are mentioned in a level, but whose value at its beginning is not read.
fn renewed_in_levels(plan: &Plan<'_>) -> VarSet {
    let mut found = VarSet::with_room(plan.tables.vars.len());
    for facts in plan
        .level_points
        .keys()
        .filter_map(|point| plan.flow.at(*point))
    {
        for var in &plan.tables.vars {
            if facts.later.has(var.id) && !facts.live.has(var.id) {
                found.add(var.id);
            }
        }
    }
    found
}

/// Numbers for the names of states, and the order of the source.
#[derive(Default)]
pub struct Numbering {
    pub numbers: HashMap<PointId, u32>,
    pub order: HashMap<PointId, u32>,
    next: u32,
    position: u32,
}

impl Numbering {
    fn add(&mut self, point: PointId) {
        self.next += 1;
        self.numbers.insert(point, self.next);
        self.place(point);
    }

    fn place(&mut self, point: PointId) {
        self.position += 1;
        self.order.insert(point, self.position);
    }
}

impl Visitor for Numbering {
    fn pause(&mut self, pause: &Pause) {
        self.add(pause.point);
    }
    fn enter_loop(&mut self, repeat: &Loop) {
        self.add(repeat.point);
    }
    fn enter_part(&mut self, part: &Part) {
        self.add(part.point);
    }
    fn after(&mut self, stmt: &crate::ir::NodeStmt) {
        self.place(stmt.after);
    }
    fn bound(&mut self, binding: &crate::ir::Let) {
        self.place(binding.after);
    }
}
