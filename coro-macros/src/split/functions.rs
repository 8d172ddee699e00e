//! What the functions of a file do: which methods only find something.
//!
//! A method that the file declares can be called again after a pause, if it has no effect but its value, and so the
//! reference that it gives need not be stored:
//!
//! ```text
//! fn row(&self, at: usize) -> &[u8] { &self.rows[at] }                                    finds a part
//! fn edges(&self) -> impl Iterator<Item = &Edge> { self.nodes.iter().flat_map(..) }       goes through parts
//! fn next(&self) -> &Job { self.count.set(self.count.get() + 1); .. }                     neither
//! ```
//!
//! Of a body only the names of what it calls are looked at: all of them have to be known, as methods of the standard
//! library that change nothing, or as functions of the same file of which the same is true. Where functions of one
//! name differ, nothing is told.

use super::near::{changes_self, takes_self, up_to_end};
use crate::maps::HashMap;
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, GenericArgument, ImplItemFn, PathArguments, ReturnType, Type, TypeParamBound};

/// What a method gives that only finds something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finding {
    /// References: `&T`, `Option<&T>`, `(&T, usize)`.
    Part,
    /// An iterator; whether its items are references.
    Items { lends: bool },
}

/// The functions of a file.
#[derive(Default, Debug)]
pub struct Functions {
    by_name: HashMap<String, Vec<Function>>,
    /// The types of the file that are iterators, and whether their items are references.
    iterators: HashMap<String, bool>,
    /// What is called by each `deref` and `index` of a type of the file.
    finders: Vec<(String, Calls)>,
}

/// The names that are called, and whether the standard library has something harmless of each; nothing if something else
/// may be done.
type Calls = Option<Vec<(String, bool)>>;

/// One function, as plain data.
#[derive(Debug)]
struct Function {
    /// It has a `self` of some kind.
    is_method: bool,
    /// It has a `&self`.
    looks: bool,
    /// It has a `&mut self`.
    changes: bool,
    gives: Option<Gives>,
    /// What it returns has a lifetime.
    lends: bool,
    calls: Calls,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Gives {
    Known(Finding),
    /// A type with a lifetime, which may be an iterator.
    Named(String),
}

impl Functions {
    /// What tokens declare, in modules, types and functions too.
    pub fn of(tokens: TokenStream) -> Functions {
        let mut functions = Functions::default();
        functions.look(tokens);
        functions
    }

    fn look(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, tree) in trees.iter().enumerate() {
            match (tree, trees.get(index + 1)) {
                (TokenTree::Group(group), _) => self.look(group.stream()),
                (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "fn" => {
                    let is_method = takes_self(&trees[index..]).is_some();
                    self.add(name.to_string(), is_method, &trees[index..]);
                }
                (TokenTree::Ident(word), _) if word == "impl" => {
                    if let Ok(item) = syn::parse2(up_to_end(&trees[index..])) {
                        self.add_iterator(&item);
                        self.add_finders(&item);
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes in the function that begins at these tokens: `fn name(..) -> .. { .. }`.
    fn add(&mut self, name: String, is_method: bool, trees: &[TokenTree]) {
        let item = syn::parse2::<ImplItemFn>(up_to_end(trees)).ok();
        let changes = changes_self(trees);
        let function = item.map_or(
            Function {
                is_method,
                looks: false,
                changes,
                gives: None,
                lends: true,
                calls: None,
            },
            |item| Function {
                is_method,
                looks: item.sig.receiver().is_some_and(|receiver| {
                    matches!(&receiver.kind, syn::ReceiverKind::Reference(_, _, None))
                }),
                changes,
                gives: gives(&item.sig.output),
                lends: matches!(&item.sig.output, ReturnType::Type(_, ty) if borrows(ty)),
                calls: calls(&item),
            },
        );
        self.by_name.entry(name).or_default().push(function);
    }

    /// Takes in `impl Deref for Name { .. }`, `impl Index<I> for Name { .. }`.
    fn add_finders(&mut self, item: &syn::ItemImpl) {
        let finds = item.trait_.as_ref().is_some_and(|(path, _)| {
            let names = ["Deref", "DerefMut", "Index", "IndexMut"];
            let last = path.segments.last();
            last.is_some_and(|last| names.iter().any(|name| last.ident == name))
        });
        let Some(name) = crate::scope::name_of(&item.self_ty).filter(|_| finds) else {
            return;
        };
        for item in &item.items {
            if let syn::ImplItem::Fn(item) = item {
                self.finders.push((name.to_string(), calls(item)));
            }
        }
    }

    /// Takes in `impl Iterator for Name { type Item = ..; .. }`.
    fn add_iterator(&mut self, item: &syn::ItemImpl) {
        let is_iterator = item.trait_.as_ref().is_some_and(|(path, _)| {
            path.segments
                .last()
                .is_some_and(|last| last.ident == "Iterator")
        });
        let items = item.items.iter().find_map(|item| match item {
            syn::ImplItem::Type(ty) if ty.ident == "Item" => Some(borrows(&ty.ty)),
            _ => None,
        });
        if let (true, Some(name), Some(lends)) =
            (is_iterator, crate::scope::name_of(&item.self_ty), items)
        {
            self.iterators.insert(name.to_string(), lends);
        }
    }

    /// Whether a type of this name is an iterator.
    pub fn is_iterator(&self, name: &str) -> bool {
        self.iterators.contains_key(name)
    }

    /// What the methods of this name find.
    pub fn finding(&self, method: &str) -> Option<Finding> {
        let functions = self.by_name.get(method)?.iter();
        let mut methods = functions.filter(|function| function.is_method);
        let first = methods.clone().next()?.gives.as_ref()?;
        let agree = |function: &Function| {
            function.looks
                && function.gives.as_ref() == Some(first)
                && self.only_calls(function, &mut vec![method.to_string()])
        };
        if !methods.all(agree) {
            return None;
        }
        match first {
            Gives::Known(finding) => Some(*finding),
            Gives::Named(name) => {
                let lends = *self.iterators.get(name)?;
                self.is_pure("next", &mut Vec::new())
                    .then_some(Finding::Items { lends })
            }
        }
    }

    /// Whether the methods of this name have a `&self`.
    pub fn looks(&self, method: &str) -> bool {
        let functions = self.by_name.get(method).into_iter().flatten();
        let mut methods = functions.filter(|function| function.is_method).peekable();
        methods.peek().is_some() && methods.all(|function| function.looks)
    }

    /// Whether the methods of this name have a `&mut self`.
    pub fn changes(&self, method: &str) -> bool {
        let functions = self.by_name.get(method).into_iter().flatten();
        let mut methods = functions.filter(|function| function.is_method).peekable();
        methods.peek().is_some() && methods.all(|function| function.changes)
    }

    /// Whether a method of this name may lend a part and do something else as well.
    pub fn lends_with_effects(&self, method: &str) -> bool {
        let functions = self.by_name.get(method).into_iter().flatten();
        let mut methods = functions.filter(|function| function.is_method && function.lends);
        methods.any(|function| !self.only_calls(function, &mut vec![method.to_string()]))
    }

    /// Whether a `deref` or an `index` of a type of this name, or of any, may do something else as well.
    pub fn finds_with_effects(&self, ty: Option<&str>) -> bool {
        let finders = self.finders.iter();
        let mut finders = finders.filter(|(name, _)| ty.is_none_or(|ty| name == ty));
        finders.any(|(_, calls)| !self.are_harmless(calls, &mut Vec::new()))
    }

    /// Whether the functions of a name have no effect but their value.
    fn is_pure(&self, name: &str, around: &mut Vec<String>) -> bool {
        if around.iter().any(|known| known == name) {
            return true;
        }
        around.push(name.to_string());
        let functions = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        functions
            .iter()
            .all(|function| self.only_calls(function, around))
    }

    /// Whether all that a function calls has no effect but its value.
    fn only_calls(&self, function: &Function, around: &mut Vec<String>) -> bool {
        self.are_harmless(&function.calls, around)
    }

    fn are_harmless(&self, calls: &Calls, around: &mut Vec<String>) -> bool {
        calls.as_ref().is_some_and(|calls| {
            calls.iter().all(
                |(name, is_harmless)| match self.by_name.contains_key(name) {
                    true => self.is_pure(name, around),
                    false => *is_harmless,
                },
            )
        })
    }
}

/// What is told by the type behind the arrow.
fn gives(output: &ReturnType) -> Option<Gives> {
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    if is_found(ty) && borrows(ty) {
        return Some(Gives::Known(Finding::Part));
    }
    let items = |bounds: &syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>| {
        bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => items_of(&bound.path),
            _ => None,
        })
    };
    let lends = match &**ty {
        Type::ImplTrait(ty) => items(&ty.bounds),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let name = last.ident.to_string();
            let argument = argument_of(last);
            match (name.as_str(), argument) {
                ("Box", Some(Type::TraitObject(ty))) => items(&ty.bounds),
                ("Iter" | "Keys" | "Values" | "Windows" | "Chunks" | "Lines", _) => Some(true),
                ("Chars" | "CharIndices" | "Bytes", _) => Some(false),
                _ if borrows(ty) => return Some(Gives::Named(name)),
                _ => None,
            }
        }
        _ => None,
    };
    Some(Gives::Known(Finding::Items { lends: lends? }))
}

/// Whether the items of `Iterator<Item = T>` are references.
fn items_of(path: &syn::Path) -> Option<bool> {
    let last = path.segments.last()?;
    let is_iterator = matches!(
        last.ident.to_string().as_str(),
        "Iterator" | "DoubleEndedIterator" | "ExactSizeIterator"
    );
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let item = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(item) if item.ident == "Item" => Some(&item.ty),
        _ => None,
    });
    is_iterator.then(|| item.map(borrows))?
}

fn argument_of(segment: &syn::PathSegment) -> Option<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    }
}

/// References and what is plainly copied beside them.
fn is_found(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_found),
        Type::Paren(paren) => is_found(&paren.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let is_optional = last.ident == "Option" || last.ident == "Result";
            is_optional && argument_of(last).is_some_and(is_found) || super::value::is_copy_type(ty)
        }),
        _ => false,
    }
}

/// Whether a reference or a lifetime is written in a type.
fn borrows(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_type_reference(&mut self, _: &'ast syn::TypeReference) {
            self.0 = true;
        }
        fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
            self.0 |= lifetime.ident != "static";
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}

/// What a function calls, if all that it does is to call.
fn calls(item: &ImplItemFn) -> Calls {
    let mut finder = Caller {
        called: Vec::new(),
        is_known: true,
    };
    finder.visit_block(&item.block);
    (finder.is_known && item.sig.asyncness.is_none()).then_some(finder.called)
}

struct Caller {
    called: Vec<(String, bool)>,
    is_known: bool,
}

impl Caller {
    /// An operator, which a type of the file may define.
    fn operator(&mut self, names: &[&str]) {
        self.called
            .extend(names.iter().map(|name| (name.to_string(), true)));
    }

    fn path(&mut self, path: &syn::Path) {
        let mut names = path
            .segments
            .iter()
            .rev()
            .map(|segment| segment.ident.to_string());
        let (last, owner) = (names.next().unwrap_or_default(), names.next());
        let is_made = last.starts_with(char::is_uppercase);
        let is_known = match owner.as_deref() {
            Some("iter") => matches!(
                last.as_str(),
                "empty" | "once" | "repeat" | "successors" | "zip"
            ),
            Some("cmp") => matches!(last.as_str(), "max" | "min"),
            Some(_) => matches!(last.as_str(), "default" | "from" | "new" | "with_capacity"),
            None => false,
        };
        if !is_made {
            self.called.push((last, is_known));
        }
    }
}

impl<'ast> Visit<'ast> for Caller {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                let is_harmless = is_harmless(&name, call.args.len());
                self.called.push((name, is_harmless));
            }
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => {
                    self.path(&path.path);
                    call.args.iter().for_each(|arg| self.visit_expr(arg));
                    return;
                }
                _ => self.is_known = false,
            },
            Expr::Index(_) => self.operator(&["index"]),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => {
                self.operator(&["deref"])
            }
            Expr::Binary(binary) if crate::lower::is_comparison(&binary.op) => {
                self.operator(&["eq", "cmp", "partial_cmp"]);
            }
            Expr::Binary(_) => self.operator(&["add", "sub", "mul", "div", "rem"]),
            Expr::ForLoop(_) => self.operator(&["next", "into_iter"]),
            Expr::Macro(call) => self.visit_macro(&call.mac),
            Expr::Unsafe(_)
            | Expr::Async(_)
            | Expr::Await(_)
            | Expr::Yield(_)
            | Expr::Verbatim(_) => {
                self.is_known = false;
            }
            // a function that is handed over: `.map(Some)`, `.filter(is_open)`
            Expr::Path(path) if path.path.segments.len() > 1 => {
                let last = path.path.segments.last();
                self.called
                    .extend(last.map(|last| (last.ident.to_string(), true)));
            }
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string());
        let name = name.unwrap_or_default();
        self.is_known &= matches!(
            name.as_str(),
            "panic" | "unreachable" | "todo" | "unimplemented"
        );
    }
}

/// Whether the standard library's methods of a name do nothing that could be seen, called on what is borrowed for
/// reading.
fn is_harmless(name: &str, arguments: usize) -> bool {
    match name {
        // of iterators, and not of a `Cell`
        "take" | "get" => arguments == 1,
        // of texts and lists
        "replace" | "swap" => arguments == 2,
        name => HARMLESS.contains(&name),
    }
}

/// What a shared reference allows of these changes nothing; what they change is a value of the function's own.
const HARMLESS: &[&str] = &[
    "abs",
    "all",
    "and_then",
    "any",
    "as_bytes",
    "as_deref",
    "as_path",
    "as_ref",
    "as_slice",
    "as_str",
    "back",
    "binary_search",
    "binary_search_by",
    "binary_search_by_key",
    "bytes",
    "chain",
    "char_indices",
    "chars",
    "checked_add",
    "checked_mul",
    "checked_sub",
    "chunks",
    "chunks_exact",
    "clone",
    "cloned",
    "cmp",
    "collect",
    "concat",
    "contains",
    "contains_key",
    "copied",
    "count",
    "dedup",
    "ends_with",
    "entry",
    "enumerate",
    "eq",
    "eq_ignore_ascii_case",
    "expect",
    "extend",
    "filter",
    "filter_map",
    "find",
    "find_map",
    "first",
    "first_key_value",
    "flat_map",
    "flatten",
    "fold",
    "front",
    "get_key_value",
    "insert",
    "into_iter",
    "is_alphabetic",
    "is_alphanumeric",
    "is_ascii_digit",
    "is_digit",
    "is_empty",
    "is_none",
    "is_numeric",
    "is_ok",
    "is_some",
    "is_some_and",
    "is_err",
    "is_whitespace",
    "iter",
    "join",
    "keys",
    "last",
    "last_key_value",
    "len",
    "lines",
    "map",
    "map_or",
    "map_or_else",
    "map_while",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "next",
    "next_back",
    "nth",
    "ok",
    "ok_or",
    "ok_or_else",
    "or",
    "or_else",
    "or_default",
    "or_insert",
    "partial_cmp",
    "partition_point",
    "peek",
    "peekable",
    "pop",
    "pop_back",
    "pop_front",
    "position",
    "pow",
    "product",
    "push",
    "push_back",
    "push_front",
    "push_str",
    "range",
    "rem_euclid",
    "rev",
    "rfind",
    "rposition",
    "rsplit",
    "rsplit_once",
    "saturating_add",
    "saturating_sub",
    "skip",
    "skip_while",
    "sort",
    "sort_by",
    "sort_by_key",
    "split",
    "split_ascii_whitespace",
    "split_at",
    "split_first",
    "split_last",
    "split_once",
    "split_whitespace",
    "starts_with",
    "step_by",
    "strip_prefix",
    "strip_suffix",
    "successors",
    "sum",
    "take_while",
    "then",
    "then_some",
    "then_with",
    "to_lowercase",
    "to_owned",
    "to_string",
    "to_uppercase",
    "to_vec",
    "total_cmp",
    "trim",
    "trim_end",
    "trim_end_matches",
    "trim_matches",
    "trim_start",
    "trim_start_matches",
    "unwrap",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "values",
    "windows",
    "wrapping_add",
    "wrapping_sub",
    "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn functions(text: &str) -> Functions {
        Functions::of(text.parse().expect("the test's text has tokens"))
    }

    #[test]
    fn what_only_finds_is_told_from_what_does_more() {
        let functions = functions(
            "fn row(&self, at: usize) -> &[u8] { &self.rows[at] }
             fn first(&self) -> Option<&u8> { self.row(0).first() }
             fn edges(&self) -> impl Iterator<Item = &u8> { self.rows.iter().flatten() }
             fn sums(&self) -> impl Iterator<Item = u8> + '_ { self.rows.iter().map(|row| row.len() as u8) }
             fn number(&self) -> u8 { 1 }
             fn changed(&mut self) -> &u8 { &self.rows[0] }
             fn told(&self) -> &u8 { log(1); &self.rows[0] }
             fn counted(&self) -> &u8 { self.count.set(1); &self.rows[0] }
             fn printed(&self) -> &u8 { println!(); &self.rows[0] }
             fn through(&self) -> &u8 { self.told() }",
        );
        let part = Some(Finding::Part);
        assert_eq!(
            ["row", "first"].map(|name| functions.finding(name)),
            [part; 2]
        );
        let items = |lends| Some(Finding::Items { lends });
        assert_eq!(
            ["edges", "sums"].map(|name| functions.finding(name)),
            [items(true), items(false)]
        );
        for name in [
            "number", "changed", "told", "counted", "printed", "through", "other",
        ] {
            assert_eq!(functions.finding(name), None, "{name}");
        }
    }

    #[test]
    fn functions_of_one_name_have_to_agree() {
        let functions = functions(
            "fn get(&self) -> &u8 { &self.0 } fn get(&self) -> &u8 { log(1); &self.0 }
             fn at(&self) -> &u8 { &self.0 } fn at(&self) -> &u16 { &self.0[1] }",
        );
        assert_eq!(functions.finding("get"), None);
        assert_eq!(functions.finding("at"), Some(Finding::Part));
    }
}
