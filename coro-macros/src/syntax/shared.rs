//! Parameters that meet in the body get one lifetime.
//!
//! A state that holds an iterator over both is of a type in which both lifetimes are the same one, which the type behind
//! the arrow has to be able to name:
//!
//! ```text
//! [source]  fn merge(mut a: &[i32], mut b: &[i32]) yields i32 { .. for x in a.iter().chain(b) { .. } }
//! [output]  fn merge<'shared>(a: &'shared [i32], b: &'shared [i32]) -> impl Coroutine<..> { .. }
//! ```
//!
//! To callers it is the same: what is behind the arrow lives as long as the shorter of the two in any case.
//!
//! Does not: touch a fn with a receiver, with lifetimes in what it hands out, or one of a trait.

use proc_macro2::{Ident, Span};
use syn::visit::{self, Visit};
use syn::{Expr, FnArg, GenericParam, Lifetime, Pat, ReturnType, Type, parse_quote};

use super::items::each_coroutine;
use super::{CoroFn, ItemLike};

/// Gives parameters that meet one lifetime.
pub fn share_lifetimes(items: &mut [ItemLike]) {
    each_coroutine(items, &mut share);
}

fn share(function: &mut CoroFn) {
    let is_of_trait = function
        .inside
        .as_ref()
        .is_some_and(|inside| inside.is_trait);
    if is_of_trait || function.sig.receiver().is_some() || hands_out_references(function) {
        return;
    }
    let names: Vec<Ident> = function.sig.inputs.iter().filter_map(shared).collect();
    let Some(body) = function.body.as_ref().filter(|_| names.len() > 1) else {
        return;
    };
    let mut meeting = Meeting {
        names,
        found: Vec::new(),
    };
    meeting.visit_block(body);
    if meeting.found.is_empty() {
        return;
    }
    let lifetime = Lifetime::new("'shared", Span::mixed_site());
    for input in &mut function.sig.inputs {
        if shared(input).is_some_and(|name| meeting.found.contains(&name))
            && let FnArg::Typed(typed) = input
            && let Type::Reference(reference) = &mut *typed.ty
        {
            reference.lifetime = Some(lifetime.clone());
        }
    }
    let param: GenericParam = parse_quote!(#lifetime);
    function.sig.generics.params.insert(0, param);
}

/// The name of a parameter that is a `&T` without a lifetime.
fn shared(input: &FnArg) -> Option<Ident> {
    let FnArg::Typed(typed) = input else {
        return None;
    };
    match (&*typed.pat, &*typed.ty) {
        (Pat::Ident(name), Type::Reference(reference))
            if reference.lifetime.is_none() && reference.mutability.is_none() =>
        {
            Some(name.ident.clone())
        }
        _ => None,
    }
}

/// Whether a reference without a lifetime stands in what the fn yields or returns.
pub(super) fn hands_out_references(function: &CoroFn) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, _: &'ast syn::TypeReference) {
            self.0 = true;
        }
        fn visit_lifetime(&mut self, _: &'ast Lifetime) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    if let ReturnType::Type(_, ty) = &function.sig.output {
        finder.visit_type(ty);
    }
    function.yields.iter().for_each(|ty| finder.visit_type(ty));
    finder.0
}

/// Finds those of the names that come to be of one type.
struct Meeting {
    names: Vec<Ident>,
    found: Vec<Ident>,
}

impl Meeting {
    /// The parameter that a place or an iterator begins with.
    fn root(&self, expr: &Expr) -> Option<Ident> {
        match expr {
            Expr::Path(path) => {
                let name = path.path.get_ident()?;
                self.names.contains(name).then(|| name.clone())
            }
            Expr::MethodCall(call) => self.root(&call.receiver),
            Expr::Reference(reference) => self.root(&reference.expr),
            Expr::Index(index) => self.root(&index.expr),
            Expr::Paren(paren) => self.root(&paren.expr),
            _ => None,
        }
    }

    fn meet(&mut self, left: &Expr, right: &Expr) {
        if let (Some(left), Some(right)) = (self.root(left), self.root(right))
            && left != right
        {
            self.found.extend([left, right]);
        }
    }
}

impl<'ast> Visit<'ast> for Meeting {
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if call.method == "chain"
            && let Some(other) = call.args.first()
        {
            self.meet(&call.receiver, other);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        match (&*assign.left, &*assign.right) {
            (Expr::Tuple(left), Expr::Tuple(right)) => {
                let parts = left.elems.iter().zip(&right.elems);
                parts.for_each(|(left, right)| self.meet(left, right));
            }
            (left, right) => self.meet(left, right),
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_swap = matches!(&*call.func, Expr::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "swap"));
        let mut args = call.args.iter();
        if let (true, Some(left), Some(right)) = (is_swap, args.next(), args.next()) {
            self.meet(left, right);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_if(&mut self, branch: &'ast syn::ExprIf) {
        let last = |block: &'ast syn::Block| match block.stmts.last() {
            Some(syn::Stmt::Expr(value, None)) => Some(value),
            _ => None,
        };
        let otherwise = match branch.else_branch.as_ref().map(|(_, other)| &**other) {
            Some(Expr::Block(block)) => last(&block.block),
            _ => None,
        };
        if let (Some(then), Some(otherwise)) = (last(&branch.then_branch), otherwise) {
            self.meet(then, otherwise);
        }
        visit::visit_expr_if(self, branch);
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}
