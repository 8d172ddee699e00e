//! What a `&mut` parameter refers to is lent to a call of which a later operand pauses.

use crate::prelude::*;

fn bump(place: &mut i64, n: i64) -> i64 {
    *place += n;
    *place
}
struct Game {
    score: i64,
    held: D,
}
fn add(game: &mut Game, n: i64) -> &mut Game {
    game.score += n;
    game
}
impl Game {
    fn add(&mut self, n: i64) -> i64 {
        self.score += n;
        self.score
    }
}
coro! {
    fn held_a(held: Option<D>, place: &mut i64) yields i64 {
        if let Some(held) = held {
            bump(place, { yield_value!(1); 8 });
            log(*place);
        }
    }
    fn branch_b(n: i64, place: &mut i64) yields i64 {
        if n > 2 {
            bump(place, { yield_value!(1); 8 });
            log(*place);
        }
    }
    fn branch_c(n: i64, place: &mut i64) yields i64 {
        for i in 0..n {
            bump(place, { yield_value!(i); 8 });
        }
        log(*place);
        bump(place, { yield_value!(7); 8 });
    }
    impl Game {
        fn play(&mut self, n: i64) yields i64 -> i64 {
            let x = self.add({ yield_value!(n); 1 });
            add(self, { yield_value!(2); 8 }).held.touch();
            bump(&mut self.score, { yield_value!(3); 8 });
            self.score + x
        }
    }
    fn a(place: &mut i64, other: &mut i64) yields i64 -> i64 {
        let x = bump(place, { yield_value!(1); 8 }) + bump(other, { yield_value!(2); bump(place, 1) });
        (place, other, x, { yield_value!(3); 4 }).2
    }
    fn b(game: &mut Game) yields i64 {
        add(game, { yield_value!(1); 2 }).held.touch();
        let held = std::mem::replace(&mut game.held, { yield_value!(4); D("new") });
        held.touch();
        vec![bump(&mut game.score, 1), { yield_value!(7); 3 }, bump(&mut game.score, { yield_value!(6); 1 })];
    }
    fn c(list: &mut Vec<i64>) yields i64 -> i64 {
        list.push({ yield_value!(1); list_len(3) });
        fill(list, { yield_value!(2); 4 });
        for i in 0..2 { fill(list, { yield_value!(i); i }); }
        list.len() as i64
    }
    fn d<'a>(mut place: &'a mut i64, other: &'a mut i64) yields i64 -> i64 {
        bump(place, { yield_value!(1); 8 });
        place = other;
        bump(place, { yield_value!(1); 8 });
        *place
    }
}

fn list_len(n: i64) -> i64 {
    n
}
fn fill(list: &mut Vec<i64>, n: i64) {
    list.push(n);
}
fn leak(n: i64) -> &'static mut i64 {
    Box::leak(Box::new(n))
}

pub fn cases(t: &mut Tracer) {
    t.case("held a", || held_a(Some(D("a")), Box::leak(Box::new(1))));
    t.case("held a n", || held_a(None, Box::leak(Box::new(1))));
    t.case("branch b", || branch_b(3, Box::leak(Box::new(1))));
    t.case("branch b 1", || branch_b(1, Box::leak(Box::new(1))));
    t.case("branch c", || branch_c(3, Box::leak(Box::new(1))));
    t.case("a", || a(leak(1), leak(2)));
    t.scope("b", |drive| {
        let mut game = Game {
            score: 1,
            held: D("h"),
        };
        drive.run(b(&mut game));
        log(game.score)
    });
    t.scope("play", |drive| {
        let mut game = Game {
            score: 1,
            held: D("h"),
        };
        drive.run(game.play(3));
        log(game.score)
    });
    t.case("c", || c(Box::leak(Box::new(vec![1]))));
    t.case("d", || d(leak(1), leak(2)));
}
