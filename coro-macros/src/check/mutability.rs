//! What is not `mut` is not changed.
//!
//! - Takes: the body in sentinels.
//! - Gives: one mistake for each variable that is changed and may not be, and the mentions for which others surely have
//!   to be `mut`.
//!
//! ```text
//! [source]  let list = Vec::new();  yield_wait!();  list.push(1);  yield_wait!();
//! [output]  error: cannot borrow `list` as mutable, which is not `mut`
//! ```
//!
//! The machine uses a parked variable through a `&mut`, so rustc could not tell. Whether a method
//! or a field goes through a reference only rustc knows: told is what is plain. A variable that
//! `let` declares without a value may be assigned once; that is left to rustc.

use crate::error::Errors;
use crate::flow::{bound, mention_of, strip};
use crate::lower::is_compound;
use crate::maps::HashSet;
use crate::names::{MentionId, VarId};
use crate::scope::{Mention, Origin, Tables};
use syn::visit::{self, Visit};
use syn::{Block, Expr, Pat, Path, Type};

/// Rule: a variable is assigned, or borrowed as mutable, only if it is bound with `mut`.
///
/// The name of a loan is assigned by each pause, so with `is_lent` it is left alone.
pub fn check_mutability(
    body: &Block,
    is_lent: bool,
    tables: &Tables,
    errors: &mut Errors,
) -> HashSet<MentionId> {
    let mut checker = Checker::new(is_lent, tables, errors);
    checker.visit_block(body);
    checker.changing
}

/// The same for the expression form, whose body need not be a block.
pub fn check_mutability_of_expression(
    body: &Expr,
    tables: &Tables,
    errors: &mut Errors,
) -> HashSet<MentionId> {
    let mut checker = Checker::new(true, tables, errors);
    checker.visit_expr(body);
    checker.changing
}

struct Checker<'a> {
    is_lent: bool,
    tables: &'a Tables,
    errors: &'a mut Errors,
    /// Declared without a value.
    late: HashSet<VarId>,
    /// No references for sure, so that a part of them is a part of the variable.
    owned: HashSet<VarId>,
    /// Containers of std for sure, whose methods are known.
    containers: HashSet<VarId>,
    reported: HashSet<VarId>,
    /// Mentions of what is bound with `mut`, and has to be for them.
    changing: HashSet<MentionId>,
    /// What comes next stands where a condition is asked for.
    is_condition: bool,
}

impl<'a> Checker<'a> {
    fn new(is_lent: bool, tables: &'a Tables, errors: &'a mut Errors) -> Self {
        let typed = |is_one: fn(&Type) -> bool| {
            let of_type = tables.vars.iter();
            let of_type = of_type.filter(move |var| var.ty.as_ref().is_some_and(is_one));
            of_type.map(|var| var.id).collect()
        };
        Checker {
            is_lent,
            tables,
            owned: typed(is_owned_type),
            containers: typed(is_container_type),
            errors,
            late: HashSet::default(),
            is_condition: false,
            reported: HashSet::default(),
            changing: HashSet::default(),
        }
    }

    /// The variable that `expr` is, if it is one of the function's own.
    fn own(&self, expr: &Expr) -> Option<&'a Mention> {
        let mention = self.tables.mention(mention_of(strip(expr))?)?;
        let var = self.tables.var(mention.var)?;
        let is_known = match var.origin {
            Origin::Param | Origin::SelfParam | Origin::Let | Origin::Pattern => true,
            Origin::Received => !self.is_lent,
            Origin::Closure | Origin::Captured | Origin::Hidden => false,
        };
        is_known.then_some(mention)
    }

    /// `target = ..`
    fn assigned(&mut self, target: &Expr) {
        match strip(target) {
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.assigned(elem)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.assigned(elem)),
            Expr::Field(field) => self.part_assigned(&field.base),
            Expr::Index(index) => self.part_assigned(&index.expr),
            name => {
                if let Some(mention) = self.own(name)
                    && !self.late.contains(&mention.var)
                {
                    self.report(mention, "assign twice to");
                }
            }
        }
    }

    /// `base.part = ..`
    fn part_assigned(&mut self, base: &Expr) {
        if let Some(mention) = self.own(base)
            && self.owned.contains(&mention.var)
        {
            self.report(mention, "assign to a part of");
        }
    }

    fn borrowed(&mut self, place: &Expr) {
        if let Some(mention) = self.own(place) {
            self.report(mention, "borrow");
        }
    }

    /// A variable is changed: a mistake, if it is not `mut`.
    fn report(&mut self, mention: &Mention, what: &str) {
        let Some(var) = self.tables.var(mention.var) else {
            return;
        };
        if var.mutable {
            self.changing.insert(mention.id);
            return;
        }
        if !self.reported.insert(mention.var) {
            return;
        }
        let name = &mention.ident;
        let how = if what == "borrow" { " as mutable" } else { "" };
        let sentence = format!("cannot {what} `{name}`{how}, which is not `mut`");
        let help = match var.origin {
            Origin::Let => format!("declare it with `let mut {name}`"),
            _ => format!("write `mut {name}` where it is bound"),
        };
        self.errors.report(name, sentence).help(help);
    }
}

impl<'ast> Visit<'ast> for Checker<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        match &local.init {
            None => self.late.extend(bound(&local.pat)),
            Some(init) => {
                let is_name = matches!(&local.pat, Pat::Ident(name) if name.by_ref.is_none());
                let is_container = is_container_value(&init.expr, self.tables);
                if is_name && is_container {
                    self.containers.extend(bound(&local.pat));
                }
                if is_name && (is_container || is_aggregate(&init.expr)) {
                    self.owned.extend(bound(&local.pat));
                }
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_if(&mut self, branch: &'ast syn::ExprIf) {
        self.is_condition = matches!(&*branch.cond, Expr::Assign(_));
        visit::visit_expr_if(self, branch);
    }

    fn visit_expr_while(&mut self, repeat: &'ast syn::ExprWhile) {
        self.is_condition = matches!(&*repeat.cond, Expr::Assign(_));
        visit::visit_expr_while(self, repeat);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        // `if n = 3`: rustc says that `==` was meant
        if !std::mem::take(&mut self.is_condition) {
            self.assigned(&assign.left);
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        if is_compound(&binary.op) {
            self.assigned(&binary.left);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_reference(&mut self, reference: &'ast syn::ExprReference) {
        if reference.mutability.is_some() {
            self.borrowed(&reference.expr);
        }
        visit::visit_expr_reference(self, reference);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if is_changing_method(&call.method.to_string())
            && let Some(mention) = self.own(&call.receiver)
            && self.containers.contains(&mention.var)
        {
            self.report(mention, "borrow");
        }
        visit::visit_expr_method_call(self, call);
    }

    /// Functions inside the body have variables of their own, which rustc looks after.
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// A value that is put together here.
fn is_aggregate(expr: &Expr) -> bool {
    matches!(
        strip(expr),
        Expr::Array(_) | Expr::Repeat(_) | Expr::Struct(_) | Expr::Tuple(_)
    )
}

fn is_container_value(expr: &Expr, tables: &Tables) -> bool {
    let Expr::Call(call) = strip(expr) else {
        return false;
    };
    match strip(&call.func) {
        Expr::Path(path) => makes_container(&path.path, tables),
        _ => false,
    }
}

/// `vec![..]`, `format!(..)`, `Vec::new()`, `String::from(..)`.
fn makes_container(path: &Path, tables: &Tables) -> bool {
    if let Some(name) = path.get_ident()
        && let Some(crate::names::Sentinel::Macro(id)) = crate::names::parse(name)
    {
        let made = tables.macro_call(id).and_then(|call| call.path.get_ident());
        return made.is_some_and(|name| name == "vec" || name == "format");
    }
    let mut segments = path.segments.iter().rev();
    let is_maker = segments.next().is_some_and(|function| {
        ["new", "with_capacity", "from"]
            .iter()
            .any(|maker| function.ident == maker)
    });
    is_maker && segments.next().is_some_and(|ty| is_container(&ty.ident))
}

fn is_owned_type(ty: &Type) -> bool {
    matches!(ty, Type::Array(_) | Type::Tuple(_)) || is_container_type(ty)
}

fn is_container_type(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| is_container(&last.ident))
}

fn is_container(name: &syn::Ident) -> bool {
    [
        "Vec",
        "VecDeque",
        "String",
        "HashMap",
        "HashSet",
        "BTreeMap",
        "BTreeSet",
        "BinaryHeap",
    ]
    .iter()
    .any(|container| name == container)
}

/// Methods of the containers that take `&mut self`.
pub fn is_changing_method(name: &str) -> bool {
    matches!(
        name,
        "push"
            | "push_str"
            | "push_back"
            | "push_front"
            | "pop"
            | "pop_back"
            | "pop_front"
            | "insert"
            | "insert_str"
            | "remove"
            | "swap_remove"
            | "clear"
            | "extend"
            | "append"
            | "truncate"
            | "retain"
            | "drain"
            | "entry"
            | "iter_mut"
            | "get_mut"
            | "sort"
            | "reverse"
            | "dedup"
    )
}
