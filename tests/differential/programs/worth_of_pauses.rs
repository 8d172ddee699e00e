//! What a pause is worth where it is only looked at: it is a temporary of the statement.

use crate::prelude::*;
coro! {
    fn refs() receives z: D yields i64 -> i64 {
        two(D("a"), &yield_value!(1), &yield_value!(2))
    }
    fn refs2() receives z: D yields i64 -> i64 {
        two(D("a"), &yield_value!(1), &yield_value!(2)) + two(D("b"), &yield_value!(3), &{ yield_value!(4) }) 
    }
    fn fields() receives z: D yields i64 -> i64 {
        let n = three(D("a"), yield_value!(1).0.len() as i64, yield_value!(2));
        n
    }
    fn compares() receives z: D yields i64 -> bool {
        let b = pick(D("a"), yield_value!(1) == D("x"), yield_value!(2));
        let c = pick(D("b"), yield_value!(1) == yield_value!(3), yield_value!(2));
        b && c
    }
    fn text() receives z: D yields i64 -> String {
        let s = format!("{:?} {:?} {:?}", yield_value!(1), D("q"), yield_value!(2));
        let v = (D("v"), format!("{:?}", yield_value!(3)), yield_value!(4));
        s
    }
    fn methods() receives z: D yields i64 -> i64 {
        let n = three(D("a"), yield_value!(1).id(), yield_value!(2));
        let n = three(D("b"), yield_value!(1).clone().id(), yield_value!(2));
        n
    }
    fn derefs() receives z: D yields i64 -> i64 {
        let n = three(D("a"), (&yield_value!(1)).0.len() as i64, yield_value!(2));
        let v = [D("i"), yield_value!(3), { let q = yield_value!(4); q }];
        n
    }
    async fn sub(n: i64) -> D { yield_wait!(); D("mk") }
    async fn opt(n: i64) -> Option<D> { yield_wait!(); Some(D("some")) }
    async fn unwraps(n: i64) -> i64 {
        let x = Some(D("x"));
        let a = three(D("a"), opt(n).await.unwrap().id(), sub(n).await);
        let b = three(D("b"), opt(n).await.expect("there").id(), sub(n).await);
        let c = three(D("c"), x.unwrap().id(), sub(n).await);
        let o = Some("text");
        let d = three(D("d"), o.unwrap().len() as i64, sub(n).await);
        let e = three(D("e"), opt(n).await.map(|d| d.id()).unwrap(), sub(n).await);
        let f = three(D("f"), opt(n).await.as_ref().map(|d| d.id()).unwrap(), sub(n).await);
        let g = three(D("g"), opt(n).await.into_iter().count() as i64, sub(n).await);
        let h = three(D("h"), sub(n).await.0.len() as i64, sub(n).await);
        1
    }
    async fn text_or_none(n: i64) -> Option<i64> {
        let x = Some("ab");
        let y: Option<String> = Some("abc".to_string());
        let a = x?.len() + { yield_wait!(); 1 };
        let b = y.as_ref()?.len() + { yield_wait!(); 1 };
        let c = y?.len() + { yield_wait!(); 1 };
        Some((a + b + c) as i64)
    }
}
fn two(a: D, b: &D, c: &D) -> i64 { log(format!("two {} {} {}", a.0, b.0, c.0)); 1 }
fn three(a: D, b: i64, c: D) -> i64 { log(format!("three {} {}", a.0, c.0)); b }
fn pick(a: D, b: bool, c: D) -> bool { log("pick"); b }
fn name(k: usize) -> D { D(["r0", "r1", "r2", "r3", "r4", "r5", "r6"][k.min(6)]) }
pub fn cases(t: &mut Tracer) {
    t.receiving("refs", || refs(), name);
    t.receiving("refs2", || refs2(), name);
    t.receiving("fields", || fields(), name);
    t.receiving("compares", || compares(), name);
    t.receiving("text", || text(), name);
    t.receiving("methods", || methods(), name);
    t.receiving("derefs", || derefs(), name);
    t.case("unwraps", || unwraps(1));
    t.case("text_or_none", || text_or_none(1));
}
