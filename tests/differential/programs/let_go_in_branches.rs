//! Values that are dead in the branches of what pauses.

use crate::prelude::*;

#[derive(Clone, Copy, PartialEq)]
enum Order { Move(i32), Hold(u32), Strike }
struct Unit { id: u32, hp: i32, at: i32, orders: Vec<Order> }
struct Game { units: Vec<Unit>, turn: u32 }
impl Game {
    fn unit(&mut self, id: u32) -> Option<&mut Unit> { self.units.iter_mut().find(|u| u.id == id) }
    fn guard(&self, name: &'static str) -> D { log(self.turn); D(name) }
    fn note(&mut self, text: impl std::fmt::Display) { self.turn += 1; log(text); }

    coro! {
        fn obey(&mut self, id: u32) yields &'static str -> Result<u32, String> {
            let mut done = 0;
            loop {
                let unit = self.unit(id).ok_or("gone")?;
                let Some(order) = unit.orders.pop() else { return Ok(done) };
                match order {
                    Order::Move(dx) => {
                        unit.at += dx;
                        let at = unit.at;
                        self.note(format!("{id} at {at}"));
                        yield_value!("moves");
                    }
                    Order::Hold(n) => for _ in 0..n { self.turn += 1; yield_value!("holds"); },
                    Order::Strike => {
                        let target = self.units.iter_mut().filter(|u| u.id != id).min_by_key(|u| u.hp);
                        if let Some(target) = target {
                            target.hp -= 3;
                            let (other, left) = (target.id, target.hp);
                            if left <= 0 { self.units.retain(|u| u.id != other); }
                            self.note(format!("{id} strikes {other}"));
                        }
                        done += 1;
                        yield_value!("strikes");
                    }
                }
            }
        }

        fn guards(&mut self, n: u32) yields u32 -> u32 {
            let _a = D("a");
            let guard = self.guard("guard");
            let _b = D("b");
            if n > 1 {
                guard.touch();
                self.turn += 1;
                yield_value!(self.turn);
                log("then");
            } else if n == 1 {
                self.turn += 2;
                yield_value!(self.turn);
                log("else");
            }
            self.turn += 1;
            let _c = D("c");
            yield_value!(self.turn);
            n
        }

        fn returns(&mut self, n: u32) yields u32 -> i32 {
            let unit = match self.unit(1) { Some(unit) => unit, None => return -1 };
            if n == 0 { return unit.hp; }
            let hp = unit.hp;
            if hp > 3 {
                unit.hp -= 1;
                self.turn += 1;
                yield_value!(self.turn);
            }
            let total: i32 = self.units.iter().map(|u| u.hp).sum();
            yield_value!(total as u32);
            total + hp
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let game = || Game { turn: 0, units: vec![Unit { id: 1, hp: 5, at: 0, orders: vec![Order::Strike, Order::Hold(2), Order::Move(3)] }, Unit { id: 2, hp: 2, at: 9, orders: vec![] }] };
    t.scope("obey", |d| { let mut g = game(); d.run(g.obey(1)); log(g.turn) });
    t.scope("obey gone", |d| { let mut g = game(); d.run(g.obey(7)); log(g.turn) });
    for n in 0..3 { t.scope(&format!("guards {n}"), |d| { let mut g = game(); d.run(g.guards(n)); log(g.turn) }); }
    for n in 0..2 { t.scope(&format!("returns {n}"), |d| { let mut g = game(); d.run(g.returns(n)); log(g.turn) }); }
}
