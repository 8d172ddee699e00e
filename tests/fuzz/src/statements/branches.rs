//! `if`, `match` and blocks without a value.
//!
//! The text is written by the functions for expressions, with no wish.
//!
//! ```text
//! [output]  match maybe { Some(d) => { drop(d); } None => {} }
//! ```

use crate::environment::Flow;
use crate::generator::Generator;
use crate::types::Type;

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

/// `match text.as_str() { "one" => .. }`
pub(super) fn matched_text(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if size < 3 || !generator.features.matches {
        return None;
    }
    let index = generator
        .find(|generator, index| generator.is(index, Type::Text) && generator.is_readable(index))?;
    let head = generator.name(index);
    let entry = generator.flow.clone();
    let mut exit = Flow::nowhere(&entry);
    let mut arms = Vec::new();
    for pattern in ["\"one\" | \"two\"", "\"three\"", "_"] {
        generator.turn(entry.clone());
        let guarded = pattern != "_" && generator.features.guards && generator.node.chance(30);
        let guard = if guarded {
            format!(" if {}", generator.pure_bool(1).head())
        } else {
            String::new()
        };
        let block = generator.enter(|generator| generator.block(size / 3, None));
        arms.push(format!("{pattern}{guard} => {block}"));
        exit.join(generator.flow.clone());
    }
    generator.flow = exit;
    Some(format!("match {head}.as_str() {{\n{}\n}}", arms.join("\n")))
}
