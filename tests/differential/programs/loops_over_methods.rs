//! Loops over coroutines that methods of another `coro!` make.

use crate::prelude::*;
struct Board { cells: Vec<u32>, name: D }
impl Board {
    coro! {
        fn moves(&self) yields u32 -> usize {
            let mut n = 0;
            for c in &self.cells { n += 1; yield_value!(*c); }
            n
        }
    }
    fn with(&self, c: u32) -> Board { Board { cells: self.cells.iter().copied().filter(|x| *x != c).collect(), name: D("next") } }
}
coro! {
    fn perft(board: &Board, depth: u32) yields u32 -> u32 {
        if depth == 0 { return 1; }
        let mut nodes = 0;
        for m in board.moves().iter() {
            let next = board.with(m);
            nodes += yield_from!(perft(&next, depth - 1).boxed());
            yield_value!(m * 100 + nodes);
        }
        nodes
    }
    fn all(board: Board) yields u32 {
        for m in board.moves().iter().filter(|m| m % 2 == 1) { yield_value!(m); }
        board.name.touch();
    }
}
fn board() -> Board { Board { cells: vec![1, 2, 3], name: D("first") } }
pub fn cases(t: &mut Tracer) {
    t.scope("perft", |d| { let b = board(); d.run(perft(&b, 2)); });
    t.case("all", || all(board()));
}
