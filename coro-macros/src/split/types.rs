//! Types made of parts, and their parts, for hints.
//!
//! `parse_quote!` prints and parses each time; a hint is asked for too often for that.

use proc_macro2::{Ident, Span};
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Path, PathArguments, PathSegment, Token, Type,
    TypePath,
};

/// `_`
pub fn infer() -> Type {
    Type::Infer(syn::TypeInfer {
        attrs: Vec::new(),
        underscore_token: Token![_](Span::call_site()),
    })
}

/// `name`
pub fn named(name: &str) -> Type {
    of_ident(&Ident::new(name, Span::call_site()))
}

/// The type of this name.
pub fn of_ident(name: &Ident) -> Type {
    of_path(name.clone().into())
}

/// The type of this path.
pub fn of_path(path: Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// `name<arguments>`
pub fn applied<const N: usize>(name: &str, types: [Type; N]) -> Type {
    let mut segment = PathSegment::from(Ident::new(name, Span::call_site()));
    if N != 0 {
        segment.arguments = arguments(types);
    }
    of_path(segment.into())
}

/// The argument `at` of a path's last segment, if that is a type: `T` of `Vec<T>`.
pub fn argument(ty: &Type, at: usize) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(given) = &path.path.segments.last()?.arguments else {
        return None;
    };
    match given.args.get(at)? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// `<types>`
pub fn arguments<const N: usize>(types: [Type; N]) -> PathArguments {
    PathArguments::AngleBracketed(AngleBracketedGenericArguments {
        colon2_token: None,
        lt_token: Default::default(),
        args: types.into_iter().map(GenericArgument::Type).collect(),
        gt_token: Default::default(),
    })
}

/// `::core::ops::Range<_>`
pub fn range() -> Type {
    let names = ["core", "ops", "Range"].map(|name| Ident::new(name, Span::call_site()));
    let mut segments: Punctuated<PathSegment, Token![::]> =
        names.into_iter().map(PathSegment::from).collect();
    if let Some(last) = segments.last_mut() {
        last.arguments = arguments([infer()]);
    }
    of_path(Path {
        leading_colon: Some(Default::default()),
        segments,
    })
}

/// `(elems)`, with a comma behind the last.
pub fn tuple(elems: Vec<Type>) -> Type {
    let mut elems: Punctuated<Type, Token![,]> = elems.into_iter().collect();
    if !elems.is_empty() {
        elems.push_punct(Default::default());
    }
    Type::Tuple(syn::TypeTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems,
    })
}

/// `[item; count]`
pub fn array(item: Type, count: usize) -> Type {
    let count = proc_macro2::Literal::usize_suffixed(count);
    Type::Array(syn::TypeArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elem: Box::new(item),
        semi_token: Default::default(),
        len: syn::Expr::Lit(syn::ExprLit {
            attrs: Vec::new(),
            lit: syn::Lit::new(count),
        }),
    })
}

/// `&ty`
pub fn reference(ty: Type) -> Type {
    Type::Reference(syn::TypeReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(ty),
    })
}
