//! Recursion in a box that works on what it borrows: backtracking.

use crate::prelude::*;
use std::collections::BTreeMap;

enum Pattern { Char(char), Many(Box<Pattern>), One(Vec<Vec<Pattern>>) }

#[derive(Debug)]
struct Board { queens: Vec<usize>, size: usize, tried: u32 }

impl Board {
    fn fits(&self, col: usize) -> bool {
        let row = self.queens.len();
        self.queens.iter().enumerate().all(|(r, &c)| c != col && c.abs_diff(col) != row - r)
    }
    coro! {
        fn solve(&mut self) yields Vec<usize> -> u32 {
            if self.queens.len() == self.size {
                yield_value!(self.queens.clone());
                return 1;
            }
            let mut found = 0;
            for col in 0..self.size {
                self.tried += 1;
                if self.fits(col) {
                    self.queens.push(col);
                    found += yield_from!(self.solve().boxed());
                    self.queens.pop();
                }
            }
            found
        }
    }
}

#[derive(Debug, Default)]
struct Tree { value: u32, left: Option<Box<Tree>>, right: Option<Box<Tree>> }

coro! {
    fn heap_permute<T: Clone>(items: &mut [T], k: usize) yields Vec<T> {
        if k <= 1 { yield_value!(items.to_vec()); return; }
        for i in 0..k {
            yield_from!(heap_permute(&mut *items, k - 1).boxed());
            if k % 2 == 0 { items.swap(i, k - 1) } else { items.swap(0, k - 1) }
        }
    }

    fn fill(cells: &mut [[u8; 3]; 3], at: usize, log_: &mut Vec<String>) yields [[u8; 3]; 3] -> Result<u32, String> {
        if at == 9 {
            yield_value!(*cells);
            return if log_.len() > 4 { Err("enough".to_string()) } else { Ok(1) };
        }
        let (r, c) = (at / 3, at % 3);
        let mut n = 0;
        for v in 1..=3 {
            if (0..3).any(|i| cells[r][i] == v || cells[i][c] == v) { continue; }
            cells[r][c] = v;
            log_.push(format!("{at}={v}"));
            n += yield_from!(fill(cells, at + 1, log_).boxed())?;
            cells[r][c] = 0;
            log_.pop();
        }
        Ok(n)
    }

    fn all_fillings() yields [[u8; 3]; 3] -> (Result<u32, String>, usize) {
        let mut cells = [[0; 3]; 3];
        let mut lines = Vec::new();
        let result = yield_from!(fill(&mut cells, 0, &mut lines));
        (result, lines.len())
    }

    fn renumber(tree: &mut Tree, next: &mut u32) yields u32 {
        if let Some(left) = &mut tree.left { yield_from!(renumber(left, next).boxed()); }
        tree.value = *next;
        *next += 1;
        yield_value!(tree.value);
        if let Some(right) = tree.right.as_mut() { yield_from!(renumber(right, next).boxed()); }
    }

    fn memo(n: u64, known: &mut BTreeMap<u64, u64>) yields u64 -> u64 {
        if let Some(&v) = known.get(&n) { return v; }
        let v = if n < 2 { n } else {
            yield_from!(memo(n - 1, known).boxed()) + yield_from!(memo(n - 2, known).boxed())
        };
        known.insert(n, v);
        yield_value!(n);
        v
    }

    async fn visit(n: u32, seen: &mut Vec<u32>) -> u32 {
        seen.push(n);
        if n == 0 { return seen.len() as u32; }
        yield_wait!();
        let a = visit(n - 1, seen).boxed().await;
        seen.push(a);
        a + visit(n / 2, &mut *seen).boxed().await
    }

    fn spelled(pattern: &Pattern, depth: usize) yields String {
        match pattern {
            Pattern::Char(c) => yield_value!(c.to_string()),
            Pattern::Many(inner) => {
                yield_value!(String::new());
                if depth > 0 {
                    for head in spelled(inner, depth - 1).boxed().iter() {
                        for tail in spelled(pattern, depth - 1).boxed().iter() { yield_value!(format!("{head}{tail}")); }
                    }
                }
            }
            Pattern::One(all) => for one in all {
                if let [only] = one.as_slice() { yield_from!(spelled(only, depth).boxed()); }
            },
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("queens", |d| { let mut b = Board { queens: vec![], size: 4, tried: 0 }; d.run(b.solve()); log(format!("{b:?}")) });
    t.scope("heap", |d| { let mut v = [1, 2, 3]; d.run(heap_permute(&mut v, 3)); log(format!("{v:?}")) });
    t.case("fillings", all_fillings);
    t.scope("renumber", |d| {
        let leaf = || Some(Box::new(Tree::default()));
        let mut tree = Tree { left: Some(Box::new(Tree { left: leaf(), ..Tree::default() })), right: leaf(), value: 0 };
        let mut next = 10;
        d.run(renumber(&mut tree, &mut next));
        log(format!("{next} {tree:?}"));
    });
    t.scope("memo", |d| { let mut m = BTreeMap::new(); d.run(memo(5, &mut m)); log(format!("{m:?}")) });
    t.scope("visit", |d| { let mut v = vec![]; d.run(visit(3, &mut v)); log(format!("{v:?}")) });
    let pattern = Pattern::Many(Box::new(Pattern::One(vec![vec![Pattern::Char('x')], vec![Pattern::Char('y')]])));
    t.scope("spelled", |d| d.run(spelled(&pattern, 2)));
}
