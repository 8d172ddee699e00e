//! From the user's syntax to the IR.
//!
//! Takes the body in sentinels ([`crate::scope`]), gives the tree of [`crate::ir`]: every pause stands in a
//! `let` or as a statement, and what Rust would have evaluated before it stands in a `let` before it.
//!
//! ```text
//! [source]  total += weigh(next(), yield_value!(total));
//! [output]  let arg1 = next();
//!           let sent = yield_value!(total);
//!           total += weigh(arg1, sent);
//! ```
//!
//! Code without a pause is copied untouched. Rules cited are those of the Rust reference: "Evaluation order
//! of operands", "Temporary scopes". It does not know types: what is moved and what is copied is decided in
//! [`crate::flow`].

mod arguments;
mod assertion;
mod borrowing;
mod called;
mod chain;
mod collected;
mod constants;
mod consumed;
mod control;
mod copied;
mod cursor;
mod cut;
mod doubt;
mod entered;
mod extended;
mod found;
mod gathered;
mod given_up;
mod growing;
mod hold;
mod kept;
mod leaves;
mod left;
mod lent_head;
mod looked;
mod loops;
mod matched;
mod once;
mod operands;
mod order;
mod pause;
mod pauses;
mod ranged;
mod receivers;
mod references;
mod released;
mod replayed;
mod rest;
mod sides;
mod spread;
mod statement;
mod stepped;
mod stream;
mod tails;
mod taken;
mod temporary;
mod text;
mod together;
mod under_closures;
mod walk;

pub use arguments::found_by_arguments;
pub use borrowing::{borrows_over_pauses, lends_a_part};
pub use chain::{flatten, has_let};
pub use consumed::{call_consumes, consumes, is_of_std};
pub use copied::copies_only;
pub use doubt::Doubt;
pub use given_up::give_up;
pub use hold::{Bindings, bindings};
pub use left::{Left, assignments, bind_left, declarations, lends, put_before};
pub use looked::is_found_with_effects;
pub use once::{closures_in, is_called_once, surely_gives};
pub use operands::{is_comparison, is_compound, is_logic};
pub use order::temporaries_first;
pub use pause::is_place;
pub use pauses::{block_pauses, pauses, stmt_pauses, yield_kind};
pub use ranged::indexing;
pub use references::{References, leads_outside};
pub use sides::{differ, let_sides, merge_arms};
pub use statement::attributes;
pub use temporary::{has_temporary, makes_guard};
pub use text::{of as text_of, source};
pub use together::each_place;

use proc_macro2::{Ident, Span};
use syn::{Expr, Pat, PatIdent};

use crate::ir::{Block, Let, Node, PointId, Stmt};
use crate::maps::HashSet;
use crate::names::{self, TargetId, VarId};
use crate::scope::{ClosureKind, Tables, Target, TargetKind};

/// The pass: hands out new variables and points while it walks.
pub struct Lowerer<'a> {
    /// The tables of the function; hidden variables are added.
    pub tables: &'a mut Tables,
    /// Variables that stand for the present loan of a lending coroutine.
    pub loans: &'a HashSet<VarId>,
    /// Each loan is the same place again ([`crate::lend`]).
    loans_are_same: bool,
    /// What is handed out is a `Poll`.
    pub polls: bool,
    /// How many points there are.
    pub points: u32,
    /// Iterators are kept in a form that can be compared and written.
    pub keeps: bool,
    /// Operands that are dropped together with the temporaries made beside them.
    pub outermost: HashSet<VarId>,
    /// The expression at hand is one that its temporaries end with.
    is_terminating: bool,
    /// Declarations of temporaries that outlive the blocks in whose tails they are made ([`tails`]).
    of_tails: Vec<Stmt>,
    state_name: Option<Ident>,
    /// The text of the `for` at hand.
    head: Option<String>,
}

impl<'a> Lowerer<'a> {
    /// A pass over one function.
    pub fn new(
        tables: &'a mut Tables,
        loans: &'a HashSet<VarId>,
        loans_are_same: bool,
        polls: bool,
    ) -> Self {
        Lowerer {
            tables,
            loans,
            loans_are_same,
            polls,
            points: 0,
            keeps: false,
            outermost: HashSet::default(),
            is_terminating: false,
            of_tails: Vec::new(),
            state_name: None,
            head: None,
        }
    }

    /// The next point, in the order of the source.
    fn point(&mut self) -> PointId {
        self.points += 1;
        PointId(self.points - 1)
    }

    /// Keeps what the user wrote at a point.
    fn note(&mut self, point: PointId, text: Option<String>) {
        self.tables.texts.extend(text.map(|text| (point, text)));
    }

    fn note_head(&mut self, point: PointId) {
        let text = self.head.take();
        self.note(point, text);
    }

    /// A variable of ours that plays `role`.
    fn hidden(&mut self, role: &str, mutable: bool, span: Span) -> VarId {
        let ident = Ident::new(role, Span::mixed_site().located_at(span));
        self.tables.hide(ident, mutable)
    }

    /// The pattern that binds a hidden variable.
    fn binding(&self, var: VarId, span: Span) -> Pat {
        let mutable = self.tables.var(var).is_some_and(|var| var.mutable);
        let span = Span::mixed_site().located_at(span);
        Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: mutable.then(|| syn::token::Mut(span)),
            ident: names::variable(var, span),
            subpat: None,
        })
    }

    /// A new mention of a variable.
    fn mention(&mut self, var: VarId, span: Span) -> Expr {
        self.mention_as(var, span, Span::mixed_site().located_at(span))
    }

    /// A new mention of a variable, with the hygiene of `printed`.
    fn mention_as(&mut self, var: VarId, span: Span, printed: Span) -> Expr {
        let ident = self.tables.var(var).map_or_else(
            || Ident::new("_value", span),
            |var| {
                let mut ident = var.ident.clone();
                ident.set_span(ident.span().located_at(span));
                ident
            },
        );
        self.tables.mention_again(var, ident, printed)
    }

    /// A new mention of a variable in a closure of ours, which borrows it.
    fn captured(&mut self, var: VarId, span: Span) -> Expr {
        let mention = self.mention(var, span);
        if let Some(row) = self.tables.mentions.last_mut() {
            row.in_closure = Some(ClosureKind::ByRef);
        }
        mention
    }

    /// A label of ours.
    fn target(&mut self, kind: TargetKind) -> TargetId {
        let id = TargetId::new(self.tables.targets.len());
        self.tables.targets.push(Target {
            id,
            label: None,
            kind,
            in_closure: false,
        });
        id
    }

    /// `let <role> = <node>;` put into `out`; gives a mention of it.
    fn bind(
        &mut self,
        role: &str,
        mutable: bool,
        node: Node,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let node = match node {
            Node::Block(mut block) if block.is_operands => {
                out.append(&mut block.stmts);
                match block.tail {
                    Some(tail) => *tail,
                    None => Node::Block(block),
                }
            }
            node => node,
        };
        let var = self.hidden(role, mutable, span);
        let pat = self.binding(var, span);
        match node {
            // in a `let` the parentheses would be reported
            Node::Plain(Expr::Paren(paren)) if paren.attrs.is_empty() => out.push(Stmt::Plain(
                syn::Stmt::Local(statement::local(pat, *paren.expr)),
            )),
            Node::Plain(expr) => {
                out.push(Stmt::Plain(syn::Stmt::Local(statement::local(pat, expr))))
            }
            init => {
                let before = self.point();
                let after = self.point();
                out.push(Stmt::Let(Box::new(Let {
                    attrs: Vec::new(),
                    pat,
                    ty: None,
                    init,
                    otherwise: None,
                    before,
                    after,
                    span,
                })));
            }
        }
        self.mention(var, span)
    }

    /// A node with statements before it.
    fn wrap(stmts: Vec<Stmt>, node: Node) -> Node {
        if stmts.is_empty() {
            return node;
        }
        Node::Block(Box::new(Block {
            target: None,
            is_operands: true,
            stmts,
            tail: Some(Box::new(node)),
        }))
    }
}
