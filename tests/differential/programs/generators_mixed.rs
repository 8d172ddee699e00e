//! Generators as their authors write them.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::fmt::{self, Display};
use std::rc::Rc;

#[derive(Debug, Clone, PartialEq)]
enum Json { Null, Bool(bool), Num(f64), Str(String), Arr(Vec<Json>), Obj(BTreeMap<String, Json>) }

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Suit { Clubs, Hearts }

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Card { rank: u8, suit: Suit }
impl Display for Card { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}{}", self.rank, match self.suit { Suit::Clubs => 'c', Suit::Hearts => 'h' }) } }

struct Library { books: HashMap<u32, (String, Vec<String>)>, loans: BTreeMap<u32, String> }

impl Library {
    coro! {
        fn overdue(&self, days: &HashMap<u32, i32>) yields String -> i32 {
            let mut fines = 0;
            for (id, who) in &self.loans {
                let Some(late) = days.get(id).filter(|d| **d > 0) else { continue };
                let (title, authors) = &self.books[id];
                let by = authors.first().map(String::as_str).unwrap_or("nobody");
                yield_value!(format!("{who} owes for {title} by {by}"));
                fines += late * 2;
            }
            fines
        }

        fn lend(&mut self, wishes: Vec<(u32, &'static str)>) yields Result<u32, String> -> usize {
            let before = self.loans.len();
            for (id, who) in wishes {
                if let Some(holder) = self.loans.get(&id) {
                    yield_value!(Err(format!("{id} is with {holder}")));
                    continue;
                }
                match self.books.get(&id) {
                    None => yield_value!(Err(format!("no book {id}"))),
                    Some((title, _)) => {
                        log(title);
                        self.loans.insert(id, who.to_string());
                        yield_value!(Ok(id))
                    }
                };
            }
            self.loans.len() - before
        }
    }
}

struct Lexer<'a> { source: &'a str, rest: std::iter::Peekable<std::str::CharIndices<'a>> }
impl<'a> Lexer<'a> {
    fn new(source: &'a str) -> Self { Lexer { source, rest: source.char_indices().peekable() } }
    fn take_while(&mut self, start: usize, test: impl Fn(char) -> bool) -> &'a str {
        let mut end = start;
        while let Some((i, c)) = self.rest.next_if(|(_, c)| test(*c)) { end = i + c.len_utf8(); }
        &self.source[start..end]
    }
    coro! {
        fn tokens(mut self) yields (&'static str, &'a str) -> Result<usize, (usize, char)> {
            let mut count = 0;
            while let Some(&(i, c)) = self.rest.peek() {
                let token = match c {
                    c if c.is_whitespace() => { self.rest.next(); continue; }
                    '0'..='9' => ("number", self.take_while(i, |c| c.is_ascii_digit() || c == '.')),
                    'a'..='z' | 'A'..='Z' | '_' => {
                        let word = self.take_while(i, |c| c.is_alphanumeric() || c == '_');
                        (if matches!(word, "let" | "if") { "keyword" } else { "name" }, word)
                    }
                    '+' | '-' | '*' | '/' | '=' | '(' | ')' => { self.rest.next(); ("sign", &self.source[i..i + 1]) }
                    other => return Err((i, other)),
                };
                count += 1;
                yield_value!(token);
            }
            Ok(count)
        }
    }
}

coro! {
    fn json_paths(value: &Json, path: String) yields (String, String) -> usize {
        match value {
            Json::Arr(items) => {
                let mut n = 0;
                for (i, item) in items.iter().enumerate() {
                    n += yield_from!(json_paths(item, format!("{path}[{i}]")).boxed());
                }
                n
            }
            Json::Obj(fields) => {
                let mut n = 0;
                for (key, item) in fields { n += yield_from!(json_paths(item, format!("{path}.{key}")).boxed()); }
                n
            }
            leaf => {
                let text = match leaf { Json::Null => "null".to_string(), Json::Bool(b) => b.to_string(), Json::Num(n) => n.to_string(), Json::Str(s) => format!("{s:?}"), _ => unreachable!() };
                yield_value!((path, text));
                1
            }
        }
    }

    fn deal(seed: u32, players: usize) yields (usize, String) -> Vec<Vec<Card>> {
        let mut deck: Vec<Card> = [Suit::Clubs, Suit::Hearts].into_iter().flat_map(|suit| (1..=3).map(move |rank| Card { rank, suit })).collect();
        let mut seed = seed;
        for i in (1..deck.len()).rev() {
            seed = seed.wrapping_mul(1103515245).wrapping_add(12345);
            deck.swap(i, (seed >> 16) as usize % (i + 1));
        }
        let mut hands = vec![Vec::new(); players];
        for (i, card) in deck.drain(..).enumerate() {
            let player = i % players;
            let hand = &mut hands[player];
            hand.push(card);
            yield_value!((player, hand.iter().map(Card::to_string).collect::<Vec<_>>().join(" ")));
        }
        hands
    }

    fn primes_by_wheel(limit: u32) yields u32 {
        yield_from!([2, 3, 5].into_iter().take_while(|p| *p <= limit));
        let wheel = [4, 2, 4, 2, 4, 6, 2, 6];
        let mut n = 7;
        for step in wheel.into_iter().cycle() {
            if n > limit { break; }
            if (7..).take_while(|d| d * d <= n).all(|d| n % d != 0) { yield_value!(n); }
            n += step;
        }
    }

    fn zip_with<A, B, C>(a: impl IntoIterator<Item = A>, b: impl IntoIterator<Item = B>, f: fn(A, B) -> C) yields C -> usize {
        let (mut a, mut b) = (a.into_iter(), b.into_iter());
        let mut n = 0;
        loop {
            let (Some(x), Some(y)) = (a.next(), b.next()) else { break n };
            n += 1;
            yield_value!(f(x, y));
        }
    }

    fn merge<T: Ord + Clone>(lists: Vec<Vec<T>>) yields T {
        let mut queues: Vec<VecDeque<T>> = lists.into_iter().map(VecDeque::from).filter(|q| !q.is_empty()).collect();
        while !queues.is_empty() {
            let (at, _) = queues.iter().enumerate().min_by_key(|(_, q)| q.front().cloned()).unwrap();
            let value = queues[at].pop_front().unwrap();
            if queues[at].is_empty() { queues.remove(at); }
            yield_value!(value);
        }
    }

    fn dedup_stream(mut source: impl Coroutine<(), Yield = u32, Return = ()>) yields u32 -> BTreeMap<u32, u32> {
        let mut counts = BTreeMap::new();
        let mut last = None;
        for n in source.iter() {
            *counts.entry(n).or_insert(0) += 1;
            if last != Some(n) { yield_value!(n); }
            last = Some(n);
        }
        counts
    }

    fn digits(n: u32) yields u32 { for d in n.to_string().chars() { yield_value!(d.to_digit(10).unwrap()); } }

    fn nested_generators(rows: u32) yields String {
        for r in 0..rows {
            let cells: Vec<String> = digits(r * 11 + 100).iter().map(|d| d.to_string()).collect();
            yield_value!(cells.join("-"));
            for (i, d) in digits(r).iter().enumerate() { yield_value!(format!("{i}:{d}")); }
        }
        let total: u32 = digits(987).iter().sum();
        yield_value!(total.to_string());
    }

    fn tokens_of(words: Vec<String>) yields (usize, char) {
        for (i, word) in words.iter().enumerate() {
            for c in word.chars().rev().filter(char::is_ascii_alphabetic) { yield_value!((i, c)); }
        }
    }

    fn ring(n: usize) receives token: u32 yields (usize, u32) -> u32 {
        let mut token = token;
        let mut sums = vec![0; n];
        for at in (0..n).cycle().take(n * 2) {
            sums[at] += token;
            token = yield_value!((at, sums[at]));
        }
        sums.iter().copied().max().unwrap_or_default()
    }

    fn shared_queue(queue: Rc<RefCell<VecDeque<String>>>) yields String -> usize {
        let mut handled = 0;
        loop {
            let Some(job) = queue.borrow_mut().pop_front() else { return handled };
            if job.len() > 2 {
                let (head, tail) = job.split_at(job.len() / 2);
                queue.borrow_mut().extend([head.to_string(), tail.to_string()]);
            }
            handled += 1;
            yield_value!(job);
        }
    }

    fn bounded_buffer(size: usize) receives op: Option<u32> yields Result<Option<u32>, &'static str> -> Vec<u32> {
        let mut buffer = VecDeque::with_capacity(size);
        let mut op = op;
        let mut errors = 0;
        while errors < 2 {
            let outcome = match op {
                Some(_) if buffer.len() >= size => Err("full"),
                Some(value) => { buffer.push_back(value); Ok(None) }
                None => buffer.pop_front().map(Some).ok_or("empty"),
            };
            if outcome.is_err() { errors += 1; }
            op = yield_value!(outcome);
        }
        buffer.into_iter().collect()
    }

    fn collatz_max(range: std::ops::Range<u64>) yields (u64, usize) -> Option<(u64, usize)> {
        let mut best: Option<(u64, usize)> = None;
        for start in range {
            let mut n = start;
            let mut steps = 0;
            while n > 1 { n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 }; steps += 1; }
            match best {
                Some((_, most)) if steps <= most => {}
                _ => { best = Some((start, steps)); yield_value!((start, steps)); }
            }
        }
        best
    }

    fn knapsack_trace(items: &[(&'static str, usize, u32)], capacity: usize) yields Vec<u32> -> Vec<&'static str> {
        let mut best = vec![vec![0u32; capacity + 1]];
        for (i, &(_, weight, value)) in items.iter().enumerate() {
            let previous = &best[i];
            let row: Vec<u32> = (0..=capacity).map(|c| if c < weight { previous[c] } else { previous[c].max(previous[c - weight] + value) }).collect();
            yield_value!(row.clone());
            best.push(row);
        }
        let mut chosen = vec![];
        let mut left = capacity;
        for i in (0..items.len()).rev() {
            if best[i + 1][left] != best[i][left] {
                let (name, weight, _) = items[i];
                chosen.push(name);
                left -= weight;
            }
        }
        chosen
    }

    fn spell(words: &[&'static str], typed: &'static str) yields (&'static str, usize) -> Option<&'static str> {
        fn distance(a: &str, b: &str) -> usize {
            let b: Vec<char> = b.chars().collect();
            let mut row: Vec<usize> = (0..=b.len()).collect();
            for (i, c) in a.chars().enumerate() {
                let mut diagonal = row[0];
                row[0] = i + 1;
                for (j, d) in b.iter().enumerate() {
                    let cost = diagonal + usize::from(c != *d);
                    diagonal = row[j + 1];
                    row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
                }
            }
            row[b.len()]
        }
        let mut best = None;
        for &word in words {
            let d = distance(word, typed);
            yield_value!((word, d));
            if best.is_none_or(|(_, least)| d < least) { best = Some((word, d)); }
        }
        best.map(|(word, _)| word)
    }

    fn islands(map: &str) yields usize -> usize {
        let grid: Vec<Vec<bool>> = map.lines().map(|l| l.chars().map(|c| c == '#').collect()).collect();
        let mut seen = HashSet::new();
        let mut count = 0;
        for (r, row) in grid.iter().enumerate() {
            for (c, land) in row.iter().enumerate() {
                if !land || seen.contains(&(r, c)) { continue; }
                count += 1;
                let mut size = 0;
                let mut todo = vec![(r, c)];
                while let Some((r, c)) = todo.pop() {
                    if !grid.get(r).and_then(|row| row.get(c)).copied().unwrap_or(false) || !seen.insert((r, c)) { continue; }
                    size += 1;
                    todo.extend([(r + 1, c), (r, c + 1)]);
                    if r > 0 { todo.push((r - 1, c)); }
                    if c > 0 { todo.push((r, c - 1)); }
                }
                yield_value!(size);
            }
        }
        count
    }
}

pub fn cases(t: &mut Tracer) {
    let library = || Library { books: HashMap::from([(1, ("Dune".to_string(), vec!["Herbert".to_string()])), (2, ("Beowulf".into(), vec![]))]), loans: BTreeMap::from([(1, "ann".to_string()), (2, "bob".to_string())]) };
    let l = library();
    let days = HashMap::from([(1, 3), (2, 1)]);
    t.scope("overdue", |d| d.run(l.overdue(&days)));
    t.scope("lend", |d| { let mut l = library(); l.loans.remove(&2); d.run(l.lend(vec![(1, "cy"), (2, "cy"), (9, "cy")])); log(l.loans.len()) });
    t.case("lexer", || Lexer::new("let x_1 = 3.5 * (y)").tokens());
    t.case("lexer bad", || Lexer::new("a $").tokens());
    let json = Json::Obj(BTreeMap::from([("a".to_string(), Json::Arr(vec![Json::Num(1.5), Json::Null])), ("b".to_string(), Json::Str("x".into())), ("c".to_string(), Json::Bool(true))]));
    t.scope("json", |d| d.run(json_paths(&json, "$".into())));
    t.case("deal", || deal(7, 2));
    t.case("wheel", || primes_by_wheel(30));
    t.case("zip", || zip_with([1, 2, 3], ["a", "b"], |n, s| s.repeat(n)));
    t.case("merge", || merge(vec![vec![1, 4], vec![], vec![2, 3, 5]]));
    t.case("dedup", || dedup_stream(digits(1122313)));
    t.case("nested", || nested_generators(2));
    t.case("tokens", || tokens_of(vec!["ab1".into(), "c".into()]));
    t.receiving("ring", || ring(2), |k| k as u32 + 1);
    t.case("queue", || shared_queue(Rc::new(RefCell::new(VecDeque::from(["abcde".to_string(), "x".into()])))));
    t.receiving("buffer", || bounded_buffer(1), |k| [Some(1), Some(2), None, None, Some(3)][k % 5]);
    t.case("collatz", || collatz_max(1..10));
    t.scope("knapsack", |d| d.run(knapsack_trace(&[("a", 1, 2), ("b", 2, 5)], 3)));
    t.case("spell", || spell(&["cart", "care"], "carry"));
    t.case("islands", || islands("##.\n..#\n#.#"));
}
