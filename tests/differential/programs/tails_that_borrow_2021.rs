//! Tails of blocks that borrow what is declared in them, or what was waited for, before edition 2024.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Mutex;
struct S(i64, D<String>);
impl S {
    fn id(&self) -> i64 { log(format!("id {}", self.0)); self.0 }
    fn body(&self) -> &D<String> { &self.1 }
    fn part(&self) -> Part<'_> { Part(&self.1) }
    fn made(&self) -> D<String> { D(format!("made {}", self.0)) }
}
struct Part<'a>(&'a D<String>);
impl Part<'_> { fn id(&self) -> i64 { self.0.id() } }
coro! {
    async fn path(n: i64) -> PathBuf { yield_wait!(); PathBuf::from("/a/b") }
    async fn sub(n: i64) -> S { yield_wait!(); S(n, D(format!("s{n}"))) }
    async fn waited_for() -> bool { let x = path(1).await; let y = path(2).await; log(y.display()); path(3).await.parent().is_some() }
    async fn local() -> bool { let x = path(1).await; let y = path(2).await; log(y.display()); x.components().next().is_some() }
    async fn chain() -> String { let x = path(1).await; let y = path(2).await; path(3).await; log(y.display()); y.file_name().unwrap().to_string_lossy().to_string() }
    async fn branches(n: i64) -> String { let y = path(2).await; if n > 0 { path(3).await; let z = path(4).await; path(5).await; z.as_path().display().to_string() } else { y.join("x").display().to_string() } }
    async fn sums() -> u32 { let mut k = 0; for i in 0..3 { let y = path(2).await; let z = path(2).await; path(4).await; k += { let w = path(4).await; path(5).await; w.components().count() as u32 } + z.components().count() as u32 } k }
    fn generator() yields i64 -> bool { let x = PathBuf::from("a"); yield_value!(1); let y = x.clone(); yield_value!(2); x.components().next().is_some() }
    async fn own_methods() -> i64 { let l = D("l"); let x = sub(1).await; let y = sub(2).await; log(y.id()); sub(x.0).await.body().id() }
    async fn parts() -> i64 { let l = D("l"); let x = sub(1).await; let y = sub(2).await; log(y.id()); x.part().id() }
    async fn made() -> i64 { let l = D("l"); let x = sub(1).await; let y = sub(2).await; log(y.id()); x.made().id() + sub(4).await.made().id() }
    async fn in_blocks() -> i64 { let x = sub(1).await; let z = sub(x.id()).await; let y = { let k = sub(x.id()).await; let l = sub(1).await; l.part().id() }; x.body().id() + y }
    async fn looped(n: i64) -> i64 { let l = D("l"); for i in 0..sub(2).await.id() { let m = D("m"); if i == n { return sub(i).await.part().id(); } } sub(6).await.part().id() }
    async fn matched(n: i64) -> i64 { let l = D("l"); let x = sub(n).await; let y = sub(n + 1).await; match x.part().id() { 1 => y.part().id(), k => { let z = sub(k).await; let w = sub(3).await; z.part().id() + w.made().id() } } }
    async fn tuples(n: i64) -> (i64, i64) { let l = D("l"); let x = sub(n).await; let y = sub(n).await; (sub(n).await.part().id(), { let m = D("m"); let z = sub(2).await; sub(3).await; sub(n + 1).await.made().id() + z.part().id() }) }
    async fn tried(n: i64) -> Option<usize> { let l = D("l"); let x = path(1).await; let y = path(2).await; if n > 1 { return y.file_name().map(|f| f.len()); } let z = x.parent()?; let k = z.components().count(); path(3).await; Some(x.file_name()?.len() + k) }
    async fn maps(n: i64) -> usize { let mut m = BTreeMap::new(); m.insert(1, sub(1).await); m.insert(2, sub(2).await); path(1).await; m.values().map(|s| s.1.0.len()).sum::<usize>() + m.get(&1).map_or(0, |s| s.body().name().len()) }
    async fn texts(n: i64) -> usize { let s = path(1).await.display().to_string(); let t = path(2).await; path(3).await; s.split('/').filter(|p| !p.is_empty()).map(|p| p.len()).max().unwrap_or(0) }
    async fn shared(n: i64) -> usize { let c = Rc::new(RefCell::new(vec![sub(1).await])); let d = c.clone(); let s = sub(2).await; d.borrow_mut().push(s); let k = path(1).await; let v = c.borrow().len(); v + k.components().count() }
    async fn locked(n: i64, m: &Mutex<Vec<i64>>) -> usize { let x = path(1).await; let y = path(2).await; m.lock().unwrap().push(n); m.lock().unwrap().len() }
}
pub fn cases(t: &mut Tracer) {
    t.case("waited_for", || waited_for());
    t.case("local", || local());
    t.case("chain", || chain());
    t.case("sums", || sums());
    t.case("generator", || generator());
    t.case("own_methods", || own_methods());
    t.case("parts", || parts());
    t.case("made", || made());
    t.case("in_blocks", || in_blocks());
    for n in [0i64, 1, 2] {
        macro_rules! all { ($($f:ident)*) => { $(t.case(&format!("{} {n}", stringify!($f)), || $f(n));)* } }
        all!(branches looped matched tuples tried maps texts shared);
        let m = Mutex::new(vec![1, 2]);
        t.scope(&format!("locked {n}"), |drive| drive.run(locked(n, &m)));
    }
}
