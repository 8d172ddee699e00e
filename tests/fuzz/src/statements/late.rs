//! Variables that get their value after their `let`, or their type after their value.
//!
//! ```text
//! [output]  let a;
//!           if yield_value!(1) == () { a = D("a1"); } else { .. a = D("a2"); }
//! ```
//!
//! A late variable that is not `mut` is set once on each way.

use crate::environment::Slot;
use crate::generator::{Generator, Wish};
use crate::types::Type;

/// `let x;`, and a value in each branch.
pub(super) fn in_branches(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.features.late_initialisation || size < 3 {
        return None;
    }
    let of = generator
        .node
        .one_of(&[Type::Tracer, Type::Tracer, Type::Int, Type::Text, Type::Duo]);
    let name = generator.fresh_name(&[]);
    let index = generator.declare(&name, of, false, Slot::late());
    // Nothing else may set it, or hide it, while the branches are written.
    generator.variables[index].locked = true;
    let text = match generator.node.below(3) {
        0 if generator.features.labelled_blocks => in_block(generator, index, size),
        1 if generator.features.loops && generator.position.loops < 3 => {
            in_loop(generator, index, size)
        }
        _ => in_both(generator, index, size),
    };
    generator.variables[index].locked = false;
    // Where every branch leaves before it sets the variable, nothing else tells its type.
    let written = if generator.flow.slots[index].assigned {
        String::new()
    } else {
        format!(": {}", of.spelling())
    };
    Some(format!("let {name}{written};\n{text}"))
}

fn in_both(generator: &mut Generator<'_>, index: usize, size: usize) -> String {
    let base = generator.variables.len();
    let (condition, failed) = generator.condition(size / 4, None);
    let then = setting_block(generator, index, size / 3);
    generator.close(base);
    let after = generator.turn(failed);
    let otherwise = generator.enter(|generator| setting_block(generator, index, size / 3));
    generator.flow.join(after);
    format!("if {condition} {then} else {otherwise}")
}

/// Statements, then the value.
fn setting_block(generator: &mut Generator<'_>, index: usize, size: usize) -> String {
    generator.scope(|generator| {
        let mut lines = Vec::new();
        if generator.node.chance(50) {
            generator.statements(size / 2, &mut lines);
        }
        if generator.flow.reachable || lines.is_empty() {
            lines.push(set(generator, index, size / 2));
        }
        crate::code::braced(&lines)
    })
}

fn set(generator: &mut Generator<'_>, index: usize, size: usize) -> String {
    let of = generator.variable(index).of;
    let value = generator.expression(Wish::of(of, size).strong()).bare();
    generator.fill(index);
    format!("{} = {value};", generator.name(index))
}

/// `let x; 'a: { if c { x = 1; break 'a; } x = 2; }`
fn in_block(generator: &mut Generator<'_>, index: usize, size: usize) -> String {
    let label = generator.fresh_label();
    generator.open_target(Some(label.clone()), false, None);
    let base = generator.variables.len();
    let (condition, failed) = generator.condition(size / 4, None);
    let early = set(generator, index, size / 4);
    generator.close(base);
    let after = generator.turn(failed);
    let late = generator.scope(|generator| {
        let mut lines = Vec::new();
        generator.statements(size / 4, &mut lines);
        lines.push(set(generator, index, size / 4));
        lines.join("\n")
    });
    generator.flow.join(after);
    let exit = generator.close_target();
    generator.flow.join(exit);
    format!("{label}: {{\nif {condition} {{\n{early}\nbreak {label};\n}}\n{late}\n}}")
}

/// `let x; loop { x = 1; break; }`: the loop never comes round.
fn in_loop(generator: &mut Generator<'_>, index: usize, size: usize) -> String {
    let body = generator.at(
        |position| {
            position.may_jump = false;
            position.loops += 1;
        },
        |generator| setting_block(generator, index, size),
    );
    let mut text = body.trim_end_matches('}').to_string();
    text.push_str(if generator.flow.reachable {
        "break;\n}"
    } else {
        "}"
    });
    format!("loop {text}")
}

/// `let x: T;`, and a value whenever some assignment gives it one.
pub(super) fn declared(generator: &mut Generator<'_>, _: usize) -> Option<String> {
    if !generator.features.late_initialisation {
        return None;
    }
    let of = generator.node.one_of(Type::PLAIN);
    let name = generator.fresh_name(&[]);
    let mutable = generator.node.chance(50);
    generator.declare(&name, of, mutable, Slot::late());
    let keyword = if mutable { "let mut" } else { "let" };
    Some(format!("{keyword} {name}: {};", of.spelling()))
}

/// `let mut x = Vec::new();`, a pause, and only then something that tells of what.
pub(super) fn inferred_later(generator: &mut Generator<'_>, size: usize) -> Option<String> {
    if !generator.features.late_inference {
        return None;
    }
    let (of, start) = generator.node.one_of(&[
        (Type::Ints, "Vec::new()"),
        (Type::Tracers, "Vec::new()"),
        (Type::MaybeTracer, "None"),
        (Type::Text, "Default::default()"),
    ]);
    let name = generator.fresh_name(&[]);
    let mut lines = vec![format!("let mut {name} = {start};")];
    let index = generator.declare(&name, of, true, Slot::late());
    generator.variables[index].locked = true;
    if let Some(pause) = generator.pause(size / 2) {
        lines.push(format!("{};", pause.bare()));
    }
    let wish = |of| Wish::of(of, size / 2).strong();
    lines.push(match of {
        Type::Ints => format!(
            "{name}.push({});",
            generator.expression(wish(Type::Int)).bare()
        ),
        Type::Tracers => format!(
            "{name}.push({});",
            generator.expression(wish(Type::Tracer)).bare()
        ),
        Type::MaybeTracer => format!(
            "{name} = Some({});",
            generator.expression(wish(Type::Tracer)).bare()
        ),
        _ => format!(
            "{name} = {};",
            generator.expression(wish(Type::Text)).bare()
        ),
    });
    generator.variables[index].locked = false;
    generator.fill(index);
    Some(lines.join("\n"))
}
