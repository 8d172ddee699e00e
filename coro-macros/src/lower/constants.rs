//! Constants of which each mention makes a value that is dropped.
//!
//! ```text
//! const NONE: Vec<i32> = Vec::new();   let r = &NONE;  yield_wait!();      a value that lives as long as `r`
//! const FIRST: u32 = 1;                let r = &FIRST;                     a reference that lives forever
//! ```
//!
//! Takes a path, says whether it surely is such a one, as far as its file tells.

use syn::{ExprPath, GenericArgument, PathArguments, Type};

use crate::split::{Declared, is_owned_type};

/// Whether a path is a constant whose type plainly has a drop.
pub fn has_drop(path: &ExprPath) -> bool {
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    let is_shouted = name.starts_with(|first: char| first.is_ascii_uppercase() || first == '_')
        && !name.contains(|sign: char| sign.is_lowercase());
    if !is_shouted || name.len() < 2 {
        return false;
    }
    let declared = Declared::beside(last.ident.span());
    let ty = type_of(declared.text(), &name);
    ty.is_some_and(|ty| is_dropped(&ty, &declared, DEPTH))
}

/// The type behind `const NAME:`.
fn type_of(text: &str, name: &str) -> Option<Type> {
    let head = format!("const {name}:");
    let (_, behind) = text.split_once(&head)?;
    let (ty, _) = behind.split_once('=')?;
    // lifetimes are no tokens that can be made of any text
    let is_plain = !ty.contains(['\'', '"', '#', '/', '\\', ';', '{']);
    is_plain.then(|| syn::parse_str(ty).ok())?
}

/// How deep structs in structs are looked into.
const DEPTH: usize = 4;

fn is_dropped(ty: &Type, declared: &Declared, depth: usize) -> bool {
    let Type::Path(path) = ty else {
        return is_owned_type(ty);
    };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let inside = match &last.arguments {
        PathArguments::AngleBracketed(args) if last.ident == "Option" => args.args.first(),
        _ => None,
    };
    if let Some(GenericArgument::Type(inside)) = inside {
        return is_dropped(inside, declared, depth);
    }
    if is_owned_type(ty) || declared.drops(&last.ident) {
        return true;
    }
    let span = last.ident.span();
    let fields = declared.fields(&last.ident).filter(|_| depth > 0);
    fields.is_some_and(|fields| {
        fields.iter().enumerate().any(|(at, field)| {
            let field = declared.field_type(&path.path, &field.member(at, span), span);
            field.is_some_and(|ty| is_dropped(&ty, declared, depth - 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    #[test]
    fn the_file_tells_the_type_of_a_constant() {
        let text = "pub const NONE: Vec<i32> = Vec::new(); const NAME: &'static str = \"\";";
        let told = |name| type_of(text, name).map(|ty| ty.into_token_stream().to_string());
        assert_eq!(told("NONE").as_deref(), Some("Vec < i32 >"));
        assert_eq!(told("NAME"), None);
        assert_eq!(told("OTHER"), None);
    }
}
