//! Patterns in patterns, values that are moved and set again, and what ends early.

use super::Writer;
use super::scope::{Kind, Var};
use crate::code::braced;

impl Writer {
    /// A statement that looks at a tracer.
    fn seen(&mut self, name: &str) -> String {
        match self.node.below(3) {
            0 => format!("{name}.touch();"),
            1 => format!("log(format!(\"{{{name}:?}}\"));"),
            _ => format!("consume({name}, {});", self.plain_int()),
        }
    }

    fn made_nest(&mut self) -> String {
        format!(
            "nest({}, {}, {})",
            self.tracer(),
            self.new_tracer(),
            self.int(1)
        )
    }

    pub(crate) fn nested_pattern(&mut self, size: usize) -> String {
        let (made, name, whole) = (self.made_nest(), self.name(), self.unique("whole"));
        let (stop, again) = (self.stop(), self.stop());
        match self.node.below(8) {
            0 => {
                self.declare(Var::new(&name, Kind::Tracer));
                format!("let Nest {{ deep: ({name}, _), count: _, .. }} = {made};\n{stop}")
            }
            1 => {
                self.declare(Var::new(&name, Kind::Tracer));
                format!(
                    "let {whole} = {made};\nlet Nest {{ deep: (_, {name}), one, .. }} = {whole};\n{stop}\none.touch();"
                )
            }
            2 => {
                let (one, two) = (self.seen("one"), self.seen("b"));
                format!(
                    "match {made} {{\nNest {{ count: k @ 1..=3, one, .. }} => {{ {stop} log(k); {one} }}\nNest {{ deep: (_, b), .. }} => {{ {two} {again} }}\n}}"
                )
            }
            3 => format!(
                "let {whole} = {made};\n{stop}\nmatch {whole} {{\nNest {{ count, .. }} if count > 4 => {{ {again} }}\nNest {{ deep, one, .. }} => {{ {again} deep.1.touch(); one.touch(); }}\n}}"
            ),
            4 => format!(
                "let mut {whole} = {made};\n{{\nlet Nest {{ ref mut count, ref one, .. }} = {whole};\n*count += 1;\none.touch();\n}}\n{stop}\nlog({whole}.count);\ndrop({whole}.deep.0);\n{again}\n{whole}.one.touch();"
            ),
            5 => {
                let body = self.block(size / 3);
                format!(
                    "if let Nest {{ deep: (a, b), count: 2.., .. }} = {made} {{ {stop} b.touch(); {again} drop(a); }} else {body}"
                )
            }
            6 => format!(
                "let {whole} = Box::new({made});\nlet held = {whole}.one;\n{stop}\nheld.touch();\n{again}"
            ),
            _ => format!(
                "let (Nest {{ one, .. }}, [front, .., last]) = ({made}, [d(\"f\"), d(\"m\"), d(\"l\")]);\n{stop}\nlast.touch();\ndrop(front);\n{again}\none.touch();"
            ),
        }
    }

    pub(crate) fn results(&mut self, size: usize) -> String {
        let (value, stop) = (self.int(size.min(2)), self.stop());
        let body = self.block(size / 3);
        match self.node.below(4) {
            0 => format!(
                "match attempt({value}) {{\nOk(Some(held)) => {{ {stop} held.touch(); }}\nOk(None) => {body}\nErr(text) => {{ log(&text); {stop} }}\n}}"
            ),
            1 => format!(
                "if let Ok(Some(held)) | Ok(None::<D<String>>.or(Some(held))) = attempt({value}) {{ {stop} held.touch(); }}"
            )
            .replace(" | Ok(None::<D<String>>.or(Some(held)))", ""),
            2 => format!(
                "match attempt({value}) {{\nOk(held @ Some(_)) => {{ {stop} log(format!(\"{{held:?}}\")); {stop} }}\nOk(None) | Err(_) => {body}\n}}"
            ),
            _ => format!(
                "let held = attempt({value});\n{stop}\nif let Ok(Some(held)) = held {{ {stop} held.touch(); }} else {body}"
            ),
        }
    }

    /// Moved on some rounds, and given another value.
    pub(crate) fn moved_and_set(&mut self, size: usize) -> String {
        let name = self.unique("kept");
        let (made, again) = (self.tracer(), self.new_tracer());
        let (stop, other) = (self.stop(), self.stop());
        let body = self.body(size / 3, None);
        match self.node.below(5) {
            0 => format!(
                "let mut {name} = {made};\nfor k in 0..3i64 {{\nif k % 2 == 1 {{\nconsume({name}, k);\n{stop}\n{name} = {again};\n}} else {{\n{other}\n}}\n}}\n{name}.touch();"
            ),
            1 => format!(
                "let mut {name} = {made};\nfor k in 0..3i64 {{\n{stop}\nif k == 1 {{\ndrop({name});\n{other}\nbreak;\n}}\n{body}\n}}\n{other}"
            ),
            2 => format!(
                "let {name};\nif {} {{\n{name} = {made};\n{stop}\n}} else {{\n{other}\n{name} = {again};\n}}\n{stop}\n{name}.touch();",
                self.cond(1)
            ),
            3 => format!(
                "let {name};\nif {} {{\n{stop}\n{name} = {made};\nlog(format!(\"{{{name}:?}}\"));\n}} else {{\n{other}\n}}\n{stop}",
                self.cond(1)
            ),
            _ => format!(
                "let mut {name} = Some({made});\nfor k in 0..3i64 {{\nif let Some(held) = {name}.take() {{\n{stop}\nif k != 1 {{ {name} = Some(held); }}\n}} else {{\n{other}\n{name}.replace({again});\n}}\n}}\nlog(format!(\"{{{name}:?}}\"));"
            ),
        }
    }

    /// Jumps out of the middle of several things.
    pub(crate) fn nested_jumps(&mut self, size: usize) -> String {
        let (label, list) = (format!("'{}", self.unique("outer")), self.unique("list"));
        let (one, two) = (self.new_tracer(), self.new_tracer());
        let (stop, other) = (self.stop(), self.stop());
        let inner = self.body(size / 3, None);
        let lines = vec![
            format!("let held = {one};"),
            format!(
                "match top {{\nNone => {{ {stop} continue {label}; }}\nSome(k) => match k {{\n0 => break {label},\nk if k > 2 => loop {{\nlet e = {two};\n{other}\nif k > 4 {{ continue {label}; }}\ndrop(e);\nbreak;\n}},\nk => {{ {stop} log(k); }}\n}}\n}}"
            ),
            inner,
            "log(format!(\"{held:?}\"));".to_string(),
        ];
        format!(
            "let mut {list} = vec![Some(0), Some({}), None, Some(3), Some(5)];\n{label}: while let Some(top) = {list}.pop() {}",
            self.plain_int(),
            braced(&lines)
        )
    }

    /// What is not there ends a round, or all of it, after a pause.
    pub(crate) fn else_pauses(&mut self, size: usize) -> String {
        let (held, stop) = (self.new_tracer(), self.stop());
        let name = self.unique("there");
        if self.node.chance(40) && !self.is_plain {
            let (value, result) = (self.int(size.min(2)), self.result());
            return format!(
                "let {name}held = {held};\nlet Some({name}) = half({value}) else {{\n{stop}\nlog(format!(\"{{{name}held:?}}\"));\nreturn {result};\n}};\n{name}held.touch();"
            );
        }
        let (value, other) = (self.plain_int(), self.stop());
        format!(
            "for k in 0..3i64 {{\nlet held = {held};\nlet Some({name}) = find(k + {value}) else {{\n{stop}\nlog(format!(\"{{held:?}}\"));\ncontinue;\n}};\n{other}\n{name}.touch();\n}}"
        )
    }

    pub(crate) fn panics(&mut self, _: usize) -> String {
        let (value, tracer) = (self.int(2), self.tracer());
        format!(
            "let held = {tracer};\nif {value} == {} {{ panic!(\"{{held:?}}\"); }}",
            self.node.below(6)
        )
    }

    pub(crate) fn pairs_by_value(&mut self, size: usize) -> String {
        let (one, two) = (self.new_tracer(), self.new_tracer());
        let (first, second) = (self.int(1), self.int(1));
        let stop = self.stop();
        let body = self.body(size / 2, None);
        let seen = self.seen("inner");
        match self.node.below(3) {
            0 => format!(
                "for (inner, k) in [({one}, {first}), ({two}, {second})] {{\n{stop}\nlog(k);\n{seen}\n{body}\n}}"
            ),
            1 => format!(
                "for (i, (inner, _)) in vec![({one}, {two})].into_iter().enumerate() {{\n{stop}\nlog(i);\n{seen}\n{body}\n}}"
            ),
            _ => format!(
                "let mut pairs = vec![({one}, {first}), ({two}, {second})];\nwhile let Some((inner, k)) = pairs.pop() {{\n{stop}\nif k > 3 {{ continue; }}\n{seen}\n{body}\n}}"
            ),
        }
    }
}
