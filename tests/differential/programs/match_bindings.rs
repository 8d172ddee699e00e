//! What patterns bind: by move, by copy, by `ref`; and what they leave.

use crate::prelude::*;

enum Tree {
    Leaf(D),
    Node(Box<Tree>, D, Box<Tree>),
    Empty,
}

coro! {
    fn by_reference(tree: Tree) yields i64 -> &'static str {
        match &tree {
            Tree::Leaf(d) => log(d.id()),
            Tree::Node(_, d, _) => d.touch(),
            Tree::Empty => log("empty"),
        }
        yield_value!(1);
        match tree {
            Tree::Leaf(ref d) | Tree::Node(_, ref d, _) => {
                log(d.name());
            }
            Tree::Empty => {
                yield_value!(0);
                return "empty";
            }
        }
        yield_value!(2);
        match tree {
            Tree::Leaf(d) => {
                yield_value!(d.id());
                "leaf"
            }
            Tree::Node(left, d, right) => {
                yield_value!(3);
                drop(left);
                yield_value!(4);
                d.touch();
                if let Tree::Leaf(r) = *right {
                    yield_value!(5);
                    r.touch();
                }
                yield_value!(6);
                "node"
            }
            Tree::Empty => "never",
        }
    }

    fn by_mut_reference(mut list: Vec<Option<u32>>) yields Option<u32> -> Vec<Option<u32>> {
        for i in 0..list.len() {
            if let Some(n) = &mut list[i] {
                *n += 1;
            }
            match list[i] {
                Some(ref mut n) if *n > 5 => *n *= 10,
                Some(n) => log(n),
                ref mut empty => *empty = Some(0),
            }
            yield_value!(list[i]);
        }
        list
    }

    fn at_bindings(pair: (u8, Option<char>)) yields char -> u8 {
        match pair {
            (n @ 0..=9, c @ Some('a'..='f')) => {
                yield_value!(c.unwrap());
                n
            }
            (n, Some(c @ ('x' | 'y'))) => {
                yield_value!(c);
                yield_value!('!');
                n + 1
            }
            all @ (_, None) => {
                yield_value!('n');
                all.0 + 2
            }
            whole => {
                yield_value!('w');
                whole.0 + whole.1.map_or(0, |c| c as u8)
            }
        }
    }

    fn lets(t: (D, [u32; 3], Option<D>)) yields u32 {
        let (d, [first, rest @ ..], slot) = t;
        yield_value!(first);
        let ref named = d.0.to_string();
        log(named);
        let [a, b] = rest;
        yield_value!(a + b);
        let (x, mut y, z) = (a, b, slot);
        y += x;
        yield_value!(y);
        if let Some(inner) = z {
            yield_value!(y + 1);
            inner.touch();
        }
        yield_value!(0);
        d.touch();
    }

    fn same_names(value: Option<Option<D>>) yields u8 {
        if let Some(value) = value {
            yield_value!(1);
            if let Some(value) = value {
                yield_value!(2);
                let value = (value, D("inner"));
                yield_value!(3);
                value.0.touch();
            } else {
                yield_value!(4);
            }
        }
        yield_value!(5);
    }

    fn for_patterns(list: Vec<((D, u8), Option<&'static str>)>) yields u8 -> Vec<&'static str> {
        let mut names = vec![];
        for ((d, n), name) in list {
            let Some(name) = name else {
                yield_value!(n);
                continue;
            };
            if n == 0 {
                continue;
            }
            yield_value!(n * 2);
            names.push(name);
            d.touch();
        }
        names
    }

    fn closures_over_bindings(list: Vec<(u32, u32)>) yields u32 -> u32 {
        let mut total = 0;
        for (a, b) in list {
            let mut add = |n: u32| total += n * b;
            add(a);
            add(1);
            yield_value!(total);
        }
        total
    }
}

pub fn cases(t: &mut Tracer) {
    let leaf = |name| Box::new(Tree::Leaf(D(name)));
    t.case("by reference, leaf", || by_reference(Tree::Leaf(D("leaf"))));
    t.case("by reference, node", || by_reference(Tree::Node(leaf("l"), D("n"), leaf("r"))));
    t.case("by reference, empty", || by_reference(Tree::Empty));
    t.case("by mut reference", || by_mut_reference(vec![Some(1), None, Some(5)]));
    for pair in [(3, Some('b')), (4, Some('x')), (5, None), (6, Some('q'))] {
        t.case(&format!("at bindings {pair:?}"), || at_bindings(pair));
    }
    t.case("lets", || lets((D("d"), [1, 2, 3], Some(D("slot")))));
    t.case("lets without slot", || lets((D("d"), [1, 2, 3], None)));
    t.case("same names", || same_names(Some(Some(D("outer")))));
    t.case("same names, less", || same_names(Some(None)));
    t.case("for patterns", || {
        for_patterns(vec![((D("a"), 1), Some("a")), ((D("b"), 2), None), ((D("c"), 0), Some("c"))])
    });
    t.case("closures over bindings", || closures_over_bindings(vec![(1, 2), (3, 4)]));
}
