//! After the examples of Python's generator PEPs and tutorials (255, 342, 380).

use crate::prelude::*;
use std::collections::HashMap;

coro! {
    // PEP 255: a generator that is used by another, and one that walks in order
    fn g(n: i32) yields i32 {
        for i in 0..n {
            yield_value!(i);
        }
    }

    fn zrange(n: i32) yields i32 {
        for i in g(n).into_iter() {
            yield_value!(i * i);
        }
    }

    fn in_order(list: Vec<i32>) yields i32 {
        if !list.is_empty() {
            let middle = list.len() / 2;
            yield_from!(in_order(list[..middle].to_vec()).boxed());
            yield_value!(list[middle]);
            yield_from!(in_order(list[middle + 1..].to_vec()).boxed());
        }
    }

    // PEP 255: union-find of generators by their sets
    fn disjoint_sets(edges: Vec<(usize, usize)>, size: usize) yields Vec<usize> -> usize {
        let mut parent: Vec<usize> = (0..size).collect();
        for (a, b) in edges {
            let (mut x, mut y) = (a, b);
            while parent[x] != x {
                x = parent[x];
            }
            while parent[y] != y {
                y = parent[y];
            }
            parent[x.max(y)] = x.min(y);
            yield_value!(parent.clone());
        }
        parent.iter().enumerate().filter(|(i, p)| i == *p).count()
    }

    // PEP 342: a consumer that is primed, a pipeline that is sent to
    fn thumbnail_pager(page_size: usize) receives size: usize yields Option<String> -> usize {
        let mut pages = 0;
        let mut size = size;
        'pages: loop {
            let mut page = String::new();
            while page.len() + size <= page_size {
                page.push_str(&"#".repeat(size));
                page.push('|');
                size = yield_value!(None);
                if size == 0 {
                    break 'pages;
                }
            }
            pages += 1;
            size = yield_value!(Some(page));
            if size == 0 {
                break;
            }
        }
        pages
    }

    fn echo() receives value: Option<&'static str> yields Option<String> {
        log(format_args!("execution starts with {value:?}"));
        let mut value = value;
        loop {
            value = yield_value!(value.map(str::to_uppercase));
            if value.is_none() {
                log("cleaned up");
                return;
            }
        }
    }

    // PEP 380: accumulate and gather
    fn accumulate() receives first: Option<i32> yields () -> i32 {
        let mut tally = 0;
        let mut next = first;
        loop {
            match next {
                None => return tally,
                Some(n) => tally += n,
            }
            next = yield_value!();
        }
    }

    fn gather_tallies(count: usize) receives first: Option<i32> yields () -> Vec<i32> {
        let mut tallies = Vec::new();
        let mut first = first;
        for _ in 0..count {
            let tally = yield_from!(accumulate(), first);
            tallies.push(tally);
            first = yield_value!();
        }
        tallies
    }

    // A trampoline-less recursive descent over nested lists
    fn flatten(value: Nested) yields i64 -> usize {
        match value {
            Nested::Number(n) => {
                yield_value!(n);
                1
            }
            Nested::List(list) => {
                let mut count = 0;
                for item in list {
                    count += yield_from!(flatten(item).boxed());
                }
                count
            }
        }
    }

    // grep, as in the coroutine course
    fn grep(pattern: &str) receives mut line: String yields bool -> usize {
        let mut found = 0;
        while !line.is_empty() {
            let hit = line.contains(pattern);
            if hit {
                found += 1;
                log(&line);
            }
            line = yield_value!(hit);
        }
        found
    }

    fn moving_average(window: usize) receives first: f64 yields f64 {
        let mut values = vec![first];
        loop {
            let average = values.iter().sum::<f64>() / values.len() as f64;
            let next = yield_value!(average);
            values.push(next);
            if values.len() > window {
                values.remove(0);
            }
        }
    }

    fn countdown(n: u32) receives _: Option<u32> yields u32 {
        let mut n = n;
        while n > 0 {
            let new = yield_value!(n);
            n = match new {
                Some(new) => new,
                None => n - 1,
            };
        }
    }

    // the simulation of the taxi drivers
    fn taxi(id: u32, trips: u32) receives start: u32 yields (u32, u32, &'static str) {
        let mut time = yield_value!((start, id, "leave garage"));
        for _ in 0..trips {
            time = yield_value!((time, id, "pick up passenger"));
            time = yield_value!((time, id, "drop off passenger"));
        }
        yield_value!((time, id, "going home"));
    }

    fn simulation(taxis: u32) yields (u32, u32, &'static str) -> u32 {
        let mut cars = HashMap::new();
        let mut events = Vec::new();
        for id in 0..taxis {
            let mut car = taxi(id, id + 1);
            if let CoroutineState::Yielded(event) = car.resume(id * 5) {
                events.push(event);
            }
            cars.insert(id, car);
        }
        let mut last = 0;
        while !events.is_empty() {
            events.sort_by(|a, b| b.cmp(a));
            let Some((time, id, action)) = events.pop() else { break };
            yield_value!((time, id, action));
            last = time;
            let Some(car) = cars.get_mut(&id) else { continue };
            match car.resume(time + 3 + id) {
                CoroutineState::Yielded(event) => events.push(event),
                CoroutineState::Complete(()) => {
                    cars.remove(&id);
                }
            }
        }
        last
    }
}

enum Nested {
    Number(i64),
    List(Vec<Nested>),
}

pub fn cases(t: &mut Tracer) {
    use Nested::{List, Number};
    t.case("zrange", || zrange(4));
    t.case("in order", || in_order(vec![1, 2, 3, 4, 5]));
    t.case("disjoint sets", || disjoint_sets(vec![(0, 1), (2, 3), (1, 3)], 5));
    t.receiving("thumbnail pager", || thumbnail_pager(8), |k| [3, 3, 4, 2, 8, 1, 0][k.min(6)]);
    t.receiving("echo", echo, |k| ["a", "b"].get(k).copied());
    let sent = [Some(1), Some(2), None, Some(10), None, Some(100), Some(200), None];
    t.receiving("gather tallies", || gather_tallies(3), |k| sent.get(k).copied().flatten());
    t.case("flatten", || {
        flatten(List(vec![Number(1), List(vec![Number(2), List(vec![]), Number(3)]), Number(4)]))
    });
    t.receiving("grep", || grep("b"), |k| ["abc", "xyz", "b", ""][k.min(3)].to_string());
    t.receiving("moving average", || moving_average(3), |k| k as f64 * 2.0);
    t.receiving("countdown", || countdown(6), |k| (k == 2).then_some(3));
    t.case("simulation", || simulation(3));
}
