//! What the variables are that an expression captures.
//!
//! They are declared outside of `coro!`, where no token of theirs is given to the macro. The file tells: what the nearest
//! `let` before it, in a block around it, gives the name, or what type a parameter of the fn around it has.
//!
//! ```text
//! let text = String::from("a b");  coro!(move || { .. text.split(' ') .. })        owns a text
//! fn words(text: String) -> .. { coro!(move || { .. text.split(' ') .. }) }        the same
//! ```

use proc_macro2::Ident;
use syn::{Expr, Type};

use super::owners::{Owner, of_value, owner_of_type};
use super::{Origin, Tables};
use crate::split::Declared;

/// Writes down what captured variables own.
pub fn note_owners(tables: &mut Tables) {
    let captured = tables.vars.iter();
    let captured = captured.filter(|row| row.origin == Origin::Captured && row.ty.is_none());
    let owners = captured.filter_map(|row| Some((row.id, owner(&row.ident, tables)?)));
    let owners: Vec<_> = owners.collect();
    tables.owners.extend(owners);
}

fn owner(ident: &Ident, tables: &Tables) -> Option<Owner> {
    match told_at(ident)?.0 {
        Told::Type(ty) => match &ty {
            Type::Reference(_) => None,
            ty => owner_of_type(ty),
        },
        Told::Value(Expr::Macro(made)) => {
            match made.mac.path.segments.last()?.ident.to_string().as_str() {
                "vec" => Some(Owner::List),
                "format" => Some(Owner::Text),
                _ => None,
            }
        }
        Told::Value(value) => of_value(&value, tables).filter(|owner| owner.is_collection()),
    }
}

/// Whether a `self` that is mentioned here is one by value, as the file tells.
pub fn is_self_by_value(ident: &Ident) -> bool {
    ident == "self"
        && matches!(told_at(ident), Some((Told::Type(ty), _)) if !matches!(ty, Type::Reference(_)))
}

/// How the file declares the variable that is mentioned here, where nothing in between could bind the name anew.
pub fn surely_declared(ident: &Ident) -> Option<Told> {
    let (told, between) = told_at(ident)?;
    let name = ident.to_string();
    let is_word = |(at, _): &(usize, &str)| {
        let before = between
            .get(..*at)
            .is_none_or(|it| it.ends_with(is_part_of_word));
        let after = between.get(at + name.len()..);
        !before && !after.is_none_or(|it| it.starts_with(is_part_of_word))
    };
    let mut named = between.match_indices(&name).filter(is_word);
    // what binds names has these on its line
    let may_bind = |(at, _): (usize, &str)| {
        let start = between.get(..at).and_then(|it| it.rfind('\n')).unwrap_or(0);
        let line = between.get(start..).unwrap_or_default().trim_start();
        let line = line.split('\n').next().unwrap_or_default();
        ["for ", "let ", "=>", "|"]
            .iter()
            .any(|sign| line.contains(sign))
    };
    (!named.any(may_bind)).then_some(told)
}

/// What the file tells of a variable, and what stands between its declaration and the mention.
fn told_at(ident: &Ident) -> Option<(Told, String)> {
    let before = text_before(ident)?;
    let (told, from) = told(&before, &ident.to_string())?;
    Some((told, before.get(from..)?.to_string()))
}

/// What stands before a mention in its file.
fn text_before(ident: &Ident) -> Option<String> {
    let declared = Declared::beside(ident.span());
    let text = declared.text();
    if text.is_empty() {
        return None;
    }
    let place = ident.span().unwrap();
    let line_start: usize = text
        .split_inclusive('\n')
        .take(place.line() - 1)
        .map(str::len)
        .sum();
    // columns count characters
    let line = text.get(line_start..)?;
    let at = line_start + line.char_indices().nth(place.column() - 1)?.0;
    if !text.get(at..)?.starts_with(&ident.to_string()) {
        return None;
    }
    Some(text.get(..at)?.to_string())
}

/// How a variable is declared.
#[derive(Debug, Clone)]
pub enum Told {
    /// With this type.
    Type(Type),
    /// With this value.
    Value(Expr),
}

/// What the text before a place tells of the variable `name` there, and up to where in the text it does.
fn told(before: &str, name: &str) -> Option<(Told, usize)> {
    let mut closed = 0_usize;
    // from the inside out
    for (at, sign) in before.char_indices().rev() {
        match sign {
            '}' => closed += 1,
            '{' if closed > 0 => closed -= 1,
            '{' if name == "self" => {
                if let Some(ty) = receiver(before.get(..at)?) {
                    return Some((Told::Type(ty?), at));
                }
            }
            '{' => {
                if let Some(ty) = parameter(before.get(..at)?, name) {
                    return Some((Told::Type(ty?), at));
                }
            }
            'l' if closed == 0 => {
                let declared = binding(before.get(..at)?, before.get(at..)?, name);
                if let Some(declared) = declared {
                    let end = before.get(at..)?.find(';').unwrap_or(0);
                    return Some((declared?, at + end));
                }
            }
            _ => {}
        }
    }
    None
}

/// `let name: T = value;` at the beginning of `here`. `None`: it is none of this name.
fn binding(before: &str, here: &str, name: &str) -> Option<Option<Told>> {
    if before.ends_with(is_part_of_word) {
        return None;
    }
    let rest = here.strip_prefix("let")?;
    let rest = after_space(rest)?;
    let rest = rest
        .strip_prefix("mut")
        .and_then(after_space)
        .unwrap_or(rest);
    let rest = rest.strip_prefix(name)?;
    if rest.starts_with(is_part_of_word) {
        return None;
    }
    let rest = rest.trim_start();
    if let Some(ty) = rest.strip_prefix(':') {
        return Some(up_to(ty, &['=', ';']).map(Told::Type));
    }
    let value = rest.strip_prefix('=')?;
    Some(up_to(value, &[';']).map(Told::Value))
}

/// The type of a parameter, if what stands before the brace is the head of a fn. `Some(None)`: the fn has none of this name.
fn parameter(before: &str, name: &str) -> Option<Option<Type>> {
    let head = head_of(before)?;
    let mut words = head.split(|sign| !is_part_of_word(sign));
    words.find(|word| *word == "fn")?;
    let mut from = 0;
    while let Some(found) = head.get(from..)?.find(name) {
        let (at, after) = (from + found, from + found + name.len());
        let is_word = !head.get(..at)?.ends_with(is_part_of_word);
        let rest = head.get(after..)?.trim_start();
        if is_word && rest.starts_with(':') && !rest.starts_with("::") {
            return Some(up_to(&rest[1..], &[',', ')']));
        }
        from = after;
    }
    Some(None)
}

/// The type of a `self` by value, if what stands before the brace is the head of a fn. `Some(None)`: it has none.
fn receiver(before: &str) -> Option<Option<Type>> {
    let head = head_of(before)?;
    let mut words = head.split(|sign| !is_part_of_word(sign));
    words.find(|word| *word == "fn")?;
    let told = || {
        let method: syn::ImplItemFn = parsed(head)?;
        let receiver = method.sig.receiver()?;
        match &receiver.kind {
            syn::ReceiverKind::Value => impl_around(before.get(..before.len() - head.len())?),
            _ => None,
        }
    };
    Some(told())
}

/// The type of the `impl` in which a text ends.
fn impl_around(before: &str) -> Option<Type> {
    let mut closed = 0_usize;
    for (at, sign) in before.char_indices().rev() {
        match sign {
            '}' => closed += 1,
            '{' if closed > 0 => closed -= 1,
            '{' => {
                let item: syn::ItemImpl = parsed(head_of(before.get(..at)?)?)?;
                return Some(*item.self_ty);
            }
            _ => {}
        }
    }
    None
}

/// What stands before a brace: the head of an item, and what stands before that.
fn head_of(before: &str) -> Option<&str> {
    before.rsplit([';', '{', '}']).next()
}

/// The item of this head. It is only parsed where rustc surely can read its tokens.
fn parsed<T: syn::parse::Parse>(head: &str) -> Option<T> {
    let is_plain = !head.contains(['"', '/', '#', '\\']);
    let is_closed = |open, close| head.matches(open).count() == head.matches(close).count();
    let can_be_read = is_plain && is_closed('(', ')') && is_closed('[', ']');
    can_be_read.then(|| syn::parse_str(&format!("{head} {{}}")).ok())?
}

/// The syntax up to one of these signs that stands in no brackets. It is only parsed where rustc surely can read its tokens: it
/// would complain of others at once.
fn up_to<T: syn::parse::Parse>(text: &str, ends: &[char]) -> Option<T> {
    let (mut open, mut is_quoted) = (Vec::new(), false);
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted && sign != '\\' => {}
            _ if open.is_empty() && ends.contains(&sign) => {
                return syn::parse_str(text.get(..at)?).ok();
            }
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            '<' => open.push('>'),
            '>' if text.get(..at)?.ends_with(['-', '=']) => {}
            ')' | ']' | '>' | '}' if open.pop() != Some(sign) => return None,
            '\'' | '\\' | '#' | '/' => return None,
            _ => {}
        }
    }
    None
}

fn after_space(text: &str) -> Option<&str> {
    text.starts_with(char::is_whitespace)
        .then(|| text.trim_start())
}

fn is_part_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    fn of(before: &str) -> String {
        match told(before, "text") {
            Some((Told::Type(ty), _)) => ty.into_token_stream().to_string(),
            Some((Told::Value(value), _)) => value.into_token_stream().to_string(),
            None => "nothing".to_string(),
        }
    }

    #[test]
    fn the_nearest_let_around_it_tells() {
        assert_eq!(of("fn f() { let text = g(\";\"); coro!(|| "), "g (\";\")");
        assert_eq!(
            of("fn f() { let mut text: Vec<A> = g(); h(|| { coro!(|| "),
            "Vec < A >"
        );
        assert_eq!(of("fn f(text: A) { { let text = g(); } coro!(|| "), "A");
        assert_eq!(
            of("fn f() { let text = g(); let text = h(); coro!(|| "),
            "h ()"
        );
        assert_eq!(of("fn f() { let texts = g(); coro!(|| "), "nothing");
    }

    #[test]
    fn a_parameter_of_the_fn_around_it_tells() {
        assert_eq!(
            of("fn g(text: B) {} fn f(mut text: HashMap<A, B>) -> C { coro!(|| "),
            "HashMap < A , B >"
        );
        assert_eq!(
            of("fn g(text: B) {} fn f(a: A) -> C { coro!(|| "),
            "nothing"
        );
        assert_eq!(of("fn f(context: B, text: &str) { coro!(|| "), "& str");
    }

    #[test]
    fn a_receiver_by_value_tells() {
        let of = |before: &str| match told(before, "self") {
            Some((Told::Type(ty), _)) => ty.into_token_stream().to_string(),
            _ => "nothing".to_string(),
        };
        let types = [
            (
                "impl<T: A> B for C<T> { fn g(&self) {} pub fn f(mut self, n: u8) -> D { coro!(|| ",
                "C < T >",
            ),
            ("impl C { fn f(self) -> D { let a = { 1 }; coro!(|| ", "C"),
            ("impl C { fn f(self: Box<Self>) -> D { coro!(|| ", "nothing"),
            ("impl C { fn f(&self) -> D { coro!(|| ", "nothing"),
            (
                "impl C { fn f<'a>(&'a mut self) -> D { coro!(|| ",
                "nothing",
            ),
            ("trait C { fn f(self) -> D { coro!(|| ", "nothing"),
        ];
        for (before, ty) in types {
            assert_eq!(of(before), ty, "{before}");
        }
    }
}
