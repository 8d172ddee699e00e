//! Simple statements, branches and loops.

use super::scope::{Kind, Var};
use super::{Pauses, Returns, Writer};

impl Writer {
    pub(crate) fn pause(&mut self, _: usize) -> String {
        match self.pauses {
            Pauses::Values => format!("yield_value!({});", self.int(2)),
            Pauses::Received => {
                let name = self.name();
                let text = format!("let {name} = yield_value!({});", self.int(1));
                self.declare(Var::new(&name, Kind::Int));
                text
            }
            Pauses::Waits => "yield_wait!();".to_string(),
        }
    }

    /// A statement that pauses, whatever is in scope.
    pub(crate) fn stop(&mut self) -> String {
        if !self.is_plain && self.depth < 12 && self.node.chance(25) {
            // nothing of what stands around is moved: the place may be in a loop
            let (loops, labels) = (self.loops, std::mem::take(&mut self.labels));
            self.loops = 1000;
            let block = self.block(3);
            (self.loops, self.labels) = (loops, labels);
            return block;
        }
        match self.pauses {
            Pauses::Values | Pauses::Received => format!("yield_value!({});", self.plain_int()),
            Pauses::Waits => "yield_wait!();".to_string(),
        }
    }

    pub(crate) fn let_int(&mut self, size: usize) -> String {
        let value = self.int(size.min(3));
        let name = self.name();
        let mutable = self.node.chance(50);
        let var = Var::new(&name, Kind::Int);
        self.declare(if mutable { var.mutable() } else { var });
        let word = if mutable { "mut " } else { "" };
        let ty = if self.node.chance(50) { ": i64" } else { "" };
        format!("let {word}{name}{ty} = {value};")
    }

    pub(crate) fn let_tracer(&mut self, _: usize) -> String {
        let value = self.tracer();
        let name = self.name();
        let mutable = self.node.chance(50);
        let var = Var::new(&name, Kind::Tracer);
        self.declare(if mutable { var.mutable() } else { var });
        let word = if mutable { "mut " } else { "" };
        format!("let {word}{name} = {value};")
    }

    pub(crate) fn let_text(&mut self, _: usize) -> String {
        let number = self.plain_int();
        let name = self.name();
        let value = match self.node.below(3) {
            0 => "String::from(\"banana\")".to_string(),
            1 => format!("format!(\"n{{}}\", {number})"),
            _ => match self.some(Kind::Text) {
                Some(text) => format!("{text}.clone() + \"-\""),
                None => "\"pear\".to_string()".to_string(),
            },
        };
        self.declare(Var::new(&name, Kind::Text).mutable());
        format!("let mut {name} = {value};")
    }

    pub(crate) fn let_list(&mut self, size: usize) -> String {
        let value = match self.node.below(3) {
            0 => format!("vec![{}, {}, 4]", self.int(size.min(1)), self.plain_int()),
            1 => format!(
                "(0..{}).map(|k| k * 2).collect::<Vec<i64>>()",
                1 + self.node.below(4)
            ),
            _ => "vec![5, 1, 3, 2]".to_string(),
        };
        let name = self.name();
        self.declare(Var::new(&name, Kind::List).mutable());
        format!("let mut {name} = {value};")
    }

    pub(crate) fn log(&mut self, _: usize) -> String {
        let kinds = [
            Kind::Tracer,
            Kind::TracerRef,
            Kind::Text,
            Kind::List,
            Kind::Int,
        ];
        let kind = self.node.one_of(&kinds);
        match self.some(kind) {
            Some(name) if name.starts_with('*') => format!("log(format!(\"{{}}\", {name}));"),
            Some(name) if self.node.chance(50) => format!("log(format!(\"{{{name}:?}}\"));"),
            Some(name) => format!(
                "log(format!(\"{{:?}} {{}}\", {name}, {}));",
                self.plain_int()
            ),
            None => format!("log({});", self.int(1)),
        }
    }

    pub(crate) fn assign(&mut self, size: usize) -> String {
        let Some(index) = self.find(|var| var.mutable && !var.frozen) else {
            return self.let_int(size);
        };
        let (name, kind) = (self.vars[index].name.clone(), self.vars[index].kind);
        match kind {
            Kind::Int => match self.node.below(3) {
                0 => format!("{name} = {} % 50;", self.int(2)),
                1 => format!("{name} += {};", self.int(2)),
                _ => format!("{name} = {name} * 2 % 31;"),
            },
            Kind::Tracer => {
                let value = self.hiding(index, |writer| writer.tracer());
                format!("{name} = {value};")
            }
            Kind::Text => match self.node.below(2) {
                0 => format!("{name}.push('a');"),
                _ => format!("{name} += \"xy\";"),
            },
            Kind::List => match self.node.below(4) {
                0 => format!("{name}.push({});", self.plain_int()),
                1 => format!("{name}.sort();"),
                2 => format!("{name}.retain(|x| x % 2 == 1);"),
                _ => format!("if let Some(x) = {name}.first_mut() {{ *x += 1; }}"),
            },
            Kind::Tracers => format!("{name}.push({});", self.tracer()),
            _ => self.log(size),
        }
    }

    /// A tracer goes somewhere.
    pub(crate) fn give_away(&mut self, _: usize) -> String {
        let Some(name) = self.take_var(Kind::Tracer) else {
            return self.log(0);
        };
        match self.node.below(4) {
            0 => format!("drop({name});"),
            1 => format!("consume({name}, {});", self.int(2)),
            2 => {
                let new = self.name();
                self.declare(Var::new(&new, Kind::Tracers).mutable());
                format!("let mut {new} = vec![{name}, {}];", self.new_tracer())
            }
            _ => format!("let _ = {name};"),
        }
    }

    /// A block of its own.
    pub(crate) fn reopen(&mut self, size: usize) -> String {
        self.block(size)
    }

    pub(crate) fn branch(&mut self, size: usize) -> String {
        let cond = self.cond(2);
        let then = self.block(size / 2);
        match self.node.below(3) {
            0 => format!("if {cond} {then}"),
            1 => format!("if {cond} {then} else {}", self.block(size / 2)),
            _ => {
                let other = self.cond(1);
                let (second, third) = (self.block(size / 3), self.block(size / 3));
                format!("if {cond} {then} else if {other} {second} else {third}")
            }
        }
    }

    /// `let x = if c { .. } else { .. };` of a tracer.
    pub(crate) fn branch_value(&mut self, size: usize) -> String {
        let cond = self.cond(1);
        let before = self.vars.len();
        let mut first = self.enter(|writer| writer.statements(size / 2));
        first.push(self.new_tracer());
        self.vars.truncate(before);
        let second = self.tracer();
        let is_late = self.node.below(2) == 1;
        // what is given to it later may name what it would hide
        let name = match is_late {
            true => self.unique("late"),
            false => self.name(),
        };
        self.declare(Var::new(&name, Kind::Tracer).mutable());
        let first = first.join("\n");
        match is_late as usize {
            0 => format!("let mut {name} = if {cond} {{\n{first}\n}} else {{\n{second}\n}};"),
            _ => format!(
                "let mut {name};\nif {cond} {{\n{name} = {{\n{first}\n}};\n}} else {{\n{name} = {second};\n}}"
            ),
        }
    }

    pub(crate) fn count(&mut self, size: usize) -> String {
        let name = self.unique("i");
        let head = match self.node.below(5) {
            0 => format!("0..{}", 2 + self.node.below(2)),
            1 => "(1..=3).rev()".to_string(),
            2 => format!("0..({}).min(3)", self.int(1)),
            3 => "(0..6).step_by(3)".to_string(),
            _ => "[4, 2, 7]".to_string(),
        };
        let count = self.vars.len();
        self.declare(Var::new(&name, Kind::Int));
        let label = self.label();
        let body = self.body(size, Some(&label));
        self.vars.truncate(count);
        format!("{label}: for {name} in {head} {body}")
    }

    fn label(&mut self) -> String {
        format!("'{}", self.unique("l"))
    }

    pub(crate) fn while_loop(&mut self, size: usize) -> String {
        let name = self.unique("turn");
        let count = self.vars.len();
        self.declare(Var::new(&name, Kind::Int));
        let body = self.body(size, None);
        self.vars.truncate(count);
        let cond = match self.node.below(3) {
            0 => format!("{name} < 3"),
            1 => format!("{name} < 3 && {}", self.cond(1)),
            _ => format!("sum2({name}, {}) < 12 && {name} < 3", self.int(1)),
        };
        format!("let mut {name} = 0i64;\nwhile {cond} {{\n{name} += 1;\n{body}\n}}")
    }

    /// A search with a labelled block for its result.
    pub(crate) fn labelled_value(&mut self, size: usize) -> String {
        let (label, item) = (self.label(), self.unique("k"));
        let found = self.name();
        let count = self.vars.len();
        self.declare(Var::new(&item, Kind::Int));
        self.loops += 1;
        let mut lines = self.enter(|writer| writer.statements(size));
        let cond = self.cond(2);
        let value = self.new_tracer();
        lines.push(format!("if {cond} {{\nbreak {label} {value};\n}}"));
        lines.push(self.stop());
        self.loops -= 1;
        self.vars.truncate(count);
        let default = self.new_tracer();
        self.declare(Var::new(&found, Kind::Tracer));
        format!(
            "let {found} = {label}: {{\nfor {item} in 0..3 {{\n{}\n}}\n{default}\n}};",
            lines.join("\n")
        )
    }

    pub(crate) fn nested_loops(&mut self, size: usize) -> String {
        let (outer, inner) = (self.label(), self.label());
        let (i, j) = (self.unique("i"), self.unique("j"));
        let count = self.vars.len();
        self.declare(Var::new(&i, Kind::Int));
        self.declare(Var::new(&j, Kind::Int));
        let guard = match self.node.chance(60) {
            true => format!("let held{i} = {};", self.new_tracer()),
            false => String::new(),
        };
        self.loops += 2;
        let cond = self.cond(1);
        let lines = self.enter(|writer| writer.statements(size)).join("\n");
        let (jump, stop) = match self.node.below(4) {
            0 => (format!("continue {outer}"), self.stop()),
            1 => (format!("break {outer}"), self.stop()),
            2 => (format!("break {inner}"), self.stop()),
            _ => (format!("continue {inner}"), self.stop()),
        };
        self.loops -= 2;
        self.vars.truncate(count);
        format!(
            "{outer}: for {i} in 0..2 {{\n{guard}\n{inner}: for {j} in 0..2 {{\n{lines}\nif {cond} {{\n{jump};\n}}\n{stop}\n}}\nlog({i});\n}}"
        )
    }

    /// `let x = loop { .. break v; };`
    pub(crate) fn loop_value(&mut self, size: usize) -> String {
        let (turn, name) = (self.unique("turn"), self.name());
        let count = self.vars.len();
        self.declare(Var::new(&turn, Kind::Int));
        self.loops += 1;
        let lines = self.enter(|writer| writer.statements(size)).join("\n");
        let (cond, value) = (self.cond(1), self.int(2));
        self.loops -= 1;
        self.vars.truncate(count);
        self.declare(Var::new(&name, Kind::Int));
        format!(
            "let mut {turn} = 0i64;\nlet {name} = loop {{\n{turn} += 1;\n{lines}\nif {turn} > 2 || {cond} {{\nbreak {value};\n}}\n}};"
        )
    }

    /// A jump that may be taken.
    pub(crate) fn early(&mut self, _: usize) -> String {
        let cond = self.cond(1);
        let jump = match self.node.below(4) {
            0 if !self.labels.is_empty() => {
                let label = self.labels[self.node.below(self.labels.len())].clone();
                format!("{} {label}", self.node.one_of(&["break", "continue"]))
            }
            1 if !self.labels.is_empty() => "break".to_string(),
            _ => {
                let loops = std::mem::replace(&mut self.loops, usize::MAX);
                let result = self.result();
                self.loops = loops;
                match self.returns {
                    Returns::Unit => "return".to_string(),
                    _ => format!("return {result}"),
                }
            }
        };
        match self.node.below(3) {
            0 => {
                let name = self.name();
                let value = self.int(1);
                self.declare(Var::new(&name, Kind::Int));
                format!("let {name} = sum2({value}, if {cond} {{ {jump} }} else {{ 2 }});")
            }
            _ => format!("if {cond} {{\n{jump};\n}}"),
        }
    }

    pub(crate) fn delegate(&mut self, size: usize) -> String {
        match (self.pauses, self.delegates.is_empty()) {
            (Pauses::Waits, false) => {
                let call = self.delegates[self.node.below(self.delegates.len())].clone();
                format!("log({call}.await);")
            }
            (Pauses::Values, false) => {
                let call = self.delegates[self.node.below(self.delegates.len())].clone();
                format!("log(yield_from!({call}));")
            }
            (Pauses::Values, true) => match self.some(Kind::List) {
                Some(name) => format!("yield_from!({name}.clone());"),
                None => "yield_from!((0..3i64).filter(|k| k % 2 == 0));".to_string(),
            },
            _ => self.pause(size),
        }
    }

    /// A temporary that lives to the end of its statement.
    pub(crate) fn dropped_temporary(&mut self, _: usize) -> String {
        let (new, number) = (self.new_tracer(), self.int(2));
        format!("log(sum2({new}.id() % 5, {number}));")
    }
}
