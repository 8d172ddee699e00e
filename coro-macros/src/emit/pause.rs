//! Pauses: what they write down, and how control comes back.
//!
//! ```text
//! [source]  let got = yield_value!(n + 1);
//! [output]  let value = n + 1;  *state = State::Yield1 { n };  return Yielded(value);
//!           State::Yield1 { .. } => { let State::Yield1 { n } = replace(state, State::Running) ..;  let got = arg; }
//!
//! [source]  let line = yield_from!(read());
//! [output]  *state = State::From1 { inner: .., n };  break 'to_from1;
//!           let State::From1 { inner, .. } = state ..;
//!           match inner.resume(arg) {
//!               Yielded(yielded) => return Yielded(yielded),
//!               Complete(value) => { let State::From1 { n, .. } = ..;  let line = value; }
//!           }
//! ```
//!
//! Fields stand in reverse order of declaration, so that dropping a paused machine drops innermost first; what has no
//! drop stands before them in its own order.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::Expr;

use super::dispatch::{join_label, way_to};
use super::site::Site;
use super::{Emitter, Field, Holds, Join, Out, Resume, State, Yields, ours};
use crate::flow::{Held, Use, mentions_in};
use crate::ir::{Pass, Pause, PauseKind, PointId};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::{ClosureKind, Mention};
use crate::tokens::{Hole, TokenStream, TokenTree, quote_spanned};

/// What a state takes with it: its fields and how they are filled.
pub struct Captured {
    pub fields: Vec<Field>,
    pub inits: Vec<TokenStream>,
}

/// `let at = For1::Next;`: what a field is given by its own name stands in a statement before, so that the state is short.
fn named_before(field: &Field, value: &TokenStream, span: Span) -> TokenStream {
    let ident = &field.ident;
    quote_spanned!(span=> let #ident = #value;)
}

impl Emitter<'_> {
    /// What is alive at `point`, of this level's own variables.
    fn capture_values(&mut self, point: PointId, span: Span) -> Captured {
        let mut captured = Captured {
            fields: Vec::new(),
            inits: Vec::new(),
        };
        let scope: Vec<VarId> = self.scope.iter().map(|(var, _)| *var).collect();
        for var in scope.into_iter().rev() {
            let Some(holds) = self.holds(var, point) else {
                continue;
            };
            self.uses(var);
            let mut value = self.own_name(var, true);
            let named_next = self.named_next.get(&var).copied();
            let place = named_next.or_else(|| self.used_after_move(var, span));
            let place = place.unwrap_or(span);
            value.set_span(place.resolved_at(value.span()));
            let ident = value.clone();
            let span = ours(span);
            captured.inits.push(match holds {
                Holds::Dead(var) if self.plan.nameable.is_some() => {
                    let place = self.plan.tables.var(var).map(|row| ours(row.ident.span()));
                    let place = place.unwrap_or(span);
                    let kept = self.kept(var, value.into(), place);
                    quote_spanned!(place=> __coro_lib_unkept(#kept))
                }
                Holds::Dead(var) => self.kept(var, value.into(), span),
                _ => quote_spanned!(span=> #value),
            });
            captured.fields.push(Field { ident, holds });
        }
        captured
    }

    /// What is kept of a variable that nobody names again.
    pub(super) fn kept(&self, var: VarId, value: TokenStream, span: Span) -> TokenStream {
        let asks = self.plan.tables.asks(var, span);
        quote_spanned!(span=> __coro_lib_Dead::#asks(#value).keep())
    }

    /// The same as the fields of a state, and what stands before it.
    fn capture(&mut self, point: PointId, span: Span) -> (TokenStream, Captured) {
        let mut captured = self.capture_values(point, span);
        let (span, mut before) = (ours(span), TokenStream::new());
        for (field, init) in captured.fields.iter().zip(&mut captured.inits) {
            if let Holds::Dead(_) = field.holds {
                before.extend(named_before(field, init, span));
                *init = field.ident.clone().into();
            }
        }
        (before, captured)
    }

    /// Numbers and the like first, in order of declaration: then one that the next state has too need not be moved.
    fn in_place(&self, captured: Captured) -> Captured {
        let carry = self.plan.carry;
        let is_scalar = |(field, _): &(Field, TokenStream)| {
            super::bindings::variable_of(field).is_some_and(|var| carry.is_scalar(var))
        };
        let all = captured.fields.into_iter().zip(captured.inits);
        let (mut scalars, others): (Vec<_>, Vec<_>) = all.partition(is_scalar);
        scalars.reverse();
        let (fields, inits) = scalars.into_iter().chain(others).unzip();
        Captured { fields, inits }
    }

    /// How `var` is carried over `point`; `None` if it is not.
    pub(super) fn holds(&self, var: VarId, point: PointId) -> Option<Holds> {
        if self.plan.loans.contains(&var) || self.plan.aliases.get(var).is_some() {
            return None;
        }
        if self.plan.carry.is_of_step(var) {
            return None;
        }
        let facts = self.plan.flow.at(point)?;
        let is_level = self.levels_at(point);
        let leaves = self
            .outputs
            .last()
            .is_some_and(|outputs| outputs.contains(&var));
        let is_kept_only = leaves && !facts.later.has(var) && self.may_have_no_drop(var);
        let is_renewed =
            || is_level || !self.plan.carry.is_scalar(var) || self.renewed_in_levels.has(var);
        let is_released = self.plan.tables.released.contains(&var) && !facts.live.has(var);
        if (is_kept_only || is_released) && facts.held(var) != Held::No {
            return Some(Holds::Dead(var));
        }
        if facts.live.has(var) || leaves || (facts.later.has(var) && is_renewed()) {
            // it may be given a value in the level
            let is_given = || is_level && self.plan.carry.is_flagged(var);
            if facts.held(var) == Held::No && !(is_given() && self.is_named_in(var, point)) {
                return None;
            }
            return Some(Holds::Var(var));
        }
        if facts.held(var) == Held::No || self.plan.carry.is_scalar(var) || self.is_copied(var) {
            return None;
        }
        if self.plan.carry.borrowing_closures.has(var)
            || self.plan.carry.mutable_references.has(var)
        {
            return None;
        }
        if self.plan.carry.owning_closures.has(var) || self.plan.carry.is_flagged(var) {
            return Some(Holds::Var(var));
        }
        // nobody asks a machine with a name for the type of what is kept
        match self.is_kept_whole(var) {
            true => Some(Holds::Var(var)),
            false => Some(Holds::Dead(var)),
        }
    }

    /// Whether a variable is of a type that has no drop, as it is written: it may seem to be moved on some ways only.
    fn is_copied(&self, var: VarId) -> bool {
        let ty = self.plan.tables.var(var).and_then(|row| row.ty.as_ref());
        ty.is_some_and(crate::split::is_copy_type)
    }

    /// In a machine that has a name, nobody can ask for the type of what is kept. Of a value whose type is not seen it
    /// is asked that it has no drop.
    fn is_kept_whole(&self, var: VarId) -> bool {
        let types = self.plan.types.as_ref();
        types.is_some_and(|types| types.of_variable(var).is_some())
    }

    /// Whether a variable that is not named again is asked if it has a drop.
    pub(super) fn may_have_no_drop(&self, var: VarId) -> bool {
        let carry = self.plan.carry;
        !self.is_kept_whole(var)
            && !carry.is_flagged(var)
            && !carry.owning_closures.has(var)
            && !carry.is_scalar(var)
    }

    /// Whether the level that begins at `point` names `var`.
    fn is_named_in(&self, var: VarId, point: PointId) -> bool {
        let named = self.plan.level_points.get(&point);
        named.is_none_or(|named| named.contains(&var))
    }

    fn levels_at(&self, point: PointId) -> bool {
        self.plan.level_points.contains_key(&point)
    }

    /// `*state = State::Wait1 { .. };`, and the state itself the first time.
    pub(super) fn stand(
        &mut self,
        point: PointId,
        name: Ident,
        site: Site,
        first: Option<(Field, TokenStream)>,
        span: Span,
    ) -> TokenStream {
        if let Some(entering) = self.entering.take() {
            let (fields, inits) = first.into_iter().unzip();
            let inner = self.state(
                entering.level,
                point,
                name,
                site,
                Captured { fields, inits },
                span,
            );
            let (level, point) = (entering.level, entering.point);
            return self.stand_in(level, point, "with", None, inner, entering.span);
        }
        let (mut before, mut captured) = self.capture(point, span);
        match first {
            Some((field, mut init)) => {
                if let Holds::Level(_) = field.holds {
                    before.extend(named_before(&field, &init, ours(span)));
                    init = field.ident.clone().into();
                }
                captured.fields.insert(0, field);
                captured.inits.insert(0, init);
            }
            None => captured = self.in_place(captured),
        }
        let level = self.stack.last().copied().unwrap_or(0);
        let state = self.state(level, point, name, site, captured, span);
        let span = ours(span);
        let put = put_name(level, span);
        let mut place = self.levels[level].place.clone();
        place.set_span(span);
        quote_spanned!(span=> #before #put(#place, #state);)
    }

    /// `State::Wait1 { a, b }`, and the state itself the first time.
    fn state(
        &mut self,
        level: usize,
        point: PointId,
        name: Ident,
        site: Site,
        captured: Captured,
        span: Span,
    ) -> TokenStream {
        let (fields, inits) = (captured.fields, captured.inits);
        let span = ours(span);
        let level = &mut self.levels[level];
        let mut enum_name = level.ident.clone();
        enum_name.set_span(span);
        let state = if inits.is_empty() {
            quote_spanned!(span=> #enum_name::#name)
        } else {
            quote_spanned!(span=> #enum_name::#name { #(#inits),* })
        };
        if !level.states.iter().any(|state| state.point == Some(point)) {
            level.states.push(State {
                point: Some(point),
                ident: name,
                fields,
                site,
            });
        }
        state
    }

    /// Several ways meet at a point: the values that one of them brings.
    pub(super) fn meet(&mut self, point: PointId, word: &Ident, span: Span) -> TokenStream {
        let captured = self.capture_values(point, span);
        let values: Vec<TokenStream> = captured.inits.into_iter().rev().collect();
        let label = join_label(word);
        let level = self.level_mut();
        if !level.joins.iter().any(|join| join.point == point) {
            level.joins.push(Join {
                point,
                word: word.clone(),
                fields: captured.fields,
            });
        }
        let span = ours(span);
        match values.as_slice() {
            [] => quote_spanned!(span=> break #label;),
            [value] => quote_spanned!(span=> break #label #value;),
            _ => quote_spanned!(span=> break #label (#(#values),*);),
        }
    }

    /// A pause, come to from before.
    pub(super) fn pause(&mut self, pause: &Pause) -> Out {
        let span = ours(pause.span);
        let name = self.pause_name(pause);
        let site = Site::of(pause.span, self.plan.tables.texts.get(&pause.point));
        self.named_next = self.named_again(pause);
        let tokens = match &pause.kind {
            PauseKind::Wait => {
                let stand = self.stand(pause.point, name, site, None, pause.span);
                let wait = self.wait(span);
                quote_spanned!(span=> #stand return __coro_lib_Yielded(#wait);)
            }
            PauseKind::Value(value) => self.pause_with(pause, value.as_ref(), name, site),
            PauseKind::From { delegate, pass } => {
                self.pause_from(pause, delegate, pass, name, site)
            }
        };
        self.named_next.clear();
        Out {
            tokens: quote_spanned!(span=> { #tokens }),
            falls: false,
        }
    }

    /// Where the variables that a pause gives away are named again: if they are not `Copy`, the mistake is there and
    /// not where the state takes them along.
    fn named_again(&self, pause: &Pause) -> HashMap<VarId, Span> {
        let given = match &pause.kind {
            PauseKind::Wait | PauseKind::Value(None) => return HashMap::default(),
            PauseKind::Value(Some(given))
            | PauseKind::From {
                delegate: given, ..
            } => given,
        };
        let tables = self.plan.tables;
        let named = mentions_in(given).into_iter().filter_map(|mention| {
            let var = tables.mention(mention)?.var;
            if self.plan.carry.is_scalar(var) || self.plan.flow.use_of(mention) != Use::Copy {
                return None;
            }
            let mut later = tables.mentions.iter();
            let next = later.find(|row| row.var == var && row.id > mention)?;
            Some((var, next.ident.span()))
        });
        named.collect()
    }

    /// Where a variable that was given away before the pause at `span` is named after it: if it is not `Copy`, the
    /// mistake is there.
    fn used_after_move(&self, var: VarId, span: Span) -> Option<Span> {
        let tables = self.plan.tables;
        if self.plan.carry.is_scalar(var) {
            return None;
        }
        let is_given = |row: &&Mention| {
            row.in_closure == Some(ClosureKind::Move)
                || (row.in_closure.is_none() && self.plan.flow.use_of(row.id) == Use::Copy)
        };
        let mut mentions = tables.mentions.iter().filter(|row| row.var == var);
        let given = mentions.find(is_given)?;
        let at = super::site::position;
        let is_behind = |row: &&Mention| at(row.ident.span()) > at(span);
        (at(given.ident.span()) < at(span)).then_some(())?;
        mentions.find(is_behind).map(|row| row.ident.span())
    }

    fn wait(&self, span: Span) -> TokenStream {
        match self.plan.yields {
            Yields::Waits => quote_spanned!(span=> __coro_lib_wait()),
            Yields::Values | Yields::Polls => {
                quote_spanned!(span=> __coro_lib_FromYield::from_yield(__coro_lib_wait()))
            }
        }
    }

    fn pause_with(
        &mut self,
        pause: &Pause,
        value: Option<&Expr>,
        name: Ident,
        site: Site,
    ) -> TokenStream {
        let span = ours(pause.span);
        let wrap = |value: TokenStream, polls: bool| match polls {
            true => quote_spanned!(span=> ::core::task::Poll::Ready(#value)),
            false => value,
        };
        let polls = self.plan.yields == Yields::Polls;
        match value.map(|value| self.expr(value)) {
            Some(value) => {
                let stand = self.stand(pause.point, name, site, None, pause.span);
                let value = match self.plan.yields {
                    Yields::Waits => quote_spanned!(span=> __coro_lib_IsWait::wait(#value)),
                    _ => value,
                };
                let yielded = wrap(quote_spanned!(span=> value), polls);
                let binding = match &self.plan.yield_type {
                    Some(ty) if !polls => quote_spanned!(span=> let value: #ty = #value;),
                    _ => quote_spanned!(span=> let value = #value;),
                };
                quote_spanned!(span=> #binding #stand return __coro_lib_Yielded(#yielded);)
            }
            None => {
                let stand = self.stand(pause.point, name, site, None, pause.span);
                let yielded = wrap(quote_spanned!(span=> ()), polls);
                quote_spanned!(span=> #stand return __coro_lib_Yielded(#yielded);)
            }
        }
    }

    fn pause_from(
        &mut self,
        pause: &Pause,
        delegate: &Expr,
        pass: &Pass,
        name: Ident,
        site: Site,
    ) -> TokenStream {
        let span = ours(pause.span);
        let delegate = self.expr(delegate);
        let inner = self.free_field("inner", span);
        let field = Field {
            ident: inner.clone(),
            holds: Holds::Delegate(pause.point),
        };
        let field = (field, TokenStream::from(inner.clone()));
        let label = match self.entering {
            Some(entering) => way_to(&self.levels[entering.level].place),
            None => way_to(&self.delegate_word(pause.point, pause.span)),
        };
        match pass {
            Pass::Unit => {
                let delegate = quote_spanned!(span=> __coro_lib_From::new(#delegate).delegate());
                let delegate = match self.plan.derives.keeps {
                    true => {
                        quote_spanned!(span=> (&mut &mut &mut __coro_lib_Keep::new(#delegate)).keep())
                    }
                    false => delegate,
                };
                let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                quote_spanned!(span=> let #inner = #delegate; #stand break #label;)
            }
            Pass::Lend(_) => {
                let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                quote_spanned!(span=> let #inner = __coro_lib_From::lent(#delegate).delegate(); #stand break #label;)
            }
            Pass::Through { first: None, .. } => {
                let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                quote_spanned!(span=> let #inner = #delegate; #stand break #label;)
            }
            Pass::Through {
                first: Some(first), ..
            } => {
                let first = self.expr(first);
                let passed_on = matches!(self.plan.resume, Resume::Value(_));
                self.arg_used |= passed_on;
                let first = match passed_on {
                    true if self.copies_arg() => quote_spanned!(span=> arg = #first;),
                    true => quote_spanned!(span=> arg = Some(#first);),
                    false => quote_spanned!(span=> let _: () = #first;),
                };
                let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                quote_spanned!(span=> #first let #inner = #delegate; #stand break #label;)
            }
            Pass::First(first) if matches!(self.plan.resume, Resume::Unit) => {
                let first = self.expr(first);
                let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                quote_spanned! {span=>
                    let delegate = #delegate;
                    let _: () = #first;
                    let #inner = __coro_lib_From::given(delegate, &Some(())).delegate();
                    #stand
                    break #label;
                }
            }
            Pass::First(first) => {
                let first = self.expr(first);
                if !matches!(self.plan.resume, Resume::Value(_)) {
                    // what is passed on later is the loan
                    let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                    return quote_spanned! {span=>
                        let delegate = #delegate;
                        _ = #first;
                        let #inner = __coro_lib_From::given(delegate, &Some(())).delegate();
                        #stand
                        break #label;
                    };
                }
                self.arg_used = true;
                let (probe, first) = if self.copies_arg() {
                    (quote_spanned!(span=> &Some(arg)), first)
                } else {
                    (
                        quote_spanned!(span=> &arg),
                        quote_spanned!(span=> Some(#first)),
                    )
                };
                let stand = self.stand(pause.point, name, site, Some(field), pause.span);
                quote_spanned! {span=>
                    let delegate = #delegate;
                    arg = #first;
                    let #inner = __coro_lib_From::given(delegate, #probe).delegate();
                    #stand
                    break #label;
                }
            }
        }
    }

    /// Whether what `resume` is given is a number or the like, which every arm may read.
    pub(super) fn copies_arg(&self) -> bool {
        matches!(&self.plan.resume, Resume::Value(Some(ty)) if crate::carry::is_scalar_type(ty))
    }

    /// What a pause is worth when the machine is resumed there.
    pub(super) fn resumed(&mut self, pause: &Pause) -> Out {
        let span = ours(pause.span);
        let tokens = match &pause.kind {
            PauseKind::Wait | PauseKind::Value(_) => self.received(span),
            PauseKind::From { .. } => quote_spanned!(span=> value),
        };
        Out {
            tokens,
            falls: true,
        }
    }

    /// What `resume` was given.
    pub(super) fn received(&mut self, span: Span) -> TokenStream {
        match &self.plan.resume {
            Resume::Unit => quote_spanned!(span=> ()),
            Resume::Value(_) if self.copies_arg() => quote_spanned!(span=> arg),
            Resume::Value(_) => {
                self.arg_used = true;
                quote_spanned!(span=> arg.take().unwrap())
            }
            Resume::Lent(_) => self.plan.loan_again.clone().unwrap_or_default(),
        }
    }

    /// What a delegate is resumed with.
    pub(super) fn passed(&mut self, pass: &Pass, span: Span) -> TokenStream {
        match pass {
            Pass::Unit => quote_spanned!(span=> ()),
            Pass::First(_) => self.received(span),
            Pass::Lend(place) => self.lend(place),
            Pass::Through { place, first } => {
                let place = self.expr(place);
                match first {
                    Some(_) if matches!(self.plan.resume, Resume::Value(_)) => {
                        let received = self.received(span);
                        quote_spanned!(span=> #place, #received)
                    }
                    Some(_) => quote_spanned!(span=> #place, ()),
                    None => {
                        quote_spanned!(span=> &mut __coro_lib_Stepped(#place).step(), ())
                    }
                }
            }
        }
    }

    fn lend(&mut self, place: &Expr) -> TokenStream {
        match place {
            Expr::Tuple(tuple) => {
                let span = ours(self.plan.span);
                let elems: Vec<_> = tuple.elems.iter().map(|elem| self.lend(elem)).collect();
                quote_spanned!(span=> (#(#elems),*))
            }
            Expr::Paren(paren) => self.lend(&paren.expr),
            Expr::Group(group) => self.lend(&group.expr),
            Expr::Path(_) => {
                let name = self.print(place);
                let span = ours(self.plan.span);
                quote_spanned!(span=> &mut *#name)
            }
            other => self.print(other),
        }
    }

    fn pause_name(&self, pause: &Pause) -> Ident {
        if let Some(name) = &pause.name {
            return name.clone();
        }
        let number = self.numbers.get(&pause.point).copied().unwrap_or(0);
        let word = match pause.kind {
            PauseKind::Wait => "Wait",
            PauseKind::Value(_) => "Yield",
            PauseKind::From { .. } => "From",
        };
        format_ident!("{word}{number}", span = ours(pause.span))
    }
}

/// What writes a state of a level, until it is known whether its states hold anything to drop.
pub fn put_name(level: usize, span: Span) -> TokenTree {
    TokenTree::Hole(Hole::Put(level), span)
}
