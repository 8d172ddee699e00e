//! Iterators and generators after C#, JavaScript, Kotlin and Lua.

use crate::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
enum Json {
    Null,
    Bool(bool),
    Num(f64),
    Str(String),
    Arr(Vec<Json>),
    Obj(BTreeMap<String, Json>),
}

#[derive(Debug, Default)]
struct Tree<T> {
    value: T,
    left: Option<Box<Tree<T>>>,
    right: Option<Box<Tree<T>>>,
}

impl<T> Tree<T> {
    fn leaf(value: T) -> Option<Box<Self>> {
        Some(Box::new(Tree { value, left: None, right: None }))
    }
}

struct Range2 {
    start: i32,
    end: i32,
    step: i32,
}

coro! {
    impl Range2 {
        fn values(&self) yields i32 {
            let mut i = self.start;
            while i < self.end {
                yield_value!(i);
                i += self.step;
            }
        }

        fn into_values(self) yields i32 -> i32 {
            let Range2 { start, end, step } = self;
            for i in (start..end).step_by(step as usize) {
                yield_value!(i);
            }
            end
        }

        fn advance(&mut self) yields i32 -> &'static str {
            while self.start < self.end {
                yield_value!(self.start);
                self.start += self.step;
            }
            "exhausted"
        }
    }

    impl<T: Clone + 'static> Tree<T> {
        fn in_order(&self) yields T {
            if let Some(left) = &self.left {
                yield_from!(left.in_order().boxed());
            }
            yield_value!(self.value.clone());
            if let Some(right) = &self.right {
                yield_from!(right.in_order().boxed());
            }
        }

        fn depth_first(&self) yields (usize, T) {
            let mut stack = vec![(0, self)];
            while let Some((depth, node)) = stack.pop() {
                yield_value!((depth, node.value.clone()));
                if let Some(right) = node.right.as_deref() {
                    stack.push((depth + 1, right));
                }
                if let Some(left) = node.left.as_deref() {
                    stack.push((depth + 1, left));
                }
            }
        }
    }

    fn json_paths(value: Json, path: String) yields String {
        match value {
            Json::Null => yield_value!(format!("{path}=null")),
            Json::Bool(b) => yield_value!(format!("{path}={b}")),
            Json::Num(n) => yield_value!(format!("{path}={n}")),
            Json::Str(s) => yield_value!(format!("{path}={s:?}")),
            Json::Arr(items) => {
                for (i, item) in items.into_iter().enumerate() {
                    yield_from!(json_paths(item, format!("{path}[{i}]")).boxed());
                }
            }
            Json::Obj(fields) => {
                for (key, item) in fields {
                    let sub = if path.is_empty() { key } else { format!("{path}.{key}") };
                    yield_from!(json_paths(item, sub).boxed());
                }
            }
        }
    }

    fn id_maker() receives reset: bool yields u32 {
        let mut index = 0;
        let mut reset = reset;
        loop {
            if reset {
                index = 0;
            }
            reset = yield_value!(index);
            index += 1;
        }
    }

    fn another_generator(i: i32) yields i32 {
        yield_value!(i + 1);
        yield_value!(i + 2);
        yield_value!(i + 3);
    }

    fn generator(i: i32) yields i32 {
        yield_value!(i);
        yield_from!(another_generator(i));
        yield_value!(i + 10);
    }

    fn yield_in_try(values: &[&str]) yields Option<i32> {
        let parse = |s: &str| s.parse::<i32>().ok();
        for v in values {
            yield_value!(parse(v));
        }
    }

    fn take(n: usize, inner: impl IntoIterator<Item = i32>) yields i32 {
        if n == 0 { return; }
        let mut left = n;
        for x in inner {
            yield_value!(x);
            left -= 1;
            if left == 0 { break; }
        }
    }

    fn where_(inner: impl Iterator<Item = i32>, pred: impl Fn(i32) -> bool) yields i32 {
        for x in inner {
            if pred(x) { yield_value!(x); }
        }
    }

    fn zip_longest<A, B>(a: Vec<A>, b: Vec<B>) yields (Option<A>, Option<B>) {
        let mut a = a.into_iter();
        let mut b = b.into_iter();
        loop {
            let pair = (a.next(), b.next());
            if let (None, None) = pair { break; }
            yield_value!(pair);
        }
    }

    fn power(number: i32, exponent: u32) yields i32 {
        let mut result = 1;
        for _ in 0..exponent {
            result *= number;
            yield_value!(result);
        }
    }

    fn kotlin_sequence() yields i32 {
        yield_value!(1);
        let mut terms = (0, 1);
        while terms.0 < 50 {
            yield_value!(terms.0);
            terms = (terms.1, terms.0 + terms.1);
        }
        yield_from!(vec![100, 200]);
        yield_from!(5..8);
    }

    // Lua
    fn producer(lines: Vec<String>) yields String {
        for line in lines {
            yield_value!(line);
        }
    }

    fn filter(mut prod: impl Coroutine<(), Yield = String, Return = ()>) yields String {
        let mut line_no = 1;
        while let CoroutineState::Yielded(line) = prod.resume(()) {
            let x = format!("{line_no:5} {line}");
            yield_value!(x);
            line_no += 1;
        }
    }

    fn consumer(filtered: impl Coroutine<(), Yield = String, Return = ()>) yields () -> String {
        let mut out = String::new();
        let mut filtered = filtered;
        loop {
            match filtered.resume(()) {
                CoroutineState::Yielded(x) => {
                    out.push_str(&x);
                    out += "\n";
                    yield_value!();
                }
                CoroutineState::Complete(()) => break,
            }
        }
        out
    }

    fn permgen(mut a: Vec<u8>, n: usize) yields Vec<u8> -> Vec<u8> {
        if n <= 1 {
            yield_value!(a.clone());
        } else {
            for i in 0..n {
                a.swap(n - 1, i);
                a = yield_from!(permgen(a, n - 1).boxed());
                a.swap(n - 1, i);
            }
        }
        a
    }

    fn dispatcher(mut tasks: Vec<Box<dyn Coroutine<(), Yield = &'static str, Return = u32>>>) yields &'static str -> Vec<u32> {
        let mut done = vec![];
        let mut i = 0;
        loop {
            if tasks.is_empty() { break done; }
            if i >= tasks.len() { i = 0; }
            match tasks[i].resume(()) {
                CoroutineState::Complete(n) => {
                    done.push(n);
                    drop(tasks.remove(i));
                }
                CoroutineState::Yielded(name) => {
                    yield_value!(name);
                    i += 1;
                }
            }
        }
    }

    fn download(name: &'static str, chunks: u32) yields &'static str -> u32 {
        let mut count = 0;
        while count < chunks {
            count += 1;
            if count != chunks { yield_value!(name); }
        }
        count
    }

    fn keyed_default<K, V>(pairs: Vec<(K, Option<V>)>, default: V) yields (K, V)
    where K: Clone + Ord, V: Clone
    {
        for (k, v) in pairs {
            let v = v.unwrap_or_else(|| default.clone());
            yield_value!((k, v));
        }
    }

    fn visit_states(start: State) yields State -> u32 {
        let mut state = start;
        let mut visits = 0u32;
        loop {
            visits += 1;
            state = match state {
                State::Idle => State::Running { ticks: 0 },
                State::Running { ticks } if ticks >= 2 => State::Stopped(format!("after {ticks}")),
                State::Running { ticks } => State::Running { ticks: ticks + 1 },
                State::Stopped(ref why) if why.is_empty() => break,
                State::Stopped(why) => {
                    log(&why);
                    State::Stopped(String::new())
                }
            };
            yield_value!(state.clone());
        }
        visits
    }
}

#[derive(Clone, Debug)]
enum State {
    Idle,
    Running { ticks: u8 },
    Stopped(String),
}

pub fn cases(t: &mut Tracer) {
    t.scope("values", |d| d.run(Range2 { start: 0, end: 7, step: 3 }.values()));
    t.case("into values", || Range2 { start: 0, end: 7, step: 3 }.into_values());
    t.scope("advance", |d| {
        let mut r = Range2 { start: 0, end: 7, step: 3 };
        d.run(r.advance());
        log(r.start);
    });
    let tree = || Tree { value: 4, left: Tree::leaf(2), right: Some(Box::new(Tree { value: 6, left: Tree::leaf(5), right: None })) };
    t.scope("in order", |d| d.run(tree().in_order()));
    t.scope("depth", |d| d.run(tree().depth_first()));
    let json = || Json::Obj(BTreeMap::from([
        ("a".to_string(), Json::Arr(vec![Json::Null, Json::Bool(true), Json::Num(1.5)])),
        ("b".to_string(), Json::Str("x".into())),
    ]));
    t.case("json", || json_paths(json(), String::new()));
    t.receiving("id maker", id_maker, |k| k == 3);
    t.case("generator", || generator(10));
    t.case("try", || yield_in_try(&["1", "x"]));
    t.case("take", || take(2, vec![1, 2, 3]));
    t.case("where", || where_(1..10, |x| x % 3 == 0));
    t.case("zip longest", || zip_longest(vec![1, 2], vec!['a']));
    t.case("power", || power(2, 4));
    t.case("kotlin", kotlin_sequence);
    t.case("consumer", || consumer(filter(producer(vec!["a".into(), "b".into()]))));
    t.case("permgen", || permgen(vec![1, 2, 3], 3));
    t.case("dispatcher", || dispatcher(vec![Box::new(download("a", 2)), Box::new(download("b", 3))]));
    t.case("keyed", || keyed_default(vec![("a", None), ("b", Some(2))], 7));
    t.case("states", || visit_states(State::Idle));
}
