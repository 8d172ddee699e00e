//! Machines inside of others that were saved by an older version of their fn: each fn carries its own over.

use coro_core::saving::{Migration, Moved};
use coro_core::{
    Coroutine,
    CoroutineState::{Complete, Yielded},
    Restore, RestoreError, coro,
};
use serde::{Deserialize, Serialize};

/// The first version.
mod old {
    use coro_core::coro;

    coro! {
        #[derive(Serialize, Deserialize)]
        pub fn pay(pounds: u32) yields u32 -> u32 {
            #[state(Asked)]
            yield_value!(pounds);
            #[state(Paid)]
            yield_value!(pounds);
            pounds
        }

        #[derive(Serialize, Deserialize)]
        pub fn order(pounds: u32) yields u32 -> u32 {
            #[state(Paying)]
            let paid = yield_from!(pay(pounds));
            yield_value!(paid);
            paid
        }
    }
}

#[derive(Deserialize)]
struct InPounds {
    pounds: u32,
}

#[derive(Serialize)]
struct InCents {
    cents: u32,
}

fn in_cents(old: InPounds) -> InCents {
    InCents {
        cents: old.pounds * 100,
    }
}

coro! {
    /// It counts in cents now, and `Asked` is gone.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[migrate(Migration::of("Paid", |old| Moved::to("Paid", in_cents(old)))
        .and("Asked", |old| Moved::to("Start", in_cents(old))))]
    fn pay(cents: u32) yields u32 -> u32 {
        #[state(Paid)]
        yield_value!(cents);
        cents
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    fn order(pounds: u32) yields u32 -> u32 {
        #[state(Paying)]
        let paid = yield_from!(pay(pounds * 100));
        yield_value!(paid);
        paid
    }

    /// The same with a name; what is given with the call goes before what the fn says.
    #[machine(Named)]
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[migrate(Migration::of("Asked", |old: InPounds| Moved::to("Start", in_cents(old))))]
    fn named(cents: u32) yields u32 -> u32 {
        #[state(Paid)]
        yield_value!(cents);
        cents
    }
}

fn yielded<C: Coroutine>(mut machine: C) -> (Vec<C::Yield>, C::Return) {
    let mut all = Vec::new();
    loop {
        match machine.resume(()) {
            Yielded(value) => all.push(value),
            Complete(end) => return (all, end),
        }
    }
}

#[test]
fn a_delegate_is_carried_over() {
    let mut machine = old::order(7);
    for (steps, left) in [(1, vec![700, 700]), (2, vec![700])] {
        assert_eq!(machine.resume(()), Yielded(7));
        let (json, bytes) = (
            serde_json::to_string(&machine).unwrap(),
            postcard::to_allocvec(&machine).unwrap(),
        );
        let mut fresh = order(0);
        fresh
            .restore(&mut serde_json::Deserializer::from_str(&json))
            .unwrap();
        assert_eq!(fresh.state(), "Paying");
        assert_eq!(yielded(fresh.clone()), (left, 700), "after {steps}");
        let mut other = order(0);
        other
            .restore(&mut postcard::Deserializer::from_bytes(&bytes))
            .unwrap();
        assert_eq!(other, fresh);
    }
}

#[test]
fn so_it_is_by_its_type_and_in_a_list() {
    let mut machine = old::pay(3);
    assert_eq!(machine.resume(()), Yielded(3));
    let saved = serde_json::to_string(&[&machine, &machine]).unwrap();
    let read: Vec<Named> = serde_json::from_str(&saved).unwrap();
    assert_eq!(read, [named(300), named(300)]);
}

#[test]
fn what_is_given_with_the_call_goes_first() {
    let mut machine = old::pay(3);
    assert_eq!(machine.resume(()), Yielded(3));
    let saved = serde_json::to_string(&machine).unwrap();
    let free = |_: InPounds| Moved::to("Start", InCents { cents: 0 });
    let mut fresh = named(1);
    fresh
        .restore_with(
            &mut serde_json::Deserializer::from_str(&saved),
            &Migration::of("Asked", free),
        )
        .unwrap();
    assert_eq!(fresh, named(0));
}

#[test]
fn what_has_no_way_is_refused() {
    let mut machine = old::pay(3);
    let _ = machine.resume(());
    let _ = machine.resume(());
    let saved = serde_json::to_string(&machine).unwrap();
    let refused = named(1).restore(&mut serde_json::Deserializer::from_str(&saved));
    assert!(matches!(
        refused,
        Err(RestoreError::ChangedLayout {
            machine: "named",
            state: "Paid",
            ..
        })
    ));
}
