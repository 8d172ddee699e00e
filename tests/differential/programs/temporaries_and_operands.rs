//! Operands and temporaries of a statement that is left in the middle.

use crate::prelude::*;

fn make(name: &'static str) -> D {
    log(format_args!("make {name}"));
    D(name)
}
trait Look: Sized {
    fn size(&self) -> i64;
    fn again(&self, name: &'static str) -> D;
    fn pair(&self, other: &D) -> i64;
    fn into_join(self, other: D) -> D;
    fn joined(self, other: D) -> D;
    fn try_size(&self, good: bool) -> Option<i64>;
}
impl Look for D {
    fn size(&self) -> i64 { log(format_args!("size {self:?}")); 3 }
    fn again(&self, name: &'static str) -> D { log(format_args!("again {self:?}")); D(name) }
    fn pair(&self, other: &D) -> i64 { log(format_args!("pair {self:?} {other:?}")); 5 }
    fn into_join(self, other: D) -> D { log(format_args!("join {self:?} {other:?}")); self }
    fn joined(self, other: D) -> D { log(format_args!("joined {self:?} {other:?}")); self }
    fn try_size(&self, good: bool) -> Option<i64> { good.then_some(4) }
}
impl PartialEq<i64> for Wrap { fn eq(&self, other: &i64) -> bool { *other == 1 } }
struct Wrap(D);
fn wrap(name: &'static str) -> Wrap { Wrap(D(name)) }
fn takes(a: D, n: i64) -> i64 { log(format_args!("takes {a:?} {n}")); n }
fn two(a: D, b: D, n: i64) -> i64 { log(format_args!("two {a:?} {b:?} {n}")); n }
fn bomb(n: i64) -> i64 { if n > 0 { panic!("bomb") } n }
struct Pair { left: D, number: i64, right: D }

coro! {
    fn delegate_value() yields i64 -> D { yield_value!(0); D("delegated") }

    fn before_and_after() yields i64 -> i64 {
        takes(make("op"), make("t").size() + { yield_value!(1); 2 })
    }
    fn nested() yields i64 -> i64 {
        two(make("a"), make("t").again("b"), takes(make("c"), make("u").size() + { yield_value!(1); 2 }))
    }
    fn in_tuple() yields i64 -> i64 {
        let (a, n, b) = (make("a"), make("t").size() + { yield_value!(1); 2 }, make("u").again("b"));
        yield_value!(n);
        a.size() + b.size()
    }
    fn in_struct() yields i64 -> i64 {
        let p = Pair { left: make("a"), number: make("t").size() + { yield_value!(1); 2 }, right: make("u").again("b") };
        yield_value!(p.number);
        p.left.size() + p.right.size()
    }
    fn yielded() yields i64 -> i64 {
        takes(make("op"), { yield_value!(make("t").size() + 1); 4 }) + takes(make("q"), make("v").size())
    }
    fn by_question_mark(good: bool) yields i64 -> Option<i64> {
        let n = takes(make("op"), make("t").size() + { yield_value!(1); make("u").try_size(good)? });
        yield_value!(n);
        Some(two(make("x"), make("y"), make("v").try_size(!good)? + { yield_value!(1); 2 }))
    }
    fn by_panic() yields i64 -> i64 {
        takes(make("op"), make("t").size() + { yield_value!(1); bomb(make("u").size()) })
    }
    fn by_break() yields i64 -> i64 {
        loop {
            takes(make("op"), make("t").size() + { yield_value!(1); if make("u").size() > 1 { break 5; } 2 });
        }
    }
    fn compared() yields i64 -> i64 {
        let a = takes(make("op"), (wrap("w") == { yield_value!(1); 1 }) as i64);
        let b = takes(make("q"), (wrap("v") == 1) as i64 + { yield_value!(2); 1 });
        a + b
    }
    fn delegated() yields i64 -> i64 {
        let n = yield_from!(delegate_value()).size() + { yield_value!(1); 1 };
        takes(make("op"), yield_from!(delegate_value()).size() + { yield_value!(n); 1 })
    }
    fn of_methods() yields i64 -> i64 {
        make("a").into_join(make("b").again("c")).pair(&make("d")) + { yield_value!(1); 1 }
    }
    fn receiver_waits() yields i64 -> i64 {
        make("r").pair(&make("t").again(if make("u").size() == { yield_value!(1); 3 } { "x" } else { "y" })) + { yield_value!(2); 1 }
    }
    fn listed() yields i64 -> usize {
        let v = vec![make("a"), make("t").again("b"), { yield_value!(1); D("c") }];
        yield_value!(2);
        v.len()
    }
    fn matched() yields i64 -> i64 {
        takes(make("op"), match make("m").size() { 3 => 1, _ => 2 } + { yield_value!(1); 2 })
            + match make("n") { D("n") => 1, _ => 2 } + { yield_value!(2); 2 }
    }
    fn lazily() yields i64 -> bool {
        let a = make("l").size() == 3 && { yield_value!(1); true };
        let b = (make("m").size() == 3) & (make("n").size() == 3 && { yield_value!(2); true }) & { yield_value!(3); true };
        a && b
    }
    fn twice() yields i64 -> i64 {
        takes(make("a"), make("t").size() + { yield_value!(1); 2 }) + takes(make("b"), make("u").size() + { yield_value!(2); 2 })
    }
    fn statement_in_loop() yields i64 {
        for i in 0..2 {
            let _d = D("turn");
            takes(make("a"), make("t").size() + { yield_value!(i); 2 });
            yield_value!(make("z").size());
        }
    }
    fn assertion() yields i64 {
        assert_eq!(make("a").size(), { yield_value!(1); 3 });
        assert!(make("b").size() == { yield_value!(1); 3 });
    }
    fn indexed() yields i64 -> i64 {
        let n = vec![make("a"), make("b")][1].size() + { yield_value!(1); 2 };
        let m = (*Box::new(make("c"))).size() + { yield_value!(1); 2 };
        n + m
    }
    fn part_of_a_tuple() yields i64 -> i64 {
        let n = takes((make("p1"), make("p2"), make("p3")).1, { yield_value!(1); 2 });
        yield_value!((make("q1"), make("q2").size(), make("q3")).1);
        n
    }
    fn taken_by_its_method() yields i64 -> i64 {
        takes(make("a").joined(make("b")), make("c").size() + { yield_value!(1); 2 })
    }
    fn field_of_call() yields i64 -> i64 {
        let n = wrap("w").0.size() + { yield_value!(1); 2 };
        n
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("before_and_after", before_and_after);
    t.case("nested", nested);
    t.case("in_tuple", in_tuple);
    t.case("in_struct", in_struct);
    t.case("yielded", yielded);
    t.case("by_question_mark true", || by_question_mark(true));
    t.case("by_question_mark false", || by_question_mark(false));
    t.case("by_panic", by_panic);
    t.case("by_break", by_break);
    t.case("compared", compared);
    t.case("delegated", delegated);
    t.case("of_methods", of_methods);
    t.case("receiver_waits", receiver_waits);
    t.case("listed", listed);
    t.case("matched", matched);
    t.case("lazily", lazily);
    t.case("twice", twice);
    t.case("statement_in_loop", statement_in_loop);
    t.case("assertion", assertion);
    t.case("indexed", indexed);
    t.case("part_of_a_tuple", part_of_a_tuple);
    t.case("taken_by_its_method", taken_by_its_method);
    t.case("field_of_call", field_of_call);
}
