//! What is waited for, used in every place: its value is a temporary wherever it is only looked at.

use crate::prelude::*;
coro! {
    async fn sub(n: i64) -> D { let q = D("q"); yield_wait!(); mk(n) }
    async fn res(n: i64) -> Result<D, E> { let q = D("rq"); yield_wait!(); if n > 1 { Ok(D("ok")) } else { Err(E(D("err"))) } }
    async fn opt(n: i64) -> Option<D> { yield_wait!(); if n > 1 { Some(D("some")) } else { None } }
    async fn ids(n: i64) -> i64 {
        let l = D("l");
        let a = three(D("a"), sub(n).await.id(), sub(n).await);
        let b = sub(n).await.0.len() as i64 + sub(n).await.id();
        let c = look(&sub(n).await, sub(n).await.id());
        a + b + c
    }
    async fn matches(n: i64) -> i64 {
        match sub(n).await { d if n == 1 => { yield_wait!(); d.id() } _ => { yield_wait!(); 2 } };
        match sub(n).await.0 { "mk" => { yield_wait!(); 1 } _ => 2 };
        match opt(n).await { Some(d) => { yield_wait!(); 1 } None => { yield_wait!(); 2 } };
        match (sub(n).await, opt(n).await) { (a, Some(b)) => { yield_wait!(); 1 } (_, None) => { yield_wait!(); 2 } };
        match &sub(n).await { d => { yield_wait!(); d.touch(); } }
        match opt(n).await.as_ref() { Some(d) => { yield_wait!(); d.touch(); } None => { yield_wait!(); } }
        if let Some(d) = opt(n).await { sub(n).await; } else { sub(n).await; }
        if opt(n).await.is_some() { yield_wait!(); }
        while let Some(d) = opt(n).await { yield_wait!(); break; }
        let Some(x) = opt(n).await else { sub(n).await; return 5; };
        yield_wait!();
        x.id() - x.id()
    }
    async fn quest(n: i64) -> Result<i64, E2> {
        let l = D("l");
        let a = res(n).await?.id();
        let b = three(D("arg"), res(n).await?.id(), sub(n).await);
        let c = res(n - 1).await?;
        let t = (D("t"), res(n - 2).await?, sub(n).await);
        Ok(a)
    }
    async fn discarded(n: i64) -> i64 {
        sub(n).await;
        let _ = sub(n).await;
        let _x = sub(n).await;
        let (_, y) = (sub(n).await, sub(n).await);
        _ = sub(n).await;
        { sub(n).await };
        drop(sub(n).await);
        sub(n).await.touch();
        (sub(n).await, sub(n).await).0.touch();
        let z = (sub(n).await, 3).1;
        let w = [sub(n).await, sub(n).await].len();
        let v = if n == 1 { sub(n).await } else { D("v") };
        let u = { let i = D("i"); sub(n).await };
        let k = loop { let j = D("j"); break sub(n).await; };
        w as i64
    }
    async fn nested(n: i64) -> i64 {
        let r = pass(pass(sub(n).await, sub(n).await.id()), pass(sub(n).await, 2).id());
        let q = (|d: D| { d.touch(); d })(sub(n).await);
        let f = format!("{:?} {}", sub(n).await, sub(n).await.id());
        let v = vec![sub(n).await, sub(n).await];
        let s = W { d: sub(n).await, n: sub(n).await.id() };
        let t = W { n: 3, ..W { d: sub(n).await, n: 4 } };
        let b = Box::new(sub(n).await);
        let e = sub(n).await == sub(n).await || sub(n).await.id() > 3;
        let x = -sub(n).await.id() + *&sub(n).await.id();
        let mut m = sub(n).await;
        m = sub(n).await;
        m = pass(m, sub(n).await.id());
        yield_wait!();
        r.id() - r.id()
    }
    async fn fors(n: i64) -> i64 {
        for d in [sub(n).await, sub(n).await] { yield_wait!(); if n == 1 { break; } }
        for d in opt(n).await { yield_wait!(); }
        for c in sub(n).await.0.chars() { yield_wait!(); }
        for d in vec![sub(n).await].iter() { yield_wait!(); d.touch(); }
        1
    }
}
#[derive(Debug)]
struct E(D);
#[derive(Debug)]
struct E2(D);
impl From<E> for E2 { fn from(e: E) -> E2 { log("from"); E2(D("e2")) } }
struct W { d: D, n: i64 }
fn mk(n: i64) -> D { D("mk") }
fn pass(d: D, n: i64) -> D { log(format!("pass {} {n}", d.0)); d }
fn three(a: D, b: i64, c: D) -> i64 { log(format!("three {} {}", a.0, c.0)); b }
fn look(d: &D, n: i64) -> i64 { log(format!("look {}", d.0)); n }
pub fn cases(t: &mut Tracer) {
    for n in [1i64, 2, 3] {
    t.case(&format!("ids {n}"), || ids(n));
    t.case(&format!("matches {n}"), || matches(n));
    t.case(&format!("quest {n}"), || quest(n));
    t.case(&format!("discarded {n}"), || discarded(n));
    t.case(&format!("nested {n}"), || nested(n));
    t.case(&format!("fors {n}"), || fors(n));
    }
}
