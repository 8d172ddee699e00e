//! Programs that own their data and walk it.

use crate::prelude::*;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::fmt::Write as _;

#[derive(Debug, Clone, PartialEq)]
struct Employee { name: String, dept: String, salary: u32, skills: Vec<&'static str>, manager: Option<usize> }

#[derive(Debug, Clone)]
struct Order { id: u32, lines: Vec<(String, u32, f64)>, paid: bool, note: Option<String> }

#[derive(Debug, Default, Clone)]
struct Stock { items: BTreeMap<String, (u32, f64)>, reserved: BTreeMap<String, u32> }

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Shape { Circle(u32), Rect { w: u32, h: u32 }, Group(Vec<Shape>) }

impl Shape {
    fn area(&self) -> u32 { match self { Shape::Circle(r) => 3 * r * r, Shape::Rect { w, h } => w * h, Shape::Group(all) => all.iter().map(Shape::area).sum() } }
    fn name(&self) -> &'static str { match self { Shape::Circle(_) => "circle", Shape::Rect { .. } => "rect", Shape::Group(_) => "group" } }
}

#[derive(Debug)]
struct Table { header: Vec<String>, rows: Vec<Vec<String>> }
impl Table {
    fn parse(text: &str) -> Option<Table> {
        let mut lines = text.lines().map(|l| l.split(',').map(|c| c.trim().to_string()).collect::<Vec<_>>());
        Some(Table { header: lines.next()?, rows: lines.collect() })
    }
    fn column(&self, name: &str) -> Option<usize> { self.header.iter().position(|h| h == name) }
}

fn staff() -> Vec<Employee> {
    let e = |name: &str, dept: &str, salary, skills: &[&'static str], manager| Employee { name: name.into(), dept: dept.into(), salary, skills: skills.to_vec(), manager };
    vec![e("ann", "dev", 50, &["rust", "c"], None), e("bob", "dev", 40, &["go"], Some(0)), e("cy", "ops", 30, &[], Some(1))]
}

coro! {
    fn payroll(raise: u32) yields (String, u32) -> u32 {
        let mut staff = staff();
        let mut total = 0;
        for employee in staff.iter_mut().filter(|e| e.dept == "dev") {
            employee.salary += raise;
            yield_value!((employee.name.clone(), employee.salary));
            total += employee.salary;
        }
        let richest = staff.iter().max_by_key(|e| e.salary).unwrap();
        yield_value!((richest.name.to_uppercase(), richest.salary));
        total
    }

    fn by_department() yields String -> usize {
        let staff = staff();
        let mut departments: BTreeMap<&str, Vec<&Employee>> = BTreeMap::new();
        for e in &staff { departments.entry(&e.dept).or_default().push(e); }
        let lines: Vec<String> = departments.iter().map(|(d, list)| format!("{d}: {}", list.len())).collect();
        for line in lines { yield_value!(line); }
        staff.len()
    }

    fn chain_of_command(start: usize) yields String -> usize {
        let staff = staff();
        let mut at = start;
        let mut depth = 0;
        while let Some(e) = staff.get(at) {
            yield_value!(format!("{}{}", "  ".repeat(depth), e.name));
            depth += 1;
            match e.manager {
                Some(m) => at = m,
                None => break,
            }
        }
        depth
    }

    fn skills() yields (&'static str, usize) -> BTreeSet<&'static str> {
        let staff = staff();
        let mut seen = BTreeSet::new();
        for (i, e) in staff.iter().enumerate() {
            for skill in &e.skills {
                if seen.insert(*skill) { yield_value!((*skill, i)); }
            }
            if e.skills.is_empty() { yield_value!(("none", i)); }
        }
        seen
    }

    fn invoice(orders: Vec<Order>) yields String -> f64 {
        let mut grand = 0.0;
        for order in orders.iter().filter(|o| !o.paid) {
            let Order { id, lines, note, .. } = order;
            yield_value!(format!("order {id}"));
            let mut sum = 0.0;
            for (name, count, price) in lines {
                let cost = f64::from(*count) * price;
                sum += cost;
                yield_value!(format!("  {count} x {name} = {cost:.2}"));
            }
            if let Some(note) = note {
                yield_value!(format!("  ({note})"));
            }
            grand += sum;
        }
        grand
    }

    fn fulfil(mut stock: Stock, orders: Vec<Order>) yields Result<u32, String> -> Stock {
        'orders: for mut order in orders {
            for (name, wanted, _) in &order.lines {
                match stock.items.get(name) {
                    None => { yield_value!(Err(format!("{name} unknown"))); continue 'orders; }
                    Some((have, _)) if have < wanted => {
                        let missing = wanted - have;
                        yield_value!(Err(format!("{missing} {name} missing")));
                        continue 'orders;
                    }
                    Some(_) => {}
                }
            }
            for (name, wanted, _) in order.lines.drain(..) {
                if let Some((have, _)) = stock.items.get_mut(&name) { *have -= wanted; }
                *stock.reserved.entry(name).or_insert(0) += wanted;
            }
            yield_value!(Ok(order.id));
        }
        stock.items.retain(|_, (n, _)| *n > 0);
        stock
    }

    fn shapes(all: Vec<Shape>) yields (&'static str, u32) -> u32 {
        let mut stack: Vec<&Shape> = all.iter().rev().collect();
        let mut total = 0;
        while let Some(shape) = stack.pop() {
            if let Shape::Group(inner) = shape {
                stack.extend(inner.iter().rev());
                continue;
            }
            total += shape.area();
            log(shape.name());
        }
        for shape in &all { yield_value!((shape.name(), shape.area())); }
        total
    }

    fn group_shapes(all: Vec<Shape>) yields String -> usize {
        let mut by_name: HashMap<&'static str, Vec<Shape>> = HashMap::new();
        for shape in all { by_name.entry(shape.name()).or_default().push(shape); }
        let mut names: Vec<_> = by_name.keys().copied().collect();
        names.sort_unstable();
        for name in &names {
            let list = &by_name[name];
            yield_value!(format!("{name}: {}", list.len()));
            let Some(biggest) = list.iter().max_by_key(|s| s.area()) else { continue };
            yield_value!(format!("  biggest {biggest:?}"));
            for shape in list.iter().filter(|s| s.area() > 10) { yield_value!(format!("  {}", shape.area())); }
        }
        names.len()
    }

    fn table(text: &str, column: &str) yields String -> Option<f64> {
        let table = Table::parse(text)?;
        let index = table.column(column)?;
        let mut sum = 0.0;
        for row in &table.rows {
            let Some(cell) = row.get(index) else { yield_value!(format!("short row {row:?}")); continue };
            match cell.parse::<f64>() {
                Ok(n) => { sum += n; yield_value!(format!("{} {cell}", table.header[index])); }
                Err(_) if cell.is_empty() => continue,
                Err(e) => yield_value!(format!("{cell:?}: {e}")),
            };
        }
        Some(sum)
    }

    fn report(words: &[&str]) yields usize -> String {
        let mut out = String::new();
        for (i, word) in words.iter().enumerate() {
            if i > 0 { out.push_str(", "); }
            write!(out, "{i}={word}").unwrap();
            yield_value!(out.len());
        }
        writeln!(&mut out, ".").expect("writes to a string");
        out
    }

    fn longest_words(text: String) yields String -> usize {
        let words: Vec<&str> = text.split_whitespace().collect();
        let longest = words.iter().map(|w| w.len()).max().unwrap_or(0);
        let mut found: Vec<String> = words.iter().filter(|w| w.len() == longest).map(|w| w.to_string()).collect();
        found.dedup();
        for word in &found { yield_value!(word.clone()); }
        longest
    }

    fn sentence_stats(text: String) yields (usize, usize) -> (usize, f64) {
        let mut sentences = 0;
        let mut words = 0;
        for sentence in text.split('.').map(str::trim).filter(|s| !s.is_empty()) {
            sentences += 1;
            let count = sentence.split(' ').count();
            words += count;
            yield_value!((sentences, count));
        }
        (sentences, words as f64 / sentences.max(1) as f64)
    }

    fn graph_local(edges: &[(u32, u32)]) yields u32 -> Vec<u32> {
        let mut graph: HashMap<u32, BTreeSet<u32>> = HashMap::new();
        for &(a, b) in edges {
            graph.entry(a).or_default().insert(b);
            graph.entry(b).or_default().insert(a);
        }
        let Some(&start) = graph.keys().min() else { return vec![] };
        let mut order = vec![start];
        let mut queue = VecDeque::from([start]);
        let mut seen = HashSet::from([start]);
        while let Some(node) = queue.pop_front() {
            yield_value!(node);
            for next in &graph[&node] {
                if seen.insert(*next) {
                    order.push(*next);
                    queue.push_back(*next);
                    yield_value!(next * 100);
                }
            }
        }
        order
    }

    fn matrix_local(n: usize) yields i32 -> i32 {
        let mut m = vec![vec![0; n]; n];
        for (r, row) in m.iter_mut().enumerate() {
            for (c, cell) in row.iter_mut().enumerate() {
                *cell = (r * n + c) as i32;
                if (r + c) % 3 == 0 { yield_value!(*cell); }
            }
        }
        let trace: i32 = (0..n).map(|i| m[i][i]).sum();
        for row in &m {
            let sum: i32 = row.iter().sum();
            yield_value!(sum);
        }
        for c in 0..n { yield_value!(m.iter().map(|row| row[c]).sum()); }
        trace
    }

    fn tasks(mut list: Vec<(u32, &'static str)>) receives command: (char, usize) yields Vec<String> -> usize {
        let mut done: Vec<(u32, &'static str)> = vec![];
        let mut command = command;
        loop {
            match command {
                ('d', i) if i < list.len() => done.push(list.remove(i)),
                ('u', _) => if let Some(last) = done.pop() { list.insert(0, last); },
                ('s', _) => list.sort(),
                ('q', _) => return done.len(),
                _ => {}
            }
            let view = list.iter().map(|(p, name)| format!("[ ] {p} {name}")).chain(done.iter().map(|(_, name)| format!("[x] {name}"))).collect();
            command = yield_value!(view);
        }
    }

    fn polynomial(coefficients: &[i64]) receives x: i64 yields i64 -> Vec<(i64, i64)> {
        let eval = |x: i64| coefficients.iter().rev().fold(0, |acc, c| acc * x + c);
        let mut points = Vec::new();
        let mut x = x;
        while x != 0 {
            let y = eval(x);
            points.push((x, y));
            x = yield_value!(y);
        }
        points.sort_by_key(|p| p.1);
        points
    }

    fn undo_stack() receives edit: &'static str yields String -> Vec<String> {
        let mut text = String::new();
        let mut undo: Vec<String> = Vec::new();
        let mut redo: Vec<String> = Vec::new();
        let mut edit = edit;
        loop {
            match edit {
                "undo" => if let Some(before) = undo.pop() { redo.push(std::mem::replace(&mut text, before)); },
                "redo" => match redo.pop() { Some(next) => { undo.push(text); text = next; } None => {} },
                "quit" => break undo,
                typed => { undo.push(text.clone()); text += typed; redo.clear(); }
            }
            edit = yield_value!(text.clone());
        }
    }

    fn top_scores(scores: Vec<(String, u32)>, n: usize) yields (usize, String, u32) -> Option<u32> {
        let mut heap: BinaryHeap<(u32, String)> = scores.into_iter().map(|(name, s)| (s, name)).collect();
        let best = heap.peek().map(|(s, _)| *s)?;
        for place in 1..=n {
            let Some((score, name)) = heap.pop() else { break };
            yield_value!((place, name, score));
            if let Some((next, _)) = heap.peek() && *next == score { log("tie"); }
        }
        Some(best)
    }

    fn levels(root: Vec<(u32, Option<u32>)>) yields Vec<u32> -> u32 {
        let mut children: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
        for (id, parent) in &root { children.entry(*parent).or_default().push(*id); }
        let mut level = children.get(&None).cloned().unwrap_or_default();
        let mut depth = 0;
        while !level.is_empty() {
            depth += 1;
            let next: Vec<u32> = level.iter().filter_map(|id| children.get(&Some(*id))).flatten().copied().collect();
            yield_value!(std::mem::replace(&mut level, next));
        }
        depth
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("payroll", || payroll(5));
    t.case("department", by_department);
    t.case("chain", || chain_of_command(2));
    t.case("skills", skills);
    let orders = || vec![
        Order { id: 1, lines: vec![("nut".into(), 2, 0.5), ("bolt".into(), 1, 2.0)], paid: false, note: Some("fast".into()) },
        Order { id: 2, lines: vec![("nut".into(), 9, 0.5)], paid: false, note: None },
        Order { id: 3, lines: vec![("cog".into(), 1, 1.0)], paid: true, note: None },
    ];
    t.case("invoice", || invoice(orders()));
    t.case("fulfil", || fulfil(Stock { items: BTreeMap::from([("nut".to_string(), (3, 0.5)), ("bolt".to_string(), (1, 2.0))]), ..Stock::default() }, orders()));
    let all = || vec![Shape::Circle(1), Shape::Group(vec![Shape::Rect { w: 2, h: 3 }, Shape::Circle(2)]), Shape::Rect { w: 4, h: 5 }];
    t.case("shapes", || shapes(all()));
    t.case("group shapes", || group_shapes(all()));
    t.case("table", || table("a,b\n1,2\n3\n4,x\n5,", "b"));
    t.case("table none", || table("a,b\n1,2", "z"));
    t.case("report", || report(&["x", "yy"]));
    t.case("longest", || longest_words("a bbb cc ddd".into()));
    t.case("sentences", || sentence_stats("A b c. D e. ".into()));
    t.case("graph", || graph_local(&[(1, 2), (1, 3), (3, 4)]));
    t.case("matrix", || matrix_local(3));
    t.receiving("tasks", || tasks(vec![(2, "b"), (1, "a")]), |k| [('x', 0), ('s', 0), ('d', 0), ('u', 0), ('q', 0)][k % 5]);
    t.receiving("polynomial", || polynomial(&[1, 2, 3]), |k| [2, -1, 0][k % 3]);
    t.receiving("undo", undo_stack, |k| ["a", "b", "undo", "redo", "undo", "c", "quit"][k % 7]);
    t.case("scores", || top_scores(vec![("a".into(), 3), ("b".into(), 5), ("c".into(), 5)], 2));
    t.case("levels", || levels(vec![(1, None), (2, Some(1)), (3, Some(1)), (4, Some(3))]));
}
