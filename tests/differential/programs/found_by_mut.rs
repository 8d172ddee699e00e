//! What is found in a `&mut` or in a local by `_mut` methods, while that is named again: no state holds both.

use std::collections::BTreeMap;

use crate::prelude::*;

#[derive(Debug, Default)]
struct Player {
    hp: i32,
    bag: Vec<String>,
}

fn heal(player: &mut Player, n: i32) {
    player.hp += n;
}

struct Counter {
    n: i32,
    step: i32,
}

impl Counter {
    fn next(&mut self) -> i32 {
        self.n += self.step;
        self.n
    }

    fn by(&mut self, k: i32) -> &mut Self {
        self.step = k;
        self
    }
}

struct World {
    units: Vec<Unit>,
    tick: i32,
}

struct Unit {
    pos: (i32, i32),
}

fn shift(unit: &mut Unit, (dx, dy): (i32, i32)) -> &mut Unit {
    unit.pos.0 += dx;
    unit.pos.1 += dy;
    unit
}

trait Sink {
    fn put(&mut self, n: i32);
}

impl Sink for Vec<i32> {
    fn put(&mut self, n: i32) {
        self.push(n)
    }
}

fn emit(sink: &mut dyn Sink, n: i32) {
    sink.put(n)
}

coro! {
    fn searched(players: &mut Vec<Player>) yields i32 -> i32 {
        let best = players.iter_mut().max_by_key(|p| p.hp).unwrap();
        heal(best, { yield_value!(best.hp); 2 });
        best.bag.push({ yield_value!(3); "gem".to_string() });
        let bag = &mut best.bag;
        bag.push("x".into());
        yield_value!(bag.len() as i32);
        heal(best, 1);
        players.iter().map(|p| p.hp).sum()
    }

    fn of_a_map(words: &[&str]) yields usize -> Vec<(String, usize)> {
        let mut counts = BTreeMap::new();
        for word in words {
            let n = counts.entry(word.to_string()).or_insert(0);
            *n += { yield_value!(*n); 1 };
        }
        if let Some((key, n)) = counts.iter_mut().next() {
            *n *= { yield_value!(key.len()); 10 };
        }
        counts.into_iter().collect()
    }

    fn given_on() yields i32 -> i32 {
        let mut counter = Counter { n: 0, step: 1 };
        let c = &mut counter;
        let a = c.by(2).by({ yield_value!(1); 3 }).next();
        let Counter { n, step } = c;
        *n += *step;
        yield_value!(*n);
        *step = 5;
        let b = c.next() + { yield_value!(2); c.next() };
        a + b + counter.n
    }

    fn of_units(world: &mut World) yields i32 -> i32 {
        let World { units, tick } = &mut *world;
        for (i, unit) in units.iter_mut().enumerate().filter(|(i, _)| i % 2 == 0) {
            let moved = shift(unit, { yield_value!(i as i32); (1, 2) });
            let (x, y) = &mut moved.pos;
            *x *= 2;
            yield_value!(*x);
            std::mem::swap(x, y);
            *tick += 1;
        }
        world.tick + world.units[0].pos.0
    }

    fn of_boxes(sinks: &mut [Box<dyn Sink>]) yields i32 -> usize {
        for sink in sinks.iter_mut() {
            let s = sink.as_mut();
            emit(s, { yield_value!(1); 1 });
            emit(s, 3);
        }
        sinks.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("searched", |drive| {
        let mut players = vec![Player::default(), Player { hp: 3, bag: vec![] }];
        drive.run(searched(&mut players));
        log(format_args!("{players:?}"));
    });
    t.case("of a map", || of_a_map(&["a", "b", "a"]));
    t.case("given on", given_on);
    t.scope("of units", |drive| {
        let units = [1, 2, 3].map(|n| Unit { pos: (n, n) }).into();
        drive.run(of_units(&mut World { units, tick: 0 }));
    });
    t.scope("of boxes", |drive| {
        let mut sinks: Vec<Box<dyn Sink>> = vec![Box::new(vec![1])];
        drive.run(of_boxes(&mut sinks));
    });
}
