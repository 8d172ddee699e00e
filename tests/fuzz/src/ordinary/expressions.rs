//! Numbers, conditions and tracers.

use super::scope::Kind;
use super::{Pauses, Returns, Writer};

impl Writer {
    /// A number of at most this size; it may pause.
    pub(crate) fn int(&mut self, size: usize) -> String {
        let text = self.enter(|writer| writer.int_here(size));
        let is_atom = !text.contains(' ') && !text.starts_with('*');
        if is_atom {
            return text;
        }
        format!("({text})")
    }

    /// A number that does not pause.
    pub(crate) fn plain_int(&mut self) -> String {
        let is_plain = std::mem::replace(&mut self.is_plain, true);
        let text = self.int(1);
        self.is_plain = is_plain;
        text
    }

    pub(crate) fn leaf(&mut self) -> String {
        if self.node.chance(65)
            && let Some(name) = self.some(Kind::Int)
        {
            return name;
        }
        format!("{}i64", self.node.below(9))
    }

    fn int_here(&mut self, size: usize) -> String {
        if size == 0 || !self.visit() {
            return self.leaf();
        }
        let size = size - 1;
        match self.node.below(60) {
            0..4 => self.leaf(),
            4 => format!("({} + {}) % 100", self.int(size), self.int(size)),
            5 => format!("({} * 3 - {})", self.int(size), self.leaf()),
            6 => match self.some(Kind::Tracer).or(self.some(Kind::TracerRef)) {
                Some(name) => format!("{name}.id() % 10"),
                None => self.leaf(),
            },
            7 => match self.some(Kind::List) {
                Some(name) => format!("{name}.iter().map(|x| x % 7).sum::<i64>()"),
                None => self.leaf(),
            },
            8 => match self.some(Kind::List) {
                Some(name) => format!("{name}.len() as i64"),
                None => self.leaf(),
            },
            9 => match self.some(Kind::Text).or(self.some(Kind::Words)) {
                Some(name) => format!("{name}.len() as i64"),
                None => self.leaf(),
            },
            10 => match self.some(Kind::List) {
                Some(name) => format!("{name}.first().copied().unwrap_or({})", self.leaf()),
                None => self.leaf(),
            },
            11 | 12 => {
                let (cond, one, two) = (self.cond(size), self.int(size), self.int(size));
                format!("if {cond} {{ {one} }} else {{ {two} }}")
            }
            13 => format!("half({}).unwrap_or({})", self.int(size), self.leaf()),
            14 => format!("sum2({}, {})", self.int(size), self.int(size)),
            15 => format!(
                "sum2({}, look(&D(\"t\".to_string()), {}))",
                self.int(size),
                self.leaf()
            ),
            16 => format!("{}.max({}).min(50)", self.unsuffixed(), self.int(size)),
            17 => match self.is_plain {
                false if self.returns == Returns::Attempt => {
                    format!("check({})?", self.int(size))
                }
                false if self.returns == Returns::Maybe => format!("half({})?", self.int(size)),
                _ => self.leaf(),
            },
            18 if !self.is_plain && !self.delegates.is_empty() => {
                let call = self.delegates[self.node.below(self.delegates.len())].clone();
                match self.pauses {
                    Pauses::Waits => format!("{call}.await"),
                    _ => format!("yield_from!({call})"),
                }
            }
            19 => format!(
                "[{}, {}][{} as usize % 2]",
                self.int(size),
                self.int(size),
                self.leaf()
            ),
            20 => format!("({}, {}).1", self.int(size), self.int(size)),
            21 => format!(
                "match half({}) {{ Some(k) => k, None => {} }}",
                self.int(size),
                self.int(size)
            ),
            22 => format!(
                "if let Some(k) = half({}) {{ k }} else {{ {} }}",
                self.int(size),
                self.int(size)
            ),
            23 => format!(
                "vec![{}, {}].into_iter().max().unwrap_or(0)",
                self.int(size),
                self.int(size)
            ),
            24 => format!("format!(\"{{}}\", {}).len() as i64", self.int(size)),
            25 => {
                let label = format!("'{}", self.unique("b"));
                let (cond, one, two) = (self.cond(size), self.int(size), self.int(size));
                format!("{label}: {{ if {cond} {{ break {label} {one}; }} {two} }}")
            }
            26 => {
                let (new, value) = (self.new_tracer(), self.int(size));
                let name = self.unique("held");
                format!("{{ let {name} = {new}; {value} + {name}.id() % 3 }}")
            }
            27 => format!("Pair::new({}, {}).sum()", self.tracer(), self.tracer()),
            28 => format!(
                "Book::new({}, {}).add({})",
                self.tracer(),
                self.int(size),
                self.int(size)
            ),
            29 => format!("({}) as i64", self.cond(size)),
            30 => format!("-{}", self.int(size)),
            31 => format!(
                "match {} {{ 0 | 1 => {}, k if k > 4 => k - 1, _ => {} }}",
                self.int(size),
                self.int(size),
                self.int(size)
            ),
            32 => format!("event({}).rank()", self.int(size)),
            33 => format!("consume({}, {})", self.tracer(), self.int(size)),
            58 | 59 => self.matching_operand(size),
            34 => format!(
                "sum2({{ let k = {}; k + 1 }}, {})",
                self.int(size),
                self.int(size)
            ),
            35 => format!("Square({}).area() % 20", self.int(size)),
            36..50 => self.roundabout(size),
            _ => self.paused(size),
        }
    }

    fn unsuffixed(&mut self) -> String {
        let leaf = self.leaf();
        if leaf.starts_with('*') {
            format!("({leaf})")
        } else {
            leaf
        }
    }

    /// A number that is there after a pause.
    fn paused(&mut self, size: usize) -> String {
        if self.is_plain {
            return self.leaf();
        }
        match self.pauses {
            Pauses::Received => format!("yield_value!({})", self.int(size)),
            Pauses::Values => {
                let (value, then) = (self.int(size), self.leaf());
                format!("{{ yield_value!({value}); {then} }}")
            }
            Pauses::Waits => format!("{{ yield_wait!(); {} }}", self.leaf()),
        }
    }

    /// A condition.
    pub(crate) fn cond(&mut self, size: usize) -> String {
        self.enter(|writer| {
            let size = size.min(2);
            match writer.node.below(9) {
                0..3 => format!("{} % 2 == {}", writer.int(size), writer.node.below(2)),
                3 => format!("{} > {}", writer.int(size), writer.leaf()),
                4 => format!("({}) < {}", writer.int(size), writer.leaf()),
                5 if size > 0 => format!("{} && {}", writer.cond(size - 1), writer.cond(size - 1)),
                6 if size > 0 => {
                    format!("({} || {})", writer.cond(size - 1), writer.cond(size - 1))
                }
                7 => match writer.some(Kind::Text).or(writer.some(Kind::Words)) {
                    Some(name) => format!("{name}.contains('a')"),
                    None => format!("matches!({}, 1 | 3 | 4..=9)", writer.plain_int()),
                },
                _ => format!("{} != {}", writer.leaf(), writer.int(size)),
            }
        })
    }

    /// A new tracer, or one that is given away.
    pub(crate) fn tracer(&mut self) -> String {
        self.enter(|writer| {
            if writer.visit()
                && writer.node.chance(40)
                && let Some(name) = writer.take_var(Kind::Tracer)
            {
                return name;
            }
            match writer.node.below(18) {
                4 => format!(
                    "choose({}, {}, {})",
                    writer.new_tracer(),
                    writer.new_tracer(),
                    writer.cond(1)
                ),
                5 => format!(
                    "Pair::new({}, {}).left",
                    writer.new_tracer(),
                    writer.new_tracer()
                ),
                6 => format!("({}, {}).0", writer.new_tracer(), writer.plain_int()),
                7 => format!(
                    "vec![{}, {}].remove(0)",
                    writer.new_tracer(),
                    writer.new_tracer()
                ),
                8 => format!(
                    "if {} {{ {} }} else {{ {} }}",
                    writer.cond(1),
                    writer.new_tracer(),
                    writer.new_tracer()
                ),
                9 if !writer.is_plain => format!("{{ {} {} }}", writer.stop(), writer.new_tracer()),
                10 => format!("*Box::new({})", writer.new_tracer()),
                11 => format!(
                    "match find({}) {{ Some(held) => held, None => {} }}",
                    writer.int(1),
                    writer.new_tracer()
                ),
                12 => format!(
                    "keep({}, {}).unwrap_or(d(\"else\"))",
                    writer.new_tracer(),
                    writer.int(1)
                ),
                0 => format!("make({})", writer.plain_int()),
                1 if !writer.is_plain => format!("make({})", writer.int(1)),
                2 => format!("pass(2, {})", writer.new_tracer()),
                _ => writer.new_tracer(),
            }
        })
    }

    /// `D("a3".to_string())`
    pub(crate) fn new_tracer(&mut self) -> String {
        self.tracers += 1;
        format!("d(\"{}{}\")", self.letter, self.tracers)
    }
}
