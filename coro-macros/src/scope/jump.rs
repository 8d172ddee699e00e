//! Which loop a `break` or `continue` refers to.
//!
//! ```text
//! [source]  'a: loop { while c { continue 'a; } break }
//! [output]  '__coro_to_0: loop { '__coro_at_1: while c { continue '__coro_to_0; } break '__coro_at_0 }
//! ```
//!
//! Labels are hygienic as variables are, and no jump leaves a closure, an async block or a
//! constant. A jump without a label means the innermost loop, never a labelled block. What rustc
//! would reject stays as it is, except where the generated code around it has a loop that would
//! take the jump: those are reported here.

use super::environment::Name;
use super::{Resolver, Target, TargetKind};
use crate::names::{self, TargetId};
use proc_macro2::Span;
use syn::{ExprBreak, ExprContinue, Label, Lifetime, Token};

/// The loops and labelled blocks around one point, outermost first.
#[derive(Debug, Default)]
pub struct Jumps {
    around: Vec<Around>,
}

/// One thing around a point.
#[derive(Debug)]
enum Around {
    /// A loop or a labelled block.
    Target {
        id: TargetId,
        name: Option<Name>,
        kind: TargetKind,
    },
    /// A closure, an async block or a constant: no jump leaves it.
    Barrier,
}

/// What a jump without a label finds.
enum Innermost {
    Loop(TargetId),
    /// A labelled block stands between the jump and any loop.
    Block,
    /// A closure stands between.
    Barrier,
    Nothing,
}

impl Jumps {
    /// Enters a place no jump leaves.
    pub fn open_barrier(&mut self) {
        self.around.push(Around::Barrier);
    }

    /// Leaves the loop, block or barrier entered last.
    pub fn close(&mut self) {
        self.around.pop();
    }

    /// The loop or block of this label.
    fn labelled(&self, label: &Lifetime) -> Option<(TargetId, TargetKind)> {
        let wanted = Name::of(&label.ident);
        for around in self.around.iter().rev() {
            match around {
                Around::Target { id, name, kind } if name.as_ref() == Some(&wanted) => {
                    return Some((*id, *kind));
                }
                Around::Target { .. } => {}
                Around::Barrier => return None,
            }
        }
        None
    }

    /// What a jump without a label refers to.
    fn innermost(&self) -> Innermost {
        match self.around.last() {
            Some(Around::Target {
                kind: TargetKind::Block,
                ..
            }) => Innermost::Block,
            Some(Around::Target { id, .. }) => Innermost::Loop(*id),
            Some(Around::Barrier) => Innermost::Barrier,
            None => Innermost::Nothing,
        }
    }
}

impl Resolver<'_> {
    /// Enters a loop or labelled block: from here on jumps can refer to it. `at` is its keyword.
    pub(super) fn open_target(&mut self, label: &mut Option<Label>, kind: TargetKind, at: Span) {
        let id = TargetId::new(self.tables.targets.len());
        let written = label.as_ref().map(|label| label.name.clone());
        self.jumps.around.push(Around::Target {
            id,
            name: written.as_ref().map(|label| Name::of(&label.ident)),
            kind,
        });
        let name = match &written {
            Some(label) => names::written_target(id, label),
            None => names::unwritten_target(id, at),
        };
        let colon_token = label
            .as_ref()
            .map_or(Token![:](at), |label| label.colon_token);
        *label = Some(Label { name, colon_token });
        self.tables.targets.push(Target {
            id,
            label: written,
            kind,
            in_closure: self.enclosed(),
        });
    }

    /// `break`, `break 'a`, `break value`
    pub(super) fn break_label(&mut self, jump: &mut ExprBreak) {
        let at = jump.break_token.span;
        self.jump_label("break", &mut jump.label, at);
    }

    /// `continue`, `continue 'a`
    pub(super) fn continue_label(&mut self, jump: &mut ExprContinue) {
        let at = jump.continue_token.span;
        if let Some(label) = &jump.label
            && let Some((_, TargetKind::Block)) = self.jumps.labelled(label)
        {
            self.errors
                .report(
                    label,
                    format!(
                        "`continue {label}` refers to a block, and only a loop can be continued"
                    ),
                )
                .help(format!("leave the block with `break {label}`"));
            return;
        }
        self.jump_label("continue", &mut jump.label, at);
    }

    /// Gives a jump the label of what it refers to.
    fn jump_label(&mut self, word: &str, label: &mut Option<Lifetime>, at: Span) {
        if let Some(written) = label {
            if let Some((id, _)) = self.jumps.labelled(written) {
                *written = names::written_target(id, written);
            }
            return;
        }
        match self.jumps.innermost() {
            Innermost::Loop(id) => *label = Some(names::unwritten_target(id, at)),
            Innermost::Block => {
                self.errors
                    .report_at(
                        at,
                        format!("`{word}` without a label inside of a labelled block"),
                    )
                    .help(format!("label the loop and write `{word} 'label`"));
            }
            Innermost::Nothing => {
                let mistake = self
                    .errors
                    .report_at(at, format!("`{word}` outside of a loop"));
                if word == "break" {
                    mistake.help("to leave the coroutine write `return`");
                }
            }
            Innermost::Barrier => {}
        }
    }
}
