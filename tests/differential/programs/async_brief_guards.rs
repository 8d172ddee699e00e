//! Guards of a lock that somebody else owns, under which nothing is waited for: they are locals of one step.

use crate::prelude::*;
use std::cell::{Cell, RefCell, RefMut};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}
/// A lock that panics where rustc's own coroutine would wait for ever.
struct Mutex<T> { value: RefCell<T>, waits: Cell<u32> }
impl<T> Mutex<T> {
    fn new(value: T) -> Self { Mutex { value: RefCell::new(value), waits: Cell::new(0) } }
    async fn lock(&self) -> Guard<'_, T> { self.waits.set(self.waits.get() + 1); rest().await; log("locked"); Guard(self.value.borrow_mut()) }
    async fn read(&self) -> Result<Guard<'_, T>, String> { rest().await; if self.waits.get() > 9 { return Err("poisoned".into()); } Ok(Guard(self.value.borrow_mut())) }
}
struct Guard<'a, T>(RefMut<'a, T>);
impl<T> Drop for Guard<'_, T> { fn drop(&mut self) { log("unlocked"); } }
impl<T> std::ops::Deref for Guard<'_, T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
impl<T> std::ops::DerefMut for Guard<'_, T> { fn deref_mut(&mut self) -> &mut T { &mut self.0 } }

#[derive(Clone, Debug, PartialEq)] struct User { id: u32, name: String }
struct Db { rows: Mutex<BTreeMap<u32, User>>, hits: [Mutex<u32>; 2] }
impl Db {
    coro! {
        async fn find(&self, id: u32) -> Result<Option<User>, String> {
            let _d = D("find");
            let rows = self.rows.read().await?;
            Ok(rows.get(&id).cloned())
        }
        async fn update(&self, id: u32, f: impl FnOnce(&mut User)) -> bool {
            let mut rows = self.rows.lock().await;
            let _after = D("after the guard");
            match rows.get_mut(&id) { Some(user) => { f(user); true } None => false }
        }
        async fn name_of(&self, id: u32) -> Result<String, String> {
            if let Some(user) = self.rows.lock().await.get(&id) { *self.hits[0].value.borrow_mut() += 1; return Ok(user.name.clone()); }
            log("not found");
            { let mut hits = self.hits[1].lock().await; *hits += 1; }
            let name = format!("u{id}");
            self.rows.lock().await.insert(id, User { id, name: name.clone() });
            rest().await;
            let names: Vec<String> = self.rows.read().await?.values().map(|user| user.name.clone()).collect();
            rest().await;
            names.into_iter().find(|other| *other == name).ok_or_else(|| "gone".to_string())
        }
        async fn rounds(&self) -> u32 {
            let mut sum = 0;
            for n in 0..3 { let mut hits = self.hits[n % 2].lock().await; *hits += n as u32; sum += *hits; if n == 1 { continue; } log(n); }
            while let Some((id, _)) = self.rows.lock().await.pop_first() { sum += id; }
            while *self.hits[0].lock().await < 9 { *self.hits[0].lock().await += 3; }
            for n in self.rows.lock().await.keys() { sum += n; }
            let last = match self.hits[1].lock().await.checked_sub(1) { Some(0) => { log("zero"); 7 } Some(n) => n, None => 5 };
            let guard = self.hits[0].lock().await; let copy = *guard; drop(guard);
            rest().await;
            *self.hits[1].lock().await += copy;
            sum + last + { let hits = self.hits[1].lock().await; *hits }
        }
        async fn tail(&self) -> u32 { rest().await; *self.hits[0].lock().await }
        async fn both(&self) -> u32 { *self.hits[0].lock().await + *self.hits[1].lock().await }
    }
}
coro! {
    async fn bump(counter: &Mutex<u32>, by: u32) -> u32 { let mut n = counter.lock().await; *n += by; *n }
    async fn twice(counter: &Mutex<u32>) -> u32 { let a = bump(counter, 1).await; let b = bump(counter, 2).await; a * 10 + b }
    async fn hidden(counter: &Mutex<u32>) -> u32 { let counter = &Mutex::new(*counter.lock().await); let n = counter.lock().await; *n + 1 }
    async fn in_a_macro(counter: &Mutex<u32>) -> String { let text = format!("{} {}", counter.lock().await.clone(), D("arg").0); rest().await; text }
    async fn early(counter: &Mutex<Vec<u32>>, want: u32) -> Option<usize> {
        let list = counter.lock().await;
        let _d = D("beside");
        for (at, n) in list.iter().enumerate() { if *n == want { return Some(at); } }
        let first = list.first()?;
        log(first);
        None
    }
}
pub fn cases(t: &mut Tracer) {
    let user = |id, name: &str| (id, User { id, name: name.to_string() });
    let db = move || Db { rows: Mutex::new([user(1, "ann"), user(2, "bob")].into()), hits: [Mutex::new(0), Mutex::new(0)] };
    t.scope("find", |d| { let db = db(); d.run(db.find(2)); d.run(db.find(3)); db.rows.waits.set(10); d.run(db.find(2)) });
    t.scope("update", |d| { let db = db(); d.run(db.update(2, |u| u.name.push('!'))); d.run(db.update(7, |_| ())); d.run(db.find(2)) });
    t.scope("name_of", |d| { let db = db(); d.run(db.name_of(1)); d.run(db.name_of(8)); d.run(db.name_of(8)) });
    t.scope("rounds", |d| { let db = db(); d.run(db.rounds()); d.run(db.tail()); d.run(db.both()) });
    t.scope("twice", |d| { let counter = Mutex::new(1); d.run(twice(&counter)); d.run(hidden(&counter)); d.run(in_a_macro(&counter)) });
    t.scope("early", |d| { let list = Mutex::new(vec![4, 5]); d.run(early(&list, 5)); d.run(early(&list, 6)); let list = Mutex::new(vec![]); d.run(early(&list, 6)) });
}
