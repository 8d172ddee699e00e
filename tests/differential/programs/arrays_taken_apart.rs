//! What patterns of arrays leave: an item or a run of them, which are dropped from the last run to the first.

use crate::prelude::*;
fn mk4() -> [D; 4] { [D("0"), D("1"), D("2"), D("3")] }
coro! {
    fn of_a_call(n: i64) yields i64 -> i64 { let [_, _q, ..] = mk4(); yield_value!(1); 2 }
    fn matched(n: i64) yields i64 -> i64 { match mk4() { [_, _q, ..] => { yield_value!(1); } } 2 }
    fn of_a_variable(n: i64) yields i64 -> i64 { let a = mk4(); yield_value!(0); let [_, _q, ..] = a; yield_value!(1); 2 }
    fn each_item(n: i64) yields i64 -> i64 { let a = mk4(); yield_value!(0); let [_, _q, _, _] = a; yield_value!(1); 2 }
    fn of_a_literal(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; yield_value!(0); let [_, _q, ..] = a; yield_value!(1); 2 }
    fn each_of_a_literal(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; yield_value!(0); let [_, _q, _, _] = a; yield_value!(1); 2 }
    fn before(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; yield_value!(0); let [.., _q, _] = a; yield_value!(1); 2 }
    fn parts_of_items(n: i64) yields i64 -> i64 { let a = [(D("0"), D("1")), (D("2"), D("3")), (D("4"), D("5"))]; yield_value!(0); let [_, (q, _), _] = a; yield_value!(1); q.id() }
    fn matched_parts(n: i64) yields i64 -> i64 { match [(D("0"), D("1")), (D("2"), D("3")), (D("4"), D("5"))] { [_, (q, _), _] => { yield_value!(1); q.id() } } }
    fn twice(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; let [x, r @ ..] = a; let [_, y, _] = r; yield_value!(2); y.id() }
    fn on_one_way(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; yield_value!(0); if n > 0 { let [x, _, z, _] = a; yield_value!(1); if n > 1 { return x.id(); } } yield_value!(2); 4 }
    fn all(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; let [x, y, z, w] = a; yield_value!(1); drop(y); yield_value!(2); 4 }
    fn parameter(a: [D; 4]) yields i64 -> i64 { let [x, r @ .., y] = a; let [_, z] = r; yield_value!(2); z.id() }
    fn in_the_middle(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; let [x, r @ .., y] = a; let [z, _] = r; yield_value!(2); z.id() }
    fn in_a_tuple(n: i64) yields i64 -> i64 { let a = [D("0"), D("1"), D("2"), D("3")]; for i in 0..1 { yield_value!(0); if let [x, ..] = &a { x.touch(); } } yield_value!(1); let t = (a, D("z")); let ([_, z, ..], _) = t; yield_value!(2); z.id() }
    fn loops(n: i64) yields i64 -> i64 { for [_, q, ..] in [mk4(), mk4()] { yield_value!(1); } 2 }
    fn by_reference(n: i64) yields i64 -> i64 { let l = [mk4(), mk4()]; for [_, q, ..] in &l { yield_value!(1); q.touch(); } let mut l = l; for [_, q, ..] in &mut l { yield_value!(1); *q = D("n"); } 2 }
    fn slices(n: i64) yields i64 -> i64 { let v = vec![D("a"), D("b"), D("c")]; match v.as_slice() { [] => { yield_value!(1); } [a, ..] if n > 0 => { yield_value!(a.id()); } [.., a] => { yield_value!(2); a.touch(); } } match &v[..] { [a, _, c] => { yield_value!(4); c.touch(); } _ => {} } 2 }
    fn mutable_slices(n: i64) yields i64 -> i64 { let mut v = vec![D("a"), D("b"), D("c")]; if let [a, .., c] = v.as_mut_slice() { yield_value!(1); std::mem::swap(a, c); } if let [a, ..] = &mut v[..] { *a = D("q"); yield_value!(2); a.touch(); v.push(D("k")); yield_value!(8); } v[0].id() }
    fn copied(n: i64) yields i64 -> i64 { let b: Box<[i64]> = vec![1, 2, 3].into(); if let [x, ..] = *b { yield_value!(x); } match b[..] { [x, ..] => { yield_value!(x); } [] => {} } let w = vec![4, 5]; if let [x, _] = w[..] { yield_value!(x); } let [a, ..] = [n, 2, 3]; yield_value!(a); a }
    fn of_pauses(n: i64) yields i64 -> i64 { let [x, _] = { yield_value!(1); [D("x"), D("y")] }; yield_value!(2); let [p, ..] = yield_from!(three()); yield_value!(3); if let Some([_, p, _]) = yield_from!(maybe(n)) { yield_value!(4); } x.id() }
    fn all_after_a_pause(n: i64) yields i64 -> i64 { let a = mk4(); yield_value!(1); let [x, y, z, w] = a; yield_value!(2); x.id() + y.id() - z.id() - w.id() }
    fn all_of_another_file(n: i64) yields i64 -> i64 { let a = std::array::from_fn(|_| D("i")); yield_value!(1); a[0].touch(); let [x, y] = a; yield_value!(2); x.id() + y.id() }
    fn all_before_the_last_pause(n: i64) yields i64 -> i64 { let a = mk4(); if n > 0 { let [x, y, z, w] = a; yield_value!(2); return x.id() + y.id() - z.id() - w.id(); } 3 }
    fn all_behind_the_last_pause(n: i64) yields i64 -> i64 { let a = mk4(); yield_value!(1); let [x, _, z, w] = a; x.id() + z.id() - w.id() }
    fn rests(n: i64) yields i64 -> i64 {
        let a = mk4();
        let [f, rest @ ..] = a;
        yield_value!(1);
        drop(f);
        yield_value!(2);
        let [g, inner @ ..] = rest;
        yield_value!(3);
        if n > 0 { drop(g); }
        let [h, _] = inner;
        yield_value!(4);
        h.id()
    }
    fn rests_before(_n: i64) yields i64 -> i64 {
        let [rest @ .., l] = mk4();
        yield_value!(1);
        let [a, b, c] = rest;
        yield_value!(2);
        a.id() + b.id() + c.id() + l.id()
    }
    fn rests_whole(_n: i64) yields i64 -> usize { let [_, rest @ ..] = mk4(); yield_value!(1); for r in rest { yield_value!(r.id()); } 2 }
    fn three() yields i64 -> [D; 3] { yield_value!(11); [D("s1"), D("s2"), D("s3")] }
    fn maybe(n: i64) yields i64 -> Option<[D; 3]> { yield_value!(11); (n > 0).then(|| [D("s1"), D("s2"), D("s3")]) }
}
pub fn cases(t: &mut Tracer) {
    t.case("parameter", || parameter(mk4()));
    for n in [0i64, 1, 2] {
        macro_rules! all { ($($f:ident)*) => { $(t.case(&format!("{} {n}", stringify!($f)), || $f(n));)* } }
        all!(of_a_call matched of_a_variable each_item of_a_literal each_of_a_literal before parts_of_items matched_parts twice on_one_way all in_the_middle in_a_tuple loops by_reference slices mutable_slices copied of_pauses all_after_a_pause all_of_another_file all_before_the_last_pause all_behind_the_last_pause rests rests_before rests_whole);
    }
}
