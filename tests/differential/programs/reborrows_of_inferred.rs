//! Variables that are a `&mut` without a written type: where Rust wants one, they are lent on and stay.

use crate::prelude::*;
use std::collections::HashMap;
use std::fmt::Write;

fn bump(x: &mut i32, by: i32) {
    *x += by;
}

fn grow(x: &mut f64, by: i32) {
    *x *= f64::from(by);
}

fn append(x: &mut String, by: i32) {
    x.push_str(&by.to_string());
}

fn filled(list: &mut Vec<i32>, with: i32) -> usize {
    list.push(with);
    list.len()
}

fn pick(list: &mut [i32], at: usize) -> &mut i32 {
    &mut list[at]
}

fn say(out: &mut dyn Write, n: i32) {
    write!(out, "{n};").unwrap();
}

fn given(mut numbers: impl Iterator<Item = i32>, n: i32) -> i32 {
    numbers.next().unwrap_or(0) + n
}

struct Game {
    score: i32,
    log: Vec<String>,
}

fn win(game: &mut Game, by: i32) {
    game.score += by;
    game.log.push(format!("+{by}"));
}

fn more(game: &mut Game, by: i32) -> &mut Game {
    game.score += by;
    game
}

struct Visitor<'a> {
    out: &'a mut Vec<i32>,
    depth: i32,
}

impl Visitor<'_> {
    fn go(self) -> usize {
        self.out.push(self.depth);
        self.out.len()
    }
}

enum Shape {
    Circle(f64),
    Rect { w: f64, h: f64 },
}

coro! {
    fn of_a_local() yields i32 -> i32 {
        let mut total = 1;
        let r = &mut total;
        bump(r, { yield_value!(1); 8 });
        log(&*r);
        bump(r, { yield_value!(2); 9 });
        bump(r, 3);
        total
    }

    fn of_items() yields i32 -> Vec<i32> {
        let mut list = vec![1, 2, 3];
        for (at, x) in list.iter_mut().enumerate() {
            bump(x, { yield_value!(at as i32); 8 });
            yield_value!(*x);
            bump(x, { yield_value!(7); 1 });
            *x += 1;
        }
        list
    }

    fn of_a_slice(list: &mut [i32]) yields i32 -> i32 {
        let [first, rest @ ..] = list else { return 0 };
        bump(first, { yield_value!(1); 8 });
        for r in rest {
            bump(r, { yield_value!(2); 1 });
            *r *= 2;
        }
        bump(first, 2);
        *first
    }

    fn of_two_halves(list: &mut [i32]) yields i32 -> i32 {
        let (left, right) = list.split_at_mut(2);
        let l = &mut left[0];
        let r = &mut right[0];
        bump(l, { yield_value!(1); 8 });
        bump(r, { yield_value!(1); *l });
        std::mem::swap(l, r);
        bump(l, { yield_value!(1); *r });
        bump(r, 2);
        left[1] + right[0]
    }

    fn of_an_option(n: i32) yields i32 -> Option<String> {
        let mut slot = (n > 0).then(|| "b".to_string());
        while let Some(held) = slot.as_mut() {
            append(held, { yield_value!(1); 8 });
            held.push('x');
            if held.len() > 5 {
                break;
            }
            append(held, 0);
        }
        slot
    }

    fn of_a_map(map: &mut HashMap<String, Vec<i32>>) yields i32 -> usize {
        let list = map.get_mut("a").unwrap();
        let n = filled(list, { yield_value!(1); 8 });
        let m = filled(list, { yield_value!(2); 9 });
        let entry = map.entry("b".to_string()).or_default();
        let k = filled(entry, { yield_value!(2); 9 });
        n + m + k + filled(entry, { yield_value!(2); 9 })
    }

    fn of_fields() yields i32 -> i32 {
        let mut game = Game { score: 1, log: vec![] };
        let g = &mut game;
        win(g, { yield_value!(g.score); 8 });
        win(g, { yield_value!(2); 9 });
        log(g.log.join(","));
        win(g, 1);
        game.score
    }

    fn of_variants(shapes: &mut Vec<Shape>) yields i32 -> usize {
        for shape in shapes.iter_mut() {
            match shape {
                Shape::Circle(r) => {
                    grow(r, { yield_value!(1); 2 });
                    log(&*r);
                }
                Shape::Rect { w, h } => {
                    grow(w, { yield_value!(2); 2 });
                    grow(h, { yield_value!(3); *w as i32 });
                    log(*w + *h);
                }
            }
        }
        shapes.len()
    }

    fn in_literals() yields i32 -> usize {
        let mut sink = vec![9];
        let out = &mut sink;
        let a = Visitor { out, depth: { yield_value!(1); 3 } }.go();
        let b = Visitor { out: out, depth: { yield_value!(1); 4 } }.go();
        out.push(1);
        a + b + sink.len()
    }

    fn as_another_type() yields i32 -> i32 {
        let mut text = String::new();
        let out = &mut text;
        say(out, { yield_value!(1); 3 });
        out.push('!');
        let mut numbers = 1..9;
        let all = &mut numbers;
        let a = given(&mut *all, { yield_value!(1); 1 });
        let b = given(all, { yield_value!(3); 1 });
        log(text);
        a + b + numbers.next().unwrap()
    }

    fn by_a_function() yields i32 -> Vec<i32> {
        let mut list = vec![1, 2, 3];
        let l = &mut list;
        *pick(l, { yield_value!(1); 1 }) += 5;
        *pick(l, { yield_value!(2); 2 }) += 6;
        l.push(4);
        list
    }

    // what is found in a `&mut` while that is named again, which no state holds

    fn one_of_two(a: &mut i32, b: &mut i32, flag: bool) yields i32 -> i32 {
        let r = if flag { &mut *a } else { &mut *b };
        bump(r, { yield_value!(1); 8 });
        bump(r, { yield_value!(2); 8 });
        let s = match flag { true => a, false => b };
        bump(s, { yield_value!(3); 8 });
        *s
    }

    fn given_later(flag: bool) yields i32 -> (i32, i32) {
        let mut pair = (1, 2);
        let r;
        if flag { r = &mut pair.0; } else { r = &mut pair.1; }
        bump(r, { yield_value!(1); 8 });
        bump(r, { yield_value!(2); 8 });
        pair
    }

    fn put_away(n: &mut i32) yields i32 -> i32 {
        let r = &mut *n;
        let s = r;
        bump(s, { yield_value!(1); 8 });
        let t = Some(s);
        yield_value!(4);
        if let Some(t) = t {
            bump(t, { yield_value!(2); 9 });
            *t += 1;
        }
        *n
    }

    fn taken_apart(game: &mut Game) yields i32 -> i32 {
        let Game { score, log } = game;
        bump(score, { yield_value!(1); 2 });
        log.push("more".into());
        bump(score, { yield_value!(1); 2 });
        game.score
    }

    fn given_on(game: &mut Game) yields i32 -> i32 {
        more(more(game, { yield_value!(1); 2 }), { yield_value!(2); 3 });
        let g = more(more(game, 1), { yield_value!(2); 3 });
        g.score
    }
}

struct Node {
    name: String,
    next: Option<Box<Node>>,
}

impl Node {
    coro! {
        fn down(&mut self) yields usize -> usize {
            let mut here = self;
            let mut n = 0;
            while n < 9 {
                n += 1;
                here.name.push('x');
                match &mut here.next { Some(next) => here = next, None => break }
                yield_value!(here.name.len());
            }
            here.name.push('!');
            n
        }

        fn down_by_ref(&mut self) yields usize -> usize {
            let mut here = self;
            let mut n = 0;
            loop {
                n += 1;
                yield_value!(here.name.len());
                here.name.push('y');
                match here.next { Some(ref mut next) => here = next, None => break n }
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("of a local", of_a_local);
    t.case("of items", of_items);
    t.scope("of a slice", |drive| {
        let mut list = [1, 2, 3];
        drive.run(of_a_slice(&mut list));
        log(format_args!("{list:?}"));
    });
    t.scope("of two halves", |drive| {
        let mut list = [1, 2, 3, 4];
        drive.run(of_two_halves(&mut list));
        log(format_args!("{list:?}"));
    });
    t.case("of an option", || of_an_option(1));
    t.case("of no option", || of_an_option(0));
    t.scope("of a map", |drive| {
        let mut map = HashMap::from([("a".to_string(), vec![1])]);
        drive.run(of_a_map(&mut map));
        log(map.len());
    });
    t.case("of fields", of_fields);
    t.scope("of variants", |drive| {
        let mut shapes = vec![Shape::Circle(1.0), Shape::Rect { w: 2.0, h: 3.0 }];
        drive.run(of_variants(&mut shapes));
    });
    t.case("in literals", in_literals);
    t.case("as another type", as_another_type);
    t.case("by a function", by_a_function);
    t.scope("one of two", |drive| {
        let (mut a, mut b) = (1, 2);
        drive.run(one_of_two(&mut a, &mut b, true));
        log(a + b);
    });
    t.case("given later", || given_later(true));
    t.scope("put away", |drive| {
        let mut n = 1;
        drive.run(put_away(&mut n));
    });
    t.scope("games", |drive| {
        let mut game = Game { score: 1, log: vec![] };
        drive.run(taken_apart(&mut game));
        drive.run(given_on(&mut game));
        log(game.score);
    });
    t.scope("down", |drive| {
        let last = Node { name: "bb".into(), next: None };
        let mut first = Node { name: "a".into(), next: Some(Box::new(last)) };
        drive.run(first.down());
        drive.run(first.down_by_ref());
        log(first.name);
        log(first.next.unwrap().name);
    });
}
