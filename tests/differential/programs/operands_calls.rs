//! Pauses in callees, receivers and arguments.

use crate::prelude::*;

fn three(a: i32, b: i32, c: i32) -> i32 {
    log("call three");
    a * 100 + b * 10 + c
}

fn keep(a: D, b: D) -> i64 {
    log("call keep");
    a.id() - b.id()
}

#[derive(Debug, Clone, Default)]
struct Builder {
    parts: Vec<String>,
}

impl Builder {
    fn part(mut self, part: &str) -> Self {
        log(format_args!("part {part}"));
        self.parts.push(part.to_string());
        self
    }

    fn add(&mut self, part: &str) -> &mut Self {
        log(format_args!("add {part}"));
        self.parts.push(part.to_string());
        self
    }

    fn build(self) -> String {
        self.parts.join("-")
    }
}

coro! {
    fn arguments() yields &'static str -> i32 {
        three(
            note("one", { yield_value!("in one"); 1 }),
            note("two", 2),
            note("three", { yield_value!("in three"); 3 }),
        )
    }

    fn nested_calls() receives _: i32 yields i32 -> i32 {
        three(three(yield_value!(1), 0, yield_value!(2)), note("b", 1), three(0, yield_value!(3), 0))
    }

    fn moved_arguments(a: D, b: D) yields u8 -> i64 {
        keep(a, { yield_value!(1); b }) + keep(D("fresh"), { yield_value!(2); D("late") })
    }

    fn callee() yields &'static str -> i32 {
        let double = |x: i32| x * 2;
        let f: fn(i32) -> i32 = if { yield_value!("choose"); true } { double } else { |x| x };
        f({ yield_value!("argument"); 4 }) + double({ yield_value!("closure"); 5 })
    }

    fn method_arguments() receives _: String yields usize -> Vec<String> {
        let mut list = Vec::new();
        list.push(yield_value!(list.len()));
        list.insert(0, yield_value!(list.len()));
        list.extend([yield_value!(1), yield_value!(2)]);
        list.push(format!("{}+{}", yield_value!(3), list.len()));
        list
    }

    fn receivers() yields u8 -> String {
        let built = { yield_value!(1); Builder::default() }
            .part({ yield_value!(2); "a" })
            .part("b")
            .part({ yield_value!(3); "c" });
        let mut more = built.clone();
        more.add({ yield_value!(4); "d" }).add("e");
        { yield_value!(5); more }.build() + &built.build()
    }

    fn iterator_chain(limit: u32) yields u32 -> Vec<u32> {
        (0..{ yield_value!(1); limit })
            .filter(|x| x % 2 == 0)
            .map(|x| x * x)
            .skip({ yield_value!(2); 1 })
            .collect()
    }

    fn associated() yields u8 -> (String, Option<u8>, Box<u8>) {
        (
            String::from({ yield_value!(1); "text" }),
            Some({ yield_value!(2); 7 }),
            Box::new({ yield_value!(3); 8 }),
        )
    }

    fn early_exit_in_argument(stop: bool) yields u8 -> i64 {
        let d = D("d");
        keep(D("first"), {
            yield_value!(1);
            if stop {
                return -1;
            }
            D("second")
        }) + d.id()
    }

    fn yield_results_as_receivers() receives _: String yields u8 -> usize {
        yield_value!(1).trim().len() + yield_value!(2).chars().filter(|c| c.is_alphabetic()).count()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("arguments", arguments);
    t.receiving("nested calls", nested_calls, |k| k as i32);
    t.case("moved arguments", || moved_arguments(D("a"), D("b")));
    t.case("callee", callee);
    t.receiving("method arguments", method_arguments, |k| format!("v{k}"));
    t.case("receivers", receivers);
    t.case("iterator chain", || iterator_chain(9));
    t.case("associated", associated);
    t.case("early exit in argument", || early_exit_in_argument(true));
    t.case("no early exit in argument", || early_exit_in_argument(false));
    t.receiving("yield results as receivers", yield_results_as_receivers, |k| format!(" a{k} "));
}
