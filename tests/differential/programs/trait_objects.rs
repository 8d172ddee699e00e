//! Trait objects, visitors, plugins, downcasts, dyn Any, generic dispatch by enum, boxed coroutines of several types in a map.
use crate::prelude::*;
use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::rc::Rc;

trait Plugin: Debug {
    fn name(&self) -> &str;
    fn handle(&mut self, event: &Event) -> Vec<Event>;
    fn priority(&self) -> i8 { 0 }
    fn as_any(&self) -> &dyn Any;
}

#[derive(Debug, Clone, PartialEq)]
enum Event { Start, Key(char), Text(String), Quit { code: i32 } }

#[derive(Debug, Default)]
struct Echo { buffer: String }
#[derive(Debug)]
struct Count { name: String, seen: usize, limit: usize, d: D<&'static str> }

impl Plugin for Echo {
    fn name(&self) -> &str { "echo" }
    fn handle(&mut self, event: &Event) -> Vec<Event> {
        match event {
            Event::Key('\n') => vec![Event::Text(std::mem::take(&mut self.buffer))],
            Event::Key(c) => { self.buffer.push(*c); vec![] }
            _ => Vec::new(),
        }
    }
    fn as_any(&self) -> &dyn Any { self }
}

impl Plugin for Count {
    fn name(&self) -> &str { &self.name }
    fn handle(&mut self, _: &Event) -> Vec<Event> {
        self.seen += 1;
        if self.seen == self.limit { vec![Event::Quit { code: self.seen as i32 }] } else { vec![] }
    }
    fn priority(&self) -> i8 { -1 }
    fn as_any(&self) -> &dyn Any { self }
}

struct Host { plugins: Vec<Box<dyn Plugin>>, log: Vec<String> }

impl Host {
    coro! {
        fn run(&mut self) receives mut event: Event yields Vec<String> -> i32 {
            self.plugins.sort_by_key(|p| std::cmp::Reverse(p.priority()));
            loop {
                let mut queue = vec![event];
                let mut step = Vec::new();
                while let Some(next) = queue.pop() {
                    if let Event::Quit { code } = next {
                        self.log.append(&mut step);
                        return code;
                    }
                    for plugin in self.plugins.iter_mut() {
                        let made = plugin.handle(&next);
                        if !made.is_empty() { step.push(format!("{}: {made:?}", plugin.name())) }
                        queue.extend(made);
                    }
                }
                event = yield_value!(step);
            }
        }

        fn inspect(&self) yields String -> usize {
            let mut known = 0;
            for plugin in &self.plugins {
                let any = plugin.as_any();
                if let Some(Echo { buffer }) = any.downcast_ref() {
                    known += 1;
                    yield_value!(format!("echo with {buffer:?}"));
                } else if let Some(count) = any.downcast_ref::<Count>() && count.seen > 1 {
                    known += 1;
                    yield_value!(format!("{} has seen {}", count.name, count.seen));
                } else {
                    yield_value!(format!("{plugin:?}"));
                }
            }
            known
        }
    }
}

trait Visitor { type Out; fn leaf(&mut self, n: i32) -> Self::Out; fn node(&mut self, parts: Vec<Self::Out>) -> Self::Out; }
struct Sum;
struct Show(usize);
impl Visitor for Sum { type Out = i32; fn leaf(&mut self, n: i32) -> i32 { n } fn node(&mut self, parts: Vec<i32>) -> i32 { parts.iter().sum() } }
impl Visitor for Show {
    type Out = String;
    fn leaf(&mut self, n: i32) -> String { self.0 += 1; format!("{n}") }
    fn node(&mut self, parts: Vec<String>) -> String { format!("({})", parts.join(" ")) }
}

#[derive(Clone, Debug)]
enum Tree { Leaf(i32), Node(Vec<Tree>) }

coro! {
    fn visit<V: Visitor>(tree: &Tree, visitor: &mut V) yields usize -> V::Out {
        match tree {
            Tree::Leaf(n) => { yield_value!(1); visitor.leaf(*n) }
            Tree::Node(list) => {
                let mut parts = vec![];
                for t in list { parts.push(yield_from!(visit(t, visitor).boxed())); }
                yield_value!(parts.len());
                visitor.node(parts)
            }
        }
    }

    fn any_values(values: Vec<Box<dyn Any>>) yields String -> usize {
        let mut unknown = 0;
        for value in values {
            let text = match value.downcast::<String>() {
                Ok(text) => *text,
                Err(value) => match value.downcast::<D<u8>>() {
                    Ok(d) => { let D(n) = *d; n.to_string() }
                    Err(other) if other.is::<()>() => "unit".into(),
                    Err(_) => { unknown += 1; continue }
                },
            };
            yield_value!(text);
        }
        unknown
    }

    fn routes(names: &[&'static str]) receives key: &'static str yields Option<u32> -> Vec<&'static str> {
        let mut table: BTreeMap<&str, Box<dyn Coroutine<(), Yield = u32, Return = ()>>> = BTreeMap::new();
        for (i, name) in names.iter().enumerate() {
            let i = i as u32;
            let co: Box<dyn Coroutine<(), Yield = u32, Return = ()>> = if i % 2 == 0 {
                Box::new(coro!(move || { for k in i..i + 2 { yield_value!(k) } }))
            } else {
                Box::new(coro!(move || { let _d = D(i); let mut k = i; while k < 100 { k *= 10; yield_value!(k) } }))
            };
            table.insert(name, co);
        }
        let mut key = key;
        loop {
            let out = match table.get_mut(key) {
                Some(co) => match co.resume(()) {
                    CoroutineState::Yielded(n) => Some(n),
                    CoroutineState::Complete(()) => { table.remove(key); None }
                },
                None if key.is_empty() => return table.into_keys().collect(),
                None => Some(0),
            };
            key = yield_value!(out);
        }
    }

    fn shared(list: Vec<Rc<dyn Fn(u8) -> u8>>) yields u8 -> usize {
        let twice = list.clone();
        for f in list.iter().chain(twice.iter().rev()) { yield_value!(f(3)); }
        drop(twice);
        list.iter().map(Rc::strong_count).sum()
    }

    /// What leaves a loop is coerced to what its value has to be.
    fn made_in_a_loop(n: u8) yields u8 -> Box<dyn Fn(u8) -> u8> {
        let by: Box<dyn Fn(u8) -> u8> = loop {
            yield_value!(n);
            if n > 1 { break Box::new(move |x| x * n); }
            if n > 0 { break Box::new(|x| x + 1); }
            break Box::new(|_| 0);
        };
        let list: &[u8] = loop {
            yield_value!(by(2));
            if n > 1 { break &[1, 2]; }
            break &[3];
        };
        loop {
            yield_value!(list.len() as u8);
            if n > 1 { break by; }
            break Box::new(move |x| by(x) + 1);
        }
    }

    fn slice_of_a_loop(n: u8) yields u8 -> &'static [u8] {
        loop {
            yield_value!(n);
            if n > 1 { break &[1, 2]; }
            if n > 0 { break &[1]; }
            break &[];
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let host = || Host { plugins: vec![Box::new(Count { name: "c".into(), seen: 0, limit: 6, d: D("c") }), Box::new(Echo::default())], log: vec![] };
    t.scope("host", |d| { let mut h = host(); d.run_with(h.run(), &|i| if i == 0 { Event::Start } else { Event::Key("hi\nxyz".chars().nth(i - 1).unwrap_or('!')) }); log(format!("{:?}", h.log)) });
    t.scope("inspect", |d| { let mut h = host(); h.plugins.iter_mut().for_each(|p| { p.handle(&Event::Key('q')); }); d.run(h.inspect()); log(h.plugins[0].priority()) });
    let tree = || Tree::Node(vec![Tree::Leaf(1), Tree::Node(vec![Tree::Leaf(2), Tree::Leaf(3)]), Tree::Node(vec![])]);
    t.scope("visit sum", |d| d.run(visit(&tree(), &mut Sum)));
    t.scope("visit show", |d| { let mut s = Show(0); d.run(visit(&tree(), &mut s)); log(s.0) });
    t.case("any", || any_values(vec![Box::new("text".to_string()), Box::new(7u64), Box::new(()), Box::new(D(3u8))]));
    t.receiving("routes", || routes(&["a", "b"]), |i| ["a", "b", "a", "x", "a", "b", "b", "a", ""][i.min(8)]);
    for n in 0..3 {
        t.scope("made in a loop", |d| d.run(coro!(move || { let by = yield_from!(made_in_a_loop(n)); by(7) })));
        t.case("slice of a loop", || slice_of_a_loop(n));
    }
    t.case("shared", || { let k = 4; shared(vec![Rc::new(|x| x + 1), Rc::new(move |x| x * k)]) });
}
