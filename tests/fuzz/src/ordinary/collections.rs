//! Lists, maps, texts, and what goes through them.

use super::Writer;
use super::scope::{Kind, Var};

impl Writer {
    /// A list that is lent while `inside` is written.
    fn over(&mut self, kind: Kind, inside: impl FnOnce(&mut Self, &str) -> String) -> String {
        match self.find(|var| var.kind == kind) {
            Some(index) => {
                let name = self.vars[index].name.clone();
                self.lending(index, |writer| inside(writer, &name))
            }
            None => {
                let name = self.unique("list");
                let made = match kind {
                    Kind::Tracers => {
                        let (one, two) = (self.new_tracer(), self.new_tracer());
                        format!("vec![{one}, {two}]")
                    }
                    Kind::Text => "String::from(\"abca\")".to_string(),
                    Kind::Words => "\"some words here\"".to_string(),
                    _ => "vec![4i64, 7, 1]".to_string(),
                };
                self.declare(Var::new(&name, kind).frozen());
                let text = inside(self, &name);
                format!("let {name} = {made};\n{text}")
            }
        }
    }

    fn looped(&mut self, head: String, item: &str, kind: Kind, pat: String, size: usize) -> String {
        let count = self.vars.len();
        self.declare(Var::new(item, kind).frozen());
        let label = format!("'{}", self.unique("l"));
        let body = self.body(size, Some(&label));
        self.vars.truncate(count);
        format!("{label}: for {pat} in {head} {body}")
    }

    pub(crate) fn chain_loop(&mut self, size: usize) -> String {
        let item = self.unique("x");
        if self.node.chance(30) {
            return self.over(Kind::Tracers, |writer, name| {
                let (head, pat) = match writer.node.below(4) {
                    0 => (format!("&{name}"), item.clone()),
                    1 => (format!("{name}.iter().rev()"), item.clone()),
                    2 => (format!("{name}.iter().enumerate()"), format!("(_, {item})")),
                    _ => (format!("{name}.iter().skip(1)"), item.clone()),
                };
                writer.looped(head, &item, Kind::TracerRef, pat, size)
            });
        }
        let value = self.plain_int();
        self.over(Kind::List, |writer, name| {
            let deref = format!("*{item}");
            let (head, pat, item) = match writer.node.below(12) {
                0 => (format!("&{name}"), item.clone(), deref),
                1 => (format!("{name}.iter()"), format!("&{item}"), item.clone()),
                2 => (
                    format!("{name}.iter().enumerate()"),
                    format!("(_, {item})"),
                    deref,
                ),
                3 => (format!("{name}.iter().rev()"), item.clone(), deref),
                4 => (
                    format!("{name}.clone().into_iter().map(|k| k * 2)"),
                    item.clone(),
                    item.clone(),
                ),
                5 => (
                    format!("{name}.iter().copied().filter(|k| *k > {value}).collect::<Vec<_>>()"),
                    item.clone(),
                    item.clone(),
                ),
                6 => (
                    format!("{name}.iter().copied()"),
                    item.clone(),
                    item.clone(),
                ),
                7 => (
                    format!("{name}.iter().zip(1..).map(|(a, b)| a * b).collect::<Vec<i64>>()"),
                    item.clone(),
                    item.clone(),
                ),
                8 => (
                    format!("{name}.iter().skip(1).take(2)"),
                    item.clone(),
                    deref,
                ),
                9 => (format!("{name}.clone()"), item.clone(), item.clone()),
                10 => (
                    format!("{name}.iter().map(|k| k + 1)"),
                    item.clone(),
                    item.clone(),
                ),
                _ => (
                    format!("{name}.iter().filter(|k| **k % 2 == 1)"),
                    item.clone(),
                    deref,
                ),
            };
            writer.looped(head, &item, Kind::Int, pat, size)
        })
    }

    /// Something made of a whole list at once.
    pub(crate) fn collected(&mut self, _: usize) -> String {
        let name = self.name();
        let stop = self.stop();
        let value = self.plain_int();
        let text = self.over(Kind::List, |writer, list| match writer.node.below(7) {
            0 => format!("let {name} = {list}.iter().map(|x| x + {value}).sum::<i64>();"),
            1 => format!("let {name} = {list}.iter().max().copied().unwrap_or(0);"),
            2 => format!("let {name} = {list}.iter().position(|x| *x == {value}).map_or(-1, |k| k as i64);"),
            3 => format!("let {name} = {list}.iter().fold({value}, |a, b| (a + b) % 17);"),
            4 => format!("let {name} = {list}.iter().any(|x| *x > {value}) as i64;"),
            5 => format!("let {name} = {list}.chunks(2).map(|c| c.len() as i64).sum::<i64>();"),
            _ => format!("let {name}: i64 = {list}.iter().zip({list}.iter().skip(1)).map(|(a, b)| a - b).sum();"),
        });
        self.declare(Var::new(&name, Kind::Int));
        format!("{text}\n{stop}")
    }

    pub(crate) fn text_loop(&mut self, _: usize) -> String {
        let stop = self.stop();
        let number = self.steady(1);
        match self.node.below(8) {
            0 => self.over(Kind::Text, |_, name| format!("for c in {name}.chars() {{\nif c == 'a' {{\ncontinue;\n}}\nlog(c);\n{stop}\n}}")),
            1 => self.over(Kind::Words, |_, name| format!("for word in {name}.split(' ') {{\nlog(word);\n{stop}\n}}")),
            2 => self.over(Kind::Words, |_, name| format!("for (spot, word) in {name}.split_whitespace().enumerate() {{\nif spot as i64 == {number} {{\nbreak;\n}}\n{stop}\nlog(word);\n}}")),
            3 => self.over(Kind::Text, |_, name| format!("for (spot, c) in {name}.char_indices() {{\nlog(format!(\"{{spot}}{{c}}\"));\n{stop}\n}}")),
            4 => format!("let mut out = String::new();\nfor spot in 0..3 {{\nout.push_str(&format!(\"{{spot}},\"));\n{stop}\n}}\nlog(&out);\n{stop}\nlog(out.trim_end_matches(','));"),
            5 => self.over(Kind::Words, |_, name| format!("let (head, rest) = {name}.split_once(' ').unwrap_or(({name}, \"\"));\n{stop}\nlog(head);\n{stop}\nlog(rest);")),
            6 => self.over(Kind::Text, |_, name| format!("for b in {name}.bytes() {{\nlog(b % 10);\n{stop}\n}}")),
            _ => self.over(Kind::Words, |_, name| format!("let words: Vec<&str> = {name}.split(' ').collect();\n{stop}\nfor word in &words {{\nlog(word.len());\n{stop}\n}}")),
        }
    }

    /// A stack or queue that is worked off.
    pub(crate) fn stack(&mut self, size: usize) -> String {
        let (name, item) = (self.unique("todo"), self.unique("job"));
        let number = self.steady(1);
        if self.node.chance(40) {
            let (one, two) = (self.new_tracer(), self.new_tracer());
            let count = self.vars.len();
            self.loops += 1;
            self.declare(Var::new(&item, Kind::Tracer));
            let lines = self.enter(|writer| writer.statements(size)).join("\n");
            self.loops -= 1;
            self.vars.truncate(count);
            return match self.node.below(2) {
                0 => format!(
                    "let mut {name} = vec![{one}, {two}];\nwhile let Some({item}) = {name}.pop() {{\n{lines}\n}}"
                ),
                _ => format!(
                    "let mut {name} = VecDeque::from([{one}, {two}]);\nwhile let Some({item}) = {name}.pop_front() {{\n{lines}\n}}"
                ),
            };
        }
        let stop = self.stop();
        match self.node.below(3) {
            0 => format!(
                "let mut {name} = vec![{number} % 4, 2];\nwhile let Some({item}) = {name}.pop() {{\nif {item} > 1 {{\n{name}.push({item} - 2);\n}}\n{stop}\n}}"
            ),
            1 => format!(
                "let mut {name} = VecDeque::new();\n{name}.push_back({number} % 4);\nwhile let Some({item}) = {name}.pop_front() {{\n{stop}\nif {item} > 0 {{\n{name}.push_back({item} - 1);\n}}\n}}"
            ),
            _ => format!(
                "let mut {name} = [1i64, 2, 3].into_iter().peekable();\nwhile let Some({item}) = {name}.next() {{\nif let Some(after) = {name}.peek() {{\nlog({item} + after);\n}}\n{stop}\n}}"
            ),
        }
    }

    pub(crate) fn map(&mut self, _: usize) -> String {
        let name = self.unique("map");
        let (number, stop, new) = (self.int(1), self.stop(), self.new_tracer());
        match self.node.below(6) {
            0 => format!(
                "let mut {name} = BTreeMap::new();\nfor k in [3i64, 1, 3] {{\n*{name}.entry(k).or_insert(0i64) += {number};\n{stop}\n}}\nfor (k, v) in &{name} {{\nlog(k + v);\n{stop}\n}}"
            ),
            1 => format!(
                "let mut {name} = BTreeMap::new();\n{name}.insert(1, {new});\n{stop}\n{name}.insert(1, d(\"m\"));\n{stop}\nif let Some(held) = {name}.remove(&1) {{\n{stop}\nheld.touch();\n}}"
            ),
            2 => format!(
                "let {name}: BTreeMap<i64, &str> = [(2, \"b\"), (1, \"a\")].into_iter().collect();\nfor (k, v) in {name} {{\nlog(format!(\"{{k}}{{v}}\"));\n{stop}\n}}"
            ),
            3 => format!(
                "let mut {name} = HashMap::new();\n{name}.insert(\"k\".to_string(), {number});\n{stop}\nlog({name}.get(\"k\").copied().unwrap_or(9));\n{stop}\nlog({name}.contains_key(\"z\"));"
            ),
            4 => format!(
                "let mut {name} = BTreeSet::from([3i64, 1]);\n{stop}\n{name}.insert({number});\nfor k in {name}.iter() {{\nlog(k);\n{stop}\n}}"
            ),
            _ => format!(
                "let mut {name} = BTreeMap::from([(1i64, {new})]);\nfor (_, held) in {name}.iter_mut() {{\nheld.touch();\n{stop}\n*held = d(\"w\");\n}}"
            ),
        }
    }

    /// A list of tracers that is taken apart.
    pub(crate) fn drained(&mut self, size: usize) -> String {
        let (name, item) = (self.unique("all"), self.unique("one"));
        let (one, two, three) = (self.tracer(), self.tracer(), self.new_tracer());
        let count = self.vars.len();
        self.loops += 1;
        self.declare(Var::new(&item, Kind::Tracer));
        let lines = self.enter(|writer| writer.statements(size)).join("\n");
        self.loops -= 1;
        self.vars.truncate(count);
        let head = match self.node.below(6) {
            0 => name.clone(),
            1 => format!("{name}.into_iter().rev()"),
            2 => format!("{name}.drain(..)"),
            3 => format!("{name}.into_iter().skip(1)"),
            4 => format!("std::mem::take(&mut {name})"),
            _ => format!("{name}.into_iter().filter(|k| k.id() % 2 == 0)"),
        };
        format!(
            "let mut {name} = vec![{one}, {two}, {three}];\nfor {item} in {head} {{\n{lines}\n}}"
        )
    }

    pub(crate) fn windows(&mut self, _: usize) -> String {
        let stop = self.stop();
        let number = self.steady(1);
        self.over(Kind::List, |writer, name| match writer.node.below(5) {
            0 => format!("for pair in {name}.windows(2) {{\nlog(pair[0] - pair[1]);\n{stop}\n}}"),
            1 => format!("for part in {name}.chunks(2) {{\nlog(part.len());\n{stop}\nlog(part.iter().sum::<i64>());\n}}"),
            2 => format!("let part = &{name}[..({number} as usize).min({name}.len())];\n{stop}\nlog(part.len());"),
            3 => format!("if let Some((last, rest)) = {name}.split_last() {{\n{stop}\nlog(last);\nlog(rest.len());\n}}"),
            _ => format!("for spot in 0..{name}.len() {{\nlet x = {name}[spot];\n{stop}\nlog(x + {name}[spot]);\n}}"),
        })
    }

    /// `take`, `replace`, `swap`.
    pub(crate) fn taken(&mut self, _: usize) -> String {
        let name = self.unique("slot");
        let (new, stop) = (self.tracer(), self.stop());
        match self.node.below(6) {
            0 => format!(
                "let mut {name} = Some({new});\n{stop}\nif let Some(held) = {name}.take() {{\n{stop}\nheld.touch();\n}}\n{stop}"
            ),
            1 => format!(
                "let mut {name} = {new};\nlet old = std::mem::replace(&mut {name}, d(\"new\"));\n{stop}\nold.touch();\n{name}.touch();"
            ),
            2 => format!(
                "let mut {name} = vec![{new}];\nlet old = std::mem::take(&mut {name});\n{stop}\n{name}.push(d(\"v\"));\n{stop}\nlog(old.len());"
            ),
            3 => format!(
                "let mut {name} = ({new}, d(\"r\"));\nlet (left, right) = (&mut {name}.0, &mut {name}.1);\nstd::mem::swap(left, right);\n{stop}\n{name}.0.touch();"
            ),
            4 => format!(
                "let mut {name} = Some({new});\n{stop}\n{name} = None;\n{stop}\n{name}.insert(d(\"i\")).touch();\n{stop}"
            ),
            _ => format!(
                "let mut {name} = Some({new});\nwhile let Some(held) = {name} {{\n{stop}\n{name} = if held.id() % 2 == 0 {{ Some(d(\"k\")) }} else {{ None }};\nif {name}.as_ref().is_some_and(|k| k.id() % 2 == 1) {{\nbreak;\n}}\n{name} = None;\n}}"
            ),
        }
    }

    pub(crate) fn array(&mut self, _: usize) -> String {
        let name = self.unique("row");
        let (one, two, stop) = (self.tracer(), self.tracer(), self.stop());
        match self.node.below(5) {
            0 => format!("let {name} = [{one}, {two}];\n{stop}\n{name}[1].touch();"),
            1 => format!(
                "let [front, behind] = [{one}, {two}];\n{stop}\nbehind.touch();\ndrop(front);\n{stop}"
            ),
            2 => format!(
                "let mut {name} = [{one}, {two}];\n{name}[0] = d(\"set\");\n{stop}\n{name}.swap(0, 1);\n{stop}\n{name}[0].touch();"
            ),
            3 => format!("for held in [{one}, {two}] {{\nheld.touch();\n{stop}\n}}"),
            _ => format!(
                "let {name} = [{one}, {two}].map(|k| k.id() % 10);\n{stop}\nlog({name}[0] + {name}[1]);"
            ),
        }
    }
}
