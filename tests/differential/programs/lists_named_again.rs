//! A list that is a parameter and gets another variable.

use crate::prelude::*;

coro! {
    fn drained(ds: Vec<D>) yields i64 {
        let mut ds = ds;
        for d in ds.drain(..).filter(|d| d.id() % 2 == 0) { yield_value!(1); log(format!("{d:?}")); }
        yield_value!(2);
        ds.push(D("p"));
        let taken = std::mem::take(&mut ds);
        yield_value!(3);
        for (i, d) in taken.iter().enumerate() { yield_value!(i as i64); d.touch(); }
    }
    fn walked(all: Vec<D>) yields i64 -> Vec<D> {
        let mut list = all;
        for d in list.iter() { yield_value!(d.id()); }
        for d in list.iter_mut() { *d = D("new"); yield_value!(4); }
        list
    }
    fn lent(all: &Vec<D>) yields i64 -> usize {
        let list = all;
        for d in list.iter().rev() { yield_value!(d.id()); }
        for d in list { yield_value!(d.id()); }
        list.len()
    }
}

pub fn cases(t: &mut Tracer) {
    let list = || vec![D("1"), D("2"), D("33")];
    t.case("drained", || drained(list()));
    t.case("walked", || walked(list()));
    let all = list();
    t.scope("lent", |drive| drive.run(lent(&all)));
}
