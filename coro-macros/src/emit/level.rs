//! A level: its loop and its arms.
//!
//! ```text
//! let State::For1 { at: for1, log: log_, .. } = state else { stopped(state) };
//! let mut next = matches!(for1, For1::Next);
//! 'for1: loop {
//!     if replace(&mut next, true) { ..the loop's body, up to a pause.. }
//!     match for1 { For1::Wait2 { .. } => ..from the pause on.., For1::Next => nowhere() }
//! }
//! let log = match replace(state, State::Running) { State::For1 { log, .. } => log, other => lost(other) };
//! ..
//! ```
//!
//! Takes the body of a level, gives its arms; each is [`super::code`] entered at one point. An arm is printed only
//! where some other wrote that state down.

use std::cell::Cell;

use proc_macro2::{Ident, Span};
use syn::Lifetime;

use super::bindings::{parked_of, variable_of};
use super::dispatch::{Arm, Comes, Place, Target};
use super::entry::{Entry, entries};
use super::home::start_of;
use super::pause::put_name;
use super::site::Site;
use super::{Code, Emitter, Field, Holds, Level, LevelKind, Round, ours, splice};
use crate::flow::mentions_in;
use crate::ir::{Block, Part, Pass};
use crate::names::VarId;
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

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
        site: Site,
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
            site,
            joins: Vec::new(),
            round: Round::Flag,
            leaves: false,
            leaves_holding: false,
            ends: false,
            begins_paused: false,
            is_emptied: Cell::new(false),
        });
        self.levels.len() - 1
    }

    /// A name for an item of ours that no identifier of the user's has.
    pub(super) fn free_name(&self, wanted: &str, span: Span) -> Ident {
        if let Some(nameable) = &self.plan.nameable {
            return Ident::new(&format!("{}{wanted}", nameable.name), span);
        }
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
        let (pattern, bindings) = self.start_bindings();
        let prefix = self.homes_named(&prefix);
        let first = Arm {
            copies: pattern.is_some(),
            pattern: pattern.unwrap_or(start),
            code: quote_spanned!(span=> #bindings #prefix #first),
        };
        self.end_arm();
        let places = self.places(body);
        self.dispatch(Some(first), places)
    }

    /// The code of a part that control comes to with its first pause.
    pub(super) fn paused_level_code(&mut self, body: &Block) -> TokenStream {
        let places = self.places(body);
        self.dispatch(None, places)
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
            *tokens = self.homes_named(tokens);
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
                let (again, resumed, lent) = self.resumed_beside(pass, fields, ours(*at));
                let yielded = self.converted(ours(*at));
                let (value, code) = completed(&taken, code, span);
                let field = self.free_field("inner", *at);
                let field = match pass {
                    Pass::Through { .. } => TokenStream::new(),
                    _ if field == "inner" => quote_spanned!(span=> #field,),
                    _ => quote_spanned!(span=> #field: inner,),
                };
                Place::Target(Target {
                    word: self.delegate_word(*point, *at),
                    comes: Comes::State(
                        quote_spanned!(span=> #name::#ident { #field #(#lent,)* .. }),
                    ),
                    code: quote_spanned! {span=>
                        #again
                        match __coro_lib_resume(#resumed) {
                            __coro_lib_Yielded(yielded) => return __coro_lib_Yielded(#yielded),
                            __coro_lib_Complete(#value) => { #taken #code }
                        }
                    },
                })
            }
            _ => {
                let copied = self.copied(ident, fields);
                let copies = copied.is_some();
                let (pattern, taken) = match copied {
                    Some(pattern) => (pattern, TokenStream::new()),
                    // it is dropped where it is, in the same order
                    None if self.only_drops(fields, &code) => {
                        let (place, empty) = (&self.level().place, self.level().empty());
                        (
                            all_of(&name, ident, fields),
                            quote_spanned!(span=> *#place = #name::#empty;),
                        )
                    }
                    None => (
                        all_of(&name, ident, fields),
                        self.taken(ident, fields, false),
                    ),
                };
                Place::Arm(Arm {
                    pattern,
                    copies,
                    code: quote_spanned!(span=> #taken #code),
                })
            }
        };
        self.end_arm();
        place
    }

    /// Whether all that a state of a loop holds waits to be dropped, and control goes to the head of the loop.
    fn only_drops(&self, fields: &[Field], code: &TokenStream) -> bool {
        let is_loop = matches!(self.level().kind, LevelKind::Loop(_));
        let is_dead = |field: &Field| matches!(field.holds, Holds::Dead(_));
        let again = matches!(code.trees(), [word, _, _, end] if word.is_word("continue") && end.is_punct(';'));
        is_loop && again && !fields.is_empty() && fields.iter().all(is_dead)
    }

    /// What is resumed and with what, the references in it that are taken again, and the fields of its own state
    /// that are lent to it, used in place.
    fn resumed_beside(
        &mut self,
        pass: &Pass,
        fields: &[Field],
        span: Span,
    ) -> (TokenStream, TokenStream, Vec<TokenStream>) {
        let (Pass::Lend(place) | Pass::Through { place, .. }) = pass else {
            let passed = self.passed(pass, span);
            return (
                TokenStream::new(),
                quote_spanned!(span=> inner, #passed),
                Vec::new(),
            );
        };
        let outer = (self.parked.clone(), std::mem::take(&mut self.parked_used));
        for var in fields.iter().filter_map(parked_of) {
            let reference = self.reference(var);
            self.parked.insert(var, reference);
        }
        self.begin_arm(&[]);
        let passed = self.passed(pass, span);
        let again = match self.names_reference(place) {
            true => self.taken_again(None),
            false => TokenStream::new(),
        };
        let held = fields.iter().filter_map(|field| {
            let var = parked_of(field).filter(|var| self.parked_used.remove(var))?;
            let (ident, reference) = (&field.ident, self.reference(var));
            Some(quote_spanned!(span=> #ident: #reference))
        });
        let lent = held.collect();
        self.parked = outer.0;
        self.parked_used.extend(outer.1);
        let resumed = match pass {
            Pass::Through { .. } => passed,
            _ => quote_spanned!(span=> inner, #passed),
        };
        (again, resumed, lent)
    }

    /// Whether a place is found by a reference into the machine.
    fn names_reference(&self, place: &syn::Expr) -> bool {
        let tables = self.plan.tables;
        mentions_in(place)
            .into_iter()
            .filter_map(|mention| tables.mention(mention))
            .any(|row| self.plan.aliases.get(row.var).is_some())
    }

    /// The code of an arm, which binds nothing anew that its state brings.
    fn finish_arm(&mut self, code: Code) -> TokenStream {
        let mut tokens = self.ended_arm(code);
        while let Some(length) = self.binds_again(tokens.trees()) {
            tokens = tokens.trees()[length..].to_vec().into();
        }
        tokens
    }

    /// Whether an arm begins with `let x = x;`, and how long that is: `x` is then bound as the inner one was.
    fn binds_again(&mut self, trees: &[TokenTree]) -> Option<usize> {
        let (name, value, length) = match trees {
            [
                word,
                TokenTree::Ident(name),
                equals,
                TokenTree::Ident(value),
                end,
                ..,
            ] if matches!(word, TokenTree::Word("let", _))
                && equals.is_punct('=')
                && end.is_punct(';') =>
            {
                (name, value, 5)
            }
            [
                word,
                mutable,
                TokenTree::Ident(name),
                equals,
                TokenTree::Ident(value),
                end,
                ..,
            ] if matches!(word, TokenTree::Word("let", _))
                && mutable.is_word("mut")
                && equals.is_punct('=')
                && end.is_punct(';') =>
            {
                (name, value, 6)
            }
            _ => return None,
        };
        let nested = self.arms.last().into_iter().flat_map(|arm| &arm.nested);
        let bound = nested.copied().find(|var| {
            let own = self.own_name(*var, true);
            own == *name || *name == format!("_{}", own.to_string().trim_start_matches("r#"))
        });
        let bound = bound.filter(|_| name == value)?;
        self.arms.last_mut()?.nested.remove(&bound);
        Some(length)
    }

    /// What stands at the end of an arm, and around it for jumps from inner levels.
    fn ended_arm(&mut self, code: Code) -> TokenStream {
        let span = ours(self.plan.span);
        let next = self.arms.last().and_then(|arm| arm.next.clone());
        let kind = self.level().kind;
        let (place, name) = (self.level().place.clone(), self.level().ident.clone());
        let falls = code.falls;
        let stmts = &code.stmts;
        match kind {
            LevelKind::Loop(_) => {
                let tail = code.tail.as_ref();
                // only the jump to the head follows
                let follows = falls && next.is_some();
                let tail = tail.map(|tail| splice::statement(tail.clone(), follows));
                let (stmts, last) = match code.stmts.split_last() {
                    Some((last, stmts)) if tail.is_none() && !follows => {
                        (stmts, Some(splice::ended_statement(last.clone())))
                    }
                    _ => (code.stmts.as_slice(), None),
                };
                let tail = tail.map(|tail| match splice::is_ended(&tail) {
                    true => tail,
                    false => quote_spanned!(span=> #tail;),
                });
                let label = self.level().label.clone();
                let again = quote_spanned!(span=> continue #label;);
                match (next, falls) {
                    (None, false) => quote_spanned!(span=> #(#stmts)* #last #tail),
                    (None, true) => quote_spanned!(span=> #(#stmts)* #last #tail #again),
                    // the inner level's state is dropped
                    (Some(next), _) => {
                        let dropped = quote_spanned!(span=> *#place = #name::Next;);
                        let inside = quote_spanned!(span=> #(#stmts)* #last #tail);
                        // a jump past the code after the inner level drops that state as well: once is enough
                        let put = put_name(self.stack.last().copied().unwrap_or(0), span);
                        let put = quote_spanned!(span=> #put(#place, #name::Next););
                        let inside = splice::without_end(&inside, &dropped);
                        let inside = splice::without_end(&inside, &put);
                        quote_spanned!(span=> #next: { #inside } #dropped #again)
                    }
                }
            }
            LevelKind::Part | LevelKind::Root => {
                if !falls {
                    let tail = code.tail.as_ref().map(splice::tail);
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
        // a body without a value is told of at the type that it should have had, as in any fn
        let output = self.plan.output.as_ref();
        let output = output.and_then(|output| output.trees().first());
        let is_end = kind == LevelKind::Root || self.level().ends;
        match output.filter(|_| is_end) {
            Some(ty) => quote_spanned!(ours(ty.span())=> ()),
            // of another hygiene than the block around it, or clippy would call it superfluous
            None => {
                let place = Span::call_site().located_at(span);
                quote_spanned!(place=> ())
            }
        }
    }

    /// What a part hands on: a variable, or what of it has to be dropped later.
    fn output_value(&self, var: VarId) -> TokenStream {
        let name = self.own_name(var, true);
        if self.dead_outputs.contains(&var) && self.may_have_no_drop(var) {
            let span = ours(name.span());
            return self.kept(var, name.into(), span);
        }
        name.into()
    }
}

/// `State::Wait1 { .. }`
fn all_of(name: &Ident, state: &Ident, fields: &[Field]) -> TokenStream {
    let span = ours(state.span());
    match fields {
        [] => quote_spanned!(span=> #name::#state),
        _ => quote_spanned!(span=> #name::#state { .. }),
    }
}

impl Level {
    /// Whether it is a loop whose pauses hold nothing of its own. It needs no state to be entered in: it is entered in
    /// that of its first pause, and a variable says that control is at its head.
    pub(super) fn is_bare(&self) -> bool {
        let mut pauses = self.pauses().peekable();
        let is_loop = matches!(self.kind, LevelKind::Loop(_));
        is_loop && pauses.peek().is_some() && pauses.all(|state| state.fields.is_empty())
    }

    /// Whether it is one with a single pause: then its state says nothing.
    pub(super) fn is_single(&self) -> bool {
        self.is_bare() && self.pauses().count() == 1
    }

    /// Its states but for the one at its beginning.
    fn pauses(&self) -> impl Iterator<Item = &super::State> {
        self.states.iter().filter(|state| state.point.is_some())
    }

    /// The state in which a loop is entered.
    pub(super) fn entered_in(&self) -> Ident {
        let first = self.pauses().next().filter(|_| self.is_bare());
        first.map_or_else(|| self.empty(), |state| state.ident.clone())
    }

    /// The variable that says that control is at the head of a bare loop, if that is asked.
    pub(super) fn at_head(&self) -> Option<Ident> {
        let is_asked = self.is_bare() && self.round == Round::Flag;
        let span = ours(self.ident.span());
        is_asked.then(|| quote::format_ident!("at_{}", self.place, span = span))
    }

    /// The state that holds nothing, which stands while the level's code runs. What an inner level is in when it
    /// panics nobody sees: the root drops it.
    pub(super) fn empty(&self) -> Ident {
        let name = match self.kind {
            LevelKind::Root => "Running",
            LevelKind::Part if self.begins_paused => {
                self.is_emptied.set(true);
                "Running"
            }
            kind => start_of(kind),
        };
        Ident::new(name, ours(self.ident.span()))
    }
}

/// What a delegate returns goes by its own name at once: `Complete(user) => ..` for `Complete(value) => { .. let user = value; ..`.
/// Unless older variables are taken out, which it would outlive.
fn completed(taken: &TokenStream, code: TokenStream, span: Span) -> (TokenStream, TokenStream) {
    let trees = code.trees();
    let end = trees.iter().position(|tree| tree.is_punct(';'));
    let renamed = match end.map(|end| trees.split_at(end)) {
        Some(([named, name @ .., equals, value], [_, rest @ ..]))
            if named.is_word("let") && equals.is_punct('=') && value.is_word("value") =>
        {
            match name {
                [TokenTree::Ident(_)] => Some((name, rest)),
                [mutable, TokenTree::Ident(_)] if mutable.is_word("mut") => Some((name, rest)),
                _ => None,
            }
        }
        _ => None,
    };
    match renamed {
        Some((name, rest)) if !taken.any(&mut |_, tree| tree.is_word("let")) => {
            (name.to_vec().into(), rest.to_vec().into())
        }
        _ => (quote_spanned!(span=> value), code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::quote;

    #[test]
    fn what_is_returned_has_the_name_that_it_is_bound_to() {
        let taken = quote!(*state = State::Running;);
        let name = |text: &str| TokenTree::Ident(Ident::new(text, Span::call_site()));
        let user = name("user");
        let code = quote!(let #user = value; greet(#user););
        let (pattern, rest) = completed(&taken, code.clone(), Span::call_site());
        assert_eq!(pattern.to_string(), "user");
        assert_eq!(rest.to_string(), quote!(greet(#user);).to_string());
        // an older variable is dropped after it
        let taken =
            quote!(let older = match replace(state, State::Running) { other => lost(other) };);
        let (pattern, rest) = completed(&taken, code.clone(), Span::call_site());
        assert_eq!(pattern.to_string(), "value");
        assert_eq!(rest.to_string(), code.to_string());
        let other = quote!(let #user: u32 = value;);
        let (pattern, _) = completed(&TokenStream::new(), other, Span::call_site());
        assert_eq!(pattern.to_string(), "value");
    }
}
