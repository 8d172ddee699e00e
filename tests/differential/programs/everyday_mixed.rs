//! Everyday code of all sorts.

use crate::prelude::*;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::error::Error;
use std::fmt::{self, Display};
use std::hash::Hash;
use std::rc::Rc;

#[derive(Debug, Clone, PartialEq)]
struct Order { id: u32, items: Vec<Item>, status: Status, note: Option<String> }
#[derive(Debug, Clone, PartialEq)]
struct Item { sku: String, qty: u32, price: f64 }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Status { New, Paid, Shipped, Cancelled }
#[derive(Debug)]
enum ShopError { NoStock { sku: String, wanted: u32 }, Payment(String), Io(std::num::ParseFloatError) }
impl Display for ShopError { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match self { ShopError::NoStock { sku, wanted } => write!(f, "{wanted} x {sku}"), ShopError::Payment(p) => f.write_str(p), ShopError::Io(e) => write!(f, "{e}") } } }
impl Error for ShopError {}
impl From<std::num::ParseFloatError> for ShopError { fn from(e: std::num::ParseFloatError) -> Self { ShopError::Io(e) } }

struct Cache<K, V> { map: HashMap<K, V>, order: VecDeque<K>, cap: usize, hits: Cell<u32> }
impl<K: Hash + Eq + Clone, V: Clone> Cache<K, V> {
    fn new(cap: usize) -> Self { Cache { map: HashMap::new(), order: VecDeque::new(), cap, hits: Cell::new(0) } }
    fn get(&self, k: &K) -> Option<V> { let v = self.map.get(k).cloned(); if v.is_some() { self.hits.set(self.hits.get() + 1); } v }
    fn put(&mut self, k: K, v: V) -> Option<K> {
        let mut out = None;
        if self.order.len() == self.cap { out = self.order.pop_front(); if let Some(old) = &out { self.map.remove(old); } }
        self.order.push_back(k.clone());
        self.map.insert(k, v);
        out
    }
    coro! {
        fn fill<F>(&mut self, keys: Vec<K>, mut make: F) yields Option<K> -> u32 where F: FnMut(&K) -> V {
            for key in keys {
                if self.get(&key).is_some() { continue; }
                let value = make(&key);
                let evicted = self.put(key, value);
                yield_value!(evicted);
            }
            self.hits.get()
        }
    }
}

trait Visitor { type Out; fn enter(&mut self, name: &str) -> bool; fn finish(self) -> Self::Out; }
struct Counter { seen: Vec<String> }
impl Visitor for Counter { type Out = usize; fn enter(&mut self, name: &str) -> bool { self.seen.push(name.to_string()); name.len() < 3 } fn finish(self) -> usize { self.seen.len() } }

#[derive(Debug, Clone)]
enum Tree { Leaf(i32), Node(Box<Tree>, Box<Tree>) }
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Task { due: u32, name: String }

fn discount(total: f64) -> impl Fn(f64) -> f64 { move |x| if total > 100.0 { x * 0.9 } else { x } }
fn parse_price(text: &str) -> Result<f64, ShopError> { Ok(text.trim_start_matches('$').parse()?) }

coro! {
    fn checkout(mut order: Order, stock: &mut HashMap<String, u32>) yields Status -> Result<(Order, f64), ShopError> {
        let total: f64 = order.items.iter().map(|i| i.price * i.qty as f64).sum();
        let reduce = discount(total);
        for item in &order.items {
            let Some(have) = stock.get_mut(&item.sku) else {
                return Err(ShopError::NoStock { sku: item.sku.clone(), wanted: item.qty });
            };
            if *have < item.qty {
                order.status = Status::Cancelled;
                yield_value!(order.status);
                return Err(ShopError::Payment(format!("only {have}")));
            }
            *have -= item.qty;
        }
        order.status = Status::Paid;
        yield_value!(order.status);
        let paid = order.items.iter().fold(0.0, |sum, item| sum + reduce(item.price) * f64::from(item.qty));
        order.note.get_or_insert_with(|| "thanks".to_string()).push('!');
        order.status = Status::Shipped;
        yield_value!(order.status);
        Ok((order, paid))
    }

    fn prices(lines: Vec<&'static str>) yields f64 -> Result<f64, ShopError> {
        let mut max = f64::MIN;
        for line in lines {
            let price = parse_price(line)?;
            if price > max { max = price }
            yield_value!(price);
        }
        Ok(max)
    }

    fn group_by<T, K, F>(items: Vec<T>, key: F) yields (K, Vec<T>) -> usize
    where
        K: Ord + Clone,
        F: Fn(&T) -> K,
    {
        let mut groups: BTreeMap<K, Vec<T>> = BTreeMap::new();
        for item in items {
            groups.entry(key(&item)).or_insert_with(Vec::new).push(item);
        }
        let count = groups.len();
        while let Some((key, group)) = groups.pop_first() {
            yield_value!((key, group));
        }
        count
    }

    fn dijkstra(edges: &[(u32, u32, u32)], start: u32, goal: u32) yields (u32, u32) -> Option<(u32, Vec<u32>)> {
        let mut graph: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for &(a, b, w) in edges {
            graph.entry(a).or_default().push((b, w));
            graph.entry(b).or_default().push((a, w));
        }
        let mut best = HashMap::from([(start, 0)]);
        let mut previous: HashMap<u32, u32> = HashMap::new();
        let mut heap = BinaryHeap::from([(std::cmp::Reverse(0), start)]);
        while let Some((std::cmp::Reverse(cost), node)) = heap.pop() {
            if best.get(&node).is_some_and(|&b| b < cost) { continue }
            yield_value!((node, cost));
            if node == goal {
                let mut path = vec![goal];
                let mut at = goal;
                while let Some(&p) = previous.get(&at) { path.push(p); at = p; }
                path.reverse();
                return Some((cost, path));
            }
            for &(next, weight) in graph.get(&node).map(Vec::as_slice).unwrap_or_default() {
                let candidate = cost + weight;
                if best.get(&next).is_none_or(|&b| candidate < b) {
                    best.insert(next, candidate);
                    previous.insert(next, node);
                    heap.push((std::cmp::Reverse(candidate), next));
                }
            }
        }
        None
    }

    fn in_order(tree: Tree) yields i32 -> usize {
        let mut stack = Vec::new();
        let mut current = Some(tree);
        let mut count = 0;
        while current.is_some() || !stack.is_empty() {
            while let Some(Tree::Node(left, right)) = current {
                stack.push(*right);
                current = Some(*left);
            }
            if let Some(Tree::Leaf(n)) = current.take() {
                count += 1;
                yield_value!(n);
            }
            current = stack.pop();
        }
        count
    }

    fn visit_all<V: Visitor>(names: &[&str], mut visitor: V) yields bool -> V::Out {
        for name in names {
            let go_on = visitor.enter(name);
            yield_value!(go_on);
            if !go_on { break }
        }
        visitor.finish()
    }

    fn schedule(mut tasks: Vec<Task>, limit: u32) yields Cow<'static, str> -> Vec<Task> {
        tasks.sort_by(|a, b| b.cmp(a));
        let mut now = 0;
        while let Some(Task { due, .. }) = tasks.last() {
            if *due > limit { break }
            let Task { due, name } = tasks.pop().unwrap();
            if due > now {
                yield_value!(Cow::Owned(format!("sleep {}", due - now)));
                now = due;
            }
            yield_value!(if name.is_empty() { Cow::Borrowed("nameless") } else { name.into() });
        }
        tasks
    }

    fn pascal(rows: usize) yields Vec<u64> {
        let mut row = vec![1];
        for _ in 0..rows {
            yield_value!(row.clone());
            let mut next = vec![1; row.len() + 1];
            for (i, pair) in row.windows(2).enumerate() {
                next[i + 1] = pair[0] + pair[1];
            }
            row = next;
        }
    }

    fn permutations<T: Clone>(items: Vec<T>) yields Vec<T> -> usize {
        let n = items.len();
        let mut indices: Vec<usize> = (0..n).collect();
        let mut cycles: Vec<usize> = (1..=n).rev().collect();
        let mut count = 1;
        yield_value!(items.clone());
        'outer: loop {
            for i in (0..n).rev() {
                cycles[i] -= 1;
                if cycles[i] == 0 {
                    indices[i..].rotate_left(1);
                    cycles[i] = n - i;
                } else {
                    let j = n - cycles[i];
                    indices.swap(i, j);
                    count += 1;
                    yield_value!(indices.iter().map(|&k| items[k].clone()).collect());
                    continue 'outer;
                }
            }
            return count;
        }
    }

    fn life(mut cells: BTreeSet<(i8, i8)>, generations: usize) yields usize -> Vec<(i8, i8)> {
        for _ in 0..generations {
            let mut counts: BTreeMap<(i8, i8), u8> = BTreeMap::new();
            for &(x, y) in &cells {
                for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                    if (dx, dy) != (0, 0) { *counts.entry((x + dx, y + dy)).or_insert(0) += 1; }
                }
            }
            cells = counts.into_iter().filter(|(cell, n)| *n == 3 || (*n == 2 && cells.contains(cell))).map(|(cell, _)| cell).collect();
            yield_value!(cells.len());
        }
        cells.into_iter().collect()
    }

    fn bank(events: &[(&str, i64)]) yields i64 -> Result<BTreeMap<String, i64>, Box<dyn Error>> {
        let mut accounts: BTreeMap<String, i64> = BTreeMap::new();
        for (i, &(who, amount)) in events.iter().enumerate() {
            let balance = accounts.entry(who.to_string()).or_insert(0);
            *balance = balance.checked_add(amount).ok_or_else(|| format!("overflow at {i}"))?;
            if *balance < 0 {
                Err(format!("{who} is overdrawn by {}", -*balance))?;
            }
            yield_value!(*balance);
        }
        Ok(accounts)
    }

    fn memo(n: u64) yields (u64, u64) -> u64 {
        let cache = RefCell::new(HashMap::new());
        fn fib(n: u64, cache: &RefCell<HashMap<u64, u64>>) -> u64 {
            if n < 2 { return n; }
            if let Some(&v) = cache.borrow().get(&n) { return v; }
            let v = fib(n - 1, cache) + fib(n - 2, cache);
            cache.borrow_mut().insert(n, v);
            v
        }
        for k in (0..=n).step_by(3) {
            let v = fib(k, &cache);
            yield_value!((k, v));
        }
        let size = cache.borrow().len() as u64;
        size
    }

    fn chunked<I>(iter: I, size: usize) yields Vec<I::Item> -> usize where I: IntoIterator, I::Item: PartialEq {
        let mut iter = iter.into_iter().fuse();
        let mut total = 0;
        loop {
            let chunk: Vec<_> = iter.by_ref().take(size).collect();
            if chunk.is_empty() { return total; }
            total += chunk.len();
            let done = chunk.len() < size;
            yield_value!(chunk);
            if done { return total; }
        }
    }

    fn dedup_by_key(words: Vec<String>) yields String -> HashMap<char, usize> {
        let mut last: Option<String> = None;
        let mut counts = HashMap::new();
        for word in words {
            let same = last.as_deref().is_some_and(|l| l.eq_ignore_ascii_case(&word));
            if !same {
                yield_value!(word.clone());
            }
            if let Some(c) = word.chars().next() { counts.entry(c).and_modify(|n| *n += 1).or_insert(1usize); }
            last = Some(word);
        }
        counts.retain(|_, n| *n > 1);
        counts
    }

    fn ring(size: usize, pushes: &[i32]) yields Option<i32> -> Vec<i32> {
        let mut buffer: Vec<Option<i32>> = vec![None; size];
        let (mut head, mut len) = (0usize, 0usize);
        for &value in pushes {
            let at = (head + len) % size;
            let dropped = if len == size { head = (head + 1) % size; buffer[at].replace(value) } else { len += 1; buffer[at] = Some(value); None };
            yield_value!(dropped);
        }
        (0..len).filter_map(|i| buffer[(head + i) % size]).collect()
    }

    fn matrix_spiral(grid: Vec<Vec<i32>>) yields i32 -> usize {
        let (mut top, mut left) = (0, 0);
        let (mut bottom, mut right) = (grid.len(), grid.first().map_or(0, Vec::len));
        let mut n = 0;
        while top < bottom && left < right {
            for cell in &grid[top][left..right] { n += 1; yield_value!(*cell); }
            top += 1;
            for row in &grid[top..bottom] { n += 1; yield_value!(row[right - 1]); }
            right -= 1;
            if top < bottom {
                for cell in grid[bottom - 1][left..right].iter().rev() { n += 1; yield_value!(*cell); }
                bottom -= 1;
            }
            if left < right {
                for y in (top..bottom).rev() { n += 1; yield_value!(grid[y][left]); }
                left += 1;
            }
        }
        n
    }

    fn undo_stack(ops: Vec<&str>) yields String -> Result<Vec<String>, String> {
        let doc = Rc::new(RefCell::new(Vec::<String>::new()));
        let mut history: Vec<Box<dyn FnOnce()>> = Vec::new();
        for op in ops {
            match op.split_once(':') {
                Some(("add", text)) => {
                    doc.borrow_mut().push(text.to_string());
                    let doc = Rc::clone(&doc);
                    history.push(Box::new(move || { doc.borrow_mut().pop(); }));
                }
                Some(("clear", _)) => {
                    let old = std::mem::take(&mut *doc.borrow_mut());
                    let doc = doc.clone();
                    history.push(Box::new(move || *doc.borrow_mut() = old));
                }
                None if op == "undo" => {
                    let undo = history.pop().ok_or("nothing to undo")?;
                    undo();
                }
                _ => return Err(format!("bad op {op}")),
            }
            let now = doc.borrow().join(",");
            yield_value!(now);
        }
        let result = doc.borrow().clone();
        Ok(result)
    }

    fn histogram(values: &[f64], buckets: usize) yields (f64, usize) -> usize {
        let (min, max) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), &v| (lo.min(v), hi.max(v)));
        let width = (max - min) / buckets as f64;
        let mut counts = vec![0; buckets];
        for v in values {
            let i = (((v - min) / width) as usize).min(buckets - 1);
            counts[i] += 1;
        }
        let peak = counts.iter().enumerate().max_by_key(|&(_, c)| c).map(|(i, _)| i);
        for (i, count) in counts.iter().enumerate() {
            yield_value!((min + width * i as f64, *count));
        }
        peak.unwrap_or_default()
    }

    fn union_find(n: usize, pairs: &[(usize, usize)]) yields bool -> usize {
        let mut parent: Vec<usize> = (0..n).collect();
        let mut sets = n;
        for &(a, b) in pairs {
            let mut find = |mut x: usize| {
                while parent[x] != x { parent[x] = parent[parent[x]]; x = parent[x]; }
                x
            };
            let (ra, rb) = (find(a), find(b));
            let joined = ra != rb;
            if joined { parent[ra] = rb; sets -= 1; }
            yield_value!(joined);
        }
        sets
    }

    fn seen_before<'a>(words: impl Iterator<Item = &'a str>) yields (&'a str, bool) -> HashSet<&'a str> {
        let mut seen = HashSet::new();
        for word in words {
            let new = seen.insert(word);
            yield_value!((word, !new));
        }
        seen.retain(|w| w.len() > 1);
        seen
    }

    fn sieve() yields u32 {
        let mut composites: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for n in 2.. {
            match composites.remove(&n) {
                None => { yield_value!(n); composites.insert(n * n, vec![n]); }
                Some(primes) => for p in primes { composites.entry(n + p).or_default().push(p); },
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let order = || Order { id: 1, items: vec![Item { sku: "a".into(), qty: 2, price: 60.0 }, Item { sku: "b".into(), qty: 1, price: 5.0 }], status: Status::New, note: None };
    t.scope("checkout", |d| d.run(checkout(order(), &mut HashMap::from([("a".to_string(), 2), ("b".to_string(), 2)]))));
    t.scope("checkout none", |d| d.run(checkout(order(), &mut HashMap::from([("a".to_string(), 2)]))));
    t.scope("checkout few", |d| d.run(checkout(order(), &mut HashMap::from([("a".to_string(), 1)]))));
    t.case("prices", || prices(vec!["$1.5", "3"]));
    t.case("prices bad", || prices(vec!["$1.5", "x"]));
    t.case("group", || group_by(vec![5, 1, 2, 6], |n| n % 3));
    t.scope("fill", |d| { let mut c = Cache::new(2); d.run(c.fill(vec!["a", "b", "a", "c"], |k| k.len())) });
    t.case("dijkstra", || dijkstra(&[(0, 1, 4), (0, 2, 1), (2, 1, 2), (1, 3, 5)], 0, 3));
    t.case("dijkstra none", || dijkstra(&[(0, 1, 4)], 0, 3));
    t.case("in order", || in_order(Tree::Node(Box::new(Tree::Node(Box::new(Tree::Leaf(1)), Box::new(Tree::Leaf(2)))), Box::new(Tree::Leaf(3)))));
    t.case("visit", || visit_all(&["a", "bcd", "e"], Counter { seen: vec![] }));
    t.case("schedule", || schedule(vec![Task { due: 3, name: "x".into() }, Task { due: 1, name: "".into() }, Task { due: 9, name: "z".into() }], 5));
    t.case("pascal", || pascal(4));
    t.case("permutations", || permutations(vec!['a', 'b', 'c']));
    t.case("life", || life(BTreeSet::from([(0, 0), (1, 0), (2, 0)]), 2));
    t.case("bank", || bank(&[("a", 5), ("b", 2), ("a", -3)]));
    t.case("bank bad", || bank(&[("a", 5), ("a", -6)]));
    t.case("memo", || memo(9));
    t.case("chunked", || chunked(vec![1, 2, 3], 2));
    t.scope("dedup", |d| d.run(dedup_by_key(vec!["a".into(), "A".into(), "b".into()])));
    t.case("ring", || ring(2, &[1, 2, 3]));
    t.case("spiral", || matrix_spiral(vec![vec![1, 2, 3], vec![4, 5, 6], vec![7, 8, 9]]));
    t.case("undo", || undo_stack(vec!["add:x", "add:y", "clear:", "undo", "undo", "undo", "undo"]));
    t.case("histogram", || histogram(&[1.0, 2.0, 2.5, 9.0], 3));
    t.case("union", || union_find(4, &[(0, 1), (1, 0), (2, 3)]));
    t.scope("seen", |d| { let s = String::from("a bb a"); d.run(Len(seen_before(s.split(' ')))) });
    t.case("sieve", sieve);
    let _ = Status::New < Status::Paid;
}
struct Len<C>(C);
impl<T, C: Coroutine<(), Return = HashSet<T>>> Coroutine for Len<C> {
    type Yield = C::Yield;
    type Return = usize;
    fn resume(&mut self, _: ()) -> CoroutineState<C::Yield, usize> {
        match self.0.resume(()) { CoroutineState::Yielded(y) => CoroutineState::Yielded(y), CoroutineState::Complete(r) => CoroutineState::Complete(r.len()) }
    }
}
