//! Every identifier the compiler makes, and no other file makes one.
//!
//! Between parsing and printing, each local of the user's function goes by a *sentinel*: an
//! identifier that names a row of a table (`scope::Tables`) and keeps the span of what the user
//! wrote. Passes read sentinels back with [`parse`] and never compare the user's own names.
//!
//! ```text
//! [source]  let mut n = 0;   loop { n += 1; break }
//! [output]  let mut __coro_var_0 = 0;
//!           '__coro_at_0: loop { __coro_use_0 += 1; break '__coro_at_0 }
//! ```
//!
//! This file knows nothing about what the rows hold, and never prints a user's name.

use proc_macro2::{Ident, Span};
use std::fmt::{self, Write};
use syn::Lifetime;

/// Defines a number that says which table it is an index of.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl $name {
            /// The row `position` of its table.
            pub fn new(position: usize) -> Self {
                $name(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// The position of the row in its table.
            pub fn index(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    };
}

index! {
    /// Which variable: a row of `Tables::vars`.
    VarId
}
index! {
    /// Which mention of a variable: a row of `Tables::mentions`.
    MentionId
}
index! {
    /// Which loop or labelled block: a row of `Tables::targets`.
    TargetId
}
index! {
    /// Which call of a std macro: a row of `Tables::macros`.
    MacroId
}

/// The three ways to pause.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum YieldKind {
    /// `yield_wait!()`
    Wait,
    /// `yield_value!(e)`
    Value,
    /// `yield_from!(c)`
    From,
}

impl YieldKind {
    /// All three.
    pub const ALL: [YieldKind; 3] = [YieldKind::Wait, YieldKind::Value, YieldKind::From];

    /// The name of the macro the user writes.
    pub fn macro_name(self) -> &'static str {
        match self {
            YieldKind::Wait => "yield_wait",
            YieldKind::Value => "yield_value",
            YieldKind::From => "yield_from",
        }
    }

    /// How a call of it looks, for messages.
    pub fn call(self) -> &'static str {
        match self {
            YieldKind::Wait => "yield_wait!()",
            YieldKind::Value => "yield_value!(..)",
            YieldKind::From => "yield_from!(..)",
        }
    }

    /// Which pause a macro of this name is.
    pub fn of_macro(name: &Ident) -> Option<YieldKind> {
        YieldKind::ALL
            .into_iter()
            .find(|kind| name == kind.macro_name())
    }
}

/// What a sentinel stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sentinel {
    /// `__coro_var_3`: the place where variable 3 is bound.
    Variable(VarId),
    /// `__coro_use_17`: mention 17.
    Mention(MentionId),
    /// `'__coro_to_5` or `'__coro_at_5`: loop or block 5, at the loop or at a jump to it.
    Target {
        /// Which loop or block.
        id: TargetId,
        /// Whether the user wrote a label here (`to`) or not (`at`).
        written: bool,
    },
    /// `__coro_macro_4`: call 4 of a std macro, as the callee of an ordinary call.
    Macro(MacroId),
    /// `__coro_yield_value`: a pause, as the callee of an ordinary call.
    Yield(YieldKind),
}

/// The attribute of an `async` block that [`crate::waits`] made.
pub const WAITS: &str = "__coro_waits";

/// The attribute of an `.await` whose guard needs no block.
pub const BRIEF: &str = "__coro_brief";

/// The functions of `coro_core::machine` that give the item at a position.
pub const ITEMS: &[&str] = &["__coro_lib_nth", "__coro_lib_present"];

/// The functions of `coro_core::machine` that make an iterator from a position.
pub const WALKS: &[&str] = &["__coro_lib_going", "__coro_lib_peeking"];

/// The function that takes a reference again from its place.
pub const AGAIN: &str = "__coro_lib_again";

/// The function around what is computed again.
pub const REPLAYED: &str = "__coro_lib_replayed";

/// What a name of the library begins with until it is known whether the user has the same name.
pub const LIBRARY: &str = "__coro_lib_";

/// What every sentinel begins with.
const PREFIX: &str = "__coro_";

/// The attribute on a macro of unknown grammar which lists the mentions in it:
/// `#[__coro_opaque(__coro_use_4, __coro_use_5)]`.
pub const OPAQUE: &str = "__coro_opaque";

/// `__coro_var_3`, where variable 3 is bound.
pub fn variable(id: VarId, span: Span) -> Ident {
    numbered("var", id.0, span)
}

/// `__coro_use_17`, mention 17.
pub fn mention(id: MentionId, span: Span) -> Ident {
    numbered("use", id.0, span)
}

/// `'__coro_to_5`, loop or block 5 where the user wrote this label.
pub fn written_target(id: TargetId, label: &Lifetime) -> Lifetime {
    Lifetime {
        apostrophe: label.apostrophe,
        ident: numbered("to", id.0, label.ident.span()),
    }
}

/// `'__coro_at_5`, loop or block 5 where the user wrote no label.
pub fn unwritten_target(id: TargetId, span: Span) -> Lifetime {
    Lifetime {
        apostrophe: span,
        ident: numbered("at", id.0, span),
    }
}

/// `__coro_macro_4`, call 4 of a std macro.
pub fn macro_call(id: MacroId, span: Span) -> Ident {
    numbered("macro", id.0, span)
}

/// `__coro_yield_value`, a pause.
pub fn yield_call(kind: YieldKind, span: Span) -> Ident {
    Ident::new(&format!("__coro_{}", kind.macro_name()), span)
}

/// `__coro_opaque`, the name of the attribute [`OPAQUE`].
pub fn opaque(span: Span) -> Ident {
    Ident::new(OPAQUE, span)
}

/// The value that a `dbg!` shows, where it is printed in full.
pub fn debug_value(span: Span) -> Ident {
    Ident::new("value", made_at(span))
}

/// The same place in the source, but what stands there is the macro's own: it captures no name of
/// the user's and lints do not look at it.
pub fn made_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// What this identifier stands for, if it is a sentinel. A label is asked for by `lifetime.ident`.
pub fn parse(ident: &Ident) -> Option<Sentinel> {
    // into a buffer and by bytes: it is asked of each identifier, several times, by a macro that is built without
    // optimisation
    let mut start = Start::default();
    let _ = write!(start, "{ident}");
    let [b'_', b'_', b'c', b'o', b'r', b'o', b'_', rest @ ..] = start.written() else {
        return None;
    };
    match rest {
        [b'v', b'a', b'r', b'_', digits @ ..] => {
            return number_of(digits).map(|row| Sentinel::Variable(VarId(row)));
        }
        [b'u', b's', b'e', b'_', digits @ ..] => {
            return number_of(digits).map(|row| Sentinel::Mention(MentionId(row)));
        }
        _ => {}
    }
    let rest = std::str::from_utf8(rest).ok()?;
    if let Some(kind) = YieldKind::ALL
        .into_iter()
        .find(|kind| rest == kind.macro_name())
    {
        return Some(Sentinel::Yield(kind));
    }
    let (what, number) = rest.split_once('_')?;
    let number: u32 = number.parse().ok()?;
    match what {
        "to" => Some(Sentinel::Target {
            id: TargetId(number),
            written: true,
        }),
        "at" => Some(Sentinel::Target {
            id: TargetId(number),
            written: false,
        }),
        "macro" => Some(Sentinel::Macro(MacroId(number))),
        _ => None,
    }
}

/// What a text begins with; a sentinel of a row is not longer.
#[derive(Default)]
struct Start {
    bytes: [u8; 24],
    length: usize,
}

impl Start {
    fn written(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let Some(free) = self.bytes.get_mut(self.length..end) else {
            // it is not longer, so this is none
            self.length = 0;
            return Err(fmt::Error);
        };
        free.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// The number that is written in decimal digits.
fn number_of(digits: &[u8]) -> Option<u32> {
    let mut number: u32 = 0;
    for digit in digits {
        let b'0'..=b'9' = digit else { return None };
        number = number
            .checked_mul(10)?
            .checked_add(u32::from(digit - b'0'))?;
    }
    (!digits.is_empty()).then_some(number)
}

/// Which loop or block a label stands for.
pub fn parse_target(label: &Lifetime) -> Option<TargetId> {
    match parse(&label.ident)? {
        Sentinel::Target { id, .. } => Some(id),
        _ => None,
    }
}

/// The sentinel of `what`, row `number`, at `span`.
fn numbered(what: &str, number: u32, span: Span) -> Ident {
    Ident::new(&format!("{PREFIX}{what}_{number}"), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_read_back() {
        let span = Span::call_site();
        let label = Lifetime::new("'a", span);
        let made = [
            (variable(VarId(3), span), Sentinel::Variable(VarId(3))),
            (
                mention(MentionId(17), span),
                Sentinel::Mention(MentionId(17)),
            ),
            (macro_call(MacroId(4), span), Sentinel::Macro(MacroId(4))),
            (
                written_target(TargetId(5), &label).ident,
                Sentinel::Target {
                    id: TargetId(5),
                    written: true,
                },
            ),
            (
                unwritten_target(TargetId(6), span).ident,
                Sentinel::Target {
                    id: TargetId(6),
                    written: false,
                },
            ),
            (
                yield_call(YieldKind::From, span),
                Sentinel::Yield(YieldKind::From),
            ),
        ];
        for (ident, sentinel) in made {
            assert_eq!(parse(&ident), Some(sentinel), "{ident}");
        }
    }

    #[test]
    fn other_names_are_none() {
        for name in [
            "x",
            "__coro_",
            "__coro_var_",
            "__coro_var_x",
            "__coro_use_99999999999",
        ] {
            assert_eq!(parse(&Ident::new(name, Span::call_site())), None, "{name}");
        }
    }
}
