//! Parameters that one delegate borrows, or that one variable may refer to, have a lifetime in common, in what only waits.
//! In all else see `lifetimes.rs`: a signature that is changed only where it has to be can be handed on by a plain fn.
//!
//! What a method of another crate gives may be of a type with one lifetime for all that it was given, and that of a state is
//! one which the type behind the arrow has to be able to name:
//!
//! ```text
//! [source]  async fn send(stream: &mut TcpStream, data: &[u8]) -> Result<()> { stream.write_all(data).await }
//! [output]  fn send<'met>(stream: &'met mut TcpStream, data: &'met [u8]) -> Async<impl Coroutine<..>> { .. }
//!
//! ```
//!
//! To callers it is the same: the coroutine lives as long as the shortest of them in any case. A lifetime that has a name, or
//! that the result has, is asked to outlive it.
//!
//! Does not: touch a fn of a trait, whose lifetimes are the trait's, or one in which what is of a type of the caller's meets
//! a reference, since a caller that is generic itself could not promise that the type lives as long; but notes that no
//! state could hold it (`CoroFn::meets`). Nor does it know types: it goes by names, what is made of a parameter refers to
//! it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    Expr, FnArg, GenericParam, Lifetime, Macro, Pat, ReceiverKind, Type, WherePredicate,
    parse_quote,
};

use super::converted::Converted;
use super::items::each_coroutine;
use super::tokens::mentions;
use super::{CoroFn, ItemLike};
use crate::flow::last_of;
use crate::maps::{HashMap, HashSet};

/// Gives parameters that meet in a delegate a lifetime.
pub fn let_parameters_meet(items: &mut [ItemLike]) {
    // what a fn of the same `coro!` gives has a lifetime for each parameter, unless these meet
    let mut apart = HashSet::default();
    each_coroutine(items, &mut |function| {
        apart.insert(function.sig.ident.to_string());
    });
    let mut known = usize::MAX;
    while known != apart.len() {
        known = apart.len();
        meet_among(items, &mut apart);
    }
}

fn meet_among(items: &mut [ItemLike], apart: &mut HashSet<String>) {
    for item in items {
        match item {
            ItemLike::Coro(function) if !only_waits(function) => {}
            ItemLike::Coro(function) => {
                if let Some(found) = meeting(function, apart, &HashSet::default()) {
                    match has_types(function, &found) {
                        true => function.meets = true,
                        false => {
                            give(function, &found);
                            apart.remove(&function.sig.ident.to_string());
                        }
                    }
                }
            }
            ItemLike::Block { head, items, .. } if is_of_trait(head) => {
                let mut own = HashSet::default();
                if names_its_trait_again(head) {
                    each_coroutine(items, &mut |function| {
                        own.insert(function.sig.ident.to_string());
                    });
                }
                each_coroutine(items, &mut |function| {
                    function.meets |= meeting(function, apart, &own).is_some();
                });
            }
            ItemLike::Block { items, .. } => meet_among(items, apart),
            _ => {}
        }
    }
}

/// Whether a fn is an `async fn` that yields nothing.
pub fn only_waits(function: &CoroFn) -> bool {
    function.is_async && function.yields.is_none()
}

/// `trait Source`, `impl Source for File`
fn is_of_trait(head: &TokenStream) -> bool {
    let words: Vec<TokenTree> = head.clone().into_iter().collect();
    let is_word =
        |tree: &TokenTree, name: &str| matches!(tree, TokenTree::Ident(word) if word == name);
    words.iter().enumerate().any(|(index, tree)| {
        // not `for<'a> Fn(&'a u8)`
        is_word(tree, "trait")
            || is_word(tree, "for") && !super::is_punct(words.get(index + 1), '<')
    })
}

/// Whether something that an `impl` speaks of has the trait as well: `impl<R: Read> Read for Counted<R>`. In a trait all has.
fn names_its_trait_again(head: &TokenStream) -> bool {
    let Ok(head) = syn::parse2::<syn::ItemImpl>(quote::quote!(#head {})) else {
        return true;
    };
    let generics = &head.generics;
    let own = head
        .trait_
        .as_ref()
        .and_then(|(path, _)| path.segments.last());
    let (bounds, ty) = (&generics.where_clause, &head.self_ty);
    let around = crate::compile::identifiers(quote::quote!(#generics #bounds #ty));
    own.is_none_or(|own| around.contains(&own.ident.to_string()))
}

/// Those that meet in this fn, one of which is a reference.
///
/// `of_trait`: the fns of the trait that it is of, where a value that one of these is called on may have that trait.
fn meeting(
    function: &CoroFn,
    apart: &HashSet<String>,
    of_trait: &HashSet<String>,
) -> Option<BTreeSet<usize>> {
    let body = function
        .body
        .as_ref()
        .filter(|_| function.inside.is_none())?;
    let mut meeting = Meeting::of(function, apart, of_trait);
    let mut lifetimes = function.sig.generics.lifetimes();
    if meeting.kinds.len() < 2 || lifetimes.any(|it| it.lifetime.ident == "met") {
        return None;
    }
    // what is made of a parameter at the end of a loop is there at its beginning
    for _ in 0..2 {
        meeting.visit_block(body);
    }
    let kinds = &meeting.kinds;
    let is_reference = |index: &usize| kinds.get(index) == Some(&Kind::Reference);
    let has_reference = meeting.found.iter().any(is_reference);
    has_reference.then_some(meeting.found)
}

/// Whether one of these parameters is of a type that has other lifetimes, or may have.
fn has_types(function: &CoroFn, found: &BTreeSet<usize>) -> bool {
    let types = function.sig.generics.type_params();
    let types: HashSet<String> = types.map(|it| it.ident.to_string()).collect();
    let inputs = function.sig.inputs.iter().enumerate();
    let mut found = inputs.filter(|(index, _)| found.contains(index));
    found.any(|(_, input)| match input {
        FnArg::Receiver(receiver) => !matches!(receiver.kind, ReceiverKind::Reference(..)),
        FnArg::Typed(typed) => {
            matches!(&*typed.ty, Type::ImplTrait(_)) || mentions(typed.ty.to_token_stream(), &types)
        }
    })
}

/// Gives these parameters a lifetime.
fn give(function: &mut CoroFn, found: &BTreeSet<usize>) {
    let lifetime = Lifetime::new("'met", Span::mixed_site());
    let own = Lifetime::new("'met_self", Span::mixed_site());
    let hands_out = hands_out_references(function);
    let mut conditions: Vec<WherePredicate> = Vec::new();
    for (index, input) in function.sig.inputs.iter_mut().enumerate() {
        if !found.contains(&index) {
            continue;
        }
        let reference = match input {
            FnArg::Receiver(receiver) => match &mut receiver.kind {
                ReceiverKind::Reference(_, lifetime, _) => Some(lifetime),
                _ => None,
            },
            FnArg::Typed(typed) => match &mut *typed.ty {
                Type::Reference(reference) => Some(&mut reference.lifetime),
                _ => None,
            },
        };
        match reference {
            Some(Some(named)) => conditions.push(parse_quote!(#named: #lifetime)),
            Some(none) if hands_out && index == 0 => {
                *none = Some(own.clone());
                conditions.push(parse_quote!(#own: #lifetime));
            }
            Some(none) => *none = Some(lifetime.clone()),
            None => {}
        }
    }
    let has_own = conditions
        .iter()
        .any(|it| it.to_token_stream().to_string().contains("met_self"));
    let sig = &mut function.sig;
    for lifetime in std::iter::once(&lifetime).chain(has_own.then_some(&own)) {
        let param: GenericParam = parse_quote!(#lifetime);
        sig.generics.params.insert(0, param);
    }
    if !conditions.is_empty() {
        sig.generics
            .make_where_clause()
            .predicates
            .extend(conditions);
    }
}

/// How a parameter may refer to something.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Reference,
    /// It is of a type that the caller chooses.
    Generic,
}

/// Finds the parameters that meet.
struct Meeting<'a> {
    /// The parameters that may refer to something, by their places.
    kinds: HashMap<usize, Kind>,
    /// Which of them a name may refer to.
    names: HashMap<String, BTreeSet<usize>>,
    found: BTreeSet<usize>,
    /// The fns that keep what they are given apart.
    apart: &'a HashSet<String>,
    of_trait: &'a HashSet<String>,
    /// What refers to none of them.
    converted: Converted,
}

impl<'a> Meeting<'a> {
    fn of(function: &CoroFn, apart: &'a HashSet<String>, of_trait: &'a HashSet<String>) -> Self {
        let types: Vec<&Ident> = function
            .sig
            .generics
            .type_params()
            .map(|it| &it.ident)
            .collect();
        let mut meeting = Meeting {
            kinds: HashMap::default(),
            names: HashMap::default(),
            found: BTreeSet::new(),
            apart,
            of_trait,
            converted: Converted::of(&function.sig),
        };
        for (index, input) in function.sig.inputs.iter().enumerate() {
            let (kind, names) = match input {
                FnArg::Receiver(receiver) => match receiver.kind {
                    ReceiverKind::Reference(..) => (Kind::Reference, vec!["self".to_string()]),
                    // the type that has the trait may be a reference
                    _ if !of_trait.is_empty() || is_of_borrower(function) => {
                        (Kind::Generic, vec!["self".to_string()])
                    }
                    _ => continue,
                },
                FnArg::Typed(typed) => {
                    let kind = match &*typed.ty {
                        Type::Reference(reference) if is_static(reference.lifetime.as_ref()) => {
                            continue;
                        }
                        Type::Reference(_) => Kind::Reference,
                        Type::ImplTrait(_) => Kind::Generic,
                        Type::Path(path) if types.iter().any(|it| path.path.is_ident(*it)) => {
                            Kind::Generic
                        }
                        _ => continue,
                    };
                    (kind, names_of(&typed.pat))
                }
            };
            meeting.kinds.insert(index, kind);
            for name in names {
                meeting.names.insert(name, BTreeSet::from([index]));
            }
        }
        meeting
    }

    /// The parameters that tokens may refer to.
    fn roots(&self, tokens: TokenStream) -> BTreeSet<usize> {
        let mut roots = BTreeSet::new();
        let mut tokens = tokens.into_iter();
        let mut dots = 0;
        while let Some(tree) = tokens.next() {
            let is_dot = matches!(&tree, TokenTree::Punct(sign) if sign.as_char() == '.');
            match tree {
                // `.key`, `Get { key: value }`: fields
                TokenTree::Ident(_) if dots == 1 || is_field(tokens.clone()) => {}
                TokenTree::Ident(word) if self.converted.is_converted(&word, tokens.clone()) => {}
                TokenTree::Ident(word) => {
                    roots.extend(self.names.get(&word.to_string()).into_iter().flatten())
                }
                TokenTree::Group(group) => roots.extend(self.roots(group.stream())),
                _ => {}
            }
            dots = if is_dot { dots + 1 } else { 0 };
        }
        roots
    }

    fn bind(&mut self, pat: &Pat, value: &impl ToTokens) {
        let roots = self.roots(value.to_token_stream());
        for name in names_of(pat) {
            self.converted.forget(&name);
            self.names
                .entry(name)
                .or_default()
                .extend(roots.iter().copied());
        }
    }

    fn delegate(&mut self, delegate: &Expr) {
        let name = match in_a_box(delegate) {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.get_ident(),
                _ => None,
            },
            Expr::MethodCall(call) => {
                let is_self =
                    matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self"));
                let is_of_trait = self.of_trait.contains(&call.method.to_string());
                (is_self || is_of_trait).then_some(&call.method)
            }
            _ => None,
        };
        if !name.is_some_and(|name| self.apart.contains(&name.to_string())) {
            self.together(delegate);
        }
    }

    /// Two values come to be of one type, by what each begins with.
    fn meet(&mut self, left: &Expr, right: &Expr) {
        if let (Some(left), Some(right)) = (self.begins_with(left), self.begins_with(right))
            && left != right
        {
            self.found.extend(left.union(&right));
        }
    }

    /// The parameters that a place or an iterator begins with.
    fn begins_with(&self, value: &Expr) -> Option<BTreeSet<usize>> {
        match value {
            Expr::Path(path) => self.names.get(&path.path.get_ident()?.to_string()).cloned(),
            Expr::MethodCall(call) => self.begins_with(&call.receiver),
            Expr::Reference(reference) => self.begins_with(&reference.expr),
            Expr::Index(index) => self.begins_with(&index.expr),
            Expr::Paren(paren) => self.begins_with(&paren.expr),
            _ => None,
        }
    }

    fn together(&mut self, delegate: &impl ToTokens) {
        let roots = self.roots(delegate.to_token_stream());
        if roots.len() > 1 {
            self.found.extend(roots);
        }
    }
}

impl<'ast> Visit<'ast> for Meeting<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let Some(init) = &local.init {
            self.bind(&local.pat, &init.expr);
        }
    }

    fn visit_expr_let(&mut self, binding: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, binding);
        self.bind(&binding.pat, &binding.expr);
    }

    fn visit_expr_for_loop(&mut self, repeat: &'ast syn::ExprForLoop) {
        if !self.converted.are_items(&repeat.expr) {
            self.bind(&repeat.pat, &repeat.expr);
        }
        visit::visit_expr_for_loop(self, repeat);
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        for arm in &choice.arms {
            self.bind(&arm.pat, &choice.expr);
        }
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if let ("chain", Some(other)) = (call.method.to_string().as_str(), call.args.first()) {
            self.meet(&call.receiver, other);
        }
        visit::visit_expr_method_call(self, call);
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
        let otherwise = match branch.else_branch.as_ref().map(|(_, other)| &**other) {
            Some(Expr::Block(block)) => last_of(&block.block),
            _ => None,
        };
        if let (Some(then), Some(otherwise)) = (last_of(&branch.then_branch), otherwise) {
            self.meet(then, otherwise);
        }
        visit::visit_expr_if(self, branch);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        match (&*assign.left, &*assign.right) {
            (Expr::Tuple(left), Expr::Tuple(right)) => {
                let parts = left.elems.iter().zip(&right.elems);
                parts.for_each(|(left, right)| self.meet(left, right));
            }
            (left, right) => self.meet(left, right),
        }
        if let Expr::Path(path) = &*assign.left
            && let Some(name) = path.path.get_ident()
        {
            let roots = self.roots(assign.right.to_token_stream());
            self.names
                .entry(name.to_string())
                .or_default()
                .extend(roots);
        }
    }

    fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
        self.delegate(&awaited.base);
        visit::visit_expr_await(self, awaited);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let last = mac.path.segments.last().map(|last| &last.ident);
        match last.is_some_and(|last| last == "yield_from") {
            true => match syn::parse2(mac.tokens.clone()) {
                Ok(delegate) => self.delegate(&delegate),
                Err(_) => self.together(&mac.tokens),
            },
            false if pauses(mac.tokens.clone()) => self.together(&mac.tokens),
            false => {}
        }
    }

    // what these wait for is in a future of rustc's
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Whether a single `:` stands behind a word.
fn is_field(behind: impl Iterator<Item = TokenTree>) -> bool {
    let signs = behind.map_while(|tree| match tree {
        TokenTree::Punct(sign) => Some(sign.as_char()),
        _ => None,
    });
    let signs: Vec<char> = signs.take(2).collect();
    signs.first() == Some(&':') && signs.get(1) != Some(&':')
}

/// Whether the type of a method's `self` has a lifetime.
fn is_of_borrower(function: &CoroFn) -> bool {
    let home = crate::split::Declared::beside(function.span).home(&function.sig.ident);
    home.is_some_and(|home| crate::split::has_lifetime(&home))
}

/// Whether a reference without a lifetime stands in what the fn yields or returns.
fn hands_out_references(function: &CoroFn) -> bool {
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
    finder.visit_return_type(&function.sig.output);
    function.yields.iter().for_each(|ty| finder.visit_type(ty));
    finder.0
}

/// `f(..)` of `f(..).boxed()` and `Box::pin(f(..))`.
fn in_a_box(delegate: &Expr) -> &Expr {
    match delegate {
        Expr::MethodCall(call)
            if call.args.is_empty() && call.method.to_string().starts_with("boxed") =>
        {
            in_a_box(&call.receiver)
        }
        Expr::Call(call) if crate::lend::is_box(&call.func) => {
            call.args.first().map_or(delegate, in_a_box)
        }
        Expr::Paren(paren) => in_a_box(&paren.expr),
        other => other,
    }
}

/// Whether something is waited for among tokens that are not looked into.
fn pauses(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == "await" || word == "yield_from",
        TokenTree::Group(group) => pauses(group.stream()),
        _ => false,
    })
}

fn is_static(lifetime: Option<&Lifetime>) -> bool {
    lifetime.is_some_and(|lifetime| lifetime.ident == "static")
}

/// The names that a pattern binds.
fn names_of(pat: &Pat) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            self.0.push(pat.ident.to_string());
            visit::visit_pat_ident(self, pat);
        }
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pat);
    names.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::only_coroutine;

    fn told(text: &str) -> String {
        let mut function = only_coroutine(text);
        let apart = HashSet::from_iter(["g".to_string()]);
        if let Some(found) = meeting(&function, &apart, &HashSet::default()) {
            give(&mut function, &found);
        }
        let sig = &function.sig;
        quote::quote!(#sig).to_string()
    }

    #[test]
    fn what_one_delegate_borrows_has_a_lifetime_in_common() {
        assert_eq!(
            told("async fn f(a: &mut A, b: &[u8]) { a.write(b).await }"),
            "fn f < 'met > (a : & 'met mut A , b : & 'met [u8])"
        );
        assert_eq!(
            told("async fn f(&self, keys: &[K]) { for key in keys { self.0.find(key).await; } }"),
            "fn f < 'met > (& 'met self , keys : & 'met [K])"
        );
    }

    #[test]
    fn what_has_a_name_or_is_returned_outlives_it() {
        assert_eq!(
            told("async fn f<'a>(&self, a: &'a A) -> Option<&B> { self.get(a).await; None }"),
            "fn f < 'met_self , 'met , 'a > (& 'met_self self , a : & 'a A) -> Option < & B > \
             where 'met_self : 'met , 'a : 'met"
        );
    }

    #[test]
    fn what_is_waited_for_apart_is_left_alone() {
        for text in [
            "async fn f(a: &A, b: &B) { a.get().await; b.get().await; }",
            "async fn f<T>(t: T, u: T) { h(t, u).await; }",
            "async fn f(a: &A, b: &B) { g(a, b).await; self.g(a, b).await }",
            "async fn f(a: &mut A, b: &B) { yield_from!(g(a, b).boxed()); Box::pin(g(a, b)).await }",
            "async fn f(a: &A, b: &'static B) { a.get(b).await; }",
            "async fn f(a: &A, b: &B) { a.get(1).await; join_all(async { a.get(b).await }); }",
        ] {
            assert!(!told(text).contains("met"), "{text}");
        }
    }
}
