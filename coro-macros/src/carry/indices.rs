//! Indices of places that are borrowed over a pause, kept as they were.
//!
//! A reference into a local is taken again after a pause ([`super::alias`]). An index in its place that may have
//! changed meanwhile would lead elsewhere, so it is evaluated once:
//!
//! ```text
//! [source]  let rest = &self.text[self.at..];  self.at += 1;  yield_wait!();  log(rest);
//! [output]  let index = self.at;  let rest = &self.text[index..];  self.at += 1;  ..
//! ```
//!
//! Takes the IR, changes it. It looks at what is bound to a borrow and at what a `match` or `if let` looks into,
//! where a pause follows in the same block. An index that cannot change stays where it is.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Expr, Pat, PatIdent};

use super::chain::found_in;
use super::visit::{Visitor, walk_block};
use crate::flow::{bound, mention_of, strip};
use crate::ir::{Block, Node, Stmt};
use crate::maps::HashSet;
use crate::names::{self, VarId};
use crate::scope::{Origin, Tables};

/// Evaluates such indices once.
pub fn keep_indices(body: &mut Block, tables: &mut Tables) {
    let mut ranges = Ranges(HashSet::default());
    walk_block(body, &mut ranges);
    let ranges = ranges.0;
    let mut keeper = Keeper { tables, ranges };
    keeper.block(body);
}

/// The variables that plainly are ranges, which are not `Copy`.
struct Ranges(HashSet<VarId>);

impl Visitor for Ranges {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        if let syn::Stmt::Local(local) = stmt
            && let Some(init) = &local.init
            && matches!(strip(&init.expr), Expr::Range(_))
        {
            self.0.extend(bound(&local.pat));
        }
    }
}

struct Keeper<'t> {
    tables: &'t mut Tables,
    ranges: HashSet<VarId>,
}

impl Keeper<'_> {
    fn block(&mut self, block: &mut Block) {
        let mut index = 0;
        while index < block.stmts.len() {
            let later = block.stmts[index + 1..].iter().any(Stmt::pauses);
            let is_followed = later || block.tail.as_ref().is_some_and(|tail| tail.pauses());
            let mut kept = Vec::new();
            match &mut block.stmts[index] {
                Stmt::Plain(syn::Stmt::Local(local)) if is_followed => {
                    if let Some(init) = local.init.as_mut().filter(|init| init.diverge.is_none()) {
                        self.borrow(&mut init.expr, &mut kept);
                    }
                }
                Stmt::Plain(_) => {}
                Stmt::Let(binding) => {
                    self.node(&mut binding.init, &mut kept);
                    if let Some(otherwise) = &mut binding.otherwise {
                        self.block(otherwise);
                    }
                }
                Stmt::Node(stmt) => self.node(&mut stmt.node, &mut kept),
                Stmt::Part(part) => self.block(&mut part.body),
            }
            let added = kept.len();
            block.stmts.splice(index..index, kept);
            index += added + 1;
        }
        if let Some(tail) = &mut block.tail {
            let mut kept = Vec::new();
            self.node(tail, &mut kept);
            block.stmts.extend(kept);
        }
    }

    /// What is kept before the node is added to `kept`.
    fn node(&mut self, node: &mut Node, kept: &mut Vec<Stmt>) {
        match node {
            Node::Plain(_) | Node::Pause(_) => {}
            Node::If(branch) => {
                match &mut branch.cond {
                    Node::Plain(Expr::Let(binding)) => self.borrow(&mut binding.expr, kept),
                    Node::Plain(_) => {}
                    cond => self.node(cond, kept),
                }
                self.block(&mut branch.then);
                if let Some(otherwise) = &mut branch.otherwise {
                    self.block(otherwise);
                }
            }
            Node::Match(choice) => {
                if choice.again.is_none() {
                    self.borrow(&mut choice.scrutinee, kept);
                }
                for arm in &mut choice.arms {
                    let mut inside = Vec::new();
                    self.node(&mut arm.body, &mut inside);
                    if !inside.is_empty() {
                        let body = std::mem::replace(&mut arm.body, Node::Block(Box::default()));
                        arm.body = Node::Block(Box::new(Block {
                            stmts: inside,
                            tail: Some(Box::new(body)),
                            ..Block::default()
                        }));
                    }
                }
            }
            Node::Loop(repeat) => self.block(&mut repeat.body),
            Node::Block(block) => self.block(block),
        }
    }

    /// `&place`, `place.as_str()`
    fn borrow(&mut self, expr: &mut Expr, kept: &mut Vec<Stmt>) {
        match expr {
            Expr::Reference(reference) => self.place(&mut reference.expr, kept),
            Expr::MethodCall(call) if call.args.is_empty() => {
                self.borrow(&mut call.receiver, kept);
                self.place(&mut call.receiver, kept);
            }
            // `list.get(self.at)`
            Expr::MethodCall(_) if found_in(expr, self.tables).is_some() => {
                if let Expr::MethodCall(call) = expr {
                    self.borrow(&mut call.receiver, kept);
                    for arg in call.args.iter_mut().filter(|arg| is_number(arg)) {
                        self.index(arg, kept);
                    }
                }
            }
            Expr::Try(tried) => self.borrow(&mut tried.expr, kept),
            Expr::Paren(paren) => self.borrow(&mut paren.expr, kept),
            Expr::Group(group) => self.borrow(&mut group.expr, kept),
            _ => {}
        }
    }

    fn place(&mut self, place: &mut Expr, kept: &mut Vec<Stmt>) {
        if !is_part(place) {
            return;
        }
        match place {
            Expr::Field(field) => self.place(&mut field.base, kept),
            Expr::Unary(unary) => self.place(&mut unary.expr, kept),
            Expr::Paren(paren) => self.place(&mut paren.expr, kept),
            Expr::Group(group) => self.place(&mut group.expr, kept),
            Expr::Index(index) => {
                self.place(&mut index.expr, kept);
                match self.is_range(&index.index) {
                    true => self.range(&mut index.index, kept),
                    false => self.index(&mut index.index, kept),
                }
            }
            _ => {}
        }
    }

    fn index(&mut self, index: &mut Expr, kept: &mut Vec<Stmt>) {
        match index {
            Expr::Paren(paren) => self.index(&mut paren.expr, kept),
            Expr::Group(group) => self.index(&mut group.expr, kept),
            // the key of a map
            Expr::Reference(key) => self.index(&mut key.expr, kept),
            Expr::Range(range) => {
                for end in [&mut range.start, &mut range.end].into_iter().flatten() {
                    self.index(end, kept);
                }
            }
            index if !self.stays(index) => {
                let value = self.keep(index.clone(), kept);
                match index {
                    // a range, which is not `Copy`
                    Expr::MethodCall(call) if call.method == "clone" => *call.receiver = value,
                    index => *index = value,
                }
            }
            _ => {}
        }
    }

    /// `span`, `span.clone()`
    fn is_range(&self, index: &Expr) -> bool {
        match strip(index) {
            Expr::MethodCall(call) => call.method == "clone" && self.is_range(&call.receiver),
            index => {
                let row = mention_of(index).and_then(|mention| self.tables.mention(mention));
                row.is_some_and(|row| self.ranges.contains(&row.var))
            }
        }
    }

    /// A range as an index that is used again.
    fn range(&mut self, index: &mut Expr, kept: &mut Vec<Stmt>) {
        if !self.stays(strip(index)) {
            *index = self.keep(index.clone(), kept);
        }
        let span = names::made_at(index.span());
        *index = syn::parse_quote_spanned!(span=> __coro_lib_Indexing(&#index).again());
    }

    /// Whether an index is the same whenever it is evaluated.
    fn stays(&self, index: &Expr) -> bool {
        match index {
            Expr::Lit(_) => true,
            Expr::Path(_) => match crate::flow::mention_of(index) {
                Some(mention) => {
                    let row = self.tables.mention(mention);
                    let var = row.and_then(|row| self.tables.var(row.var));
                    var.is_some_and(|var| !var.mutable || var.origin == Origin::Hidden)
                }
                None => true,
            },
            Expr::Binary(binary) => self.stays(&binary.left) && self.stays(&binary.right),
            Expr::Cast(cast) => self.stays(&cast.expr),
            Expr::Paren(paren) => self.stays(&paren.expr),
            Expr::Group(group) => self.stays(&group.expr),
            Expr::MethodCall(call) if call.method == "clone" => self.stays(&call.receiver),
            _ => false,
        }
    }

    /// `let index = value;`, and a mention of it.
    fn keep(&mut self, value: Expr, kept: &mut Vec<Stmt>) -> Expr {
        let span = names::made_at(value.span());
        let ident = Ident::new("index", span);
        let var = self.tables.hide(ident.clone(), false);
        let mention = self.tables.mention_again(var, ident, span);
        let binding = Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: names::variable(var, span),
            subpat: None,
        });
        kept.push(Stmt::Plain(
            syn::parse_quote_spanned!(span=> let #binding = #value;),
        ));
        mention
    }
}

/// Whether an expression is a part of a variable, whatever is run to find its indices.
fn is_part(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_part(&field.base),
        Expr::Index(index) => is_part(&index.expr),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)) && is_part(&unary.expr),
        Expr::Paren(paren) => is_part(&paren.expr),
        Expr::Group(group) => is_part(&group.expr),
        _ => false,
    }
}

/// What may be a number or a range of such: a place, or reckoned from places.
fn is_number(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Field(_) | Expr::Lit(_) => true,
        Expr::Binary(binary) => is_number(&binary.left) && is_number(&binary.right),
        Expr::Cast(cast) => is_number(&cast.expr),
        Expr::Paren(paren) => is_number(&paren.expr),
        Expr::Group(group) => is_number(&group.expr),
        Expr::Range(range) => [&range.start, &range.end]
            .into_iter()
            .flatten()
            .all(|end| is_number(end)),
        _ => false,
    }
}
