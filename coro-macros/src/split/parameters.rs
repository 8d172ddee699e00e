//! Parameters, in the order in which Rust drops them.
//!
//! Takes a body that begins with `let (a, _) = arg1;` for each parameter that is a pattern, gives one in which
//! a parameter that is a tuple is split as well. A parameter is dropped after what its own pattern binds and
//! before the parameters in front of it (reference, "Destructors"); so where something is bound in the body
//! for one parameter, those behind it are bound again after that.
//!
//! ```text
//! [source]  fn f((a, _): (D, D), y: D) { .. }
//! [output]  fn f(arg1: (D, D), arg2: D) {
//!               let (part1, arg1_1) = arg1;  let arg1_0 = part1;  let a = arg1_0;  let y = arg2;  ..
//!           }
//! ```

use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{Block, Stmt};

use super::Found;
use super::items::Items;
use super::open::{binds, param_again};
use super::rewrite::Rewriter;
use super::shape::{Shape, of_type};
use super::uses;
use super::value::is_copy_type;
use crate::flow::mention_of;
use crate::lower::block_pauses;
use crate::maps::HashMap;
use crate::names::VarId;
use crate::scope::{Origin, Tables};

/// Splits parameters and keeps their order. `keeps`: also those that some statements need whole.
pub fn split(
    body: &mut Block,
    params: &mut [VarId],
    tables: &mut Tables,
    known: &mut HashMap<VarId, Shape>,
    keeps: bool,
) {
    if !block_pauses(body) {
        return;
    }
    let items = Items::of(body);
    let mut found: Found = params
        .iter()
        .filter_map(|param| {
            let ty = tables.var(*param)?.ty.as_ref()?;
            let shape = of_type(ty, &items)?;
            // one that loses its fields one by one is taken apart there, by `open`
            let stays = !shape.is_ordered(&items) && names_a_field(body, *param, tables);
            (!stays).then_some((*param, shape))
        })
        .collect();
    if keeps {
        super::texts::apart(body, &found, tables);
    }
    uses::judge(body, tables, &mut found, keeps);
    if keeps && found.is_empty() {
        return;
    }
    let mut unpacking = take_unpacking(body, params, tables);
    if found.is_empty() && unpacking.is_empty() {
        return;
    }
    let renewed = renew(params, &found, &unpacking, tables);

    let mut rewriter = Rewriter::new(tables, &found, known);
    rewriter.visit_block_mut(body);
    let mut prelude = Block {
        brace_token: body.brace_token,
        stmts: Vec::new(),
    };
    for (param, new) in params.iter_mut().zip(renewed) {
        if found.contains_key(param) {
            prelude.stmts.extend(rewriter.declare_parameter(*param));
        }
        if let Some(new) = new {
            prelude.stmts.push(rewriter.bind(*param, new));
        }
        if let Some(stmt) = unpacking.remove(param) {
            let mut unpack = Block {
                brace_token: body.brace_token,
                stmts: vec![stmt],
            };
            rewriter.visit_block_mut(&mut unpack);
            prelude.stmts.append(&mut unpack.stmts);
        }
        *param = new.unwrap_or(*param);
    }
    body.stmts.splice(0..0, prelude.stmts);
}

/// Whether `var.field` stands in the body.
fn names_a_field(body: &Block, var: VarId, tables: &Tables) -> bool {
    struct Finder<'t>(VarId, &'t Tables, bool);
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
            let row = mention_of(&field.base).and_then(|mention| self.1.mention(mention));
            self.2 |= row.is_some_and(|row| row.var == self.0);
            visit::visit_expr_field(self, field);
        }
    }
    let mut finder = Finder(var, tables, false);
    finder.visit_block(body);
    finder.2
}

/// The `let (a, _) = arg1;` at the beginning, by their parameters.
fn take_unpacking(body: &mut Block, params: &[VarId], tables: &Tables) -> HashMap<VarId, Stmt> {
    let unpacks = |stmt: &Stmt| {
        let Stmt::Local(local) = stmt else {
            return None;
        };
        let mention = mention_of(&local.init.as_ref()?.expr)?;
        let var = tables.mention(mention)?.var;
        let is_hidden = tables.var(var)?.origin == Origin::Hidden;
        (is_hidden && params.contains(&var)).then_some(var)
    };
    let vars: Vec<VarId> = body.stmts.iter().map_while(unpacks).collect();
    let stmts = body.stmts.drain(..vars.len());
    vars.into_iter().zip(stmts).collect()
}

/// A new variable for each parameter that has to be bound again in the body.
fn renew(
    params: &[VarId],
    found: &Found,
    unpacking: &HashMap<VarId, Stmt>,
    tables: &mut Tables,
) -> Vec<Option<VarId>> {
    let mut is_behind = false;
    let mut renewed = Vec::new();
    for (index, param) in params.iter().enumerate() {
        let row = tables.var(*param).cloned();
        let drops = row
            .as_ref()
            .is_none_or(|row| !row.ty.as_ref().is_some_and(is_copy_type));
        // `_` binds nothing: the parameter itself lives on
        let is_bound = found.contains_key(param) || unpacking.get(param).is_some_and(binds);
        let new = row
            .filter(|_| is_behind && drops && !is_bound)
            .map(|row| param_again(index, row, tables));
        renewed.push(new);
        is_behind |= is_bound && drops;
    }
    renewed
}
