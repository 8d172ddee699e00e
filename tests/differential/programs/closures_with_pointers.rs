//! `move` closures that name a field behind a pointer: they take the whole pointer.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::task::Poll;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}

struct Shared { count: Cell<u32>, name: String, d: D }
async fn call<T>(f: impl FnOnce() -> T) -> T { rest().await; f() }
coro! {
    async fn a(shared: Arc<Shared>) -> u32 { let f = move || shared.count.get(); rest().await; f() + f() }
    async fn b(shared: Rc<Shared>) -> usize { let f = { let shared = shared.clone(); move || shared.name.len() }; rest().await; shared.d.touch(); f() }
    async fn c(shared: Box<Shared>) -> usize { let f = move || { shared.d.touch(); shared.name.len() }; rest().await; f() }
    async fn e(shared: Arc<Shared>) -> usize { call(move || { shared.d.touch(); shared.name.len() }).await }
    async fn f(shared: &Shared) -> usize { let g = move || { shared.d.touch(); shared.name.len() }; rest().await; g() + shared.name.len() }
    async fn g(pair: (Rc<Shared>, D)) -> usize { let g = move || { pair.0.d.touch(); pair.0.name.len() }; rest().await; pair.1.touch(); g() }
    async fn h(pair: (Shared, D)) -> usize { let g = move || { pair.0.d.touch(); pair.0.name.len() }; rest().await; pair.1.touch(); drop(g); rest().await; 1 }
    async fn i(shared: Rc<Shared>) -> usize { for n in 0..2 { let shared = Rc::clone(&shared); let f = move |k: u32| { shared.count.set(k); shared.count.get() }; rest().await; log(f(n)); } shared.name.len() }
    async fn j(shared: Rc<Shared>) -> u32 { let c = &shared.count; let f = move || c.get(); rest().await; f() }
    async fn k(mut shared: Box<Shared>) -> usize { let mut g = move || { shared.name.push('x'); shared.name.len() }; rest().await; g(); rest().await; g() }
    async fn l(mut shared: Box<(Shared, D)>) -> usize { shared.1.touch(); let g = move || { let n = shared.0.name; n.len() }; rest().await; g() }
}
coro! {
    impl Shared {
        async fn later(self: Rc<Self>) -> usize { let f = move || self.name.len(); rest().await; f() + f() }
        async fn beside(self: Rc<Self>) -> usize {
            let me = self.clone();
            let f = move || { me.d.touch(); me.name.len() };
            rest().await;
            f() + self.name.len()
        }
    }
    fn counted(shared: Rc<Shared>) yields u32 { let f = move || { shared.count.set(shared.count.get() + 1); shared.count.get() }; while f() < 6 { yield_value!(f()); } }
    fn found(shared: Rc<Shared>) yields usize { let name = &shared.name; let f = move |n: usize| name.len() + n; yield_value!(f(1)); yield_value!(f(2)); }
}
fn s() -> Shared { Shared { count: 3.into(), name: "name".into(), d: D("d") } }
pub fn cases(t: &mut Tracer) {
    t.case("a", || a(Arc::new(s()))); t.case("b", || b(Rc::new(s()))); t.case("c", || c(Box::new(s()))); t.case("e", || e(Arc::new(s())));
    t.case("f", || f(Box::leak(Box::new(s())))); t.case("g", || g((Rc::new(s()), D("other")))); t.case("h", || h((s(), D("other"))));
    t.case("i", || i(Rc::new(s()))); t.case("j", || j(Rc::new(s()))); t.case("k", || k(Box::new(s()))); t.case("l", || l(Box::new((s(), D("two")))));
    t.case("later", || Rc::new(s()).later());
    t.case("beside", || Rc::new(s()).beside());
    t.case("counted", || counted(Rc::new(s())));
    t.case("found", || found(Rc::new(s())));
}
