//! Which number a literal without a suffix is, for a machine whose type has a name.
//!
//! rustc finds out from what is done with the variable; so much of that as is plain to see is looked at here.
//!
//! ```text
//! let mut round = 0;   while round < names.len() { .. }       usize
//! let mut total = 0;   total += order.price;                  the type of `price`
//! let mut at = 0;      list[at];                              usize
//! let mut count = 0;   .. count }                             what the fn returns
//! ```
//!
//! Takes the IR, gives for each variable what it is used with, in the order of the source.

use syn::visit::{self, Visit};
use syn::{Expr, Lit, Type, parse_quote};

use crate::carry::{Visitor, walk_block};
use crate::flow::{mention_of, strip};
use crate::ir::{Block, Node, Pause, PauseKind, Stmt};
use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::Tables;

/// What a variable has the same type as.
#[derive(Debug, Clone)]
pub enum Alike {
    /// This.
    Type(Type),
    /// What this is worth.
    Value(Expr),
}

/// What the fn says of values that leave it.
#[derive(Debug, Default)]
pub struct Leaving {
    /// What it yields.
    pub yielded: Option<Type>,
    /// What it returns.
    pub returned: Option<Type>,
}

/// What the variables of a body are used with.
pub fn uses(body: &Block, tables: &Tables, leaving: &Leaving) -> HashMap<VarId, Vec<Alike>> {
    let mut uses = Uses {
        tables,
        leaving,
        found: HashMap::default(),
    };
    walk_block(body, &mut uses);
    uses.tail(body);
    uses.found
}

/// Whether it is a number without a suffix.
pub fn is_bare_number(expr: &Expr) -> bool {
    match strip(expr) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(int) => int.suffix().is_empty(),
            Lit::Float(float) => float.suffix().is_empty(),
            _ => false,
        },
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Neg(_)) && is_bare_number(&unary.expr),
        _ => false,
    }
}

struct Uses<'a> {
    tables: &'a Tables,
    leaving: &'a Leaving,
    found: HashMap<VarId, Vec<Alike>>,
}

impl Uses<'_> {
    fn is(&mut self, expr: &Expr, alike: Alike) {
        let row = mention_of(expr).and_then(|mention| self.tables.mention(mention));
        if let Some(row) = row {
            self.found.entry(row.var).or_default().push(alike);
        }
    }

    /// What a block is worth that is worth what the fn returns.
    fn tail(&mut self, block: &Block) {
        match (block.tail.as_deref(), block.stmts.last()) {
            (Some(tail), _) => self.worth(tail),
            (None, Some(Stmt::Part(part))) => self.tail(&part.body),
            (None, _) => {}
        }
    }

    fn worth(&mut self, node: &Node) {
        match node {
            Node::Plain(value) => self.returned(value),
            Node::Block(block) => self.tail(block),
            Node::If(choice) => {
                self.tail(&choice.then);
                choice.otherwise.iter().for_each(|block| self.tail(block));
            }
            Node::Match(choice) => choice.arms.iter().for_each(|arm| self.worth(&arm.body)),
            Node::Pause(_) | Node::Loop(_) => {}
        }
    }

    /// What is returned, in each branch.
    fn returned(&mut self, value: &Expr) {
        let of_block = |block: &syn::Block| match block.stmts.last() {
            Some(syn::Stmt::Expr(tail, None)) => Some(tail.clone()),
            _ => None,
        };
        match value {
            Expr::Match(choice) => {
                choice.arms.iter().for_each(|arm| self.returned(&arm.body));
            }
            Expr::If(choice) => {
                of_block(&choice.then_branch)
                    .iter()
                    .for_each(|tail| self.returned(tail));
                if let Some((_, otherwise)) = &choice.else_branch {
                    self.returned(otherwise);
                }
            }
            Expr::Block(block) => {
                of_block(&block.block)
                    .iter()
                    .for_each(|tail| self.returned(tail));
            }
            value => {
                if let Some(ty) = &self.leaving.returned {
                    self.is(value, Alike::Type(ty.clone()));
                }
            }
        }
    }

    fn are_alike(&mut self, one: &Expr, other: &Expr) {
        self.is(one, Alike::Value(other.clone()));
        self.is(other, Alike::Value(one.clone()));
    }
}

impl Visitor for Uses<'_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }

    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn pause(&mut self, pause: &Pause) {
        if let (PauseKind::Value(Some(value)), Some(ty)) = (&pause.kind, &self.leaving.yielded) {
            self.is(value, Alike::Type(ty.clone()));
        }
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        use syn::BinOp;
        let is_shift = matches!(
            binary.op,
            BinOp::Shl(_) | BinOp::Shr(_) | BinOp::ShlAssign(_) | BinOp::ShrAssign(_)
        );
        if !is_shift {
            self.are_alike(&binary.left, &binary.right);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.are_alike(&assign.left, &assign.right);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        self.is(&index.index, Alike::Type(parse_quote!(usize)));
        visit::visit_expr_index(self, index);
    }

    fn visit_expr_return(&mut self, value: &'ast syn::ExprReturn) {
        if let Some(value) = &value.expr {
            self.returned(value);
        }
        visit::visit_expr_return(self, value);
    }

    /// What is returned there is returned from there.
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
