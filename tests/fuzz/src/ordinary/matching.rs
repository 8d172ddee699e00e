//! Patterns.

use super::scope::{Kind, Var};
use super::{Returns, Writer};

impl Writer {
    /// An event of some variant.
    fn event(&mut self) -> String {
        match self.node.below(7) {
            0 => "Event::Quit".to_string(),
            1 => format!("Event::Key({})", self.int(1)),
            2 => format!(
                "(Event::Open {{ name: {}, size: {} }})",
                self.tracer(),
                self.int(1)
            ),
            3 => format!("Event::Move({}, {})", self.tracer(), self.tracer()),
            4 => format!("Event::Back({}, {})", self.tracer(), self.tracer()),
            5 => format!("event({})", self.int(2)),
            _ => format!("Event::Nested(Box::new(Event::Key({})))", self.int(1)),
        }
    }

    /// What an arm does.
    pub(crate) fn arm(&mut self, size: usize, binds: &[(&str, Kind)]) -> String {
        let count = self.vars.len();
        for (name, kind) in binds {
            self.declare(Var::new(name, *kind).frozen());
        }
        let body = self.block(size);
        self.vars.truncate(count);
        body
    }

    pub(crate) fn match_enum(&mut self, size: usize) -> String {
        let event = self.event();
        let mut arms = Vec::new();
        let part = size / 3;
        let guard = self.plain_int();
        match self.node.below(3) {
            0 => {
                arms.push(format!(
                    "Event::Key(k) if k > {guard} => {}",
                    self.arm(part, &[("k", Kind::Int)])
                ));
                arms.push(format!(
                    "Event::Key(k @ 0..=3) => {}",
                    self.arm(part, &[("k", Kind::Int)])
                ));
            }
            1 => arms.push(format!(
                "Event::Key(k) => {}",
                self.arm(part, &[("k", Kind::Int)])
            )),
            _ => {}
        }
        match self.node.below(4) {
            0 => arms.push(format!(
                "Event::Open {{ name, size }} => {}",
                self.arm(part, &[("name", Kind::Tracer), ("size", Kind::Int)])
            )),
            1 => arms.push(format!(
                "Event::Open {{ name, .. }} => {}",
                self.arm(part, &[("name", Kind::Tracer)])
            )),
            2 => arms.push(format!(
                "Event::Open {{ size: 2 | 3, name }} => {}",
                self.arm(part, &[("name", Kind::Tracer)])
            )),
            _ => {}
        }
        match self.node.below(4) {
            0 => arms.push(format!(
                "Event::Move(from, to) => {}",
                self.arm(part, &[("from", Kind::Tracer), ("to", Kind::Tracer)])
            )),
            1 => arms.push(format!(
                "Event::Move(from, _) | Event::Back(_, from) => {}",
                self.arm(part, &[("from", Kind::Tracer)])
            )),
            2 => arms.push(format!(
                "Event::Move(_, to) => {}",
                self.arm(part, &[("to", Kind::Tracer)])
            )),
            _ => {}
        }
        arms.push(match self.node.below(3) {
            0 => format!("_ => {}", self.arm(part, &[])),
            1 => format!("other => {{\nlog(other.rank());\n{}\n}}", self.stop()),
            _ => "_ => {}".to_string(),
        });
        match self.node.below(3) {
            0 => {
                let name = self.unique("event");
                format!(
                    "let {name} = {event};\nmatch {name} {{\n{}\n}}",
                    arms.join("\n")
                )
            }
            _ => format!("match {event} {{\n{}\n}}", arms.join("\n")),
        }
    }

    pub(crate) fn match_slice(&mut self, size: usize) -> String {
        let name = self.unique("list");
        let (number, part) = (self.int(1), size / 4);
        let stop = self.stop();
        let arms = [
            format!("[] => {{\n{stop}\n}}"),
            format!("[only] => {{\nlog(only);\n{}\n}}", self.arm(part, &[])),
            format!(
                "[first, .., last] if first > last => {}",
                self.arm(part, &[("*first", Kind::Int)])
            ),
            format!("[_, rest @ ..] => {{\n{stop}\nlog(rest.len());\n}}"),
        ];
        format!(
            "let {name} = vec![{number}, 2, 3];\nmatch {name}.as_slice() {{\n{}\n}}",
            arms.join("\n")
        )
    }

    pub(crate) fn match_pair(&mut self, size: usize) -> String {
        let (one, two, cond) = (self.int(1), self.tracer(), self.cond(1));
        let part = size / 3;
        let first = self.arm(part, &[("held", Kind::Tracer)]);
        let second = self.arm(part, &[("k", Kind::Int), ("held", Kind::Tracer)]);
        match self.node.below(3) {
            0 => format!(
                "match ({one} % 3, Some({two})) {{\n(0, Some(held)) => {first}\n(k, Some(held)) if k > 1 => {second}\n(_, None) => {{}}\n_ => {}\n}}",
                self.arm(part, &[])
            ),
            1 => format!(
                "match ({two}, {cond}) {{\n(held, true) => {first}\n(held, false) => {}\n}}",
                self.arm(part, &[("held", Kind::Tracer)])
            ),
            _ => format!(
                "match ({cond}, {one}) {{\n(true, 1..=4) => {}\n(flag, k) => {{\nlog(flag);\n{}\n}}\n}}",
                self.arm(part, &[]),
                self.arm(part, &[("k", Kind::Int)])
            ),
        }
    }

    pub(crate) fn match_number(&mut self, _: usize) -> String {
        let (value, name) = (self.int(2), self.name());
        let (one, two, three) = (self.int(2), self.int(1), self.int(1));
        self.declare(Var::new(&name, Kind::Int));
        format!(
            "let {name} = match {value} {{\n0 => {one},\nk @ 1..=3 => k + {two},\nk if k % 2 == 0 => {three},\n_ => 7,\n}};"
        )
    }

    pub(crate) fn if_let_else_if(&mut self, size: usize) -> String {
        let (maybe, cond) = (self.maybe(), self.cond(1));
        let part = size / 3;
        let first = self.arm(part, &[("held", Kind::Tracer)]);
        let (second, third) = (self.block(part), self.block(part));
        match self.node.below(3) {
            0 => {
                format!("if let Some(held) = {maybe} {first} else if {cond} {second} else {third}")
            }
            1 => format!("if {cond} {second} else if let Some(held) = {maybe} {first}"),
            _ => format!("if let Some(held) = {maybe} {first} else {third}"),
        }
    }

    /// A tracer that may not be there.
    fn maybe(&mut self) -> String {
        let (new, number) = (self.tracer(), self.int(1));
        match self.node.below(5) {
            0 => format!("Some({new})"),
            1 => format!("find({number})"),
            2 => format!("Some({new}).filter(|k| k.id() % 2 == 0)"),
            3 => format!("keep({new}, {number})"),
            _ => format!("vec![{new}].into_iter().next()"),
        }
    }

    pub(crate) fn let_else(&mut self, size: usize) -> String {
        let (maybe, name) = (self.maybe(), self.name());
        let count = self.vars.len();
        let lines = self.enter(|writer| writer.statements(size / 3)).join("\n");
        self.vars.truncate(count);
        let loops = std::mem::replace(&mut self.loops, usize::MAX);
        let result = self.result();
        self.loops = loops;
        self.declare(Var::new(&name, Kind::Tracer));
        let result = if self.returns == Returns::Unit {
            String::new()
        } else {
            format!(" {result}")
        };
        match self.node.below(2) {
            0 => format!("let Some({name}) = {maybe} else {{\n{lines}\nreturn{result};\n}};"),
            _ => format!(
                "let {name} = match {maybe} {{\nSome(held) => held,\nNone => return{result},\n}};"
            ),
        }
    }

    pub(crate) fn let_chain(&mut self, size: usize) -> String {
        let (cond, maybe, number) = (self.cond(1), self.maybe(), self.int(1));
        let first = self.arm(size / 2, &[("held", Kind::Tracer)]);
        let second = self.block(size / 2);
        match self.node.below(3) {
            0 => format!("if {cond} && let Some(held) = {maybe} {first} else {second}"),
            1 => format!("if let Some(held) = {maybe} && held.id() % 3 != {number} % 3 {first}"),
            _ => format!(
                "if let Some(k) = half({number}) && let Some(held) = {maybe} && k > 0 {first} else {second}"
            ),
        }
    }

    pub(crate) fn question(&mut self, size: usize) -> String {
        let name = self.name();
        let number = self.int(2);
        let value = match self.returns {
            Returns::Attempt => match self.node.below(5) {
                0 => format!("check({number})?"),
                1 => format!("half({number}).ok_or(\"odd\")?"),
                2 => format!("check({number}).map(|k| k + 1).map_err(|e| format!(\"{{e}}!\"))?"),
                3 => format!("half({number}).map_or(Ok(3), check)?"),
                _ => format!("\"12\".parse::<i64>().map_err(|e| e.to_string())? + {number}"),
            },
            Returns::Maybe => match self.node.below(3) {
                0 => format!("half({number})?"),
                1 => format!("check({number}).ok()?"),
                _ => format!("half({number}).filter(|k| *k < 20)?"),
            },
            _ => return self.combinators(size),
        };
        self.declare(Var::new(&name, Kind::Int));
        format!("let {name} = {value};")
    }

    pub(crate) fn combinators(&mut self, _: usize) -> String {
        let (name, number) = (self.name(), self.int(2));
        let maybe = self.maybe();
        let stop = self.stop();
        let value = match self.node.below(7) {
            0 => format!("half({number}).map(|k| k + 1).unwrap_or(3)"),
            1 => format!("{maybe}.map_or(2, |k| k.id() % 10)"),
            2 => format!("check({number}).unwrap_or_else(|e| e.len() as i64)"),
            3 => format!("half({number}).and_then(half).is_some() as i64"),
            4 => format!("{maybe}.as_ref().map(|k| k.id() % 10).unwrap_or_default()"),
            5 => format!("half({number}).or(half(4)).into_iter().chain([1]).sum::<i64>()"),
            _ => format!("{maybe}.is_some_and(|k| k.id() % 2 == 1) as i64"),
        };
        self.declare(Var::new(&name, Kind::Int));
        format!("let {name} = {value};\n{stop}")
    }

    /// Patterns that bind by reference.
    pub(crate) fn by_reference(&mut self, size: usize) -> String {
        let name = self.unique("maybe");
        let (new, stop) = (self.tracer(), self.stop());
        let arm = self.arm(size / 2, &[("held", Kind::TracerRef)]);
        match self.node.below(6) {
            0 => format!("let {name} = Some({new});\nif let Some(held) = &{name} {arm}\n{stop}"),
            1 => format!(
                "let {name} = Some({new});\nmatch {name} {{\nSome(ref held) => {arm}\nNone => {{}}\n}}\n{stop}"
            ),
            2 => format!(
                "let mut {name} = Some({new});\nif let Some(held) = &mut {name} {{\nheld.touch();\n{stop}\n*held = d(\"n\");\n}}\n{stop}"
            ),
            3 => format!(
                "let {name} = Some({new});\nif let Some(held) = {name}.as_ref() {arm}\nlog({name}.is_some());"
            ),
            4 => format!(
                "let mut {name} = ({new}, 3i64);\nmatch &mut {name} {{\n(held, k) if *k > 2 => {{\n*k += 1;\n{stop}\nheld.touch();\n}}\n_ => {{}}\n}}\nlog({name}.1);"
            ),
            _ => format!(
                "let mut {name} = vec![{new}];\nif let Some(held) = {name}.last_mut() {{\n{stop}\n*held = d(\"l\");\n}}\n{stop}"
            ),
        }
    }

    pub(crate) fn or_sides(&mut self, size: usize) -> String {
        let event = self.event();
        let first = self.arm(size / 2, &[("held", Kind::Tracer)]);
        let second = self.block(size / 2);
        match self.node.below(3) {
            0 => format!(
                "if let Event::Move(held, _) | Event::Back(_, held) = {event} {first} else {second}"
            ),
            1 => format!(
                "match {event} {{\nEvent::Open {{ name: held, .. }} | Event::Move(_, held) => {first}\nEvent::Key(1 | 2) | Event::Quit => {second}\n_ => {{}}\n}}"
            ),
            _ => format!(
                "match {event} {{\nEvent::Move(held, _) | Event::Open {{ name: held, .. }} if held.id() % 2 == 0 => {first}\n_ => {second}\n}}"
            ),
        }
    }
}
