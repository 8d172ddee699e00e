//! Programs as ordinary people write them.
//!
//! Takes a seed, a size and a [`Mask`], gives a [`Program`]. Where the other generator ([`crate::program`]) tracks types and
//! moves exactly and puts pauses into any operand, this one puts pieces together that each are everyday code: a method that
//! changes its struct, a closure kept in a variable, a chain of iterators, a `match` on a slice, a stack that is popped, a
//! labelled block with a value. Between and inside of the pieces stand pauses.
//!
//! ```text
//! let mut book = Book::new(D("a3"), 4);
//! book.add(yield_value!(2));
//! for (i, x) in list.iter().enumerate().filter(|(i, _)| i % 2 == 0) { .. yield_value!(*x); .. }
//! ```
//!
//! Variables are only moved where that is plainly right, so less is said about initialisation here.

mod closures;
mod collections;
mod control;
mod everyday;
mod expressions;
mod less_usual;
mod matching;
mod nested;
mod objects;
mod operands;
mod parts;
mod scope;

use crate::code::{braced, indent};
use crate::context::Visit;
use crate::program::{Mask, Program};
use crate::random::Node;
use scope::{Kind, Var};

/// The items that these programs stand on.
pub const ITEMS: &str = include_str!("items.txt");

/// What a function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returns {
    Unit,
    Int,
    Tracer,
    Attempt,
    Maybe,
    Tracers,
}

/// How the functions of a program pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pauses {
    Values,
    Received,
    Waits,
}

pub(crate) struct Writer {
    mask: Mask,
    visits: Vec<Visit>,
    depth: usize,
    node: Node,
    /// What is in scope, innermost last.
    vars: Vec<Var>,
    names: usize,
    tracers: usize,
    /// How many loops surround the place.
    loops: usize,
    /// The labels of loops that surround it.
    labels: Vec<String>,
    pauses: Pauses,
    returns: Returns,
    /// The functions that can be delegated to.
    delegates: Vec<String>,
    /// Inside of a closure: nothing pauses or jumps.
    is_plain: bool,
    /// There is a parameter `place`, a `&mut i64`.
    has_place: bool,
    letter: char,
}

/// The program of a seed.
pub fn program(seed: u64, size: usize, mask: &Mask) -> Program {
    let mut root = Node::root(seed ^ 0x5eed);
    let pauses = root.one_of(&[
        Pauses::Values,
        Pauses::Values,
        Pauses::Received,
        Pauses::Waits,
    ]);
    let mut visits = Vec::new();
    let (mut functions, mut cases) = (Vec::new(), Vec::new());
    let mut delegates: Vec<String> = Vec::new();
    let count = 1 + root.below(2);
    for number in 0..count {
        let returns = root.one_of(&[
            Returns::Unit,
            Returns::Int,
            Returns::Int,
            Returns::Tracer,
            Returns::Attempt,
            Returns::Attempt,
            Returns::Maybe,
            Returns::Tracers,
        ]);
        let mut writer = Writer {
            mask: mask.clone(),
            visits: Vec::new(),
            depth: 0,
            node: root.child(),
            vars: Vec::new(),
            names: 0,
            tracers: 0,
            loops: 0,
            labels: Vec::new(),
            pauses,
            returns,
            delegates: delegates.clone(),
            is_plain: false,
            has_place: false,
            letter: (b'a' + number as u8) as char,
        };
        let size = if number + 1 == count { size } else { size / 3 };
        let (text, arguments) = writer.function(number, size);
        visits.append(&mut writer.visits);
        functions.push(text);
        let call = |values: &[&str; 2]| {
            let arguments: Vec<String> = arguments
                .iter()
                .map(|argument| argument.replace("#", values[0]).replace("@", values[1]))
                .collect();
            format!("f{number}({})", arguments.join(", "))
        };
        for (index, values) in [["1", "a"], ["4", "b"]].iter().enumerate() {
            let (name, call) = (format!("p{seed} f{number} {index}"), call(values));
            cases.push(match pauses {
                Pauses::Received => {
                    format!("t.receiving(\"{name}\", || {call}, |k| k as i64 * 3 % 7);")
                }
                _ => format!("t.case(\"{name}\", || {call});"),
            });
        }
        if returns == Returns::Int && pauses != Pauses::Received {
            delegates.push(call(&["2", "c"]));
        }
    }
    let together = root.chance(60);
    let coroutines = match together {
        true => format!("coro! {{\n{}\n}}", functions.join("\n\n")),
        false => functions
            .iter()
            .map(|text| format!("coro! {{\n{text}\n}}"))
            .collect::<Vec<_>>()
            .join("\n\n"),
    };
    let text = indent(&format!(
        "{coroutines}\n\npub fn cases(t: &mut Tracer) {}",
        braced(&cases)
    ));
    Program {
        seed,
        text,
        visits,
        is_ordinary: true,
    }
}

impl Writer {
    /// A function, and what its cases give it: `#` stands for a number, `@` for a letter.
    fn function(&mut self, number: usize, size: usize) -> (String, Vec<String>) {
        let mut parameters = Vec::new();
        let mut arguments = Vec::new();
        let n = "n".to_string();
        self.vars.push(Var::new(&n, Kind::Int));
        parameters.push("n: i64".to_string());
        arguments.push("#".to_string());
        if self.node.chance(50) {
            self.vars.push(Var::new("owned", Kind::Tracer).mutable());
            parameters.push("mut owned: D<String>".to_string());
            arguments.push(format!("D(\"{}p@\".to_string())", self.letter));
        }
        if self.node.chance(30) {
            self.vars.push(Var::new("numbers", Kind::List).mutable());
            parameters.push("mut numbers: Vec<i64>".to_string());
            arguments.push("vec![3, #, 5]".to_string());
        }
        if self.node.chance(25) {
            self.vars.push(Var::new("words", Kind::Words));
            parameters.push("words: &'static str".to_string());
            arguments.push("\"one two @ three\"".to_string());
        }
        if self.node.chance(30) {
            self.has_place = true;
            parameters.push("place: &mut i64".to_string());
            arguments.push("Box::leak(Box::new(#))".to_string());
        }
        let mut lines = self.statements(size);
        lines.push(self.tail());
        let (keyword, clauses) = match self.pauses {
            Pauses::Values => ("fn", " yields i64"),
            Pauses::Received => ("fn", " receives _: i64 yields i64"),
            Pauses::Waits => ("async fn", ""),
        };
        let returns = match self.returns {
            Returns::Unit => "",
            Returns::Int => " -> i64",
            Returns::Tracer => " -> D<String>",
            Returns::Attempt => " -> Result<i64, String>",
            Returns::Maybe => " -> Option<D<String>>",
            Returns::Tracers => " -> Vec<D<String>>",
        };
        let head = format!(
            "{keyword} f{number}({}){clauses}{returns}",
            parameters.join(", ")
        );
        (format!("{head} {}", braced(&lines)), arguments)
    }

    /// What the function returns, as an expression.
    pub(crate) fn result(&mut self) -> String {
        match self.returns {
            Returns::Unit => "()".to_string(),
            Returns::Int => self.int(2),
            Returns::Tracer => self.tracer(),
            Returns::Attempt => match self.node.chance(70) {
                true => format!("Ok({})", self.int(2)),
                false => format!("Err(format!(\"e{{}}\", {}))", self.plain_int()),
            },
            Returns::Maybe => match self.node.chance(70) {
                true => format!("Some({})", self.tracer()),
                false => "None".to_string(),
            },
            Returns::Tracers => format!("vec![{}, {}]", self.tracer(), self.tracer()),
        }
    }

    fn tail(&mut self) -> String {
        self.enter(|writer| writer.result())
    }

    /// Goes one place down.
    pub(crate) fn enter<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        let child = self.node.child();
        let outer = std::mem::replace(&mut self.node, child);
        self.depth += 1;
        let value = inside(self);
        self.depth -= 1;
        self.node = outer;
        value
    }

    /// Whether this place is written.
    pub(crate) fn visit(&mut self) -> bool {
        let id = self.node.id();
        if self.mask.contains(&id) {
            return false;
        }
        let depth = self.depth;
        self.visits.push(Visit { id, depth });
        true
    }

    /// Statements that share a size.
    pub(crate) fn statements(&mut self, size: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut left = size;
        while left > 0 {
            let share = (2 + self.node.below(left.max(1))).min(left).max(1);
            left -= share;
            let line = self.enter(|writer| writer.visit().then(|| writer.statement(share)));
            lines.extend(line);
        }
        lines
    }

    /// `{ .. }` with a scope of its own.
    pub(crate) fn block(&mut self, size: usize) -> String {
        let count = self.vars.len();
        let lines = self.enter(|writer| writer.statements(size));
        self.vars.truncate(count);
        braced(&lines)
    }

    /// The same for what a loop repeats; a label may be given.
    pub(crate) fn body(&mut self, size: usize, label: Option<&str>) -> String {
        self.loops += 1;
        self.labels.extend(label.map(str::to_string));
        let body = self.block(size);
        if label.is_some() {
            self.labels.pop();
        }
        self.loops -= 1;
        body
    }

    fn statement(&mut self, size: usize) -> String {
        type Rule = fn(&mut Writer, usize) -> String;
        const RULES: &[(usize, Rule)] = &[
            (6, Writer::pause),
            (5, Writer::let_int),
            (5, Writer::let_tracer),
            (3, Writer::log),
            (3, Writer::assign),
            (2, Writer::let_text),
            (2, Writer::let_list),
            (2, Writer::give_away),
            (2, Writer::reopen),
            (4, Writer::branch),
            (2, Writer::branch_value),
            (3, Writer::count),
            (2, Writer::while_loop),
            (2, Writer::labelled_value),
            (2, Writer::nested_loops),
            (2, Writer::loop_value),
            (2, Writer::early),
            (3, Writer::object),
            (2, Writer::object_in_loop),
            (2, Writer::shapes),
            (2, Writer::pair_of_parts),
            (2, Writer::generic),
            (2, Writer::shared),
            (2, Writer::closure_by_reference),
            (2, Writer::closure_by_change),
            (2, Writer::closure_moving),
            (2, Writer::closure_kept),
            (3, Writer::chain_loop),
            (2, Writer::collected),
            (2, Writer::text_loop),
            (2, Writer::stack),
            (2, Writer::map),
            (2, Writer::drained),
            (2, Writer::windows),
            (2, Writer::taken),
            (2, Writer::array),
            (3, Writer::match_enum),
            (2, Writer::match_slice),
            (2, Writer::match_pair),
            (2, Writer::match_number),
            (2, Writer::if_let_else_if),
            (2, Writer::let_else),
            (2, Writer::let_chain),
            (2, Writer::question),
            (2, Writer::combinators),
            (2, Writer::by_reference),
            (2, Writer::or_sides),
            (2, Writer::left_by_pattern),
            (2, Writer::tuple_parts),
            (2, Writer::delegate),
            (1, Writer::dropped_temporary),
            (4, Writer::nested_pattern),
            (2, Writer::results),
            (3, Writer::moved_and_set),
            (2, Writer::nested_jumps),
            (2, Writer::else_pauses),
            (1, Writer::panics),
            (2, Writer::pairs_by_value),
            (2, Writer::struct_update),
            (2, Writer::dropping),
            (2, Writer::kept_of_delegate),
            (2, Writer::slices),
            (2, Writer::slot),
            (2, Writer::let_elses),
            (3, Writer::boxed),
            (3, Writer::linked),
            (3, Writer::assigned_together),
            (3, Writer::ranges),
            (3, Writer::through_reference),
            (2, Writer::items_inside),
            (3, Writer::objects_of_traits),
            (3, Writer::hidden_in_arms),
            (2, Writer::chained),
            (3, Writer::left_from_inside),
        ];
        let order = self
            .node
            .order(RULES.iter().map(|(weight, _)| *weight as u32));
        let (_, rule) = RULES[order.first().copied().unwrap_or(0)];
        rule(self, size.saturating_sub(1))
    }
}
