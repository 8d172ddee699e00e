//! Entering a level and running it; [`super::bring`] brings home what it parked.
//!
//! Takes the point of a level, gives the code around its own.
//!
//! ```text
//! let at = For1::Next;  put(state, State::For1 { at, iter, log });
//! 'for1: loop { .. }
//! let log = match replace(state, State::Running) { State::For1 { log, .. } => log, other => lost(other) };
//! ```

use proc_macro2::{Ident, Span};

use super::bindings::parked_of;
use super::code::names_label;
use super::dispatch::way_to;
use super::jump::block_label;
use super::site::Site;
use super::{Emitter, Entering, Field, Holds, Level, LevelKind, Out, Round, State, Then, ours};
use crate::flow::{Use, mentions_in};
use crate::ir::{Block, Node, Part, Pass, Pause, PauseKind, PointId, Stmt};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::tokens::{Hole, TokenStream, TokenTree, quote_spanned};

impl Emitter<'_> {
    /// Control comes to a level: what is alive is parked in the state that stands for it.
    pub(super) fn enter_level(
        &mut self,
        point: PointId,
        kind: LevelKind,
        word: &str,
        given: Option<&Ident>,
        span: Span,
    ) -> Out {
        let index = self.level_at(point, kind, word, span);
        let ident = self.levels[index].ident.clone();
        let place = ours(span);
        let (begun, enters) = match kind {
            LevelKind::Loop(_) => {
                let begun = TokenTree::Hole(Hole::Begin(index), place);
                let enters = TokenTree::Hole(Hole::Enter(index), place);
                let begun = TokenStream::from(vec![begun]);
                (begun, quote_spanned!(place=> #enters;))
            }
            _ => {
                let start = Ident::new(start_of(kind), place);
                (quote_spanned!(place=> #ident::#start), TokenStream::new())
            }
        };
        let stand = self.stand_in(index, point, word, given, begun, span);
        let label = way_to(&self.levels[index].place);
        Out {
            tokens: quote_spanned!(place=> { #stand #enters break #label; }),
            falls: false,
        }
    }

    /// The level that begins at a point.
    fn level_at(&mut self, point: PointId, kind: LevelKind, word: &str, span: Span) -> usize {
        if let Some(index) = self.level_of.get(&point) {
            return *index;
        }
        let number = self.numbers.get(&point).copied().unwrap_or(0);
        let site = Site::of(span, self.plan.tables.texts.get(&point));
        let index = self.new_level(kind, word, number, site, span);
        self.level_of.insert(point, index);
        index
    }

    /// The state that stands for an inner level, which is in the state `inner`.
    pub(super) fn stand_in(
        &mut self,
        index: usize,
        point: PointId,
        word: &str,
        given: Option<&Ident>,
        inner: TokenStream,
        span: Span,
    ) -> TokenStream {
        let at = self.free_field("at", span);
        let field = Field {
            ident: at,
            holds: Holds::Level(index),
        };
        let site = self.levels[index].site.clone();
        let number = self.numbers.get(&point).copied().unwrap_or(0);
        let name = match given {
            Some(name) => name.clone(),
            None => Ident::new(&format!("{}{number}", super::camel(word)), ours(span)),
        };
        self.stand(point, name, site, Some((field, inner)), span)
    }

    /// Control comes to a part. One that begins with a pause is entered in the state of that pause:
    ///
    /// ```text
    /// [source]  let big = [0; 1024];  yield_value!(1);  big[0] += 1;  yield_value!(2);  ..
    /// [output]  let value = 1;  put(state, State::With1 { at: With1::Yield2, big });  return Yielded(value);
    /// ```
    pub(super) fn enter_part(&mut self, part: &Part) -> Out {
        let Some(pause) = self.first_pause(part) else {
            return self.enter_level(part.point, LevelKind::Part, "with", None, part.span);
        };
        let level = self.level_at(part.point, LevelKind::Part, "with", part.span);
        self.levels[level].begins_paused = true;
        let (point, span) = (part.point, part.span);
        self.entering = Some(Entering { level, point, span });
        self.pause(pause)
    }

    /// The pause that a part begins with, if what it hands out takes none of the variables that the part's state holds.
    fn first_pause<'p>(&self, part: &'p Part) -> Option<&'p Pause> {
        let pause = begins_with(part.body.stmts.first()?)?;
        let exprs = match &pause.kind {
            PauseKind::Wait => [None, None],
            PauseKind::Value(value) => [value.as_ref(), None],
            PauseKind::From { delegate, pass } => match pass {
                Pass::Unit => [Some(delegate), None],
                Pass::First(first) => [Some(delegate), Some(first)],
                Pass::Lend(_) | Pass::Through { .. } => return None,
            },
        };
        let mut mentions = exprs.into_iter().flatten().flat_map(mentions_in);
        let is_taken = |id| {
            let var = self.plan.tables.mention(id).map(|row| row.var);
            let is_own = |var: VarId| self.scope.iter().any(|(own, _)| *own == var);
            self.plan.flow.use_of(id) == Use::Move
                && var.is_some_and(|var| is_own(var) && !self.plan.carry.is_scalar(var))
        };
        (!mentions.any(is_taken)).then_some(pause)
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
        let code = match self.levels[index].begins_paused {
            true => self.paused_level_code(body),
            false => {
                let begin = quote_spanned!(span=> #name::#start);
                self.levels[index].push_empty(start.clone(), begins);
                self.level_code(body, begin, TokenStream::new(), Vec::new())
            }
        };
        if self.levels[index].is_emptied.get() {
            let empty = self.levels[index].empty();
            self.levels[index].push_empty(empty, "Its code is running.");
        }
        self.outputs.pop();
        self.arms.pop();
        self.stack.pop();
        self.scope = saved_scope;
        self.depth = saved_depth;
        self.parked = saved_parked;
        if self.levels[index].is_bare() {
            self.levels[index]
                .states
                .retain(|state| state.point.is_some());
        }
        let level = &self.levels[index];
        let (label, place, leaves) = (level.label.clone(), level.place.clone(), level.leaves);
        let tokens = match level.kind {
            LevelKind::Loop(_) => {
                let is_named = names_label(&code, &label);
                let label = is_named.then(|| quote_spanned!(span=> #label:));
                match level.round {
                    Round::Flag if !level.is_bare() => quote_spanned! {span=>
                        { let mut next = if let #name::#start = #place { true } else { false }; #label loop { #code } }
                    },
                    _ => quote_spanned!(span=> #label loop { #code }),
                }
            }
            _ if leaves => quote_spanned!(span=> #label: { #code }),
            _ => quote_spanned!(span=> { #code }),
        };
        (tokens, leaves, index)
    }

    /// Whether a field of a level's state becomes a local again after the level.
    pub(super) fn comes_home(&self, field: &Field) -> bool {
        match field.holds {
            Holds::Var(var) | Holds::Dead(var) => {
                // the iterator of a `for` dies with the loop's state
                !self.plan.tables.var(var).is_some_and(|row| {
                    let name = row.ident.to_string();
                    let role = name.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit());
                    row.origin == crate::scope::Origin::Hidden
                        && matches!(role, "iter" | "position")
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
            // two labels in a row are hard to read
            Some(done) if is_labelled(&run) => quote_spanned!(span=> break #done { #run };),
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
                    let before = self.arms.last().map(|arm| arm.used.clone());
                    let value = self.expr(&value);
                    let home = self.home(point, false);
                    // what came home for the value only is not named by the code after the level
                    let homed = self.fields_of(point);
                    let homed = homed.iter().filter_map(super::bindings::variable_of);
                    if let (Some(arm), Some(before)) = (self.arms.last_mut(), before) {
                        homed.for_each(|var| {
                            if !before.contains(&var) {
                                arm.used.remove(&var);
                            }
                        });
                    }
                    quote_spanned!(span=> #label: { #tokens } #home #value;)
                }
            };
        }
        let label = done.map(|done| quote_spanned!(span=> #done:));
        (quote_spanned!(span=> #label { #tokens }), crosses)
    }
}

/// The pause that is the first thing a statement does.
fn begins_with(stmt: &Stmt) -> Option<&Pause> {
    let node = match stmt {
        Stmt::Let(binding) => &binding.init,
        Stmt::Node(stmt) => &stmt.node,
        Stmt::Plain(_) | Stmt::Part(_) => return None,
    };
    match node {
        Node::Pause(pause) => Some(pause),
        // that of a labelled block has to be known before
        Node::Block(block) if block.target.is_none() => begins_with(block.stmts.first()?),
        _ => None,
    }
}

impl Level {
    fn push_empty(&mut self, ident: Ident, words: &'static str) {
        self.states.push(State {
            point: None,
            ident,
            fields: Vec::new(),
            site: Site::Words(words),
        });
    }
}

/// Whether tokens begin with a label.
fn is_labelled(tokens: &TokenStream) -> bool {
    let first = tokens.clone().into_iter().next();
    matches!(first, Some(TokenTree::Punct('\'', ..)))
}

/// The name of a level's first state.
pub fn start_of(kind: LevelKind) -> &'static str {
    match kind {
        LevelKind::Loop(_) => "Next",
        LevelKind::Part | LevelKind::Root => "Start",
    }
}
