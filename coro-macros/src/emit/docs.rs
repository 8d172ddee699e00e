//! The table of states for the docs of the generated fn.
//!
//! Takes the printed levels and the ways between pauses, gives Markdown:
//!
//! ```text
//! | state | stands at | holds | goes to |
//! | --- | --- | --- | --- |
//! | `Start` | not started | `from`, `limit` | `From2`, `Done` |
//! | `From2` | line 7: `yield_from!(sleep(i))` | `line`, `iter`, `log`, `limit` | `From2`, `Done` |
//! ```
//!
//! It is only made for rustdoc, so that a fn without docs is still told of by `missing_docs`, and other builds do
//! not read it.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::{Emitter, Field, Holds, State, ours};
use crate::carry::{Visitor, walk_block};
use crate::flow::Reached;
use crate::ir::{Block, Pause, PauseKind, PointId};

/// The pauses of a body, in the order of the source, each with whether it is a delegate's.
fn pauses(body: &Block) -> Vec<(PointId, bool)> {
    struct Pauses(Vec<(PointId, bool)>);
    impl Visitor for Pauses {
        fn pause(&mut self, pause: &Pause) {
            let is_delegate = matches!(pause.kind, PauseKind::From { .. });
            self.0.push((pause.point, is_delegate));
        }
    }
    let mut found = Pauses(Vec::new());
    walk_block(body, &mut found);
    found.0
}

impl Emitter<'_> {
    /// `#![cfg_attr(doc, doc = "..")]`
    pub(super) fn states_for_docs(&self, body: &Block) -> TokenStream {
        if self.plan.is_expression {
            return TokenStream::new();
        }
        let table = self.table(body);
        let span = ours(self.plan.span);
        quote_spanned!(span=> #![cfg_attr(doc, doc = #table)])
    }

    fn table(&self, body: &Block) -> String {
        let pauses = pauses(body);
        let points: HashSet<PointId> = pauses.iter().map(|(point, _)| *point).collect();
        let states: HashMap<PointId, (usize, &State)> = self
            .levels
            .iter()
            .enumerate()
            .flat_map(|(level, found)| found.states.iter().map(move |state| (level, state)))
            .filter_map(|(level, state)| Some((state.point?, (level, state))))
            .collect();
        let name = |reached: &Reached| match reached {
            Reached::End => Some("`Done`".to_string()),
            Reached::Pause(point) => states
                .get(point)
                .map(|(_, state)| format!("`{}`", state.ident)),
        };
        let goes_to = |point: Option<PointId>, is_delegate: bool| {
            let mut reached = self.plan.flow.ways().from(point, &points);
            if let Some(point) = point.filter(|_| is_delegate) {
                reached.insert(0, Reached::Pause(point));
            }
            let mut names: Vec<String> = reached.iter().filter_map(name).collect();
            names.dedup();
            names.join(", ")
        };
        let start = self.levels.first().and_then(|root| root.states.first());
        let start = start
            .map(|state| self.held_by(&state.fields))
            .unwrap_or_default();
        let mut table = String::from(
            "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n",
        );
        table += &format!(
            "| `Start` | not started | {} | {} |\n",
            start.join(", "),
            goes_to(None, false)
        );
        for (point, is_delegate) in pauses {
            let Some((level, state)) = states.get(&point) else {
                continue;
            };
            let mut holds = self.held_by(&state.fields);
            self.held_around(*level, &mut holds);
            table += &format!(
                "| `{}` | {} | {} | {} |\n",
                state.ident,
                state.doc.replace('|', "\\|"),
                holds.join(", "),
                goes_to(Some(point), is_delegate),
            );
        }
        table + "| `Done` | returned | | |\n"
    }

    /// The variables in some fields.
    fn held_by(&self, fields: &[Field]) -> Vec<String> {
        let shown = |field: &&Field| matches!(field.holds, Holds::Var(_) | Holds::Given(_));
        fields
            .iter()
            .filter(shown)
            .map(|field| format!("`{}`", field.ident))
            .collect()
    }

    /// What the states around a level hold.
    fn held_around(&self, level: usize, holds: &mut Vec<String>) {
        let is_it = |field: &Field| matches!(field.holds, Holds::Level(inner) if inner == level);
        let around = self.levels.iter().enumerate().find_map(|(outer, found)| {
            let state = found
                .states
                .iter()
                .find(|state| state.fields.iter().any(is_it))?;
            Some((outer, state))
        });
        if let Some((outer, state)) = around {
            holds.extend(self.held_by(&state.fields));
            self.held_around(outer, holds);
        }
    }
}
