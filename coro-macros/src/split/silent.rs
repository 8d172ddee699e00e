//! Types of which nobody sees when they are dropped: at most they give memory back.

use syn::{GenericArgument, PathArguments, Type};

/// Names of std whose values are silent if what they hold is.
const SILENT: &[&str] = &[
    "BTreeMap",
    "BTreeSet",
    "BinaryHeap",
    "Box",
    "Cell",
    "Duration",
    "HashMap",
    "HashSet",
    "Instant",
    "LinkedList",
    "Option",
    "OsString",
    "PathBuf",
    "RefCell",
    "Result",
    "Reverse",
    "String",
    "Vec",
    "VecDeque",
    "Wrapping",
    "bool",
    "char",
    "f32",
    "f64",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "isize",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

/// Whether a type surely is one.
pub fn is_silent_type(ty: &Type) -> bool {
    match ty {
        Type::Reference(_) | Type::Ptr(_) | Type::Never(_) => true,
        Type::Paren(paren) => is_silent_type(&paren.elem),
        Type::Group(group) => is_silent_type(&group.elem),
        Type::Array(array) => is_silent_type(&array.elem),
        Type::Slice(slice) => is_silent_type(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_silent_type),
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last();
            last.is_some_and(|last| {
                SILENT.iter().any(|name| last.ident == name) && holds_silent(&last.arguments)
            })
        }
        _ => false,
    }
}

fn holds_silent(arguments: &PathArguments) -> bool {
    match arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(arguments) => {
            let mut arguments = arguments.args.iter();
            arguments.all(|argument| match argument {
                GenericArgument::Type(ty) => is_silent_type(ty),
                GenericArgument::Lifetime(_) => true,
                _ => false,
            })
        }
        PathArguments::Parenthesized(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_something_of_the_users_is_not_silent() {
        let is_silent = |text| is_silent_type(&syn::parse_str(text).expect("a type"));
        assert!(is_silent("Vec<(String, [u8; 4], &'a D)>"));
        assert!(is_silent("HashMap<u8, Option<Box<str>>>"));
        assert!(!is_silent("Vec<D>"));
        assert!(!is_silent("Box<dyn Fn()>"));
        assert!(!is_silent("Box<impl Fn()>"));
    }
}
