//! A machine is written at each pause and read again, and both go on alike, in four formats.

use coro_core::{Coroutine, CoroutineState, Restore, coro};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

coro! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn sleep(turns: u32) yields String {
        for turn in 0..turns {
            yield_value!(format!("sleep {turn}"));
        }
    }

    /// A loop, a delegate in it, a value that is moved on one way only.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn collect(from: u32, limit: usize) yields String -> Vec<String> {
        let mut log = Vec::new();
        for i in (1..=from).rev() {
            let line = format!("{i}");
            yield_from!(sleep(i));
            log.push(line);
            if log.len() == limit {
                return log;
            }
        }
        log.push("TAKE OFF".to_string());
        log
    }

    /// Five machines deep.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn outer(names: Vec<String>) yields String -> usize {
        let mut lines = 0;
        for (index, name) in names.into_iter().enumerate() {
            let title = name.to_uppercase();
            lines += yield_from!(second(name, index as u32)).len();
            yield_value!(title);
        }
        lines
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn second(name: String, more: u32) yields String -> String {
        let flag = more > 0;
        let kept = yield_from!(third(name.len() as u32 + more));
        if flag { format!("{name}{kept}") } else { kept }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn third(count: u32) yields String -> String {
        let seen: Option<String> = None;
        let last = yield_from!(collect(count, 2));
        yield_from!(["a".to_string(), "b".to_string()]);
        seen.unwrap_or(last.concat())
    }
}

/// A format: to bytes, from bytes into a new machine, from bytes into a fresh one.
trait Format {
    fn written<T: Serialize>(&self, value: &T) -> Vec<u8>;
    fn read<T: DeserializeOwned>(&self, bytes: &[u8], like: &T) -> T;
    fn restored<T: Restore + DeserializeOwned>(&self, bytes: &[u8], fresh: &mut T);
}

struct Json;

impl Format for Json {
    fn written<T: Serialize>(&self, value: &T) -> Vec<u8> {
        serde_json::to_vec(value).unwrap()
    }
    fn read<T: DeserializeOwned>(&self, bytes: &[u8], _: &T) -> T {
        serde_json::from_slice(bytes).unwrap()
    }
    fn restored<T: Restore + DeserializeOwned>(&self, bytes: &[u8], fresh: &mut T) {
        let mut reader = serde_json::Deserializer::from_slice(bytes);
        fresh.restore(&mut reader).unwrap();
    }
}

/// JSON whose fields come in the order of their names.
struct JsonValue;

impl Format for JsonValue {
    fn written<T: Serialize>(&self, value: &T) -> Vec<u8> {
        serde_json::to_value(value)
            .unwrap()
            .to_string()
            .into_bytes()
    }
    fn read<T: DeserializeOwned>(&self, bytes: &[u8], _: &T) -> T {
        let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        serde_json::from_value(value).unwrap()
    }
    fn restored<T: Restore + DeserializeOwned>(&self, bytes: &[u8], fresh: &mut T) {
        let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        fresh.restore(value).unwrap();
    }
}

struct Postcard;

impl Format for Postcard {
    fn written<T: Serialize>(&self, value: &T) -> Vec<u8> {
        postcard::to_allocvec(value).unwrap()
    }
    fn read<T: DeserializeOwned>(&self, bytes: &[u8], _: &T) -> T {
        postcard::from_bytes(bytes).unwrap()
    }
    fn restored<T: Restore + DeserializeOwned>(&self, bytes: &[u8], fresh: &mut T) {
        fresh
            .restore(&mut postcard::Deserializer::from_bytes(bytes))
            .unwrap();
    }
}

/// CBOR, with names.
struct Cbor;

impl Format for Cbor {
    fn written<T: Serialize>(&self, value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        ciborium::into_writer(value, &mut bytes).unwrap();
        bytes
    }
    fn read<T: DeserializeOwned>(&self, bytes: &[u8], _: &T) -> T {
        ciborium::from_reader(bytes).unwrap()
    }
    fn restored<T: Restore + DeserializeOwned>(&self, bytes: &[u8], fresh: &mut T) {
        // its deserializer is private, but the type of the machine is known
        *fresh = ciborium::from_reader(bytes).unwrap();
    }
}

/// MessagePack, whose structs are lists.
struct MessagePack;

impl Format for MessagePack {
    fn written<T: Serialize>(&self, value: &T) -> Vec<u8> {
        rmp_serde::to_vec(value).unwrap()
    }
    fn read<T: DeserializeOwned>(&self, bytes: &[u8], _: &T) -> T {
        rmp_serde::from_slice(bytes).unwrap()
    }
    fn restored<T: Restore + DeserializeOwned>(&self, bytes: &[u8], fresh: &mut T) {
        fresh
            .restore(&mut rmp_serde::Deserializer::new(bytes))
            .unwrap();
    }
}

/// Steps through `machine`; at each pause two more are read, which have to be equal and to go on alike to the end.
fn goes_on_alike<C>(format: &impl Format, fresh: impl Fn() -> C)
where
    C: Coroutine<Yield: PartialEq + Debug, Return: PartialEq + Debug>,
    C: Clone + Debug + PartialEq + Serialize + Restore + DeserializeOwned,
{
    let mut machine = fresh();
    let mut pauses = 0;
    loop {
        let bytes = format.written(&machine);
        let read = format.read(&bytes, &machine);
        let mut restored = fresh();
        format.restored(&bytes, &mut restored);
        assert_eq!(read, machine);
        assert_eq!(restored, machine);
        assert_eq!(format!("{read:?}"), format!("{machine:?}"));
        assert_eq!(to_the_end(read), to_the_end(machine.clone()));
        assert_eq!(to_the_end(restored), to_the_end(machine.clone()));
        pauses += 1;
        if let CoroutineState::Complete(_) = machine.resume(()) {
            break;
        }
    }
    assert!(pauses > 3, "the machine pauses");
    let bytes = format.written(&machine);
    assert_eq!(format.read(&bytes, &machine), machine, "one that returned");
}

fn to_the_end<C: Coroutine>(mut machine: C) -> (Vec<C::Yield>, C::Return) {
    let mut yielded = Vec::new();
    loop {
        match machine.resume(()) {
            CoroutineState::Yielded(value) => yielded.push(value),
            CoroutineState::Complete(value) => return (yielded, value),
        }
    }
}

fn all_alike(format: impl Format) {
    goes_on_alike(&format, || collect(3, 2));
    goes_on_alike(&format, || collect(3, 9));
    goes_on_alike(&format, || {
        outer(vec!["one".into(), "two".into(), "".into()])
    });
}

#[test]
fn json() {
    all_alike(Json);
}

#[test]
fn json_in_any_order() {
    all_alike(JsonValue);
}

#[test]
fn postcard_which_has_no_names() {
    all_alike(Postcard);
}

#[test]
fn cbor() {
    all_alike(Cbor);
}

#[test]
fn message_pack() {
    all_alike(MessagePack);
}

#[test]
fn what_is_written_can_be_read_by_people() {
    let mut machine = collect(2, 9);
    let _ = machine.resume(());
    let text = serde_json::to_string(&machine).unwrap();
    // the layouts are numbers made of names: see coro-core/src/saving/layout.rs
    let text = text
        .split("\"layout\":")
        .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let text: Vec<&str> = text.collect();
    assert_eq!(
        text.concat(),
        "{,\"standing\":{\"From2\":{\"inner\":{,\"standing\":{\"Yield2\":{\"iter\":{\"start\":1,\"end\":2},\"turn\":null}}},\
         \"iter\":{\"iter\":[1,1]},\"limit\":9,\"line\":\"2\",\"log\":[]}}}"
    );
}
