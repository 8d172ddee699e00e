//! Closures.

use super::Writer;
use super::scope::{Kind, Var};

impl Writer {
    pub(crate) fn closure_by_reference(&mut self, _: usize) -> String {
        let name = self.unique("scaled");
        let plain = self.plain_int();
        let (first, second) = (self.int(1), self.int(1));
        let stop = self.stop();
        format!(
            "let {name} = |k: i64| k * 2 + {plain};\nlog({name}({first}));\n{stop}\nlog({name}({second}));"
        )
    }

    /// A closure that counts in a variable of its function.
    pub(crate) fn closure_by_change(&mut self, _: usize) -> String {
        let (count, name) = (self.unique("seen"), self.unique("note"));
        let (first, second) = (self.plain_int(), self.int(1));
        let stop = self.stop();
        self.declare(Var::new(&count, Kind::Int).mutable());
        match self.node.below(3) {
            0 => format!(
                "let mut {count} = 0i64;\nlet mut {name} = |k: i64| {{\n{count} += k;\n{count}\n}};\nlog({name}({first}));\nlog({name}(2));\n{stop}"
            ),
            1 => format!(
                "let mut {count} = 0i64;\nlet mut {name} = |k: i64| {count} += k;\n{name}({first});\n{stop}\n{name}({second});\n{stop}\nlog({count});"
            ),
            _ => format!(
                "let mut {count} = 0i64;\n(0..3).for_each(|k| {count} += k + {first});\n{stop}"
            ),
        }
    }

    pub(crate) fn closure_moving(&mut self, _: usize) -> String {
        let (name, held) = (self.unique("keep"), self.take_var(Kind::Tracer));
        let (new, stop, number) = (self.new_tracer(), self.stop(), self.int(1));
        let (bind, held) = match held {
            Some(held) => (String::new(), held),
            None => {
                let held = self.unique("held");
                (format!("let {held} = {new};\n"), held)
            }
        };
        match self.node.below(3) {
            0 => format!(
                "{bind}let {name} = move |k: i64| {held}.id() % 10 + k;\n{stop}\nlog({name}({number}));"
            ),
            1 => format!(
                "{bind}let {name} = move || {held};\n{stop}\nlet back = {name}();\n{stop}\nback.touch();"
            ),
            _ => format!(
                "{bind}let mut {name} = {{\nlet mut count = 0i64;\nmove || {{\ncount += 1;\n{held}.touch();\ncount\n}}\n}};\nlog({name}());\n{stop}\nlog({name}());"
            ),
        }
    }

    /// Closures in a box, in a list, handed to a fn.
    pub(crate) fn closure_kept(&mut self, _: usize) -> String {
        let (name, number) = (self.unique("ops"), self.steady(1));
        let stop = self.stop();
        match self.node.below(3) {
            0 => format!(
                "let {name}: Vec<Box<dyn Fn(i64) -> i64>> = vec![Box::new(|k| k + 1), Box::new(move |k| k * 3)];\nfor op in &{name} {{\nlog(op({number}));\n{stop}\n}}"
            ),
            1 => format!("let {name} = apply(|k| k + 4, {number});\n{stop}\nlog({name});"),
            _ => format!(
                "let {name} = adder({number});\n{stop}\nlog({name}(2));\n{stop}\nlog({name}(3));"
            ),
        }
    }
}
