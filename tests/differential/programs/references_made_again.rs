//! References into locals and fields that are made again after a pause, while what they were found by changes.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
struct Pos { at: usize, limit: usize }
struct Doc { lines: Vec<String>, cur: usize, title: String }
coro! {
    fn index_moves(list: Vec<u32>) yields u32 -> u32 {
        let mut i = 0;
        let mut sum = 0;
        while i < list.len() {
            let x = &list[i];
            i += 1;
            yield_value!(*x);
            sum += *x * 10 + i as u32;
        }
        sum
    }
    fn index_of_field(list: Vec<String>, mut pos: Pos) yields usize -> String {
        let mut out = String::new();
        while pos.at < pos.limit {
            let item = &list[pos.at];
            pos.at += 2;
            yield_value!(item.len());
            out += item;
            if let Some(next) = list.get(pos.at) {
                pos.at -= 1;
                yield_value!(next.len());
                out += next;
            }
        }
        out
    }
    impl Doc {
        fn walk(&mut self) yields usize -> String {
            let mut out = String::new();
            while self.cur < self.lines.len() {
                let line = &self.lines[self.cur];
                self.cur += 1;
                yield_value!(line.len());
                out.push_str(line);
                out.push_str(&self.title);
            }
            out
        }
        fn matched(&mut self) yields usize -> usize {
            let mut n = 0;
            loop {
                match self.lines.get(self.cur) {
                    Some(line) if line.is_empty() => { self.cur += 1; }
                    Some(line) => {
                        self.cur += 1;
                        yield_value!(line.len());
                        n += line.len() + self.cur;
                    }
                    None => break n,
                }
            }
        }
    }
    fn replaced() yields usize -> Vec<usize> {
        let mut name = String::from("one");
        let mut out = vec![];
        for round in 0..3 {
            let short = &name[..2];
            yield_value!(short.len());
            out.push(short.len() + round);
            name = format!("{name}-{round}");
        }
        out.push(name.len());
        out
    }
    fn cells() yields u32 -> u32 {
        let cell = Cell::new(1);
        let list = RefCell::new(vec![1u32]);
        let get = || cell.get() + list.borrow().len() as u32;
        yield_value!(get());
        cell.set(10);
        list.borrow_mut().push(2);
        yield_value!(get());
        get()
    }
    fn counted() yields u32 -> u32 {
        let mut count = 0;
        let mut inc = |by: u32| { count += by; count };
        yield_value!(inc(1));
        yield_value!(inc(2));
        let last = inc(3);
        count + last
    }
    fn first_and_rest(mut queue: VecDeque<String>) yields usize -> Vec<String> {
        let mut out = vec![];
        while let Some(front) = queue.front() {
            yield_value!(front.len());
            let copy = front.clone();
            queue.pop_front();
            yield_value!(queue.len());
            out.push(copy);
        }
        out
    }
    fn entries(mut map: BTreeMap<String, u32>) yields u32 -> u32 {
        let mut total = 0;
        if let Some(value) = map.get_mut("a") {
            *value += 1;
            yield_value!(*value);
            *value += 1;
        }
        let entry = map.entry("b".into()).or_insert(5);
        *entry += 1;
        yield_value!(*entry);
        total += map.values().sum::<u32>();
        for (key, value) in &mut map {
            *value += key.len() as u32;
            yield_value!(*value);
            total += *value;
        }
        total
    }
    fn nested_positions(grid: Vec<Vec<u32>>) yields u32 -> u32 {
        let mut sum = 0;
        for row in &grid {
            for cell in row {
                for other in row.iter().filter(|o| *o > cell) {
                    yield_value!(cell * other);
                    sum += cell * other;
                }
            }
        }
        sum
    }
    fn zipped(a: Vec<u32>, b: Vec<u32>) yields (u32, u32) -> u32 {
        let mut sum = 0;
        for (x, y) in a.iter().zip(b.iter().rev()) {
            yield_value!((*x, *y));
            sum += x * y;
        }
        for (i, (x, y)) in a.iter().zip(&b).enumerate().skip(1) {
            yield_value!((*x, *y));
            sum += x * y * i as u32;
        }
        sum
    }
    fn windows(v: Vec<i32>) yields i32 -> i32 {
        let mut n = 0;
        for w in v.windows(2) {
            if let [a, b] = w {
                yield_value!(b - a);
                n += a;
            }
        }
        for c in v.chunks(2) {
            yield_value!(c.iter().sum());
            n += c.len() as i32;
        }
        n
    }
    fn shared(list: Rc<Vec<u32>>) yields u32 -> usize {
        for x in list.iter() {
            yield_value!(*x);
        }
        let first = list.first();
        yield_value!(first.copied().unwrap_or(0));
        first.map_or(0, |_| Rc::strong_count(&list))
    }
    fn swapped() yields usize -> (String, String) {
        let mut a = String::from("a");
        let mut b = String::from("bb");
        let (x, y) = (&mut a, &mut b);
        std::mem::swap(x, y);
        yield_value!(x.len());
        x.push('x');
        y.push('y');
        (a, b)
    }
    fn options(mut slot: Option<String>) yields usize -> Option<usize> {
        let name = slot.as_mut()?;
        name.push('!');
        yield_value!(name.len());
        name.push('?');
        let taken = slot.take()?;
        yield_value!(taken.len());
        slot = Some(taken);
        let n = slot.as_deref()?;
        yield_value!(n.len());
        Some(n.len())
    }
    fn lookup(users: HashMap<u32, (String, u32)>) yields usize -> u32 {
        let mut sum = 0;
        for id in 1..4 {
            let Some((name, age)) = users.get(&id) else { continue };
            yield_value!(name.len());
            sum += age;
        }
        let best = users.values().max_by_key(|u| u.1).unwrap();
        yield_value!(best.0.len());
        sum + best.1
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("index moves", || index_moves(vec![1, 2, 3]));
    t.case("index of field", || index_of_field(vec!["a".into(), "bb".into(), "ccc".into(), "d".into()], Pos { at: 0, limit: 4 }));
    t.scope("walk", |d| d.run(Doc { lines: vec!["a".into(), "bc".into()], cur: 0, title: "t".into() }.walk()));
    t.scope("matched", |d| d.run(Doc { lines: vec!["a".into(), "".into(), "bc".into()], cur: 0, title: "t".into() }.matched()));
    t.case("replaced", replaced);
    t.case("cells", cells);
    t.case("counted", counted);
    t.case("first and rest", || first_and_rest(["a".to_string(), "bb".into()].into()));
    t.case("entries", || entries([("a".to_string(), 1), ("zz".into(), 2)].into()));
    t.case("nested positions", || nested_positions(vec![vec![1, 2, 3], vec![], vec![4, 5]]));
    t.case("zipped", || zipped(vec![1, 2, 3], vec![4, 5]));
    t.case("windows", || windows(vec![1, 4, 9]));
    t.case("shared", || shared(Rc::new(vec![1, 2])));
    t.case("swapped", swapped);
    t.case("options", || options(Some("x".into())));
    t.case("lookup", || lookup([(1, ("a".to_string(), 3)), (3, ("bcd".into(), 9))].into()));
}
