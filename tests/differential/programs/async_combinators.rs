//! Futures in variables that a method takes: what it gives holds them.

use crate::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// As in the usual libraries, whose methods the file does not declare.
mod elsewhere {
    use super::*;
    pub struct Then<A, B, F>(pub Option<Pin<Box<A>>>, pub Option<F>, pub Option<Pin<Box<B>>>, pub D);
    impl<A: Future, B: Future, F: FnOnce(A::Output) -> B> Future for Then<A, B, F> where F: Unpin {
        type Output = B::Output;
        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<B::Output> {
            let this = &mut *self;
            if let Some(first) = &mut this.0 {
                let Poll::Ready(value) = first.as_mut().poll(cx) else { return Poll::Pending };
                this.0 = None;
                this.2 = this.1.take().map(|next| Box::pin(next(value)));
            }
            this.2.as_mut().expect("the first is over").as_mut().poll(cx)
        }
    }
    macro_rules! extended {
        ($($name:ident)*) => {
            pub trait Ext: Future + Sized {
                $(fn $name<B: Future, F: FnOnce(Self::Output) -> B + Unpin>(self, next: F) -> Then<Self, B, F> {
                    Then(Some(Box::pin(self)), Some(next), None, D(stringify!($name)))
                })*
            }
        };
    }
    extended!(then);
    impl<T: Future> Ext for T {}
}
use elsewhere::Ext as _;

coro! {
    async fn val<T>(v: T) -> T { yield_wait!(); v }
    async fn chained(f: Pin<Box<dyn Future<Output = u32>>>) -> u32 {
        let g = f.then(|n| val(n + 1));
        let h = g.then(|n| async move { let _d = D("d"); val(n * 2).await });
        let _between = val(D("between")).await;
        h.await
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("chained", || chained(Box::pin(val(3))));
}
