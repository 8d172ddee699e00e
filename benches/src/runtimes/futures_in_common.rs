//! What the three runtimes of futures have in common.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use futures::channel::oneshot::{Receiver, Sender, channel};

/// What is passed around: the next receiver of the one who receives it.
pub struct Token(pub Receiver<Token>);

/// Pauses once and wakes itself.
#[derive(Default)]
pub struct YieldNow(bool);

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Goes to the end of the line so many times.
pub async fn steps(count: u32) {
    for _ in 0..count {
        YieldNow::default().await;
    }
}

/// One task of a ring.
pub async fn pass_on(mut from: Receiver<Token>, mut to: Sender<Token>, laps: u32) {
    for _ in 0..laps {
        from = from.await.expect("the one before sends").0;
        let (next_to, next_from) = channel();
        let sent_to = std::mem::replace(&mut to, next_to);
        // The last lap is received by nobody.
        drop(sent_to.send(Token(next_from)));
    }
}

/// A ring of so many tasks, the first of which has the token.
pub fn ring(count: u32, laps: u32) -> Vec<impl Future<Output = ()> + 'static> {
    let (start, mut from) = channel();
    let mut tasks = Vec::new();
    for _ in 1..count {
        let (to, next) = channel();
        tasks.push(pass_on(from, to, laps));
        from = next;
    }
    let (to, back) = channel();
    tasks.push(pass_on(from, to, laps));
    drop(start.send(Token(back)));
    tasks
}

/// So many times all of a hundred that pause once.
pub async fn join_all(times: u32) {
    for _ in 0..times {
        futures::future::join_all((0..100).map(|_| steps(1))).await;
    }
}

/// So many values that are there when they are waited for.
pub async fn set_and_wait(count: u32) {
    for each in 0..count {
        let (sender, receiver) = channel();
        sender.send(each).expect("the receiver is there");
        receiver.await.expect("it was sent");
    }
}

/// So many pauses, each with an hour's time of async-io.
pub async fn timeouts(count: u32) {
    for _ in 0..count {
        let timer = async_io::Timer::after(super::HOUR);
        futures::future::select(pin!(steps(1)), timer).await;
    }
}

/// Waits so many times, and says each time that it has seen it.
pub async fn wakes_in_rounds(counter: Counter, rounds: u64) {
    for round in 1..=rounds {
        counter.reaches(round).await;
        counter.has_seen();
    }
}

/// Counted up by another thread, which wakes who waits.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    count: AtomicU64,
    /// How far somebody has seen it.
    seen: AtomicU64,
    waker: Mutex<Option<Waker>>,
}

impl Counter {
    /// Counts one and wakes.
    pub fn add(&self) {
        self.shared.count.fetch_add(1, Ordering::SeqCst);
        let waker = self.shared.waker.lock().expect("nobody panics").clone();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Tells the one who counts that it was seen.
    pub fn has_seen(&self) {
        self.shared.seen.fetch_add(1, Ordering::SeqCst);
    }

    /// Gives other threads the processor until all was seen.
    pub fn wait_until_seen(&self, count: u64) {
        while self.shared.seen.load(Ordering::SeqCst) < count {
            std::thread::yield_now();
        }
    }

    /// Waits until so many are counted.
    pub fn reaches(&self, count: u64) -> impl Future<Output = ()> + Unpin + use<> {
        let shared = Arc::clone(&self.shared);
        poll_fn(move |context| {
            *shared.waker.lock().expect("nobody panics") = Some(context.waker().clone());
            match shared.count.load(Ordering::SeqCst) >= count {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
    }
}
