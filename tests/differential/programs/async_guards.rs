//! Guards that are waited for and refer to a lock of the function's own, and futures that are pinned in place.

use crate::prelude::*;
use std::cell::{Cell, RefCell, RefMut};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}
struct Mutex<T> { value: RefCell<T>, waits: Cell<u32>, name: D }
impl<T> Mutex<T> {
    fn new(value: T) -> Self { Mutex { value: RefCell::new(value), waits: Cell::new(0), name: D("mutex") } }
    async fn lock(&self) -> Guard<'_, T> { self.waits.set(self.waits.get() + 1); rest().await; Guard(self.value.borrow_mut()) }
}
struct Guard<'a, T>(RefMut<'a, T>);
impl<T> Drop for Guard<'_, T> { fn drop(&mut self) { log("unlocked"); } }
impl<T> std::ops::Deref for Guard<'_, T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
impl<T> std::ops::DerefMut for Guard<'_, T> { fn deref_mut(&mut self) -> &mut T { &mut self.0 } }

coro! {
    async fn temporaries(shared: Rc<Mutex<Vec<u32>>>, n: u32) -> usize {
        shared.lock().await.push(n);
        rest().await;
        let len = shared.lock().await.len();
        let first = shared.lock().await.first().copied().unwrap_or(n + len as u32);
        *shared.lock().await = vec![1, first];
        shared.lock().await[0] += 4;
        len + shared.value.borrow().len() + shared.waits.get() as usize
    }
    async fn named(shared: Rc<Mutex<Vec<u32>>>) -> usize {
        let label = D("label");
        {
            let mut list = shared.lock().await;
            list.push(1);
            rest().await;
            for i in 0..3 { if i == 1 { continue; } list.push(i); rest().await; }
        }
        let mut list = shared.lock().await;
        list.push(9);
        drop(list);
        log(label.0);
        rest().await;
        let before = shared.lock().await.len();
        let list = shared.lock().await;
        log(format!("{list:?}", list = *list));
        rest().await;
        before + list.len()
    }
    async fn in_branches(shared: Rc<Mutex<Vec<u32>>>, flag: bool) -> u32 {
        let mut count = 0;
        if flag {
            let mut list = shared.lock().await;
            while list.len() < 3 { list.push(1); count += 1; }
        } else {
            count = shared.lock().await.len() as u32;
        }
        match shared.lock().await.pop() { Some(last) => count += last, None => log("none") }
        for _ in 0..2 {
            let list = shared.lock().await;
            count += list.iter().sum::<u32>();
        }
        count
    }
    async fn pinned() -> u32 {
        let mut sum = 0;
        let mut future = pin!(async { let _inside = D("inside"); rest().await; 3 });
        sum += future.as_mut().await;
        let mut other = pin!(rest());
        let ready = poll_fn(|context| Poll::Ready(other.as_mut().poll(context).is_ready())).await;
        rest().await;
        sum + u32::from(ready)
    }
    async fn pinned_again(flags: Vec<bool>) -> u32 {
        let mut count = 0;
        for flag in flags {
            let future = pin!(async move { if flag { rest().await; } 2 });
            count += future.await;
        }
        count
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("temporaries", || temporaries(Rc::new(Mutex::new(vec![])), 3));
    t.case("named", || named(Rc::new(Mutex::new(vec![]))));
    t.case("in_branches, full", || in_branches(Rc::new(Mutex::new(vec![])), true));
    t.case("in_branches, empty", || in_branches(Rc::new(Mutex::new(vec![])), false));
    t.case("pinned", pinned);
    t.case("pinned_again", || pinned_again(vec![true, false]));
}
