//! Calls of the user's own `macro_rules!`, where what they become matters here.
//!
//! Only rustc expands macros, and it does so after `coro!` has read the body. But a macro that stands in the body, or
//! in the same file, can be looked into; where it pauses, leaves the function, binds a variable or names one around its
//! definition, a call of it is replaced by what it becomes:
//!
//! ```text
//! [source]  macro_rules! say { ($text:expr) => { yield_value!($text.to_string()) } }  ..  say!("hello");
//! [output]  yield_value!("hello".to_string());
//! ```
//!
//! All other calls stay what they are.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::{Block, Expr, Macro, Stmt, StmtMacro, Token};

use super::Resolver;
use super::rules::{expand, rules};
use crate::maps::HashSet;
use crate::names::{self, YieldKind};

/// So many calls are replaced in one function.
const LIMIT: usize = 500;

impl Resolver<'_> {
    /// The statements that a call becomes.
    pub(super) fn expanded_statements(
        &mut self,
        call: &StmtMacro,
        is_last: bool,
    ) -> Option<Vec<Stmt>> {
        if !call.attrs.is_empty() {
            return None;
        }
        let tokens = self.expanded(&call.mac)?;
        let parse = |input: syn::parse::ParseStream| Block::parse_within(input);
        let mut stmts = syn::parse::Parser::parse2(parse, tokens).ok()?;
        let ends = call.semi_token.is_some() || !is_last;
        if let Some(Stmt::Expr(_, semi @ None)) = stmts.last_mut()
            && ends
        {
            let span = names::made_at(call.mac.bang_token.spans[0]);
            *semi = call.semi_token.or(Some(Token![;](span)));
        }
        Some(stmts)
    }

    /// The expression that a call becomes.
    pub(super) fn expanded_expression(&mut self, call: &Macro) -> Option<Expr> {
        let tokens = self.expanded(call)?;
        let parse = |input: syn::parse::ParseStream| {
            let expr: Expr = input.parse()?;
            input.parse::<Option<Token![;]>>()?;
            Ok(expr)
        };
        syn::parse::Parser::parse2(parse, tokens).ok()
    }

    fn expanded(&mut self, call: &Macro) -> Option<TokenStream> {
        let name = call.path.get_ident()?;
        // the file, which the next question may read, has no rules for these
        let is_pause = YieldKind::ALL.iter().any(|kind| name == kind.macro_name());
        if is_pause || self.expansions >= LIMIT {
            return None;
        }
        let local = self
            .local_macros
            .iter()
            .rev()
            .find(|local| local.name == *name);
        let (definition, at) = match local {
            Some(local) => (local.rules.clone(), None),
            None => (crate::split::rules_of_macro(name)?, Some(name.span())),
        };
        let uses = local.map_or(&[][..], |local| &local.uses);
        if at.is_some() && self.can_stay(name, &definition, &call.tokens) {
            return None;
        }
        let is_needed = !uses.is_empty()
            || matters(&definition)
            || pauses(&call.tokens)
            || leaves(&call.tokens);
        let is_same = |(var, ident): &(_, Ident)| self.environment.find(ident) == Some(*var);
        if !is_needed || !uses.iter().all(is_same) {
            return None;
        }
        let kept: HashSet<String> = uses.iter().map(|(_, ident)| ident.to_string()).collect();
        let rules = rules(definition)?;
        let made = expand(&rules, call.tokens.clone(), at, &|ident| {
            kept.contains(&ident.to_string())
        })?;
        self.expansions += 1;
        self.expanded.insert(name.to_string());
        Some(made)
    }

    /// Whether a call of a macro that returns early can stay a call: its return is caught, and nothing else leaves it.
    fn can_stay(&self, name: &Ident, definition: &TokenStream, given: &TokenStream) -> bool {
        let jumps = any_word(definition, &["break", "continue"]);
        let stays = !jumps
            && !returns_a_value(definition)
            && !pauses(definition)
            && !pauses(given)
            && !leaves(given);
        stays && self.catches && crate::emit::returns_by_name(name)
    }

    /// A macro of which all calls were replaced would be reported as unused.
    pub(super) fn allow_expanded(&self, stmts: &mut [Stmt]) {
        for stmt in stmts {
            if let Stmt::Item(syn::Item::Macro(item)) = stmt
                && item
                    .ident
                    .as_ref()
                    .is_some_and(|name| self.expanded.contains(&name.to_string()))
            {
                let span = Span::mixed_site();
                item.attrs
                    .push(syn::parse_quote_spanned!(span=> #[allow(unused_macros)]));
            }
        }
    }
}

/// Whether what a macro becomes pauses, leaves the function or a loop, or binds a variable for the statements behind it.
fn matters(definition: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = definition.clone().into_iter().collect();
    // what a rule becomes stands behind `=>`
    let is_arrow = |pair: &[TokenTree]| matches!(pair, [TokenTree::Punct(a), TokenTree::Punct(b)] if a.as_char() == '=' && b.as_char() == '>');
    let made = trees.windows(3).filter(|window| is_arrow(&window[..2]));
    let groups = made.filter_map(|window| match &window[2] {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    groups.into_iter().any(|made| {
        let binds = made
            .clone()
            .into_iter()
            .any(|tree| is_word(&tree, &["let"]));
        binds || pauses(&made) || leaves(&made)
    })
}

/// Whether what is returned somewhere is not plainly what `?` would return: `Err(..)`, `None`.
fn returns_a_value(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    trees.iter().enumerate().any(|(index, tree)| match tree {
        TokenTree::Group(group) => returns_a_value(&group.stream()),
        tree if is_word(tree, &["return"]) => {
            let is_of_path = |tree: &&TokenTree| {
                matches!(tree, TokenTree::Ident(_))
                    || matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ':')
            };
            let path = trees[index + 1..].iter().take_while(is_of_path);
            !path
                .last()
                .is_some_and(|last| is_word(last, &["Err", "None"]))
        }
        _ => false,
    })
}

/// Whether one of the words stands among the tokens.
fn any_word(tokens: &TokenStream, words: &[&str]) -> bool {
    tokens.clone().into_iter().any(|tree| match &tree {
        TokenTree::Group(group) => any_word(&group.stream(), words),
        tree => is_word(tree, words),
    })
}

fn is_word(tree: &TokenTree, words: &[&str]) -> bool {
    matches!(tree, TokenTree::Ident(ident) if words.iter().any(|word| ident == word))
}

/// Whether a yield or `.await` stands among the tokens.
pub(super) fn pauses(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => YieldKind::of_macro(&ident).is_some() || ident == "await",
        TokenTree::Group(group) => pauses(&group.stream()),
        _ => false,
    })
}

/// Whether `return`, `break`, `continue` or `?` stands among the tokens.
fn leaves(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_mark = |tree: Option<&TokenTree>, mark: char| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
    let before = |index: usize, steps: usize| trees.get(index.checked_sub(steps)?);
    let is_group = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Group(_)));
    // `$(..)?`, `$(..),?`
    let is_sign = |index: usize| {
        (1..=2)
            .any(|steps| is_group(before(index, steps)) && is_mark(before(index, steps + 1), '$'))
    };
    trees.iter().enumerate().any(|(index, tree)| match tree {
        TokenTree::Group(group) => leaves(&group.stream()),
        TokenTree::Punct(_) => is_mark(Some(tree), '?') && !is_sign(index),
        tree => is_word(tree, &["return", "break", "continue"]),
    })
}
