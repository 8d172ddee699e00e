//! What is less usual, but ordinary: structs updated, types with a `Drop` of their own matched, values of delegates kept,
//! slices of what drops, values that are set again while others live.

use super::scope::{Kind, Var};
use super::{Pauses, Writer};

impl Writer {
    /// `Pair { left: a, ..pair(b, c) }`
    pub(crate) fn struct_update(&mut self, _: usize) -> String {
        let name = self.unique("updated");
        let (one, two, three) = (self.tracer(), self.tracer(), self.new_tracer());
        let (stop, number) = (self.stop(), self.int(1));
        match self.node.below(4) {
            0 => format!(
                "let {name} = Pair {{ left: {one}, ..pair({two}, {three}) }};\n{stop}\n{name}.right.touch();"
            ),
            1 => format!(
                "let {name} = Nest {{ one: {one}, count: {number}, ..nest({two}, {three}, 2) }};\n{stop}\n{name}.deep.1.touch();"
            ),
            2 => format!(
                "let base = pair({one}, {two});\n{stop}\nlet {name} = Pair {{ right: {three}, ..base }};\n{stop}\n{name}.left.touch();"
            ),
            _ => format!(
                "let base = nest({one}, {two}, {number});\nlet {name} = Nest {{ count: {number}, ..base }};\n{stop}\nlog({name}.count);"
            ),
        }
    }

    /// What has a `Drop` of its own is copied out of.
    pub(crate) fn dropping(&mut self, size: usize) -> String {
        let (number, other) = (self.int(1), self.plain_int());
        let (stop, body) = (self.stop(), self.arm(size / 3, &[("k", Kind::Int)]));
        match self.node.below(6) {
            0 => format!(
                "match Ticket({number}, {other}) {{\nTicket(k, 1..=4) => {body}\nTicket(k, _) => {{ log(k); {stop} }}\n}}"
            ),
            1 => format!("let Ticket(k, _) = Ticket({number}, {other});\n{stop}\nlog(k);"),
            2 => format!(
                "match lamp({number}) {{\nLamp::On(k) if k > {other} => {body}\nLamp::On(k) => {{ {stop} log(k); }}\nLamp::Off => {{ {stop} }}\n}}"
            ),
            3 => format!("if let Lamp::On(k) = lamp({number}) {body} else {{ {stop} }}"),
            4 => format!("let lit = lamp({number});\nif let Lamp::On(k) = lit {body}\n{stop}"),
            _ => format!(
                "let Lamp::On(k) = lamp({number}) else {{ panic!(\"off\") }};\n{stop}\nlog(k);"
            ),
        }
    }

    /// What a delegate returns.
    pub(crate) fn kept_of_delegate(&mut self, size: usize) -> String {
        let name = self.unique("given");
        if self.delegates.is_empty() || self.pauses == Pauses::Received {
            return self.object(size);
        }
        let call = self.delegates[self.node.below(self.delegates.len())].clone();
        let (call, hand) = match self.pauses {
            Pauses::Waits => (format!("{call}.await"), "hand(#).await"),
            _ => (format!("yield_from!({call})"), "yield_from!(hand_over(#))"),
        };
        let tracer = self.tracer();
        let given = hand.replace('#', &tracer);
        let stop = self.stop();
        match self.node.below(5) {
            0 => format!(
                "let {name} = ({}, {call});\n{stop}\nlog({name}.1);",
                self.new_tracer()
            ),
            1 => {
                self.declare(Var::new(&name, Kind::Tracer));
                format!("let {name} = {given};\n{stop}")
            }
            2 => format!(
                "for held in [{}, {}] {{\nlet {name} = {given};\nheld.touch();\n}}",
                self.new_tracer(),
                self.new_tracer()
            )
            .replace(&tracer, "d(\"x\")"),
            3 => format!("let {name} = {given};\nconsume({name}, {call});"),
            _ => format!(
                "let held = {};\nlet {name} = pass({call}, {given});\n{stop}\nheld.touch();",
                self.new_tracer()
            ),
        }
    }

    /// Slices of tracers.
    pub(crate) fn slices(&mut self, size: usize) -> String {
        let name = self.unique("row");
        let (one, two, three) = (self.tracer(), self.new_tracer(), self.new_tracer());
        let (stop, cond) = (self.stop(), format!("{} > 2", self.plain_int()));
        let body = self.block(size / 3);
        match self.node.below(6) {
            0 => format!(
                "let {name} = [{one}, {two}, {three}];\nif let [first_of, .., last_of] = {name}.as_slice() {{\n{stop}\nfirst_of.touch();\nlast_of.touch();\n}}\n{stop}"
            ),
            1 => format!(
                "let {name} = vec![{one}, {two}];\nmatch &{name}[..] {{\n[only] => only.touch(),\n[head, tail @ ..] if {cond} => {{ {stop} head.touch(); log(tail.len()); }}\n_ => {body}\n}}"
            ),
            2 => format!(
                "let mut {name} = vec![{one}, {two}, {three}];\nif let [head, .., tail] = {name}.as_mut_slice() {{\nstd::mem::swap(head, tail);\n}}\n{stop}\n{name}[0].touch();"
            ),
            3 => format!(
                "let [inner, _, kept] = [{one}, {two}, {three}];\n{stop}\nkept.touch();\ninner.touch();"
            ),
            4 => format!(
                "let {name} = [{one}, {two}, {three}];\nfor pair_of in {name}.windows(2) {{\n{stop}\npair_of[0].touch();\n}}"
            ),
            _ => format!(
                "let {name} = vec![{one}, {two}, {three}];\nfor part in {name}.chunks(2) {{\nlog(part.len());\n{stop}\n}}\nlet mut rest = {name}.into_iter().skip(1);\n{stop}\nif let Some(held) = rest.next() {body}"
            ),
        }
    }

    /// A slot that is filled, taken and filled again.
    pub(crate) fn slot(&mut self, size: usize) -> String {
        let name = self.unique("slot");
        let (one, two, stop) = (self.tracer(), self.new_tracer(), self.stop());
        let (cond, body) = (self.cond(1), self.block(size / 3));
        let start = match self.node.below(2) {
            0 => format!(
                "let mut {name}: Option<D<String>> = None;\nif {cond} {{ {name} = Some({one}); }}"
            ),
            _ => format!("let mut {name} = Some({one});\n{stop}"),
        };
        let rest = match self.node.below(7) {
            0 => {
                format!("let old = {name}.replace({two});\n{stop}\nif let Some(held) = old {body}")
            }
            1 => format!("{name}.get_or_insert_with(|| {two}).touch();\n{stop}"),
            2 => format!("let got = {name}.insert({two}).id() % 10;\n{stop}\nlog(got);"),
            3 => format!("let old = std::mem::take(&mut {name});\n{stop}\nlog(old.is_some());"),
            4 => format!(
                "if let Some(held) = {name}.as_mut() {{\n{stop}\n*held = {two};\n}} else {body}"
            ),
            5 => format!(
                "while let Some(held) = {name}.take() {{\n{stop}\nif held.id() % 2 == 0 {{ {name} = Some({two}); break; }}\n}}"
            ),
            _ => format!(
                "{name} = match {name} {{\nSome(held) if held.id() % 2 == 0 => {{ {stop} Some(held) }}\nSome(held) => {{ {stop} held.touch(); None }}\nNone => Some({two}),\n}};\n{stop}"
            ),
        };
        format!("{start}\n{rest}\nlog({name}.is_some());")
    }

    /// Values bound one after the other, each of which may end the function.
    pub(crate) fn let_elses(&mut self, size: usize) -> String {
        let (first, second) = (self.unique("one"), self.unique("two"));
        let (value, other) = (self.int(1), self.int(1));
        let (stop, again) = (self.stop(), self.stop());
        let loops = std::mem::replace(&mut self.loops, usize::MAX);
        let result = self.result();
        self.loops = loops;
        let body = self.block(size / 3);
        self.declare(Var::new(&second, Kind::Tracer));
        format!(
            "let Some({first}) = find({value}) else {{\n{stop}\nreturn {result};\n}};\nlet Ok(Some({second})) = attempt({other}) else {{\n{first}.touch();\n{again}\nreturn {result};\n}};\n{body}\n{first}.touch();"
        )
    }

    /// An operand that leaves parts of what it matches.
    pub(crate) fn matching_operand(&mut self, size: usize) -> String {
        let (one, two, number) = (self.tracer(), self.new_tracer(), self.int(size));
        let cond = format!("{} > 2", self.plain_int());
        match self.node.below(8) {
            0 => format!(
                "match duo({one}, {two}) {{ (held, _) if {cond} => look(&held, {number}), (_, held) => look(&held, 2) }}"
            ),
            1 => format!("match find({number}) {{ Some(_) => 1, None => 2 }}"),
            2 => format!("match Ticket({number}, 3) {{ Ticket(k, 3) => k, Ticket(_, k) => k }}"),
            3 => format!(
                "match (({one}), {number}) {{ (ref held, k) if k > 2 => look(held, k), (_, k) => k }}"
            ),
            4 => format!(
                "match event({number}) {{ Event::Move(held, _) | Event::Back(_, held) => look(&held, 3), Event::Open {{ size, .. }} => size, other => other.rank() }}"
            ),
            5 => format!("if let Some(held) = find({number}) {{ look(&held, 4) }} else {{ 5 }}"),
            6 => format!(
                "match attempt({number}) {{ Ok(Some(held)) => held.id() % 10, Ok(_) => 3, Err(text) => text.len() as i64 }}"
            ),
            _ => format!("match lamp({number}) {{ Lamp::On(k) => k, Lamp::Off => 6 }}"),
        }
    }
}
