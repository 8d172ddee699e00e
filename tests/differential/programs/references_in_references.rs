//! References into what a reference that is taken again leads to; references bound together; with indices that change.

use crate::prelude::*;
#[derive(Debug, Clone)]
struct Entry { name: Option<String>, kind: Kind, pos: (i32, i32) }
#[derive(Debug, Clone, PartialEq)]
enum Kind { A(u32), B { text: String }, C }
fn entries() -> Vec<Entry> {
    vec![
        Entry { name: Some("x".into()), kind: Kind::A(3), pos: (1, 2) },
        Entry { name: None, kind: Kind::B { text: "t".into() }, pos: (3, 4) },
        Entry { name: Some("yy".into()), kind: Kind::C, pos: (5, 6) },
    ]
}
coro! {
    fn in_guard(v: Vec<Option<u32>>) yields u32 -> u32 {
        let mut sum = 0;
        for o in v.iter() {
            match o {
                Some(n) if n % 2 == 0 => sum += 1,
                Some(n) => { yield_value!(*n); sum += n; }
                None => break,
            }
        }
        sum
    }
    fn parts(list: Vec<Entry>) yields String -> usize {
        let mut n = 0;
        for entry in &list {
            let Entry { name, kind, .. } = entry;
            if let Some(name) = name {
                yield_value!(name.clone());
                n += name.len();
            }
            match kind {
                Kind::A(k) => { yield_value!(k.to_string()); n += *k as usize; }
                Kind::B { text } => { yield_value!(text.clone()); n += text.len(); }
                Kind::C => {}
            }
        }
        n
    }
    fn changes(mut list: Vec<Entry>) yields String -> Vec<Entry> {
        for entry in list.iter_mut() {
            match &mut entry.kind {
                Kind::A(n) => { *n += 1; yield_value!(n.to_string()); *n += 1; }
                Kind::B { text } => { text.push('!'); yield_value!(text.clone()); text.push('?'); }
                Kind::C => entry.kind = Kind::A(0),
            }
            if let Some(name) = &entry.name {
                yield_value!(name.to_uppercase());
                log(name);
            }
        }
        list
    }
    fn chain_of(list: Vec<Entry>) yields i32 -> i32 {
        let mut sum = 0;
        for entry in list.iter() {
            let pos = &entry.pos;
            let (x, y) = pos;
            yield_value!(*x);
            sum += y;
            yield_value!(sum + pos.0);
        }
        sum
    }
    fn copied_field(mut list: Vec<Entry>) yields u32 -> u32 {
        let mut sum = 0;
        for i in 0..list.len() {
            let entry = &mut list[i];
            if let Kind::A(n) = entry.kind {
                entry.kind = Kind::C;
                yield_value!(n);
                sum += n;
            }
        }
        sum
    }
    fn two_refs(n: usize) yields (u32, u32) -> u32 {
        let cells: Vec<std::cell::Cell<u32>> = (0..n).map(|i| std::cell::Cell::new(i as u32)).collect();
        let mut at = (0, 1);
        for i in 0..n {
            let (left, right) = (&cells[i], &cells[(i + 1) % n]);
            yield_value!((left.get(), right.get()));
            left.set(left.get() + right.get());
            let here = &cells[at.0];
            yield_value!((here.get(), 100));
            here.set(here.get() + 1);
            at = (at.1, at.0);
        }
        cells.iter().map(|c| c.get()).sum()
    }
    fn grid(mut grid: Vec<Vec<bool>>, mut pos: (usize, usize)) yields bool -> usize {
        for _ in 0..3 {
            let cell = &mut grid[pos.1][pos.0];
            *cell = !*cell;
            yield_value!(*cell);
            *cell |= pos.0 == 1;
            pos.0 = (pos.0 + 1) % 2;
        }
        grid.iter().flatten().filter(|c| **c).count()
    }
    fn let_else(list: Vec<Entry>) yields u32 -> usize {
        let mut n = 0;
        for entry in &list {
            let Some(name) = &entry.name else { yield_value!(0); continue };
            yield_value!(1);
            n += name.len();
        }
        n
    }
    fn behind_a_level(w: D) receives q: i64 yields i64 -> i64 {
        let d = &w;
        {
            let v = &d;
            let mut y = 0i64;
            loop {
                y += 1;
                if y > 2 { break; }
                yield_value!(1);
            }
            v.touch();
        }
        d.touch();
        1
    }
    fn behind_inner_levels(n: i64, list: Vec<i64>) yields i64 -> i64 {
        let mut sum = 0;
        for (_, x) in list.iter().enumerate() {
            let mut turn = 0;
            let next = loop {
                turn += 1;
                {
                    let kept = D("kept");
                    for k in 0..3 {
                        yield_value!(6);
                        if k == 1 { drop(kept); yield_value!(weigh(&D("t"), *x)); break; }
                    }
                    yield_value!(weigh(&D("u"), *x));
                }
                if turn > 1 { break n; }
            };
            sum += next + *x;
        }
        sum
    }
}
fn weigh(d: &D, n: i64) -> i64 { d.touch(); n }
pub fn cases(t: &mut Tracer) {
    t.case("in guard", || in_guard(vec![Some(2), Some(3), None, Some(4)]));
    t.case("parts", || parts(entries()));
    t.case("changes", || changes(entries()));
    t.case("chain", || chain_of(entries()));
    t.case("copied", || copied_field(entries()));
    t.case("two", || two_refs(3));
    t.case("grid", || grid(vec![vec![false, true]], (0, 0)));
    t.case("let else", || let_else(entries()));
    t.receiving("behind a level", || behind_a_level(D("w")), |k| k as i64);
    t.case("behind inner levels", || behind_inner_levels(3, vec![1, 2]));
}
