//! Lints of clippy that look into what macros make, and mistake the code of a state for something its author wrote.
//!
//! The others do not look there, and rustc has none of these names, so that only clippy is told:
//!
//! ```text
//! #![allow(clippy::collection_is_never_read, ..)]
//! ```

use super::{Emitter, ours};
use crate::tokens::{TokenStream, quote_spanned};

impl Emitter<'_> {
    /// The attribute at the head of the generated fn.
    pub(super) fn lints_for_clippy(&self) -> TokenStream {
        if self.plan.is_expression || super::docs::program() != Some("clippy-driver") {
            return TokenStream::new();
        }
        quote_spanned! {ours(self.plan.span)=>
            #![allow(
                clippy::collection_is_never_read,
                clippy::useless_let_if_seq,
                clippy::shadow_reuse,
                clippy::shadow_same,
                clippy::shadow_unrelated,
            )]
        }
    }
}
