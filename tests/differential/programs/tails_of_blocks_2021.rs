//! Tails of blocks and `if let` before edition 2024: their temporaries live as long as those around them.

use crate::prelude::*;
coro! {
    fn tail(n: i64) yields i64 -> i64 {
        let d = D("local");
        yield_value!(1);
        look(&D("t"), d.0.len() as i64)
    }
    fn tail_param(p: D) yields i64 -> i64 {
        let d = D("local");
        look(&D("t"), { yield_value!(1); 2 })
    }
    fn block_tail(n: i64) yields i64 -> i64 {
        let x = { let d = D("in"); look(&D("t"), 1) };
        yield_value!(x);
        let y = add(D("arg"), { let d = D("in2"); look(&D("t2"), { yield_value!(2); 3 }) });
        yield_value!(y);
        let z = add(D("arg2"), { let d = D("in3"); look(&D("t3"), 4) }) + { yield_value!(5); 6 };
        z
    }
    fn block_stmt(n: i64) yields i64 -> i64 {
        { let d = D("in"); look(&D("t"), { yield_value!(2); 3 }); }
        if n == 1 { let d = D("then"); look(&D("t"), { yield_value!(2); 3 }) } else { look(&D("e"), 3) };
        match n { 1 => { let d = D("arm"); look(&D("t"), { yield_value!(2); 3 }) } _ => look(&D("e"), { yield_value!(3); 3 }) };
        for i in 0..2 { let d = D("f"); look(&D("t"), { yield_value!(2); 3 }); }
        let k = loop { let d = D("l"); break look(&D("t"), { yield_value!(2); 3 }) };
        1
    }
    fn if_let(n: i64) yields i64 -> i64 {
        if let Some(x) = find(n, &D("k")) { yield_value!(1); } else { yield_value!(2); }
        let k = add(D("arg"), if let Some(x) = find(n, &D("k2")) { 1 } else { look(&D("else"), 2) });
        yield_value!(k);
        let k = add(D("arg"), if let Some(x) = find(n, &D("k3")) { yield_value!(7); 1 } else { look(&D("else"), 2) });
        yield_value!(k);
        let k = add2(D("arg"), if let Some(x) = find(n, &D("k4")) { 1 } else { look(&D("else"), 2) }, { yield_value!(8); 1 });
        let v = match if let Some(x) = find(n, &D("k5")) { 1 } else { 2 } { 1 => { yield_value!(9); 1 } _ => { yield_value!(10); 2 } };
        while let Some(x) = find(n, &D("w")) { yield_value!(3); break; }
        if let Some(x) = find(n, &D("k6")) { yield_value!(1); } else if let Some(y) = find(n + 1, &D("k7")) { yield_value!(4); } else { yield_value!(5); }
        yield_value!(if let Some(x) = find(n, &D("k8")) { 1 } else { look(&D("else"), 2) });
        1
    }
    fn if_let_operand(n: i64) yields i64 -> i64 {
        look(&D("a"), if let Some(x) = find(n, &D("k")) { look(&x, 1) } else { 2 }) + { yield_value!(3); 4 }
    }
    fn closures(n: i64) yields i64 -> i64 {
        let f = |k: i64| { let d = D("c"); look(&D("ct"), k) };
        let a = f(1);
        yield_value!(a);
        a
    }
    fn match_tail(n: i64) yields i64 -> i64 {
        let l = D("l");
        match find(n, &D("k")) { Some(x) => { let m = D("m"); yield_value!(1); look(&D("t"), x.id()) } None => 3 }
    }
    fn logic(n: i64) yields i64 -> bool {
        let l = D("l");
        test(n, &D("a")) && { let i = D("i"); test(n, &D("b")) && { yield_value!(1); test(n, &D("c")) } }
    }
}
fn mk(d: &D) -> D { D("mk") }
fn test(n: i64, d: &D) -> bool { log(format!("test {}", d.0)); n > 0 }
fn add(a: D, n: i64) -> i64 { log("add"); n }
fn add2(a: D, n: i64, m: i64) -> i64 { log("add2"); n }
fn find(n: i64, k: &D) -> Option<D> { log(format!("find {n} {}", k.0)); if n > 0 { Some(D("found")) } else { None } }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
pub fn cases(t: &mut Tracer) {
    for n in [0i64, 1] {
    t.case(&format!("tail {n}"), || tail(n));
    t.case(&format!("tail_param {n}"), || tail_param(D("param")));
    t.case(&format!("block_tail {n}"), || block_tail(n));
    t.case(&format!("block_stmt {n}"), || block_stmt(n));
    t.case(&format!("if_let {n}"), || if_let(n));
    t.case(&format!("if_let_operand {n}"), || if_let_operand(n));
    t.case(&format!("closures {n}"), || closures(n));
    t.case(&format!("match_tail {n}"), || match_tail(n));
    t.case(&format!("logic {n}"), || logic(n));
    }
}
