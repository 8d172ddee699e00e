//! The event loop: order, tasks, panics, stopping, drops.

#![forbid(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use coro_core::event_loop::RunError;
use coro_core::{Coroutine, EventLoop, Promise, Task, VirtualClock, Wait, coro, sleep, spawn};

type Log = Rc<RefCell<Vec<String>>>;

fn note(log: &Log, line: impl Into<String>) {
    log.borrow_mut().push(line.into());
}

/// Notes when it is dropped.
struct Guard(Log, &'static str);

impl Drop for Guard {
    fn drop(&mut self) {
        note(&self.0, format!("drop {}", self.1));
    }
}

fn message(payload: Box<dyn std::any::Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().unwrap().to_string(),
    }
}

fn panic_of(run: impl FnOnce()) -> String {
    message(catch_unwind(AssertUnwindSafe(run)).unwrap_err())
}

fn fail() -> u32 {
    panic!("it failed")
}

coro! {
    fn steps(log: Log, name: &'static str, count: u32) {
        for step in 0..count {
            note(&log, format!("{name}{step}"));
            yield_wait!();
        }
    }

    fn forever(log: Log, name: &'static str) {
        let _guard = Guard(log, name);
        loop {
            yield_wait!();
        }
    }

    fn sleeping(log: Log, name: &'static str) {
        let _guard = Guard(log.clone(), name);
        yield_from!(sleep(Duration::from_secs(1000)));
        note(&log, "never");
    }

    fn failing() -> u32 {
        yield_wait!();
        fail()
    }

    fn wait_for(task: Task<u32>) -> u32 {
        yield_from!(task)
    }

    fn number(number: u32) -> u32 {
        yield_wait!();
        number
    }
}

#[test]
fn tasks_take_turns_in_the_order_of_spawning() {
    let log = Log::default();
    let event_loop = EventLoop::new();
    for name in ["a", "b", "c"] {
        event_loop.spawn(steps(log.clone(), name, 3));
    }
    event_loop.run_until_stalled();
    assert_eq!(
        log.take(),
        ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]
    );
}

#[test]
fn a_tick_resumes_each_task_once() {
    let log = Log::default();
    let event_loop = EventLoop::new();
    event_loop.spawn(steps(log.clone(), "a", 2));
    assert!(event_loop.tick());
    assert!(event_loop.tick());
    assert!(!event_loop.tick());
    assert_eq!(log.take(), ["a0", "a1"]);
}

#[test]
fn a_detached_task_goes_on_and_a_finished_run_leaves_it() {
    let log = Log::default();
    let event_loop = EventLoop::new();
    drop(event_loop.spawn(steps(log.clone(), "a", 2)));
    event_loop.run_until_complete(number(1)).unwrap();
    event_loop.run_until_stalled();
    assert_eq!(log.take(), ["a0", "a1"]);
}

#[test]
fn stopping_drops_the_tasks_in_the_order_of_spawning() {
    let log = Log::default();
    let event_loop = EventLoop::new();
    event_loop.spawn(forever(log.clone(), "ready"));
    event_loop.spawn(sleeping(log.clone(), "parked"));
    event_loop.tick();
    event_loop.spawn(forever(log.clone(), "new"));
    event_loop.stop();
    assert_eq!(
        log.take(),
        ["drop ready", "drop parked"],
        "one that never ran has no guard"
    );
    assert_eq!(event_loop.dump().tasks().len(), 0);
}

#[test]
fn dropping_the_loop_drops_the_tasks() {
    let log = Log::default();
    let event_loop = EventLoop::new();
    let task = event_loop.spawn(sleeping(log.clone(), "parked"));
    event_loop.tick();
    drop(event_loop);
    assert!(task.is_finished());
    assert_eq!(log.take(), ["drop parked"]);
}

#[test]
fn a_panic_in_a_drop_does_not_keep_the_others_from_being_dropped() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }
    coro! {
        fn armed() {
            let _bomb = Bomb;
            yield_from!(sleep(Duration::from_secs(1)));
        }
    }
    let log = Log::default();
    let event_loop = EventLoop::new();
    event_loop.spawn(armed());
    event_loop.spawn(sleeping(log.clone(), "second"));
    event_loop.tick();
    assert_eq!(panic_of(|| event_loop.stop()), "dropped");
    assert_eq!(log.take(), ["drop second"]);
}

#[test]
fn a_panic_reaches_who_waits_and_not_the_loop() {
    let event_loop = EventLoop::new();
    let failing = event_loop.spawn(failing());
    let waiting = event_loop.spawn(wait_for(failing));
    event_loop.run_until_stalled();
    let error = event_loop
        .run_until_complete(waiting.into_result())
        .unwrap()
        .unwrap_err();
    assert_eq!(message(error.into_panic().unwrap()), "it failed");
}

#[test]
fn a_panic_of_the_main_coroutine_leaves_the_run() {
    let event_loop = EventLoop::new();
    assert_eq!(
        panic_of(|| drop(event_loop.run_until_complete(failing()))),
        "it failed"
    );
    assert_eq!(event_loop.run_until_complete(number(3)).unwrap(), 3);
}

#[test]
fn many_wait_for_one_task() {
    coro! {
        fn all(answer: Task<u32>) -> u32 {
            let first = spawn(wait_for(answer.clone()));
            let second = spawn(wait_for(answer.clone()));
            yield_from!(answer) + yield_from!(first) + yield_from!(second)
        }
    }
    let event_loop = EventLoop::new();
    let answer = event_loop.spawn(number(7));
    assert_eq!(event_loop.run_until_complete(all(answer)).unwrap(), 21);
}

#[test]
fn a_cancelled_task_is_named_with_where_it_was_spawned() {
    let event_loop = EventLoop::new();
    let task = event_loop.spawn(number(1));
    task.cancel();
    let said = panic_of(|| drop(event_loop.run_until_complete(task)));
    assert!(said.contains("task 1 `number`, spawned at "), "{said}");
    assert!(said.contains("event_loop.rs"), "{said}");
    assert!(said.contains("was cancelled"), "{said}");
}

#[test]
fn a_task_that_cancels_itself_goes_on_to_its_next_pause() {
    coro! {
        fn suicidal(log: Log, own: Rc<RefCell<Option<Task<()>>>>) {
            let _guard = Guard(log.clone(), "guard");
            own.borrow().as_ref().unwrap().cancel();
            note(&log, "goes on");
            yield_wait!();
            note(&log, "never");
        }
    }
    let log = Log::default();
    let own = Rc::new(RefCell::new(None));
    let event_loop = EventLoop::new();
    let task = event_loop.spawn(suicidal(log.clone(), own.clone()));
    own.replace(Some(task));
    event_loop.run_until_stalled();
    assert_eq!(log.take(), ["goes on", "drop guard"]);
}

#[test]
fn waiting_for_oneself_is_refused() {
    coro! {
        fn wait_for_slot(own: Rc<RefCell<Option<Task<()>>>>) {
            let task = own.take().unwrap();
            yield_from!(task);
        }
    }
    let own = Rc::new(RefCell::new(None));
    let event_loop = EventLoop::new();
    let spawned_at = line!() + 1;
    let task = event_loop.spawn(wait_for_slot(own.clone()));
    own.replace(Some(task.clone()));
    let error = event_loop.run_until_complete(task.into_result());
    let text = message(error.unwrap().unwrap_err().into_panic().unwrap());
    assert!(
        text.starts_with("task 1 `wait_for_slot`, spawned at "),
        "{text}"
    );
    assert!(
        text.contains(&format!("event_loop.rs:{spawned_at}:")),
        "{text}"
    );
    assert!(text.ends_with(", waits for itself"), "{text}");
    assert_eq!(event_loop.dump().tasks().len(), 0, "it panicked");
}

#[test]
fn a_deadlock_names_the_tasks_that_wait_for_each_other() {
    coro! {
        fn waiting(other: Rc<RefCell<Option<Task<()>>>>) {
            yield_wait!();
            let other = other.take().unwrap();
            yield_from!(other);
        }
    }
    let (one, two) = (Rc::new(RefCell::new(None)), Rc::new(RefCell::new(None)));
    let event_loop = EventLoop::with_clock(VirtualClock::new());
    let first = event_loop.spawn(waiting(two.clone()));
    let second = event_loop.spawn(waiting(one.clone()));
    one.replace(Some(first));
    two.replace(Some(second));
    let error = event_loop
        .run_until_complete(Promise::<()>::new())
        .unwrap_err();
    let RunError::Deadlock(deadlock) = error else {
        panic!("{error}");
    };
    let states: Vec<_> = deadlock.tasks().iter().map(|task| task.state()).collect();
    assert_eq!(states[..2], ["waits for task 2", "waits for task 1"]);
    assert!(
        states[2].starts_with("waits for the promise made at "),
        "{}",
        states[2]
    );
    assert!(deadlock.to_string().contains("`waiting`"));
}

#[test]
fn a_nested_run_is_refused_and_names_the_task() {
    coro! {
        fn nested() {
            yield_wait!();
            EventLoop::run(number(1));
        }
    }
    let said = panic_of(|| EventLoop::run(nested()));
    assert!(
        said.contains("called inside task 1 `nested`, spawned at "),
        "{said}"
    );
}

#[test]
fn spawning_outside_a_loop_is_refused() {
    let said = panic_of(|| drop(spawn(number(1))));
    assert!(said.contains("no event loop runs on this thread"), "{said}");

    let event_loop = EventLoop::new();
    coro! {
        fn handle() -> coro_core::event_loop::Handle {
            EventLoop::current()
        }
    }
    let handle = event_loop.run_until_complete(handle()).unwrap();
    drop(event_loop);
    let said = panic_of(|| drop(handle.spawn(number(1))));
    assert!(said.contains("`number` cannot be spawned"), "{said}");
}

#[test]
fn what_is_spawned_while_the_loop_stops_is_dropped_at_once() {
    struct Spawner(Log);
    impl Drop for Spawner {
        fn drop(&mut self) {
            let task = spawn(forever(self.0.clone(), "late"));
            note(&self.0, format!("finished: {}", task.is_finished()));
        }
    }
    coro! {
        fn hold(spawner: Spawner) {
            yield_from!(sleep(Duration::from_secs(1)));
            drop(spawner);
        }
    }
    let log = Log::default();
    let event_loop = EventLoop::new();
    event_loop.spawn(hold(Spawner(log.clone())));
    event_loop.tick();
    drop(event_loop);
    assert_eq!(log.take(), ["finished: true"]);
}

#[test]
fn a_bare_wait_is_for_all_that_was_resumed_by_hand() {
    coro! {
        /// Waits for the first of two, resuming them itself.
        fn first(
            mut slow: impl Coroutine<Yield = Wait, Return = &'static str>,
            mut quick: impl Coroutine<Yield = Wait, Return = &'static str>,
        ) -> &'static str {
            loop {
                if let Some(value) = slow.resume(()).complete() {
                    return value;
                }
                if let Some(value) = quick.resume(()).complete() {
                    return value;
                }
                yield_wait!();
            }
        }

        fn some_turns() -> &'static str {
            for _ in 0..5 {
                yield_wait!();
            }
            "quick"
        }
    }
    let never = Promise::<&str>::new();
    assert_eq!(EventLoop::run(first(never.clone(), some_turns())), "quick");
    let never = Promise::<&str>::new();
    assert_eq!(EventLoop::run(first(some_turns(), never)), "quick");
}

#[test]
fn a_parked_task_is_not_resumed() {
    let resumes = Rc::new(Cell::new(0));
    struct Counting<C>(C, Rc<Cell<u32>>);
    impl<C: Coroutine<Yield = Wait>> Coroutine for Counting<C> {
        type Yield = Wait;
        type Return = C::Return;
        fn resume(&mut self, (): ()) -> coro_core::CoroutineState<Wait, C::Return> {
            self.1.set(self.1.get() + 1);
            self.0.resume(())
        }
    }
    let clock = VirtualClock::new();
    let event_loop = EventLoop::with_clock(clock.clone());
    let counting = Counting(sleep(Duration::from_secs(3)), resumes.clone());
    event_loop.spawn(counting);
    let log = Log::default();
    event_loop.run_until_complete(steps(log, "x", 100)).unwrap();
    assert_eq!(resumes.get(), 1);
    clock.advance(Duration::from_secs(3));
    event_loop.run_until_stalled();
    assert_eq!(resumes.get(), 2);
}

#[test]
fn virtual_time_goes_from_timer_to_timer() {
    coro! {
        fn at(log: Log, second: u64) {
            yield_from!(sleep(Duration::from_secs(second)));
            note(&log, second.to_string());
        }
    }
    let log = Log::default();
    let clock = VirtualClock::new();
    let event_loop = EventLoop::with_clock(clock.clone());
    for second in [30, 10, 20, 10] {
        event_loop.spawn(at(log.clone(), second));
    }
    event_loop.run_all().unwrap();
    assert_eq!(log.take(), ["10", "10", "20", "30"]);
    assert_eq!(clock.elapsed(), Duration::from_secs(30));
}
