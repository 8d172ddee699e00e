//! The states as a graph: what is written down of a function, and how its machine says where it stands.
//!
//! Takes the printed levels and the ways between pauses. Gives each state a number, in the order of the enums with the
//! states of a level behind the state that holds it, and from that
//!
//! ```text
//! const LAYOUT: &'static str = "collect\tsrc/main.rs\t5\n0s Start\t..";       // `coro_core::inspect` reads it
//!
//! look: |state, look| match state {
//!     State::Start { .. } => 0,
//!     State::For1 { at, .. } => match at { For1::From2 { inner, .. } => look.inside(3, inner), _ => 4 },
//!     State::Done => 5,
//!     _ => 4, // its code is running
//! }
//! ```
//!
//! `docs.rs` makes a table of the same rows.

use proc_macro2::{Ident, Literal};

use super::site::{self, Site};
use super::{Emitter, Field, Holds, Resume, State, ours};
use crate::carry::{Visitor, walk_block};
use crate::flow::Reached;
use crate::ir::{Block, Pass, Pause, PauseKind, PointId};
use crate::maps::{HashMap, HashSet};
use crate::tokens::{TokenStream, TokenTree, quote_spanned};

/// The states of a function, each at the position that is its number.
pub struct Graph<'e> {
    pub rows: Vec<Row<'e>>,
}

/// One state.
pub struct Row<'e> {
    pub name: String,
    pub kind: Kind,
    /// The levels it stands in, each with the state of it that stands for the next one; at last the state itself.
    path: Vec<(usize, &'e State)>,
    pub site: Site,
    /// The numbers of the states it goes to.
    pub goes_to: Vec<usize>,
}

/// What kind of state.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Start,
    Wait,
    Value,
    Delegate(How),
    Level,
    Begin,
    Running,
    Done,
}

/// What a delegate receives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    Unit,
    Given,
    Lent,
}

impl Kind {
    /// As it is written down.
    fn letter(self) -> char {
        match self {
            Kind::Start => 's',
            Kind::Wait => 'w',
            Kind::Value => 'v',
            Kind::Delegate(_) => 'f',
            Kind::Level => 'l',
            Kind::Begin => 'n',
            Kind::Running => 'r',
            Kind::Done => 'd',
        }
    }

    /// Whether a machine that is not running can be seen in it.
    pub fn is_shown(self) -> bool {
        !matches!(self, Kind::Level | Kind::Begin | Kind::Running)
    }
}

impl Row<'_> {
    /// The fields of its variant.
    fn own(&self) -> &[Field] {
        self.path.last().map_or(&[], |(_, state)| &state.fields)
    }

    /// The fields of its variant and of those it stands in, innermost first.
    pub fn all(&self) -> impl Iterator<Item = &Field> {
        self.path.iter().rev().flat_map(|(_, state)| &state.fields)
    }

    fn depth(&self) -> usize {
        self.path.len().saturating_sub(1)
    }
}

/// The pauses of a body, each with its kind.
fn pauses(body: &Block) -> HashMap<PointId, Kind> {
    struct Pauses(HashMap<PointId, Kind>);
    impl Visitor for Pauses {
        fn pause(&mut self, pause: &Pause) {
            let kind = match &pause.kind {
                PauseKind::Wait => Kind::Wait,
                PauseKind::Value(_) => Kind::Value,
                PauseKind::From { pass, .. } => Kind::Delegate(match pass {
                    Pass::Unit | Pass::Through { .. } => How::Unit,
                    Pass::First(_) => How::Given,
                    Pass::Lend(_) => How::Lent,
                }),
            };
            self.0.insert(pause.point, kind);
        }
    }
    let mut found = Pauses(HashMap::default());
    walk_block(body, &mut found);
    found.0
}

impl Emitter<'_> {
    /// The graph, once all levels are printed and their states are in order.
    pub(super) fn graph(&self, body: &Block) -> Graph<'_> {
        let pauses = pauses(body);
        let mut graph = Graph { rows: Vec::new() };
        self.add_level(0, &mut Vec::new(), &pauses, &mut graph);
        for (name, kind) in [("Running", Kind::Running), ("Done", Kind::Done)] {
            graph.rows.push(Row {
                name: name.to_string(),
                kind,
                path: Vec::new(),
                site: Site::Unknown,
                goes_to: Vec::new(),
            });
        }
        self.add_ways(&pauses, &mut graph);
        graph
    }

    fn add_level<'e>(
        &'e self,
        level: usize,
        path: &mut Vec<(usize, &'e State)>,
        pauses: &HashMap<PointId, Kind>,
        graph: &mut Graph<'e>,
    ) {
        for state in &self.levels[level].states {
            path.push((level, state));
            let inner = state.fields.iter().find_map(|field| match field.holds {
                Holds::Level(inner) => Some(inner),
                _ => None,
            });
            // the level that a machine begins in, if it has no state before
            let begins = graph.rows.iter().all(|row| row.kind == Kind::Level);
            let kind = match (state.point, inner) {
                (_, Some(_)) => Kind::Level,
                (Some(point), None) => pauses.get(&point).copied().unwrap_or(Kind::Wait),
                (None, None) if begins => Kind::Start,
                (None, None) => Kind::Begin,
            };
            graph.rows.push(Row {
                name: state.ident.to_string(),
                kind,
                path: path.clone(),
                site: state.site.clone(),
                goes_to: Vec::new(),
            });
            if let Some(inner) = inner {
                self.add_level(inner, path, pauses, graph);
            }
            path.pop();
        }
    }

    fn add_ways(&self, pauses: &HashMap<PointId, Kind>, graph: &mut Graph<'_>) {
        let points: HashSet<PointId> = pauses.keys().copied().collect();
        let point_of = |row: &Row<'_>| row.path.last().and_then(|(_, state)| state.point);
        let numbers: HashMap<PointId, usize> = graph
            .rows
            .iter()
            .enumerate()
            .filter_map(|(number, row)| Some((point_of(row)?, number)))
            .collect();
        let done = graph.rows.len() - 1;
        for (number, row) in graph.rows.iter_mut().enumerate() {
            let from = match row.kind {
                Kind::Start => None,
                Kind::Wait | Kind::Value | Kind::Delegate(_) => point_of(row),
                _ => continue,
            };
            let reached = self.plan.flow.ways().from(from, &points);
            let stays = matches!(row.kind, Kind::Delegate(_)).then_some(number);
            let next = reached.iter().filter_map(|reached| match reached {
                Reached::End => Some(done),
                Reached::Pause(point) => numbers.get(point).copied(),
            });
            row.goes_to = stays.into_iter().chain(next).collect();
            row.goes_to.sort_unstable();
            row.goes_to.dedup();
        }
    }

    /// `"collect\tsrc/main.rs\t5\n0s Start\t..."`
    pub(super) fn packed(&self, graph: &Graph<'_>) -> String {
        let name = self.plan.name.trim_start_matches("r#");
        let span = self.plan.span;
        let line = Site::of(span, None).line();
        let mut packed = format!("{name}\t{}\t{line}", site::file(span));
        for row in &graph.rows {
            let text = row.site.text().replace('\t', " ");
            let fields: Vec<String> = row.own().iter().map(|field| self.marked(field)).collect();
            let goes_to: Vec<String> = row.goes_to.iter().map(usize::to_string).collect();
            packed += &format!(
                "\n{}{} {}\t{}\t{text}\t{}\t{}",
                row.depth(),
                row.kind.letter(),
                row.name,
                row.site.line(),
                fields.join(" "),
                goes_to.join(" "),
            );
        }
        packed
    }

    fn marked(&self, field: &Field) -> String {
        let name = field.ident.to_string();
        let name = name.trim_start_matches("r#");
        match field.holds {
            Holds::Level(_) => format!("@{name}"),
            Holds::Delegate(_) => format!(">{name}"),
            Holds::Dead(_) => format!("~{name}"),
            Holds::Var(var) if self.plan.carry.is_flagged(var) => format!("{name}?"),
            Holds::Var(_) | Holds::Given(_) => name.to_string(),
        }
    }

    /// `|state, look| match state { .. }`. What has returned, or was left by a panic, is known without it; it need not be
    /// told of the state in which the function begins.
    pub(super) fn look(&self, graph: &Graph<'_>) -> TokenStream {
        let span = ours(self.plan.span);
        let (arms, _) = self.arms_of_level(0, &mut 0, graph);
        let delegates = |row: &Row<'_>| matches!(row.kind, Kind::Delegate(_));
        let is_asked = graph.rows.iter().any(delegates);
        let matched = match arms.as_slice() {
            [] => quote_spanned!(span=> 0),
            [(pattern, number)] if matches!(number.trees(), [TokenTree::Literal(_)]) => {
                quote_spanned!(span=> if let #pattern = state { #number } else { 0 })
            }
            arms => {
                let arms: Vec<_> = arms.iter().map(arm).collect();
                quote_spanned!(span=> match state { #(#arms,)* _ => 0 })
            }
        };
        if self.plan.prints_values {
            return quote_spanned!(span=> |state, look| { look.values(state); #matched });
        }
        match (arms.is_empty(), is_asked) {
            (true, _) => quote_spanned!(span=> |_, _| 0),
            (_, false) => quote_spanned!(span=> |state, _| #matched),
            (_, true) => quote_spanned!(span=> |state, look| #matched),
        }
    }

    /// The arms of the states of a level, of which the first has the number `next`. An inner level of which more than
    /// one state is seen is matched by itself. Tells whether all states of the level have an arm.
    fn arms_of_level(
        &self,
        level: usize,
        next: &mut usize,
        graph: &Graph<'_>,
    ) -> (Vec<(TokenStream, TokenStream)>, bool) {
        let span = ours(self.plan.span);
        let (mut arms, mut is_whole) = (Vec::new(), true);
        for state in &self.levels[level].states {
            let number = *next;
            *next += 1;
            let mut inner = state.fields.iter().filter_map(|field| match field.holds {
                Holds::Level(inner) => Some((&field.ident, inner)),
                _ => None,
            });
            let Some((at, inner)) = inner.next() else {
                let seen = graph.rows.get(number);
                match seen.filter(|row| row.kind.is_shown() && number > 0) {
                    Some(row) => arms.push(self.arm_of(number, row, false)),
                    None => is_whole = false,
                }
                continue;
            };
            let (inner_arms, is_inner_whole) = self.arms_of_level(inner, next, graph);
            let (name, ident) = (&self.levels[level].ident, &state.ident);
            let seen = graph.rows.iter().enumerate().take(*next).skip(number + 1);
            let only = seen.rev().find(|(_, row)| row.kind.is_shown());
            let depth = graph.rows[number].depth() + 1;
            arms.push(match (inner_arms.as_slice(), only) {
                ([], _) => {
                    is_whole = false;
                    continue;
                }
                ([_], Some((number, row))) if row.depth() == depth => {
                    is_whole &= is_inner_whole;
                    self.arm_of(number, row, true)
                }
                ([(pattern, value)], _) => {
                    is_whole &= is_inner_whole;
                    let others = (state.fields.len() > 1).then(|| quote_spanned!(span=> , ..));
                    (
                        quote_spanned!(span=> #name::#ident { #at: #pattern #others }),
                        value.clone(),
                    )
                }
                (inner_arms, _) => {
                    let inner_arms: Vec<_> = inner_arms.iter().map(arm).collect();
                    let others = (!is_inner_whole).then(|| quote_spanned!(span=> _ => 0,));
                    (
                        quote_spanned!(span=> #name::#ident { #at, .. }),
                        quote_spanned!(span=> match #at { #(#inner_arms,)* #others }),
                    )
                }
            });
        }
        (arms, is_whole)
    }

    /// `is_nested`: the level around the state is matched together with it.
    fn arm_of(&self, number: usize, row: &Row<'_>, is_nested: bool) -> (TokenStream, TokenStream) {
        let span = ours(self.plan.span);
        let number = Literal::usize_unsuffixed(number);
        let delegate = row.own().iter().find_map(|field| match field.holds {
            Holds::Delegate(_) => Some(&field.ident),
            _ => None,
        });
        let pattern = self.pattern_of(row, delegate, is_nested);
        let number = match (row.kind, delegate) {
            (Kind::Delegate(how), Some(delegate)) => {
                let receives = match (how, &self.plan.resume) {
                    (How::Unit, _) => {
                        return (
                            pattern,
                            quote_spanned!(span=> look.inside(#number, #delegate)),
                        );
                    }
                    (How::Given, Resume::Value(Some(ty))) => quote_spanned!(span=> #ty),
                    (How::Given | How::Lent, _) => quote_spanned!(span=> _),
                };
                quote_spanned!(span=> look.inside_given::<#receives, _>(#number, #delegate))
            }
            _ => quote_spanned!(span=> #number),
        };
        (pattern, number)
    }

    /// `For2::From3 { inner }`, or with the level around it: `State::For2 { at: For2::From3 { inner }, .. }`.
    fn pattern_of(&self, row: &Row<'_>, delegate: Option<&Ident>, is_nested: bool) -> TokenStream {
        let span = ours(self.plan.span);
        let Some(((level, state), outer)) = row.path.split_last() else {
            let (root, name) = (&self.levels[0].ident, Ident::new(&row.name, span));
            return quote_spanned!(span=> #root::#name);
        };
        let name = |level: usize, state: &State| {
            let (name, ident) = (&self.levels[level].ident, &state.ident);
            quote_spanned!(span=> #name::#ident)
        };
        let leaf = name(*level, state);
        let pattern = match (state.fields.as_slice(), delegate) {
            ([], _) => leaf,
            (_, None) => quote_spanned!(span=> #leaf { .. }),
            ([_], Some(delegate)) => quote_spanned!(span=> #leaf { #delegate }),
            (_, Some(delegate)) => quote_spanned!(span=> #leaf { #delegate, .. }),
        };
        let around = outer.last().filter(|_| is_nested);
        let Some((outer, at)) = around.and_then(|(level, state)| {
            let mut fields = state.fields.iter();
            let at = fields.find(|field| matches!(field.holds, Holds::Level(_)))?;
            Some(((*level, state), &at.ident))
        }) else {
            return pattern;
        };
        let (outer, fields) = (name(outer.0, outer.1), outer.1.fields.len());
        // a level of one state need not be looked into
        let is_only = delegate.is_none() && self.levels[*level].states.len() == 1;
        match fields {
            _ if is_only => quote_spanned!(span=> #outer { .. }),
            1 => quote_spanned!(span=> #outer { #at: #pattern }),
            _ => quote_spanned!(span=> #outer { #at: #pattern, .. }),
        }
    }
}

fn arm((pattern, value): &(TokenStream, TokenStream)) -> TokenStream {
    let span = proc_macro2::Span::mixed_site();
    quote_spanned!(span=> #pattern => #value)
}
