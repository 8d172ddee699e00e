//! What the items of a collection own, where its type is written.
//!
//! ```text
//! let grid: Vec<Vec<u8>> = ..;    for row in &grid { .. }              row is a list
//! map: HashMap<u32, String>       if let Some(name) = map.get(&id)     name is a text
//! args: impl Iterator<Item = String>    while let Some(arg) = args.next()    arg is a text
//! ```
//!
//! Takes a loop's head or what finds an item, gives what the variables bound to it own.

use syn::{Expr, GenericArgument, Pat, PathArguments, Type};

use super::owner_of_type;
use super::{Owner, Tables};
use crate::carry::root_of;
use crate::flow::bound;
use crate::maps::HashMap;
use crate::names::VarId;

/// The types of variables that are references to items.
#[derive(Debug, Default)]
pub struct Items {
    types: HashMap<VarId, Type>,
}

impl Items {
    /// The variables that a loop binds to the items of a collection.
    pub fn looped(&mut self, pat: &Pat, head: &Expr, tables: &Tables) -> Vec<(VarId, Owner)> {
        if let (Expr::MethodCall(call), Pat::Tuple(pair)) = (head, pat)
            && call.method == "enumerate"
            && let Some(item) = pair.elems.iter().nth(1)
        {
            return self.looped(item, &call.receiver, tables);
        }
        let by_value = passed_on(head).filter(|_| matches!(head, Expr::MethodCall(_)));
        let Some(place) = iterated(head).or(by_value) else {
            return Vec::new();
        };
        let Some(ty) = self.type_of_place(place, tables) else {
            return Vec::new();
        };
        match (pat, entries(&ty)) {
            (Pat::Tuple(pair), Some((key, value))) if pair.elems.len() == 2 => {
                let mut owners = self.bind(&pair.elems[0], key);
                owners.extend(self.bind(&pair.elems[1], value));
                owners
            }
            _ => item(&ty).map_or_else(Vec::new, |item| self.bind(pat, item)),
        }
    }

    /// The variable that is bound to what a method finds in a collection.
    pub fn found(
        &mut self,
        pat: &Pat,
        expr: &Expr,
        root: VarId,
        tables: &Tables,
    ) -> Vec<(VarId, Owner)> {
        let finds = |name: &str| {
            matches!(
                name,
                "back"
                    | "back_mut"
                    | "find"
                    | "first"
                    | "first_mut"
                    | "front"
                    | "front_mut"
                    | "get"
                    | "get_mut"
                    | "last"
                    | "last_mut"
            )
        };
        let item = match found_part(expr) {
            Some(Expr::MethodCall(call)) if finds(&call.method.to_string()) => {
                let ty = self.type_of(root, tables);
                let is_whole = matches!(&*call.receiver, Expr::Path(_)) || call.method == "find";
                ty.filter(|_| is_whole).and_then(|ty| match entries(&ty) {
                    Some((_, value)) if call.method != "find" => Some(value),
                    _ => item(&ty),
                })
            }
            Some(Expr::Reference(reference)) => self.type_of_place(&reference.expr, tables),
            _ => None,
        };
        item.map_or_else(Vec::new, |item| self.bind(pat, item))
    }

    /// The variables that are bound to an item that is taken out: `Some(arg)` of `args.next()`.
    pub fn taken(&mut self, pat: &Pat, expr: &Expr, tables: &Tables) -> Vec<(VarId, Owner)> {
        if let (Pat::Ident(_), Some(from)) = (pat, passed_on(expr)) {
            // an iterator of the same items
            let ty = self.type_of_place(from, tables);
            if let (&[var], Some(ty)) = (bound(pat).as_slice(), ty.filter(|ty| !is_reference(ty))) {
                self.types.insert(var, ty);
            }
            return Vec::new();
        }
        let Some(Expr::MethodCall(call)) = found_part(expr) else {
            return Vec::new();
        };
        let takes = matches!(
            call.method.to_string().as_str(),
            "next"
                | "next_back"
                | "nth"
                | "pop"
                | "pop_back"
                | "pop_first"
                | "pop_front"
                | "remove"
                | "swap_remove"
        );
        let ty = takes
            .then(|| self.type_of_place(&call.receiver, tables))
            .flatten();
        let item = ty.filter(|ty| !is_reference(ty)).and_then(|ty| item(&ty));
        let item_pat = match pat {
            Pat::TupleStruct(some) if some.path.is_ident("Some") => some.elems.first(),
            pat => Some(pat),
        };
        match (item_pat, item) {
            (Some(pat), Some(item)) => self.bind(pat, item),
            _ => Vec::new(),
        }
    }

    fn bind(&mut self, pat: &Pat, ty: Type) -> Vec<(VarId, Owner)> {
        if let (Pat::Tuple(pats), Type::Tuple(types)) = (pat, &ty)
            && pats.elems.len() == types.elems.len()
        {
            let both = pats.elems.iter().zip(&types.elems);
            return both
                .flat_map(|(pat, ty)| self.bind(pat, ty.clone()))
                .collect();
        }
        let [var] = bound(pat)[..] else {
            return Vec::new();
        };
        if matches!(pat, Pat::Struct(_) | Pat::Reference(_)) {
            return Vec::new();
        }
        let owner = owner_of_type(&ty);
        self.types.insert(var, ty);
        owner.map(|owner| (var, owner)).into_iter().collect()
    }

    fn type_of(&self, var: VarId, tables: &Tables) -> Option<Type> {
        let written = || tables.var(var)?.ty.clone();
        self.types.get(&var).cloned().or_else(written)
    }

    /// The type of a variable, or of what it holds at an index.
    fn type_of_place(&self, place: &Expr, tables: &Tables) -> Option<Type> {
        match place {
            Expr::Path(_) => self.type_of(tables.mention(root_of(place)?)?.var, tables),
            Expr::Index(index) if !matches!(*index.index, Expr::Range(_)) => {
                let ty = self.type_of_place(&index.expr, tables)?;
                entries(&ty).map(|(_, value)| value).or_else(|| item(&ty))
            }
            Expr::Paren(paren) => self.type_of_place(&paren.expr, tables),
            Expr::Group(group) => self.type_of_place(&group.expr, tables),
            _ => None,
        }
    }
}

/// Whether the items of a loop are references into a variable of the function's.
pub fn lends(head: &Expr, tables: &Tables) -> bool {
    let is_shared = |ty: &Type| matches!(ty, Type::Reference(ty) if ty.mutability.is_none());
    let var = iterated(head)
        .and_then(root_of)
        .and_then(|root| tables.var(tables.mention(root)?.var));
    let by_value = matches!(head, Expr::Path(_));
    !by_value && var.is_some_and(|var| !var.ty.as_ref().is_some_and(is_shared))
}

/// Whether the items of a loop are references to what lives longer than the machine.
pub fn is_of_outer(head: &Expr, tables: &Tables) -> bool {
    let var = iterated(head)
        .and_then(root_of)
        .and_then(|root| tables.mention(root));
    var.is_some_and(|row| tables.outer.contains(&row.var)) && !lends_mutably(head)
}

/// Whether the items may be changed.
pub fn lends_mutably(head: &Expr) -> bool {
    match head {
        Expr::Reference(reference) => reference.mutability.is_some(),
        Expr::MethodCall(call) => call.method == "iter_mut" || lends_mutably(&call.receiver),
        Expr::Paren(paren) => lends_mutably(&paren.expr),
        Expr::Group(group) => lends_mutably(&group.expr),
        _ => false,
    }
}

/// `grid` of `&grid` and of `grid.iter()`.
fn iterated(head: &Expr) -> Option<&Expr> {
    match head {
        Expr::Reference(reference) => Some(&reference.expr),
        Expr::Path(_) => Some(head),
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "iter" | "iter_mut" => Some(&call.receiver),
            "filter" | "rev" | "skip" | "take" | "step_by" | "enumerate" => {
                iterated(&call.receiver)
            }
            _ => None,
        },
        Expr::Paren(paren) => iterated(&paren.expr),
        Expr::Group(group) => iterated(&group.expr),
        _ => None,
    }
}

/// `args` of `args.into_iter().peekable()`: an iterator that gives its items by value.
fn passed_on(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "into_iter" | "drain" if matches!(*call.receiver, Expr::Path(_)) => {
                Some(&call.receiver)
            }
            "by_ref" | "filter" | "fuse" | "peekable" | "rev" | "skip" | "skip_while"
            | "step_by" | "take" | "take_while" => passed_on(&call.receiver),
            _ => None,
        },
        _ => None,
    }
}

fn is_reference(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_))
}

/// `found` of `found.unwrap()` and of `found.ok_or(error)?`.
fn found_part(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Try(tried) => found_part(&tried.expr),
        Expr::Paren(paren) => found_part(&paren.expr),
        Expr::Group(group) => found_part(&group.expr),
        Expr::MethodCall(call) => match call.method.to_string().as_str() {
            "unwrap" | "expect" | "ok_or" | "ok_or_else" => found_part(&call.receiver),
            _ => Some(expr),
        },
        Expr::Reference(_) => Some(expr),
        _ => None,
    }
}

/// `T` of `Vec<T>`, `[T]`, `&[T]`.
fn item(ty: &Type) -> Option<Type> {
    match ty {
        Type::Array(array) => Some((*array.elem).clone()),
        Type::Slice(slice) => Some((*slice.elem).clone()),
        Type::Reference(reference) => item(&reference.elem),
        Type::Paren(paren) => item(&paren.elem),
        Type::Group(group) => item(&group.elem),
        Type::ImplTrait(bounds) => bounds.bounds.iter().find_map(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => given_item(&bound.path),
            _ => None,
        }),
        Type::Path(_) => {
            let (name, arguments) = arguments(ty)?;
            let is_list = matches!(
                name.as_str(),
                "Vec" | "VecDeque" | "HashSet" | "BTreeSet" | "BinaryHeap" | "Box"
            );
            match arguments.into_iter().next()? {
                first if name == "Box" => item(&first),
                first => is_list.then_some(first),
            }
        }
        _ => None,
    }
}

/// `T` of `IntoIterator<Item = T>`.
fn given_item(path: &syn::Path) -> Option<Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(given) if given.ident == "Item" => Some(given.ty.clone()),
        _ => None,
    })
}

/// `K` and `V` of a map.
fn entries(ty: &Type) -> Option<(Type, Type)> {
    match ty {
        Type::Reference(reference) => entries(&reference.elem),
        _ => {
            let (name, arguments) = arguments(ty)?;
            let mut arguments = arguments.into_iter();
            let is_map = matches!(name.as_str(), "HashMap" | "BTreeMap");
            is_map.then(|| Some((arguments.next()?, arguments.next()?)))?
        }
    }
}

/// The name of a type and its arguments that are types.
fn arguments(ty: &Type) -> Option<(String, Vec<Type>)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    });
    Some((last.ident.to_string(), types.collect()))
}
