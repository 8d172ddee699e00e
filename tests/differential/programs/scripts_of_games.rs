//! Scripts of games, behaviour trees, simulators, protothreads, solvers.

use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet, VecDeque};
use std::cmp::Reverse;
use std::fmt;
use std::rc::{Rc, Weak};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Dir { N, E, S, W }

impl Dir {
    const ALL: [Dir; 4] = [Dir::N, Dir::E, Dir::S, Dir::W];
    fn delta(self) -> (i32, i32) {
        match self { Dir::N => (0, -1), Dir::E => (1, 0), Dir::S => (0, 1), Dir::W => (-1, 0) }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Action { Move(Dir), Say { who: &'static str, text: String }, Wait(u32), Attack { target: usize, power: i32 } }

#[derive(Debug, Clone, Default)]
struct Stats { hp: i32, mp: i32, name: String }

#[derive(Debug)]
struct Enemy { stats: Stats, pos: (i32, i32), path: VecDeque<Dir> }

#[derive(Debug, PartialEq, Clone, Copy)]
enum Status { Success, Failure, Running }

struct Node { name: &'static str, parent: RefCell<Weak<Node>>, children: RefCell<Vec<Rc<Node>>> }

trait Shape { fn area(&self) -> f64; fn name(&self) -> String { "shape".into() } }
struct Square(f64);
struct Circle { r: f64 }
impl Shape for Square { fn area(&self) -> f64 { self.0 * self.0 } }
impl Shape for Circle { fn area(&self) -> f64 { 3.0 * self.r * self.r } fn name(&self) -> String { format!("circle {}", self.r) } }

coro! {
    fn patrol(route: Vec<Dir>, rounds: usize) yields Action {
        for _ in 0..rounds {
            for dir in route.iter().copied() {
                yield_value!(Action::Move(dir));
            }
            yield_value!(Action::Wait(2));
        }
    }

    fn dialogue() receives _: usize yields Action -> Result<&'static str, String> {
        let mut choice = yield_value!(Action::Say { who: "king", text: "Will you help?".into() });
        let mut asked = 1;
        let answer = loop {
            match choice {
                0 => break "yes",
                1 if asked < 3 => {
                    asked += 1;
                    choice = yield_value!(Action::Say { who: "king", text: format!("Please? ({asked})") });
                }
                1 => return Err("the king is angry".to_string()),
                other => {
                    log(format!("no choice {other}"));
                    choice = yield_value!(Action::Wait(1));
                }
            }
        };
        yield_value!(Action::Say { who: "king", text: "Thank you".to_owned() });
        Ok(answer)
    }

    fn chase(mut enemy: Enemy, player: (i32, i32)) yields Action -> Enemy {
        let Enemy { stats: Stats { name, .. }, .. } = &enemy;
        log(name);
        loop {
            let (dx, dy) = (player.0 - enemy.pos.0, player.1 - enemy.pos.1);
            if dx == 0 && dy == 0 { break; }
            let dir = match (dx, dy) {
                (x, y) if x.abs() >= y.abs() && x > 0 => Dir::E,
                (x, y) if x.abs() >= y.abs() => Dir::W,
                (_, y) if y > 0 => Dir::S,
                _ => Dir::N,
            };
            let (mx, my) = dir.delta();
            enemy.pos.0 += mx;
            enemy.pos.1 += my;
            enemy.path.push_back(dir);
            yield_value!(Action::Move(dir));
        }
        yield_value!(Action::Attack { target: 0, power: enemy.stats.mp });
        enemy.stats = Stats { hp: enemy.stats.hp - 1, ..enemy.stats };
        enemy
    }

    fn sequence(children: Vec<Box<dyn Coroutine<(), Yield = Status, Return = bool>>>) yields Status -> bool {
        for mut child in children {
            let ok = loop {
                match child.resume(()) {
                    CoroutineState::Yielded(s @ Status::Running) => yield_value!(s),
                    CoroutineState::Yielded(s) => log(format!("{s:?}")),
                    CoroutineState::Complete(ok) => break ok,
                }
            };
            if !ok {
                yield_value!(Status::Failure);
                return false;
            }
        }
        yield_value!(Status::Success);
        true
    }

    fn task(turns: u8, ok: bool) yields Status -> bool {
        for _ in 0..turns { yield_value!(Status::Running); }
        ok
    }

    fn dijkstra(graph: &HashMap<u32, Vec<(u32, u32)>>, start: u32) yields (u32, u32) -> BTreeMap<u32, u32> {
        let mut dist: BTreeMap<u32, u32> = BTreeMap::new();
        let mut heap = BinaryHeap::from(vec![Reverse((0u32, start))]);
        while let Some(Reverse((d, u))) = heap.pop() {
            if dist.contains_key(&u) { continue; }
            dist.insert(u, d);
            yield_value!((u, d));
            for &(v, w) in graph.get(&u).into_iter().flatten() {
                if !dist.contains_key(&v) {
                    heap.push(Reverse((d + w, v)));
                }
            }
        }
        dist
    }

    fn queens(n: usize) yields Vec<usize> -> usize {
        let mut cols = Vec::with_capacity(n);
        let mut count = 0;
        let mut candidate = 0;
        'search: loop {
            while candidate < n {
                let row = cols.len();
                let safe = cols.iter().enumerate().all(|(r, &c): (usize, &usize)| {
                    c != candidate && c.abs_diff(candidate) != row - r
                });
                if safe {
                    cols.push(candidate);
                    if cols.len() == n {
                        count += 1;
                        yield_value!(cols.clone());
                        candidate = cols.pop().unwrap() + 1;
                    } else {
                        candidate = 0;
                    }
                    continue 'search;
                }
                candidate += 1;
            }
            match cols.pop() {
                Some(c) => candidate = c + 1,
                None => break 'search count,
            }
        }
    }

    fn solve(mut grid: [[u8; 4]; 4], pos: usize) yields [[u8; 4]; 4] -> bool {
        if pos == 16 {
            yield_value!(grid);
            return true;
        }
        let (r, c) = (pos / 4, pos % 4);
        if grid[r][c] != 0 {
            return yield_from!(solve(grid, pos + 1).boxed());
        }
        let mut found = false;
        for v in 1..=4u8 {
            let ok = (0..4).all(|i| grid[r][i] != v && grid[i][c] != v && grid[r / 2 * 2 + i / 2][c / 2 * 2 + i % 2] != v);
            if ok {
                grid[r][c] = v;
                found |= yield_from!(solve(grid, pos + 1).boxed());
                grid[r][c] = 0;
            }
        }
        found
    }

    fn flood(mut map: Vec<Vec<char>>, start: (usize, usize)) yields (usize, usize) -> Vec<String> {
        let mut stack = vec![start];
        while let Some((r, c)) = stack.pop() {
            let Some(cell) = map.get_mut(r).and_then(|row| row.get_mut(c)) else { continue };
            if *cell != '.' { continue; }
            *cell = '~';
            yield_value!((r, c));
            for dir in Dir::ALL {
                let (dx, dy) = dir.delta();
                let next = (r.checked_add_signed(dy as isize), c.checked_add_signed(dx as isize));
                if let (Some(nr), Some(nc)) = next {
                    stack.push((nr, nc));
                }
            }
        }
        map.into_iter().map(|row| row.into_iter().collect()).collect()
    }

    fn machine_shop(jobs: u32) receives mut now: u32 yields (u32, &'static str) -> u32 {
        let mut made = 0;
        let mut broken = false;
        while made < jobs {
            let mut left = 3;
            while left > 0 {
                let start = now;
                now = yield_value!((left, if broken { "repair" } else { "work" }));
                match now.checked_sub(start) {
                    None => broken = !broken,
                    Some(_) if broken => broken = false,
                    Some(dt) => left -= dt.min(left),
                }
            }
            made += 1;
        }
        made
    }

    fn blink(pin: &Cell<bool>, on: u32, off: u32) {
        loop {
            pin.set(true);
            for _ in 0..on { yield_wait!(); }
            pin.set(false);
            for _ in 0..off { yield_wait!(); }
        }
    }

    fn debounce() receives mut level: bool yields Option<bool> {
        let mut stable = level;
        loop {
            level = yield_value!(None);
            if level == stable { continue; }
            let candidate = level;
            let mut count = 1;
            while count < 3 {
                level = yield_value!(None);
                if level != candidate { break; }
                count += 1;
            }
            if count == 3 {
                stable = candidate;
                level = yield_value!(Some(stable));
                if level != stable { log("glitch"); }
            }
        }
    }

    fn tree_names(root: Rc<Node>) yields (usize, &'static str) {
        let mut stack = vec![(root, 0usize)];
        while let Some((node, depth)) = stack.pop() {
            yield_value!((depth, node.name));
            for child in node.children.borrow().iter().rev() {
                stack.push((Rc::clone(child), depth + 1));
            }
        }
    }

    fn ancestors(node: &Rc<Node>) yields &'static str {
        let mut current = node.parent.borrow().upgrade();
        while let Some(parent) = current {
            yield_value!(parent.name);
            current = parent.parent.borrow().upgrade();
        }
    }

    fn shapes(list: Vec<Box<dyn Shape>>) yields (String, f64) -> f64 {
        let mut total = 0.0;
        for shape in &list {
            let area = shape.area();
            total += area;
            yield_value!((shape.name(), area));
        }
        total / list.len() as f64
    }

    fn life(mut cells: HashSet<(i32, i32)>) yields Vec<(i32, i32)> {
        loop {
            let mut sorted: Vec<_> = cells.iter().copied().collect();
            sorted.sort_unstable();
            yield_value!(sorted);
            let mut counts: HashMap<(i32, i32), u8> = HashMap::new();
            for &(x, y) in &cells {
                for dx in -1..=1 {
                    for dy in -1..=1 {
                        if (dx, dy) != (0, 0) {
                            *counts.entry((x + dx, y + dy)).or_insert(0) += 1;
                        }
                    }
                }
            }
            cells = counts
                .into_iter()
                .filter(|(cell, n)| *n == 3 || *n == 2 && cells.contains(cell))
                .map(|(cell, _)| cell)
                .collect();
            if cells.is_empty() { return; }
        }
    }

    fn cards<R: FnMut(usize) -> usize>(mut random: R) yields String {
        #[derive(Clone, Copy)]
        enum Suit { Hearts, Spades }
        use Suit::*;
        impl fmt::Display for Suit {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { Hearts => "♥", Spades => "♠" })
            }
        }
        let mut deck: Vec<(Suit, u8)> = [Hearts, Spades].into_iter().flat_map(|s| (1..=3).map(move |n| (s, n))).collect();
        while !deck.is_empty() {
            let (suit, n) = deck.swap_remove(random(deck.len()));
            yield_value!(format!("{n}{suit}"));
        }
    }

    fn tween(from: f32, to: f32, steps: u32, ease: fn(f32) -> f32) yields f32 -> f32 {
        let span = to - from;
        for i in 1..=steps {
            let t = i as f32 / steps as f32;
            yield_value!(from + span * ease(t));
        }
        to
    }

}

pub fn cases(t: &mut Tracer) {
    t.case("patrol", || patrol(vec![Dir::N, Dir::E], 2));
    t.receiving("dialogue", dialogue, |k| [0, 7, 1, 0][k % 4]);
    t.receiving("dialogue angry", dialogue, |_| 1);
    t.case("chase", || chase(Enemy { stats: Stats { hp: 5, mp: 3, name: "orc".into() }, pos: (0, 0), path: VecDeque::new() }, (2, -1)));
    t.case("sequence", || sequence(vec![Box::new(task(2, true)), Box::new(task(1, false)), Box::new(task(9, true))]));
    let graph = HashMap::from([(1, vec![(2, 7), (3, 2)]), (3, vec![(2, 3), (4, 8)]), (2, vec![(4, 1)])]);
    t.scope("dijkstra", |d| d.run(dijkstra(&graph, 1)));
    t.case("queens", || queens(4));
    t.case("sudoku", || solve([[1, 0, 0, 0], [0, 0, 3, 0], [0, 4, 0, 0], [0, 0, 0, 2]], 0));
    t.case("flood", || flood(vec!["..#".chars().collect(), ".#.".chars().collect()], (0, 0)));
    t.receiving("shop", || machine_shop(2), |k| [1, 3, 2, 5, 6, 9][k % 6]);
    let pin = Cell::new(false);
    t.scope("blink", |d| d.run(blink(&pin, 1, 2)));
    t.receiving("debounce", debounce, |k| [false, true, true, false, true, true, true, true][k % 8]);
    let leaf = Rc::new(Node { name: "leaf", parent: Default::default(), children: Default::default() });
    let root = Rc::new(Node { name: "root", parent: Default::default(), children: RefCell::new(vec![leaf.clone()]) });
    *leaf.parent.borrow_mut() = Rc::downgrade(&root);
    t.case("names", || tree_names(root.clone()));
    t.scope("ancestors", |d| d.run(ancestors(&leaf)));
    t.case("shapes", || shapes(vec![Box::new(Square(2.0)), Box::new(Circle { r: 1.0 })]));
    t.case("life", || life(HashSet::from([(0, 0), (1, 0), (2, 0)])));
    t.case("cards", || { let mut k = 0; cards(move |n| { k += 1; k % n }) });
    t.case("tween", || tween(0.0, 8.0, 4, |t| t * t));
}
