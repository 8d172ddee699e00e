//! What a rule is told: what is wanted, what may stand here, what surrounds it.
//!
//! Gives [`Wish`], [`Position`] and [`Target`] for a place of a function, [`Family`] and
//! [`Signature`] for a program.
//!
//! ```text
//! Wish::int(6).strong()      // a number whose text tells its type, of about six parts
//! ```
//!
//! It says nothing of variables; see `environment`.

use crate::environment::Flow;
use crate::types::Type;

/// An expression that is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) of: Type,
    pub(crate) size: usize,
    /// The text must fix its type by itself.
    pub(crate) strong: bool,
}

impl Wish {
    pub(crate) fn of(of: Type, size: usize) -> Self {
        Self {
            of,
            size,
            strong: false,
        }
    }

    pub(crate) fn int(size: usize) -> Self {
        Self::of(Type::Int, size)
    }

    pub(crate) fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    /// The same wish for one of `parts` that share the size.
    pub(crate) fn share(self, parts: usize) -> Self {
        Self {
            size: self.size / parts,
            ..self
        }
    }
}

/// What may stand at this place of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pub(crate) may_pause: bool,
    pub(crate) may_jump: bool,
    pub(crate) may_return: bool,
    /// Temporaries with a visible destructor may live to the end of the statement.
    pub(crate) temporaries: bool,
    /// Pauses stand even in the smallest operands.
    pub(crate) dense: bool,
    /// How many loops surround it.
    pub(crate) loops: usize,
    /// How many of those can come round again: fewer where the block is sure to leave some.
    pub(crate) depth: usize,
}

/// Where `break` and `continue` can go.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) label: Option<String>,
    pub(crate) is_loop: bool,
    /// What a `break` must carry.
    pub(crate) value: Option<Wish>,
    /// How many variables there were before it.
    pub(crate) variables: usize,
    /// What held where it began.
    pub(crate) head: Flow,
    pub(crate) depth: usize,
    /// What holds where a `break` comes out.
    pub(crate) exit: Flow,
}

/// What the functions of one program hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Yields {
    Int,
    Text,
    Wait,
}

/// A function, as its callers see it.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub(crate) name: String,
    /// None for one that is left out, so that its neighbours keep their places.
    pub(crate) parameters: Vec<Option<Type>>,
    pub(crate) returns: Type,
    pub(crate) recursive: bool,
}

/// What the functions of one program have in common.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) yields: Yields,
    pub(crate) receives: bool,
    pub(crate) asynchronous: bool,
    pub(crate) signatures: Vec<Signature>,
}

/// A place of the tree that can be left out or made simple.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// Its name in a mask.
    pub id: u64,
    /// How deep it stands; its parts follow it and stand deeper.
    pub depth: usize,
}
