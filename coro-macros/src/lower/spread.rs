//! A call of which the argument is decided by branches that pause, one of which makes a box.
//!
//! What is expected of a call tells rustc what is expected of its argument, through its branches: a `Box<dyn Shape>`
//! and not the `Box<Circle>` that stands there. A variable for the argument would not be told. So the call is made in
//! each branch:
//!
//! ```text
//! [source]  Some(if c { yield_value!(1); Box::new(A) } else { Box::new(B) })
//! [output]  if c { yield_value!(1); Some(Box::new(A)) } else { Some(Box::new(B)) }
//! ```
//!
//! That is done where nobody can tell the difference: of constructors, and of `list.push(..)` where no variable of a
//! branch would live longer.

use syn::spanned::Spanned;
use syn::{Block, Expr, Stmt};

use super::{Lowerer, has_temporary, is_place, pauses};
use crate::flow::{last_names, mention_of, strip};

/// Methods that put what they are given into a list.
const PUTTING: &[&str] = &["push", "push_back", "push_front"];

impl Lowerer<'_> {
    /// The branches with the call in them.
    pub(super) fn spread(&mut self, call: &Expr) -> Option<Expr> {
        let (arg, is_constructor) = match call {
            Expr::Call(made) if super::extended::constructs(&made.func) => {
                (made.args.first().filter(|_| made.args.len() == 1)?, true)
            }
            Expr::MethodCall(put) if PUTTING.iter().any(|name| put.method == name) => {
                mention_of(&put.receiver)?;
                (put.args.first().filter(|_| put.args.len() == 1)?, false)
            }
            _ => return None,
        };
        let is_branch = matches!(strip(arg), Expr::If(_) | Expr::Match(_));
        if !is_branch || !pauses(arg) {
            return None;
        }
        let mut branches = strip(arg).clone();
        let tails = tails_of(&mut branches)?;
        let is_quiet = tails.iter().all(|tail| !has_temporary(tail, self.tables));
        let makes_one = tails.iter().any(|tail| makes_box(tail));
        let is_unseen = is_constructor || is_quiet && declares_nothing(&branches);
        if !makes_one || !is_unseen {
            return None;
        }
        let tails = tails_of(&mut branches)?;
        for tail in tails {
            let value = std::mem::replace(tail, super::operands::empty());
            *tail = self.with_argument(call, value);
        }
        Some(branches)
    }

    /// The call, of another argument.
    fn with_argument(&mut self, call: &Expr, value: Expr) -> Expr {
        let mut call = call.clone();
        match &mut call {
            Expr::Call(made) => made.args[0] = value,
            Expr::MethodCall(put) => {
                put.args[0] = value;
                let row = mention_of(&put.receiver).and_then(|list| self.tables.mention(list));
                if let Some(var) = row.map(|row| row.var) {
                    let list = self.mention(var, put.receiver.span());
                    *put.receiver = syn::parse_quote!(#list);
                }
            }
            _ => {}
        }
        call
    }
}

/// The values of the branches that have one; nothing where they are not all seen.
fn tails_of(expr: &mut Expr) -> Option<Vec<&mut Expr>> {
    match expr {
        Expr::Paren(paren) => tails_of(&mut paren.expr),
        Expr::Group(group) => tails_of(&mut group.expr),
        Expr::If(branch) => {
            let mut tails = tail_of(&mut branch.then_branch)?;
            tails.extend(tails_of(&mut branch.else_branch.as_mut()?.1)?);
            Some(tails)
        }
        Expr::Match(choice) => {
            let mut tails = Vec::new();
            for arm in &mut choice.arms {
                tails.extend(tails_of(&mut arm.body)?);
            }
            Some(tails)
        }
        // control does not come from there
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => Some(Vec::new()),
        Expr::Block(syn::ExprBlock {
            label: None, block, ..
        }) => tail_of(block),
        other => Some(vec![other]),
    }
}

fn tail_of(block: &mut Block) -> Option<Vec<&mut Expr>> {
    match block.stmts.last_mut()? {
        Stmt::Expr(expr, None) => tails_of(expr),
        Stmt::Expr(Expr::Return(_) | Expr::Break(_) | Expr::Continue(_), Some(_)) => {
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Whether no block of the branches has a variable.
fn declares_nothing(expr: &Expr) -> bool {
    let has_none = |block: &Block| {
        let mut stmts = block.stmts.iter();
        stmts.all(|stmt| match stmt {
            Stmt::Expr(expr, None) => declares_nothing(expr),
            Stmt::Expr(..) => true,
            _ => false,
        })
    };
    match strip(expr) {
        Expr::If(branch) => {
            let is_let = super::has_let(&branch.cond);
            let otherwise = branch.else_branch.as_ref();
            !is_let
                && has_none(&branch.then_branch)
                && otherwise.is_none_or(|(_, expr)| declares_nothing(expr))
        }
        Expr::Match(choice) => {
            let mut arms = choice.arms.iter();
            !has_bindings(choice) && arms.all(|arm| declares_nothing(&arm.body))
        }
        Expr::Block(block) => has_none(&block.block),
        _ => true,
    }
}

fn has_bindings(choice: &syn::ExprMatch) -> bool {
    let mut arms = choice.arms.iter();
    arms.any(|arm| !crate::flow::bound(&arm.pat).is_empty()) || !is_place(&choice.expr)
}

/// `Box::new(A)`, `Rc::new(A)`, `&place`
fn makes_box(value: &Expr) -> bool {
    match strip(value) {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => last_names(&path.path).is_some_and(|(name, owner)| {
                let is_box =
                    owner.is_some_and(|owner| ["Arc", "Box", "Rc"].iter().any(|it| owner == it));
                is_box && (name == "new" || name == "pin")
            }),
            _ => false,
        },
        Expr::Reference(reference) => is_place(&reference.expr),
        _ => false,
    }
}
