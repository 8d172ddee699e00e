//! What the tokens of a file declare, read once.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Fields, ItemStruct};

use super::super::field_types::FieldTypes;
use super::super::silent;
use super::super::value::{is_copy_type, is_owned_type};
use super::heads::*;
use super::{Declared, Near, Returned};
use crate::scope::owner_of_type;

impl Declared {
    pub(super) fn look(&mut self, tokens: TokenStream, inside: Inside, home: Option<&str>) {
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

    /// Fields of types of the file that are `Copy`.
    pub(super) fn tell_copied(&mut self) {
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
}

/// Where a group of tokens stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Inside {
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

fn fields_of(fields: &Fields) -> Option<Vec<Near>> {
    let near = |field: &syn::Field| {
        let is_certain = field.attrs.iter().all(|attr| !attr.path().is_ident("cfg"));
        is_certain.then(|| Near {
            name: field.ident.as_ref().map(Ident::to_string),
            copy: is_copy_type(&field.ty),
            silent: silent::is_silent_type(&field.ty),
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
