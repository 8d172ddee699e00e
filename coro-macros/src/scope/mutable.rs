//! Variables that plainly are `&mut` references, where no type is written.
//!
//! ```text
//! let r = &mut total;                            r
//! for (at, x) in list.iter_mut().enumerate()     x
//! if let Some(held) = slot.as_mut()              held
//! let [first, ..] = list                         first, of a `list` that is one
//! ```
//!
//! Takes the body in sentinels, gives the set. Such a variable is lent on where Rust wants a `&mut`, and stays.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, GenericArgument, Pat, PathArguments, Stmt, Type};

use super::{Owner, Tables, owner_of};
use crate::flow::{bound, mention_of, strip};
use crate::maps::{HashMap, HashSet};
use crate::names::{self, Sentinel, VarId};

/// Writes down which variables of a body plainly are `&mut`, those with a written type too.
pub fn find(body: &Block, tables: &mut Tables) {
    let mut options = Options::default();
    options.visit_block(body);
    tables.options = options.0;
    let mut finder = Finder {
        tables,
        shapes: HashMap::default(),
    };
    for row in &tables.vars {
        if let Some(ty) = &row.ty {
            finder.shapes.insert(row.id, of_type(ty));
        }
    }
    finder.visit_block(body);
    let shapes = finder.shapes.into_iter();
    let found = shapes.filter(|(_, shape)| matches!(shape, Shape::Mutable | Shape::Either));
    tables.mutable_references = found.map(|(var, _)| var).collect();
}

/// Whether what is at this place is an `Option`, as its type tells or how it is made.
pub fn is_option(place: &Expr, tables: &Tables) -> bool {
    let row = mention_of(strip(place)).and_then(|mention| tables.mention(mention));
    let is_told = || {
        let ty = crate::split::type_of(place, tables);
        ty.is_some_and(|ty| crate::split::is_named(&ty, "Option"))
    };
    row.is_some_and(|row| tables.options.contains(&row.var)) || is_told()
}

/// Variables that are made `None` or `Some(..)`.
#[derive(Default)]
struct Options(HashSet<VarId>);

impl<'ast> Visit<'ast> for Options {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let (Pat::Ident(_), Some(init)) = (&local.pat, &local.init)
            && makes_option(&init.expr)
        {
            self.0.extend(bound(&local.pat));
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// What is known of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Shape {
    /// A `&mut`.
    Mutable,
    /// A `&mut`, or an `Option` of one: neither has a drop.
    Either,
    /// A tuple.
    Tuple(Vec<Shape>),
    /// An `Option`, a `Result`, or a collection or an iterator.
    Of(Box<Shape>),
    /// Nothing.
    Unknown,
}

impl Shape {
    fn of(self) -> Shape {
        match self {
            Shape::Unknown => Shape::Unknown,
            shape => Shape::Of(Box::new(shape)),
        }
    }

    /// What it holds, or gives.
    fn inside(self) -> Shape {
        match self {
            Shape::Of(shape) => *shape,
            Shape::Either => Shape::Mutable,
            _ => Shape::Unknown,
        }
    }

    fn or(self, other: impl FnOnce() -> Shape) -> Shape {
        match self {
            Shape::Unknown => other(),
            shape => shape,
        }
    }
}

/// What a value of a type that is written is.
fn of_type(ty: &Type) -> Shape {
    match ty {
        Type::Reference(reference) if reference.mutability.is_some() => Shape::Mutable,
        Type::Tuple(tuple) => Shape::Tuple(tuple.elems.iter().map(of_type).collect()),
        Type::Paren(paren) => of_type(&paren.elem),
        Type::Group(group) => of_type(&group.elem),
        Type::Array(array) => of_type(&array.elem).of(),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else {
                return Shape::Unknown;
            };
            let holds = ["Option", "Result", "Vec", "VecDeque"];
            match &last.arguments {
                PathArguments::AngleBracketed(args) if holds.iter().any(|it| last.ident == it) => {
                    match args.args.first() {
                        Some(GenericArgument::Type(ty)) => of_type(ty).of(),
                        _ => Shape::Unknown,
                    }
                }
                _ => Shape::Unknown,
            }
        }
        _ => Shape::Unknown,
    }
}

struct Finder<'t> {
    tables: &'t Tables,
    shapes: HashMap<VarId, Shape>,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let Some(init) = &local.init {
            self.bind(&local.pat, self.value(&init.expr));
        }
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, binding);
        self.bind(&binding.pat, self.value(&binding.expr));
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        self.visit_expr(&repeat.expr);
        self.bind(&repeat.pat, self.item(&repeat.expr));
        self.visit_block(&repeat.body);
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        self.visit_expr(&choice.expr);
        let shape = self.value(&choice.expr);
        for arm in &choice.arms {
            self.bind(&arm.pat, shape.clone());
            self.visit_arm(arm);
        }
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        // `let r; r = &mut x;`
        if let Some(var) = self.var(&assign.left)
            && !self.shapes.contains_key(&var)
        {
            self.note(var, self.value(&assign.right));
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

impl Finder<'_> {
    fn var(&self, expr: &Expr) -> Option<VarId> {
        Some(self.tables.mention(mention_of(strip(expr))?)?.var)
    }

    fn note(&mut self, var: VarId, shape: Shape) {
        let is_written = self.tables.var(var).is_none_or(|row| row.ty.is_some());
        if shape != Shape::Unknown && !is_written {
            self.shapes.insert(var, shape);
        }
    }

    /// What a pattern binds of a value.
    fn bind(&mut self, pat: &Pat, shape: Shape) {
        let shape = match (pat, shape) {
            (Pat::TupleStruct(some), Shape::Either) if is_wrapper(&some.path) => {
                Shape::Mutable.of()
            }
            (Pat::Ident(_), shape) => shape,
            (_, Shape::Either) => Shape::Mutable,
            (_, shape) => shape,
        };
        match (pat, shape) {
            (Pat::Ident(ident), shape) => {
                let Some(Sentinel::Variable(var)) = names::parse(&ident.ident) else {
                    return;
                };
                match (&ident.by_ref, &ident.mutability) {
                    (Some(_), Some(_)) => self.note(var, Shape::Mutable),
                    (Some(_), None) => {}
                    (None, _) => self.note(var, shape),
                }
            }
            (Pat::Paren(paren), shape) => self.bind(&paren.pat, shape),
            (Pat::Type(typed), shape) => self.bind(&typed.pat, shape),
            (Pat::Guard(guard), shape) => self.bind(&guard.pat, shape),
            (Pat::Or(sides), shape) => {
                for case in &sides.cases {
                    self.bind(case, shape.clone());
                }
            }
            // what is taken apart through a `&mut` is bound by `&mut`
            (Pat::Tuple(tuple), Shape::Mutable) => self.bind_all(&tuple.elems, Shape::Mutable),
            (Pat::TupleStruct(tuple), Shape::Mutable) => {
                self.bind_all(&tuple.elems, Shape::Mutable);
            }
            (Pat::Slice(slice), Shape::Mutable) => self.bind_all(&slice.elems, Shape::Mutable),
            (Pat::Struct(fields), Shape::Mutable) => {
                let pats = fields.fields.iter().map(|field| &*field.pat);
                pats.for_each(|pat| self.bind(pat, Shape::Mutable));
            }
            (Pat::Tuple(tuple), Shape::Tuple(shapes)) if tuple.elems.len() == shapes.len() => {
                let parts = tuple.elems.iter().zip(shapes);
                parts.for_each(|(pat, shape)| self.bind(pat, shape));
            }
            (Pat::TupleStruct(tuple), Shape::Of(shape)) if is_wrapper(&tuple.path) => {
                self.bind_all(&tuple.elems, *shape);
            }
            (Pat::Slice(slice), Shape::Of(shape)) => self.bind_all(&slice.elems, *shape),
            // `ref mut` says so itself
            (pat, _) => self.bind_by_ref(pat),
        }
    }

    fn bind_all<'p>(&mut self, pats: impl IntoIterator<Item = &'p Pat>, shape: Shape) {
        for pat in pats {
            self.bind(pat, shape.clone());
        }
    }

    fn bind_by_ref(&mut self, pat: &Pat) {
        for var in bound(pat) {
            let row = self.tables.var(var);
            if row.is_some_and(|row| row.by_ref && row.mutable) {
                self.note(var, Shape::Mutable);
            }
        }
    }

    fn value(&self, expr: &Expr) -> Shape {
        match strip(expr) {
            Expr::Path(_) => {
                let known = self.var(expr).and_then(|var| self.shapes.get(&var));
                let known = known.cloned().unwrap_or(Shape::Unknown);
                known.or(|| self.declared(expr))
            }
            Expr::Reference(reference) if reference.mutability.is_some() => Shape::Mutable,
            Expr::Tuple(tuple) => {
                Shape::Tuple(tuple.elems.iter().map(|it| self.value(it)).collect())
            }
            Expr::Array(array) => match array.elems.first() {
                Some(first) => self.value(first).of(),
                None => Shape::Unknown,
            },
            Expr::Try(tried) => self.value(&tried.expr).inside().or(|| self.declared(expr)),
            Expr::Block(block) => self.tail(&block.block),
            Expr::Unsafe(block) => self.tail(&block.block),
            Expr::If(branch) => self.tail(&branch.then_branch).or(|| {
                let otherwise = branch.else_branch.as_ref();
                otherwise.map_or(Shape::Unknown, |(_, other)| self.value(other))
            }),
            Expr::Match(choice) => {
                let mut arms = choice.arms.iter().map(|arm| self.value(&arm.body));
                let known = arms.find(|shape| *shape != Shape::Unknown);
                known.unwrap_or(Shape::Unknown)
            }
            Expr::Call(call) => self.call(call).or(|| self.declared(expr)),
            Expr::MethodCall(call) => self.method(call).or(|| self.declared(expr)),
            Expr::Field(_) => self.declared(expr),
            _ => Shape::Unknown,
        }
    }

    fn tail(&self, block: &Block) -> Shape {
        match block.stmts.last() {
            Some(Stmt::Expr(tail, None)) => self.value(tail),
            _ => Shape::Unknown,
        }
    }

    /// What the file says of a value.
    fn declared(&self, expr: &Expr) -> Shape {
        let ty = crate::split::type_of(expr, self.tables);
        ty.map_or(Shape::Unknown, |ty| of_type(&ty))
    }

    fn call(&self, call: &syn::ExprCall) -> Shape {
        let Expr::Path(func) = &*call.func else {
            return Shape::Unknown;
        };
        let (Some(last), Some(first)) = (func.path.segments.last(), call.args.first()) else {
            return Shape::Unknown;
        };
        match (last.ident.to_string().as_str(), strip(first)) {
            ("Some" | "Ok", value) => self.value(value).of(),
            // `mem::take(&mut rest)`
            ("take" | "replace", Expr::Reference(place)) => self.value(&place.expr),
            _ => Shape::Unknown,
        }
    }

    /// What std's methods give, by name.
    fn method(&self, call: &ExprMethodCall) -> Shape {
        let receiver = || self.value(&call.receiver);
        let pair = || Shape::Tuple(vec![Shape::Mutable, Shape::Mutable]);
        match call.method.to_string().as_str() {
            // of an `Option`, of a `Box`
            "as_mut" => Shape::Either,
            "as_deref_mut" | "back_mut" | "first_mut" | "front_mut" | "get_mut" | "last_mut"
            | "iter_mut" | "values_mut" | "chunks_mut" | "chunks_exact_mut" | "split_mut"
            | "nth_mut" => Shape::Mutable.of(),
            "or_default" | "or_insert" | "or_insert_with" | "or_insert_with_key"
            | "get_or_insert" | "get_or_insert_with" | "into_mut" | "as_mut_slice" | "by_ref" => {
                Shape::Mutable
            }
            // of a map or a set it gives something else
            "insert" if call.args.len() == 1 && is_option(&call.receiver, self.tables) => {
                Shape::Mutable
            }
            "split_at_mut" => pair(),
            "split_first_mut" | "split_last_mut" | "split_at_mut_checked" => pair().of(),
            // what is found, and what is left of it
            "unwrap" | "expect" | "unwrap_or_else" | "unwrap_or" => receiver().inside(),
            "ok_or" | "ok_or_else" | "ok" | "or" | "or_else" | "filter" | "take" | "rev"
            | "skip" | "step_by" | "chain" | "peekable" | "fuse" | "skip_while" | "take_while"
            | "inspect" | "into_iter" | "collect" | "next" | "next_back" | "nth" | "last"
            | "find" | "max_by_key" | "min_by_key" | "max_by" | "min_by" | "pop" | "pop_front"
            | "pop_back" | "map_err" => receiver(),
            "enumerate" => match receiver() {
                Shape::Of(item) => Shape::Tuple(vec![Shape::Unknown, *item]).of(),
                _ => Shape::Unknown,
            },
            "zip" => {
                let other = call.args.first().map(|arg| self.item(arg));
                let other = other.unwrap_or(Shape::Unknown);
                Shape::Tuple(vec![receiver().inside(), other]).of()
            }
            _ => Shape::Unknown,
        }
    }

    /// What a loop over `head` binds.
    fn item(&self, head: &Expr) -> Shape {
        match self.value(head) {
            Shape::Of(item) => *item,
            // an iterator gives what it likes
            Shape::Mutable => match strip(head) {
                Expr::Reference(reference) if self.is_iterator(&reference.expr) => Shape::Unknown,
                head if self.is_iterator(head) => Shape::Unknown,
                _ => Shape::Mutable,
            },
            _ => Shape::Unknown,
        }
    }

    fn is_iterator(&self, place: &Expr) -> bool {
        let owner = owner_of(place, self.tables);
        let row = self.var(place).and_then(|var| self.tables.var(var));
        let ty = row.and_then(|row| row.ty.as_ref());
        matches!(place, Expr::MethodCall(_))
            || matches!(owner, Some(Owner::Iterator | Owner::Machine))
            || owner.is_none() && ty.is_some_and(gives_anything)
    }
}

/// `None`, `Some(x)`
fn makes_option(value: &Expr) -> bool {
    let path = match strip(value) {
        Expr::Call(call) => strip(&call.func),
        value => value,
    };
    matches!(path, Expr::Path(path) if path.path.is_ident("None") || path.path.is_ident("Some"))
}

/// `Some`, `Ok`
fn is_wrapper(path: &syn::Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| ["Some", "Ok"].iter().any(|name| last.ident == name))
}

/// `&mut impl Iterator<Item = T>`, `&mut I`: not the slices and lists of which it is known.
fn gives_anything(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => gives_anything(&reference.elem),
        Type::Slice(_) | Type::Array(_) => false,
        _ => super::owner_of_type(ty).is_none_or(|owner| !owner.is_collection()),
    }
}
