//! Generics, traits, lifetimes, patterns and closures of everyday code.

use crate::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::{self, Debug, Display, Write as _};
use std::marker::PhantomData;
use std::ops::{Add, ControlFlow, Deref, Index, Mul, RangeInclusive};
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Vec2<T> { x: T, y: T }
impl<T: Add<Output = T>> Add for Vec2<T> { type Output = Self; fn add(self, o: Self) -> Self { Vec2 { x: self.x + o.x, y: self.y + o.y } } }

struct Matrix<const R: usize, const C: usize>([[i32; C]; R]);
impl<const R: usize, const C: usize> Index<(usize, usize)> for Matrix<R, C> {
    type Output = i32;
    fn index(&self, (r, c): (usize, usize)) -> &i32 { &self.0[r][c] }
}

#[derive(Debug)]
enum ConfigError { Missing(String), Bad { key: String, source: std::num::ParseIntError }, Io }
impl Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(k) => write!(f, "missing {k}"),
            Self::Bad { key, source } => write!(f, "bad {key}: {source}"),
            Self::Io => f.write_str("io"),
        }
    }
}
impl Error for ConfigError {}
type Result<T, E = ConfigError> = std::result::Result<T, E>;

struct Stack<T> { items: Vec<T>, limit: usize }
struct Wrapper<T>(Vec<T>);
impl<T> Deref for Wrapper<T> { type Target = [T]; fn deref(&self) -> &[T] { &self.0 } }

trait Source { type Item; const NAME: &'static str; fn pull(&mut self) -> Option<Self::Item>; }
struct Counter(u32);
impl Source for Counter {
    type Item = u32;
    const NAME: &'static str = "counter";
    fn pull(&mut self) -> Option<u32> { self.0 = self.0.checked_sub(1)?; Some(self.0) }
}

trait Visitor { fn visit(&mut self, n: i64) -> ControlFlow<i64>; }
struct Until(i64);
impl Visitor for Until {
    fn visit(&mut self, n: i64) -> ControlFlow<i64> { if n > self.0 { ControlFlow::Break(n) } else { ControlFlow::Continue(()) } }
}

#[derive(Default)]
struct Builder { name: Option<String>, parts: Vec<u8> }
impl Builder {
    fn name(mut self, n: &str) -> Self { self.name = Some(n.into()); self }
    fn part(mut self, p: u8) -> Self { self.parts.push(p); self }
    fn build(self) -> (String, usize) { (self.name.unwrap_or_default(), self.parts.len()) }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Expr { Lit(i64), Neg(Box<Expr>), Bin(Box<Expr>, char, Box<Expr>), Var { name: String } }

coro! {
    impl<T: Clone + Debug> Stack<T> {
        const STEP: usize = 1;

        fn drain_all(mut self) yields T -> usize {
            let mut n = 0;
            while let Some(item) = self.items.pop() {
                n += Self::STEP;
                yield_value!(item);
            }
            n + self.limit
        }

        fn peeks(&self) yields Option<&T> {
            for i in 0..self.limit {
                yield_value!(self.items.get(i));
            }
        }

        fn fill(&mut self, value: T) yields usize -> bool {
            while self.items.len() < self.limit {
                self.items.push(value.clone());
                yield_value!(self.items.len());
            }
            self.items.len() == self.limit
        }

        fn named(label: impl Into<String>, items: Vec<T>) yields String -> Self {
            let label: String = label.into();
            for item in &items {
                yield_value!(format!("{label}: {item:?}"));
            }
            Self { limit: items.len() + Self::STEP, items }
        }
    }

    fn walk<S>(mut source: S) yields (&'static str, S::Item) where S: Source, S::Item: Copy {
        while let Some(item) = source.pull() {
            yield_value!((S::NAME, item));
        }
    }

    fn dot<T, const N: usize>(a: [T; N], b: [T; N]) yields T -> T
    where T: Copy + Default + Add<Output = T> + Mul<Output = T>
    {
        let mut sum = T::default();
        for i in 0..N {
            sum = sum + a[i] * b[i];
            yield_value!(sum);
        }
        sum
    }

    fn rows<const R: usize, const C: usize>(m: &Matrix<R, C>) yields [i32; C] -> i32 {
        let mut trace = 0;
        for r in 0..R {
            let mut row = [0; C];
            for (c, slot) in row.iter_mut().enumerate() {
                *slot = m[(r, c)];
            }
            if r < C { trace += m[(r, r)]; }
            yield_value!(row);
        }
        trace
    }

    fn parse_all<'a, T>(text: &'a str) yields T -> std::result::Result<&'a str, Box<dyn Error + 'a>>
    where T: FromStr, T::Err: Error + 'a
    {
        let mut last = "";
        for part in text.split(';').map(str::trim) {
            let value: T = part.parse()?;
            last = part;
            yield_value!(value);
        }
        Ok(last)
    }

    fn config(map: &HashMap<String, String>, keys: &[&str]) yields i32 -> Result<i32> {
        let mut total = 0;
        for &key in keys {
            let raw = map.get(key).ok_or_else(|| ConfigError::Missing(key.to_string()))?;
            let value = raw.parse::<i32>().map_err(|source| ConfigError::Bad { key: key.into(), source })?;
            total += value;
            yield_value!(value);
            if total > 100 { Err(ConfigError::Io)?; }
        }
        Ok(total)
    }

    fn eval(expr: Expr, env: BTreeMap<String, i64>) yields String -> Option<i64> {
        Some(match expr {
            Expr::Lit(n) => n,
            Expr::Var { name } => {
                yield_value!(format!("lookup {name}"));
                *env.get(&name)?
            }
            Expr::Neg(inner) => -yield_from!(eval(*inner, env).boxed())?,
            Expr::Bin(l, op, r) => {
                let a = yield_from!(eval(*l, env.clone()).boxed())?;
                let b = yield_from!(eval(*r, env).boxed())?;
                yield_value!(format!("{a} {op} {b}"));
                match op {
                    '+' => a + b,
                    '*' => a * b,
                    '/' if b == 0 => return None,
                    '/' => a / b,
                    _ => unreachable!("operator {op}"),
                }
            }
        })
    }

    fn simplify(expr: &Expr) yields &Expr -> usize {
        let mut todo = vec![expr];
        let mut count = 0;
        while let Some(e) = todo.pop() {
            count += 1;
            match e {
                Expr::Bin(l, '*' | '/', r) | Expr::Bin(r, '+', l) => {
                    todo.push(l);
                    todo.push(r);
                }
                Expr::Bin(..) => {}
                Expr::Neg(inner) => match &**inner {
                    Expr::Neg(inner) => todo.push(inner),
                    other => todo.push(other),
                },
                leaf @ (Expr::Lit(0..=9) | Expr::Var { .. }) => yield_value!(leaf),
                Expr::Lit(_) => (),
            }
        }
        count
    }

    fn visit_all(items: Vec<i64>, mut visitor: impl Visitor) yields i64 -> Option<i64> {
        for n in items {
            if let ControlFlow::Break(b) = visitor.visit(n) {
                return Some(b);
            }
            yield_value!(n);
        }
        None
    }

    fn builders(names: &[&str]) yields (String, usize) {
        for (i, name) in names.iter().enumerate() {
            let mut b = Builder::default().name(name);
            for p in 0..i as u8 {
                b = b.part(p);
                yield_value!((name.to_string(), p as usize));
            }
            yield_value!(b.build());
        }
    }

    fn normalise(words: Vec<Cow<'static, str>>) yields Cow<'static, str> -> usize {
        let mut owned = 0;
        for word in words {
            let word = match word {
                Cow::Borrowed(s) if s.chars().all(char::is_lowercase) => Cow::Borrowed(s),
                other => { owned += 1; Cow::Owned(other.to_lowercase()) }
            };
            yield_value!(word);
        }
        owned
    }

    fn patterns(data: Vec<Option<(i32, &'static str)>>) yields String {
        for (i, entry) in data.iter().enumerate() {
            let text = match entry {
                Some((n @ 1..=5, name)) if i > 0 => format!("{i}: small {n} {name}"),
                Some((n, "special")) => format!("special {n}"),
                Some((n, ..)) if *n < 0 => { continue }
                &Some((n, name)) => { yield_value!(name.to_string()); n.to_string() }
                None => break,
            };
            yield_value!(text);
        }
        let [first, .., last] = data.as_slice() else { return };
        yield_value!(format!("{first:?} {last:?}"));
        if let [_, Some((a, _)), ref rest @ ..] = data[..] && a > 0 && !rest.is_empty() {
            yield_value!(format!("{a} and {}", rest.len()));
        }
    }

    fn slices(input: &[u8]) yields Vec<u8> -> Result<(), String> {
        let mut rest = input;
        loop {
            match rest {
                [] => return Ok(()),
                [0, ..] => return Err(format!("zero at {}", input.len() - rest.len())),
                &[n, ref tail @ ..] if usize::from(n) <= tail.len() => {
                    let (head, after) = tail.split_at(n.into());
                    yield_value!(head.to_vec());
                    rest = after;
                }
                [n, ..] => return Err(format!("{n} is too long")),
            }
        }
    }

    fn composed(f: impl Fn(i32) -> i32 + Clone, g: &dyn Fn(i32) -> i32) yields i32 -> i32 {
        let both = |x| g(f(x));
        let mut x = 1;
        for _ in 0..3 {
            x = both(x);
            yield_value!(x);
        }
        let again = f.clone();
        again(f(x))
    }

    fn memo<A, F>(mut f: F, args: Vec<A>) yields String where A: Ord + Clone + Display, F: FnMut(&A) -> String {
        let mut cache: BTreeMap<A, String> = BTreeMap::new();
        for arg in args {
            let value = cache.entry(arg.clone()).or_insert_with(|| f(&arg)).clone();
            yield_value!(format!("{arg}={value}"));
        }
        yield_value!(cache.len().to_string());
    }

    fn tagged<T, Tag>(items: Wrapper<T>, _: PhantomData<Tag>) yields T where T: Copy + PartialOrd {
        let mut best = match items.first() { Some(&x) => x, None => return };
        for &x in items.iter().skip(1) {
            if x > best { best = x; yield_value!(best); }
        }
    }

    fn report(table: &BTreeMap<&str, RangeInclusive<u32>>) yields String -> std::result::Result<String, fmt::Error> {
        let mut out = String::new();
        for (name, range) in table {
            write!(out, "{name:<4}|")?;
            for n in range.clone() {
                write!(&mut out, "{n:>3}")?;
                if n % 2 == 0 { yield_value!(out.clone()); }
            }
            writeln!(out)?;
        }
        Ok(out)
    }

    fn vectors(step: Vec2<i32>, n: u32) yields Vec2<i32> {
        let mut at @ Vec2 { x, y } = Vec2 { x: 0, y: 0 };
        for _ in 0..n {
            at = at + step;
            yield_value!(at);
        }
        let Vec2 { x: dx, .. } = at;
        yield_value!(Vec2 { x: dx - x, ..Vec2 { x, y } });
    }

    fn shadowing(n: i64) yields i64 -> String {
        let n = n * 2;
        yield_value!(n);
        let n = { let n = n + 1; yield_value!(n); n * n };
        let n = if n > 10 { let n = n - 10; n.to_string() } else { "small".to_string() };
        yield_value!(n.len() as i64);
        n
    }

    fn labelled(grid: &[Vec<i32>]) yields (usize, usize) -> Option<(usize, usize)> {
        let found = 'outer: {
            for (r, row) in grid.iter().enumerate() {
                for (c, &cell) in row.iter().enumerate() {
                    yield_value!((r, c));
                    if cell < 0 { break 'outer Some((r, c)); }
                }
            }
            None
        };
        found.filter(|(r, _)| *r > 0)
    }
}

pub fn cases(t: &mut Tracer) {
    let stack = || Stack { items: vec!['a', 'b'], limit: 3 };
    t.case("drain all", || stack().drain_all());
    t.scope("peeks", |d| d.run(stack().peeks()));
    t.scope("fill", |d| { let mut s = stack(); d.run(s.fill('z')); log(s.items.len()); });
    t.scope("named", |d| { d.run(probe(Stack::named("n", vec![1]))) });
    t.case("walk", || walk(Counter(2)));
    t.case("dot", || dot([1, 2, 3], [4, 5, 6]));
    t.scope("rows", |d| d.run(rows(&Matrix([[1, 2, 3], [4, 5, 6]]))));
    t.case("parse", || parse_all::<f64>("1; 2.5 ;3"));
    t.case("parse bad", || parse_all::<u8>("1; 256"));
    let map = HashMap::from([("a".to_string(), "5".to_string()), ("b".into(), "x".into()), ("c".into(), "99".into())]);
    t.scope("config", |d| d.run(config(&map, &["a", "b"])));
    t.scope("config 2", |d| d.run(config(&map, &["a", "q"])));
    t.scope("config 3", |d| d.run(config(&map, &["a", "c"])));
    let e = || Expr::Bin(Box::new(Expr::Var { name: "x".into() }), '+', Box::new(Expr::Neg(Box::new(Expr::Lit(3)))));
    t.case("eval", || eval(e(), BTreeMap::from([("x".to_string(), 4)])));
    t.case("eval none", || eval(e(), BTreeMap::new()));
    let ex = e();
    t.scope("simplify", |d| d.run(simplify(&ex)));
    t.case("visit", || visit_all(vec![1, 2, 9], Until(5)));
    t.case("builders", || builders(&["a", "b", "c"]));
    t.case("normalise", || normalise(vec!["ab".into(), "Cd".into(), String::from("e").into()]));
    t.case("patterns", || patterns(vec![Some((9, "x")), Some((3, "y")), Some((-1, "q")), Some((8, "special")), None, Some((1, "e"))]));
    t.case("slices", || slices(&[2, 7, 8, 1, 9, 0]));
    t.case("slices long", || slices(&[2, 7]));
    t.scope("composed", |d| d.run(composed(|x| x + 1, &|x| x * 2)));
    t.case("memo", || { let mut n = 0; memo(move |a: &i32| { n += a; n.to_string() }, vec![1, 2, 1]) });
    t.case("tagged", || tagged(Wrapper(vec![2, 1, 5, 4, 7]), PhantomData::<u8>));
    let table = BTreeMap::from([("ab", 1..=3), ("c", 4..=4)]);
    t.scope("report", |d| d.run(report(&table)));
    t.case("vectors", || vectors(Vec2 { x: 1, y: 2 }, 2));
    t.case("shadowing", || shadowing(2));
    t.scope("labelled", |d| d.run(labelled(&[vec![1, 2], vec![3, -1, 4]])));
}

fn probe<C: Coroutine<(), Yield = String, Return = Stack<i32>>>(mut c: C) -> Probe {
    let mut lines = vec![];
    loop {
        match c.resume(()) {
            CoroutineState::Yielded(s) => lines.push(s),
            CoroutineState::Complete(s) => { lines.push(format!("{} {}", s.items.len(), s.limit)); return Probe(lines.into_iter()); }
        }
    }
}
struct Probe(std::vec::IntoIter<String>);
impl Coroutine for Probe {
    type Yield = String;
    type Return = ();
    fn resume(&mut self, _: ()) -> CoroutineState<String, ()> {
        match self.0.next() { Some(s) => CoroutineState::Yielded(s), None => panic!("done") }
    }
}
