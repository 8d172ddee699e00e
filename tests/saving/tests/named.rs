//! `#[machine(pub Name)]`: the machine is an enum beside the fn, with the same behaviour.

use coro_core::{
    Coroutine,
    CoroutineState::{Complete, Yielded},
    Restore, Wait, coro,
};
use std::sync::Mutex;

coro! {
    #[machine(pub Blink)]
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub fn blink(times: u32) yields bool -> u32 {
        let mut shown = 0u32;
        for turn in (1..=times).rev() {
            yield_value!(turn % 2 == 0);
            shown += 1;
        }
        shown
    }

    #[machine(Orders)]
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    fn orders(list: Vec<String>, limit: usize) yields String -> Vec<String> {
        let mut log = Vec::<String>::new();
        for (number, order) in list.into_iter().enumerate().skip(1) {
            let line = format!("{number}: {order}");
            yield_value!(line.clone());
            let lights: Blink = blink(number as u32);
            yield_from!(shown(lights));
            log.push(line);
            if log.len() == limit {
                return log;
            }
        }
        log
    }

    /// A delegate that is seen to be of the same `coro!`.
    #[machine(Shown)]
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    fn shown(mut lights: Blink) yields String {
        loop {
            match lights.resume(()) {
                Yielded(light) => yield_value!(light.to_string()),
                Complete(_) => return,
            }
        }
    }

    /// A tree, walked by machines in boxes.
    #[machine(Walk)]
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    fn walk(depth: u32) yields u32 {
        if depth > 0 {
            let left: Box<Walk> = Box::new(walk(depth - 1));
            yield_from!(left);
            yield_value!(depth);
            yield_from!(Box::new(walk(depth - 1)));
        }
    }

    /// Generics and lifetimes, and a world that is lent.
    #[machine(pub Script)]
    #[derive(Clone, Debug)]
    fn script<'a, T, const N: usize>(names: [T; N], title: &'a str) receives world: &mut Vec<String> -> usize
    where
        T: Clone + std::fmt::Debug + Into<String>,
    {
        let mut said = 0usize;
        for name in names.clone() {
            let name: String = name.into();
            world.push(format!("{title} {name}"));
            said += 1;
            yield_wait!();
        }
        said + names.len()
    }

    /// What is received, and a value that is moved on some ways only.
    #[machine(Mean)]
    #[derive(Clone, Debug)]
    fn mean() receives mut sample: f64 yields f64 -> String {
        let (mut total, mut count) = (0.0, 0.0);
        let note = String::from("mean");
        while sample >= 0.0 {
            total += sample;
            count += 1.0;
            sample = yield_value!(total / count);
            if count > 2.0 {
                return note;
            }
        }
        let next: f64 = yield_value!(total);
        format!("{note} {next}")
    }
}

/// A field, and a static.
struct Board {
    left: Blink,
    right: Blink,
}

static LIGHT: Mutex<Option<Blink>> = Mutex::new(None);

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
fn it_does_what_the_fn_says() {
    assert_eq!(yielded(blink(3)), (vec![false, true, false], 3));
    let list = ["a", "b", "c", "d"].map(String::from).to_vec();
    let (all, log) = yielded(orders(list, 2));
    assert_eq!(all, ["1: b", "false", "2: c", "true", "false"]);
    assert_eq!(log, ["1: b", "2: c"]);
    assert_eq!(yielded(walk(3)).0, [1, 2, 1, 3, 1, 2, 1]);
}

#[test]
fn it_is_a_field_and_a_static() {
    let mut board = Board {
        left: blink(2),
        right: blink(1),
    };
    assert_eq!(board.left.resume(()), Yielded(true));
    assert_eq!(board.right.resume(()), Yielded(false));
    assert!(matches!(board.left, Blink::For1 { .. }));
    *LIGHT.lock().unwrap() = Some(board.left);
    let mut light = LIGHT.lock().unwrap();
    assert_eq!(light.as_mut().unwrap().resume(()), Yielded(false));
}

#[test]
fn it_is_read_as_any_other_type() {
    let mut machine = orders(vec!["x".into(), "y".into(), "z".into()], 9);
    loop {
        let text = serde_json::to_string(&machine).unwrap();
        let read: Orders = serde_json::from_str(&text).unwrap();
        assert_eq!(read, machine);
        let bytes = postcard::to_allocvec(&machine).unwrap();
        let mut fresh = orders(Vec::new(), 0);
        fresh
            .restore(&mut postcard::Deserializer::from_bytes(&bytes))
            .unwrap();
        assert_eq!(fresh, machine);
        assert_eq!(yielded(read), yielded(machine.clone()));
        if let Complete(_) = machine.resume(()) {
            break;
        }
    }
}

#[test]
fn a_walk_is_read_in_the_middle() {
    let mut machine = walk(4);
    for _ in 0..6 {
        assert!(matches!(machine.resume(()), Yielded(_)));
    }
    let bytes = postcard::to_allocvec(&machine).unwrap();
    let read: Walk = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(yielded(read), yielded(machine));
}

#[test]
fn generics_lifetimes_and_loans() {
    let title = "Dr".to_string();
    let mut world = Vec::new();
    let mut machine: Script<'_, &str, 2> = script(["Ada", "Bob"], &title);
    assert_eq!(machine.resume(&mut world), Yielded(Wait));
    let mut fork = machine.clone();
    assert_eq!(machine.resume(&mut world), Yielded(Wait));
    assert_eq!(machine.resume(&mut world), Complete(4));
    assert_eq!(world, ["Dr Ada", "Dr Bob"]);
    let mut other = Vec::new();
    assert_eq!(fork.resume(&mut other), Yielded(Wait));
    assert_eq!(other, ["Dr Bob"]);
}

#[test]
fn what_is_received() {
    let mut machine: Mean = mean();
    assert_eq!(machine.resume(1.0), Yielded(1.0));
    assert_eq!(machine.resume(2.0), Yielded(1.5));
    assert_eq!(machine.resume(-1.0), Yielded(3.0));
    assert_eq!(machine.resume(7.0), Complete("mean 7".to_string()));
}

#[test]
fn it_says_where_it_stands() {
    let mut machine = blink(2);
    let _ = machine.resume(());
    let text = machine.backtrace().to_string();
    assert!(text.starts_with("blink Yield"), "{text}");
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mood {
    Fine,
    Worn { by: u8 },
}

/// Types of literals follow from what is done with them, as rustc has it.
#[test]
fn numbers_without_a_suffix() {
    coro! {
        #[machine(Counting)]
        #[derive(Clone, Debug, PartialEq)]
        fn counting<const N: usize>(list: Vec<u16>) yields i64 -> u8 {
            let (mut mood, mut round, mut at) = (Mood::Fine, 0, 0);
            let mut sum = 0;
            let mut shown = 0;
            let mut worn = 0;
            let mut last = None::<u16>;
            let most = u16::MAX;
            while round < N {
                sum += list[at];
                at = (at + 1) % list.len();
                shown -= 1;
                yield_value!(shown);
                if sum > most / 2 {
                    worn += 1;
                    mood = Mood::Worn { by: worn };
                }
                last = last.max(Some(sum));
                round += 1;
            }
            match (mood, last) {
                (Mood::Worn { by }, Some(_)) => by,
                _ => worn,
            }
        }
    }
    let machine: Counting<3> = counting(vec![20_000, 10_000]);
    assert_eq!(yielded(machine), (vec![-1, -2, -3], 1));
}
