//! The structs that stand in the same file as a body.
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

use std::cell::{OnceCell, RefCell};
use std::ffi::OsString;
use std::path::Path;
use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Fields, ItemImpl, ItemStruct, Member};

use super::field_types::FieldTypes;
use super::functions::{Finding, Functions};
use super::textual::{self, Meant};
use super::value::{is_copy_type, is_owned_type};
use crate::maps::{HashMap, HashSet};
use crate::scope::{Owner, owner_of_type};

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

/// A type of which the tokens were printed: `Visit < ' _ >`.
fn parsed(text: &str) -> Option<syn::Type> {
    syn::parse_str(&text.replace("' ", "'")).ok()
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

    /// Fields of types of the file that are `Copy`.
    fn tell_copied(&mut self) {
        let copied = &self.copied;
        for field in self.structs.values_mut().flatten().flatten() {
            let is_copied = |ty: &String| copied.get(ty).copied().unwrap_or_default();
            field.copy |= field.ty.as_ref().is_some_and(is_copied);
        }
    }

    /// Notes whether the struct or enum that begins at `index` derives `Copy`.
    fn tell_derived(&mut self, trees: &[TokenTree], index: usize) {
        let Some(TokenTree::Ident(name)) = trees.get(index + 1) else {
            return;
        };
        let mut derives = false;
        for tree in trees[..index].iter().rev() {
            match tree {
                TokenTree::Ident(word) if word == "pub" => {}
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {}
                TokenTree::Punct(sign) if sign.as_char() == '#' => {}
                TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                    let text = group.stream().to_string();
                    derives |= text.starts_with("derive")
                        && text
                            .split(|c: char| !c.is_alphanumeric())
                            .any(|word| word == "Copy");
                }
                _ => break,
            }
        }
        let derives = derives && has_lifetimes_only(&trees[index + 2..]);
        let known = self.copied.entry(name.to_string());
        known
            .and_modify(|known| *known &= derives)
            .or_insert(derives);
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
        known?.as_deref()
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

    /// The name of the type in whose `impl` a fn of the file stands.
    pub fn home(&self, function: &Ident) -> Option<Ident> {
        let is_told = proc_macro::is_available();
        self.home_in(function, is_told.then(|| function.span().unwrap().line())?)
    }

    fn home_in(&self, function: &Ident, line: usize) -> Option<Ident> {
        let homes = self.homes.get(&function.to_string())?;
        let name = self.at_line(homes, function, line)?.as_deref()?;
        Some(written_name(name, function.span()))
    }

    /// What is known of the fn of this name that stands in a line, of all of the name in the order of the file.
    fn at_line<'d, T>(&self, of_all: &'d [T], function: &Ident, line: usize) -> Option<&'d T> {
        let lines = lines_of(&self.text, &function.to_string());
        // else some stand in comments, or not where they seem to
        let is_told = lines.len() == of_all.len();
        let mut found = of_all.iter().zip(&lines);
        let here = found.find(|(_, at)| is_told && **at == line);
        let others = found.filter(|(_, at)| **at == line);
        here.filter(|_| others.count() == 0).map(|(known, _)| known)
    }

    /// Whether a trait in a `coro!` of the file has a fn of this name.
    pub fn is_of_coro_trait(&self, function: &Ident) -> bool {
        self.of_coro_traits.contains(&function.to_string())
    }

    /// Whether a fn of the file stands in a trait, or in an `impl` of one; if nothing tells, whether one of the name does.
    pub fn is_of_trait(&self, function: &Ident) -> bool {
        let Some(of_traits) = self.of_traits.get(&function.to_string()) else {
            return false;
        };
        let line = proc_macro::is_available().then(|| function.span().unwrap().line());
        let known = line.and_then(|line| self.at_line(of_traits, function, line));
        known.copied().unwrap_or_else(|| of_traits.contains(&true))
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

    /// Whether there is an `async fn` of this name.
    pub fn is_async(&self, function: &str) -> bool {
        self.asynchronous.contains(function)
    }

    /// Whether the methods of this name that the file declares take what they are called on by value; nothing where
    /// there is none, or some do and some do not.
    pub fn takes(&self, method: &Ident) -> Option<bool> {
        *self.methods.get(&method.to_string())?
    }

    /// Whether a fn of this name takes an iterator of a type of std.
    pub fn takes_iterator(&self, name: &Ident) -> bool {
        self.iterating.contains(&name.to_string())
    }

    /// What a method of the file finds, if it does nothing else.
    pub fn finding(&self, method: &Ident) -> Option<Finding> {
        let is_here = self.has_method(method);
        is_here.then(|| self.functions().finding(&method.to_string()))?
    }

    /// Whether the methods of this name that the file declares have a `&self`.
    pub fn looks(&self, method: &Ident) -> bool {
        self.has_method(method) && self.functions().looks(&method.to_string())
    }

    /// Whether they have a `&mut self`.
    pub fn changes(&self, method: &Ident) -> bool {
        self.has_method(method) && self.functions().changes(&method.to_string())
    }

    fn functions(&self) -> &Functions {
        let made = || self.text.parse().map(Functions::of).unwrap_or_default();
        self.functions.get_or_init(made)
    }

    /// Whether the file declares a method of this name of a type.
    pub fn has_method_of(&self, ty: &Ident, method: &Ident) -> bool {
        self.methods.contains_key(&format!("{ty}::{method}"))
    }

    /// Whether the file declares methods of this name.
    pub fn has_method(&self, method: &Ident) -> bool {
        self.methods.contains_key(&method.to_string())
    }

    /// The same of the method of one type.
    pub fn takes_of(&self, ty: &Ident, method: &Ident) -> Option<bool> {
        *self.methods.get(&format!("{ty}::{method}"))?
    }

    /// Whether the struct of this name has a lifetime.
    pub fn has_lifetime(&self, name: &Ident) -> bool {
        self.borrowing.iter().any(|known| name == known)
    }

    /// Whether what a call of this name gives is a coroutine.
    pub fn makes_coroutine(&self, name: &Ident) -> bool {
        let keys = [format!(".{name}"), name.to_string()];
        keys.iter().any(|key| self.pausing.contains(key)) && !self.is_async(&name.to_string())
    }

    /// The same of a call of `owner::name`.
    pub fn makes_coroutine_of(&self, owner: &Ident, name: &Ident) -> bool {
        let homes = self.homes.get(&name.to_string());
        let is_here = |home: &Option<String>| home.as_ref().is_some_and(|home| owner == home);
        let is_method = self.pausing.contains(&format!(".{name}"));
        is_method && homes.is_some_and(|homes| homes.iter().any(is_here))
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

    fn look(&mut self, tokens: TokenStream, inside: Inside, home: Option<&str>) {
        let Inside {
            is_hidden,
            pausing,
            is_trait,
        } = inside;
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut own: Option<String> = None;
        let (mut is_impl, mut is_fn, mut begins_trait) = (false, false, false);
        for (index, tree) in trees.iter().enumerate() {
            match tree {
                TokenTree::Group(group) => {
                    let is_module = index >= 2
                        && matches!(&trees[index - 2], TokenTree::Ident(word) if word == "mod");
                    let is_body = group.delimiter() == Delimiter::Brace;
                    let own = own.take_if(|_| is_body);
                    let home = own.as_deref().or(home);
                    let is_coro = index >= 2
                        && matches!(&trees[index - 2], TokenTree::Ident(word) if word == "coro");
                    let pausing = match (pausing, is_body) {
                        _ if is_coro => Pausing::All,
                        (_, true) if std::mem::take(&mut is_fn) => Pausing::None,
                        (Pausing::All, true) if std::mem::take(&mut is_impl) => Pausing::Plain,
                        (pausing, _) => pausing,
                    };
                    let inside = Inside {
                        is_hidden: is_hidden || is_module,
                        pausing,
                        is_trait: is_trait || is_body && std::mem::take(&mut begins_trait),
                    };
                    self.look(group.stream(), inside, home);
                }
                // asked for once: to compare an identifier is to have it printed
                TokenTree::Ident(word) => match word.to_string().as_str() {
                    "struct" => {
                        self.tell_derived(&trees, index);
                        self.structure(&trees[index..], is_hidden);
                    }
                    "enum" => {
                        self.tell_derived(&trees, index);
                        self.borrowing.extend(with_lifetime(&trees[index..]));
                        self.variants(&trees[index..]);
                    }
                    "trait" => {
                        begins_trait = true;
                        if pausing != Pausing::None {
                            self.of_coro_traits.extend(fns_in_block(&trees[index..]));
                        }
                    }
                    "impl" => {
                        self.implementation(&trees[index..]);
                        own = type_of_impl(&trees[index..]);
                        is_impl = true;
                        begins_trait = is_impl_of_trait(&trees[index..]);
                    }
                    "macro_rules" => {
                        self.rules_of(&trees[index..]);
                    }
                    "fn" => {
                        if let Some(TokenTree::Ident(name)) = trees.get(index + 1) {
                            if let Some(takes) = takes_self(&trees[index..]) {
                                let of_type = home.map(|home| format!("{home}::{name}"));
                                for key in [name.to_string()].into_iter().chain(of_type) {
                                    let other = |known: &mut Option<bool>| {
                                        *known = known.filter(|known| *known == takes);
                                    };
                                    let known = self.methods.entry(key);
                                    known.and_modify(other).or_insert(Some(takes));
                                }
                            }
                            let is_async = index > 0
                                && matches!(&trees[index - 1], TokenTree::Ident(word) if word == "async");
                            if is_async {
                                self.asynchronous.insert(name.to_string());
                            }
                            is_fn = true;
                            let pauses = is_async
                                || match pausing {
                                    Pausing::All => true,
                                    Pausing::Plain => {
                                        crate::syntax::is_coroutine_at(&trees[index..])
                                    }
                                    Pausing::None => has_attribute(&trees[..index]),
                                };
                            if names_iterator(&trees[index..]) {
                                self.iterating.insert(name.to_string());
                            }
                            if pauses {
                                self.pausing.insert(key_of(home, name));
                            }
                            self.tell_returned(&trees[index..], home, pauses);
                            let homes = self.homes.entry(name.to_string()).or_default();
                            homes.push(home.map(str::to_string));
                            let of_traits = self.of_traits.entry(name.to_string()).or_default();
                            of_traits.push(is_trait);
                        }
                    }
                    _ => {}
                },
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// What the fn `name`, in the `impl` or the module of `owner` if it is in one, returns; `pauses`: when it is waited for.
    pub fn returned(&self, owner: Option<&Ident>, name: &Ident, pauses: bool) -> Option<syn::Type> {
        let of_type = owner.map(|owner| format!("{owner}::{name}"));
        let of_type = of_type.and_then(|key| self.returns.get(&key));
        // `std::mem::take` is not the `take` of the file
        let is_own = || owner.is_none_or(|owner| self.has_module(owner));
        let known = of_type.or_else(|| self.returns.get(&name.to_string()).filter(|_| is_own()));
        let known = known?.as_ref().filter(|known| known.pauses == pauses)?;
        parsed(&known.ty)
    }

    /// Whether the fns and methods of this name that the file declares return something with a lifetime of their
    /// arguments; `is_awaited`: when they are waited for. Nothing where there are none.
    pub fn returns_borrowed(&self, name: &Ident, is_awaited: bool) -> Option<bool> {
        let keys = [format!(".{name}"), name.to_string()];
        if !is_awaited && keys.iter().any(|key| self.pausing.contains(key)) {
            // a coroutine holds what it is given
            return Some(self.takes(name) != Some(true));
        }
        let known = keys
            .iter()
            .find_map(|key| self.returns.get(key))?
            .as_ref()?;
        if is_awaited && !known.pauses {
            return None;
        }
        let is_found = !is_awaited && known.ty.starts_with('&') && self.finding(name).is_some();
        let mut words = known.ty.split(' ');
        let borrows = known.ty.contains(['&', '\''])
            || words.any(|word| self.borrowing.iter().any(|known| known == word));
        // a type that nobody names has the lifetimes of what it was made of all the same
        let is_hidden = known.ty.starts_with("impl ")
            && !known.ty.contains("use <")
            && crate::edition::captures_all();
        let is_static = known.ty.contains("'static") || known.ty.contains("' static");
        let is_static = is_static && !is_hidden;
        Some(borrows && !is_found && !is_static)
    }

    /// Whether what the fns and methods of this name return surely refers to nothing that they were given: its types are
    /// declared in the file, without a lifetime, or are std's.
    pub fn returns_its_own(&self, name: &Ident) -> bool {
        if self.returns_borrowed(name, false) != Some(false) {
            return false;
        }
        let keys = [format!(".{name}"), name.to_string()];
        let Some(Some(known)) = keys.iter().find_map(|key| self.returns.get(key)) else {
            return false;
        };
        let mut words = known.ty.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.all(|word| match word {
            "impl" => false,
            _ if !word.starts_with(char::is_uppercase) || word.len() == 1 => true,
            "Box" | "Future" | "Option" | "Output" | "Pin" | "Rc" | "Result" | "Self"
            | "String" | "Vec" | "Arc" | "Fut" => true,
            _ => self.structs.contains_key(word) || self.copied.contains_key(word),
        })
    }

    /// Whether a method of this name that the file declares may lend a part and do something else as well.
    pub fn lends_with_effects(&self, method: &Ident) -> bool {
        self.has_method(method) && self.functions().lends_with_effects(&method.to_string())
    }

    /// Whether a `deref` or an `index` of the type of this name, or of any of the file, may do something else as well.
    pub fn finds_with_effects(&self, ty: Option<&Ident>) -> bool {
        let may_find = ["Deref", "Index"]
            .iter()
            .any(|name| self.text.contains(name));
        let ty = ty.map(Ident::to_string);
        may_find && self.functions().finds_with_effects(ty.as_deref())
    }

    /// The argument of a fn that it returns something of the same type as.
    pub fn returned_argument(&self, name: &Ident) -> Option<usize> {
        let known = self.returns.get(&name.to_string())?.as_ref()?;
        known.argument.filter(|_| !known.pauses)
    }

    /// The same of the methods of this name, whatever they are called on.
    pub fn returned_by_method(&self, name: &Ident) -> Option<syn::Type> {
        self.returned_of(None, name)
    }

    /// The same of the method of a type, where that is known.
    pub fn returned_of(&self, ty: Option<&Ident>, name: &Ident) -> Option<syn::Type> {
        let of_type = ty.and_then(|ty| self.returns.get(&format!("{ty}::{name}")));
        let known = of_type.or_else(|| self.returns.get(&format!(".{name}")));
        let known = known?.as_ref();
        parsed(&known.filter(|known| !known.pauses)?.ty)
    }

    fn tell_returned(&mut self, trees: &[TokenTree], home: Option<&str>, pauses: bool) {
        let [_, TokenTree::Ident(name), ..] = trees else {
            return;
        };
        let ty = returned(trees, home);
        let returned = ty.map(|(ty, params)| Returned {
            argument: argument_of(&ty, params),
            ty,
            pauses,
        });
        let keys = match home {
            Some(home) => vec![format!("{home}::{name}"), format!(".{name}")],
            None => vec![name.to_string()],
        };
        for key in keys {
            let known = self.returns.entry(key);
            let other = |known: &mut Option<Returned>| {
                *known = known
                    .take()
                    .filter(|known| Some(known) == returned.as_ref());
            };
            known.and_modify(other).or_insert_with(|| returned.clone());
        }
    }

    /// `macro_rules! name { .. }`
    fn rules_of(&mut self, trees: &[TokenTree]) {
        if let [_, _, TokenTree::Ident(name), TokenTree::Group(rules), ..] = trees {
            let known = self.macros.entry(name.to_string());
            let rules = rules.stream().to_string();
            known
                .and_modify(|known| *known = None)
                .or_insert(Some(rules));
        }
    }

    /// `struct Name { .. }`, `struct Name(..);`
    fn structure(&mut self, trees: &[TokenTree], is_hidden: bool) {
        let Some(TokenTree::Ident(name)) = trees.get(1) else {
            return;
        };
        let item = syn::parse2::<ItemStruct>(up_to_end(trees)).ok();
        if let Some(item) = &item
            && item.generics.lifetimes().next().is_some()
        {
            self.borrowing.push(item.ident.to_string());
        }
        let typed = item.as_ref().filter(|_| !is_hidden);
        let typed = typed.and_then(|item| FieldTypes::of(&item.generics, &item.fields));
        self.tell_types(name.to_string(), typed);
        let is_private = |field: &syn::Field| matches!(field.vis, syn::Visibility::Inherited);
        let reached = item.filter(|item| !(is_hidden && item.fields.iter().any(is_private)));
        let fields = reached.and_then(|item| fields_of(&item.fields));
        self.tell(name.to_string(), fields);
    }

    /// `enum Name { One { .. }, Two(..) }`
    fn variants(&mut self, trees: &[TokenTree]) {
        let Ok(item) = syn::parse2::<syn::ItemEnum>(up_to_end(trees)) else {
            return;
        };
        for variant in &item.variants {
            let name = format!("{}::{}", item.ident, variant.ident);
            self.tell_types(
                name.clone(),
                FieldTypes::of(&item.generics, &variant.fields),
            );
            self.tell(name, fields_of(&variant.fields));
        }
    }

    fn tell_types(&mut self, name: String, typed: Option<FieldTypes>) {
        let known = self.typed.entry(name);
        known.and_modify(|known| *known = None).or_insert(typed);
    }

    fn tell(&mut self, name: String, fields: Option<Vec<Near>>) {
        let known = self.structs.entry(name);
        known
            .and_modify(|known| {
                *known = known.take().filter(|known| Some(known) == fields.as_ref())
            })
            .or_insert(fields);
    }

    /// `impl<T> Drop for Name<T> { .. }`
    fn implementation(&mut self, trees: &[TokenTree]) {
        let head = trees.iter().take_while(
            |tree| !matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace),
        );
        let words: Vec<String> = head
            .filter_map(|tree| match tree {
                TokenTree::Ident(word) => Some(word.to_string()),
                _ => None,
            })
            .collect();
        let mut after = words.iter().skip_while(|word| *word != "Drop").skip(1);
        if after.next().is_some_and(|word| word == "for") {
            // a path's last segment or a parameter of it: more is known to drop than does
            self.dropping.extend(after.cloned());
        }
    }
}

/// The names of the fns in the block of a trait.
fn fns_in_block(trees: &[TokenTree]) -> Vec<String> {
    let block = trees.iter().find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let trees: Vec<TokenTree> = block.into_iter().flatten().collect();
    let names = trees.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(word), TokenTree::Ident(name)] if word == "fn" => Some(name.to_string()),
        _ => None,
    });
    names.collect()
}

/// The name of `enum Name<'a> { .. }`.
fn with_lifetime(trees: &[TokenTree]) -> Option<String> {
    let is_sign = |tree: &TokenTree, wanted: char| matches!(tree, TokenTree::Punct(sign) if sign.as_char() == wanted);
    match trees {
        [_, TokenTree::Ident(name), less, tick, ..]
            if is_sign(less, '<') && is_sign(tick, '\'') =>
        {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// An identifier as a file has it: `r#type` too.
fn written_name(text: &str, span: Span) -> Ident {
    match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, span),
        None => Ident::new(text, span),
    }
}

/// Where a group of tokens stands.
#[derive(Clone, Copy, Default)]
struct Inside {
    /// In a module, whose private fields may be out of reach.
    is_hidden: bool,
    pausing: Pausing,
    /// In a trait or in the `impl` of one.
    is_trait: bool,
}

/// Which of the fns in a group of tokens pause.
#[derive(Clone, Copy, Default, PartialEq)]
enum Pausing {
    /// Those with the attribute.
    #[default]
    None,
    /// All, in `coro!`.
    All,
    /// Those among plain ones in which a pause stands: in an `impl` in `coro!`.
    Plain,
}

/// `.name` of a method, else the name.
fn key_of(home: Option<&str>, name: &Ident) -> String {
    match home {
        Some(_) => format!(".{name}"),
        None => name.to_string(),
    }
}

/// Whether a parameter of the fn that begins here names an iterator of std: `chars: &mut Peekable<Chars<'_>>`.
fn names_iterator(trees: &[TokenTree]) -> bool {
    const ITERATORS: &[&str] = &[
        "Bytes",
        "CharIndices",
        "Chars",
        "Copied",
        "Enumerate",
        "Iter",
        "Lines",
        "Peekable",
        "Rev",
        "Split",
        "SplitWhitespace",
        "Windows",
    ];
    let params = parameters(trees).map(|(_, params)| params);
    let mut words = params.into_iter().flatten();
    words.any(
        |word| matches!(&word, TokenTree::Ident(word) if ITERATORS.iter().any(|name| word == name)),
    )
}

/// `#[coro_core::coroutine(..)]` before the other words in front of a fn.
fn has_attribute(before: &[TokenTree]) -> bool {
    let is_attribute = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => {
            let mut words = group.stream().into_iter();
            group.delimiter() == Delimiter::Bracket
                && words.any(|word| matches!(word, TokenTree::Ident(word) if word == "coroutine"))
        }
        _ => false,
    };
    let ends = |tree: &&TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    };
    before
        .iter()
        .rev()
        .take_while(|tree| !ends(tree))
        .any(is_attribute)
}

/// What stands behind the `->` of a fn, with the name of its type for `Self`.
fn returned(trees: &[TokenTree], home: Option<&str>) -> Option<(String, TokenStream)> {
    let is_char = |tree: &TokenTree, char: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == char);
    let is_end = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Ident(word) => word == "where",
        tree => is_char(tree, ';'),
    };
    let (params, inputs) = parameters(trees)?;
    let signature = trees[params + 1..].iter().take_while(|tree| !is_end(tree));
    let signature: Vec<&TokenTree> = signature.collect();
    let is_arrow = |pair: &[&TokenTree]| is_char(pair[0], '-') && is_char(pair[1], '>');
    let arrow = signature.windows(2).position(is_arrow)?;
    let words = signature[arrow + 2..]
        .iter()
        .map(|tree| match (tree, home) {
            (TokenTree::Ident(word), Some(home)) if word == "Self" => home.to_string(),
            (tree, _) => tree.to_string(),
        });
    Some((words.collect::<Vec<_>>().join(" "), inputs))
}

/// The parameter whose type is written as `ty` is, one name: what the fn returns may be a parameter of its own.
fn argument_of(ty: &str, inputs: TokenStream) -> Option<usize> {
    use syn::parse::Parser;
    syn::parse_str::<Ident>(ty).ok()?;
    let params = syn::punctuated::Punctuated::<syn::FnArg, syn::Token![,]>::parse_terminated;
    let params = params.parse2(inputs).ok()?;
    let is_it = |param: &syn::FnArg| match param {
        syn::FnArg::Typed(param) => crate::scope::name_of(&param.ty).is_some_and(|name| name == ty),
        syn::FnArg::Receiver(_) => false,
    };
    params.iter().position(is_it)
}

/// Whether a fn takes `self` by value; nothing for one without `self`.
pub(super) fn takes_self(trees: &[TokenTree]) -> Option<bool> {
    let words = receiver(trees)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["self"] | ["mut", "self"] => Some(true),
        ["self", ":", "Box" | "Rc" | "Arc", ..] => Some(true),
        ["&", .., "self"] => Some(false),
        _ => None,
    }
}

/// Whether a fn has a `&mut self`.
pub(super) fn changes_self(trees: &[TokenTree]) -> bool {
    let words = receiver(trees).unwrap_or_default();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["&", .., "mut", "self"])
}

/// The parameters of the fn that begins here, and where they stand: behind the generics, in which there may be others, as in
/// `<F: Fn(u8) -> u8>`.
fn parameters(trees: &[TokenTree]) -> Option<(usize, TokenStream)> {
    let (mut depth, mut after_dash) = (0usize, false);
    trees.iter().enumerate().find_map(|(index, tree)| {
        let is_arrow = std::mem::take(&mut after_dash);
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                return (depth == 0).then(|| (index, group.stream()));
            }
            TokenTree::Punct(sign) => match sign.as_char() {
                '<' => depth += 1,
                '>' if !is_arrow => depth = depth.saturating_sub(1),
                sign => after_dash = sign == '-',
            },
            _ => {}
        }
        None
    })
}

/// The words of a fn's first parameter.
fn receiver(trees: &[TokenTree]) -> Option<Vec<String>> {
    let (_, inputs) = parameters(trees)?;
    let words = inputs
        .into_iter()
        .take(5)
        .take_while(|tree| !matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
        .map(|tree| tree.to_string());
    Some(words.collect())
}

/// The name of the type that an `impl` is of.
fn type_of_impl(trees: &[TokenTree]) -> Option<String> {
    Some(crate::scope::name_of(&head_of_impl(trees)?.self_ty)?.to_string())
}

/// Whether it is one of a trait.
fn is_impl_of_trait(trees: &[TokenTree]) -> bool {
    head_of_impl(trees).is_some_and(|item| item.trait_.is_some())
}

/// The `impl` that begins here, without what stands in it.
fn head_of_impl(trees: &[TokenTree]) -> Option<ItemImpl> {
    let is_body = |tree: &&TokenTree| !matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let head = trees.iter().take_while(is_body).cloned();
    let empty = TokenTree::Group(Group::new(Delimiter::Brace, TokenStream::new()));
    let whole: TokenStream = head.chain([empty]).collect();
    syn::parse2(whole).ok()
}

/// Whether the generics that stand here, if there are any, are lifetimes alone: a parameter need not be `Copy`.
fn has_lifetimes_only(trees: &[TokenTree]) -> bool {
    let is_sign = |tree: &TokenTree, sign: char| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign);
    if !trees.first().is_some_and(|tree| is_sign(tree, '<')) {
        return true;
    }
    let parameters = trees.iter().skip(1).take_while(|tree| !is_sign(tree, '>'));
    let parameters: Vec<_> = parameters.collect();
    let mut each = parameters.split(|tree| is_sign(tree, ','));
    each.all(|parameter| parameter.first().is_none_or(|first| is_sign(first, '\'')))
}

/// The lines of a text in which a fn of this name begins.
fn lines_of(text: &str, function: &str) -> Vec<usize> {
    let in_line = |line: &str| {
        let after = line.split("fn ").skip(1).map(str::trim_start);
        let after = after.filter_map(|after| after.strip_prefix(function));
        let is_name = |after: &&str| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        after.filter(is_name).count()
    };
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(index, line)| std::iter::repeat_n(index + 1, in_line(line)))
        .collect()
}

/// An item, to its braces or its semicolon.
pub(super) fn up_to_end(trees: &[TokenTree]) -> TokenStream {
    let is_end = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    let end = trees.iter().position(is_end).unwrap_or(trees.len() - 1);
    trees[..=end].iter().cloned().collect()
}

fn fields_of(fields: &Fields) -> Option<Vec<Near>> {
    let near = |field: &syn::Field| {
        let is_certain = field.attrs.iter().all(|attr| !attr.path().is_ident("cfg"));
        is_certain.then(|| Near {
            name: field.ident.as_ref().map(Ident::to_string),
            copy: is_copy_type(&field.ty),
            silent: super::silent::is_silent_type(&field.ty),
            owned: is_owned_type(&field.ty),
            owner: owner_of_type(&field.ty),
            is_private: matches!(field.vis, syn::Visibility::Inherited),
            ty: match &field.ty {
                syn::Type::Path(path) => path.path.get_ident().map(Ident::to_string),
                _ => None,
            },
        })
    };
    fields.iter().map(near).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, of: &str) -> Option<Vec<String>> {
        let declared = Declared::of(text.parse().expect("the test's text has tokens"));
        let of = Ident::new(of, Span::call_site());
        let fields = declared.fields(&of)?;
        Some(
            fields
                .iter()
                .filter_map(|field| field.name.clone())
                .collect(),
        )
    }

    #[test]
    fn what_derives_copy_is_told() {
        let text = "#[derive(Clone, Copy)] pub(crate) enum Side { Left, Right }
            #[derive(Clone)] struct Copying(u8);
            struct Door { side: Side, name: Copying }";
        let declared = Declared::of(text.parse().expect("the test's text has tokens"));
        let door = Ident::new("Door", Span::call_site());
        let copy = |field: &Near| field.copy;
        let fields = declared
            .fields(&door)
            .map(|fields| fields.iter().map(copy).collect());
        assert_eq!(fields, Some(vec![true, false]));
    }

    #[test]
    fn fields_stand_in_the_order_of_their_declaration() {
        let text = "mod m { pub struct Pair<T> where T: Copy { pub right: T, pub left: u8 } }";
        assert_eq!(names(text, "Pair").unwrap(), ["right", "left"]);
        assert_eq!(names(text, "Other"), None);
    }

    #[test]
    fn what_a_method_takes_stands_behind_its_generics() {
        let text = "trait Ext { fn map<F: FnOnce(u8) -> u8>(self, f: F); fn look<F: Fn(u8)>(&self, f: F); }";
        let declared = Declared::of(text.parse().expect("the test's text has tokens"));
        let takes = |name| declared.takes(&Ident::new(name, Span::call_site()));
        assert_eq!((takes("map"), takes("look")), (Some(true), Some(false)));
    }

    #[test]
    fn fns_tell_what_they_return() {
        let text = "fn pair<F: Fn(u8) -> u8>(f: F) -> (D, D) { } impl A { fn new() -> Self { } fn new_b() {} }
            coro! { fn duo() yields u8 -> Duo { } } fn two() -> u8 {} mod m { fn two() -> u16 {} }";
        let declared = Declared::of(text.parse().expect("the test's text has tokens"));
        let ident = |name: &str| Ident::new(name, Span::call_site());
        let told = |owner: Option<&str>, name, pauses| {
            let owner = owner.map(ident);
            let ty = declared.returned(owner.as_ref(), &ident(name), pauses)?;
            Some(quote::quote!(#ty).to_string())
        };
        assert_eq!(told(None, "pair", false).unwrap(), "(D , D)");
        assert_eq!(told(Some("A"), "new", false).unwrap(), "A");
        assert_eq!(told(None, "duo", true).unwrap(), "Duo");
        assert_eq!(told(None, "duo", false), None);
        assert_eq!(told(None, "two", false), None);
        assert_eq!(told(Some("A"), "new_b", false), None);
    }

    #[test]
    fn methods_tell_whether_they_take_what_they_are_called_on() {
        let text = "impl A { fn all(self) {} fn some(&self, n: u8) {} fn both(mut self) {} fn none(n: u8) {} }
                    impl B { fn both(&mut self) {} fn lent<'a>(&'a mut self) {} }";
        let declared = Declared::of(text.parse().expect("the test's text has tokens"));
        let names = ["all", "some", "both", "none", "lent", "other"];
        let takes = names.map(|name| declared.takes(&Ident::new(name, Span::call_site())));
        let expected = [Some(true), Some(false), None, None, Some(false), None];
        assert_eq!(takes, expected);
    }

    #[test]
    fn the_impl_of_a_fn_is_found() {
        let text = "impl<T: Ord> Iterator for m::Tree<T> where T: Copy { coro! { fn walk(self) {} } fn new() {} }
                    impl Other { fn new() {} }
                    fn f(x: impl Fn()) { // fn f()
                    }";
        let declared = Declared::of(text.parse().expect("the test's text has tokens"));
        let declared = Declared {
            text: text.to_string(),
            ..declared
        };
        let home = |name, line| declared.home_in(&Ident::new(name, Span::call_site()), line);
        assert_eq!(home("walk", 1).unwrap(), "Tree");
        assert_eq!(home("new", 1).unwrap(), "Tree");
        assert_eq!(home("new", 2).unwrap(), "Other");
        assert_eq!(home("f", 3), None);
    }

    #[test]
    fn what_is_not_certain_is_not_known() {
        for text in [
            "struct S { a: u8 } mod m { struct S { b: u8 } }",
            "struct S { a: u8, #[cfg(test)] b: u8 }",
            "mod m { pub struct S { pub a: u8, b: u8 } }",
            "struct S<T> { a: T } impl<T> Drop for S<T> { fn drop(&mut self) {} }",
        ] {
            assert_eq!(names(text, "S"), None, "{text}");
        }
    }
}
