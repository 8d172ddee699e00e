//! Delegates that borrow, handed to other delegates.

use crate::prelude::*;

#[derive(Debug)]
struct Shelf {
    items: Vec<u32>,
}
impl Shelf {
    coro! {
        fn restock(&mut self, n: u32) yields u32 -> u32 {
            for i in 0..n {
                self.items.push(i);
                yield_value!(self.items.len() as u32);
            }
            n
        }
    }
}
coro! {
    fn pass_on<C: Coroutine<Yield = u32, Return = u32>>(inner: C) yields u32 -> u32 {
        let got = yield_from!(inner);
        yield_value!(100 + got);
        got + 1
    }
}
coro! {
    fn shelf() yields u32 -> u32 {
        let mut store = Shelf { items: vec![7] };
        let a = yield_from!(pass_on(store.restock(2)));
        log(format!("{store:?}"));
        let b = yield_from!(pass_on(store.restock(1)));
        log(format!("{store:?}"));
        a + b + store.items.len() as u32
    }
}

#[derive(Debug)]
struct Store {
    items: Vec<u32>,
    d: D<&'static str>,
}
impl Store {
    coro! {
        fn restock(&mut self, n: u32) yields u32 -> u32 {
            for i in 0..n {
                self.items.push(i);
                yield_value!(self.items.len() as u32);
            }
            n
        }
        async fn refill(&mut self, n: u32) -> u32 {
            for i in 0..n {
                self.items.push(i);
                yield_wait!();
            }
            n
        }
    }
}
coro! {
    fn relay<C: Coroutine<Yield = u32, Return = u32>>(inner: C) yields u32 -> u32 {
        let got = yield_from!(inner);
        yield_value!(100 + got);
        got + 1
    }
    fn restock(store: &mut Store, n: u32) yields u32 -> u32 {
        store.items.push(n);
        yield_value!(n);
        store.items.push(n);
        n
    }
    fn shop() yields u32 -> u32 {
        let mut store = Store { items: vec![7], d: D("d") };
        let a = yield_from!(relay(Box::new(store.restock(2))));
        log(format!("{store:?}"));
        let b = yield_from!(relay(restock(&mut store, 1)));
        log(format!("{store:?}"));
        let c = yield_from!(relay(relay(store.restock(1))));
        log(format!("{store:?}"));
        let mut inner = store.restock(1);
        let d = yield_from!(relay(&mut inner));
        drop(inner);
        log(format!("{store:?}"));
        a + b + c + d + store.items.len() as u32
    }
    async fn pass<F: Coroutine<Yield = coro_core::Wait, Return = u32>>(inner: F) -> u32 {
        let got = inner.await;
        yield_wait!();
        got + 1
    }
    async fn waits() -> u32 {
        let mut store = Store { items: vec![7], d: D("d") };
        let a = pass(store.refill(2)).await;
        log(format!("{store:?}"));
        let b = pass(pass(store.refill(1))).await;
        log(format!("{store:?}"));
        a + b
    }
    fn waits_plainly() -> u32 {
        let mut store = Store { items: vec![7], d: D("d") };
        let a = yield_from!(pass(store.refill(2)));
        log(format!("{store:?}"));
        yield_wait!();
        a
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("shelf", || shelf());
    t.case("shop", || shop());
    t.case("waits", || waits());
    t.case("waits_plainly", || waits_plainly());
}
