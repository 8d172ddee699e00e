//! Patterns of every kind between pauses: bindings after @, nested or, ranges, refs, boxes, constants, slices with rests.
use crate::prelude::*;
use std::collections::VecDeque;

const LIMIT: u8 = 200;
const ORIGIN: Point = Point { x: 0, y: 0 };

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point { x: i32, y: i32 }

#[derive(Debug, Clone, PartialEq)]
enum Shape { Dot(Point), Line { from: Point, to: Point }, Poly(Vec<Point>), Tagged(Box<Shape>, &'static str), Empty }

#[derive(Debug)]
enum Packet { Raw([u8; 4]), Text(String), Pair(D, D), Nested(Option<Result<(u8, D<u8>), String>>) }

coro! {
    fn bytes(input: Vec<u8>) yields String -> usize {
        let mut rest = &input[..];
        let mut n = 0;
        loop {
            n += 1;
            rest = match rest {
                [] => return n,
                [0, tail @ ..] => { yield_value!("zero".to_string()); tail }
                [b @ (b'a'..=b'z' | b'A'..=b'Z'), tail @ ..] => { yield_value!((*b as char).to_string()); tail }
                [len @ 1..=3, body @ ..] if body.len() >= *len as usize => {
                    let (body, tail) = body.split_at(*len as usize);
                    yield_value!(format!("{body:?}"));
                    tail
                }
                [LIMIT..=255, ..] => { yield_value!("limit".into()); return 0 }
                &[a, b, ref tail @ ..] if a == b => { yield_value!(format!("{a}={b}")); tail }
                [.., last] if *last == 99 => { yield_value!(format!("last of {}", rest.len())); &rest[..rest.len() - 1] }
                [_, tail @ ..] => tail,
            };
        }
    }

    fn shapes(list: Vec<Shape>) yields String -> Vec<Shape> {
        let mut left = Vec::new();
        let mut todo: VecDeque<Shape> = list.into();
        while let Some(shape) = todo.pop_front() {
            match shape {
                Shape::Dot(ORIGIN) => yield_value!("origin".into()),
                Shape::Dot(Point { x, y: 0 }) | Shape::Dot(Point { x: 0, y: x }) => yield_value!(format!("on an axis at {x}")),
                Shape::Dot(p @ Point { x: 1.., .. }) => yield_value!(format!("right {p:?}")),
                Shape::Line { from, to } if from == to => { yield_value!("no line".into()); todo.push_back(Shape::Dot(from)); }
                line @ Shape::Line { to: Point { x: ..0, .. }, .. } => { yield_value!("leftwards".into()); left.push(line); }
                Shape::Poly(ref points) if points.is_empty() => yield_value!("empty poly".into()),
                Shape::Poly(mut points) => {
                    let last = points.pop();
                    yield_value!(format!("{last:?}"));
                    if let [first, .., end] = points[..] { todo.push_front(Shape::Line { from: first, to: end }); }
                }
                Shape::Tagged(inner, tag @ ("x" | "y")) => { yield_value!(tag.to_string()); todo.push_back(*inner); }
                Shape::Tagged(inner, other) => match *inner {
                    Shape::Empty => yield_value!(format!("{other} of nothing")),
                    inner => left.push(inner),
                },
                other => left.push(other),
            };
        }
        left
    }

    fn packets(list: Vec<Packet>) yields String -> u32 {
        let mut sum = 0;
        for packet in list {
            match packet {
                Packet::Raw([a, .., d]) => { sum += u32::from(a) + u32::from(d); yield_value!(sum.to_string()); }
                Packet::Text(text) if text.is_empty() => continue,
                Packet::Text(text) => { let [first, ..] = text.as_bytes() else { unreachable!() }; sum += *first as u32; yield_value!(text); }
                Packet::Pair(a, _) if a.0 == "skip" => yield_value!("skipped".to_string()),
                Packet::Pair(_, b @ D(_)) => { yield_value!(b.name()); b.touch(); }
                Packet::Nested(None) => break,
                Packet::Nested(Some(Ok((n @ 0..10, d)))) => { yield_value!(format!("{n}{}", d.0)); drop(d); sum += n as u32; }
                Packet::Nested(Some(Ok((n, d)))) => { yield_value!(format!("{n} and {}", d.0)); }
                Packet::Nested(Some(Err(e))) => { yield_value!(e.clone()); log(e); }
            }
            log("next");
        }
        sum
    }

    fn refs(list: &[(String, Option<Point>)], mut own: [Option<(D, u8)>; 3]) yields usize -> [Option<(D, u8)>; 3] {
        for (name, point) in list {
            match (name.as_str(), point) {
                ("a" | "b", Some(Point { x, .. })) => yield_value!(*x as usize),
                (n, None) if let Some(c) = n.chars().next() && c.is_uppercase() => yield_value!(c as usize),
                (n, &Some(Point { y, .. })) => yield_value!(n.len() + y as usize),
                (_, None) => {}
            };
        }
        if let [Some((d, n)), .., last] = &mut own {
            *n += 1;
            yield_value!(*n as usize);
            d.touch();
            *last = Some((D("new"), *n));
        }
        let third = own[2].take();
        if let [_, second, _] = &own {
            yield_value!(second.iter().len());
        }
        own[0] = third;
        own
    }

    fn tuples(list: Vec<(u8, (char, Option<D>), [i8; 2])>) yields String -> i32 {
        let mut total = 0i32;
        for (n, (c, d), [x, y]) in list {
            let (q, r) = (n / 3, n % 3);
            let text = match (c, &d, x.cmp(&y)) {
                ('a'..='m', Some(D(name)), std::cmp::Ordering::Less) => format!("{name}<"),
                (_, None, o) => format!("{o:?}"),
                (c @ ('x' | 'z'), ..) => c.to_string(),
                _ => "?".to_owned(),
            };
            yield_value!(text);
            total += match (q, r) { (0, r) => r as i32, (q, 0) => q as i32 * 10, (q, r) => -((q + r) as i32) };
            if let Some(d) = d && r == 1 { yield_value!(d.name()); d.consume(); }
        }
        total
    }

    // a name in upper case that the file declares is no variable
    fn units(n: i32) yields i32 -> i32 {
        let marker = Marker;
        yield_value!(n);
        let Marker = marker;
        yield_value!(match marker { Marker => 3 });
        n
    }

    // the sides are bound again behind the pause
    fn sides(n: usize) yields String -> usize {
        for word in &vec![Word::One("a".into()), Word::Two("b".into(), "c".into()), Word::Sign('+')] {
            match word {
                Word::One(s) | Word::Two(s, _) => { yield_value!(s.clone()); log(s); }
                Word::Sign(c) => { yield_value!(c.to_string()); log(c); }
            }
        }
        n
    }
}
struct Marker;
enum Word { One(String), Two(String, String), Sign(char) }

pub fn cases(t: &mut Tracer) {
    t.case("units", || units(1));
    t.case("sides", || sides(0));
    t.case("bytes", || bytes(vec![0, b'q', 2, 7, 8, 9, 9, 50, 99]));
    t.case("bytes limit", || bytes(vec![0, 201, 5]));
    let p = |x, y| Point { x, y };
    t.case("shapes", || shapes(vec![Shape::Dot(ORIGIN), Shape::Dot(p(3, 0)), Shape::Dot(p(0, 4)), Shape::Dot(p(2, 2)), Shape::Dot(p(-1, 2)), Shape::Line { from: p(1, 1), to: p(1, 1) }, Shape::Line { from: p(1, 1), to: p(-4, 1) }, Shape::Poly(vec![]), Shape::Poly(vec![p(1, 2), p(3, 4), p(5, 6)]), Shape::Tagged(Box::new(Shape::Tagged(Box::new(Shape::Empty), "w")), "x"), Shape::Tagged(Box::new(Shape::Dot(p(9, 9))), "v")]));
    t.case("packets", || packets(vec![Packet::Raw([1, 2, 3, 4]), Packet::Text(String::new()), Packet::Text("hey".into()), Packet::Pair(D("skip"), D("b")), Packet::Pair(D("a"), D("b2")), Packet::Nested(Some(Ok((3, D(5))))), Packet::Nested(Some(Ok((30, D(6))))), Packet::Nested(Some(Err("bad".into()))), Packet::Nested(None), Packet::Raw([9; 4])]));
    t.scope("refs", |d| { let l = vec![("a".to_string(), Some(p(7, 1))), ("Q".into(), None), ("long".into(), Some(p(0, 3))), ("q".into(), None)]; d.run(refs(&l, [Some((D("1"), 1)), Some((D("2"), 5)), Some((D("3"), 0))])) });
    t.case("tuples", || tuples(vec![(1, ('b', Some(D("n"))), [1, 2]), (6, ('c', None), [2, 1]), (4, ('x', Some(D("m"))), [0, 0]), (2, ('q', Some(D("o"))), [0, 0])]));
}
