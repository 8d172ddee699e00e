//! Many coroutines at once: who is resumed, who wins, who is dropped.

#![forbid(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use coro_core::event_loop::{Elapsed, RunError, now};
use coro_core::together::{TryScope, either, race_all};
use coro_core::{
    Coroutine, CoroutineState, EventLoop, Promise, Scope, VirtualClock, Wait, as_completed, coro,
    for_each_concurrent, join, join_all, race, run, run_in_executor, sleep, spawn, timeout,
    try_join_all,
};

/// Counts those that are alive.
struct Alive(Rc<Cell<i32>>);

impl Alive {
    fn one(count: &Rc<Cell<i32>>) -> Alive {
        count.set(count.get() + 1);
        Alive(Rc::clone(count))
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

fn virtual_loop() -> EventLoop {
    EventLoop::with_clock(VirtualClock::new())
}

/// Runs on a virtual clock; gives the seconds that went by as well.
fn timed<C: Coroutine<Yield = Wait>>(coroutine: C) -> (C::Return, u64) {
    let clock = VirtualClock::new();
    let event_loop = EventLoop::with_clock(clock.clone());
    let value = event_loop.run_until_complete(coroutine).unwrap();
    (value, clock.elapsed().as_secs())
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn fail() -> u64 {
    panic!("it failed")
}

coro! {
    fn after(count: u64) -> u64 {
        yield_from!(sleep(seconds(count)));
        count
    }

    fn after_turns(count: u64) -> u64 {
        for _ in 0..count {
            yield_wait!();
        }
        count
    }

    fn fails_after(count: u64) -> u64 {
        yield_from!(sleep(seconds(count)));
        fail()
    }

    fn result_after(count: u64, result: Result<u64, &'static str>) -> Result<u64, &'static str> {
        yield_from!(sleep(seconds(count)));
        result
    }

    fn holding(_alive: Alive, count: u64) -> u64 {
        yield_from!(sleep(seconds(count)));
        count
    }
}

#[test]
fn all_run_at_once() {
    assert_eq!(
        timed(join((after(3), after(1), after_turns(9)))),
        ((3, 1, 9), 3)
    );
    assert_eq!(timed(join_all((1..=100).map(after))).1, 100);
    assert_eq!(timed(join_all(Vec::<Promise<()>>::new())), (vec![], 0));
    assert_eq!(timed(race((after(3), after(1), after(2)))), (1, 1));
    assert_eq!(timed(race_all([3, 1, 2].map(after))), ((1, 1), 1));
    assert_eq!(
        timed(try_join_all([
            result_after(2, Ok(1)),
            result_after(1, Ok(2))
        ])),
        (Ok(vec![1, 2]), 2)
    );
    assert_eq!(
        timed(try_join_all([
            result_after(5, Ok(1)),
            result_after(1, Err("no"))
        ])),
        (Err("no"), 1)
    );
}

#[test]
fn sets_work_inside_each_other() {
    let inner = |from: u64| join_all((from..from + 3).map(after));
    let nested = join((join_all([inner(1), inner(4)]), race((after(20), after(7)))));
    assert_eq!(timed(nested), ((vec![vec![1, 2, 3], vec![4, 5, 6]], 7), 7));
}

#[test]
fn only_those_that_were_woken_are_resumed() {
    struct Counting(Promise<()>, Rc<Cell<u32>>);
    impl Coroutine for Counting {
        type Yield = Wait;
        type Return = ();
        fn resume(&mut self, (): ()) -> CoroutineState<Wait, ()> {
            self.1.set(self.1.get() + 1);
            self.0.resume(())
        }
    }
    coro! {
        fn resolve_all(promises: Vec<Promise<()>>) {
            yield_wait!();
            for promise in promises {
                promise.resolve(());
                yield_wait!();
                yield_wait!();
            }
        }
    }
    let resumes = Rc::new(Cell::new(0));
    let promises: Vec<Promise<()>> = (0..100).map(|_| Promise::new()).collect();
    let event_loop = virtual_loop();
    drop(event_loop.spawn(resolve_all(promises.clone())));
    let counting = promises
        .into_iter()
        .map(|promise| Counting(promise, resumes.clone()));
    event_loop.run_until_complete(join_all(counting)).unwrap();
    assert_eq!(
        resumes.get(),
        200,
        "each twice: to wait, and when it was woken"
    );
}

#[test]
fn a_bare_wait_in_a_set_goes_on_next_turn() {
    let never = || Promise::<u64>::new();
    assert_eq!(
        timed(either(never(), after_turns(3))).0,
        coro_core::together::Either::Right(3)
    );
    let mixed: Vec<Box<dyn Coroutine<Yield = Wait, Return = u64>>> =
        vec![never().boxed(), after_turns(3).boxed(), after(4).boxed()];
    assert_eq!(timed(race_all(mixed)).0, (1, 3));
}

#[test]
fn a_set_needs_no_loop() {
    let millis = |count| sleep(Duration::from_millis(count));
    run(join_all([3, 1, 2].map(millis)));
    run(race((millis(1), millis(10_000))));
    assert_eq!(
        run(join((run_in_executor(|| 1), run_in_executor(|| 2)))),
        (1, 2)
    );
}

#[test]
fn a_deadlock_is_seen_through_a_set() {
    let never = [Promise::<u64>::new(), Promise::new()];
    let stuck = virtual_loop().run_until_complete(join_all(never));
    assert!(matches!(stuck, Err(RunError::Deadlock(_))));
}

#[test]
fn what_is_waited_for_may_pass_from_one_task_to_another() {
    coro! {
        fn hand_over(out: Promise<()>, slot: Rc<RefCell<Option<coro_core::together::JoinAll<Promise<u64>>>>>) {
            let mut all = slot.take().unwrap();
            drop(all.resume(()));
            slot.replace(Some(all));
            out.resolve(());
        }

        fn take_over(slot: Rc<RefCell<Option<coro_core::together::JoinAll<Promise<u64>>>>>) -> Vec<u64> {
            let all = slot.take().unwrap();
            yield_from!(all)
        }

        fn both(promise: Promise<u64>) -> Vec<u64> {
            let slot = Rc::new(RefCell::new(Some(join_all([promise.clone()]))));
            let handed = Promise::new();
            drop(spawn(hand_over(handed.clone(), slot.clone())));
            yield_from!(handed);
            let taking = spawn(take_over(slot));
            yield_wait!();
            yield_wait!();
            promise.resolve(7);
            yield_from!(taking)
        }
    }
    assert_eq!(timed(both(Promise::new())).0, [7]);
}

#[test]
fn results_come_in_the_order_of_completion() {
    coro! {
        fn collect(count: u64) -> Vec<u64> {
            let mut results = Vec::new();
            for next in as_completed((1..=count).rev().map(after)) {
                results.push(next.await);
            }
            results
        }
    }
    let (results, seconds) = timed(collect(50));
    assert!(results.into_iter().eq(1..=50));
    assert_eq!(seconds, 50);
}

#[test]
fn two_tasks_may_share_what_is_completed() {
    coro! {
        fn add_up(next: Vec<coro_core::together::NextCompleted<coro_core::event_loop::Outcome<u64>>>) -> u64 {
            let mut sum = 0;
            for next in next {
                sum += next.await.unwrap();
            }
            sum
        }

        fn share() -> u64 {
            let tasks: Vec<_> = (1..=10).map(|count| spawn(after(count)).into_result()).collect();
            let mut next = as_completed(tasks);
            let first = spawn(add_up(next.by_ref().take(5).collect()));
            let second = spawn(add_up(next.collect()));
            first.await + second.await
        }
    }
    assert_eq!(timed(share()), (55, 10));
}

#[test]
fn so_many_at_a_time() {
    let (running, most) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    coro! {
        fn work(running: Rc<Cell<i32>>, most: Rc<Cell<i32>>) {
            let _alive = Alive::one(&running);
            most.set(most.get().max(running.get()));
            yield_from!(sleep(seconds(1)));
        }
    }
    let items = (0..100).map(|_| (running.clone(), most.clone()));
    let each = for_each_concurrent(7, items, |(running, most)| work(running, most));
    assert_eq!(timed(each).1, 15);
    assert_eq!((running.get(), most.get()), (0, 7));
}

#[test]
fn a_timeout_drops_what_it_ends() {
    let count = Rc::new(Cell::new(0));
    let alive = Alive::one(&count);
    assert_eq!(
        timed(timeout(seconds(2), holding(alive, 5))),
        (Err(Elapsed), 2)
    );
    assert_eq!(count.get(), 0);
    assert_eq!(timed(timeout(seconds(5), after(2))), (Ok(2), 2));
    assert_eq!(timed(timeout(seconds(5), after_turns(2))), (Ok(2), 0));
}

#[test]
fn a_race_leaves_no_timer_behind() {
    coro! {
        fn many_races() {
            for _ in 0..1000 {
                yield_from!(race((after(3600), after_turns(1))));
            }
        }
    }
    assert_eq!(timed(many_races()).1, 0);
}

#[test]
fn the_first_error_of_a_scope_cancels_the_rest() {
    coro! {
        fn holding_result(_alive: Alive) -> Result<(), &'static str> {
            yield_from!(sleep(seconds(1000)));
            Ok(())
        }

        fn scoped(count: Rc<Cell<i32>>) -> Result<(), &'static str> {
            let scope = TryScope::new();
            for _ in 0..5 {
                scope.spawn(holding_result(Alive::one(&count)));
            }
            scope.spawn(result_after(3, Err("no")));
            let result = yield_from!(scope.join());
            assert_eq!(count.get(), 0);
            result
        }
    }
    assert_eq!(timed(scoped(Rc::default())), (Err("no"), 3));
}

#[test]
fn a_panic_in_a_scope_cancels_the_rest_and_goes_on() {
    coro! {
        fn scoped(count: Rc<Cell<i32>>) {
            let scope = Scope::new();
            scope.spawn(holding(Alive::one(&count), 1000));
            scope.spawn(fails_after(2));
            yield_from!(scope.join());
        }
    }
    let count = Rc::default();
    let event_loop = virtual_loop();
    let run = || event_loop.run_until_complete(scoped(Rc::clone(&count)));
    let payload = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    assert_eq!(payload.downcast_ref(), Some(&"it failed"));
    assert_eq!(count.get(), 0);
    assert_eq!(event_loop.dump().tasks().len(), 0);
}

#[test]
fn a_scope_leaves_only_when_its_tasks_have_ended() {
    coro! {
        fn nested(scope: coro_core::together::ScopeHandle) {
            yield_from!(sleep(seconds(2)));
            scope.spawn(after(5));
        }

        fn scoped() -> Duration {
            let start = now();
            let scope = Scope::new();
            scope.spawn(nested(scope.handle()));
            scope.spawn(after(1));
            yield_from!(scope.join());
            now() - start
        }
    }
    assert_eq!(timed(scoped()), (seconds(7), 7));
}

#[test]
fn cancelling_the_outermost_cancels_all_scopes_inside() {
    coro! {
        fn level(depth: u32, count: Rc<Cell<i32>>) {
            let _alive = Alive::one(&count);
            let scope = Scope::new();
            if depth > 0 {
                let below: Box<dyn Coroutine<Yield = Wait, Return = ()>> =
                    level(depth - 1, count.clone()).boxed();
                scope.spawn(below);
            }
            yield_from!(sleep(seconds(1000)));
            yield_from!(scope.join());
        }
    }
    let count = Rc::default();
    let event_loop = virtual_loop();
    let task = event_loop.spawn(level(5, Rc::clone(&count)));
    event_loop.run_until_stalled();
    assert_eq!(count.get(), 6);
    task.cancel();
    assert_eq!(count.get(), 0);
    assert_eq!(event_loop.dump().tasks().len(), 0);
}

#[test]
fn cancelling_at_any_pause_leaks_nothing() {
    coro! {
        fn everything(count: Rc<Cell<i32>>) -> u64 {
            let _alive = Alive::one(&count);
            let scope = Scope::new();
            scope.spawn(holding(Alive::one(&count), 3));
            let task = spawn(holding(Alive::one(&count), 2));
            let both = yield_from!(join((holding(Alive::one(&count), 1), after_turns(2))));
            let all = yield_from!(join_all((1..4).map(|n| holding(Alive::one(&count), n)).collect::<Vec<_>>()));
            let first = yield_from!(race((holding(Alive::one(&count), 1), after(2))));
            let in_time = yield_from!(timeout(seconds(1), holding(Alive::one(&count), 9)));
            let mut sum = 0;
            for next in as_completed((1..3).map(|n| holding(Alive::one(&count), n)).collect::<Vec<_>>()) {
                sum += next.await;
            }
            yield_from!(scope.join());
            both.0 + all[0] + first + u64::from(in_time.is_ok()) + sum + yield_from!(task)
        }
    }
    for turns in 0..60 {
        let count = Rc::default();
        let clock = VirtualClock::new();
        let event_loop = EventLoop::with_clock(clock.clone());
        let task = event_loop.spawn(everything(Rc::clone(&count)));
        for _ in 0..turns {
            if !event_loop.tick() {
                clock.advance(Duration::from_millis(500));
            }
        }
        task.cancel();
        // The one that was spawned by itself goes on by itself.
        event_loop.run_all().unwrap();
        assert_eq!(count.get(), 0, "after {turns} turns");
        drop(event_loop);

        // The same, dropped with its loop.
        let event_loop = EventLoop::with_clock(clock.clone());
        drop(event_loop.spawn(everything(Rc::clone(&count))));
        for _ in 0..turns {
            if !event_loop.tick() {
                clock.advance(Duration::from_millis(500));
            }
        }
        drop(event_loop);
        assert_eq!(count.get(), 0, "after {turns} turns, dropped with the loop");
    }
}
