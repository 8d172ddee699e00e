//! Version 1's saved machines in an edited version 2: what loads, and what is refused with which error.

use coro_core::{Coroutine, CoroutineState::Yielded, Restore, RestoreError, coro};

/// As it was released.
mod version_1 {
    use super::coro;

    coro! {
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub fn order(item: String, price: u32) yields String -> u32 {
            let mut paid = 0;
            #[state(Charging)]
            yield_value!(format!("charge {price}"));
            paid += price;
            for attempt in 1..=3 {
                #[state(Shipping)]
                yield_value!(format!("ship {item}, attempt {attempt}"));
            }
            yield_value!("done".to_string());
            paid
        }
    }
}

/// A pause was added before all others, a loop around a part of it, one state holds something new, one is gone.
mod version_2 {
    use super::coro;

    coro! {
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub fn order(item: String, price: u32) yields String -> u32 {
            while price > 1000 {
                #[state(Asking)]
                yield_value!(format!("really {price}?"));
            }
            let mut paid = 0;
            #[state(Charging)]
            yield_value!(format!("charge {price}"));
            paid += price;
            let carrier = format!("{item} by train");
            for attempt in 1..=5 {
                #[state(Shipping)]
                yield_value!(format!("ship {item}, attempt {attempt}, {carrier}"));
            }
            paid
        }
    }
}

/// The saved machine after some steps.
fn saved(steps: usize) -> String {
    let mut machine = version_1::order("book".to_string(), 12);
    for _ in 0..steps {
        assert!(matches!(machine.resume(()), Yielded(_)));
    }
    serde_json::to_string(&machine).unwrap()
}

fn restored(
    saved: &str,
) -> Result<impl Coroutine<Yield = String> + use<>, RestoreError<serde_json::Error>> {
    let mut machine = version_2::order(String::new(), 0);
    machine.restore(&mut serde_json::Deserializer::from_str(saved))?;
    Ok(machine)
}

#[test]
fn a_named_state_that_holds_the_same_loads() {
    let mut machine = restored(&saved(1)).unwrap();
    let Yielded(next) = machine.resume(()) else {
        panic!("it ships next")
    };
    assert_eq!(next, "ship book, attempt 1, book by train");
}

#[test]
fn a_named_state_that_holds_something_new_is_refused() {
    let error = restored(&saved(2)).map(|_| ()).unwrap_err();
    let RestoreError::ChangedLayout {
        machine,
        state,
        saved,
        expected,
        holds,
    } = &error
    else {
        panic!("{error}")
    };
    assert_eq!((*machine, *state), ("order", "Shipping"));
    assert_ne!(saved, expected);
    assert!(holds.contains(&"carrier"));
    let text = error.to_string();
    assert!(
        text.starts_with("the layout of `order` in state `Shipping` changed: it was saved as 1:"),
        "{text}"
    );
}

#[test]
fn a_state_without_a_name_is_refused_after_any_edit() {
    let error = restored(&saved(0)).map(|_| ()).unwrap_err();
    assert!(
        matches!(error, RestoreError::ChangedLayout { state: "Start", .. }),
        "{error}"
    );
}

#[test]
fn a_state_that_is_gone_is_refused() {
    let error = restored(&saved(5)).map(|_| ()).unwrap_err();
    let RestoreError::UnknownState {
        machine: "order",
        state,
        known,
    } = &error
    else {
        panic!("{error}")
    };
    assert!(state.starts_with("Yield"), "{state}");
    assert!(known.iter().any(|place| place.name == "Charging"));
}

#[test]
fn what_was_restored_before_stays_when_it_is_refused() {
    let mut machine = version_2::order("pen".to_string(), 3);
    let _ = machine.resume(());
    let before = machine.clone();
    let saved = saved(2);
    machine
        .restore(&mut serde_json::Deserializer::from_str(&saved))
        .unwrap_err();
    assert_eq!(machine, before);
}

#[test]
fn what_is_no_machine_is_malformed() {
    for text in [
        "",
        "7",
        "[]",
        "{}",
        r#"{"layout":1}"#,
        r#"{"standing":{}}"#,
        r#"{"layout":1,"standing":{}}"#,
        "{\"layout\":",
        r#"{"layout":4294967296,"standing":[]}"#,
    ] {
        let error = restored(text).map(|_| ()).unwrap_err();
        assert!(
            matches!(error, RestoreError::Malformed(_)),
            "{text}: {error}"
        );
    }
    let two = saved(1).replace("\"standing\":{", "\"standing\":{\"Shipping\":{},");
    assert!(restored(&two).is_err());
}

/// The refusal of a machine inside another one is typed as well.
mod nested {
    use super::*;

    mod old {
        use super::coro;
        coro! {
            #[derive(Serialize, Deserialize)]
            pub fn inner(n: u32) {
                #[state(Waiting)]
                yield_wait!();
                let _ = n;
            }
            #[derive(Serialize, Deserialize)]
            pub fn outer() {
                #[state(Inside)]
                yield_from!(inner(1));
            }
        }
    }

    mod new {
        use super::coro;
        coro! {
            #[derive(Serialize, Deserialize)]
            pub fn inner(n: u32) {
                #[state(Waiting)]
                yield_wait!();
                println!("{n}");
            }
            #[derive(Serialize, Deserialize)]
            pub fn outer() {
                #[state(Inside)]
                yield_from!(inner(1));
            }
        }
    }

    #[test]
    fn it_names_the_inner_machine() {
        let mut machine = old::outer();
        let _ = machine.resume(());
        let bytes = postcard::to_allocvec(&machine).unwrap();
        let mut fresh = new::outer();
        let error = fresh
            .restore(&mut postcard::Deserializer::from_bytes(&bytes))
            .unwrap_err();
        assert!(
            matches!(
                error,
                RestoreError::ChangedLayout {
                    machine: "inner",
                    state: "Waiting",
                    ..
                }
            ),
            "{error}"
        );
    }
}

/// A machine that runs, or panicked, cannot be written.
#[test]
fn a_machine_that_panicked_is_not_written() {
    coro! {
        #[derive(Serialize)]
        fn fails() {
            yield_wait!();
            panic!("as it should");
        }
    }
    let mut machine = fails();
    let _ = machine.resume(());
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| machine.resume(())));
    assert!(result.is_err());
    let error = serde_json::to_string(&machine).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`fails` is running, or panicked"),
        "{error}"
    );
}

/// An old state is carried over into the new one.
mod carried_over {
    use super::*;
    use coro_core::saving::{Golden, Snapshot};

    #[test]
    fn by_a_snapshot() {
        let saved = saved(2);
        let old: Snapshot<serde_json::Value> = serde_json::from_str(&saved).unwrap();
        assert_eq!(old.state, "Shipping");
        let mut machine = version_2::order(String::new(), 0);
        let known = machine
            .places()
            .iter()
            .find(|place| place.name == "Shipping")
            .unwrap();
        let mut holds = old.holds.as_object().unwrap().clone();
        holds.retain(|name, _| known.holds.contains(&name.as_str()));
        holds.insert("carrier".to_string(), "by hand".into());
        for name in known.holds {
            holds.entry(*name).or_insert(serde_json::Value::Null);
        }
        let new = Snapshot::of(&machine, "Shipping", holds).unwrap();
        machine.restore(serde_json::to_value(new).unwrap()).unwrap();
        let Yielded(next) = machine.resume(()) else {
            panic!("it tries again")
        };
        assert_eq!(next, "ship book, attempt 2, by hand");
    }

    #[test]
    fn golden_states_tell_what_an_edit_strands() {
        let path = std::env::temp_dir().join(format!("order-{}.golden", std::process::id()));
        let mut old = Golden::new(
            &path,
            |machine| serde_json::to_string(machine).unwrap(),
            |saved, machine| {
                Restore::restore(machine, &mut serde_json::Deserializer::from_str(saved))
            },
        );
        let mut machine = version_1::order("book".to_string(), 12);
        old.see(&machine);
        while machine.resume(()).yielded().is_some() {
            old.see(&machine);
        }
        old.check(|| version_1::order(String::new(), 0)); // writes
        old.check(|| version_1::order(String::new(), 0)); // reads
        let new = Golden::new(
            &path,
            |_| unreachable!("the file is there"),
            |saved, machine| {
                Restore::restore(machine, &mut serde_json::Deserializer::from_str(saved))
            },
        );
        let stranded = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            new.check(|| version_2::order(String::new(), 0));
        }));
        std::fs::remove_file(&path).unwrap();
        let message = *stranded.unwrap_err().downcast::<String>().unwrap();
        assert!(
            message.contains("Shipping: the layout of `order`"),
            "{message}"
        );
        assert!(!message.contains("Charging:"), "{message}");
    }
}

/// What the states of version 1 held, and what those of version 2 hold.
mod carried {
    use super::{Coroutine, Restore, RestoreError, version_1, version_2};
    use coro_core::CoroutineState::{Complete, Yielded};
    use coro_core::saving::{Migrate, Migration, Moved};
    use serde::{Deserialize, Deserializer, Serialize};

    /// The iterator is written as its two ends, or as nothing.
    type Attempts = Option<(i32, i32)>;

    /// In the order of the names, for formats without.
    #[derive(Deserialize)]
    struct OldShipping {
        /// It is dead there, and has a place all the same.
        attempt: (),
        item: String,
        iter: Attempts,
        paid: u32,
        price: u32,
    }

    #[derive(Serialize)]
    struct Shipping {
        attempt: (),
        carrier: String,
        item: String,
        iter: Attempts,
        paid: u32,
        price: u32,
    }

    #[derive(Deserialize)]
    struct OldDone {
        item: String,
        paid: u32,
        #[serde(rename = "price")]
        _price: u32,
    }

    #[derive(Serialize)]
    struct Charging {
        item: String,
        paid: u32,
        price: u32,
    }

    /// The last pause of version 1 has become one more charge, of nothing.
    fn migration() -> impl Migrate {
        let shipping = |old: OldShipping| {
            let new = Shipping {
                attempt: old.attempt,
                carrier: "an old cart".to_string(),
                item: old.item,
                iter: old.iter,
                paid: old.paid,
                price: old.price,
            };
            Moved::to("Shipping", new)
        };
        let done = |OldDone { item, paid, .. }| {
            let price = 0;
            Moved::to("Charging", Charging { item, paid, price })
        };
        Migration::of("Shipping", shipping).and("Yield5", done)
    }

    /// Version 1 after some steps, as each format has it, restored in version 2; what it does next.
    fn next(steps: usize) -> [Result<String, String>; 3] {
        let mut machine = version_1::order("book".to_string(), 12);
        for _ in 0..steps {
            assert!(matches!(machine.resume(()), Yielded(_)));
        }
        let json = serde_json::to_string(&machine).unwrap();
        let bytes = postcard::to_allocvec(&machine).unwrap();
        let packed = rmp_serde::to_vec_named(&machine).unwrap();
        [
            after(&mut serde_json::Deserializer::from_str(&json)),
            after(&mut postcard::Deserializer::from_bytes(&bytes)),
            after(&mut rmp_serde::Deserializer::from_read_ref(&packed)),
        ]
    }

    fn after<'de, D: Deserializer<'de>>(saved: D) -> Result<String, String> {
        let mut machine = version_2::order(String::new(), 0);
        let restored = machine.restore_with(saved, &migration());
        restored.map_err(|error: RestoreError<D::Error>| error.to_string())?;
        match machine.resume(()) {
            Yielded(text) => Ok(text),
            Complete(paid) => Ok(format!("paid {paid}")),
        }
    }

    #[test]
    fn a_state_that_changed_is_carried_over_in_every_format() {
        for next in next(2) {
            assert_eq!(next.unwrap(), "ship book, attempt 2, an old cart");
        }
    }

    #[test]
    fn a_state_that_is_gone_is_carried_over_in_every_format() {
        for next in next(5) {
            assert_eq!(next.unwrap(), "ship book, attempt 1, book by train");
        }
    }

    #[test]
    fn a_state_that_is_the_same_is_read_as_it_is() {
        for next in next(1) {
            assert_eq!(next.unwrap(), "ship book, attempt 1, book by train");
        }
    }

    #[test]
    fn a_state_without_a_way_is_refused_as_ever() {
        for next in next(0) {
            let error = next.unwrap_err();
            assert!(
                error.contains("the layout of `order` in state `Start` changed"),
                "{error}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let mut machine = version_1::order("book".to_string(), 12);
        let _ = machine.resume(());
        let _ = machine.resume(());
        let saved = serde_json::to_string(&machine).unwrap();
        let restore = |moved: fn(OldShipping) -> Moved| {
            let mut machine = version_2::order(String::new(), 0);
            let before = machine.clone();
            let error = machine
                .restore_with(
                    &mut serde_json::Deserializer::from_str(&saved),
                    &Migration::of("Shipping", moved),
                )
                .unwrap_err();
            assert_eq!(machine, before, "it stands where it stood");
            error
        };
        let error = restore(|_| Moved::to("Elsewhere", ()));
        assert!(
            matches!(error, RestoreError::UnknownState { .. }),
            "{error}"
        );
        let error = restore(|old| Moved::to("Charging", old.iter));
        let RestoreError::Malformed(error) = error else {
            panic!("{error}")
        };
        let text = error.to_string();
        assert!(
            text.contains("what `Shipping` was carried over to is no state `Charging`"),
            "{text}"
        );
        let error = restore(|_| Moved::to("Charging", ()));
        assert!(
            error.to_string().contains("missing field `item`"),
            "{error}"
        );
    }
}
