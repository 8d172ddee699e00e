//! Bodies that borrow what they own where nothing can find the borrow again: trees, lists and iterators in collections.

use crate::prelude::*;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

struct Tree {
    name: D,
    children: Vec<Tree>,
}

fn tree(name: &'static str, children: Vec<Tree>) -> Tree {
    Tree { name: D(name), children }
}

fn sample() -> Tree {
    let left = tree("b", vec![tree("d", vec![]), tree("e", vec![])]);
    tree("a", vec![left, tree("c", vec![tree("f", vec![])])])
}

#[derive(Default)]
struct List {
    head: Option<Box<Link>>,
}

struct Link {
    value: u32,
    next: Option<Box<Link>>,
}

impl List {
    fn of(values: &[u32]) -> List {
        let mut list = List::default();
        for value in values.iter().rev() {
            let next = list.head.take();
            list.head = Some(Box::new(Link { value: *value, next }));
        }
        list
    }
}

struct Bits<'d> {
    data: &'d [u8],
    at: usize,
}

impl<'d> Bits<'d> {
    fn new(data: &'d [u8]) -> Self {
        Bits { data, at: 0 }
    }

    fn bits(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            let byte = self.data.get(self.at / 8)?;
            value = value << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }
}

impl Iterator for Bits<'_> {
    type Item = u32;
    fn next(&mut self) -> Option<u32> { self.bits(4) }
}

struct Later(u32);

impl Future for Later {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        match self.0 {
            0 => Poll::Ready(1),
            _ => { self.0 -= 1; Poll::Pending }
        }
    }
}

#[derive(Debug)]
struct Shop {
    shelf: RefCell<Vec<String>>,
}

impl Shop {
    coro! {
        fn sold(mut self, most: usize) yields String -> Shop {
            let mut longest = &self.shelf.borrow()[0].clone();
            let shelf = self.shelf.borrow();
            for name in shelf.iter().take(most) {
                if name.len() > longest.len() { longest = name; }
                yield_value!(format!("{name} {longest}"));
            }
            drop(shelf);
            self.shelf = RefCell::default();
            self
        }
    }
}

struct Chained { value: u32, next: Option<Box<Chained>> }
struct Sorted { head: Option<Box<Chained>>, count: u32 }

coro! {
    fn breadth_first(root: Tree) yields &'static str -> usize {
        let mut queue = VecDeque::new();
        queue.push_back(&root);
        let mut seen = 0;
        while let Some(node) = queue.pop_front() {
            seen += 1;
            yield_value!(node.name.0);
            for child in &node.children { queue.push_back(child); }
        }
        seen
    }

    fn with_depth(_: D, root: Tree, last: D) receives most: usize yields (usize, &'static str) {
        let mut stack = vec![(&root, 0)];
        let mut most = most;
        while let Some((node, depth)) = stack.pop() {
            if depth > most { continue; }
            let _turn = D("turn");
            most = yield_value!((depth, node.name.0));
            stack.extend(node.children.iter().map(|child| (child, depth + 1)));
        }
        last.touch();
    }

    fn linked(list: List) yields u32 -> u32 {
        let mut next = &list.head;
        let mut sum = 0;
        while let Some(link) = next {
            sum += link.value;
            yield_value!(link.value);
            next = &link.next;
        }
        sum
    }

    fn counted_up(mut list: List) yields u32 -> Option<u32> {
        let mut next = &mut list.head;
        while let Some(link) = next {
            link.value += 1;
            yield_value!(link.value);
            next = &mut link.next;
        }
        list.head.map(|link| link.value)
    }

    fn in_turn(lists: Vec<Vec<u32>>) yields u32 {
        let mut queues: VecDeque<_> = lists.iter().map(|list| list.iter()).collect();
        while let Some(mut queue) = queues.pop_front() {
            let Some(x) = queue.next() else { continue };
            yield_value!(*x);
            queues.push_back(queue);
        }
    }

    fn alternating(left: Vec<u32>, right: Vec<u32>) yields u32 {
        let mut sides = [left.iter(), right.iter()];
        let mut ended = 0;
        for at in 0.. {
            match sides[at % 2].next() {
                Some(x) => { ended = 0; yield_value!(*x); }
                None if ended == 1 => return,
                None => ended += 1,
            }
        }
    }

    fn cheapest(lots: Vec<(u32, String)>, roads: BTreeMap<String, Vec<(String, u32)>>) yields (String, u32) {
        let mut heap = BinaryHeap::new();
        for (cost, name) in &lots { heap.push((Reverse(*cost), name)); }
        while let Some((Reverse(cost), name)) = heap.pop() {
            yield_value!((name.clone(), cost));
            for (next, more) in roads.get(name).into_iter().flatten() {
                if cost + more < 20 { heap.push((Reverse(cost + more), next)); }
            }
        }
    }

    fn named(edges: Vec<(String, String)>, start: String) yields String -> Result<usize, String> {
        let mut graph: HashMap<&str, Vec<&str>> = HashMap::new();
        for (from, to) in &edges { graph.entry(from).or_default().push(to); }
        let mut seen = HashSet::new();
        let mut open = vec![start.as_str()];
        while let Some(name) = open.pop() {
            if !seen.insert(name) { return Err(format!("{name} twice")); }
            yield_value!(name.to_string());
            open.extend(graph.get(name).ok_or("an end")?);
        }
        Ok(seen.len())
    }

    fn codes(text: String) yields u32 -> Option<u32> {
        let bytes = text.into_bytes();
        let mut bits = Bits::new(&bytes[1..]);
        loop {
            let width = bits.bits(2)?;
            yield_value!(bits.bits(width + 1)?);
        }
    }

    fn guarded(shared: Rc<RefCell<Vec<u32>>>) yields u32 -> usize {
        for x in shared.borrow().iter() { yield_value!(*x); }
        shared.borrow_mut().push(1);
        shared.borrow().len()
    }

    fn runs(list: Vec<u32>) yields (u32, usize) {
        for run in list.chunk_by(|a, b| a == b) { yield_value!((run[0], run.len())); }
    }

    fn doubled() yields u32 -> u32 { for x in 0..3 { yield_value!(x * 2); } 9 }
    fn delayed(from: impl Iterator<Item = u32>, by: u32) yields u32 {
        for x in from { yield_value!(x + by); }
    }
    fn piped() yields u32 -> u32 {
        let kept = D("kept");
        for x in delayed(delayed(doubled().iter(), 10).iter(), 100).iter() { yield_value!(x); }
        kept.touch();
        yield_from!(doubled()) + yield_from!(doubled())
    }

    fn nibbles(data: Vec<u8>) yields u32 -> usize {
        let kept = D("kept");
        yield_from!(Bits::new(&data));
        yield_from!(Bits { data: &data, at: 4 }.take_while(|nibble| *nibble < 9));
        kept.touch();
        data.len()
    }

    // one refers into what the other refers to, and both are named later
    fn inserted(list: &mut Sorted, value: u32) yields u32 {
        let mut at = &mut list.head;
        while at.as_ref().is_some_and(|link| link.value < value) {
            yield_value!(at.as_ref().unwrap().value);
            at = &mut at.as_mut().unwrap().next;
        }
        let next = at.take();
        *at = Some(Box::new(Chained { value, next }));
        list.count += 1;
    }

    // what builds it must not build what it borrows
    fn of_one_list() yields u32 {
        let own = vec![D("own"), D("too")];
        let lent = vec![&own];
        for list in &lent { yield_value!(list.len() as u32); }
    }

    async fn pages(names: Vec<String>, _: D) yields String {
        let own = vec![D("own")];
        let mut lent = vec![&own];
        let mut open: Vec<&str> = vec![];
        for name in &names { open.push(name); }
        while let Some(name) = open.pop() {
            let waited = later(name.len() as u32).await;
            yield_value!(format!("{name} {waited}"));
            let Some(list) = lent.pop() else { continue };
            yield_value!(list.len().to_string());
            yield_wait!();
        }
    }

    // pauses of its own in an `async fn`
    async fn taking_turns() -> u32 {
        let own = vec![D("own")];
        let mut lent = vec![&own];
        let mut total = 0;
        while let Some(list) = lent.pop() {
            yield_wait!();
            total += list.len() as u32 + yield_from!(later(2)) + later(1).await;
            if total < 9 { lent.push(&own); }
        }
        total
    }

    async fn weighed(root: Tree, _: D, last: D) -> Result<u32, &'static str> {
        let mut open = vec![&root];
        let mut sum = 0;
        while let Some(node) = open.pop() {
            let turn = D("turn");
            sum += later(node.children.len() as u32).await;
            if node.name.0 == "f" { return Err("at f"); }
            open.extend(&node.children);
            turn.touch();
        }
        last.touch();
        Ok(sum)
    }

    async fn later(count: u32) -> u32 { Later(count).await + Later(1).await }

    // nothing is left to be kept: the pair is of two lists
    fn side_by_side(a: Vec<u32>, b: Vec<u32>) yields (Option<u32>, Option<u32>) {
        let mut left = a.iter();
        let mut right = b.iter();
        loop {
            match (left.next(), right.next()) {
                (None, None) => break,
                (x, y) => yield_value!((x.copied(), y.copied())),
            }
        }
    }

    fn often(text: String) yields (String, usize) {
        let mut counts = HashMap::new();
        for word in text.split(' ') { *counts.entry(word).or_insert(0) += 1; }
        let mut all: Vec<_> = counts.into_iter().collect();
        all.sort();
        for (word, count) in all { yield_value!((word.to_string(), count)); }
    }

    fn by_decade(people: Vec<(u32, String)>) yields (u32, String) {
        let mut decades: BTreeMap<u32, Vec<&(u32, String)>> = BTreeMap::new();
        for person in people.iter() { decades.entry(person.0 / 10).or_insert_with(Vec::new).push(person); }
        for (decade, people) in decades {
            for person in people { yield_value!((decade, person.1.clone())); }
        }
    }

    fn panicking(root: Tree) yields &'static str {
        let mut open = vec![&root];
        while let Some(node) = open.pop() {
            yield_value!(node.name.0);
            open.extend(&node.children);
            if node.name.0 == "c" { panic!("at c"); }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let words = |words: &[&str]| words.iter().map(|word| word.to_string()).collect::<Vec<_>>();
    t.case("breadth first", || breadth_first(sample()));
    t.receiving("with depth", || with_depth(D("first"), sample(), D("last")), |step| 2 - step % 2);
    t.case("linked", || linked(List::of(&[3, 1, 2])));
    t.case("counted up", || counted_up(List::of(&[3, 1])));
    t.case("in turn", || in_turn(vec![vec![1, 2, 3], vec![], vec![4, 5]]));
    t.case("alternating", || alternating(vec![1, 2], vec![3, 4, 5]));
    let road = |to: &str, cost| (to.to_string(), cost);
    t.case("cheapest", || {
        let roads = BTreeMap::from([("x".to_string(), vec![road("y", 2)]), ("y".to_string(), vec![road("x", 7)])]);
        cheapest(vec![(3, "x".to_string()), (1, "z".to_string())], roads)
    });
    let edges = |edges: &[(&str, &str)]| edges.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect::<Vec<_>>();
    t.case("named", || named(edges(&[("a", "b"), ("b", "c")]), "a".to_string()));
    t.case("named twice", || named(edges(&[("a", "b"), ("b", "a")]), "a".to_string()));
    t.case("codes", || codes("xyz".to_string()));
    t.case("guarded", || guarded(Rc::new(RefCell::new(vec![5, 6]))));
    t.case("runs", || runs(vec![1, 1, 2, 3, 3]));
    t.case("piped", || piped());
    t.case("nibbles", || nibbles(vec![0x12, 0x9a]));
    t.case("weighed", || weighed(tree("a", vec![tree("b", vec![]), tree("c", vec![])]), D("second"), D("last")));
    t.case("weighed to an error", || weighed(sample(), D("second"), D("last")));
    t.scope("inserted", |drive| {
        let mut list = Sorted { head: None, count: 0 };
        for value in [3, 1, 2] { drive.run(inserted(&mut list, value)); }
        log(list.count);
    });
    t.case("of one list", || of_one_list());
    t.case("pages", || pages(words(&["ab", "c"]), D("parameter")));
    t.case("taking turns", || taking_turns());
    t.case("side by side", || side_by_side(vec![1], vec![2, 3]));
    t.case("often", || often("a b a".to_string()));
    t.case("by decade", || by_decade(vec![(31, "x".to_string()), (25, "y".to_string()), (39, "z".to_string())]));
    t.case("panicking", || panicking(sample()));
    t.scope("sold", |drive| {
        let shop = Shop { shelf: RefCell::new(words(&["pear", "fig", "banana"])) };
        drive.run(shop.sold(2));
    });
}
