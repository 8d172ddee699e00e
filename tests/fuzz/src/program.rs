//! Whole programs.
//!
//! Takes a seed, [`Features`] and a [`Mask`], gives a [`Program`]: two to four functions that
//! delegate to each other (each only to later ones, or to itself one level deeper), and their cases.
//!
//! ```text
//! coro! { fn f0(a: i64) yields i64 -> D { .. } }
//! coro! { fn f1() yields i64 { .. } }
//! pub fn cases(t: &mut Tracer) { t.case("p7 f0", || f0(3)); .. }
//! ```
//!
//! The items that all programs use are [`COMMON`].

use std::collections::HashSet;

use crate::code::{braced, indent};
use crate::context::{Family, Signature, Visit, Wish, Yields};
use crate::environment::Slot;
use crate::features::Features;
use crate::generator::Generator;
use crate::random::Node;
use crate::types::Type;

/// The places that are left out.
pub type Mask = HashSet<u64>;

/// What every program stands on: a few types and fns, in a file's root.
pub const COMMON: &str = include_str!("common.txt");

/// A program.
#[derive(Clone, Debug)]
pub struct Program {
    /// The seed that it came from.
    pub seed: u64,
    /// The body of its module.
    pub text: String,
    /// Its places, for masks.
    pub visits: Vec<Visit>,
    /// It stands on [`crate::ordinary::ITEMS`].
    pub is_ordinary: bool,
}

struct Function {
    text: String,
    case: Option<String>,
}

/// The program that belongs to a seed.
pub fn program(seed: u64, features: &Features, mask: &Mask) -> Program {
    if features.ordinary {
        return crate::ordinary::program(seed, features.size, mask);
    }
    let mut root = Node::root(seed);
    let features = &features.some(&mut root.child());
    let mut visits = Vec::new();
    let family = family(&mut root, features, mask, &mut visits);
    let mut functions = Vec::new();
    for current in 0..family.signatures.len() {
        let node = root.child();
        let mut generator = Generator::new(features, mask, &family, current, node);
        functions.push(function(&mut generator, seed));
        visits.append(&mut generator.visits);
    }
    let together = root.chance(50);
    let text = assemble(&family, &functions, together);
    Program {
        seed,
        text,
        visits,
        is_ordinary: false,
    }
}

fn family(root: &mut Node, features: &Features, mask: &Mask, visits: &mut Vec<Visit>) -> Family {
    let yields = root.one_of(&[
        Yields::Int,
        Yields::Int,
        Yields::Int,
        Yields::Text,
        Yields::Wait,
    ]);
    let receives = features.receives && root.chance(35);
    let asynchronous =
        root.chance(70) && features.asynchronous && yields == Yields::Wait && !receives;
    let count = if features.delegation {
        2 + root.below(3)
    } else {
        1 + root.below(2)
    };
    let signatures = (0..count)
        .map(|number| signature(&mut root.child(), features, number, mask, visits))
        .collect();
    Family {
        yields,
        receives,
        asynchronous,
        signatures,
    }
}

fn signature(
    node: &mut Node,
    features: &Features,
    number: usize,
    mask: &Mask,
    visits: &mut Vec<Visit>,
) -> Signature {
    let returns = node.one_of(&[
        Type::Unit,
        Type::Int,
        Type::Int,
        Type::Tracer,
        Type::Tracer,
        Type::Text,
        Type::MaybeTracer,
        Type::MaybeInt,
        Type::TracerPair,
        Type::Attempt,
        Type::Attempt,
        Type::TracerAttempt,
    ]);
    let recursive = features.recursion && number > 0 && node.chance(25);
    let mut parameters = Vec::new();
    for _ in 0..node.below(4) {
        let mut place = node.child();
        if mask.contains(&place.id()) {
            parameters.push(None);
            continue;
        }
        visits.push(Visit {
            id: place.id(),
            depth: 1,
        });
        parameters.push(Some(match place.below(10) {
            0..4 => Type::Tracer,
            4 if features.generic_parameters && !recursive => Type::Printed,
            _ => place.one_of(Type::PLAIN),
        }));
    }
    Signature {
        name: format!("f{number}"),
        parameters,
        returns,
        recursive,
    }
}

fn function(generator: &mut Generator<'_>, seed: u64) -> Function {
    let cased = generator.enter(|generator| generator.visit());
    let signature = generator.family.signatures[generator.current].clone();
    let size = if generator.current == 0 {
        generator.features.size
    } else {
        generator.features.size / 2
    };
    let case = generator.enter(|generator| cased.then(|| case(generator, &signature, seed)));
    let mut parameters = Vec::new();
    let mut lines = Vec::new();
    if signature.recursive {
        parameters.push("depth: i64".to_string());
        let index = generator.declare("depth", Type::Int, false, Slot::filled());
        generator.variables[index].locked = true;
    }
    let mut taken = Vec::new();
    for &of in &signature.parameters {
        let written = generator.enter(|generator| Some(parameter(generator, of?, &mut taken)));
        parameters.extend(written);
    }
    let receives = generator.enter(|generator| receives(generator, &mut taken));
    if signature.recursive {
        let value = generator.literal(signature.returns, false);
        lines.push(format!("if depth <= 0 {{\nreturn {value};\n}}"));
    }
    generator.statements(size * 3 / 4, &mut lines);
    lines.push(generator.tail(Wish::of(signature.returns, size / 4)));
    let keyword = if generator.family.asynchronous {
        "async fn"
    } else {
        "fn"
    };
    let yields = match generator.family.yields {
        Yields::Int => " yields i64",
        Yields::Text => " yields String",
        Yields::Wait => "",
    };
    let returns = match signature.returns {
        Type::Unit => String::new(),
        of => format!(" -> {}", of.spelling()),
    };
    let head = format!(
        "{keyword} {}({}){receives}{yields}{returns}",
        signature.name,
        parameters.join(", ")
    );
    Function {
        text: format!("{head} {}", braced(&lines)),
        case,
    }
}

fn parameter(generator: &mut Generator<'_>, of: Type, taken: &mut Vec<String>) -> String {
    let mut fresh = |generator: &mut Generator<'_>, of, mutable| {
        let name = generator.fresh_name(taken);
        generator.declare(&name, of, mutable, Slot::filled());
        taken.push(name.clone());
        name
    };
    if of == Type::TracerPair && generator.features.parameter_patterns && generator.node.chance(40)
    {
        let first = fresh(generator, Type::Tracer, false);
        if generator.node.chance(30) {
            return format!("({first}, _): (D, D)");
        }
        return format!(
            "({first}, mut {}): (D, D)",
            fresh(generator, Type::Tracer, true)
        );
    }
    let mutable = generator.node.chance(50);
    let name = fresh(generator, of, mutable);
    let written = match of {
        Type::Printed => generator
            .node
            .one_of(&["impl std::fmt::Debug + Copy", "impl Copy + std::fmt::Debug"]),
        of => of.spelling(),
    };
    format!("{}{name}: {written}", if mutable { "mut " } else { "" })
}

fn receives(generator: &mut Generator<'_>, taken: &mut [String]) -> String {
    if !generator.family.receives {
        return String::new();
    }
    if generator.node.chance(15) {
        return " receives i64".to_string();
    }
    let name = generator.fresh_name(taken);
    let mutable = generator.node.chance(40);
    generator.declare(&name, Type::Int, mutable, Slot::filled());
    format!(" receives {}{name}: i64", if mutable { "mut " } else { "" })
}

/// A line of `cases`.
fn case(generator: &mut Generator<'_>, signature: &Signature, seed: u64) -> String {
    let mut arguments = Vec::new();
    if signature.recursive {
        arguments.push("2".to_string());
    }
    for &of in &signature.parameters {
        arguments.extend(generator.enter(|generator| Some(generator.literal(of?, false))));
    }
    let call = format!("{}({})", signature.name, arguments.join(", "));
    let name = format!("p{seed} {}", signature.name);
    if generator.family.receives {
        let factor = 1 + generator.node.below(6);
        return format!("t.receiving(\"{name}\", || {call}, |k| k as i64 * {factor} % 11);");
    }
    format!("t.case(\"{name}\", || {call});")
}

/// The text, without the functions that nobody runs.
fn assemble(family: &Family, functions: &[Function], together: bool) -> String {
    let mut needed = vec![false; functions.len()];
    for number in 0..functions.len() {
        let call = format!("{}(", family.signatures[number].name);
        let called =
            (0..number).any(|other| needed[other] && functions[other].text.contains(&call));
        needed[number] = called || functions[number].case.is_some();
    }
    let kept = || {
        functions
            .iter()
            .zip(&needed)
            .filter(|(_, needed)| **needed)
            .map(|(function, _)| function)
    };
    let bodies: Vec<String> = kept().map(|function| function.text.clone()).collect();
    let coroutines = if together {
        format!("coro! {{\n{}\n}}", bodies.join("\n\n"))
    } else {
        let each: Vec<String> = bodies
            .iter()
            .map(|body| format!("coro! {{\n{body}\n}}"))
            .collect();
        each.join("\n\n")
    };
    let cases: Vec<String> = kept()
        .filter_map(|function| function.case.clone())
        .collect();
    indent(&format!(
        "{coroutines}\n\npub fn cases(t: &mut Tracer) {}",
        braced(&cases)
    ))
}
