//! Iterators that are stepped by hand and have to be compared or written.
//!
//! - Takes: the body of a machine that derives `PartialEq`, `Hash`, `Serialize` or the like, in sentinels.
//! - Gives: the same, where a variable that is only used as an iterator holds what `Keep` makes of it, as the head of a
//!   `for` does ([`super::kept`]).
//!
//! ```text
//! [source]  let mut orders = list.into_iter();  while let Some(order) = orders.next() { yield_value!(order); }
//! [output]  let mut orders = (&mut &mut &mut Keep::new(list.into_iter())).keep_known();  while let ..
//! ```
//!
//! Does not: touch an iterator of the user's own, which can derive what is asked for, nor a variable with a type, one
//! that is handed to a fn, or one whose methods are not those of iterators.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprForLoop, ExprMethodCall, Local, Pat};

use super::Lowerer;
use super::kept::known;
use crate::flow::mention_of;
use crate::maps::HashMap;
use crate::names::{self, Sentinel, VarId};
use crate::scope::Tables;

/// What only an iterator has, so that the others are those of an iterator too.
const STEPS: &[&str] = &[
    "next",
    "next_back",
    "nth",
    "by_ref",
    "peek",
    "next_if",
    "next_if_eq",
];

/// What an iterator has, and `Kept` as well.
const METHODS: &[&str] = &[
    "all",
    "any",
    "chain",
    "cloned",
    "collect",
    "copied",
    "count",
    "enumerate",
    "filter",
    "filter_map",
    "find",
    "find_map",
    "flat_map",
    "flatten",
    "fold",
    "for_each",
    "inspect",
    "into_iter",
    "last",
    "len",
    "map",
    "map_while",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "partition",
    "peek_mut",
    "peekable",
    "position",
    "product",
    "reduce",
    "rev",
    "rfind",
    "rfold",
    "scan",
    "size_hint",
    "skip",
    "skip_while",
    "step_by",
    "sum",
    "take",
    "take_while",
    "try_fold",
    "try_for_each",
    "unzip",
    "zip",
];

impl Lowerer<'_> {
    /// Keeps those of a body.
    pub fn keep_stepped(&mut self, body: &mut Block) {
        if !self.keeps {
            return;
        }
        let mut uses = Uses {
            tables: self.tables,
            found: HashMap::default(),
        };
        uses.visit_block(body);
        let is_iterator = |(var, uses): (VarId, Used)| {
            let mentions = self
                .tables
                .mentions
                .iter()
                .filter(|mention| mention.var == var);
            (uses.is_stepped && uses.as_iterator == mentions.count()).then_some(var)
        };
        let found: Vec<VarId> = uses.found.into_iter().filter_map(is_iterator).collect();
        if !found.is_empty() {
            syn::visit_mut::VisitMut::visit_block_mut(&mut Keeper { found }, body);
        }
    }
}

#[derive(Default)]
struct Used {
    as_iterator: usize,
    is_stepped: bool,
}

/// Counts the uses as an iterator.
struct Uses<'a> {
    tables: &'a Tables,
    found: HashMap<VarId, Used>,
}

impl Uses<'_> {
    fn of(&mut self, expr: &Expr) -> Option<&mut Used> {
        let var = self.tables.mention(mention_of(expr)?)?.var;
        Some(self.found.entry(var).or_default())
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let method = call.method.to_string();
        let is_step = STEPS.contains(&method.as_str());
        if (is_step || METHODS.contains(&method.as_str()))
            && let Some(used) = self.of(&call.receiver)
        {
            used.as_iterator += 1;
            used.is_stepped |= is_step;
        }
    }

    fn visit_expr_for_loop(&mut self, looped: &'ast ExprForLoop) {
        visit::visit_expr_for_loop(self, looped);
        let head = match &*looped.expr {
            Expr::Reference(reference) => &reference.expr,
            head => head,
        };
        if let Some(used) = self.of(head) {
            used.as_iterator += 1;
        }
    }
}

struct Keeper {
    found: Vec<VarId>,
}

impl syn::visit_mut::VisitMut for Keeper {
    fn visit_local_mut(&mut self, local: &mut Local) {
        syn::visit_mut::visit_local_mut(self, local);
        let Pat::Ident(bound) = &local.pat else {
            return;
        };
        let is_found = matches!(names::parse(&bound.ident), Some(Sentinel::Variable(var)) if self.found.contains(&var));
        if let Some(init) = &mut local.init
            && is_found
            && bound.by_ref.is_none()
            && !is_known(&init.expr)
        {
            let value = std::mem::replace(&mut *init.expr, super::operands::empty());
            *init.expr = known(value);
        }
    }
}

/// Whether a pass before this one has made an iterator of it that knows its position, or a range is written whole.
fn is_known(expr: &Expr) -> bool {
    match expr {
        Expr::Range(_) => true,
        Expr::Paren(paren) => is_known(&paren.expr),
        Expr::MethodCall(call) => {
            !matches!(*call.receiver, Expr::Paren(_)) && is_known(&call.receiver)
        }
        Expr::Call(call) => is_known(&call.func),
        Expr::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident.to_string().starts_with(names::LIBRARY))
        }
        _ => false,
    }
}
