//! What the file of a body declares: structs, enums, fns, macros.
//!
//! A macro is given the tokens of its call and no types. But the order in which the fields of a struct are dropped
//! is the order of their declaration, and what is left of a struct includes fields that nobody names; so where a body
//! names a struct, the file in which it is named is looked through for the declaration:
//!
//! ```text
//! struct Pair { left: D, right: D }      Pair: left, right
//! impl Drop for Guard { .. }             Guard has a `Drop` of its own
//! ```
//!
//! Tells nothing of a struct that stands elsewhere, that has fields behind `cfg`, or whose name stands for several.
//! Where the compiler does not say which file it is (an editor's server), nothing is known.

mod fns;
mod heads;
mod reading;

use std::cell::{OnceCell, RefCell};
use std::ffi::OsString;
use std::path::Path;
use std::rc::Rc;

use proc_macro2::{Ident, Span, TokenStream};
use syn::Member;

use super::field_types::FieldTypes;
use super::functions::Functions;
use super::textual::{self, Meant};
use crate::maps::{HashMap, HashSet};
use crate::scope::Owner;

pub(super) use heads::{changes_self, takes_self, up_to_end};
use reading::Inside;

/// What a file declares.
#[derive(Default, Debug)]
pub struct Declared {
    /// By name, variants of enums as `Enum::Variant`; `None` where a name stands for several.
    structs: HashMap<String, Option<Vec<Near>>>,
    /// By name; `None` where a name stands for several.
    typed: HashMap<String, Option<FieldTypes>>,
    dropping: Vec<String>,
    /// Whether methods take `self`, by name and as `Type::name`; `None` where they differ.
    methods: HashMap<String, Option<bool>>,
    /// What is declared as `async fn`.
    asynchronous: HashSet<String>,
    /// What pauses: coroutines, and what is declared as `async fn`.
    pausing: HashSet<String>,
    /// Fns with a parameter that is an iterator of std by its name.
    iterating: HashSet<String>,
    /// The types in whose `impl` the fns of a name stand, in the order of the file.
    homes: HashMap<String, Vec<Option<String>>>,
    /// What fns return, by name, those of an `impl` as `Type::name` and as `.name`; `None` where it differs.
    returns: HashMap<String, Option<Returned>>,
    /// What stands in the braces of each `macro_rules!`; `None` where a name stands for several.
    macros: HashMap<String, Option<String>>,
    /// What their calls mean, where there are several of a name; made when one of them is asked for.
    meant: OnceCell<Meant>,
    /// Made when the first method of the file is asked for: to parse all bodies takes longer than the rest.
    functions: OnceCell<Functions>,
    /// Whether the fns of a name are those of a trait, in the order of the file.
    of_traits: HashMap<String, Vec<bool>>,
    /// Fns of traits that stand in a `coro!`.
    of_coro_traits: HashSet<String>,
    /// Structs and enums with a lifetime.
    borrowing: Vec<String>,
    /// Structs and enums, and whether all of that name derive `Copy`.
    copied: HashMap<String, bool>,
    text: String,
}

/// What a fn returns, as text.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Returned {
    ty: String,
    /// It has to be waited for.
    pauses: bool,
    /// It is what this argument is.
    argument: Option<usize>,
}

/// The tokens of a file that the compiler is reading. It has looked for mistakes in it, so nobody else has to:
/// `proc_macro2` would, and that takes longer than all the rest.
fn tokens_of_source(text: &str) -> Option<TokenStream> {
    let tokens: proc_macro::TokenStream = text.parse().ok()?;
    Some(tokens.into())
}

/// A field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Near {
    name: Option<String>,
    /// Surely `Copy`.
    pub copy: bool,
    /// Nobody sees when it is dropped, as its type tells.
    silent: bool,
    /// Surely not `Copy`.
    pub owned: bool,
    /// What it owns of the standard library.
    pub owner: Option<Owner>,
    /// The name of its type, if that is a name and nothing more.
    ty: Option<String>,
    /// Other files may not name it.
    pub is_private: bool,
}

impl Near {
    /// The field as it is written at `span`.
    pub fn member(&self, index: usize, span: Span) -> Member {
        match &self.name {
            Some(name) => Member::Named(written_name(name, span)),
            None => Member::from(index),
        }
    }
}

thread_local! {
    // plain data: tokens do not outlive the call of a macro
    static FILES: RefCell<HashMap<OsString, Rc<Declared>>> = RefCell::default();
}

impl Declared {
    /// What stands in the file of `span`.
    pub fn beside(span: Span) -> Rc<Declared> {
        let is_told = proc_macro::is_available();
        let Some(path) = is_told.then(|| span.unwrap().local_file()).flatten() else {
            return Rc::default();
        };
        Declared::known(&path, tokens_of_source)
    }

    /// What stands in a file.
    pub fn at(path: &Path) -> Rc<Declared> {
        Declared::known(path, |text| text.parse().ok())
    }

    fn known(path: &Path, tokens_of: fn(&str) -> Option<TokenStream>) -> Rc<Declared> {
        // as text: the hash of a path looks at each component
        let path = path.as_os_str();
        if let Some(known) = FILES.with_borrow(|files| files.get(path).cloned()) {
            return known;
        }
        // what asks for it while it is read is told nothing
        FILES.with_borrow_mut(|files| files.insert(path.to_owned(), Rc::default()));
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let declared = tokens_of(&text).map(Declared::of).unwrap_or_default();
        let declared = Rc::new(Declared { text, ..declared });
        FILES.with_borrow_mut(|files| files.insert(path.to_owned(), Rc::clone(&declared)));
        declared
    }

    /// What tokens declare, in modules and functions too.
    fn of(tokens: TokenStream) -> Declared {
        let mut declared = Declared::default();
        declared.look(tokens, Inside::default(), None);
        declared.tell_copied();
        declared
    }

    /// Whether what is declared by this name is surely `Copy`.
    pub fn is_copied(&self, name: &Ident) -> bool {
        self.copied.get(&name.to_string()).copied().unwrap_or(false)
    }

    /// The fields of the struct of this name, if there is one without a `Drop`, in the order of their declaration.
    pub fn fields(&self, name: &Ident) -> Option<&[Near]> {
        let fields = self.structs.get(&name.to_string())?.as_deref()?;
        (!self.drops(name)).then_some(fields)
    }

    /// Whether nothing of the user's runs when the struct of this name is dropped, as far as the file tells.
    pub fn drops_in_silence(&self, name: &Ident) -> bool {
        let is_silent =
            |field: &Near| field.copy || field.silent || field.owner == Some(Owner::Text);
        self.fields(name)
            .is_some_and(|fields| fields.iter().all(is_silent))
    }

    /// What the field `member` of the struct of this name owns.
    pub fn owner(&self, name: &Ident, member: &Member) -> Option<Owner> {
        let fields = self.structs.get(&name.to_string())?.as_deref()?;
        let field = match member {
            Member::Named(member) => {
                let is_it = |field: &&Near| field.name.as_ref().is_some_and(|name| member == name);
                fields.iter().find(is_it)
            }
            Member::Unnamed(index) => fields.get(index.index as usize),
        };
        let receiver = Ident::new("Receiver", name.span());
        // while the file was read nobody knew
        let is_own = |owner: &Owner| *owner == Owner::Channel && self.declares(&receiver);
        field?.owner.filter(|owner| !is_own(owner))
    }

    /// Whether the field `member` of the struct of this name is surely moved where it is given away.
    pub fn moves_out(&self, name: &Ident, member: &Member) -> bool {
        let Some(fields) = self.fields(name) else {
            return false;
        };
        let field = match member {
            Member::Named(member) => fields
                .iter()
                .find(|field| field.name.as_ref().is_some_and(|name| member == name)),
            Member::Unnamed(index) => fields.get(index.index as usize),
        };
        field.is_some_and(|field| field.owned)
    }

    /// The same where nobody sees when the other fields are dropped.
    pub fn moves_out_alone(&self, name: &Ident, member: &Member) -> bool {
        let is_it = |index: usize, field: &Near| match member {
            Member::Named(member) => field.name.as_ref().is_some_and(|name| member == name),
            Member::Unnamed(place) => place.index as usize == index,
        };
        let fields = self.fields(name).unwrap_or_default().iter().enumerate();
        let mut others = fields.filter(|(index, field)| !is_it(*index, field));
        others.all(|(_, field)| field.copy || field.silent) && self.moves_out(name, member)
    }

    /// The type of the field `member` of a struct that is called `path`.
    pub fn field_type(&self, path: &syn::Path, member: &Member, span: Span) -> Option<syn::Type> {
        let name = &path.segments.last()?.ident;
        let known = self.typed.get(&name.to_string())?.as_ref()?;
        known.field(path, member, span)
    }

    /// The same where it is only looked at: lifetimes may be left out.
    pub fn field_seen(&self, path: &syn::Path, member: &Member) -> Option<syn::Type> {
        let name = &path.segments.last()?.ident;
        let known = self.typed.get(&name.to_string())?.as_ref()?;
        known.seen(path, member, name.span())
    }

    /// The type of the field `member` of the struct of this name as it is declared, and whether it is a parameter.
    pub fn field_declared(&self, name: &Ident, member: &Member) -> Option<(syn::Type, bool)> {
        let known = self.typed.get(&name.to_string())?.as_ref()?;
        known.declared(member)
    }

    /// Whether a type of this name is an iterator.
    pub fn iterates(&self, name: &Ident) -> bool {
        self.declares(name) && self.functions().is_iterator(&name.to_string())
    }

    /// The same of a part that a pattern of this path names of an enum or struct that is called `ty`.
    pub fn part_seen(&self, pat: &syn::Path, ty: &syn::Path, member: &Member) -> Option<syn::Type> {
        let owner = &ty.segments.last()?.ident;
        let mut names = pat.segments.iter().rev().map(|segment| &segment.ident);
        let (last, of) = (names.next()?, names.next());
        let is_owner = |name: &Ident| name == owner || name == "Self";
        let key = match of {
            Some(of) if is_owner(of) => format!("{owner}::{last}"),
            _ if is_owner(last) => owner.to_string(),
            _ => return None,
        };
        let known = self.typed.get(&key)?.as_ref()?;
        known.seen(ty, member, last.span())
    }

    /// The fields of a variant of an enum, or of a struct, with or without a `Drop`.
    pub fn matched(&self, path: &syn::Path) -> Option<&[Near]> {
        let (last, owner) = crate::flow::last_names(path)?;
        let variant = owner.map(|owner| format!("{owner}::{last}"));
        let variant = variant.and_then(|name| self.structs.get(&name));
        let known = variant.or_else(|| self.structs.get(&last.to_string()));
        let known = known.or_else(|| self.imported(last).filter(|_| owner.is_none()));
        known?.as_deref()
    }

    /// The fields of a variant that is named without its enum: `use Shape::*;`, `use Shape::{Circle, Square};`
    fn imported(&self, variant: &Ident) -> Option<&Option<Vec<Near>>> {
        let end = format!("::{variant}");
        let mut named = self.structs.iter().filter(|(name, _)| {
            let owner = name.strip_suffix(&end);
            owner.is_some_and(|owner| {
                let ways = ["*".to_string(), "{".to_string(), format!("{variant};")];
                let mut ways = ways.iter().map(|way| format!("{owner}::{way}"));
                ways.any(|way| self.mentions(&way))
            })
        });
        let (_, fields) = named.next()?;
        named.next().is_none().then_some(fields)
    }

    /// Whether what stands before the name of something of the file may be `name`.
    fn has_module(&self, name: &Ident) -> bool {
        let is_around = ["crate", "self", "super"].iter().any(|word| name == word);
        is_around || self.mentions(&format!("mod {name}"))
    }

    /// Whether `type Name = ..;` of the file names this trait.
    pub fn is_alias_of(&self, name: &Ident, of: &str) -> bool {
        let begin = format!("type {name}");
        let mut places = self.text.match_indices(&begin);
        places.any(|(at, _)| {
            let behind = &self.text[at + begin.len()..];
            let alias = behind.split(';').next().unwrap_or_default();
            let ends = !behind.starts_with(|sign: char| sign.is_alphanumeric() || sign == '_');
            ends && alias.split_once('=').is_some_and(|(_, ty)| ty.contains(of))
        })
    }

    /// Whether a word stands anywhere in the file.
    pub fn mentions(&self, word: &str) -> bool {
        self.text.contains(word)
    }

    /// The rules that a call in this file means, of the name that is called.
    pub fn rules_for_call(&self, name: &Ident) -> Option<&str> {
        let text = name.to_string();
        if let Some(rules) = self.macros.get(&text)? {
            return Some(rules);
        }
        let line = proc_macro::is_available().then(|| name.span().unwrap().line())?;
        let meant = self.meant.get_or_init(|| {
            let several = self.macros.iter().filter(|(_, rules)| rules.is_none());
            let tokens = tokens_of_source(&self.text).unwrap_or_default();
            textual::meant(&self.text, tokens, several.map(|(name, _)| name))
        });
        meant.get(&(text, line))?.as_deref()
    }

    /// The rules of the only `macro_rules!` of this name.
    pub fn rules(&self, name: &Ident) -> Option<&str> {
        self.macros.get(&name.to_string())?.as_deref()
    }

    /// Whether the struct of this name has a lifetime.
    pub fn has_lifetime(&self, name: &Ident) -> bool {
        self.borrowing.iter().any(|known| name == known)
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a struct or enum of this name is declared.
    pub fn declares(&self, name: &Ident) -> bool {
        self.copied.contains_key(&name.to_string())
    }

    /// Whether the struct of this name has a `Drop`.
    pub fn drops(&self, name: &Ident) -> bool {
        self.dropping.iter().any(|known| name == known)
    }
}

/// An identifier as a file has it: `r#type` too.
fn written_name(text: &str, span: Span) -> Ident {
    match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, span),
        None => Ident::new(text, span),
    }
}

#[cfg(test)]
mod tests;
