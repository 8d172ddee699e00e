//! What is found in locals of which nothing is known.

use crate::prelude::*;

#[derive(Debug, Clone)]
struct Employee { name: String, age: u32, chief: Option<usize>, pets: Vec<String> }
struct Table { head: Vec<String>, rows: Vec<Vec<String>> }
struct Grid { width: usize, cells: Vec<u8> }
impl Grid {
    fn get(&self, i: usize) -> u8 { self.cells[i % self.width] }
    fn first(&self) -> Option<&u8> { self.cells.first() }
}
struct Dice(u32);
impl Dice { fn get(&mut self, n: u32) -> u32 { self.0 += 7; self.0 % n } }

fn staff() -> Vec<Employee> {
    let e = |name: &str, age, chief| Employee { name: name.into(), age, chief, pets: vec![format!("{name}'s cat")] };
    vec![e("ann", 50, None), e("bob", 40, Some(0)), e("cy", 30, Some(1))]
}
fn table() -> Table { Table { head: vec!["a".into(), "b".into()], rows: vec![vec!["1".into(), "x".into()], vec!["2".into()]] } }

coro! {
    fn chain(start: usize) yields String -> u32 {
        let staff = staff();
        let mut at = start;
        let mut ages = 0;
        while let Some(e) = staff.get(at) {
            yield_value!(e.name.clone());
            ages += e.age;
            let Some(pet) = e.pets.first() else { break };
            yield_value!(pet.clone());
            ages += pet.len() as u32;
            match e.chief { Some(c) => at = c, None => break }
        }
        let oldest = staff.first().unwrap();
        yield_value!(oldest.age.to_string());
        ages + oldest.age
    }

    fn column(index: usize) yields String -> usize {
        let table = table();
        let mut sum = 0;
        for row in &table.rows {
            let Some(cell) = row.get(index) else { yield_value!(format!("short {row:?}")); continue };
            yield_value!(format!("{} {cell}", table.head[index]));
            sum += cell.len();
            if let Some(last) = row.last() { yield_value!(last.clone()); sum += last.len(); }
        }
        sum
    }

    fn numbers() yields u8 -> u32 {
        let grids = vec![Grid { width: 2, cells: vec![3, 4, 5] }];
        let mut sum = 0;
        for grid in grids.iter() {
            let n = grid.get(1);
            yield_value!(n);
            sum += u32::from(n);
            let first = grid.first();
            yield_value!(first.copied().unwrap_or(9));
            sum += first.map_or(0, |f| u32::from(*f));
        }
        sum
    }

    fn rolls(n: u32) yields u32 -> u32 {
        let mut dice = Dice(1);
        let mut all = vec![Dice(2), Dice(3)];
        let mut sum = 0;
        for _ in 0..n {
            let roll = dice.get(6);
            yield_value!(roll);
            sum += roll;
            for die in all.iter_mut() {
                let roll = die.get(6);
                yield_value!(roll);
                sum += roll;
            }
        }
        sum
    }

    fn cells() yields u32 -> u32 {
        let count = std::cell::Cell::new(1);
        let before = count.get();
        count.set(5);
        yield_value!(before);
        count.set(7);
        before + count.get()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("chain", || chain(2));
    t.case("column", || column(1));
    t.case("numbers", numbers);
    t.case("rolls", || rolls(2));
    t.case("cells", cells);
}
