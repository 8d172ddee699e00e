//! Delegates that borrow a place of their caller, made by fns of the same `coro!`.

use crate::prelude::*;
use std::rc::Rc;
struct A { items: Vec<u32> }
struct B { a: A, n: u32, name: String }
struct Stack<T> { items: Vec<T> }
struct Hub { members: usize }
struct Member { hub: Rc<Hub> }

coro! {
    impl Hub {
        fn say(&self, turns: usize, text: &str) -> usize {
            for _ in 0..turns { yield_wait!(); }
            self.members + text.len()
        }
    }

    // the receiver is found behind an `Rc`, and is not lent
    impl Member {
        fn shout(&self, text: &str) -> usize {
            let loud = format!("{text}!");
            yield_from!(self.hub.say(2, &loud)) + loud.len()
        }
    }

    fn shouted() -> usize {
        let member = Member { hub: Rc::new(Hub { members: 3 }) };
        yield_from!(member.shout("hi"))
    }

    fn shout(text: &str) yields usize -> String {
        yield_value!(text.len());
        text.to_uppercase()
    }
    fn grow(list: &mut Vec<u32>, by: u32) yields usize {
        list.push(by);
        yield_value!(list.len());
    }
    fn of_a_local(title: String) yields usize -> usize {
        let song = yield_from!(shout(title.as_str()));
        song.chars().count()
    }
    fn of_each(urls: Vec<String>) yields usize -> Vec<String> {
        let mut pages = Vec::new();
        for url in &urls {
            pages.push(yield_from!(shout(url)));
        }
        pages
    }
    fn often(list: &mut Vec<u32>) yields usize -> u32 {
        for i in 0..3 {
            yield_from!(grow(list, i));
        }
        list.iter().sum()
    }
    fn of_a_mutable_local() yields usize -> Vec<u32> {
        let mut list = vec![9];
        yield_from!(grow(&mut list, 1));
        yield_from!(grow(&mut list, 2));
        list
    }
    fn twice<T: Clone>(list: &mut Vec<T>, item: T) yields usize -> usize {
        list.push(item.clone());
        yield_value!(list.len());
        list.push(item);
        yield_value!(list.len());
        list.len()
    }
    fn generic() yields usize -> usize {
        let mut words: Vec<String> = vec![];
        let n = yield_from!(twice(&mut words, "a".to_string()));
        let m = yield_from!(twice(&mut words, "b".to_string()));
        let mut numbers = Vec::new();
        let k = yield_from!(twice(&mut numbers, 7u8));
        n + m + k + words.len() + numbers.len()
    }
    impl A {
        fn grow(&mut self, by: u32) yields usize -> usize {
            self.items.push(by);
            yield_value!(self.items.len());
            self.items.len()
        }
        fn sum(&self) yields usize -> u32 {
            let mut sum = 0;
            for item in &self.items {
                sum += item;
                yield_value!(sum as usize);
            }
            sum
        }
    }
    impl<T: Clone> Stack<T> {
        fn push_twice(&mut self, item: T) yields usize {
            self.items.push(item.clone());
            yield_value!(self.items.len());
            self.items.push(item);
        }
        fn all(&mut self, items: Vec<T>) yields usize -> usize {
            for item in items {
                yield_from!(self.push_twice(item));
            }
            self.items.len()
        }
    }
    fn stack() yields usize -> usize {
        let mut stack = Stack { items: vec![] };
        let n = yield_from!(stack.all(vec!["a", "b"]));
        yield_from!(stack.push_twice("c"));
        n + stack.items.len()
    }
    impl B {
        fn run(&mut self) yields usize -> u32 {
            yield_from!(self.a.grow(1));
            yield_from!(self.a.grow(2));
            let m = yield_from!(self.again(3));
            self.n += m;
            let sum = yield_from!(self.a.sum());
            yield_from!(self.again(4));
            self.n + sum
        }
        fn again(&mut self, times: u32) yields usize -> u32 {
            for i in 0..times {
                self.n += i;
                yield_from!(self.a.grow(self.n));
            }
            let name = yield_from!(shout(&self.name));
            self.name = name;
            self.n
        }
        fn recursive(&mut self, depth: u32) yields usize {
            if depth > 0 {
                yield_value!(depth as usize);
                self.n += depth;
                yield_from!(self.recursive(depth - 1).boxed());
            }
        }
    }
    fn whole() yields usize -> (u32, u32, String) {
        let mut b = B { a: A { items: vec![] }, n: 1, name: "x".into() };
        let first = yield_from!(b.run());
        let second = yield_from!(b.run());
        (first, second, b.name)
    }
    fn copy(from: &[u32], to: &mut Vec<u32>) yields usize {
        for x in from {
            to.push(*x);
            yield_value!(*x as usize);
        }
    }
    fn two() yields usize -> Vec<u32> {
        let from = vec![1, 2, 3];
        let mut to = Vec::new();
        yield_from!(copy(&from, &mut to));
        yield_from!(copy(&from[1..], &mut to));
        to.extend(from);
        to
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("of a local", || of_a_local("abc".into()));
    t.case("of each", || of_each(vec!["x".into(), "yz".into()]));
    t.scope("often", |d| d.run(often(&mut vec![1])));
    t.case("of a mutable local", of_a_mutable_local);
    t.case("generic", generic);
    t.case("stack", stack);
    t.case("whole", whole);
    t.case("two", two);
    t.case("shouted", || shouted());
}
