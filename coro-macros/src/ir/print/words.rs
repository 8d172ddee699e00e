//! What a listing says of variables, points and the user's own syntax.
//!
//! Takes ids and syntax in sentinels, gives words: the names the output has, what is held at a point, the labels
//! of the levels. It prints no line: [`super`] does.

use proc_macro2::{Group, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use super::Printer;
use super::text::line;
use crate::flow::Held;
use crate::ir::PointId;
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Rendering, print_back};

impl Printer<'_> {
    pub(super) fn name(&self, var: VarId) -> String {
        let row = self.listing.tables.var(var);
        row.map_or_else(|| format!("?{var}"), |row| row.ident.to_string())
    }

    /// `p4 holds a, b; drops c`
    pub(super) fn held(&self, point: PointId, verb: &str) -> String {
        let mut text = format!("p{}", point.0);
        let Some(facts) = self.listing.flow.at(point) else {
            return text + " is never reached";
        };
        let (mut alive, mut again, mut dead) = (Vec::new(), Vec::new(), Vec::new());
        for &var in self.scope.iter().skip(self.level) {
            if facts.held(var) == Held::No {
                continue;
            }
            let is_used = facts.later.has(var);
            let flag = if self.listing.carry.is_flagged(var) {
                "?"
            } else {
                ""
            };
            let name = self.name(var) + flag;
            if self.listing.aliases.get(var).is_some() {
                again.extend(is_used.then_some(name));
            } else if is_used {
                alive.push(name);
            } else if !self.listing.carry.is_scalar(var) {
                dead.push(name);
            }
        }
        let lists = [(verb, alive), ("retakes", again), ("drops", dead)];
        let told: Vec<String> = lists
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(verb, names)| format!(" {verb} {}", names.join(", ")))
            .collect();
        text += &told.join(";");
        text
    }

    /// The user's syntax, or what a pass made of it, on one line.
    pub(super) fn text(&self, syntax: &impl ToTokens) -> String {
        let tables = self.listing.tables;
        let tokens = self.labelled(syntax.to_token_stream());
        let printed = print_back(tokens, tables, &mut |mention| {
            let var = tables
                .mention(mention)
                .and_then(|mention| tables.var(mention.var));
            var.map_or(Rendering::Verbatim, |var| {
                Rendering::Tokens(var.ident.to_token_stream())
            })
        });
        line(printed)
    }

    /// Labels of loops and blocks that pause are the names of their states.
    fn labelled(&self, tokens: TokenStream) -> TokenStream {
        let mut after_apostrophe = false;
        let relabel = |tree| {
            let was_label = after_apostrophe;
            after_apostrophe = matches!(&tree, TokenTree::Punct(punct)
                if punct.as_char() == '\'' && punct.spacing() == Spacing::Joint);
            match tree {
                TokenTree::Ident(ident) if was_label => TokenTree::Ident(self.label(ident)),
                TokenTree::Group(group) => {
                    let stream = self.labelled(group.stream());
                    TokenTree::Group(Group::new(group.delimiter(), stream))
                }
                other => other,
            }
        };
        tokens.into_iter().map(relabel).collect()
    }

    fn label(&self, ident: Ident) -> Ident {
        match names::parse(&ident) {
            Some(Sentinel::Target { id, .. }) => match self.labels.get(&id) {
                Some(label) => Ident::new(label, ident.span()),
                None => ident,
            },
            _ => ident,
        }
    }
}
