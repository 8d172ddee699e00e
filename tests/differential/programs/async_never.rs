//! What never returns: `-> !`, which is of any type to who waits for it.

use crate::prelude::*;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

fn rest() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| match std::mem::replace(&mut done, true) {
        true => Poll::Ready(()),
        false => { context.waker().wake_by_ref(); Poll::Pending }
    })
}
trait Serve { async fn serve(&mut self) -> !; }
struct Server(u32);
coro! {
    impl Serve for Server {
        async fn serve(&mut self) -> ! { loop { rest().await; self.0 += 1; if self.0 > 3 { panic!("enough") } } }
    }
    async fn forever(d: D) -> ! { for _ in 0..3 { rest().await; d.touch(); } panic!("tired") }
    async fn as_number(n: u32) -> u32 { if n > 1 { return n; } forever(D("number")).await }
    async fn main_loop(mut server: Server) -> ! { rest().await; server.serve().await }
    async fn with_else(n: Option<u8>) -> u8 { let Some(n) = n else { forever(D("else")).await }; rest().await; n }
    async fn chosen(r: Result<u8, u8>) -> u8 { match r { Ok(n) => n, Err(n) if n > 3 => n * 2, Err(_) => main_loop(Server(1)).await } }
    fn endless(d: D) yields u32 -> ! { let mut n = 0; loop { yield_value!(n); d.touch(); n += 1; if n > 4 { panic!("stops") } } }
}
fn serving(n: u32) -> Pin<Box<dyn Future<Output = Result<(), u8>>>> { Box::pin(async move { Server(n).serve().await }) }
coro! {
    async fn served() -> Result<(), u8> { rest().await; serving(2).await }
}

pub fn cases(t: &mut Tracer) {
    for n in [2, 1] { t.case("as_number", move || as_number(n)); }
    for n in [Some(1), None] { t.case("with_else", move || with_else(n)); }
    for r in [Ok(1), Err(2), Err(5)] { t.case("chosen", move || chosen(r)); }
    t.case("served", served);
}
