//! Pauses on both sides of operators.

use crate::prelude::*;

coro! {
    fn arithmetic(a: i32, b: i32) yields &'static str -> i32 {
        let x = note("a", a) + note("b", { yield_value!("in b"); b }) * note("c", { yield_value!("in c"); 3 });
        let y = note("x", { yield_value!("in x"); x }) - note("2", 2);
        -{ yield_value!("negated"); y } << { yield_value!("shifted by"); 1 }
    }

    fn mixed_types(text: String) yields usize -> String {
        let n = text.len() + { yield_value!(1); text.len() } + { yield_value!(2); 10 };
        text + &{ yield_value!(n); n.to_string() } + "." + { yield_value!(3); "end" }
    }

    fn comparisons(a: String, b: i32) yields u8 -> (bool, bool, bool, bool) {
        let equal = a == { yield_value!(1); "a" };
        let less = b < { yield_value!(2); 5 };
        let between = { yield_value!(3); b } >= 1 && b <= { yield_value!(4); 9 };
        let different = { yield_value!(5); a.clone() } != { yield_value!(6); a };
        (equal, less, between, different)
    }

    fn short_circuit(a: bool, b: bool) yields &'static str -> u8 {
        let mut n = 0;
        if { yield_value!("a"); a } && { yield_value!("b"); b } {
            n += 1;
        }
        if { yield_value!("c"); a } || { yield_value!("d"); b } {
            n += 2;
        }
        let both = note("left", a) & { yield_value!("right"); b };
        let either = a && b || { yield_value!("either"); !a } && { yield_value!("last"); !b };
        if both ^ either {
            n += 4;
        }
        if !{ yield_value!("not"); a } {
            n += 8;
        }
        n
    }

    fn changed_between(mut n: i32) yields i32 -> i32 {
        let sum = n + { n += 1; yield_value!(n); n } + { n *= 2; yield_value!(n); n };
        let again = n + note(n, { yield_value!(sum); n = 100; n }) + n;
        again + n
    }

    fn yields_as_operands() receives _: i32 yields i32 -> i32 {
        let a = yield_value!(1) + yield_value!(2) * yield_value!(3);
        let b = -yield_value!(a) - yield_value!(4);
        let c = (yield_value!(b) > yield_value!(5)) as i32;
        let d = yield_value!(c) % { 1 + yield_value!(6).abs() };
        d ^ yield_value!(7)
    }

    fn nested_yields() receives first: i32 yields i32 -> i32 {
        yield_value!(yield_value!(yield_value!(first) + 1) + yield_value!(2))
    }

    fn owned_operands() receives _: String yields u8 -> String {
        yield_value!(1) + &yield_value!(2) + yield_value!(3).as_str() + &*yield_value!(4)
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("arithmetic", || arithmetic(4, 5));
    t.case("mixed types", || mixed_types("text".to_string()));
    t.case("comparisons", || comparisons("a".to_string(), 5));
    for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
        t.case(&format!("short circuit {a} {b}"), || short_circuit(a, b));
    }
    t.case("changed between", || changed_between(3));
    t.receiving("yields as operands", yields_as_operands, |k| k as i32 * 7 - 10);
    t.receiving("nested yields", nested_yields, |k| k as i32 * 100);
    t.receiving("owned operands", owned_operands, |k| format!("<{k}>"));
}
