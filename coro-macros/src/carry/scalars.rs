//! Variables that are plainly `Copy` and have no drop.
//!
//! Takes the body, gives the set. A guess on the safe side: a type written as a number, `bool`, `char` or
//! shared reference, or one that the file derives `Copy` for; a value that can be nothing else (`values.rs`); a variable
//! that is itself cast, or compared with a number, or given one, or is bound behind a `&`. An operator alone tells
//! nothing, since any type may have it. Where nothing is plain the variable is left out, which costs a type parameter
//! or a probe in the output, never correctness.

use syn::visit::{self, Visit};
use syn::{Expr, Lit, Pat, Type};

use super::visit::{Visitor, walk_block};
use crate::flow::VarSet;
use crate::ir::{Block, Let, Node, PauseKind};
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Tables};

/// What is surely `Copy`.
#[derive(Clone, Debug)]
pub struct Copied {
    scalars: VarSet,
    arrays: VarSet,
}

/// The plain scalars of a body.
pub fn scalars(body: &Block, tables: &Tables) -> VarSet {
    known(body, tables).scalars
}

/// What is surely `Copy`: the scalars, and arrays of them, which are too large to be copied without need.
pub fn copied(body: &Block, tables: &Tables) -> VarSet {
    let Copied {
        mut scalars,
        arrays,
    } = known(body, tables);
    scalars.unite(&arrays);
    scalars
}

fn known(body: &Block, tables: &Tables) -> Copied {
    let size = [tables.vars.len(), tables.mentions.len(), tables.hints.len()];
    let mut known = tables.scalars.borrow_mut();
    match &*known {
        Some((of, found)) if *of == size => found.clone(),
        _ => {
            let found = find(body, tables);
            *known = Some((size, found.clone()));
            found
        }
    }
}

fn find(body: &Block, tables: &Tables) -> Copied {
    let mut finder = Finder {
        tables,
        found: super::ranges::counted(body, tables),
        numbers: VarSet::with_room(tables.vars.len()),
        others: VarSet::with_room(tables.vars.len()),
        peekable: peekable(tables),
        lending: VarSet::with_room(tables.vars.len()),
        arrays: VarSet::with_room(tables.vars.len()),
        changed: false,
    };
    walk_block(body, &mut Made(&mut finder));
    for var in &tables.vars {
        let is_plain = |ty: &Type| is_scalar_type(ty) || is_copied(ty);
        // what the file tells of a variable of the user's; one of ours may be an option that only its values tell of
        let told = tables.hints.get(&var.id);
        let told = told.filter(|ty| var.origin != Origin::Hidden && matches!(ty, Type::Path(_)));
        let ty = var.ty.as_ref().or(told);
        if matches!(&var.ty, Some(Type::Array(array)) if is_scalar_type(&array.elem)) {
            finder.arrays.add(var.id);
        }
        if ty.is_some_and(is_plain) && !var.by_ref {
            finder.found.add(var.id);
            if ty.is_some_and(is_number_type) {
                finder.numbers.add(var.id);
            }
        } else if var.ty.as_ref().is_some_and(is_made_type)
            || !var.by_ref && tables.hints.get(&var.id).is_some_and(is_of_such)
        {
            finder.others.add(var.id);
        }
    }
    // a variable may be known by one that is found later in the source
    for _ in 0..4 {
        finder.changed = false;
        walk_block(body, &mut Walk(&mut finder));
        if !finder.changed {
            break;
        }
    }
    Copied {
        scalars: finder.found,
        arrays: finder.arrays,
    }
}

/// Whether a name is that of a type of numbers.
pub(super) fn is_name_of_number(name: &proc_macro2::Ident) -> bool {
    const NUMBERS: [&str; 14] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
        "f32", "f64",
    ];
    NUMBERS.iter().any(|number| name == number)
}

/// Whether a written type is one of numbers.
pub(super) fn is_number_type(ty: &Type) -> bool {
    match ty {
        Type::Path(path) if path.qself.is_none() => {
            path.path.get_ident().is_some_and(is_name_of_number)
        }
        Type::Paren(paren) => is_number_type(&paren.elem),
        Type::Group(group) => is_number_type(&group.elem),
        _ => false,
    }
}

/// Whether a type is one that the file derives `Copy` for.
pub(super) fn is_copied(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last().map(|last| &last.ident);
    path.qself.is_none()
        && last.is_some_and(|name| crate::split::Declared::beside(name.span()).is_copied(name))
}

/// Whether a written type is `Copy` whatever else is in scope.
pub fn is_scalar_type(ty: &Type) -> bool {
    match ty {
        Type::Path(path) if path.qself.is_none() && path.path.get_ident().is_some() => {
            let name = path.path.get_ident();
            let is_scalar = |name| is_name_of_number(name) || name == "bool" || name == "char";
            name.is_some_and(is_scalar)
        }
        Type::Path(path) if path.qself.is_none() => {
            optional(&path.path).is_some_and(is_scalar_type)
        }
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Paren(paren) => is_scalar_type(&paren.elem),
        Type::Group(group) => is_scalar_type(&group.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_scalar_type),
        _ => false,
    }
}

/// Whether what is gone through in a reference to a type gives references into it.
fn is_collection(ty: &Type) -> bool {
    match ty {
        Type::Slice(_) | Type::Array(_) => true,
        Type::Path(path) => {
            let last = path.path.segments.last();
            let names = [
                "BTreeMap", "BTreeSet", "HashMap", "HashSet", "Vec", "VecDeque",
            ];
            last.is_some_and(|last| names.iter().any(|name| last.ident == name))
        }
        _ => false,
    }
}

/// `IntoIterator::into_iter`
fn is_into_iter(func: &Expr) -> bool {
    matches!(func, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "into_iter"))
}

/// Variables whose type is written as a `Peekable`.
fn peekable(tables: &Tables) -> VarSet {
    let mut found = VarSet::with_room(tables.vars.len());
    for var in &tables.vars {
        let ty = match &var.ty {
            Some(Type::Reference(reference)) => Some(&*reference.elem),
            ty => ty.as_ref(),
        };
        let last = match ty {
            Some(Type::Path(path)) => path.path.segments.last(),
            _ => None,
        };
        if last.is_some_and(|last| last.ident == "Peekable") {
            found.add(var.id);
        }
    }
    found
}

/// Whether a value is an iterator that can be peeked at.
fn is_peekable(init: &Expr) -> bool {
    match init {
        Expr::MethodCall(call) => call.method == "peekable",
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Path(path) if path.path.is_ident("__coro_lib_peeking"))
        }
        _ => false,
    }
}

/// The `T` of `Option<T>`.
fn optional(path: &syn::Path) -> Option<&Type> {
    let (Some(option), 1) = (path.segments.last(), path.segments.len()) else {
        return None;
    };
    match &option.arguments {
        syn::PathArguments::AngleBracketed(types) if option.ident == "Option" => {
            match types.args.first() {
                Some(syn::GenericArgument::Type(ty)) if types.args.len() == 1 => Some(ty),
                _ => None,
            }
        }
        _ => None,
    }
}

pub(super) struct Finder<'t> {
    pub(super) tables: &'t Tables,
    pub(super) found: VarSet,
    /// Those of them that are numbers.
    pub(super) numbers: VarSet,
    /// Variables that surely are something else, although they may be compared with a number.
    others: VarSet,
    /// Iterators that can be peeked at: what they show is a reference.
    pub(super) peekable: VarSet,
    /// The iterators of loops over a shared reference that is a parameter.
    lending: VarSet,
    /// Arrays of scalars.
    arrays: VarSet,
    changed: bool,
}

/// A type that is no scalar's: it may have a drop, whatever it can be compared with.
fn is_made_type(ty: &Type) -> bool {
    matches!(ty, Type::Path(_) | Type::ImplTrait(_)) && !is_scalar_type(ty) && !is_copied(ty)
}

/// Looks for variables whose values are made by a literal, a constructor or a fn that tells what it returns.
struct Made<'f, 't>(&'f mut Finder<'t>);

impl Made<'_, '_> {
    fn bind(&mut self, pat: &Pat, init: &Expr) {
        let is_made = match crate::flow::strip(init) {
            Expr::Struct(_) => true,
            Expr::Call(call) => is_made_by(&call.func),
            Expr::Path(path) => is_variant(&path.path),
            _ => false,
        };
        if is_made && let (Pat::Ident(_), [var]) = (pat, crate::flow::bound(pat).as_slice()) {
            self.0.others.add(*var);
        }
    }
}

/// `Kind::Large`, of an `enum` of the file that is not `Copy`: it can be cast to a number all the same.
fn is_variant(path: &syn::Path) -> bool {
    let owner = crate::flow::last_names(path).and_then(|(_, owner)| owner);
    owner.is_some_and(is_declared_without_copy)
}

/// The same of a variable, as far as the file tells its type.
fn is_of_such(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| is_declared_without_copy(&last.ident))
}

/// Whether a cast takes a variable: a number is read, an `enum` that is not `Copy` is moved.
pub(super) fn takes(cast: &syn::ExprCast, tables: &Tables) -> bool {
    let row = crate::flow::mention_of(&cast.expr).and_then(|mention| tables.mention(mention));
    let row = row.and_then(|row| tables.var(row.var));
    let ty = row.and_then(|row| row.ty.as_ref().or_else(|| tables.hints.get(&row.id)));
    ty.is_some_and(is_of_such)
}

fn is_declared_without_copy(name: &proc_macro2::Ident) -> bool {
    let declared = crate::split::Declared::beside(name.span());
    declared.declares(name) && !declared.is_copied(name)
}

/// `Meters(3)`, `Meters::new(3)`, `meters(3)`
fn is_made_by(func: &Expr) -> bool {
    let Expr::Path(func) = func else { return false };
    let Some((name, owner)) = crate::flow::last_names(&func.path) else {
        return false;
    };
    if names::parse(name).is_some() {
        return false;
    }
    // each `for` makes its iterator so: the file need not be read for that
    if name == "into_iter" && owner.is_some_and(|owner| owner == "IntoIterator") {
        return true;
    }
    let is_type = |name: &proc_macro2::Ident| name.to_string().starts_with(char::is_uppercase);
    let returned = crate::split::Declared::beside(name.span()).returned(owner, name, false);
    match returned {
        Some(ty) => is_made_type(&ty),
        None => is_type(name) || owner.is_some_and(is_type),
    }
}

impl Visitor for Made<'_, '_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.visit_stmt(stmt);
    }

    fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn binding(&mut self, binding: &Let) {
        if let Node::Plain(init) = &binding.init {
            self.bind(&binding.pat, init);
        }
    }
}

impl<'ast> Visit<'ast> for Made<'_, '_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.bind(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

struct Walk<'f, 't>(&'f mut Finder<'t>);

impl Visitor for Walk<'_, '_> {
    fn expr(&mut self, expr: &Expr) {
        self.0.visit_expr(expr);
    }

    fn stmt(&mut self, stmt: &syn::Stmt) {
        self.0.visit_stmt(stmt);
    }

    fn binding(&mut self, binding: &Let) {
        match &binding.init {
            Node::Plain(init) => self.0.bind(&binding.pat, init),
            // what it is worth is what `resume` was given
            Node::Pause(pause) if !matches!(pause.kind, PauseKind::From { .. }) => {
                if let Pat::Ident(_) = &binding.pat
                    && self.0.tables.receives_scalar
                {
                    let vars = crate::flow::bound(&binding.pat).into_iter();
                    vars.for_each(|var| self.0.add(var));
                }
            }
            _ => {}
        }
    }

    fn pat(&mut self, pat: &Pat) {
        self.0.visit_pat(pat);
    }

    fn arm(&mut self, scrutinee: &Expr, pat: &Pat) {
        self.0.add_told(pat, scrutinee);
        if self.0.is_scalar(scrutinee) || self.0.is_lent_item(scrutinee) {
            self.0.add_bound(pat);
        }
    }
}

impl Finder<'_> {
    fn add(&mut self, var: VarId) {
        if !self.found.has(var) {
            self.found.add(var);
            self.changed = true;
        }
    }

    /// A variable gets this value.
    fn give(&mut self, var: VarId, value: &Expr) {
        if self.is_number(value) {
            self.add_number(var);
        } else if self.is_scalar(value) {
            self.add(var);
        } else if self.is_array(value) {
            self.arrays.add(var);
        }
    }

    /// `[0; 8]`, `[1, 2, 3]`
    fn is_array(&self, value: &Expr) -> bool {
        match value {
            Expr::Repeat(repeat) => self.is_scalar(&repeat.expr),
            Expr::Array(array) => array.elems.iter().all(|elem| self.is_scalar(elem)),
            _ => false,
        }
    }

    fn add_number(&mut self, var: VarId) {
        self.add(var);
        if !self.numbers.has(var) {
            self.numbers.add(var);
            self.changed = true;
        }
    }

    /// What a pattern takes out of a value that is plainly `Copy` is so as well.
    fn add_bound(&mut self, pat: &Pat) {
        for var in crate::flow::bound(pat) {
            if self.tables.var(var).is_some_and(|row| !row.by_ref) {
                self.add(var);
            }
        }
    }

    fn add_told(&mut self, pat: &Pat, value: &Expr) {
        for var in super::told::told(pat, value, self.tables) {
            self.add(var);
        }
    }

    /// `Iterator::next(&mut iter)`, which gives a reference, or a few.
    fn is_lent_item(&self, expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        let is_next = matches!(&*call.func, Expr::Path(func)
            if func.path.segments.len() == 2 && func.path.segments[1].ident == "next");
        let iter = match call.args.first() {
            Some(Expr::Reference(iter)) => self.variable(&iter.expr),
            _ => None,
        };
        is_next && iter.is_some_and(|iter| self.lending.has(iter))
    }

    /// `items`, `items.iter().enumerate()`, of an `items: &[T]`
    fn lends_items(&self, head: &Expr) -> bool {
        match crate::flow::strip(head) {
            Expr::Path(_) => {
                let row = self.variable(head).and_then(|var| self.tables.var(var));
                row.is_some_and(|row| {
                    matches!(&row.ty, Some(Type::Reference(ty))
                        if ty.mutability.is_none() && is_collection(&ty.elem))
                })
            }
            Expr::MethodCall(call) => {
                let passes = ["enumerate", "iter", "rev", "skip", "take"];
                passes.iter().any(|name| call.method == name) && self.lends_items(&call.receiver)
            }
            _ => false,
        }
    }

    fn bind(&mut self, pat: &Pat, init: &Expr) {
        self.add_told(pat, init);
        if let (Pat::Ident(iter), Expr::Call(call)) = (pat, init)
            && let Some(Sentinel::Variable(var)) = names::parse(&iter.ident)
            && is_into_iter(&call.func)
            && call.args.first().is_some_and(|head| self.lends_items(head))
            && !self.lending.has(var)
        {
            self.lending.add(var);
            self.changed = true;
        }
        match (pat, init) {
            (Pat::Ident(ident), init) if is_peekable(init) => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) {
                    self.peekable.add(var);
                }
            }
            (Pat::Ident(ident), init) if ident.by_ref.is_none() && ident.subpat.is_none() => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
                    && self.tables.var(var).is_some_and(|row| row.ty.is_none())
                {
                    self.give(var, init);
                }
            }
            (Pat::Tuple(pats), Expr::Tuple(inits)) if pats.elems.len() == inits.elems.len() => {
                for (pat, init) in pats.elems.iter().zip(&inits.elems) {
                    self.bind(pat, init);
                }
            }
            (Pat::Ident(_), _) => {}
            _ if self.is_scalar(init) => self.add_bound(pat),
            _ => {}
        }
    }

    fn operand(&mut self, expr: &Expr) {
        // a temporary may be anything that can be compared with a number
        let is_temporary = |var: &VarId| {
            let row = self.tables.var(*var);
            row.is_some_and(|row| row.origin == Origin::Hidden && row.ident == "guard")
        };
        let var = self.variable(expr).filter(|var| !is_temporary(var));
        if let Some(var) = var.filter(|var| !self.others.has(*var)) {
            self.add_number(var);
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.bind(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        self.add_told(&binding.pat, &binding.expr);
        visit::visit_expr_let(self, binding);
    }

    fn visit_expr_cast(&mut self, cast: &'ast syn::ExprCast) {
        if is_scalar_type(&cast.ty) {
            self.operand(&cast.expr);
        }
        visit::visit_expr_cast(self, cast);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let is_literal = |expr: &Expr| matches!(expr, Expr::Lit(lit) if matches!(lit.lit, Lit::Int(_) | Lit::Float(_)));
        if crate::lower::is_comparison(&binary.op) {
            if is_literal(&binary.right) {
                self.operand(&binary.left);
            }
            if is_literal(&binary.left) {
                self.operand(&binary.right);
            }
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if let Some(var) = self.variable(&assign.left) {
            self.give(var, &assign.right);
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        if matches!(&*repeat.expr, Expr::Range(_))
            && let Pat::Ident(ident) = &*repeat.pat
            && let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
        {
            self.add(var);
        }
        visit::visit_expr_for_loop(self, repeat);
    }

    /// What is bound by value behind a `&` is copied out: nothing else can be taken from behind a reference.
    fn visit_pat_reference(&mut self, reference: &'ast syn::PatReference) {
        if reference.mutability.is_none() {
            self.add_bound(&reference.pat);
        }
        visit::visit_pat_reference(self, reference);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
