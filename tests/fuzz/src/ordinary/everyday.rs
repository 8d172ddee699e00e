//! What programs are full of besides: boxes taken apart, linked lists, places assigned together, ranges in variables, references
//! that are parameters, items inside of bodies, objects behind traits.

use super::Writer;
use super::scope::{Kind, Var};

impl Writer {
    /// A number that can stand in a loop, and twice: it takes nothing and jumps nowhere.
    pub(crate) fn steady(&mut self, size: usize) -> String {
        let (loops, labels) = (self.loops, std::mem::take(&mut self.labels));
        self.loops = 1000;
        let text = self.int(size);
        (self.loops, self.labels) = (loops, labels);
        text
    }

    /// What is in a box is taken apart, moved or lent.
    pub(crate) fn boxed(&mut self, size: usize) -> String {
        let name = self.unique("boxed");
        let (one, two, stop) = (self.tracer(), self.new_tracer(), self.stop());
        let (again, number) = (self.stop(), self.steady(1));
        let body = self.block(size / 3);
        match self.node.below(7) {
            0 => format!(
                "let {name} = Box::new(pair({one}, {two}));\n{stop}\nlet Pair {{ left, right }} = *{name};\n{again}\nright.touch();\ndrop(left);"
            ),
            1 => format!(
                "let {name} = Box::new(pair({one}, {two}));\n{stop}\nlet moved = {name}.left;\n{again}\nmoved.touch();"
            ),
            2 => format!(
                "let {name} = Box::new({one});\n{stop}\nlet moved = *{name};\n{again}\nmoved.touch();"
            ),
            3 => format!(
                "let mut {name} = Box::new({one});\n{stop}\n*{name} = {two};\n{again}\n{name}.touch();"
            ),
            4 => format!(
                "let {name} = Some(Box::new(pair({one}, {two})));\nif let Some(inner) = {name} {{\n{stop}\nlet Pair {{ left, .. }} = *inner;\n{again}\nleft.touch();\n}} else {body}"
            ),
            5 => format!(
                "let mut {name} = Box::new(({number}, {one}));\n{name}.0 += {number};\n{stop}\nlet (count, held) = *{name};\nlog(count);\n{again}\nheld.touch();"
            ),
            _ => format!(
                "match Box::new(event({number})) {{\nboxed if boxed.rank() > 2 => {{\n{stop}\nmatch *boxed {{\nEvent::Open {{ name, .. }} => {{ {again} name.touch(); }}\nEvent::Move(from, _) => from.touch(),\nother => log(other.rank()),\n}}\n}}\nboxed => {body}\n}}"
            ),
        }
    }

    /// A list of nodes in boxes.
    pub(crate) fn linked(&mut self, size: usize) -> String {
        let name = self.unique("head");
        let (stop, number) = (self.stop(), self.steady(1));
        let body = self.body(size / 3, None);
        let start = format!("let mut {name} = chain(2 + ({number} as i64).rem_euclid(2));");
        let rest = match self.node.below(6) {
            0 => format!(
                "while let Some(node) = {name} {{\n{stop}\nnode.held.touch();\n{name} = node.next;\n}}"
            ),
            1 => format!(
                "while let Some(mut node) = {name}.take() {{\n{stop}\n{name} = node.next.take();\n{body}\nnode.held.touch();\n}}"
            ),
            2 => format!(
                "let mut turned = None;\nwhile let Some(mut node) = {name} {{\n{name} = node.next.take();\n{stop}\nnode.next = turned;\nturned = Some(node);\n}}\nlog(turned.is_some());"
            ),
            3 => format!(
                "let mut at_node = &{name};\nwhile let Some(node) = at_node {{\nnode.held.touch();\nat_node = &node.next;\n}}\n{stop}"
            ),
            4 => format!(
                "if let Some(node) = &mut {name} {{\nnode.held = d(\"set\");\n{stop}\nif let Some(next) = node.next.as_mut() {{ next.held.touch(); }}\n}}\n{stop}"
            ),
            _ => format!(
                "let Some(first_node) = {name} else {{ panic!(\"empty\") }};\nlet Node {{ held, next }} = *first_node;\n{stop}\nheld.touch();\nlog(next.is_some());"
            ),
        };
        format!("{start}\n{rest}")
    }

    /// Several places are assigned together.
    pub(crate) fn assigned_together(&mut self, _: usize) -> String {
        let (left, right) = (self.unique("left"), self.unique("right"));
        let (one, two, three) = (self.tracer(), self.new_tracer(), self.new_tracer());
        let (number, other) = (self.steady(1), self.steady(1));
        let (stop, again) = (self.stop(), self.stop());
        match self.node.below(7) {
            0 => format!(
                "let (mut {left}, mut {right}) = ({one}, {two});\n{stop}\n({left}, {right}) = ({right}, {left});\n{again}\n{left}.touch();"
            ),
            1 => format!(
                "let (mut {left}, mut {right}) = ({number}, 1i64);\nfor _ in 0..3 {{\n({left}, {right}) = ({right}, ({left} + {right}) % 30);\n{stop}\n}}\nlog({left});"
            ),
            2 => format!(
                "let ({left}, {right});\n({left}, {right}) = ({one}, {number});\n{stop}\nlog({right});\n{left}.touch();"
            ),
            3 => format!(
                "let mut {left} = {one};\nlet mut {right} = {number};\nPair {{ left: {left}, .. }} = pair({two}, {three});\n{stop}\n({right}, _) = ({other}, d(\"gone\"));\nlog({right});\n{left}.touch();"
            ),
            4 => format!(
                "let mut {left} = [1i64, 2, 3];\n[{left}[0], .., {left}[2]] = [{number}, 5, {other}];\n{stop}\nlog({left}[0] + {left}[2]);"
            ),
            5 => format!(
                "let mut {left} = pair({one}, {two});\n({left}.right, {left}.left) = ({three}, d(\"swapped\"));\n{stop}\n{left}.right.touch();"
            ),
            _ => format!(
                "let (mut {left}, mut {right}) = (0i64, {one});\n({left}, {right}) = match {number} {{\n0..=3 => ({other}, {two}),\nk => {{ {stop} (k, {three}) }}\n}};\n{again}\nlog({left});\n{right}.touch();"
            ),
        }
    }

    /// Ranges in variables.
    pub(crate) fn ranges(&mut self, size: usize) -> String {
        let name = self.unique("range");
        let (number, stop) = (self.plain_int(), self.stop());
        let body = self.body(size / 3, None);
        match self.node.below(6) {
            0 => format!(
                "let {name} = 0..({number} as i64).rem_euclid(4);\nlog({name}.is_empty());\nfor at_turn in {name} {{\nlog(at_turn);\n{body}\n}}"
            ),
            1 => format!(
                "let mut {name} = 0..({number} as i64).rem_euclid(5);\nwhile let Some(turn) = {name}.next() {{\n{stop}\nlog(turn);\nif turn == 1 {{ {name}.next(); }}\n}}"
            ),
            2 => format!(
                "let {name} = 1..=3i64;\n{stop}\nif {name}.contains(&({number})) {body} else {{ log({name}.end()); }}"
            ),
            3 => format!(
                "let {name} = 1..3usize;\nlet picked = [4i64, 5, 6, 7];\n{stop}\nfor x in &picked[{name}.clone()] {{\n{stop}\nlog(x);\n}}\nlog({name}.start);"
            ),
            4 => format!(
                "let {name} = (0..6i64).step_by(2).map(|k| k + {number});\n{stop}\nfor x in {name} {{\nlog(x);\n{stop}\n}}"
            ),
            _ => format!(
                "let (mut from, to) = (0i64, 3i64);\nfor turn in from..to {{\nfrom += turn;\n{stop}\n}}\nlog(from);"
            ),
        }
    }

    /// What a reference that is a parameter, or of the function's own, refers to is changed.
    pub(crate) fn through_reference(&mut self, size: usize) -> String {
        let name = self.unique("count");
        let (number, other) = (self.steady(1), self.plain_int());
        let (stop, again) = (self.stop(), self.stop());
        let body = self.body(size / 3, None);
        let rule = match self.has_place && !self.is_plain {
            true => self.node.below(6),
            false => 3,
        };
        match rule {
            0 => format!("*place += {number};\n{stop}\nlog(*place);"),
            1 => format!("*place = (*place * 3 + {number}) % 40;\n{stop}"),
            2 => format!("bump(place, {number});\n{stop}\nlog(*place);"),
            3 => format!(
                "let mut {name} = {number};\n{{\nlet {name} = &mut {name};\n*{name} += {other};\n{stop}\n*{name} %= 20;\n{again}\n}}\nlog({name});"
            ),
            4 => format!(
                "if *place > {other} {body}\nlet old = std::mem::replace(place, {number});\n{stop}\nlog(old);"
            ),
            _ => format!(
                "let mut {name} = vec![{number}, 2, 3];\nfor x in {name}.iter_mut() {{\n*x += *place;\n{stop}\n}}\nlog({name}.iter().sum::<i64>());"
            ),
        }
    }

    /// Items inside of the body.
    pub(crate) fn items_inside(&mut self, size: usize) -> String {
        if self.loops >= 1000 {
            // what stands here may be written twice, and items of one name are not told apart by their blocks
            return self.ranges(size);
        }
        let name = self.unique("inner");
        let (one, number, stop) = (self.tracer(), self.steady(1), self.stop());
        let again = self.stop();
        let text = match self.node.below(5) {
            0 => format!(
                "fn {name}(k: i64) -> i64 {{ k * 2 % 17 }}\n{stop}\nlog({name}({number}) + {name}(3));"
            ),
            1 => format!(
                "const LIMIT_{name}: i64 = 4;\nlet {name} = ({number}).min(LIMIT_{name});\n{stop}\nlog({name} + LIMIT_{name});"
            )
            .replace("LIMIT_inner", "LIMIT"),
            2 => format!(
                "struct Local {{ held: D<String>, count: i64 }}\nimpl Local {{ fn grow(&mut self, k: i64) -> i64 {{ self.count += k; self.count }} }}\nlet mut {name} = Local {{ held: {one}, count: {number} }};\n{stop}\nlog({name}.grow({number}));\n{again}\nlet Local {{ held, count }} = {name};\nlog(count);\n{stop}\nheld.touch();"
            ),
            3 => format!(
                "#[derive(Clone, Copy, PartialEq, Debug)]\nenum Step {{ Idle, Busy(i64) }}\nlet mut {name} = Step::Idle;\nfor turn in 0..3 {{\n{name} = match {name} {{\nStep::Idle => Step::Busy({number}),\nStep::Busy(k) if k > 2 => Step::Idle,\nStep::Busy(k) => Step::Busy(k + turn),\n}};\n{stop}\n}}\nlog(format!(\"{{:?}}\", {name}));"
            ),
            _ => format!(
                "fn {name}<T: Clone, const N: usize>(item: &T) -> [T; N] {{ std::array::from_fn(|_| item.clone()) }}\nlet all: [i64; 3] = {name}(&({number}));\n{stop}\nfor x in all {{\nlog(x);\n{again}\n}}"
            ),
        };
        // items are of their block, and so are the names of two of them
        format!("{{\n{text}\n}}")
    }

    /// Calls through traits.
    pub(crate) fn objects_of_traits(&mut self, size: usize) -> String {
        let name = self.unique("shapes");
        let (one, number, stop) = (self.tracer(), self.steady(1), self.stop());
        let body = self.body(size / 3, None);
        match self.node.below(5) {
            0 => format!(
                "let {name}: Vec<Box<dyn Shape>> = vec![Box::new(Named({one})), Box::new(Square({number}))];\nfor shape in &{name} {{\nlog(shape.area() % 50);\n{stop}\n}}"
            ),
            1 => format!(
                "let {name}: Box<dyn Shape> = if {number} > 2 {{ Box::new(Square(2)) }} else {{ Box::new(Named({one})) }};\n{stop}\nlog({name}.area() % 50);"
            ),
            2 => format!(
                "let {name} = Named({one});\nlet object: &dyn Shape = &{name};\n{stop}\nlog(object.area() % 50);\n{body}"
            ),
            3 => format!(
                "let {name}: Vec<(&str, fn(i64) -> i64)> = vec![(\"double\", |k| k * 2), (\"next\", |k| k + 1)];\nfor (word, op) in {name} {{\nlog(format!(\"{{word}} {{}}\", op({number})));\n{stop}\n}}"
            ),
            _ => format!(
                "let mut {name}: Vec<Box<dyn FnMut() -> i64>> = Vec::new();\nfor start in 0..2i64 {{\nlet mut count = start;\n{name}.push(Box::new(move || {{ count += 1; count }}));\n}}\nfor op in {name}.iter_mut() {{\nlog(op());\n{stop}\nlog(op());\n}}"
            ),
        }
    }

    /// Arms that hide what stands around them, and several conditions in a row.
    pub(crate) fn hidden_in_arms(&mut self, size: usize) -> String {
        let name = self.unique("best");
        let (one, two) = (self.tracer(), self.new_tracer());
        let (number, other, stop) = (self.steady(1), self.steady(1), self.stop());
        let (first, second) = (self.block(size / 3), self.block(size / 3));
        match self.node.below(5) {
            0 => format!(
                "let {name} = {number};\nlet {name} = match half({name}) {{\nSome({name}) if {name} > 2 => {{ {stop} {name} }}\nSome({name}) => {name} + {other},\nNone => {name},\n}};\nlog({name});"
            ),
            1 => format!(
                "if let Some(held) = find({number}) {{\n{stop}\nheld.touch();\n}} else if let Ok(k) = check({other}) {first} else if let Some(held) = keep({one}, 3) {{\nheld.touch();\n{stop}\n}} else {second}"
            ),
            2 => format!(
                "let {name} = (Some({one}), {number});\nmatch {name} {{\n(Some(held), k) if k > 2 => {{ {stop} held.touch(); }}\n(Some({name}), 0..=2) => {{ {name}.touch(); {stop} }}\n(held, _) => {{ {stop} log(held.is_some()); }}\n}}"
            ),
            3 => format!(
                "let {name} = Wrapped({one}, {number});\nlet Wrapped(ref held, k) = {name};\n{stop}\nheld.touch();\nlog(k);"
            ),
            _ => format!(
                "let mut {name} = Wrapped({one}, {number});\nmatch &mut {name} {{\nWrapped(held, k @ 1..) => {{ *k += 1; {stop} *held = {two}; }}\nWrapped(held, _) => held.touch(),\n}}\n{stop}\nlog({name}.1);"
            ),
        }
    }

    /// A chain of calls, each of which takes what the one before gave.
    pub(crate) fn chained(&mut self, _: usize) -> String {
        let name = self.unique("chained");
        let (one, two) = (self.tracer(), self.new_tracer());
        let (number, other, stop) = (self.steady(2), self.steady(2), self.stop());
        match self.node.below(5) {
            0 => format!(
                "let {name} = Book::new({one}, {number}).more({other}).more(2);\n{stop}\nlet (total, owner) = {name}.finish();\nlog(total);\n{stop}\nowner.touch();"
            ),
            1 => format!("log(Book::new({one}, {number}).more({other}).finish().0);"),
            2 => format!("pair({one}, {two}).swap().swap().left.touch();\n{stop}"),
            3 => format!(
                "let {name} = [{number}, {other}, 5].iter().map(|k| k * 2).filter(|k| k % 3 != 0).fold(1, |a, k| (a + k) % 90);\n{stop}\nlog({name});"
            ),
            _ => format!(
                "let {name} = \"b a c\".split(' ').map(str::to_uppercase).rev().collect::<Vec<_>>().join(\"+\");\n{stop}\nlog(format!(\"{{{name}}}{{}}\", {number}));"
            ),
        }
    }

    /// A loop that is left with a value, or goes on with the next turn, from inside of something.
    pub(crate) fn left_from_inside(&mut self, size: usize) -> String {
        let (name, turn) = (self.unique("got"), self.unique("turn"));
        let (one, number, stop) = (self.new_tracer(), self.steady(1), self.stop());
        let (again, other) = (self.stop(), self.plain_int());
        let (plain, body) = (self.plain_int(), self.body(size / 3, None));
        let text = match self.node.below(4) {
            0 => format!(
                "let mut {turn} = 0i64;\nlet {name} = loop {{\n{turn} += 1;\nlet Some(k) = half({turn} + {number}) else {{\n{stop}\nif {turn} > 3 {{ break {one}; }}\ncontinue;\n}};\nlet held = make(k);\n{body}\nif {turn} > 2 {{ break held; }}\n}};\n{again}\n{name}.touch();"
            ),
            1 => format!(
                "let mut {turn} = vec![1i64, {other}, 3];\nlet {name} = loop {{\nmatch {turn}.pop() {{\nSome(k) if k % 2 == 0 => {{ {stop} continue; }}\nSome(k) => {{ {again} break Some(make(k)); }}\nNone => break None,\n}}\n}};\n{stop}\nlog({name}.is_some());"
            ),
            2 => format!(
                "let {name} = 'search: {{\nfor {turn} in 0..3i64 {{\nlet held = {one};\nif {turn} == {other} % 3 {{ break 'search Some(held); }}\n{stop}\n}}\nNone\n}};\n{again}\nlog({name}.is_some());"
            )
            .replace("'search", &format!("'{turn}s")),
            _ => format!(
                "let mut {turn} = 0i64;\nlet {name} = loop {{\nlet held = (make({turn}), {one});\n{stop}\n{turn} += 1;\nif {turn} > 1 {{\nbreak match held {{\n(kept, _) if {plain} > 2 => {{ {again} kept }}\n(_, kept) => kept,\n}};\n}}\n}};\n{name}.touch();"
            ),
        };
        self.declare(Var::new(&name, Kind::Words).frozen());
        if let Some(var) = self.vars.last_mut() {
            // it may be gone, or of another type
            var.gone = true;
        }
        text
    }
}
