//! The types of generated programs.
//!
//! Gives [`Type`]: a closed set, each member with its spelling and with what the generator has to
//! know to keep the programs well typed and free of moves out of nothing.
//!
//! ```
//! use fuzz::types::Type;
//!
//! assert_eq!(Type::TracerPair.spelling(), "(D, D)");
//! assert_eq!(Type::TracerPair.leaves(), 2);
//! ```
//!
//! It has no generics: a type of the language under test that needs them is a member of its own.

/// The type of an expression or a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `()`
    Unit,
    /// `i64`
    Int,
    /// `bool`
    Bool,
    /// `String`
    Text,
    /// `D`, which logs its own drop
    Tracer,
    /// `Option<D>`
    MaybeTracer,
    /// `Option<i64>`
    MaybeInt,
    /// `(D, D)`
    TracerPair,
    /// a struct with two fields of type `D`
    Duo,
    /// an enum with payloads
    Choice,
    /// `(i64, i64)`
    IntPair,
    /// `[i64; 3]`
    Trio,
    /// `Vec<i64>`
    Ints,
    /// `Vec<D>`
    Tracers,
    /// `Result<i64, String>`
    Attempt,
    /// `Result<D, String>`
    TracerAttempt,
    /// `Box<D>`
    Boxed,
    /// a closure that can be called and gives an `i64`
    Thunk,
    /// an iterator over `i64`
    IntIterator,
    /// an iterator over `D`
    TracerIterator,
    /// the paused machine of the function with this number
    Machine(usize),
    /// `&D`
    TracerReference,
    /// `&mut i64`
    IntReference,
    /// something that is only printed
    Printed,
}

impl Type {
    /// The types that a parameter, a late variable or a joined value may have.
    pub const PLAIN: &[Type] = &[
        Type::Int,
        Type::Bool,
        Type::Text,
        Type::Tracer,
        Type::MaybeTracer,
        Type::MaybeInt,
        Type::TracerPair,
        Type::Duo,
        Type::Choice,
        Type::IntPair,
        Type::Trio,
        Type::Ints,
        Type::Tracers,
        Type::Attempt,
        Type::TracerAttempt,
        Type::Boxed,
    ];

    /// How the type is written, where it can be.
    pub fn spelling(self) -> &'static str {
        match self {
            Type::Unit => "()",
            Type::Int => "i64",
            Type::Bool => "bool",
            Type::Text => "String",
            Type::Tracer => "D",
            Type::MaybeTracer => "Option<D>",
            Type::MaybeInt => "Option<i64>",
            Type::TracerPair => "(D, D)",
            Type::Duo => "Duo",
            Type::Choice => "Choice",
            Type::IntPair => "(i64, i64)",
            Type::Trio => "[i64; 3]",
            Type::Ints => "Vec<i64>",
            Type::Tracers => "Vec<D>",
            Type::Attempt => "Result<i64, String>",
            Type::TracerAttempt => "Result<D, String>",
            Type::Boxed => "Box<D>",
            Type::TracerReference => "&D",
            Type::IntReference => "&mut i64",
            Type::Thunk
            | Type::IntIterator
            | Type::TracerIterator
            | Type::Machine(_)
            | Type::Printed => "_",
        }
    }

    /// Whether a use of a variable copies it.
    pub fn is_copy(self) -> bool {
        matches!(
            self,
            Type::Unit
                | Type::Int
                | Type::Bool
                | Type::MaybeInt
                | Type::IntPair
                | Type::Trio
                | Type::TracerReference
                | Type::Printed
        )
    }

    /// Whether a new value of exactly this type can be made anywhere.
    pub fn is_plain(self) -> bool {
        self == Type::Unit || Self::PLAIN.contains(&self)
    }

    /// Whether it has `Debug`.
    pub fn is_printable(self) -> bool {
        self.is_plain() || matches!(self, Type::TracerReference | Type::Printed)
    }

    /// Whether dropping a value of it can be seen in the log.
    pub fn drops_visibly(self) -> bool {
        matches!(
            self,
            Type::Tracer
                | Type::MaybeTracer
                | Type::TracerPair
                | Type::Duo
                | Type::Choice
                | Type::Tracers
                | Type::TracerAttempt
                | Type::Boxed
                | Type::Thunk
                | Type::TracerIterator
                | Type::Machine(_)
        )
    }

    /// How many parts can be moved out one by one.
    pub fn leaves(self) -> usize {
        match self {
            Type::TracerPair | Type::Duo => 2,
            _ => 1,
        }
    }

    /// The name of the part with this number, for types with several.
    pub fn leaf_name(self, leaf: usize) -> &'static str {
        match (self, leaf) {
            (Type::Duo, 0) => "left",
            (Type::Duo, _) => "right",
            (_, 0) => "0",
            _ => "1",
        }
    }
}
