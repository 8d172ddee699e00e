//! What types variables seem to have, where the file tells.
//!
//! Takes a body and gives a type for variables of which none is written: of literals, of what the fns and methods that the
//! file declares return, and of what std makes of those.
//!
//! ```text
//! fn pair() -> (D, D) { .. }             let p = pair();               p: (D, D)
//! coro! { fn duo() -> Duo { .. } }       let d = yield_from!(duo());   d: Duo
//! let all = vec![pair()];                for p in all { .. }           p: (D, D)
//! ```
//!
//! A hint says how a variable that loses a part may be split; it is never printed as a type. What cannot be told is `_`.

use std::borrow::Cow;

use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, ExprMethodCall, Pat, PathArguments, Stmt, Type};

use super::items::is_several;
use super::near::Declared;
use super::types;
use crate::flow::{is_std_variant, last_names, mention_of, strip};
use crate::lower::yield_kind;
use crate::maps::HashMap;
use crate::names::{self, Sentinel, VarId, YieldKind};
use crate::scope::{Origin, Tables};

/// Methods that plainly give an iterator.
const ITERATORS: &[&str] = &[
    "iter",
    "iter_mut",
    "map",
    "filter_map",
    "flat_map",
    "flatten",
    "zip",
    "cloned",
    "copied",
    "chars",
    "bytes",
    "char_indices",
    "split",
    "lines",
    "split_whitespace",
    "keys",
    "values",
    "windows",
    "chunks",
    "scan",
    "cycle",
    "map_while",
];

/// Maps, whose items are pairs.
const MAPS: &[&str] = &["BTreeMap", "HashMap"];

/// The hints for the variables of a body.
pub fn of(body: &Block, tables: &Tables) -> HashMap<VarId, Type> {
    let mut hints = Hints {
        tables,
        found: Cow::Owned(tables.loans.clone()),
    };
    hints.visit_block(body);
    hints.found.into_owned()
}

/// The type that a value seems to have, once the variables have theirs.
pub fn type_of(expr: &Expr, tables: &Tables) -> Option<Type> {
    value_with(&tables.hints, expr, tables)
}

/// The type that a value seems to have where these hints hold.
pub fn value_with(hints: &HashMap<VarId, Type>, expr: &Expr, tables: &Tables) -> Option<Type> {
    let found = Cow::Borrowed(hints);
    Hints { tables, found }.value(expr)
}

struct Hints<'t> {
    tables: &'t Tables,
    found: Cow<'t, HashMap<VarId, Type>>,
}

impl Hints<'_> {
    fn value(&self, expr: &Expr) -> Option<Type> {
        match strip(expr) {
            Expr::Path(path) => {
                let Some(mention) = mention_of(expr) else {
                    return unit_struct(path);
                };
                let var = self.tables.mention(mention)?.var;
                let row = self.tables.var(var)?;
                // a twin is lent it
                if (row.origin == Origin::SelfParam || row.ident == "this")
                    && let Some(own) = &self.tables.self_type
                {
                    // `self: Rc<Self>`
                    if let Some(Type::Path(written)) = &row.ty {
                        let mut written = Type::Path(written.clone());
                        Named(own).visit_type_mut(&mut written);
                        return Some(written);
                    }
                    return Some(match self.tables.self_is_value {
                        true => types::of_ident(own),
                        false => types::reference(types::of_ident(own)),
                    });
                }
                let written = row.ty.clone();
                written.or_else(|| self.found.get(&var).cloned())
            }
            Expr::Range(range) => match (&range.start, &range.end, &range.limits) {
                (Some(_), Some(_), syn::RangeLimits::HalfOpen(_)) => Some(types::range()),
                _ => None,
            },
            Expr::Tuple(tuple) => {
                let elems = tuple.elems.iter().map(|elem| self.or_infer(elem));
                let elems: Vec<Type> = elems.collect();
                Some(types::tuple(elems))
            }
            Expr::Array(array) => {
                let (item, count) = (self.or_infer(array.elems.first()?), array.elems.len());
                Some(types::array(item, count))
            }
            Expr::Struct(literal) if literal.qself.is_none() => Some(of_path(&literal.path)),
            Expr::Cast(cast) => Some((*cast.ty).clone()),
            Expr::Call(call) => self.call(call),
            Expr::Await(wait) => self.returned(&wait.base, true),
            Expr::MethodCall(call) => self.method(call),
            Expr::Try(tried) => argument(&self.value(&tried.expr)?, 0),
            Expr::Field(field) => self.field(field),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                super::boxed(&self.value(&unary.expr)?).cloned()
            }
            Expr::Block(block) => self.block(&block.block).or_else(|| {
                let target = names::parse_target(&block.label.as_ref()?.name)?;
                self.broken(&block.block, target)
            }),
            Expr::Loop(repeat) => {
                let target = names::parse_target(&repeat.label.as_ref()?.name)?;
                self.broken(&repeat.body, target)
            }
            Expr::If(branch) => self.block(&branch.then_branch).or_else(|| {
                let (_, other) = branch.else_branch.as_ref()?;
                self.value(other)
            }),
            Expr::Match(choice) => choice.arms.iter().find_map(|arm| self.value(&arm.body)),
            _ => None,
        }
    }

    fn or_infer(&self, expr: &Expr) -> Type {
        self.value(expr).unwrap_or_else(types::infer)
    }

    fn block(&self, block: &Block) -> Option<Type> {
        match block.stmts.last()? {
            Stmt::Expr(tail, None) => self.value(tail),
            _ => None,
        }
    }

    /// What a `break` of this loop or block gives.
    fn broken(&self, block: &Block, target: names::TargetId) -> Option<Type> {
        struct Breaks<'h, 't>(&'h Hints<'t>, names::TargetId, Option<Type>);
        impl<'ast> Visit<'ast> for Breaks<'_, '_> {
            fn visit_expr_break(&mut self, jump: &'ast syn::ExprBreak) {
                let to = jump.label.as_ref().and_then(names::parse_target);
                if let (Some(value), true) = (&jump.expr, to == Some(self.1)) {
                    self.2 = self.2.take().or_else(|| self.0.value(value));
                }
                visit::visit_expr_break(self, jump);
            }
            fn visit_item(&mut self, _: &'ast syn::Item) {}
        }
        let mut breaks = Breaks(self, target, None);
        breaks.visit_block(block);
        breaks.2
    }

    fn call(&self, call: &syn::ExprCall) -> Option<Type> {
        let Expr::Path(func) = &*call.func else {
            return None;
        };
        if let Some(kind) = yield_kind(&call.func) {
            let delegate = call.args.first().filter(|_| kind == YieldKind::From)?;
            return self.returned(delegate, true);
        }
        let last = &func.path.segments.last()?.ident;
        match func.path.get_ident().and_then(names::parse) {
            Some(Sentinel::Macro(id)) => {
                let name = &self.tables.macro_call(id)?.path.segments.last()?.ident;
                if name == "format" {
                    return Some(types::applied("String", []));
                }
                let item = call.args.first().filter(|_| name == "vec")?;
                let item = self.or_infer(item);
                return Some(types::applied("Vec", [item]));
            }
            Some(_) => return None,
            None => {}
        }
        let argument = || call.args.first().map(|arg| self.or_infer(arg));
        match last.to_string().as_str() {
            "Some" => argument().map(|ty| types::applied("Option", [ty])),
            "Ok" => argument().map(|ty| types::applied("Result", [ty, types::infer()])),
            "Err" => argument().map(|ty| types::applied("Result", [types::infer(), ty])),
            "new"
                if func
                    .path
                    .segments
                    .iter()
                    .any(|segment| segment.ident == "Box") =>
            {
                argument().map(|ty| types::applied("Box", [ty]))
            }
            _ => self
                .returned(&Expr::Call(call.clone()), false)
                .or_else(|| made_by(&func.path)),
        }
    }

    /// What a fn that the file declares returns; `pauses`: when it is waited for.
    fn returned(&self, call: &Expr, pauses: bool) -> Option<Type> {
        let Expr::Call(call) = strip(call) else {
            return None;
        };
        let Expr::Path(func) = &*call.func else {
            return None;
        };
        let mut names = func
            .path
            .segments
            .iter()
            .rev()
            .map(|segment| &segment.ident);
        let (name, owner) = (names.next()?, names.next());
        if pauses && name == "ready" && owner.is_some_and(|owner| owner == "future") {
            return self.value(call.args.first()?);
        }
        let declared = Declared::beside(name.span());
        if let Some(fields) = declared.fields(name) {
            return (!pauses && !fields.is_empty()).then(|| of_path(&func.path));
        }
        // a tuple struct with a `Drop` of its own
        if !pauses && declared.drops(name) {
            return Some(of_path(&func.path));
        }
        if owner.is_none()
            && !pauses
            && let Some(at) = declared.returned_argument(name)
        {
            return self.value(call.args.iter().nth(at)?);
        }
        let owner = match owner {
            Some(owner) if owner == "Self" => self.tables.self_type.as_ref(),
            owner => owner,
        };
        let elsewhere = || {
            let is_type = |owner: &&syn::Ident| owner.to_string().starts_with(char::is_uppercase);
            match owner.filter(is_type) {
                Some(owner) => super::elsewhere::named(owner)?.returned(Some(owner), name, pauses),
                None => super::elsewhere::with_function(name, owner)?.returned(None, name, pauses),
            }
        };
        let returned = declared.returned(owner, name, pauses);
        returned.or_else(elsewhere)
    }

    fn method(&self, call: &ExprMethodCall) -> Option<Type> {
        let name = call.method.to_string();
        let receiver = self.value(&call.receiver);
        let of = |name: &str| receiver.as_ref().filter(|ty| is_named(ty, name));
        match name.as_str() {
            "unwrap" | "expect" | "unwrap_or" | "unwrap_or_else" | "unwrap_or_default" => {
                argument(of("Option").or(of("Result"))?, 0)
            }
            // that of a list is a reference
            "last" if of("Items").is_none() => None,
            "pop" | "pop_front" | "pop_back" | "next" | "last" => {
                let item = argument(receiver.as_ref()?, 0)?;
                Some(types::applied("Option", [item]))
            }
            "remove" if MAPS.iter().any(|map| of(map).is_some()) => {
                let item = argument(receiver.as_ref()?, 1)?;
                Some(types::applied("Option", [item]))
            }
            "pop_first" | "pop_last" => {
                let item = item(receiver.as_ref()?)?;
                Some(types::applied("Option", [item]))
            }
            "into_values" => {
                let item = argument(receiver.as_ref()?, 1)?;
                Some(types::applied("Items", [item]))
            }
            "remove" | "swap_remove" => argument(of("Vec")?, 0),
            "into_iter" | "drain" => {
                let item = item(receiver.as_ref()?)?;
                Some(types::applied("Items", [item]))
            }
            "rev" | "skip" | "step_by" | "filter" | "skip_while" | "take_while" | "chain"
            | "peekable" | "fuse" | "inspect" => of("Items").cloned(),
            "take" if of("Option").is_some() || of("Items").is_some() => receiver,
            "clone" => match receiver? {
                Type::Reference(reference) => match *reference.elem {
                    Type::Path(path) if !path.path.is_ident("str") => Some(Type::Path(path)),
                    _ => None,
                },
                ty => Some(ty),
            },
            "borrow" | "borrow_mut" => {
                // nothing is moved out of a guard
                let inside = argument(&inside_of(receiver?, "RefCell")?, 0)?;
                reference_to(&inside)
            }
            "to_string" | "to_uppercase" | "to_lowercase" => Some(types::applied("String", [])),
            "into_owned" if is_lossy(&call.receiver) => Some(types::applied("String", [])),
            "enumerate" => {
                let item = argument(of("Items")?, 0)?;
                let counted = types::tuple(vec![types::named("usize"), item]);
                Some(types::applied("Items", [counted]))
            }
            name => {
                let declared = Declared::beside(call.method.span());
                if !declared.has_method(&call.method) {
                    return ITERATORS
                        .contains(&name)
                        .then(|| types::applied("Items", [types::infer()]));
                }
                let ty = receiver.as_ref().and_then(crate::scope::name_of);
                let is_own = ty.as_ref().is_some_and(|ty| declared.declares(ty));
                // what the file says of its own types is not said of a `Vec`
                let is_meant = is_own || !crate::lower::is_of_std(name);
                is_meant.then(|| declared.returned_of(ty.as_ref(), &call.method))?
            }
        }
    }

    fn field(&self, field: &syn::ExprField) -> Option<Type> {
        let base = match self.value(&field.base)? {
            Type::Reference(reference) => *reference.elem,
            base => base,
        };
        match (base, &field.member) {
            (Type::Tuple(tuple), syn::Member::Unnamed(index)) => {
                tuple.elems.iter().nth(index.index as usize).cloned()
            }
            (Type::Path(path), member) => {
                let span = path.path.segments.last()?.ident.span();
                let inside = super::boxed(&Type::Path(path.clone())).cloned();
                let Type::Path(path) = inside.unwrap_or(Type::Path(path)) else {
                    return None;
                };
                Declared::beside(span).field_seen(&path.path, member)
            }
            _ => None,
        }
    }

    /// Notes what a pattern binds of a value of this type.
    fn bind(&mut self, pat: &Pat, ty: &Type) {
        match (pat, ty) {
            (Pat::Guard(guard), ty) => self.bind(&guard.pat, ty),
            (Pat::Paren(paren), ty) => self.bind(&paren.pat, ty),
            (pat, Type::Paren(paren)) => self.bind(pat, &paren.elem),
            (Pat::Ident(ident), ty) if ident.by_ref.is_none() => {
                if let Some(Sentinel::Variable(var)) = names::parse(&ident.ident)
                    && !matches!(ty, Type::Infer(_))
                {
                    self.found.to_mut().insert(var, ty.clone());
                }
            }
            (Pat::Tuple(pats), Type::Tuple(types)) if pats.elems.len() == types.elems.len() => {
                let parts = pats.elems.iter().zip(&types.elems);
                parts.for_each(|(pat, ty)| self.bind(pat, ty));
            }
            (Pat::Slice(pats), Type::Array(array)) => self.bind_items(pats, array),
            (Pat::Struct(pats), Type::Path(ty)) => {
                for field in &pats.fields {
                    self.bind_part(&field.pat, &pats.path, &ty.path, &field.member);
                }
            }
            (Pat::TupleStruct(pats), Type::Path(path)) if !is_wrapper(&pats.path) => {
                let is_rest = |pat: &Pat| matches!(pat, Pat::Rest(_));
                let before_rest = pats.elems.iter().take_while(|pat| !is_rest(pat));
                for (index, pat) in before_rest.enumerate() {
                    self.bind_part(pat, &pats.path, &path.path, &index.into());
                }
            }
            (Pat::TupleStruct(pats), ty) if pats.elems.len() == 1 => {
                let name = pats.path.segments.last().map(|last| last.ident.to_string());
                let at = match name.as_deref() {
                    Some("Some") if is_named(ty, "Option") => 0,
                    Some("Ok") if is_named(ty, "Result") => 0,
                    Some("Err") if is_named(ty, "Result") => 1,
                    _ => return,
                };
                if let (Some(pat), Some(ty)) = (pats.elems.first(), argument(ty, at)) {
                    self.bind(pat, &ty);
                }
            }
            _ => {}
        }
    }

    /// The same of the items of an array, and of a rest of it, which is one as well: `[first, rest @ ..]`.
    fn bind_items(&mut self, pats: &syn::PatSlice, array: &syn::TypeArray) {
        let length = super::shape::array_length(&array.len);
        let single = pats.elems.iter().filter(|item| !is_several(item)).count();
        for item in &pats.elems {
            match (item, length.and_then(|length| length.checked_sub(single))) {
                (Pat::Ident(ident), Some(rest)) if is_several(item) => {
                    let bare = Pat::Ident(syn::PatIdent {
                        subpat: None,
                        ..ident.clone()
                    });
                    self.bind(&bare, &types::array((*array.elem).clone(), rest));
                }
                (item, _) if !is_several(item) => self.bind(item, &array.elem),
                _ => {}
            }
        }
    }

    /// The same of a part of a struct or variant that the file declares.
    fn bind_part(&mut self, pat: &Pat, path: &syn::Path, of: &syn::Path, member: &syn::Member) {
        let Some(last) = path.segments.last() else {
            return;
        };
        let declared = Declared::beside(last.ident.span());
        if let Some(ty) = declared.part_seen(path, of, member) {
            self.bind(pat, &ty);
        }
    }
}

/// Writes the name of a type for `Self`.
struct Named<'n>(&'n syn::Ident);

impl VisitMut for Named<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        if path.is_ident("Self") {
            *path = self.0.clone().into();
        }
        syn::visit_mut::visit_path_mut(self, path);
    }
}

fn is_wrapper(path: &syn::Path) -> bool {
    last_names(path).is_some_and(|(last, _)| is_std_variant(last))
}

impl<'ast> Visit<'ast> for Hints<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        let ty = match (&local.pat, &local.init) {
            (Pat::Type(typed), _) => Some((*typed.ty).clone()),
            (_, Some(init)) => self.value(&init.expr),
            _ => None,
        };
        let pat = match &local.pat {
            Pat::Type(typed) => &*typed.pat,
            pat => pat,
        };
        if let Some(ty) = ty {
            self.bind(pat, &ty);
        }
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, binding);
        if let Some(ty) = self.value(&binding.expr) {
            self.bind(&binding.pat, &ty);
        }
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        if let Some(ty) = self.value(&choice.expr) {
            choice.arms.iter().for_each(|arm| self.bind(&arm.pat, &ty));
        }
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        let head = self.value(&repeat.expr);
        if let Some(ty) = head.and_then(|ty| item(&ty)) {
            self.bind(&repeat.pat, &ty);
        }
        visit::visit_expr_for_loop(self, repeat);
    }

    /// `lines.push(line)` tells what `lines` holds.
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let row = mention_of(&call.receiver).and_then(|mention| self.tables.mention(mention));
        let fills = matches!(
            call.method.to_string().as_str(),
            "push" | "push_back" | "push_front"
        );
        let Some(known) = row
            .filter(|_| fills)
            .and_then(|row| self.found.get(&row.var))
        else {
            return;
        };
        let is_told = argument(known, 0).is_some_and(|item| !matches!(item, Type::Infer(_)));
        if let (Type::Path(path), false, Some(row)) = (known, is_told, row)
            && let Some(item) = call.args.first().and_then(|arg| self.value(arg))
        {
            let mut path = path.clone();
            if let Some(last) = path.path.segments.last_mut() {
                last.arguments = types::arguments([item]);
            }
            self.found.to_mut().insert(row.var, Type::Path(path));
        }
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        let row = mention_of(&assign.left).and_then(|mention| self.tables.mention(mention));
        if let Some(row) = row
            && let Some(ty) = self.value(&assign.right)
        {
            self.found.to_mut().entry(row.var).or_insert(ty);
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// `RefCell<T>` of `&Rc<RefCell<T>>`.
fn inside_of(ty: Type, name: &str) -> Option<Type> {
    match ty {
        ty if is_named(&ty, name) => Some(ty),
        Type::Reference(reference) => inside_of(*reference.elem, name),
        ty if is_named(&ty, "Rc") || is_named(&ty, "Arc") => inside_of(argument(&ty, 0)?, name),
        _ => None,
    }
}

/// `String::from_utf8_lossy(..)`
fn is_lossy(value: &Expr) -> bool {
    let Expr::Call(call) = strip(value) else {
        return false;
    };
    matches!(&*call.func, Expr::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "from_utf8_lossy"))
}

/// `String::from(..)`, `Vec::new()`
fn made_by(path: &syn::Path) -> Option<Type> {
    let mut owner = path.clone();
    let name = owner.segments.pop()?.ident;
    let makes = ["new", "from", "default", "with_capacity"];
    let is_maker = makes.iter().any(|maker| name == maker);
    let last = owner.segments.pop()?;
    let is_type = last.ident.to_string().starts_with(char::is_uppercase);
    owner.segments.push(last);
    (is_maker && is_type).then(|| of_path(&owner))
}

/// The type of this path, whatever its arguments are.
fn of_path(path: &syn::Path) -> Type {
    let mut path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    types::of_path(path)
}

fn unit_struct(path: &syn::ExprPath) -> Option<Type> {
    let (last, owner) = last_names(&path.path)?;
    let declared = Declared::beside(last.span());
    // `Tree::Leaf`
    let is_variant = last
        .to_string()
        .starts_with(|first: char| first.is_uppercase())
        && last.to_string().contains(|char: char| char.is_lowercase());
    if let Some(owner) = owner.filter(|owner| is_variant && declared.declares(owner)) {
        return Some(types::of_ident(owner));
    }
    declared.fields(last).map(|_| of_path(&path.path))
}

/// Whether a type is one of this name.
pub fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == name)
        }
        _ => false,
    }
}

/// Whether a type is a pointer of std that owns, or shares, what it points to.
pub fn is_pointer(ty: &Type) -> bool {
    ["Arc", "Box", "Rc"].iter().any(|name| is_named(ty, name))
}

/// What a collection gives by value.
fn item(ty: &Type) -> Option<Type> {
    if MAPS.iter().any(|map| is_named(ty, map)) {
        let (key, value) = (argument(ty, 0)?, argument(ty, 1)?);
        return Some(types::tuple(vec![key, value]));
    }
    argument(ty, 0)
}

/// The type argument `at` of a path, or what an array holds.
fn argument(ty: &Type, at: usize) -> Option<Type> {
    match ty {
        Type::Array(array) if at == 0 => Some((*array.elem).clone()),
        ty => types::argument(ty, at).cloned(),
    }
}

/// `&T`; nothing where `T` is a bare `A + B`, which cannot stand there.
fn reference_to(ty: &Type) -> Option<Type> {
    syn::parse2(quote::quote!(&#ty)).ok()
}
