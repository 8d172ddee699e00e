//! More delegates that are lent what they would borrow: generics, lifetimes of an impl, indices, slices.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display, Write as _};

struct Lexer<'a> { text: &'a str, at: usize }
#[derive(Debug, Clone, PartialEq)]
enum Token<'a> { Word(&'a str), Number(i64), Sign(char) }
trait Store { fn put(&mut self, key: u32, value: String); fn get(&self, key: u32) -> Option<String>; }
#[derive(Default)]
struct Memory(BTreeMap<u32, String>);
impl Store for Memory {
    fn put(&mut self, key: u32, value: String) { self.0.insert(key, value); }
    fn get(&self, key: u32) -> Option<String> { self.0.get(&key).cloned() }
}
struct Machine { stack: Vec<i64>, out: String, vars: HashMap<String, i64> }
#[derive(Debug)]
enum Fault { Empty, Unknown(String) }
impl Display for Fault { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{self:?}") } }
struct Grid<const W: usize> { cells: [[u8; W]; 2] }
struct Node { value: i32, children: Vec<Node> }

coro! {
    impl<'a> Lexer<'a> {
        fn token(&mut self) yields usize -> Option<Token<'a>> {
            yield_from!(self.blank());
            let rest = &self.text[self.at..];
            let first = rest.chars().next()?;
            let len = match first {
                c if c.is_alphabetic() => rest.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum(),
                c if c.is_ascii_digit() => rest.bytes().take_while(u8::is_ascii_digit).count(),
                c => c.len_utf8(),
            };
            let word = &rest[..len];
            self.at += len;
            yield_value!(self.at);
            Some(match first {
                c if c.is_alphabetic() => Token::Word(word),
                c if c.is_ascii_digit() => Token::Number(word.parse().unwrap()),
                c => Token::Sign(c),
            })
        }
        fn blank(&mut self) yields usize {
            while self.text[self.at..].starts_with(' ') {
                self.at += 1;
                yield_value!(self.at);
            }
        }
    }
    fn tokens(text: &str) yields usize -> Vec<String> {
        let mut lexer = Lexer { text, at: 0 };
        let mut all = Vec::new();
        while let Some(token) = yield_from!(lexer.token()) {
            all.push(format!("{token:?}"));
        }
        all
    }
    fn fill<S: Store>(store: &mut S, from: u32, to: u32) yields u32 -> usize {
        for key in from..to {
            store.put(key, format!("v{key}"));
            yield_value!(key);
        }
        (to - from) as usize
    }
    fn fill_dyn(store: &mut dyn Store, key: u32) yields u32 {
        store.put(key, String::new());
        yield_value!(key);
        store.put(key + 1, String::from("x"));
    }
    fn with_where<T, F>(items: &mut Vec<T>, make: F, n: usize) yields u32 where T: Clone, F: Fn(usize) -> T {
        for i in 0..n {
            items.push(make(i));
            yield_value!(items.len() as u32);
        }
    }
    fn stores() yields u32 -> (usize, Vec<String>, usize) {
        let mut memory = Memory::default();
        let mut n = yield_from!(fill(&mut memory, 0, 2));
        n += yield_from!(fill(&mut memory, 5, 7));
        yield_from!(fill_dyn(&mut memory, 9));
        let mut items = vec![];
        yield_from!(with_where(&mut items, |i| format!("i{i}"), 2));
        yield_from!(with_where(&mut items, |i| format!("j{i}"), 1));
        let values = (0..12).filter_map(|k| memory.get(k)).chain(items.iter().cloned()).collect();
        (n, values, items.len())
    }
    impl Machine {
        fn pop(&mut self) yields &'static str -> Result<i64, Fault> {
            yield_value!("pop");
            self.stack.pop().ok_or(Fault::Empty)
        }
        fn binary(&mut self, f: fn(i64, i64) -> i64) yields &'static str -> Result<(), Fault> {
            let b = yield_from!(self.pop())?;
            let a = yield_from!(self.pop())?;
            self.stack.push(f(a, b));
            Ok(())
        }
        fn run(&mut self, code: &str) yields &'static str -> Result<i64, Fault> {
            for word in code.split_whitespace() {
                match word {
                    "+" => yield_from!(self.binary(|a, b| a + b))?,
                    "*" => yield_from!(self.binary(|a, b| a * b))?,
                    "." => {
                        let top = yield_from!(self.pop())?;
                        let _ = write!(self.out, "{top} ");
                    }
                    w if w.starts_with('=') => {
                        let value = yield_from!(self.pop())?;
                        self.vars.insert(w[1..].to_string(), value);
                    }
                    w => match w.parse().ok().or_else(|| self.vars.get(w).copied()) {
                        Some(n) => self.stack.push(n),
                        None => return Err(Fault::Unknown(w.to_string())),
                    },
                }
            }
            yield_from!(self.pop())
        }
    }
    fn calculate(code: &str) yields &'static str -> Result<(i64, String), String> {
        let mut machine = Machine { stack: vec![], out: String::new(), vars: HashMap::new() };
        let result = yield_from!(machine.run(code)).map_err(|e| e.to_string())?;
        Ok((result, machine.out))
    }
    impl<const W: usize> Grid<W> {
        fn row(&mut self, y: usize, with: u8) yields (usize, usize) {
            for x in 0..W {
                self.cells[y][x] += with;
                yield_value!((x, y));
            }
        }
        fn all(&mut self) yields (usize, usize) -> u32 {
            for y in 0..self.cells.len() {
                yield_from!(self.row(y, y as u8 + 1));
            }
            self.cells.iter().flatten().map(|c| u32::from(*c)).sum()
        }
    }
    fn grids() yields (usize, usize) -> u32 {
        let mut small = Grid::<1> { cells: [[0]; 2] };
        let mut large = Grid::<3> { cells: [[1; 3]; 2] };
        let a = yield_from!(small.all());
        let b = yield_from!(large.all());
        yield_from!(small.row(0, 9));
        a + b + u32::from(small.cells[0][0])
    }
    fn sum(list: &[i32]) yields i32 -> i32 {
        let mut total = 0;
        for (i, n) in list.iter().enumerate() {
            total += n * i as i32;
            yield_value!(total);
        }
        total
    }
    fn sums() yields i32 -> i32 {
        let list = [1, 2, 3];
        let lists = vec![vec![4, 5], vec![], vec![6]];
        let mut total = yield_from!(sum(&list));
        for list in &lists {
            total += yield_from!(sum(list));
        }
        for list in lists.iter().rev() {
            total += yield_from!(sum(&list[..list.len().min(1)]));
        }
        total + yield_from!(sum(&lists[0])) + yield_from!(sum(&list[1..]))
    }
    fn swap(a: &mut String, b: &mut String) yields usize {
        std::mem::swap(a, b);
        yield_value!(a.len());
        a.push('!');
        yield_value!(b.len());
    }
    fn swaps(mut a: String) yields usize -> String {
        let mut pair = (String::from("left"), String::from("right"));
        yield_from!(swap(&mut pair.0, &mut pair.1));
        yield_from!(swap(&mut a, &mut pair.0));
        format!("{a} {} {}", pair.0, pair.1)
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("tokens", || tokens("let x1 = 42+y"));
    t.case("stores", stores);
    t.case("calculate", || calculate("1 2 + =x x x * . 7"));
    t.case("empty", || calculate("1 +"));
    t.case("unknown", || calculate("1 foo"));
    t.case("grids", grids);
    t.case("sums", sums);
    t.case("swaps", || swaps("mine".into()));
}
