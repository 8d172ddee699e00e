//! What a `tracing` subscriber hears of a loop. With the feature `tracing`.

#![cfg(feature = "tracing")]

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use coro_core::{EventLoop, VirtualClock, coro, sleep, spawn};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

coro! {
    fn child() {
        sleep(Duration::from_secs(1)).await;
    }

    fn parent() {
        spawn(child()).await;
    }
}

/// Writes down what it hears, with how many spans are entered.
#[derive(Clone, Default)]
struct Listener {
    heard: Arc<Mutex<Vec<String>>>,
    entered: Arc<Mutex<Vec<u64>>>,
    next: Arc<AtomicU64>,
}

/// The fields that say something to this test.
struct Shown(String);

impl Visit for Shown {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["message", "number", "name", "state", "waits"].contains(&field.name()) {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
}

impl Listener {
    fn hear(&self, what: String) {
        self.heard.lock().unwrap().push(what);
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("coro_core")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let mut shown = Shown(String::new());
        span.record(&mut shown);
        let parent = self.entered.lock().unwrap().last().copied();
        self.hear(format!("span {id} in {parent:?}:{}", shown.0));
        Id::from_u64(id)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut shown = Shown(String::new());
        event.record(&mut shown);
        let inside = self.entered.lock().unwrap().last().copied();
        self.hear(format!("in {inside:?}:{}", shown.0));
    }

    fn enter(&self, span: &Id) {
        self.entered.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.entered.lock().unwrap().pop();
    }
}

#[test]
fn tasks_are_spans_and_their_states_events() {
    let listener = Listener::default();
    tracing::subscriber::with_default(listener.clone(), || {
        let event_loop = EventLoop::with_clock(VirtualClock::new());
        event_loop.run_until_complete(parent()).unwrap();
    });
    let heard = listener.heard.lock().unwrap();
    assert_eq!(
        *heard,
        [
            r#"span 1 in None: number=1 name="parent""#,
            r#"span 2 in Some(1): number=2 name="child""#,
            r#"in Some(1): message=paused state="From1" waits="waits for task 2""#,
            r#"in Some(2): message=paused state="From1" waits="sleeps for 1s""#,
            "in None: message=woken number=2",
            "in Some(2): message=woken number=1",
            "in Some(2): message=ended",
            "in Some(1): message=ended",
        ]
    );
    without_a_subscriber_nothing_is_kept();
}

/// `tracing` remembers of a place whether anybody listens, for all threads: so this is no test beside the other.
fn without_a_subscriber_nothing_is_kept() {
    let event_loop = EventLoop::with_clock(VirtualClock::new());
    event_loop.run_until_complete(parent()).unwrap();
    assert_eq!(event_loop.dump().tasks().len(), 0);
}
