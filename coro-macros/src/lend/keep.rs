//! Delegates that are stored together with what they borrow.
//!
//! A future that borrows a variable cannot be stored beside it, since a machine may be moved. Where its fn is not at
//! hand, so that it cannot be lent the place instead, it takes the variable along and gives it back:
//!
//! ```text
//! [source]  let n = stream.read(&mut buf).await?;
//! [output]  let (value, stream_2, buf_2) = yield_from!(async move {
//!               let value = stream.read(&mut buf).await;
//!               (value, stream, buf)
//!           });
//!           stream = stream_2;  buf = buf_2;
//!           let n = value?;
//! ```
//!
//! In safe Rust nothing but an `async` block can hold a value and a reference to it beside each other. It is pinned
//! in a box, as every future is that is not `Unpin`; the machine around it stays what it is.
//!
//! Takes the IR and what each delegate holds, gives the IR with such blocks.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Expr, Pat, parse_quote_spanned};

use super::held::Held;
use crate::carry::{Alias, Aliases};
use crate::flow::{Syntax, mentions_in};
use crate::ir::{Block, Let, Node, Pause, PauseKind, PointId, Stmt};
use crate::names::{self, MentionId, Sentinel, VarId};
use crate::scope::{ClosureKind, Origin, Tables};

/// A delegate that takes variables along.
#[derive(Debug)]
pub struct Keeping {
    /// The pause.
    pub point: PointId,
    /// What it holds.
    pub held: Held,
}

/// Writes the blocks.
pub fn keep(
    body: &mut Block,
    kept: Vec<Keeping>,
    aliases: &Aliases,
    points: &mut u32,
    tables: &mut Tables,
) {
    let mut keeper = Keeper {
        kept,
        aliases,
        points,
        tables,
    };
    keeper.block(body);
}

struct Keeper<'k> {
    kept: Vec<Keeping>,
    aliases: &'k Aliases,
    points: &'k mut u32,
    tables: &'k mut Tables,
}

impl Keeper<'_> {
    fn block(&mut self, block: &mut Block) {
        for stmt in &mut block.stmts {
            match stmt {
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    self.node(&mut binding.init);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node),
                Stmt::Part(part) => self.block(&mut part.body),
            }
        }
        if let Some(tail) = &mut block.tail {
            self.node(tail);
        }
    }

    fn node(&mut self, node: &mut Node) {
        match node {
            Node::Plain(_) => {}
            Node::Pause(pause) => {
                let is_it = |kept: &Keeping| kept.point == pause.point;
                if let Some(index) = self.kept.iter().position(is_it) {
                    let held = self.kept.swap_remove(index).held;
                    let empty = Node::Block(Box::default());
                    if let Node::Pause(pause) = std::mem::replace(node, empty) {
                        *node = self.kept_along(*pause, &held);
                    }
                }
            }
            Node::If(branch) => {
                self.node(&mut branch.cond);
                self.block(&mut branch.then);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise);
                }
            }
            Node::Match(choice) => choice
                .arms
                .iter_mut()
                .for_each(|arm| self.node(&mut arm.body)),
            Node::Loop(repeat) => self.block(&mut repeat.body),
            Node::Block(block) => self.block(block),
        }
    }

    /// The pause with a block for its delegate, and what puts the variables back.
    fn kept_along(&mut self, mut pause: Pause, held: &Held) -> Node {
        let span = names::made_at(pause.span);
        let PauseKind::From { delegate, .. } = &mut pause.kind else {
            return Node::Pause(Box::new(pause));
        };
        let made = std::mem::replace(delegate, syn::parse_quote!(()));
        let vars = self.owned(held);
        let (mut made, mut found) = (made, self.found(held));
        self.moves(&made);
        let taken: Vec<Expr> = vars
            .iter()
            .map(|var| self.mention(*var, span, true))
            .collect();
        // what one pattern binds is dropped from the last to the first
        let again = (vars.len() > 1).then(|| {
            let inner: Vec<VarId> = vars.iter().map(|var| self.inner(*var)).collect();
            let mut renamed = Renamed(&vars, &inner, self.tables);
            renamed.visit_expr_mut(&mut made);
            found
                .iter_mut()
                .for_each(|stmt| renamed.visit_stmt_mut(stmt));
            inner
        });
        let references: Vec<VarId> = found.iter().flat_map(bound_by).collect();
        let inner: Vec<VarId> = references
            .iter()
            .map(|var| self.inner_reference(*var, &vars))
            .collect();
        let mut renamed = Renamed(&references, &inner, self.tables);
        renamed.visit_expr_mut(&mut made);
        found
            .iter_mut()
            .for_each(|stmt| renamed.visit_stmt_mut(stmt));
        let back: Vec<Expr> = again
            .as_ref()
            .unwrap_or(&vars)
            .iter()
            .map(|var| self.mention(*var, span, true))
            .collect();
        let again = again.map(|inner| {
            let bound = inner.iter().map(|var| {
                let own = self.tables.var(*var).map(|row| row.ident.span());
                names::variable(*var, own.map_or(span, |own| own.located_at(span)))
            });
            quote_spanned!(span=> let (#(mut #bound),*) = (#(#taken),*);)
        });
        let value = Ident::new("value", span);
        let is_waiting = mentions_in(&made)
            .iter()
            .any(|mention| self.tables.waiting.contains(mention));
        let waited = match crate::flow::strip(&made) {
            Expr::Async(ours) if is_waiting => ours.block.to_token_stream(),
            _ => quote_spanned!(span=> __coro_lib_Awaited::new(#made).future().await),
        };
        *delegate = parse_quote_spanned! {span=>
            async move {
                #again
                #(#found)*
                let #value = #waited;
                (#value, #(#back),*)
            }
        };
        let (value, returned) = self.hidden("value", span);
        let mut patterns = vec![returned];
        let mut stmts = Vec::new();
        for var in vars {
            let name = self.name(var);
            let (back, pattern) = self.hidden(&name, span);
            patterns.push(pattern);
            let place = self.mention(var, span, false);
            if let Some(row) = self.tables.vars.get_mut(var.index()) {
                row.mutable = true;
            }
            stmts.push(Stmt::Plain(match held.later.contains(&var) {
                true => parse_quote_spanned!(span=> #place = #back;),
                false => parse_quote_spanned! {span=>
                    #[allow(unused_assignments)]
                    let () = #place = #back;
                },
            }));
        }
        let first = patterns.remove(0);
        let (before, after, place) = (self.point(), self.point(), pause.span);
        let taken = Stmt::Let(Box::new(Let {
            attrs: Vec::new(),
            pat: parse_tuple(first, patterns),
            ty: None,
            init: Node::Pause(Box::new(pause)),
            otherwise: None,
            before,
            after,
            span: place,
        }));
        stmts.insert(0, taken);
        Node::Block(Box::new(Block {
            target: None,
            is_operands: true,
            stmts,
            tail: Some(Box::new(Node::Plain(value))),
        }))
    }

    /// The variables themselves of those that are taken along: of a reference that is taken again, what it refers to.
    fn owned(&self, held: &Held) -> Vec<VarId> {
        let aliases = self.aliases;
        let is_owned = |var: &VarId| aliases.get(*var).is_none();
        let mut vars: BTreeSet<VarId> = held.vars.iter().copied().filter(is_owned).collect();
        let groups = aliases.groups().iter();
        let roots = groups.filter(|group| is_named(group, held, aliases));
        vars.extend(
            roots
                .flat_map(|group| group.roots.iter().copied())
                .filter(is_owned),
        );
        let age = |var: &VarId| held.order.iter().position(|other| other == var);
        let mut vars: Vec<VarId> = vars.into_iter().collect();
        vars.sort_by_key(age);
        vars
    }

    /// The variable as the block has it.
    fn inner(&mut self, var: VarId) -> VarId {
        let name = Ident::new("back", Span::mixed_site());
        let ident = self.tables.var(var).map_or(name, |row| row.ident.clone());
        let inner = self.tables.hide(ident, true);
        if let Some(row) = self.tables.vars.last_mut() {
            row.origin = Origin::Closure;
        }
        inner
    }

    /// A reference as the block has it. It must not hide a variable that is given back: `if let Some(x) = &mut x`.
    fn inner_reference(&mut self, var: VarId, owned: &[VarId]) -> VarId {
        let inner = self.inner(var);
        let name = self.name(inner);
        if owned.iter().any(|owned| self.name(*owned) == name)
            && let Some(row) = self.tables.vars.last_mut()
        {
            let name = format!("{}_inside", name.trim_start_matches("r#"));
            row.ident = Ident::new(&name, row.ident.span());
        }
        inner
    }

    /// What takes the references again, inside of the block as well.
    fn found(&mut self, held: &Held) -> Vec<syn::Stmt> {
        let aliases = self.aliases;
        let groups = aliases.groups().iter();
        let named = groups.filter(|group| is_named(group, held, aliases));
        let again = |group: &Alias| {
            let mut stmt = group.again.clone();
            Fresh(self.tables).visit_stmt_mut(&mut stmt);
            self.moves(&stmt);
            stmt
        };
        named.map(again).collect()
    }

    /// What is named there is moved into the block.
    fn moves(&mut self, tokens: &impl Syntax) {
        for mention in mentions_in(tokens) {
            if let Some(row) = self.tables.mentions.get_mut(mention.index()) {
                row.in_closure = Some(ClosureKind::Move);
            }
        }
    }

    fn name(&self, var: VarId) -> String {
        let row = self.tables.var(var);
        row.map_or_else(|| "back".to_string(), |row| row.ident.to_string())
    }

    fn mention(&mut self, var: VarId, span: Span, is_inside: bool) -> Expr {
        let ident = match self.tables.var(var) {
            Some(row) => row.ident.clone(),
            None => Ident::new("back", span),
        };
        // printed with the hygiene of its own name
        let printed = ident.span().located_at(span);
        let mention = self.tables.mention_again(var, ident, printed);
        if let Some(row) = self.tables.mentions.last_mut().filter(|_| is_inside) {
            row.in_closure = Some(ClosureKind::Move);
        }
        mention
    }

    fn hidden(&mut self, name: &str, span: Span) -> (Expr, Pat) {
        let ident = match syn::parse_str::<Ident>(name) {
            Ok(mut ident) => {
                ident.set_span(span);
                ident
            }
            Err(_) => Ident::new("back", span),
        };
        let var = self.tables.hide(ident, false);
        let pattern = Pat::Ident(syn::PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: names::variable(var, span),
            subpat: None,
        });
        (self.mention(var, span, false), pattern)
    }

    fn point(&mut self) -> PointId {
        *self.points += 1;
        PointId(*self.points - 1)
    }
}

/// Whether the delegate holds a reference of a group, or one that is found in it.
fn is_named(group: &Alias, held: &Held, aliases: &Aliases) -> bool {
    let is_in = |var: &VarId| group.vars.contains(var);
    let mut held = held.vars.iter();
    let roots = |var: &VarId| aliases.get(*var).map(|alias| &alias.roots);
    held.any(|var| is_in(var) || roots(var).is_some_and(|roots| roots.iter().any(is_in)))
}

/// The variables that a statement binds.
fn bound_by(stmt: &syn::Stmt) -> Vec<VarId> {
    match stmt {
        syn::Stmt::Local(local) => crate::flow::bound(&local.pat),
        _ => Vec::new(),
    }
}

/// Mentions of these variables become mentions of those.
struct Renamed<'r>(&'r [VarId], &'r [VarId], &'r mut Tables);

impl VisitMut for Renamed<'_> {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        let Renamed(from, to, tables) = self;
        let renamed = |var: VarId| from.iter().position(|other| *other == var);
        match names::parse(ident) {
            Some(Sentinel::Mention(mention)) => {
                if let Some(row) = tables.mentions.get_mut(mention.index())
                    && let Some(index) = renamed(row.var)
                {
                    row.var = to[index];
                }
            }
            Some(Sentinel::Variable(var)) => {
                if let Some(index) = renamed(var) {
                    *ident = names::variable(to[index], ident.span());
                }
            }
            _ => {}
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        mac.tokens = visit_tokens(std::mem::take(&mut mac.tokens), self);
    }
}

/// The identifiers in the arguments of a macro, which only rustc can expand.
fn visit_tokens(tokens: TokenStream, visitor: &mut impl VisitMut) -> TokenStream {
    let trees = tokens.into_iter().map(|tree| match tree {
        TokenTree::Ident(mut ident) => {
            visitor.visit_ident_mut(&mut ident);
            TokenTree::Ident(ident)
        }
        TokenTree::Group(group) => {
            let stream = visit_tokens(group.stream(), visitor);
            let mut inside = proc_macro2::Group::new(group.delimiter(), stream);
            inside.set_span(group.span());
            TokenTree::Group(inside)
        }
        other => other,
    });
    trees.collect()
}

/// Mentions of their own for what is written once more.
struct Fresh<'t>(&'t mut Tables);

impl VisitMut for Fresh<'_> {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if let Some(Sentinel::Mention(mention)) = names::parse(ident)
            && let Some(row) = self.0.mention(mention).cloned()
        {
            let id = MentionId::new(self.0.mentions.len());
            self.0.mentions.push(crate::scope::Mention { id, ..row });
            *ident = names::mention(id, ident.span());
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        mac.tokens = visit_tokens(std::mem::take(&mut mac.tokens), self);
    }
}

fn parse_tuple(first: Pat, rest: Vec<Pat>) -> Pat {
    let mut elems = syn::punctuated::Punctuated::new();
    elems.push(first);
    elems.push_punct(Default::default());
    elems.extend(rest);
    Pat::Tuple(syn::PatTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems,
    })
}
