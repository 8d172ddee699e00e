//! Temporaries: how long they live when something pauses.

use crate::prelude::*;

struct Wrapper(D);

impl Wrapper {
    fn new(name: &'static str) -> Self {
        Wrapper(D(name))
    }

    fn option(&self) -> Option<i64> {
        log(format_args!("option of {}", self.0.0));
        Some(self.0.id())
    }

    fn number(&self) -> i64 {
        self.0.id()
    }

    fn items(&self) -> std::vec::IntoIter<i64> {
        vec![1, 2].into_iter()
    }
}

fn lookup(n: u32) -> Option<String> {
    (n > 1).then(|| format!("text {n}"))
}

fn tracers(n: u32) -> Vec<D> {
    ["first", "second"].into_iter().take(n as usize).map(D).collect()
}

coro! {
    fn scrutinee() {
        match Wrapper::new("scrutinee").option() {
            Some(n) if n < 0 => log("negative"),
            Some(_) => {
                log("arm");
                yield_wait!();
                log("arm again");
            }
            None => {}
        }
        yield_wait!();
    }

    fn if_let() {
        if let Some(n) = Wrapper::new("if let").option() {
            log(n);
            yield_wait!();
        }
        if let Some(..0) = Wrapper::new("no match").option() {
            log("never");
        } else {
            log("else");
            yield_wait!();
        }
        yield_wait!();
    }

    fn while_let(mut n: u32) {
        while let Some(_) = Wrapper::new("while let").option() {
            yield_wait!();
            n -= 1;
            if n == 0 {
                break;
            }
        }
        yield_wait!();
    }

    fn conditions(mut n: u32) {
        if Wrapper::new("if").number() > 0 {
            yield_wait!();
        }
        while Wrapper::new("while").number() > 0 && n > 0 {
            n -= 1;
            yield_wait!();
        }
    }

    fn for_head() {
        for x in Wrapper::new("for").items() {
            log(x);
            yield_wait!();
        }
        yield_wait!();
    }

    fn yield_operand() yields i64 {
        yield_value!(Wrapper::new("operand").number());
        let n = yield_value!(Wrapper::new("bound").number());
        log(format_args!("{n:?}"));
        yield_value!(1);
    }

    fn call_arguments() yields i64 -> i64 {
        let sum = i64::max(Wrapper::new("first").number(), { yield_value!(1); 2 })
            + Wrapper::new("second").number();
        yield_value!(sum);
        i64::min({ yield_value!(3); 4 }, Wrapper::new("third").number())
    }

    fn statements() yields i64 {
        Wrapper::new("statement").option().map(|_| log("mapped"));
        yield_value!(1);
        let n = Wrapper::new("let").number() + { yield_value!(2); 3 };
        yield_value!(n);
        let m = { let w = Wrapper::new("block"); w.number() } + { yield_value!(4); 5 };
        yield_value!(m);
    }

    fn let_else() -> i64 {
        let Some(n) = Wrapper::new("let else").option() else {
            return 0;
        };
        yield_wait!();
        let Some(..0) = Wrapper::new("fails").option() else {
            log("in else");
            yield_wait!();
            return n;
        };
        -1
    }

    fn tail() yields u8 -> i64 {
        let d = D("local");
        yield_value!(1);
        Wrapper::new("tail").number() + d.id() + { yield_value!(2); 0 }
    }

    fn extended() -> i64 {
        let w = &Wrapper::new("extended");
        log(w.number());
        let pair = (Wrapper::new("moved"), 3);
        yield_wait!();
        pair.0.number() + pair.1
    }

    fn short_circuits() yields u8 -> bool {
        let a = Wrapper::new("left").number() > 0 && { yield_value!(1); true };
        let b = Wrapper::new("other").number() < 0 || { yield_value!(2); Wrapper::new("right").number() > 0 };
        yield_value!(3);
        a && b
    }

    fn nested_match(n: u8) yields u8 -> i64 {
        let value = match match Wrapper::new("inner").option() {
            Some(x) => {
                yield_value!(1);
                x + i64::from(n)
            }
            None => 0,
        } {
            0 => 0,
            x => {
                yield_value!(2);
                x
            }
        };
        yield_value!(3);
        value
    }

    fn in_method_arguments() yields i64 -> i64 {
        let found = Some(3);
        yield_value!(found.unwrap_or(Wrapper::new("argument").number()));
        yield_value!((Wrapper::new("cast").number() as i32).into());
        yield_value!(-Wrapper::new("negated").number());
        match found.unwrap_or(1).max(Wrapper::new("scrutinee's argument").number()) {
            0 => 0,
            n => {
                yield_value!(n);
                n
            }
        }
    }

    fn of_a_delegate() yields i64 -> i64 {
        yield_from!([Wrapper::new("item").number(), 2]);
        let unit = yield_from!(Wrapper::new("items").items().take(Wrapper::new("count").number() as usize));
        log(format_args!("{unit:?}"));
        3
    }

    fn nothing_looks_at_it(number: i64) yields i64 -> i64 {
        match if number > 2 { D("more").id() > 3 } else { drop(D("less")); true } {
            _ => {
                yield_value!(number);
                number + 1
            }
        }
    }

    fn borrowed_from_a_call(n: u32) yields usize -> usize {
        match lookup(n).as_deref() {
            Some(text) => {
                yield_value!(text.len());
                log(text);
            }
            None => log("none"),
        }
        match n.to_string().as_str() {
            "0" => {
                yield_value!(10);
            }
            other => {
                yield_value!(11);
                log(other);
            }
        }
        if let [first, ..] = tracers(n).as_slice() {
            yield_value!(first.0.len());
            return first.id() as usize;
        }
        n as usize
    }

    fn loops_over_calls(n: u32) yields usize -> usize {
        for d in tracers(n).iter() {
            yield_value!(d.0.len());
            log(d.0);
        }
        for d in &tracers(n) {
            yield_value!(d.0.len());
            log(d.0);
        }
        for (at, d) in tracers(n).iter_mut().enumerate().rev() {
            d.0 = "changed";
            yield_value!(at);
            log(d.0);
        }
        0
    }

    fn in_literals() yields i64 -> i64 {
        yield_value!((5..Wrapper::new("end").number()).start);
        yield_value!([1, Wrapper::new("element").number()][0]);
        yield_value!([7, 8][Wrapper::new("index").number() as usize % 2]);
        yield_value!((1, Wrapper::new("of a tuple").number()).0);
        0
    }

    fn in_a_formatted_text() yields i64 {
        log(format!("{} {}", Wrapper::new("formatted").number(), { yield_value!(1); 2 }));
        yield_value!(format!("{} {:?}", Wrapper::new("handed out").number(), yield_value!(3)).len() as i64);
    }

    fn the_value_dies_first() yields i64 {
        (Wrapper::new("held").number(), yield_value!(1), D("value"));
        yield_from!(made(Wrapper::new("operand").number()));
    }

    fn made(n: i64) yields i64 -> D {
        yield_value!(n);
        D("made")
    }

    fn of_conditions(n: i64) yields i64 -> i64 {
        if { yield_value!(Wrapper::new("condition").number()) } == () {
            log("then");
            yield_value!(1);
        }
        if yield_value!(Wrapper::new("bare condition").number()) == () && n > 1 {
            log("then");
            yield_value!(2);
        }
        if n > 0
            && let Some(found) = Wrapper::new("chain").option()
            && found > 0
        {
            log("then");
            yield_value!(3);
            log("still");
        } else {
            yield_value!(4);
        }
        let mut rounds = 0;
        while rounds < n
            && let Some(found) = Wrapper::new("round").option()
        {
            rounds += 1;
            yield_value!(found);
            log(rounds);
        }
        yield_value!(format!("{}", Wrapper::new("formatted").number()).len() as i64);
        n
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("scrutinee", scrutinee);
    t.case("if let", if_let);
    t.case("while let", || while_let(2));
    t.case("conditions", || conditions(2));
    t.case("for head", for_head);
    t.case("yield operand", yield_operand);
    t.case("call arguments", call_arguments);
    t.case("statements", statements);
    t.case("let else", let_else);
    t.case("tail", tail);
    t.case("extended", extended);
    t.case("short circuits", short_circuits);
    t.case("in method arguments", in_method_arguments);
    t.case("of a delegate", of_a_delegate);
    t.case("nothing looks at it", || nothing_looks_at_it(2));
    t.case("nothing looks at it, more", || nothing_looks_at_it(3));
    for n in 0..3 {
        t.case(&format!("borrowed from a call {n}"), || borrowed_from_a_call(n));
        t.case(&format!("loops over calls {n}"), || loops_over_calls(n));
    }
    t.case("in literals", in_literals);
    t.case("in a formatted text", in_a_formatted_text);
    t.case("the value dies first", the_value_dies_first);
    for n in 0..3 {
        t.case(&format!("of conditions {n}"), || of_conditions(n));
    }
    t.case("nested match", || nested_match(1));
}
