//! Values that are dead before a pause, and that may borrow what is used until then.

use crate::prelude::*;

struct Actor { name: &'static str, hp: i32 }
struct World { actors: Vec<Actor>, time: u32 }
impl World {
    fn actor(&mut self, name: &str) -> Option<&mut Actor> { self.actors.iter_mut().find(|a| a.name == name) }
    fn weakest(&mut self) -> &mut Actor { self.actors.iter_mut().min_by_key(|a| a.hp).unwrap() }
    fn guard(&self, name: &'static str) -> D { log(self.time); D(name) }
    fn view(&mut self) -> (&mut u32, &mut [Actor]) { (&mut self.time, &mut self.actors) }
}
impl Actor { fn hit(&mut self, n: i32) -> i32 { self.hp -= n; self.hp } fn name(&self) -> &str { self.name } }

impl World {
    coro! {
        fn fight(&mut self, name: &'static str) yields (u32, i32) -> Result<u32, String> {
            let mut rounds = 0;
            loop {
                let actor = self.actor(name).ok_or_else(|| format!("no {name}"))?;
                let left = actor.hit(3);
                rounds += 1;
                self.time += rounds;
                if left <= 0 { break; }
                yield_value!((self.time, left));
            }
            self.actors.retain(|a| a.name != name);
            Ok(rounds)
        }

        fn if_let(&mut self) yields u32 -> i32 {
            if let Some(actor) = self.actor("b") {
                actor.hp += 1;
                self.time += 10;
                yield_value!(self.time);
            }
            match self.actor("a") {
                Some(actor) if actor.hp > 100 => 0,
                Some(actor) => {
                    let hp = actor.hp;
                    self.time += 1;
                    yield_value!(self.time);
                    hp
                }
                None => -1,
            }
        }

        fn two(&mut self) yields u32 -> u32 {
            let (time, actors) = self.view();
            *time += actors.len() as u32;
            let weakest = self.weakest();
            weakest.hp -= 1;
            let name = weakest.name().len() as u32;
            self.time += name;
            let total = self.time;
            yield_value!(total);
            total
        }

        fn owned(&mut self, n: u32) yields u32 -> u32 {
            let _first = D("first");
            let guard = self.guard("guard");
            let _second = D("second");
            guard.touch();
            self.time += n;
            yield_value!(self.time);
            let _third = D("third");
            {
                let inner = self.guard("inner");
                let moved = self.guard("moved");
                inner.touch();
                drop(moved);
                self.time += 1;
                yield_value!(self.time);
                self.time += 1;
            }
            if n > 1 { return 0; }
            let unnamed = self.guard("unnamed");
            self.time *= 2;
            for i in 0..2 {
                let each = self.guard("each");
                self.time += i;
                if self.time % 2 == 1 { each.touch(); continue; }
                yield_value!(self.time);
            }
            let _ = &unnamed;
            self.time
        }

        fn branches(&mut self, flag: bool) yields u32 {
            let kept = self.guard("kept");
            if flag {
                self.time += 1;
                kept.touch();
            }
            self.time += 1;
            if !flag {
                yield_value!(self.time);
                return;
            }
            yield_value!(self.time + 100);
            log("end");
        }
    }
}

coro! {
    fn by_local(n: usize) yields usize -> usize {
        let mut list = vec![1; n];
        let first = list.iter_mut().find(|x| **x == 1);
        if let Some(first) = first { *first = 2; }
        let last = list.last_mut().unwrap();
        *last += 1;
        let sum = list.iter().sum::<usize>();
        list.push(sum);
        yield_value!(list.len());
        let mut rest = list.split_off(1);
        let (a, b) = rest.split_at_mut(1);
        a[0] += b.len();
        rest.push(9);
        yield_value!(rest.len());
        rest[0]
    }
}

pub fn cases(t: &mut Tracer) {
    let world = || World { actors: vec![Actor { name: "a", hp: 7 }, Actor { name: "b", hp: 2 }], time: 0 };
    t.scope("fight", |d| { let mut w = world(); d.run(w.fight("a")); log(w.time) });
    t.scope("fight none", |d| { let mut w = world(); d.run(w.fight("x")); log(w.time) });
    t.scope("if let", |d| { let mut w = world(); d.run(w.if_let()); log(w.time) });
    t.scope("two", |d| { let mut w = world(); d.run(w.two()); log(w.time) });
    t.scope("owned", |d| { let mut w = world(); d.run(w.owned(1)); log(w.time) });
    t.scope("owned 2", |d| { let mut w = world(); d.run(w.owned(2)); log(w.time) });
    t.scope("branches", |d| { let mut w = world(); d.run(w.branches(true)); log(w.time) });
    t.scope("branches no", |d| { let mut w = world(); d.run(w.branches(false)); log(w.time) });
    t.case("local", || by_local(3));
}
