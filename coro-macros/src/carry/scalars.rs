//! Variables that are plainly `Copy` and have no drop.
//!
//! Takes the body, gives the set. A guess on the safe side: a type written as a number, `bool`, `char` or
//! shared reference; a value that can be nothing else (a literal, a cast, a comparison); a variable that is
//! itself cast, or has a number added, or is bound behind a `&`. Where nothing is plain the variable is left out, which costs a type
//! parameter or a probe in the output, never correctness.

use syn::visit::{self, Visit};
use syn::{Expr, Lit, Pat, Type};

use super::visit::{Visitor, walk_block};
use crate::flow::VarSet;
use crate::ir::{Block, Let, Node, PauseKind};
use crate::names::{self, Sentinel, VarId};
use crate::scope::{Origin, Tables};

/// The plain scalars of a body.
pub fn scalars(body: &Block, tables: &Tables) -> VarSet {
    let mut finder = Finder {
        tables,
        found: super::ranges::counted(body, tables),
        others: VarSet::with_room(tables.vars.len()),
        peekable: peekable(tables),
        changed: false,
    };
    walk_block(body, &mut Made(&mut finder));
    for var in &tables.vars {
        if var.ty.as_ref().is_some_and(is_scalar_type) && !var.by_ref {
            finder.found.add(var.id);
        } else if var.ty.as_ref().is_some_and(is_made_type) {
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
    finder.found
}

/// Whether a written type is `Copy` whatever else is in scope.
pub fn is_scalar_type(ty: &Type) -> bool {
    match ty {
        Type::Path(path) if path.qself.is_none() && path.path.get_ident().is_some() => {
            path.path.get_ident().is_some_and(|ident| {
                matches!(
                    ident.to_string().as_str(),
                    "u8" | "u16"
                        | "u32"
                        | "u64"
                        | "u128"
                        | "usize"
                        | "i8"
                        | "i16"
                        | "i32"
                        | "i64"
                        | "i128"
                        | "isize"
                        | "f32"
                        | "f64"
                        | "bool"
                        | "char"
                )
            })
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

/// Variables that are plainly references: nothing is dropped with them. Those written as `&mut T`, entries that are
/// occupied, and items of collections: `let entry = self.items.iter_mut().find(|item| item.id == id);`.
pub fn mutable_references(body: &Block, tables: &Tables) -> VarSet {
    let mut found = VarSet::with_room(tables.vars.len());
    for var in &tables.vars {
        if matches!(&var.ty, Some(Type::Reference(reference)) if reference.mutability.is_some()) {
            found.add(var.id);
        }
    }
    for (var, is_vacant) in &tables.entries {
        if !is_vacant {
            found.add(*var);
        }
    }
    let mut items = Items { tables, found };
    walk_block(body, &mut items);
    items.found
}

struct Items<'t> {
    tables: &'t Tables,
    found: VarSet,
}

impl Visitor for Items<'_> {
    fn stmt(&mut self, stmt: &syn::Stmt) {
        if let syn::Stmt::Local(local) = stmt
            && let Some(init) = &local.init
            && super::chain::searched(&init.expr, self.tables).is_some()
        {
            for var in crate::flow::bound(&local.pat) {
                self.found.add(var);
            }
        }
    }
}

/// Variables whose value is a closure written down there, or holds one: those that borrow what they capture, and those
/// that own it. rustc does not know whether a closure is `Copy` before it has seen the whole function, so these are not
/// asked.
pub fn closures(body: &Block, tables: &Tables) -> (VarSet, VarSet) {
    struct Closures<'t>(VarSet, VarSet, &'t Tables);
    impl<'ast> Visit<'ast> for Closures<'_> {
        fn visit_local(&mut self, local: &'ast syn::Local) {
            let (Pat::Ident(ident), Some(init)) = (&local.pat, &local.init) else {
                return;
            };
            let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) else {
                return;
            };
            let closures = crate::lower::closures_in(&init.expr);
            let owns = |closure: &&syn::ExprClosure| {
                closure.capture.is_some() || crate::lower::surely_gives(closure, self.2)
            };
            if closures.iter().any(owns) {
                self.1.add(var);
            } else if is_closure(&init.expr) {
                self.0.add(var);
            }
        }
    }
    struct Walk<'t>(Closures<'t>);
    impl Visitor for Walk<'_> {
        fn stmt(&mut self, stmt: &syn::Stmt) {
            self.0.visit_stmt(stmt);
        }
    }
    let empty = || VarSet::with_room(tables.vars.len());
    let mut walk = Walk(Closures(empty(), empty(), tables));
    walk_block(body, &mut walk);
    (walk.0.0, walk.0.1)
}

/// Whether a value is a closure, perhaps at the end of a block.
fn is_closure(value: &Expr) -> bool {
    match crate::flow::strip(value) {
        Expr::Closure(_) => true,
        Expr::Block(block) => match block.block.stmts.last() {
            Some(syn::Stmt::Expr(tail, None)) => is_closure(tail),
            _ => false,
        },
        _ => false,
    }
}

struct Finder<'t> {
    tables: &'t Tables,
    found: VarSet,
    /// Variables that surely are something else, although they may be compared with a number.
    others: VarSet,
    /// Iterators that can be peeked at: what they show is a reference.
    peekable: VarSet,
    changed: bool,
}

/// A type with a name that is no scalar's: it may have a drop, whatever it can be compared with.
fn is_made_type(ty: &Type) -> bool {
    matches!(ty, Type::Path(_)) && !is_scalar_type(ty)
}

/// Looks for variables whose values are made by a literal, a constructor or a fn that tells what it returns.
struct Made<'f, 't>(&'f mut Finder<'t>);

impl Made<'_, '_> {
    fn bind(&mut self, pat: &Pat, init: &Expr) {
        let is_made = match crate::flow::strip(init) {
            Expr::Struct(_) => true,
            Expr::Call(call) => is_made_by(&call.func),
            _ => false,
        };
        if is_made && let (Pat::Ident(_), [var]) = (pat, crate::flow::bound(pat).as_slice()) {
            self.0.others.add(*var);
        }
    }
}

/// `Meters(3)`, `Meters::new(3)`, `meters(3)`
fn is_made_by(func: &Expr) -> bool {
    let Expr::Path(func) = func else { return false };
    let mut names = func
        .path
        .segments
        .iter()
        .rev()
        .map(|segment| &segment.ident);
    let (Some(name), owner) = (names.next(), names.next()) else {
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
        if self.0.is_scalar(scrutinee) {
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

    /// What a pattern takes out of a value that is plainly `Copy` is so as well.
    fn add_bound(&mut self, pat: &Pat) {
        for var in crate::flow::bound(pat) {
            if self.tables.var(var).is_some_and(|row| !row.by_ref) {
                self.add(var);
            }
        }
    }

    fn bind(&mut self, pat: &Pat, init: &Expr) {
        match (pat, init) {
            (Pat::Ident(ident), init) if is_peekable(init) => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) {
                    self.peekable.add(var);
                }
            }
            (Pat::Ident(ident), init) if ident.by_ref.is_none() && ident.subpat.is_none() => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
                    && self.tables.var(var).is_some_and(|row| row.ty.is_none())
                    && self.is_scalar(init)
                {
                    self.add(var);
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

    fn variable(&self, expr: &Expr) -> Option<VarId> {
        let Expr::Path(path) = expr else { return None };
        match names::parse(path.path.get_ident()?)? {
            Sentinel::Mention(mention) => self.tables.mention(mention).map(|row| row.var),
            _ => None,
        }
    }

    fn is_scalar(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Lit(lit) => !matches!(lit.lit, Lit::Verbatim(_)),
            Expr::Cast(cast) => is_scalar_type(&cast.ty),
            Expr::Paren(paren) => self.is_scalar(&paren.expr),
            Expr::Group(group) => self.is_scalar(&group.expr),
            Expr::Unary(unary) => {
                !matches!(unary.op, syn::UnOp::Deref(_)) && self.is_scalar(&unary.expr)
            }
            Expr::Binary(binary) => {
                use crate::lower::{is_comparison, is_logic};
                is_comparison(&binary.op)
                    || is_logic(&binary.op)
                    || self.is_number(&binary.left)
                    || self.is_number(&binary.right)
            }
            Expr::Tuple(tuple) => tuple.elems.iter().all(|part| self.is_scalar(part)),
            Expr::MethodCall(call) if call.method == "peek" => self
                .variable(&call.receiver)
                .is_some_and(|var| self.peekable.has(var)),
            Expr::MethodCall(call) => {
                matches!(
                    call.method.to_string().as_str(),
                    "len"
                        | "is_empty"
                        | "is_some"
                        | "is_none"
                        | "is_ok"
                        | "is_err"
                        | "contains"
                        | "starts_with"
                        | "ends_with"
                        | "is_ascii_digit"
                        | "is_alphabetic"
                        | "is_alphanumeric"
                        | "is_whitespace"
                ) || (matches!(
                    call.method.to_string().as_str(),
                    "wrapping_add"
                        | "wrapping_mul"
                        | "wrapping_sub"
                        | "pow"
                        | "min"
                        | "max"
                        | "abs"
                        | "rem_euclid"
                ) && self.is_scalar(&call.receiver))
            }
            _ => self.variable(expr).is_some_and(|var| self.found.has(var)),
        }
    }

    fn is_number(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_) | Lit::Float(_)),
            Expr::Unary(unary) => self.is_number(&unary.expr),
            Expr::Paren(paren) => self.is_number(&paren.expr),
            Expr::Cast(cast) => is_scalar_type(&cast.ty),
            _ => self.variable(expr).is_some_and(|var| self.found.has(var)),
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
            self.add(var);
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

    fn visit_expr_cast(&mut self, cast: &'ast syn::ExprCast) {
        if is_scalar_type(&cast.ty) {
            self.operand(&cast.expr);
        }
        visit::visit_expr_cast(self, cast);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let is_literal = |expr: &Expr| matches!(expr, Expr::Lit(lit) if matches!(lit.lit, Lit::Int(_) | Lit::Float(_)));
        if is_literal(&binary.right)
            && !matches!(binary.op, syn::BinOp::Shl(_) | syn::BinOp::Shr(_))
        {
            self.operand(&binary.left);
        }
        if is_literal(&binary.left) {
            self.operand(&binary.right);
        }
        visit::visit_expr_binary(self, binary);
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
