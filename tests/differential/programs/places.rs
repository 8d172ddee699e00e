//! Places that are evaluated before or after a pause: fields, indices, dereferences.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap};

#[derive(Debug, Default, Clone)]
struct Inner {
    count: u32,
    names: Vec<String>,
}

#[derive(Debug, Default, Clone)]
struct Outer {
    inner: Inner,
    rows: Vec<Inner>,
    boxed: Box<Inner>,
}

coro! {
    fn nested_fields(mut outer: Outer) receives _: u32 yields u32 -> Outer {
        outer.inner.count = yield_value!(outer.inner.count);
        outer.inner.count += yield_value!(outer.inner.count);
        outer.inner.names.push(yield_value!(1).to_string());
        outer.boxed.count = yield_value!(2) + outer.inner.count;
        outer.boxed.names.push(format!("{}", yield_value!(3)));
        outer.rows.push(Inner { count: yield_value!(4), ..outer.inner.clone() });
        outer
    }

    fn through_pointers(boxed: Box<u32>, slot: &mut Option<String>, list: &mut [u32; 2]) receives _: u32 yields u32 -> u32 {
        let mut boxed = boxed;
        *boxed = yield_value!(*boxed);
        *boxed += yield_value!(*boxed + 1);
        *slot = Some(yield_value!(2).to_string());
        if let Some(text) = slot {
            text.push_str(&yield_value!(3).to_string());
        }
        list[0] = yield_value!(list[0]);
        list[1] += yield_value!(list[1]);
        *boxed + list[0] + list[1]
    }

    fn maps(mut map: BTreeMap<&'static str, u32>) receives _: u32 yields usize -> BTreeMap<&'static str, u32> {
        map.insert("a", yield_value!(map.len()));
        map.insert("b", yield_value!(map.len()));
        *map.entry("a").or_insert(0) += 5;
        let old = map.insert("a", yield_value!(map["a"] as usize));
        map.insert("old", old.unwrap_or_default());
        if let Some(b) = map.get_mut("b") {
            *b *= 2;
        }
        yield_value!(map["b"] as usize);
        map.remove("b");
        map
    }

    fn changed_by_the_caller(cells: &[std::cell::Cell<u32>]) yields u32 -> u32 {
        let sum = cells[0].get() + { yield_value!(1); cells[0].get() };
        cells[1].set({ yield_value!(2); cells[1].get() + sum });
        yield_value!(cells[1].get());
        cells.iter().map(|cell| cell.get()).sum()
    }

    fn moves_between(d: D, mut list: Vec<D>) yields usize -> Vec<D> {
        list.push(d);
        yield_value!(list.len());
        let first = std::mem::replace(&mut list[0], D("replaced"));
        yield_value!(list.len());
        list.push(first);
        list.swap(0, 1);
        yield_value!(list.len());
        let last = list.pop();
        yield_value!(list.len());
        if let Some(last) = last {
            list.insert(0, last);
        }
        list.truncate(2);
        yield_value!(list.len());
        list
    }

    fn counts(words: &[&'static str]) yields (String, u32) -> usize {
        let mut counts: HashMap<&'static str, u32> = HashMap::new();
        for word in words {
            let count = counts.entry(word).or_insert(0);
            *count += 1;
            let now = *count;
            yield_value!((word.to_string(), now));
        }
        counts.len()
    }

    fn copies_of_fields(pair: (u32, (u32, D))) yields u32 -> u32 {
        let a = pair.0;
        yield_value!(a);
        let b = (pair.1).0 + a;
        yield_value!(b);
        let d = pair.1.1;
        yield_value!(d.id() as u32);
        pair.0 + pair.1.0
    }

    fn grid(width: usize, height: usize) yields String -> usize {
        let mut cells = vec![vec!['.'; width]; height];
        let mut steps = 0;
        for y in 0..height {
            for x in 0..width {
                if (x + y) % 2 == 0 {
                    cells[y][x] = '#';
                    continue;
                }
                let above = if y > 0 { cells[y - 1][x] } else { ' ' };
                cells[y][x] = if above == '#' { 'o' } else { above };
                steps += 1;
                yield_value!(cells[y].iter().collect());
            }
        }
        yield_value!(cells.concat().into_iter().collect());
        steps
    }
}

pub fn cases(t: &mut Tracer) {
    let outer = || Outer { inner: Inner { count: 4, names: vec!["n".into()] }, ..Outer::default() };
    t.receiving("nested fields", || nested_fields(outer()), |k| k as u32 * 10);
    t.scope("through pointers", |drive| {
        let (mut slot, mut list) = (None, [1, 2]);
        drive.run_with(through_pointers(Box::new(5), &mut slot, &mut list), &|k| k as u32);
        log(format_args!("{slot:?} {list:?}"));
    });
    t.receiving("maps", || maps(BTreeMap::new()), |k| k as u32 + 1);
    t.scope("changed by the caller", |drive| {
        let cells = [std::cell::Cell::new(1), std::cell::Cell::new(2)];
        let mut machine = changed_by_the_caller(&cells);
        log(format_args!("{:?}", machine.resume(())));
        cells[0].set(100);
        cells[1].set(200);
        drive.run(machine);
        log(format_args!("{cells:?}"));
    });
    t.case("moves between", || moves_between(D("d"), vec![D("0"), D("1")]));
    t.case("counts", || counts(&["a", "b", "a"]));
    t.case("copies of fields", || copies_of_fields((1, (2, D("d")))));
    t.case("grid", || grid(3, 3));
}
