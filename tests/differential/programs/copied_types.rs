//! Types that a file derives `Copy` for: copied at will, never dropped; and those that only look so.

use crate::prelude::*;
#[derive(Clone, Copy, Debug, PartialEq)]
enum Dir { North, East, South, West }
impl Dir { fn right(self) -> Dir { use Dir::*; match self { North => East, East => South, South => West, West => North } } const ALL: [D; 2] = [D("a"), D("b")]; }
#[derive(Clone, Copy, Debug, Default)]
struct Pos<'a> { x: i32, y: i32, name: &'a str }
impl<'a> Pos<'a> { fn new(name: &'a str) -> Self { Pos { x: 0, y: 0, name } } fn step(mut self, dir: Dir) -> Pos<'a> { match dir { Dir::North => self.y += 1, Dir::South => self.y -= 1, Dir::East => self.x += 1, Dir::West => self.x -= 1 } self } }
#[derive(Clone, Copy, Debug)]
struct Pair<T>(T, T);
coro! {
    fn turtle(program: &'static str) yields (i32, i32, Dir) -> &'static str {
        let mut dir = Dir::North;
        let mut pos = Pos::new("t");
        for c in program.chars() {
            let times = match c { 'R' => { dir = dir.right(); 0 } 'F' => 1, _ => 2 };
            for _ in 0..times {
                pos = pos.step(dir);
                yield_value!((pos.x, pos.y, dir));
            }
        }
        pos.name
    }
    fn generic(n: usize) yields usize -> String {
        let mut pair = Pair(n.to_string(), String::new());
        for i in 0..3 { if i == n { drop(pair); pair = Pair(String::from("new"), "".into()); } yield_value!(pair.0.len()); }
        pair.1
    }
    fn consts(n: usize) yields usize -> usize {
        let all = Dir::ALL;
        for i in 0..n { yield_value!(i); if i == 1 { drop(all); return 5; } }
        all.len()
    }
    fn early() receives got: u8 yields u8 -> u8 {
        let level;
        let kind = if got > 3 { "big" } else { "small" };
        level = 3;
        let mut limit = match kind { "big" => 10, _ => 5 };
        while limit > level { limit -= 1; let g = yield_value!(limit); if g == 9 { break; } }
        level + limit + kind.len() as u8
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("turtle", || turtle("FRFXRRFX"));
    for n in 0..3 { t.case("generic", move || generic(n)); t.case("consts", move || consts(n)); }
    t.receiving("early", || early(), |k| k as u8 + 2);
}
