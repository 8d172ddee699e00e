//! What is in scope.

use super::Writer;

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `i64`
    Int,
    /// `D<String>`
    Tracer,
    /// `&D<String>`
    TracerRef,
    /// `String`
    Text,
    /// `&'static str`
    Words,
    /// `Vec<i64>`
    List,
    /// `Vec<D<String>>`
    Tracers,
}

/// A variable.
#[derive(Clone, Debug)]
pub(crate) struct Var {
    /// How it is mentioned: `x`, `*x`.
    pub name: String,
    pub kind: Kind,
    /// It can be given another value.
    pub mutable: bool,
    /// It holds nothing any more, or is hidden.
    pub gone: bool,
    /// It is borrowed, or of another than this one to give away.
    pub frozen: bool,
    /// How many loops surround its declaration.
    pub loops: usize,
}

impl Var {
    pub fn new(name: &str, kind: Kind) -> Self {
        Var {
            name: name.to_string(),
            kind,
            mutable: false,
            gone: false,
            frozen: false,
            loops: 0,
        }
    }

    pub fn mutable(self) -> Self {
        Var {
            mutable: true,
            ..self
        }
    }

    pub fn frozen(self) -> Self {
        Var {
            frozen: true,
            ..self
        }
    }
}

const NAMES: &[&str] = &[
    "a", "b", "c", "x", "y", "z", "item", "total", "first", "next", "best", "text", "value", "size",
];

impl Writer {
    /// A name that nothing else has.
    pub(crate) fn unique(&mut self, stem: &str) -> String {
        self.names += 1;
        format!("{stem}{}", self.names)
    }

    /// A name for a new variable, which may hide another.
    pub(crate) fn name(&mut self) -> String {
        let name = self.node.one_of(NAMES);
        let is_held = self
            .vars
            .iter()
            .any(|var| var.name.trim_start_matches('*') == name && var.frozen);
        if is_held || self.node.chance(40) {
            return self.unique(name);
        }
        name.to_string()
    }

    pub(crate) fn declare(&mut self, var: Var) {
        let name = var.name.trim_start_matches('*').to_string();
        for other in &mut self.vars {
            if other.name.trim_start_matches('*') == name {
                other.gone = true;
            }
        }
        let loops = self.loops;
        self.vars.push(Var { loops, ..var });
    }

    /// The index of some variable.
    pub(crate) fn find(&mut self, is_it: impl Fn(&Var) -> bool) -> Option<usize> {
        let found: Vec<usize> = (0..self.vars.len())
            .filter(|index| !self.vars[*index].gone && is_it(&self.vars[*index]))
            .collect();
        (!found.is_empty()).then(|| self.node.one_of(&found))
    }

    /// Some variable of a kind.
    pub(crate) fn some(&mut self, kind: Kind) -> Option<String> {
        let index = self.find(|var| var.kind == kind)?;
        Some(self.vars[index].name.clone())
    }

    /// Takes a tracer or a text out of its variable.
    pub(crate) fn take_var(&mut self, kind: Kind) -> Option<String> {
        let (loops, is_plain) = (self.loops, self.is_plain);
        let index =
            self.find(|var| var.kind == kind && !var.frozen && var.loops == loops && !is_plain)?;
        self.vars[index].gone = true;
        Some(self.vars[index].name.clone())
    }

    /// Runs `inside` while a variable is borrowed.
    pub(crate) fn lending<T>(&mut self, index: usize, inside: impl FnOnce(&mut Self) -> T) -> T {
        let (frozen, mutable) = (self.vars[index].frozen, self.vars[index].mutable);
        self.vars[index].frozen = true;
        self.vars[index].mutable = false;
        let value = inside(self);
        self.vars[index].frozen = frozen;
        self.vars[index].mutable = mutable;
        value
    }

    /// The same while it cannot be named at all.
    pub(crate) fn hiding<T>(&mut self, index: usize, inside: impl FnOnce(&mut Self) -> T) -> T {
        let gone = std::mem::replace(&mut self.vars[index].gone, true);
        let value = inside(self);
        self.vars[index].gone = gone;
        value
    }
}
