//! Where a coroutine says that it stands.

use std::collections::BTreeMap;

use coro_core::inspect::{Frame, Inspector, Kind, StateInfo};
use coro_core::{Coroutine, CoroutineState, Wait, coro};

coro! {
    fn pause(times: u32) {
        for _ in 0..times {
            yield_wait!();
        }
    }

    /// A delegate in a loop, a pause behind it.
    #[derive(Debug)]
    fn count(from: u32) yields u32 -> &'static str {
        let label = "count";
        for i in (1..=from).rev() {
            yield_value!(i);
        }
        yield_value!(0);
        label
    }

    fn outer(times: u32) -> u32 {
        let first = times + 1;
        pause(times).await;
        if first > 2 {
            yield_wait!();
        }
        pause(first).await;
        first
    }

    fn outermost(inner: Box<dyn Coroutine<Yield = Wait, Return = u32>>) -> u32 {
        #[state(Asking)]
        let found = inner.await;
        found + 1
    }
}

/// File names and lines are the compiler's.
fn line_of(text: &str) -> u32 {
    let before = include_str!("inspect.rs").split(text).next();
    before.map_or(0, |before| before.lines().count() as u32)
}

fn states<R>(coroutine: &impl Coroutine<R>) -> Vec<String> {
    let frames = coroutine.backtrace();
    let shown = frames.frames().iter().map(|frame| {
        let state = frame.state().unwrap_or("-");
        format!("{} {} {state}", frame.depth(), frame.name())
    });
    shown.collect()
}

#[test]
fn every_level_of_delegation_is_shown() {
    let mut coroutine = outermost(outer(1).boxed());
    assert_eq!(states(&coroutine), ["0 outermost Start"]);
    let _ = coroutine.resume(());
    let expected = ["0 outermost Asking", "1 outer From1", "2 pause Wait2"];
    assert_eq!(states(&coroutine), expected);
    assert_eq!(states(&&mut coroutine), expected);
    let boxed: Box<dyn Coroutine<Yield = Wait, Return = u32>> = Box::new(coroutine);
    assert_eq!(states(&boxed), expected);
}

#[test]
fn a_frame_has_file_line_and_text() {
    let mut coroutine = outer(1);
    let _ = coroutine.resume(());
    let backtrace = coroutine.backtrace();
    let [outer, pause] = backtrace.frames() else {
        panic!("{backtrace}");
    };
    assert!(outer.file().unwrap().ends_with("tests/inspect.rs"));
    assert_eq!(outer.line(), Some(line_of("pause(times).await")));
    assert_eq!(outer.state_info().unwrap().text(), "pause(times).await");
    assert_eq!(pause.line(), Some(line_of("yield_wait!();")));
    assert_eq!(
        backtrace.to_string(),
        format!(
            "outer From1 at {0}:{1}: `pause(times).await`\n  pause Wait2 at {0}:{2}: `yield_wait!()`",
            outer.file().unwrap(),
            line_of("pause(times).await"),
            line_of("yield_wait!();"),
        )
    );
}

#[test]
fn values_are_shown_where_debug_was_derived() {
    let mut counting = count(2);
    let _ = counting.resume(());
    let shown = counting.backtrace().frames()[0]
        .values()
        .unwrap()
        .to_string();
    assert!(shown.contains("label: \"count\""), "{shown}");
    assert!(outer(1).backtrace().frames()[0].values().is_none());
}

#[test]
fn a_layout_names_states_levels_and_fields() {
    let counting = count(2).backtrace();
    let layout = counting.frames()[0].layout().unwrap();
    assert_eq!(
        (layout.name(), layout.line()),
        ("count", line_of("fn count"))
    );
    let shown: Vec<_> = layout
        .states()
        .map(|state| {
            let fields: Vec<_> = state.fields().collect();
            format!("{} {} {}", state.depth(), state.name(), fields.join(" "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "0 Start from",
            "0 For1 at iter label",
            "1 Yield2 ",
            "0 Yield3 label",
            "0 Running ",
            "0 Done ",
        ]
    );
}

/// Resumes to the end; every step must be an edge of the graph.
fn walk<R: Default>(mut coroutine: impl Coroutine<R>) -> BTreeMap<(usize, usize), u32> {
    let standing = |coroutine: &dyn Fn(&mut Inspector<'_>)| -> StateInfo {
        let mut found = None;
        coroutine(&mut Inspector::new(&mut |frame: &Frame<'_>| {
            found = found.or(frame.state_info());
        }));
        found.unwrap()
    };
    let mut steps = BTreeMap::new();
    let mut before = standing(&|to| coroutine.inspect(to));
    assert_eq!(before.kind(), Kind::Start);
    let graph = coroutine.graph();
    loop {
        let is_complete = coroutine.resume(R::default()).is_complete();
        let after = standing(&|to| coroutine.inspect(to));
        assert!(graph.leads(before, after), "{before:?} to {after:?}");
        assert_eq!(is_complete, after.kind() == Kind::Done);
        *steps.entry((before.number(), after.number())).or_default() += 1;
        if is_complete {
            return steps;
        }
        before = after;
    }
}

#[test]
fn each_step_is_an_edge() {
    assert_eq!(walk(count(3)).len(), 4);
    walk(count(0));
    walk(outer(0));
    walk(outer(3));
    walk(outermost(outer(1).boxed()));
}

#[test]
fn one_written_by_hand_is_shown_by_its_type() {
    struct Never;
    impl Coroutine for Never {
        type Yield = Wait;
        type Return = u32;
        fn resume(&mut self, (): ()) -> CoroutineState<Wait, u32> {
            CoroutineState::Yielded(Wait)
        }
    }
    let mut coroutine = outermost(Never.boxed());
    let _ = coroutine.resume(());
    assert_eq!(states(&coroutine), ["0 outermost Asking", "1 Never -"]);
}

struct World {
    health: u32,
}

coro! {
    fn strike() receives world: &mut World {
        world.health -= 1;
        yield_wait!();
        world.health -= 1;
    }

    fn fight() receives world: &mut World {
        yield_from!(strike(), world);
        world.health += 1;
    }

    fn arena() -> u32 {
        let mut world = World { health: 9 };
        yield_from!(fight(), &mut world);
        world.health
    }

    fn adder() receives mut sum: u32 yields u32 -> u32 {
        while sum < 10 {
            sum += yield_value!(sum);
        }
        sum
    }

    fn adding() receives first: u32 yields u32 -> u32 {
        yield_from!(adder(), first)
    }
}

#[test]
fn lending_and_receiving_delegates_are_shown() {
    let mut coroutine = arena();
    let _ = coroutine.resume(());
    let expected = ["0 arena From1", "1 fight From1", "2 strike Wait1"];
    assert_eq!(states(&coroutine), expected);
    let mut coroutine = adding();
    let _ = coroutine.resume(1);
    assert_eq!(states(&coroutine), ["0 adding From1", "1 adder Yield2"]);
}

#[test]
fn an_expression_is_shown() {
    let limit = 2;
    let mut coroutine = coro!(move || {
        pause(limit).await;
        limit
    });
    let _ = coroutine.resume(());
    assert_eq!(states(&coroutine), ["0 expression From1", "1 pause Wait2"]);
}

#[cfg(feature = "std")]
mod in_a_loop {
    use super::{line_of, pause};
    use coro_core::event_loop::RunError;
    use coro_core::{EventLoop, Promise, VirtualClock, coro, join, sleep, spawn, timeout};
    use std::time::Duration;

    const SECOND: Duration = Duration::from_secs(1);

    coro! {
        #[derive(Debug)]
        fn worker(number: u64) -> u64 {
            let twice = number * 2;
            sleep(SECOND).await;
            twice
        }

        fn boss() -> u64 {
            let (one, other) = (spawn(worker(1)), spawn(worker(2)));
            let (one, other) = join((one, other)).await;
            one + other
        }

        fn hurried() {
            let _ = timeout(SECOND, pause(u32::MAX)).await;
        }

        fn stuck(promise: Promise<u32>) -> u32 {
            promise.await
        }

        fn main_task(promise: Promise<u32>) -> u32 {
            let task = spawn(stuck(promise));
            task.await
        }
    }

    /// Without the places of spawning.
    fn lines(text: &str) -> Vec<&str> {
        text.lines()
            .map(|line| line.split(", since").next().unwrap())
            .collect()
    }

    #[test]
    fn a_dump_is_a_tree() {
        let event_loop = EventLoop::with_clock(VirtualClock::new());
        event_loop.spawn(boss());
        event_loop.spawn(hurried());
        event_loop.tick();
        event_loop.tick();
        let dump = event_loop.dump().to_string();
        let file = file!();
        let at = |text: &str| format!("at {file}:{}: `{text}`", line_of(text));
        assert_eq!(
            lines(&dump),
            [
                "├── task 1 `boss` waits for several things".to_string(),
                format!("│   └── boss From1 {}", at("join((one, other)).await")),
                "│       └── join".to_string(),
                "│           ├── task 3 `worker` sleeps for 1s".to_string(),
                format!(
                    "│           │   └── worker From1 {}",
                    at("sleep(SECOND).await")
                ),
                "│           │       │ twice: 2".to_string(),
                "│           │       └── sleep for another 1s".to_string(),
                "│           └── task 4 `worker` sleeps for 1s".to_string(),
                format!(
                    "│               └── worker From1 {}",
                    at("sleep(SECOND).await")
                ),
                "│                   │ twice: 4".to_string(),
                "│                   └── sleep for another 1s".to_string(),
                "└── task 2 `hurried` is ready".to_string(),
                format!(
                    "    └── hurried From1 {}",
                    at("timeout(SECOND, pause(u32::MAX)).await")
                ),
                "        └── timeout".to_string(),
                format!("            ├── pause Wait2 {}", at("yield_wait!()")),
                "            └── sleep for another 1s".to_string(),
            ],
            "{dump}"
        );
    }

    #[test]
    fn a_deadlock_names_where_each_task_stands() {
        let promise = Promise::new();
        let event_loop = EventLoop::with_clock(VirtualClock::new());
        let error = event_loop.run_until_complete(main_task(promise.clone()));
        let Err(RunError::Deadlock(deadlock)) = error else {
            panic!("nobody resolves the promise");
        };
        let standing: Vec<_> = deadlock
            .tasks()
            .iter()
            .map(|task| (task.name(), task.backtrace().frames()[0].line().unwrap()))
            .collect();
        assert_eq!(
            standing,
            [
                ("main_task", line_of("task.await")),
                ("stuck", line_of("promise.await"))
            ]
        );
        assert!(
            deadlock.to_string().contains("Promise made at"),
            "{deadlock}"
        );
    }
}

#[test]
fn a_generator_in_a_box_tells_where_it_paused() {
    coro! {
        fn walk() yields u8 {
            let own = vec![1, 2];
            let mut open = vec![&own];
            while let Some(list) = open.pop() {
                yield_value!(list[0]);
                yield_from!(list.iter().copied());
            }
        }
    }
    let mut walk = walk();
    for text in ["yield_value!(list[0])", "yield_from!(list.iter().copied())"] {
        assert!(matches!(walk.resume(()), CoroutineState::Yielded(1)));
        let stands = walk.backtrace().to_string();
        let line = include_str!("inspect.rs")
            .lines()
            .position(|line| line.trim() == format!("{text};"));
        let place = format!(
            "inspect.rs:{}: `{text}`",
            line.expect("the line is there") + 1
        );
        assert!(stands.contains(&place), "{stands}");
    }
}

/// No state says where the body of an `async fn` stands that runs in a box; it does itself.
#[test]
fn a_body_in_a_box_tells_where_it_waits() {
    coro! {
        async fn turns(count: usize) -> usize {
            for _ in 0..count {
                yield_wait!();
            }
            count
        }

        async fn inner(list: Vec<usize>) -> usize {
            let mut open = vec![&list];
            let mut sum = 0;
            while let Some(list) = open.pop() {
                sum += turns(list.len()).await;
            }
            sum
        }

        async fn outer() -> usize {
            let own = vec![1];
            let mut open = vec![&own];
            let mut sum = 0;
            while let Some(own) = open.pop() {
                sum += inner(own.clone()).await;
                sum += turns(2).await;
            }
            sum
        }
    }
    let mut outer = outer();
    for line in [
        "inner(own.clone()).await",
        "turns(2).await",
        "turns(2).await",
    ] {
        assert_eq!(
            Coroutine::resume(&mut outer, ()),
            CoroutineState::Yielded(Wait)
        );
        let stands = outer.backtrace().to_string();
        let told = format!("`{line}`");
        assert!(
            stands.contains("waits at") && stands.contains(&told),
            "{stands}"
        );
    }
    assert_eq!(
        Coroutine::resume(&mut outer, ()),
        CoroutineState::Complete(3)
    );
}
