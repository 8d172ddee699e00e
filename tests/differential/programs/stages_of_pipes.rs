//! Stages that are given stages, sinks, and coroutines of coroutines.

use crate::prelude::*;
use std::collections::{HashMap, VecDeque};
use std::fmt::Debug;
use std::marker::PhantomData;

type Gen<'a, T> = Box<dyn Coroutine<Yield = T, Return = ()> + 'a>;

trait Stage { type In; type Out; fn feed(&mut self, item: Self::In) -> Vec<Self::Out>; fn flush(self) -> Option<Self::Out> where Self: Sized; }
struct Pairs<T>(Option<T>);
impl<T: Clone> Stage for Pairs<T> { type In = T; type Out = (T, T); fn feed(&mut self, item: T) -> Vec<(T, T)> { match self.0.take() { Some(first) => vec![(first, item)], None => { self.0 = Some(item); vec![] } } } fn flush(self) -> Option<(T, T)> { self.0.map(|t| (t.clone(), t)) } }
struct Sums { total: i64, every: usize, n: usize }
impl Stage for Sums { type In = (i64, i64); type Out = i64; fn feed(&mut self, (a, b): (i64, i64)) -> Vec<i64> { self.total += a * b; self.n += 1; if self.n % self.every == 0 { vec![self.total] } else { Vec::new() } } fn flush(self) -> Option<i64> { (self.n % self.every != 0).then_some(self.total) } }

struct Source<'s, T> { items: &'s [T], at: usize }
impl<'s, T: Copy + Debug> Source<'s, T> {
    coro! {
        fn all(&mut self) yields T -> usize {
            while let Some(item) = self.items.get(self.at) {
                self.at += 1;
                yield_value!(*item);
            }
            self.at
        }
        fn every(self, step: usize) yields T {
            for item in self.items[self.at..].iter().step_by(step) { yield_value!(*item); }
        }
    }
}

coro! {
    fn through<S: Stage>(source: Vec<S::In>, mut stage: S) yields S::Out -> usize {
        let mut fed = 0;
        for item in source {
            fed += 1;
            for out in stage.feed(item) { yield_value!(out); }
        }
        if let Some(last) = stage.flush() { yield_value!(last); }
        fed
    }

    fn chained<A, B>(source: Vec<A::In>, mut first: A, mut second: B) yields B::Out where A: Stage, B: Stage<In = A::Out> {
        let mut machine = through(source, first_of(&mut first));
        loop {
            match machine.resume(()) {
                CoroutineState::Yielded(item) => for out in second.feed(item) { yield_value!(out); },
                CoroutineState::Complete(n) => { log(format!("{n} fed")); break; }
            }
        }
        if let Some(out) = second.flush() { yield_value!(out); }
    }

    fn tee<'a, T: Clone + 'a>(mut source: Gen<'a, T>, sinks: &'a mut [&'a mut dyn FnMut(T)]) yields T {
        while let CoroutineState::Yielded(item) = source.resume(()) {
            for sink in sinks.iter_mut() { sink(item.clone()); }
            yield_value!(item);
        }
    }

    fn interleave<'a, T: 'a>(sources: Vec<Gen<'a, T>>) yields (usize, T) -> Vec<usize> {
        let mut finished = vec![];
        let mut ring: VecDeque<(usize, Gen<'a, T>)> = sources.into_iter().enumerate().collect();
        while let Some((id, mut source)) = ring.pop_front() {
            match source.resume(()) {
                CoroutineState::Yielded(item) => { yield_value!((id, item)); ring.push_back((id, source)); }
                CoroutineState::Complete(()) => finished.push(id),
            }
        }
        finished
    }

    fn route<K, T>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K, limit: usize) yields (K, Vec<T>) where K: std::hash::Hash + Eq + Copy {
        let mut buckets: HashMap<K, Vec<T>> = HashMap::new();
        let mut order: Vec<K> = vec![];
        for item in items {
            let k = key(&item);
            let bucket = buckets.entry(k).or_insert_with(|| { order.push(k); Vec::new() });
            bucket.push(item);
            if bucket.len() == limit {
                let full = std::mem::take(bucket);
                yield_value!((k, full));
            }
        }
        for k in order {
            let Some(rest) = buckets.remove(&k).filter(|b| !b.is_empty()) else { continue };
            yield_value!((k, rest));
        }
    }

    fn numbers<T>(up_to: u8, _marker: PhantomData<T>) yields T where T: From<u8> {
        for n in 0..up_to { yield_value!(T::from(n)); }
    }

    fn last_n<T, const N: usize>(source: impl Coroutine<Yield = T, Return = ()>) yields usize -> Result<[T; N], usize> where T: Debug {
        let mut source = source;
        let mut window = VecDeque::with_capacity(N);
        while let CoroutineState::Yielded(item) = source.resume(()) {
            if window.len() == N { window.pop_front(); }
            window.push_back(item);
            yield_value!(window.len());
        }
        let len = window.len();
        Vec::from(window).try_into().map_err(|_| len)
    }
}

fn first_of<S: Stage>(stage: &mut S) -> ByRef<'_, S> { ByRef(stage) }
struct ByRef<'r, S>(&'r mut S);
impl<S: Stage> Stage for ByRef<'_, S> { type In = S::In; type Out = S::Out; fn feed(&mut self, item: S::In) -> Vec<S::Out> { self.0.feed(item) } fn flush(self) -> Option<S::Out> { None } }

pub fn cases(t: &mut Tracer) {
    t.case("through", || through(vec![D("a"), D("b"), D("c")], Pairs(None)));
    t.case("chained", || chained(vec![1, 2, 3, 4, 5], Pairs(None), Sums { total: 0, every: 2, n: 0 }));
    t.scope("tee", |d| { let mut seen = vec![]; let mut sum = 0; { let (mut a, mut b) = (|n: u32| seen.push(n), |n: u32| sum += n); let mut sinks: [&mut dyn FnMut(u32); 2] = [&mut a, &mut b]; d.run(tee(Box::new(numbers::<u32>(3, PhantomData)), &mut sinks)); } log(format!("{seen:?} {sum}")); });
    t.case("interleave", || interleave(vec![Box::new(numbers::<u64>(3, PhantomData)) as Gen<u64>, Box::new(numbers(1, PhantomData))]));
    t.case("route", || route(["a1", "b1", "a2", "c1", "a3", "b2"], |s| s.as_bytes()[0], 2));
    t.case("last", || last_n::<u16, 2>(numbers(4, PhantomData)));
    t.case("last few", || last_n::<u16, 9>(numbers(2, PhantomData)));
    t.scope("all", |d| { let items = [1.5, 2.5]; let mut s = Source { items: &items, at: 0 }; d.run(s.all()); log(s.at); });
    t.case("every", || Source { items: &[1, 2, 3, 4, 5], at: 1 }.every(2));
}
