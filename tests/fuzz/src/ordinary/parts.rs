//! Values that are left in parts.

use super::Writer;
use super::scope::{Kind, Var};

impl Writer {
    pub(crate) fn left_by_pattern(&mut self, _: usize) -> String {
        let name = self.name();
        let (one, two, three) = (self.tracer(), self.tracer(), self.new_tracer());
        let stop = self.stop();
        let text = match self.node.below(7) {
            0 => format!("let whole = ({one}, {two}, {three});\nlet ({name}, ..) = whole;"),
            1 => format!("let whole = ({one}, {two}, {three});\nlet (_, {name}, _) = whole;"),
            2 => format!("let ({name}, _) = ({one}, {two});"),
            3 => format!("let whole = triple({one}, {two}, {three});\nlet (.., {name}) = whole;"),
            4 => format!("let whole = [{one}, {two}, {three}];\nlet [_, {name}, ..] = whole;"),
            5 => format!(
                "let whole = Pair::new({one}, {two});\nlet Pair {{ right: {name}, .. }} = whole;"
            ),
            _ => format!(
                "let (a1, (b1, _), {name}) = ({one}, (d(\"u\"), {three}), {two});\n{stop}\nb1.touch();\na1.touch();"
            ),
        };
        self.declare(Var::new(&name, Kind::Tracer));
        format!("{text}\n{stop}")
    }

    pub(crate) fn tuple_parts(&mut self, _: usize) -> String {
        let name = self.unique("duo");
        let (one, two, stop) = (self.tracer(), self.tracer(), self.stop());
        let made = match self.node.below(3) {
            0 => format!("({one}, {two})"),
            1 => format!("duo({one}, {two})"),
            _ => format!("({one}, {two}, 4i64)"),
        };
        let rest = match self.node.below(7) {
            0 => format!("drop({name}.0);\n{stop}\n{name}.1.touch();"),
            1 => format!("let kept = {name}.1;\n{stop}\nkept.touch();"),
            2 => format!(
                "if {} {{\nconsume({name}.0, 1);\n}}\n{stop}\n{name}.1.touch();",
                self.cond(1)
            ),
            3 => format!("{name}.0 = {name}.1;\n{stop}\n{name}.0.touch();"),
            4 => format!("for k in 0..2i64 {{\n{name}.0 = make(k);\n{stop}\n}}\n{name}.0.touch();"),
            5 => format!(
                "drop({name}.1);\n{stop}\n{name}.1 = d(\"back\");\n{stop}\n{name}.1.touch();"
            ),
            _ => format!("let again = {name};\n{stop}\nagain.0.touch();"),
        };
        format!("let mut {name} = {made};\n{rest}")
    }
}
