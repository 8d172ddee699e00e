//! Structs with methods, generics, traits.

use super::Writer;
use super::scope::{Kind, Var};

impl Writer {
    pub(crate) fn object(&mut self, size: usize) -> String {
        let name = self.unique("book");
        let (owner, start) = (self.tracer(), self.int(1));
        let mut lines = vec![format!("let mut {name} = Book::new({owner}, {start});")];
        for _ in 0..2 {
            let line = match self.node.below(8) {
                0 => format!("{name}.add({});", self.int(2)),
                1 => format!("log({name}.total());"),
                2 => format!("log(sum2({name}.total(), {}));", self.int(2)),
                3 => format!("{name}.limit = {};", self.int(2)),
                4 => format!("{name}.lines.push({});", self.int(1)),
                5 => format!("{name}.owner = {};", self.new_tracer()),
                6 => format!("{name}.entries.push({});", self.new_tracer()),
                _ => format!(
                    "let old = {name}.rename({});\n{}\nold.touch();",
                    self.new_tracer(),
                    self.stop()
                ),
            };
            lines.push(line);
            lines.push(self.stop());
        }
        lines.extend(self.enter(|writer| writer.statements(size / 3)));
        lines.push(match self.node.below(6) {
            0 => format!(
                "let Book {{ owner, .. }} = {name};\n{}\nowner.touch();",
                self.stop()
            ),
            1 => format!("let owner = {name}.owner;\n{}\nowner.touch();", self.stop()),
            2 => format!("log(format!(\"{{:?}}\", {name}.finish()));"),
            3 => format!(
                "for line in {name}.lines {{\nlog(line);\n{}\n}}",
                self.stop()
            ),
            4 => format!(
                "for line in &mut {name}.lines {{\n*line += 1;\n{}\n}}\nlog({name}.total());",
                self.stop()
            ),
            _ => format!("log({name}.total());"),
        });
        lines.join("\n")
    }

    /// An object that a loop changes.
    pub(crate) fn object_in_loop(&mut self, _: usize) -> String {
        let (name, new) = (self.unique("book"), self.new_tracer());
        let (number, stop) = (self.int(1), self.stop());
        let change = match self.node.below(4) {
            0 => format!("{name}.add({number});"),
            1 => format!("{name} = {name}.more({number});"),
            2 => format!("if {name}.add(k) > {number} {{\nbreak;\n}}"),
            _ => format!("{name}.owner = d(\"next\");"),
        };
        format!(
            "let mut {name} = Book::new({new}, 1);\nfor k in 0..3i64 {{\n{change}\n{stop}\n}}\nlog({name}.total());"
        )
    }

    pub(crate) fn shapes(&mut self, _: usize) -> String {
        let name = self.unique("shapes");
        let (new, number, stop) = (self.new_tracer(), self.int(1), self.stop());
        match self.node.below(3) {
            0 => format!(
                "let {name}: Vec<Box<dyn Shape>> = vec![Box::new(Square({number})), Box::new(Named({new}))];\nfor shape in &{name} {{\nlog(shape.area());\n{stop}\n}}"
            ),
            1 => format!(
                "let {name}: Box<dyn Shape> = if {number} > 2 {{ Box::new(Square(3)) }} else {{ Box::new(Named({new})) }};\n{stop}\nlog({name}.area());"
            ),
            _ => format!(
                "let mut {name} = Vec::new();\nfor k in 0..3i64 {{\n{name}.push(Square(k));\n{stop}\n}}\nlog({name}.iter().map(|s| s.area()).sum::<i64>());"
            ),
        }
    }

    pub(crate) fn pair_of_parts(&mut self, _: usize) -> String {
        let name = self.unique("pair");
        let (one, two, stop) = (self.tracer(), self.tracer(), self.stop());
        let made = match self.node.below(3) {
            0 => format!("Pair {{ right: {one}, left: {two} }}"),
            1 => format!("Pair::new({one}, {two})"),
            _ => format!("pair({one}, {two})"),
        };
        let rest = match self.node.below(6) {
            0 => format!("drop({name}.left);\n{stop}\n{name}.right.touch();"),
            1 => format!("let right = {name}.right;\n{stop}\nright.touch();"),
            2 => format!(
                "let Pair {{ left, right }} = {name};\n{stop}\ndrop(right);\n{stop}\nleft.touch();"
            ),
            3 => format!("{name}.left = d(\"other\");\n{stop}\nlog({name}.sum());"),
            4 => format!("let swapped = {name}.swap();\n{stop}\nswapped.left.touch();"),
            _ => format!("if {} {{\ndrop({name}.left);\n}}\n{stop}", self.cond(1)),
        };
        format!("let mut {name} = {made};\n{rest}")
    }

    pub(crate) fn generic(&mut self, _: usize) -> String {
        let name = self.name();
        let (new, number, stop) = (self.new_tracer(), self.int(1), self.stop());
        match self.node.below(4) {
            0 => {
                self.declare(Var::new(&name, Kind::Int));
                format!("let {name} = largest(&[{number}, 3, 5]);\n{stop}")
            }
            1 => format!(
                "let ring = Ring::<i64, 3>::of([{number}, 2, 3]);\n{stop}\nlog(ring.nth(4));"
            ),
            2 => {
                self.declare(Var::new(&name, Kind::Tracer));
                format!("let {name} = choose({new}, d(\"o\"), {number} % 2 == 0);\n{stop}")
            }
            _ => format!(
                "let mut queue = Queue::default();\nqueue.put({new});\n{stop}\nqueue.put(d(\"q\"));\nwhile let Some(item) = queue.get() {{\nitem.touch();\n{stop}\n}}"
            ),
        }
    }

    pub(crate) fn shared(&mut self, _: usize) -> String {
        let name = self.unique("shared");
        let (new, number, stop) = (self.new_tracer(), self.int(1), self.stop());
        match self.node.below(4) {
            0 => format!(
                "let {name} = Rc::new(RefCell::new(vec![{number}]));\nlet other = Rc::clone(&{name});\n{stop}\nother.borrow_mut().push(2);\n{stop}\nlog({name}.borrow().len());"
            ),
            1 => format!(
                "let {name} = Cell::new({number});\n{stop}\n{name}.set({name}.get() + 1);\n{stop}\nlog({name}.get());"
            ),
            2 => format!(
                "let {name} = Rc::new({new});\nlet weak = Rc::downgrade(&{name});\n{stop}\nlog(weak.upgrade().is_some());\ndrop({name});\n{stop}\nlog(weak.upgrade().is_none());"
            ),
            _ => format!(
                "let {name} = RefCell::new(Some({new}));\n{stop}\nif let Some(inner) = {name}.borrow_mut().take() {{\ninner.touch();\n}}\n{stop}"
            ),
        }
    }
}
