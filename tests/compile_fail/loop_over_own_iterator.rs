// A loop that pauses goes through what a local owns by position; an iterator of one's own has none. One that a method of the
// same file only finds is made again, but not where the method does something besides.

use coro_core::coro;

struct Grid {
    cells: Vec<u32>,
    asked: std::cell::Cell<u32>,
}

struct Cells<'a>(std::slice::Iter<'a, u32>);

impl<'a> Iterator for Cells<'a> {
    type Item = &'a u32;
    fn next(&mut self) -> Option<&'a u32> {
        self.0.next()
    }
}

impl Grid {
    fn iter(&self) -> Cells<'_> {
        self.asked.set(self.asked.get() + 1);
        Cells(self.cells.iter())
    }
}

coro! {
    fn sum(grid: Grid) -> u32 {
        let mut sum = 0;
        for cell in grid.iter() {
            yield_wait!();
            sum += *cell;
        }
        sum
    }
}

fn main() {
    sum(Grid { cells: vec![1], asked: Default::default() });
}
