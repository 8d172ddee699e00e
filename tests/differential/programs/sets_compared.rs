//! Loops over what two sets have in common and what not.

use crate::prelude::*;
use std::collections::{BTreeSet, HashSet};

coro! {
    fn differences(a: BTreeSet<&'static str>, b: BTreeSet<&'static str>) yields String -> usize {
        for only in a.difference(&b) { yield_value!(format!("-{only}")); }
        for only in b.difference(&a) { yield_value!(format!("+{only}")); }
        for (i, any) in a.union(&b).enumerate() { yield_value!(format!("{i}{any}")); }
        yield_from!(a.symmetric_difference(&b).map(|x| x.to_uppercase()));
        let both: Vec<_> = a.intersection(&b).collect();
        both.len()
    }

    fn hashed(a: HashSet<u32>, b: HashSet<u32>) yields u32 -> usize {
        for x in a.intersection(&b) { yield_value!(*x); log(x); }
        a.len() + b.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("differences", || differences(BTreeSet::from(["a", "b"]), BTreeSet::from(["b", "c"])));
    t.case("hashed", || hashed(HashSet::from([1, 2]), HashSet::from([2, 3])));
}
