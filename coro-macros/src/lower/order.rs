//! Which is dropped first where a statement is left in the middle: operands, then temporaries.
//!
//! A value that is to be moved into a call belongs to the call; one that is only borrowed belongs to the statement
//! around it. So while something pauses, what waits to be moved is dropped before all temporaries, also those made
//! after it (not in the reference; so it is in rustc's MIR, where an operand's drop is scheduled in the scope of its
//! expression):
//!
//! ```text
//! [source]  takes(make(1), make(2).size() + yield_value!(3))
//! [output]  let guard;  let operand = make(1);  guard = make(2);  let left = guard.size();  ..
//! ```
//!
//! Where temporaries end with the expression itself (a condition, the tail of a block: edition 2024), its own operands
//! are of the same scope, and all are dropped in the reverse of the order in which they were made.
//!
//! Takes the IR, gives it with the declarations of such temporaries in front of the operands.

use proc_macro2::Span;
use syn::{Expr, Pat};

use super::temporary::has_no_drop;
use crate::flow::{bound, mentions_in};
use crate::ir::{Block, Let, Node, Stmt};
use crate::maps::HashSet;
use crate::names::VarId;
use crate::scope::{Origin, Tables};

/// What temporaries are called.
const TEMPORARIES: &[&str] = &["guard", "held", "owner", "compared", "scrutinee"];

/// What waits to be moved is called something of these.
const OPERANDS: &[&str] = &[
    "operand",
    "receiver",
    "builder",
    "item",
    "field",
    "left",
    "right",
    "end",
    "index",
    "sent",
    "delegated",
];

/// Orders the statements of all blocks.
pub fn temporaries_first(block: &mut Block, outermost: &HashSet<VarId>, tables: &mut Tables) {
    for stmt in &mut block.stmts {
        match stmt {
            Stmt::Plain(_) => {}
            Stmt::Let(binding) => {
                in_node(&mut binding.init, outermost, tables);
                if let Some(otherwise) = &mut binding.otherwise {
                    temporaries_first(otherwise, outermost, tables);
                }
            }
            Stmt::Node(stmt) => in_node(&mut stmt.node, outermost, tables),
            Stmt::Part(part) => temporaries_first(&mut part.body, outermost, tables),
        }
    }
    if let Some(tail) = &mut block.tail {
        in_node(tail, outermost, tables);
    }
    let mut index = 0;
    while index < block.stmts.len() {
        if is_declared(&block.stmts[index], tables)
            && let Some(at) = waiting(&block.stmts[..index], outermost, tables)
        {
            let declared = block.stmts.remove(index);
            block.stmts.insert(at, declared);
        } else if let Some(var) = temporary(&block.stmts[index], tables)
            && let Some(at) = waiting(&block.stmts[..index], outermost, tables)
        {
            declare_earlier(block, var, index, at, tables);
            index += 1;
        } else if is_worth(&block.stmts[index], tables)
            && let Some(at) = waiting(&block.stmts[..index], outermost, tables)
            && let Stmt::Let(binding) = &mut block.stmts[index]
            && let Some((declared, assigned)) = worth_apart(binding, tables)
        {
            block.stmts.insert(index + 1, assigned);
            block.stmts.insert(at, declared);
            index += 2;
        }
        index += 1;
    }
}

fn in_node(node: &mut Node, outermost: &HashSet<VarId>, tables: &mut Tables) {
    match node {
        Node::Plain(_) | Node::Pause(_) => {}
        Node::If(branch) => {
            in_node(&mut branch.cond, outermost, tables);
            temporaries_first(&mut branch.then, outermost, tables);
            if let Some(otherwise) = &mut branch.otherwise {
                temporaries_first(otherwise, outermost, tables);
            }
        }
        Node::Match(choice) => {
            let arms = choice.arms.iter_mut();
            arms.for_each(|arm| in_node(&mut arm.body, outermost, tables));
        }
        Node::Loop(repeat) => temporaries_first(&mut repeat.body, outermost, tables),
        Node::Block(block) => temporaries_first(block, outermost, tables),
    }
}

/// The temporary that a statement makes.
pub(super) fn temporary(stmt: &Stmt, tables: &Tables) -> Option<VarId> {
    let Stmt::Plain(syn::Stmt::Local(local)) = stmt else {
        return None;
    };
    local.init.as_ref()?;
    hidden(&local.pat, TEMPORARIES, tables)
}

/// `let left1;`, of a part of a temporary, or `let guard;`, of one that is made later.
pub(super) fn is_declared(stmt: &Stmt, tables: &Tables) -> bool {
    let Stmt::Plain(syn::Stmt::Local(local)) = stmt else {
        return false;
    };
    let row = declared_by(stmt).and_then(|var| tables.var(var));
    local.init.is_none()
        && row.is_some_and(|row| {
            let name = row.ident.to_string();
            let is_temporary = name.starts_with("left") || TEMPORARIES.contains(&name.as_str());
            row.origin == Origin::Hidden && is_temporary
        })
}

/// The variable that a declaration without a value declares.
pub(super) fn declared_by(stmt: &Stmt) -> Option<VarId> {
    match stmt {
        Stmt::Plain(syn::Stmt::Local(local)) => bound(&local.pat).first().copied(),
        _ => None,
    }
}

/// The first of some statements that names a variable; behind them all, if none does.
pub(super) fn first_naming(stmts: &[Stmt], var: VarId, tables: &Tables) -> usize {
    let first = stmts.iter().position(|stmt| names(stmt, var, tables));
    first.unwrap_or(stmts.len())
}

/// Where the first operand is made that waits at the end of `stmts`.
fn waiting(stmts: &[Stmt], outermost: &HashSet<VarId>, tables: &Tables) -> Option<usize> {
    stmts.iter().enumerate().position(|(index, stmt)| {
        let var = match stmt {
            Stmt::Plain(syn::Stmt::Local(local)) => match &local.init {
                Some(init) if has_no_drop(&init.expr) => None,
                Some(_) => hidden(&local.pat, OPERANDS, tables),
                None => None,
            },
            Stmt::Let(binding) => hidden(&binding.pat, OPERANDS, tables),
            _ => None,
        };
        let later = stmts.get(index + 1..).unwrap_or_default();
        let var = var.filter(|var| !outermost.contains(var));
        var.is_some_and(|var| !later.iter().any(|stmt| names(stmt, var, tables)))
    })
}

/// Whether a statement binds a temporary to what a pause is worth.
fn is_worth(stmt: &Stmt, tables: &Tables) -> bool {
    let Stmt::Let(binding) = stmt else {
        return false;
    };
    hidden(&binding.pat, TEMPORARIES, tables).is_some()
}

/// `let guard;`, and `guard = sent;` of what a pause is worth, which is `let sent = yield_wait!();` now.
pub(super) fn worth_apart(binding: &mut Let, tables: &mut Tables) -> Option<(Stmt, Stmt)> {
    let var = hidden(&binding.pat, TEMPORARIES, tables).filter(|_| binding.otherwise.is_none())?;
    let span = Span::mixed_site().located_at(binding.span);
    let name = proc_macro2::Ident::new("sent", span);
    let sent = tables.hide(name.clone(), false);
    let bound = crate::syntax::made::name(crate::names::variable(sent, span));
    let pat = std::mem::replace(&mut binding.pat, bound);
    let worth = tables.mention_again(sent, name, span);
    let name = tables.var(var)?.ident.clone();
    let place = tables.mention_again(var, name, span);
    Some((
        Stmt::Plain(syn::parse_quote_spanned!(span=> let #pat;)),
        Stmt::Plain(syn::parse_quote_spanned!(span=> #place = #worth;)),
    ))
}

/// The variable of ours that `pat` binds, if it has one of these names.
fn hidden(pat: &Pat, names: &[&str], tables: &Tables) -> Option<VarId> {
    let var = bound(pat).first().copied()?;
    let row = tables.var(var)?;
    let is_one = names.contains(&row.ident.to_string().as_str());
    (row.origin == Origin::Hidden && is_one).then_some(var)
}

fn names(stmt: &Stmt, var: VarId, tables: &Tables) -> bool {
    struct Names<'t>(VarId, &'t Tables, bool);
    impl crate::carry::Visitor for Names<'_> {
        fn expr(&mut self, expr: &Expr) {
            let (var, tables) = (self.0, self.1);
            let is_it = |mention| tables.mention(mention).is_some_and(|row| row.var == var);
            self.2 |= mentions_in(expr).into_iter().any(is_it);
        }
        fn stmt(&mut self, stmt: &syn::Stmt) {
            let (var, tables) = (self.0, self.1);
            let is_it = |mention| tables.mention(mention).is_some_and(|row| row.var == var);
            self.2 |= mentions_in(stmt).into_iter().any(is_it);
        }
    }
    let mut names = Names(var, tables, false);
    crate::carry::walk_stmt(stmt, &mut names);
    names.2
}

/// `let guard;` before statement `at`, and `guard = value;` where it was declared.
fn declare_earlier(block: &mut Block, var: VarId, index: usize, at: usize, tables: &mut Tables) {
    if let Some(declared) = declare_apart(&mut block.stmts[index], var, tables) {
        block.stmts.insert(at, declared);
    }
}

/// `let guard;`, of which `guard = value;` is left.
pub(super) fn declare_apart(stmt: &mut Stmt, var: VarId, tables: &mut Tables) -> Option<Stmt> {
    let Stmt::Plain(syn::Stmt::Local(local)) = stmt else {
        return None;
    };
    let init = local.init.take()?;
    let declared = Stmt::Plain(syn::Stmt::Local(local.clone()));
    let span = local.let_token.span;
    let name = tables.var(var).map(|row| row.ident.clone());
    let name = name.unwrap_or_else(|| proc_macro2::Ident::new("guard", span));
    let place = tables.mention_again(var, name, Span::mixed_site().located_at(span));
    let value = init.expr;
    *stmt = Stmt::Plain(syn::parse_quote_spanned!(span=> #place = #value;));
    Some(declared)
}

/// `let part2;  let part1 = ..;  part2 = ..;` of variables that are bound from statement `first` on.
pub fn declare_in_reverse(out: &mut Vec<Stmt>, first: usize, parts: &[Expr], tables: &mut Tables) {
    let vars: Vec<Option<VarId>> = parts
        .iter()
        .map(|part| Some(tables.mention(crate::flow::mention_of(part)?)?.var))
        .collect();
    let mut block = Block {
        stmts: out.split_off(first),
        ..Block::default()
    };
    let vars: Vec<VarId> = vars.into_iter().flatten().collect();
    for var in vars.iter().skip(1) {
        declare_first(&mut block, *var, tables);
    }
    // what the parts are made with is older than the whole
    let made = block.stmts.iter().filter_map(|stmt| {
        let left = || declared_by(stmt).filter(|_| is_declared(stmt, tables));
        temporary(stmt, tables).or_else(left)
    });
    let made: Vec<VarId> = made.filter(|var| !vars.contains(var)).collect();
    for var in made.into_iter().rev() {
        declare_first(&mut block, var, tables);
    }
    out.append(&mut block.stmts);
}

fn declare_first(block: &mut Block, var: VarId, tables: &mut Tables) {
    let is_it = |stmt: &Stmt| declared_by(stmt) == Some(var);
    let Some(index) = block.stmts.iter().position(is_it) else {
        return;
    };
    match is_declared(&block.stmts[index], tables) {
        true => {
            let declared = block.stmts.remove(index);
            block.stmts.insert(0, declared);
        }
        false => declare_earlier(block, var, index, 0, tables),
    }
}
