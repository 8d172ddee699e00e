//! Operands with something to drop in them, and those that leave the expression they stand in.

use super::Writer;
use super::scope::Kind;

impl Writer {
    /// A number that is made in a roundabout way.
    pub(crate) fn roundabout(&mut self, size: usize) -> String {
        match self.node.below(22) {
            0 => format!(
                "grid({}, {})[at({})][at({})]",
                self.int(size),
                self.int(size),
                self.int(size),
                self.int(size)
            ),
            // rustc 1.95 does not keep an array over a pause in an index of it
            1 => format!(
                "[[{}, {}], [{}, 4]][at({})][at({})]",
                self.int(size),
                self.int(size),
                self.int(size),
                self.plain_int(),
                self.plain_int()
            ),
            2 if !self.is_plain => {
                let (value, result) = (self.int(size), self.result());
                format!("match half({value}) {{ Some(k) => k, None => return {result} }}")
            }
            3 if !self.is_plain => {
                let (new, name) = (self.new_tracer(), self.unique("held"));
                let (cond, value) = (self.cond(size), self.int(size));
                let result = self.result();
                format!(
                    "loop {{ let {name} = {new}; if {cond} {{ break {value} + {name}.id() % 3; }} return {result}; }}"
                )
            }
            4 => {
                let value = self.int(size);
                match self.some(Kind::Tracer).or(self.some(Kind::TracerRef)) {
                    Some(name) => format!(
                        "half({value}).map_or_else(|| format!(\"{{{name}:?}}\").len() as i64, |k| k + {name}.id() % 3)"
                    ),
                    None => value,
                }
            }
            5 => {
                let value = self.int(size);
                match self.some(Kind::Tracer).or(self.some(Kind::TracerRef)) {
                    Some(name) => format!(
                        "half({value}).filter(|k| *k > {name}.id() % 4).unwrap_or({})",
                        self.int(size)
                    ),
                    None => value,
                }
            }
            6 => format!("({} as u8).wrapping_mul(3) as i64 % 50", self.int(size)),
            7 => format!("({} as f64 * 0.5 + 1.0).floor() as i64", self.int(size)),
            8 => format!(
                "(b'a' + ({} as u8 % 20)) as char as u32 as i64 % 30",
                self.int(size)
            ),
            9 => format!("*Box::new({})", self.int(size)),
            10 => {
                let name = self.unique("k");
                format!(
                    "{{ let mut {name} = {}; {name} += {}; {name} * 2 % 50 }}",
                    self.int(size),
                    self.int(size)
                )
            }
            11 => format!(
                "nest({}, {}, {}).deep.0.id() % 7",
                self.tracer(),
                self.tracer(),
                self.int(size)
            ),
            12 => format!(
                "consume(nest({}, {}, 3).deep.1, {})",
                self.tracer(),
                self.new_tracer(),
                self.int(size)
            ),
            13 => format!(
                "nest({}, {}, {}).split({}).1",
                self.tracer(),
                self.new_tracer(),
                self.int(size),
                self.int(size)
            ),
            14 => format!(
                "nest({}, {}, 1).weigh({})",
                self.tracer(),
                self.new_tracer(),
                self.int(size)
            ),
            15 => format!(
                "Book {{ owner: {}, ..Book::new({}, {}) }}.total()",
                self.tracer(),
                self.new_tracer(),
                self.int(size)
            ),
            16 => format!(
                "Book::new({}, {}).more({}).more({}).total()",
                self.tracer(),
                self.int(size),
                self.int(size),
                self.leaf()
            ),
            17 => format!(
                "Some(({}, {})).filter(|(_, k)| *k > 2).map_or(1, |(held, k)| look(&held, k))",
                self.tracer(),
                self.int(size)
            ),
            18 => format!(
                "find({}).as_ref().map_or(3, |held| held.id() % 5)",
                self.int(size)
            ),
            19 => format!(
                "triple({}, {}, {}).1",
                self.tracer(),
                self.int(size),
                self.tracer()
            ),
            20 => format!(
                "match ({}, {}) {{ (one, k) if k > 3 => look(&one, k), (_, k) => k + {} }}",
                self.tracer(),
                self.int(size),
                self.int(size)
            ),
            _ => format!(
                "match attempt({}) {{ Ok(Some(held)) => held.id() % 9, Ok(None) => {}, Err(text) => text.len() as i64 + {} }}",
                self.int(size),
                self.int(size),
                self.int(size)
            ),
        }
    }
}
