//! What is asked of the fns and methods of a file: in which `impl` they stand, what they take, what they return.

use proc_macro2::Ident;

use super::super::functions::{Finding, Functions};
use super::{Declared, written_name};

impl Declared {
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

    pub(super) fn functions(&self) -> &Functions {
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

    /// Whether there is an `async fn` of this name.
    pub fn is_async(&self, function: &str) -> bool {
        self.asynchronous.contains(function)
    }

    /// The name of the type in whose `impl` a fn of the file stands.
    pub fn home(&self, function: &Ident) -> Option<Ident> {
        let is_told = proc_macro::is_available();
        self.home_in(function, is_told.then(|| function.span().unwrap().line())?)
    }

    pub(super) fn home_in(&self, function: &Ident, line: usize) -> Option<Ident> {
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

/// A type of which the tokens were printed: `Visit < ' _ >`.
fn parsed(text: &str) -> Option<syn::Type> {
    syn::parse_str(&text.replace("' ", "'")).ok()
}
