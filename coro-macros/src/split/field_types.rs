//! The types of fields, as the file declares them, for a machine whose type has a name.
//!
//! ```text
//! struct Shop<T> { stock: Vec<T>, sold: u32 }      `stock` of a `Shop<u8>` is a `Vec<u8>`
//! ```
//!
//! Takes structs of the file, not those of its modules, whose types may be called otherwise from outside. A struct whose
//! parameters are not all written where it is used gives nothing.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, GenericParam, Generics, Member, PathArguments, Type};

use crate::maps::HashMap;

/// A struct, or a variant of an enum, as plain data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldTypes {
    /// `'a`, `T`
    params: Vec<String>,
    /// Names, and types.
    fields: Vec<(Option<String>, String)>,
}

impl FieldTypes {
    /// Those of a struct or variant; nothing where one may not be there.
    pub fn of(generics: &Generics, fields: &Fields) -> Option<FieldTypes> {
        let param = |param: &GenericParam| match param {
            GenericParam::Type(ty) => ty.ident.to_string(),
            GenericParam::Const(constant) => constant.ident.to_string(),
            GenericParam::Lifetime(lifetime) => lifetime.lifetime.to_string(),
        };
        let field = |field: &syn::Field| {
            let is_certain = field.attrs.iter().all(|attr| !attr.path().is_ident("cfg"));
            let name = field.ident.as_ref().map(ToString::to_string);
            is_certain.then(|| (name, field.ty.to_token_stream().to_string()))
        };
        Some(FieldTypes {
            params: generics.params.iter().map(param).collect(),
            fields: fields.iter().map(field).collect::<Option<_>>()?,
        })
    }

    /// The type of `member` as far as it can be told where lifetimes are left out: never to be printed.
    pub fn seen(&self, path: &syn::Path, member: &Member, span: Span) -> Option<Type> {
        let only_lifetimes = self.params.iter().all(|param| param.starts_with('\''));
        let is_bare = |last: &syn::PathSegment| last.arguments.is_none();
        match path.segments.last().is_some_and(is_bare) && only_lifetimes {
            true => syn::parse_str(self.text(member)?).ok(),
            false => self.field(path, member, span),
        }
    }

    /// The type of `member` as it is declared, and whether that is a parameter of the struct: never to be printed.
    pub fn declared(&self, member: &Member) -> Option<(Type, bool)> {
        let text = self.text(member)?;
        let is_param = self.params.iter().any(|param| param == text);
        Some((syn::parse_str(text).ok()?, is_param))
    }

    fn text(&self, member: &Member) -> Option<&str> {
        let is_it = |(own, _): &&(Option<String>, String)| match (own, member) {
            (Some(own), Member::Named(name)) => name == own,
            _ => false,
        };
        match member {
            Member::Named(_) => Some(&self.fields.iter().find(is_it)?.1),
            Member::Unnamed(index) => Some(&self.fields.get(index.index as usize)?.1),
        }
    }

    /// The type of `member` where the struct is called `path`.
    pub fn field(&self, path: &syn::Path, member: &Member, span: Span) -> Option<Type> {
        let text = self.text(member)?;
        let written = match &path.segments.last()?.arguments {
            PathArguments::None => Vec::new(),
            PathArguments::AngleBracketed(written) => {
                written.args.iter().map(ToTokens::to_token_stream).collect()
            }
            PathArguments::Parenthesized(_) => return None,
        };
        if written.len() != self.params.len() {
            return None;
        }
        let params = self.params.iter().map(String::as_str);
        let arguments: HashMap<&str, TokenStream> = params.zip(written).collect();
        let tokens = text.parse().ok()?;
        syn::parse2(instead(tokens, &arguments, span)).ok()
    }
}

/// The tokens with what is written in the place of each parameter.
fn instead(tokens: TokenStream, arguments: &HashMap<&str, TokenStream>, span: Span) -> TokenStream {
    let mut out = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    while let Some(mut tree) = trees.next() {
        tree.set_span(span);
        match &tree {
            TokenTree::Group(group) => {
                let mut inside =
                    Group::new(group.delimiter(), instead(group.stream(), arguments, span));
                inside.set_span(span);
                out.extend([TokenTree::Group(inside)]);
            }
            TokenTree::Ident(name) if let Some(written) = arguments.get(&*name.to_string()) => {
                out.extend(written.clone());
            }
            TokenTree::Punct(quote) if quote.as_char() == '\'' => {
                let lifetime = trees.peek().map(|name| format!("'{name}"));
                let written = lifetime.and_then(|lifetime| arguments.get(&*lifetime));
                match written {
                    Some(written) => {
                        out.extend(written.clone());
                        trees.next();
                    }
                    None => out.extend([tree]),
                }
            }
            _ => out.extend([tree]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(item: &str, ty: &str, member: &str) -> Option<String> {
        let item: syn::ItemStruct = syn::parse_str(item).expect("an item");
        let path: syn::Path = syn::parse_str(ty).expect("a path");
        let member: Member = syn::parse_str(member).expect("a member");
        let ty = FieldTypes::of(&item.generics, &item.fields)?.field(
            &path,
            &member,
            Span::call_site(),
        )?;
        Some(ty.to_token_stream().to_string())
    }

    #[test]
    fn parameters_are_filled_in() {
        let item = "struct Shop<'s, T, const N: usize> { stock: Vec<[&'s T; N]>, sold: u32 }";
        let stock = field(item, "Shop<'a, (u8, B), 3>", "stock");
        assert_eq!(stock.unwrap(), "Vec < [& 'a (u8 , B) ; 3] >");
        assert_eq!(field(item, "Shop<'a, u8, 3>", "sold").unwrap(), "u32");
    }

    #[test]
    fn what_is_not_certain_is_not_known() {
        assert_eq!(field("struct S<T> { a: T }", "S", "a"), None);
        assert_eq!(
            field("struct S { a: u8, #[cfg(test)] b: u8 }", "S", "a"),
            None
        );
        assert_eq!(field("struct S(u8);", "S", "1"), None);
    }
}
