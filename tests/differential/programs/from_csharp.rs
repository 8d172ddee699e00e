//! After the tests of C#'s iterators: yield break, disposal, nested foreach, query chains.

use crate::prelude::*;

#[derive(Debug, Clone, PartialEq)]
struct Order {
    id: u32,
    customer: &'static str,
    lines: Vec<(u32, u32)>,
}

fn orders() -> Vec<Order> {
    vec![
        Order { id: 1, customer: "ann", lines: vec![(10, 1), (20, 2)] },
        Order { id: 2, customer: "bob", lines: vec![] },
        Order { id: 3, customer: "ann", lines: vec![(5, 3)] },
    ]
}

coro! {
    fn yield_break(limit: u32) yields u32 {
        let _disposed = D("disposed");
        if limit == 0 {
            return;
        }
        let mut i = 0;
        loop {
            if i == limit {
                return;
            }
            yield_value!(i);
            i += 1;
        }
    }

    fn using_blocks(names: &[&'static str]) yields String -> usize {
        let mut count = 0;
        for name in names {
            let resource = D(*name);
            {
                let inner = D(format!("{name} inner"));
                yield_value!(inner.name());
                if name.starts_with('!') {
                    continue;
                }
            }
            count += 1;
            yield_value!(resource.name());
        }
        count
    }

    fn selected(orders: Vec<Order>, customer: &str) yields (u32, u32) -> u32 {
        let mut total = 0;
        for Order { id, lines, .. } in orders.into_iter().filter(move |order| order.customer == customer) {
            for (price, amount) in lines {
                let sum = price * amount;
                total += sum;
                yield_value!((id, sum));
            }
        }
        total
    }

    fn grouped(orders: Vec<Order>) yields (&'static str, Vec<u32>) {
        let mut groups: Vec<(&'static str, Vec<u32>)> = Vec::new();
        for order in &orders {
            match groups.iter_mut().find(|(customer, _)| *customer == order.customer) {
                Some((_, ids)) => ids.push(order.id),
                None => groups.push((order.customer, vec![order.id])),
            }
        }
        while !groups.is_empty() {
            let group = groups.remove(0);
            yield_value!(group);
        }
    }

    fn pages(total: usize, size: usize) yields std::ops::Range<usize> -> usize {
        let mut start = 0;
        let mut pages = 0;
        while start < total {
            let end = usize::min(start + size, total);
            yield_value!(start..end);
            start = end;
            pages += 1;
        }
        pages
    }

    fn backwards<T: Clone>(list: &[T]) yields T {
        let mut i = list.len();
        while i > 0 {
            i -= 1;
            yield_value!(list[i].clone());
        }
    }

    fn captured_variables() yields u32 -> u32 {
        let mut actions: Vec<Box<dyn Fn() -> u32>> = Vec::new();
        for i in 0..3 {
            let copy = i * 10;
            actions.push(Box::new(move || copy + i));
            yield_value!(i);
        }
        let mut sum = 0;
        for action in actions {
            let n = action();
            sum += n;
            yield_value!(n);
        }
        sum
    }

    fn locks(depth: u32) yields u32 {
        let first = D("lock 1");
        yield_value!(depth);
        if depth > 0 {
            let second = D("lock 2");
            yield_from!(locks(depth - 1).boxed());
            second.touch();
        }
        first.touch();
    }

    fn switch_with_yields(commands: Vec<&'static str>) yields String {
        let mut state = 0;
        for command in commands {
            state = match (state, command) {
                (0, "start") => {
                    yield_value!("starting".to_string());
                    1
                }
                (1, "pause") => 2,
                (2, "resume") => {
                    yield_value!("resuming".into());
                    yield_value!("resumed".into());
                    1
                }
                (1 | 2, "stop") => break,
                (n, other) => {
                    yield_value!(format!("cannot {other} at {n}"));
                    n
                }
            };
        }
        yield_value!(format!("ended at {state}"));
    }

    fn try_catch(inputs: Vec<&'static str>) yields i32 -> Vec<String> {
        let mut errors = Vec::new();
        for input in inputs {
            let parsed = input.parse::<i32>();
            if let Err(error) = parsed {
                errors.push(error.to_string());
                continue;
            }
            let Ok(n) = parsed else { unreachable!() };
            let halved = match n.checked_rem(2) {
                Some(0) => n / 2,
                Some(_) => {
                    errors.push(format!("{n} is odd"));
                    yield_value!(-1);
                    continue;
                }
                None => 0,
            };
            yield_value!(halved);
        }
        errors
    }

    fn deep_nesting(n: u32) yields (u32, u32, u32, u32) -> u32 {
        let mut count = 0;
        for a in 0..n {
            for b in a..n {
                if b == 1 {
                    continue;
                }
                for c in b..n {
                    let mut d = c;
                    while d < n {
                        count += 1;
                        yield_value!((a, b, c, d));
                        d += 1;
                    }
                }
            }
        }
        count
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("yield break", || yield_break(3));
    t.case("yield break at once", || yield_break(0));
    t.case("using blocks", || using_blocks(&["a", "!b", "c"]));
    t.case("selected", || selected(orders(), "ann"));
    t.case("grouped", || grouped(orders()));
    t.case("pages", || pages(7, 3));
    t.case("backwards", || backwards(&["a", "b"]));
    t.case("captured variables", captured_variables);
    t.case("locks", || locks(2));
    t.case("switch with yields", || {
        switch_with_yields(vec!["pause", "start", "pause", "resume", "jump", "stop", "never"])
    });
    t.case("try catch", || try_catch(vec!["4", "x", "5", "6"]));
    t.case("deep nesting", || deep_nesting(3));
}
