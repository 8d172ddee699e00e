//! Temporaries of calls: a value that is only borrowed where it is made lives to the end of the statement.

use crate::prelude::*;

fn make(name: &'static str) -> D {
    log(format_args!("make {name}"));
    D(name)
}
trait Look {
    fn size(&self) -> i64;
    fn grow(&mut self) -> i64;
    fn again(&self) -> D;
    fn same(&self) -> &Self;
    fn pair(&self, other: &D) -> i64;
}
impl Look for D {
    fn size(&self) -> i64 { log(format_args!("size {self:?}")); 3 }
    fn grow(&mut self) -> i64 { log(format_args!("grow {self:?}")); 4 }
    fn again(&self) -> D { log(format_args!("again {self:?}")); D("again") }
    fn same(&self) -> &Self { self }
    fn pair(&self, other: &D) -> i64 { log(format_args!("pair {self:?} {other:?}")); 5 }
}
struct Store(D);
impl Store {
    fn open(&self) -> D { D("opened") }
    fn list(&self) -> Vec<D> { vec![D("l1"), D("l2")] }
}
fn three(a: i64, b: i64, c: i64) -> i64 { log(format_args!("three {a} {b} {c}")); a + b + c }
fn looks(a: &D) -> i64 { log(format_args!("looks {a:?}")); 1 }
fn takes(a: D, n: i64) -> i64 { log(format_args!("takes {a:?} {n}")); n }
fn maybe(n: &'static str) -> Option<D> { Some(D(n)) }

coro! {
    fn binary() yields i64 -> i64 {
        let n = make("b").size() + { yield_value!(1); 2 };
        yield_value!(n);
        n
    }
    fn argument() yields i64 -> i64 {
        let n = three(make("a").size(), make("b").grow(), { yield_value!(1); 2 });
        yield_value!(n);
        n
    }
    fn reference() yields i64 -> i64 {
        let n = three(looks(&make("a")), looks(&make("b").again()), { yield_value!(1); 2 });
        yield_value!(n);
        n
    }
    fn chain() yields i64 -> i64 {
        let n = make("a").same().size() + make("b").again().size() + { yield_value!(1); 2 };
        yield_value!(n);
        n
    }
    fn of_place() yields i64 -> i64 {
        let store = Store(D("store"));
        let n = store.open().size() + store.list().len() as i64 + { yield_value!(1); 2 };
        yield_value!(n);
        n
    }
    fn option() yields i64 -> i64 {
        let n = three(maybe("x").as_ref().unwrap().size(), maybe("y").is_some() as i64, { yield_value!(1); 2 });
        yield_value!(n);
        n
    }
    fn field() yields i64 -> i64 {
        let n = three((make("a"), 7).1, Store(make("f")).0.size(), { yield_value!(1); 2 });
        yield_value!(n);
        n
    }
    fn compare() yields i64 -> bool {
        let n = (make("a").size() == 3) & (make("b").same().size() < { yield_value!(1); 2 });
        yield_value!(1);
        n
    }
    fn operand_and_temporary() yields i64 -> i64 {
        let n = takes(make("op"), make("t").size() + { yield_value!(1); 2 });
        yield_value!(n);
        n
    }
    fn temporary_and_operand() yields i64 -> i64 {
        let n = three(make("t").size(), takes(make("op"), { yield_value!(1); 2 }), make("later").size());
        yield_value!(n);
        n
    }
    fn handed_out() yields i64 -> i64 {
        yield_value!(make("h").size());
        yield_value!(looks(&make("i")) + make("j").again().size());
        0
    }
    fn statement() yields i64 {
        three(make("t").size(), { yield_value!(1); 2 }, 3);
        yield_value!(2);
    }
    fn tail() yields i64 -> i64 {
        let _d = D("local");
        three(make("t").size(), { yield_value!(1); 2 }, 3)
    }
    fn assigned(mut n: i64) yields i64 -> i64 {
        n = make("t").size() + { yield_value!(1); 2 };
        n += make("u").size() + { yield_value!(2); 2 };
        n
    }
    fn condition() yields i64 -> i64 {
        if make("t").size() + { yield_value!(1); 2 } > 3 {
            yield_value!(3);
        }
        while make("w").size() < { yield_value!(1); 2 } {
            yield_value!(3);
        }
        match make("m").size() + { yield_value!(1); 2 } {
            5 => { yield_value!(7); 1 }
            _ => 2,
        }
    }
    fn matched() yields i64 -> i64 {
        match make("m").size() {
            3 => { yield_value!(7); 1 }
            _ => 2,
        }
    }
    fn if_let() yields i64 -> i64 {
        if let 3 = make("m").size() { yield_value!(7); }
        if let 4 = make("n").size() { yield_value!(7); } else { yield_value!(8); }
        while let 4 = make("o").size() { yield_value!(7); }
        0
    }
    fn for_head() yields i64 -> i64 {
        for i in 0..make("m").size() { yield_value!(i); }
        for d in Store(make("n")).list() { yield_value!(d.size()); }
        0
    }
    fn returned() yields i64 -> i64 {
        return make("r").size() + { yield_value!(1); 2 };
    }
    fn texts() yields i64 -> String {
        let s = format!("{} {}", make("f").size(), { yield_value!(1); 2 });
        yield_value!(2);
        s
    }
    fn methods() yields i64 -> i64 {
        make("r").pair(&make("q")) + make("s").pair(&{ yield_value!(1); D("inner") })
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("binary", binary);
    t.case("argument", argument);
    t.case("reference", reference);
    t.case("chain", chain);
    t.case("of_place", of_place);
    t.case("option", option);
    t.case("field", field);
    t.case("compare", compare);
    t.case("operand_and_temporary", operand_and_temporary);
    t.case("temporary_and_operand", temporary_and_operand);
    t.case("handed_out", handed_out);
    t.case("statement", statement);
    t.case("tail", tail);
    t.case("assigned", || assigned(1));
    t.case("condition", condition);
    t.case("matched", matched);
    t.case("if_let", if_let);
    t.case("for_head", for_head);
    t.case("returned", returned);
    t.case("texts", texts);
    t.case("methods", methods);
}
