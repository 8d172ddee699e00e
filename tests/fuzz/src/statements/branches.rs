//! `if`, `match` and blocks without a value.
//!
//! The text is written by the functions for expressions, with no wish.
//!
//! ```text
//! [output]  match maybe { Some(d) => { drop(d); } None => {} }
//! ```

use crate::generator::Generator;

pub(super) fn conditional(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    Some(generator.if_else(size.max(2), None))
}

pub(super) fn matched(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if size < 3 || !generator.features.matches {
        return None;
    }
    generator.match_any(size, None)
}

pub(super) fn block(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if size < 2 {
        return None;
    }
    Some(generator.block(size, None))
}

pub(super) fn labelled(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if size < 3 || !generator.features.labelled_blocks {
        return None;
    }
    Some(generator.labelled_block(size, None))
}
