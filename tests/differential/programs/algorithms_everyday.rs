//! Algorithms that show each step, async fns, simulators, small machines.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Debug;
use std::rc::Rc;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Id(u32);

#[derive(Debug, Clone)]
struct User { id: Id, name: String, tags: Vec<String>, boss: Option<Box<User>> }

#[derive(Debug)]
enum Cmd { Push(i64), Pop, Add, Jump { to: usize, when: bool }, Print, Halt }

#[derive(Debug, Default)]
struct Inventory { stock: BTreeMap<String, u32>, history: Vec<(String, i32)> }

fn user(id: u32, name: &str) -> User {
    User { id: Id(id), name: name.into(), tags: vec![format!("t{id}"), "x".into()], boss: None }
}

coro! {
    async fn sleep(duration: Duration) -> Duration {
        let mut left = duration.as_secs();
        while left > 0 {
            left -= 1;
            yield_wait!();
        }
        duration
    }

    async fn backoff(mut attempt: u32) -> Duration {
        let mut total = Duration::ZERO;
        while attempt > 0 {
            total += sleep(Duration::from_secs(1 << attempt.min(2))).await;
            attempt -= 1;
        }
        total
    }

    async fn either(flag: bool) -> Result<u64, String> {
        let secs = if flag { sleep(Duration::from_secs(1)).await.as_secs() } else { Err("no".to_string())? };
        let more = match sleep(Duration::from_secs(secs)).await { d if d.is_zero() => 0, d => d.as_secs() * 2 };
        Ok(secs + more)
    }

    fn chain_of_command(user: &User) yields &str -> usize {
        let mut current = Some(user);
        let mut depth = 0;
        while let Some(User { name, boss, .. }) = current {
            yield_value!(name);
            depth += 1;
            current = boss.as_deref();
        }
        depth
    }

    fn vm(program: &[Cmd]) yields i64 -> Result<usize, String> {
        let mut stack: Vec<i64> = vec![];
        let mut pc = 0;
        let mut steps = 0;
        while let Some(cmd) = program.get(pc) {
            steps += 1;
            if steps > 50 { return Err("endless".into()); }
            pc += 1;
            match *cmd {
                Cmd::Push(n) => stack.push(n),
                Cmd::Pop => { stack.pop().ok_or_else(|| format!("empty at {pc}"))?; }
                Cmd::Add => match (stack.pop(), stack.pop()) {
                    (Some(a), Some(b)) => stack.push(a + b),
                    (a, b) => return Err(format!("{a:?} {b:?}")),
                },
                Cmd::Jump { to, when } if stack.last().is_some_and(|&t| (t != 0) == when) => pc = to,
                Cmd::Jump { .. } => {}
                Cmd::Print => if let [.., top] = stack[..] { yield_value!(top) },
                Cmd::Halt => break,
            }
        }
        Ok(steps)
    }

    fn restock(mut inv: Inventory, orders: Vec<(&'static str, i32)>) yields (String, u32) -> Inventory {
        for (name, change) in orders {
            let count = inv.stock.entry(name.to_string()).or_insert(0);
            let before = *count;
            *count = count.saturating_add_signed(change);
            let after = *count;
            if before != after {
                inv.history.push((name.to_owned(), after as i32 - before as i32));
                yield_value!((name.to_string(), after));
            }
        }
        inv.stock.retain(|_, n| *n > 0);
        inv
    }

    fn topological(deps: &BTreeMap<&'static str, Vec<&'static str>>) yields &'static str -> Result<usize, Vec<&'static str>> {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut waiting: VecDeque<_> = deps.keys().copied().collect();
        let mut stuck = 0;
        while let Some(task) = waiting.pop_front() {
            let ready = deps[task].iter().all(|d| done.contains(d));
            if ready {
                done.insert(task);
                stuck = 0;
                yield_value!(task);
            } else {
                waiting.push_back(task);
                stuck += 1;
                if stuck > waiting.len() { return Err(waiting.into_iter().collect()); }
            }
        }
        Ok(done.len())
    }

    fn knapsack(weights: Vec<usize>, values: Vec<u64>, capacity: usize) yields Vec<u64> -> u64 {
        let mut best = vec![0u64; capacity + 1];
        for (&w, &v) in weights.iter().zip(values.iter()) {
            for c in (w..=capacity).rev() {
                best[c] = best[c].max(best[c - w] + v);
            }
            yield_value!(best.clone());
        }
        best[capacity]
    }

    fn sieve(limit: usize) yields usize -> usize {
        let mut is_prime = vec![true; limit + 1];
        let mut count = 0;
        for n in 2..=limit {
            if !is_prime[n] { continue; }
            count += 1;
            yield_value!(n);
            for multiple in (n * n..=limit).step_by(n) {
                is_prime[multiple] = false;
            }
        }
        count
    }

    fn bubble_sort<T: PartialOrd + Copy + Debug>(mut items: Vec<T>) yields (usize, usize) -> Vec<T> {
        let n = items.len();
        for i in 0..n {
            let mut swapped = false;
            for j in 0..n - 1 - i {
                if items[j] > items[j + 1] {
                    items.swap(j, j + 1);
                    swapped = true;
                    yield_value!((j, j + 1));
                }
            }
            if !swapped { break; }
        }
        items
    }

    fn quick_sort(mut items: Vec<i32>) yields (usize, usize) -> Vec<i32> {
        let mut ranges = vec![(0, items.len())];
        while let Some((lo, hi)) = ranges.pop() {
            if hi - lo < 2 { continue; }
            let pivot = items[hi - 1];
            let mut store = lo;
            for i in lo..hi - 1 {
                if items[i] < pivot {
                    items.swap(i, store);
                    store += 1;
                }
            }
            items.swap(store, hi - 1);
            yield_value!((lo, hi));
            ranges.extend([(lo, store), (store + 1, hi)]);
        }
        items
    }

    fn binary_search(items: &[i32], target: i32) yields (usize, usize) -> Result<usize, usize> {
        let (mut lo, mut hi) = (0, items.len());
        while lo < hi {
            yield_value!((lo, hi));
            let mid = lo + (hi - lo) / 2;
            match items[mid].cmp(&target) {
                std::cmp::Ordering::Equal => return Ok(mid),
                std::cmp::Ordering::Less => lo = mid + 1,
                std::cmp::Ordering::Greater => hi = mid,
            }
        }
        Err(lo)
    }

    fn newton(n: f64) yields f64 -> (u32, f64) {
        let mut x = n;
        let mut i = 0;
        let root = loop {
            let next = 0.5 * (x + n / x);
            if (next - x).abs() < 1e-6 { break next; }
            (x, i) = (next, i + 1);
            yield_value!((x * 1000.0).round());
        };
        (i, root.round())
    }

    fn pascal(rows: usize) yields Vec<u32> {
        let mut row = vec![1];
        for _ in 0..rows {
            yield_value!(row.clone());
            let mut next = Vec::with_capacity(row.len() + 1);
            next.push(1);
            next.extend(row.windows(2).map(|w| w[0] + w[1]));
            next.push(1);
            row = next;
        }
    }

    fn brackets(text: &str) yields (usize, char) -> Result<(), (usize, char)> {
        let mut open = vec![];
        for (i, c) in text.chars().enumerate() {
            match c {
                '(' | '[' | '{' => open.push((i, c)),
                ')' | ']' | '}' => {
                    let want = match c { ')' => '(', ']' => '[', _ => '{' };
                    match open.pop() {
                        Some((j, o)) if o == want => yield_value!((j, o)),
                        Some(other) => return Err(other),
                        None => return Err((i, c)),
                    }
                }
                _ => (),
            }
        }
        open.pop().map_or(Ok(()), Err)
    }

    fn diff<'a>(old: &'a [&'a str], new: &'a [&'a str]) yields (char, &'a str) -> usize {
        let (mut i, mut j, mut same) = (0, 0, 0);
        while i < old.len() || j < new.len() {
            match (old.get(i), new.get(j)) {
                (Some(a), Some(b)) if a == b => {
                    same += 1;
                    i += 1;
                    j += 1;
                }
                (Some(a), _) if !new[j..].contains(a) => {
                    yield_value!(('-', *a));
                    i += 1;
                }
                (_, Some(&b)) => {
                    yield_value!(('+', b));
                    j += 1;
                }
                (Some(_), None) => unreachable!(),
                (None, None) => break,
            }
        }
        same
    }

    fn events_by_day(events: Vec<(u32, &'static str)>) yields (u32, Vec<&'static str>) {
        let mut iter = events.into_iter().peekable();
        while let Some((day, first)) = iter.next() {
            let mut names = vec![first];
            while let Some((_, name)) = iter.next_if(|(d, _)| *d == day) {
                names.push(name);
            }
            yield_value!((day, names));
        }
    }

    fn observers(subject: Rc<RefCell<Vec<Box<dyn Fn(i32) -> i32>>>>, values: [i32; 2]) yields Vec<i32> {
        for value in values {
            let results: Vec<i32> = subject.borrow().iter().map(|f| f(value)).collect();
            yield_value!(results);
            let extra = value * 100;
            subject.borrow_mut().push(Box::new(move |x| x + extra));
        }
    }

    fn nested_machines(n: u32) yields u32 -> u32 {
        let mut squares = coro!(move || {
            for i in 0..n { yield_value!(i * i); }
            n
        });
        let mut sum = 0;
        let last = loop {
            match squares.resume(()) {
                CoroutineState::Yielded(x) => { sum += x; yield_value!(sum); }
                CoroutineState::Complete(n) => break n,
            }
        };
        sum + last
    }

    fn chat(names: Vec<String>) receives first: (usize, &'static str) yields Option<String> -> HashMap<String, usize> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut message = first;
        while let (who, text @ ("hi" | "bye")) = message {
            let reply = names.get(who).map(|name| {
                *counts.entry(name.clone()).or_default() += 1;
                format!("{name} says {text}")
            });
            if text == "bye" && reply.is_none() { break; }
            message = yield_value!(reply);
        }
        counts
    }

    fn rate_limit(per_tick: u32) receives mut wanted: u32 yields u32 -> u32 {
        let mut backlog = 0;
        let mut ticks = 0u32;
        loop {
            backlog += wanted;
            let now = backlog.min(per_tick);
            backlog -= now;
            ticks += 1;
            if now == 0 && ticks > 1 { return ticks; }
            wanted = yield_value!(now);
        }
    }

    fn merge_maps(a: HashMap<&'static str, i32>, b: HashMap<&'static str, i32>) yields (&'static str, i32) {
        let keys: BTreeSet<&str> = a.keys().chain(b.keys()).copied().collect();
        for key in keys {
            let value = match (a.get(key), b.get(key)) {
                (Some(x), Some(y)) => x + y,
                (Some(&x), None) | (None, Some(&x)) => x,
                (None, None) => continue,
            };
            yield_value!((key, value));
        }
    }

    fn dedup_by_len(words: &[&str]) yields String -> BTreeSet<usize> {
        let mut lengths = BTreeSet::new();
        words.iter().for_each(|w| log(w));
        for word in words.iter().copied().filter(|w| !w.is_empty()) {
            if lengths.insert(word.len()) {
                let reversed: String = word.chars().rev().collect();
                yield_value!(reversed);
            }
        }
        lengths
    }

    fn caesar_stream(shift: u8) receives mut c: char yields char -> u32 {
        let rotate = |c: char, base: u8| ((c as u8 - base + shift) % 26 + base) as char;
        let mut n = 0;
        while c != '.' {
            n += 1;
            let out = match c {
                'a'..='z' => rotate(c, b'a'),
                'A'..='Z' => rotate(c, b'A'),
                other => other,
            };
            c = yield_value!(out);
        }
        n
    }

    fn timeline(spans: &mut [(u32, u32)]) yields (u32, u32) -> u32 {
        spans.sort_unstable();
        let mut merged: Option<(u32, u32)> = None;
        let mut total = 0;
        for &mut (start, end) in spans.iter_mut() {
            merged = Some(match merged.take() {
                Some((s, e)) if start <= e => (s, e.max(end)),
                Some(done) => {
                    total += done.1 - done.0;
                    yield_value!(done);
                    (start, end)
                }
                None => (start, end),
            });
        }
        if let Some(done @ (s, e)) = merged {
            total += e - s;
            yield_value!(done);
        }
        total
    }

    fn read_numbers(lines: impl IntoIterator<Item = std::io::Result<String>>) yields i64 -> std::io::Result<usize> {
        let mut n = 0;
        for line in lines {
            let line = line?;
            for word in line.split_whitespace() {
                let Ok(value) = word.parse() else {
                    return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, word));
                };
                n += 1;
                yield_value!(value);
            }
        }
        Ok(n)
    }

    fn pages(total: usize, per_page: usize) receives page: Option<usize> yields std::ops::Range<usize> -> usize {
        let count = total.div_ceil(per_page);
        let mut page = page.unwrap_or(0);
        let mut shown = 0;
        while page < count {
            let start = page * per_page;
            shown += 1;
            page = yield_value!(start..(start + per_page).min(total)).unwrap_or(page + 1);
        }
        shown
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("backoff", || backoff(2));
    t.case("either", || either(true));
    t.case("either no", || either(false));
    let chain = User { boss: Some(Box::new(user(3, "boss"))), ..user(2, "bob") };
    t.scope("chain", |d| d.run(chain_of_command(&chain)));
    t.case("vm", || vm(&[Cmd::Push(-2), Cmd::Print, Cmd::Push(1), Cmd::Add, Cmd::Jump { to: 1, when: true }, Cmd::Pop, Cmd::Halt]));
    t.case("vm bad", || vm(&[Cmd::Pop]));
    t.case("restock", || restock(Inventory::default(), vec![("a", 3), ("b", 1), ("b", -5), ("b", -1)]));
    let deps = BTreeMap::from([("a", vec!["b"]), ("b", vec!["c"]), ("c", vec![])]);
    t.scope("topological", |d| d.run(topological(&deps)));
    let cycle = BTreeMap::from([("a", vec!["b"]), ("b", vec!["a"]), ("c", vec![])]);
    t.scope("cycle", |d| d.run(topological(&cycle)));
    t.case("knapsack", || knapsack(vec![1, 2], vec![3, 5], 3));
    t.case("sieve", || sieve(12));
    t.case("bubble", || bubble_sort(vec![3, 1, 2]));
    t.case("quick", || quick_sort(vec![3, 1, 4, 1, 5]));
    t.case("search", || binary_search(&[1, 3, 5, 7], 5));
    t.case("newton", || newton(2.0));
    t.case("pascal", || pascal(3));
    t.case("brackets", || brackets("a(b[c]d)"));
    t.case("brackets bad", || brackets("(]"));
    t.case("diff", || diff(&["a", "b", "c"], &["a", "c", "d"]));
    t.case("events", || events_by_day(vec![(1, "a"), (1, "b"), (2, "c")]));
    t.case("observers", || observers(Rc::new(RefCell::new(vec![Box::new(|x| x + 1)])), [1, 2]));
    t.case("nested", || nested_machines(3));
    t.receiving("chat", || chat(vec!["ann".into()]), |k| [(0, "hi"), (0, "bye"), (9, "hi"), (9, "bye")][k % 4]);
    t.receiving("rate", || rate_limit(2), |k| [3, 2, 0, 0, 0, 0][k % 6]);
    t.case("merge", || merge_maps(HashMap::from([("a", 1), ("b", 2)]), HashMap::from([("b", 3), ("c", 4)])));
    t.case("dedup", || dedup_by_len(&["ab", "", "cd", "e"]));
    t.receiving("caesar", || caesar_stream(1), |k| ['a', 'Z', '!', '.'][k % 4]);
    t.scope("timeline", |d| d.run(timeline(&mut [(5, 6), (1, 3), (2, 4)])));
    t.case("numbers", || read_numbers(vec![Ok("1 2".to_string()), Ok("x".into())]));
    t.receiving("pages", || pages(5, 2), |k| [None, None, Some(0), None][k % 4]);
}
