//! Lists of coroutines, closures and structs that borrow one local.

use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque, BTreeMap};
struct Job<'a> { left: u32, on: &'a Cell<u32> }
struct Task<'a> { name: &'static str, co: Box<dyn Coroutine<(), Yield = u32, Return = ()> + 'a> }
impl<'a> Job<'a> { fn new(left: u32, on: &'a Cell<u32>) -> Self { Job { left, on } } fn step(&mut self) -> bool { self.left -= 1; self.on.set(self.on.get() + 1); self.left > 0 } }
coro! {
    fn work(shared: &Cell<u32>, n: u32) yields u32 {
        for i in 0..n { shared.set(shared.get() + i); yield_value!(shared.get()); }
    }
    fn collected(n: u32) yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks: Vec<_> = (0..n).map(|i| work(&shared, i)).collect();
        while let Some(mut task) = tasks.pop() {
            if let CoroutineState::Yielded(v) = task.resume(()) { yield_value!(v); tasks.insert(0, task); }
        }
        shared.get()
    }
    fn collected_pairs(n: u32) yields (u32, u32) -> u32 {
        let shared = Cell::new(0);
        let mut tasks: VecDeque<_> = (1..n).map(|i| (i, work(&shared, i))).collect();
        while let Some((i, mut task)) = tasks.pop_front() {
            match task.resume(()) {
                CoroutineState::Yielded(v) => { yield_value!((i, v)); tasks.push_back((i, task)); }
                CoroutineState::Complete(()) => {}
            }
        }
        shared.get()
    }
    fn pushed(n: u32) yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks = Vec::new();
        for i in 1..n { tasks.push(work(&shared, i)); }
        while !tasks.is_empty() {
            let mut k = 0;
            while k < tasks.len() {
                match tasks[k].resume(()) {
                    CoroutineState::Yielded(v) => { yield_value!(v); k += 1; }
                    CoroutineState::Complete(()) => { tasks.remove(k); }
                }
            }
        }
        shared.get()
    }
    fn pushed_back(n: u32) yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks = VecDeque::new();
        for i in 1..n { tasks.push_back((i, work(&shared, i))); }
        while let Some((i, mut task)) = tasks.pop_front() {
            if let CoroutineState::Yielded(v) = task.resume(()) { yield_value!(v + i); tasks.push_back((i, task)); }
        }
        shared.get()
    }
    fn boxed(n: u32) yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks: Vec<Box<dyn Coroutine<(), Yield = u32, Return = ()> + '_>> = Vec::new();
        for i in 1..n { tasks.push(Box::new(work(&shared, i))); tasks.push(work(&shared, 1).boxed()); }
        for mut task in tasks {
            while let CoroutineState::Yielded(v) = task.resume(()) { yield_value!(v); }
        }
        shared.get()
    }
    fn listed() yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks = vec![work(&shared, 2), work(&shared, 3)];
        loop {
            let mut any = false;
            for task in &mut tasks {
                if let CoroutineState::Yielded(v) = task.resume(()) { any = true; yield_value!(v); }
            }
            if any { break; }
        }
        shared.get()
    }
    fn array() yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks = [work(&shared, 2), work(&shared, 3)];
        for _ in 0..2 {
            for task in tasks.iter_mut() {
                if let CoroutineState::Yielded(v) = task.resume(()) { yield_value!(v); }
            }
        }
        shared.get()
    }
    fn mapped() yields u32 -> u32 {
        let shared = Cell::new(0);
        let mut tasks = BTreeMap::new();
        tasks.insert("a", work(&shared, 2));
        tasks.insert("b", work(&shared, 1));
        for (name, task) in tasks.iter_mut() {
            while let CoroutineState::Yielded(v) = task.resume(()) { yield_value!(v + name.len() as u32); }
        }
        drop(tasks);
        shared.into_inner()
    }
    fn structs() yields &'static str -> u32 {
        let shared = Cell::new(0);
        let mut tasks = vec![Task { name: "a", co: Box::new(work(&shared, 2)) }];
        tasks.push(Task { name: "b", co: work(&shared, 1).boxed() });
        for task in &mut tasks {
            while let CoroutineState::Yielded(v) = task.co.resume(()) { log(v); yield_value!(task.name); }
        }
        shared.get()
    }
    fn jobs(n: u32) yields usize -> u32 {
        let counter = Cell::new(0);
        let mut jobs: Vec<Job> = (1..n).map(|i| Job::new(i, &counter)).collect();
        while !jobs.is_empty() {
            jobs.retain_mut(|job| job.step());
            yield_value!(jobs.len());
        }
        counter.get()
    }
    fn jobs2(n: u32) yields usize -> u32 {
        let counter = Cell::new(0);
        let mut jobs = Vec::new();
        for left in 1..n { jobs.push(Job { left, on: &counter }); }
        while let Some(mut job) = jobs.pop() {
            if job.step() { jobs.push(job); }
            yield_value!(jobs.len());
        }
        counter.get()
    }
    fn closures(n: u32) yields u32 -> u32 {
        let total = Cell::new(0);
        let actions: Vec<Box<dyn Fn(u32) + '_>> = vec![Box::new(|k| total.set(total.get() + k)), Box::new(|k| total.set(total.get() * k))];
        for i in 1..n { for action in &actions { action(i); yield_value!(total.get()); } }
        drop(actions);
        total.get()
    }
    fn single() yields u32 -> u32 {
        let shared = Cell::new(5);
        let mut first = work(&shared, 2);
        let mut second = Some(work(&shared, 3));
        loop {
            match first.resume(()) { CoroutineState::Yielded(v) => yield_value!(v), CoroutineState::Complete(()) => break }
            if let Some(co) = &mut second { if let CoroutineState::Yielded(v) = co.resume(()) { yield_value!(v); } else { second = None; } }
        }
        shared.get()
    }
    fn shared_ref(queue: &RefCell<Vec<u32>>) yields u32 {
        let mut tasks: Vec<_> = (0..2).map(|i| drain(queue, i)).collect();
        loop {
            let mut done = 0;
            for task in tasks.iter_mut() {
                match task.resume(()) { CoroutineState::Yielded(v) => yield_value!(v), CoroutineState::Complete(()) => done += 1 }
            }
            if done > 0 { return; }
        }
    }
    fn drain(queue: &RefCell<Vec<u32>>, by: u32) yields u32 {
        loop { let Some(x) = queue.borrow_mut().pop() else { return }; yield_value!(x * 10 + by); }
    }
    fn names() yields String -> usize {
        let text = String::from("a b c");
        let mut by: HashMap<&str, Vec<&str>> = HashMap::new();
        for w in text.split(' ') { by.entry("all").or_default().push(w); yield_value!(w.to_string()); }
        by["all"].len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("collected", || collected(4));
    t.case("pairs", || collected_pairs(4));
    t.case("pushed", || pushed(4));
    t.case("pushed back", || pushed_back(4));
    t.case("boxed", || boxed(4));
    t.case("listed", listed);
    t.case("array", array);
    t.case("mapped", mapped);
    t.case("structs", structs);
    t.case("jobs", || jobs(4));
    t.case("jobs2", || jobs2(4));
    t.case("closures", || closures(3));
    t.case("single", single);
    let q = RefCell::new(vec![1, 2, 3]);
    t.scope("ref", |d| d.run(shared_ref(&q)));
    t.case("names", names);
}
