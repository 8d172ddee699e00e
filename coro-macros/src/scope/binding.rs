//! Makes variables: parameters, what is received, what patterns bind, captures.
//!
//! Takes a pattern and what it is for, adds rows to the table of variables and makes them visible.
//! What inside the pattern is a variable is decided in `pattern`.

use super::environment::Name;
use super::{Origin, Resolver, Var};
use crate::names::VarId;
use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{FnArg, Pat, Receiver, ReceiverKind, Token};

/// What a whole pattern is for.
#[derive(Clone, Copy)]
pub struct Use {
    /// The origin of a variable that is the whole pattern.
    pub whole: Origin,
    /// The origin of a variable inside a larger one.
    pub part: Origin,
    /// Whether the pattern always matches, so that a constant would make no sense.
    pub always: bool,
}

impl Use {
    /// A parameter of the function.
    pub const PARAM: Use = Use::always(Origin::Param, Origin::Param);
    /// What `receives` names.
    pub const RECEIVED: Use = Use::always(Origin::Received, Origin::Received);
    /// `let` without `else`.
    pub const LET: Use = Use::always(Origin::Let, Origin::Pattern);
    /// `for`.
    pub const FOR: Use = Use::always(Origin::Pattern, Origin::Pattern);
    /// A parameter of a closure.
    pub const CLOSURE: Use = Use::always(Origin::Closure, Origin::Closure);
    /// `let .. else`.
    pub const LET_ELSE: Use = Use {
        whole: Origin::Let,
        part: Origin::Pattern,
        always: false,
    };
    /// A match arm, `if let`, `while let`.
    pub const MATCH: Use = Use {
        whole: Origin::Pattern,
        part: Origin::Pattern,
        always: false,
    };

    const fn always(whole: Origin, part: Origin) -> Use {
        Use {
            whole,
            part,
            always: true,
        }
    }
}

/// What a pattern has bound so far. It is visible only once the pattern is complete.
pub type Bound = Vec<(Name, VarId)>;

impl Resolver<'_> {
    /// Binds the parameters and what `receives` names. No two of them may have the same name.
    pub(super) fn bind_inputs(
        &mut self,
        params: &Punctuated<FnArg, Token![,]>,
        received: Option<&Pat>,
    ) -> (Vec<FnArg>, Option<Pat>) {
        let mut bound = Bound::new();
        let mut inputs: Vec<FnArg> = params.iter().cloned().collect();
        for input in &mut inputs {
            match input {
                FnArg::Receiver(receiver) => self.declare_receiver(receiver, &mut bound),
                FnArg::Typed(typed) => {
                    let ty = (*typed.ty).clone();
                    self.collect(&mut typed.pat, Some(ty), Use::PARAM, &mut bound);
                }
            }
        }
        let received = received.cloned().map(|mut pattern| {
            self.collect(&mut pattern, None, Use::RECEIVED, &mut bound);
            pattern
        });
        self.commit(bound);
        (inputs, received)
    }

    /// Binds what the expression form receives.
    pub(super) fn bind_received(&mut self, pattern: &Pat) -> Pat {
        let mut pattern = pattern.clone();
        self.bind(&mut pattern, Use::RECEIVED);
        pattern
    }

    /// A variable of the function around the expression form.
    pub(super) fn declare_captured(&mut self, ident: Ident) {
        let name = Name::of(&ident);
        let id = self.declare(ident, Origin::Captured);
        if let Some(var) = self.tables.vars.get_mut(id.index()) {
            var.mutable = true;
        }
        self.environment.bind(name, id);
    }

    /// Binds all that `pattern` names, from here to the end of the block.
    pub(super) fn bind(&mut self, pattern: &mut Pat, purpose: Use) {
        let mut bound = Bound::new();
        self.collect(pattern, None, purpose, &mut bound);
        self.commit(bound);
    }

    /// Binds what a `let` under `#[cfg]` names. `#[cfg(a)] let x = 1; #[cfg(not(a))] let x = 2;` is
    /// one variable, as `A(x) | B(x)` is: which of the two stays is not known here. A `let` whose
    /// initializer mentions the variable of before (`mentioned`) is no alternative to it.
    pub(super) fn bind_alternative(
        &mut self,
        pattern: &mut Pat,
        purpose: Use,
        mentioned: &[VarId],
    ) {
        let mut known = self.environment.alternatives();
        known.retain(|(_, var)| !mentioned.contains(var));
        let mut bound = known.clone();
        self.collect(pattern, None, purpose, &mut bound);
        let new = bound.split_off(known.len());
        self.environment.add_alternatives(&new);
        self.commit(new);
    }

    /// Makes what a pattern has bound visible.
    pub(super) fn commit(&mut self, bound: Bound) {
        for (name, var) in bound {
            self.environment.bind(name, var);
        }
    }

    /// `self`, `&self`, `mut self`, `self: Box<Self>`
    fn declare_receiver(&mut self, receiver: &Receiver, bound: &mut Bound) {
        let ident = Ident::from(receiver.self_token);
        let name = Name::of(&ident);
        let id = self.declare(ident, Origin::SelfParam);
        if let Some(var) = self.tables.vars.get_mut(id.index()) {
            var.mutable = receiver.mutability.is_some();
            if let ReceiverKind::Typed(_, ty) = &receiver.kind {
                var.ty = Some((**ty).clone());
            }
        }
        bound.push((name, id));
    }

    /// A new row of the table of variables.
    pub(super) fn declare(&mut self, ident: Ident, origin: Origin) -> VarId {
        let id = VarId::new(self.tables.vars.len());
        let origin = if self.enclosed() {
            Origin::Closure
        } else {
            origin
        };
        self.tables.vars.push(Var {
            id,
            ident,
            mutable: false,
            by_ref: false,
            ty: None,
            origin,
            shorthand: false,
        });
        self.environment.declare();
        id
    }
}
