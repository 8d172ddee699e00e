//! Items in bodies: fns, structs, impls, constants, statics, `use`, nested `coro!`.

use crate::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

static VISITS: AtomicU32 = AtomicU32::new(0);
const NAMES: [&str; 3] = ["a", "b", "c"];

coro! {
    fn helpers(n: u32) yields u32 -> u32 {
        fn square(n: u32) -> u32 {
            n * n
        }
        struct Sum(u32);
        impl Sum {
            const START: u32 = 100;
            fn add(&mut self, n: u32) -> &mut Self {
                self.0 += n;
                self
            }
        }
        let mut sum = Sum(Sum::START);
        for i in 0..n {
            yield_value!(square(i));
            sum.add(i).add(later(i));
        }
        fn later(n: u32) -> u32 {
            n + FACTOR
        }
        const FACTOR: u32 = 7;
        yield_value!(sum.0);
        sum.0 * FACTOR
    }

    fn uses() yields i32 -> usize {
        use std::collections::BTreeSet;
        use std::cmp::{Ordering, Reverse};
        let mut set = BTreeSet::new();
        for x in [3, 1, 2] {
            set.insert(Reverse(x));
            yield_value!(set.first().map_or(0, |x| x.0));
        }
        {
            use std::cmp::Ordering::*;
            match 1.cmp(&2) {
                Less => yield_value!(-1),
                Equal | Greater => yield_value!(1),
            }
        }
        let order: Ordering = 2.cmp(&1);
        yield_value!(order as i32);
        set.len()
    }

    fn nested_coroutines(n: u32) yields u32 -> u32 {
        coro! {
            fn inner(from: u32) yields u32 -> u32 {
                for i in from..from + 2 {
                    yield_value!(i);
                }
                from
            }
        }
        let mut sum = 0;
        for i in 0..n {
            sum += yield_from!(inner(i * 10));
            let expression = coro!(move || {
                yield_value!(i + 1000);
                i
            });
            sum += yield_from!(expression);
        }
        sum
    }

    fn constants(index: usize) yields &'static str -> u32 {
        const LAST: usize = NAMES.len() - 1;
        let before = VISITS.swap(0, Ordering::Relaxed);
        log(before * 0);
        for name in &NAMES[index..] {
            VISITS.fetch_add(1, Ordering::Relaxed);
            yield_value!(name);
        }
        match index {
            LAST => yield_value!("last"),
            usize::MAX => yield_value!("never"),
            _ => {}
        }
        let array = [0u8; LAST + 1];
        VISITS.load(Ordering::Relaxed) + array.len() as u32
    }

    fn traits_inside(n: u8) yields String -> String {
        trait Describe {
            fn describe(&self) -> String;
            fn twice(&self) -> String {
                self.describe() + &self.describe()
            }
        }
        impl Describe for u8 {
            fn describe(&self) -> String {
                format!("<{self}>")
            }
        }
        #[derive(Debug, Clone, Default)]
        struct Named {
            name: String,
        }
        impl Describe for Named {
            fn describe(&self) -> String {
                self.name.clone()
            }
        }
        let all: Vec<Box<dyn Describe>> = vec![Box::new(n), Box::new(Named { name: "named".into() })];
        for item in &all {
            yield_value!(item.describe());
        }
        let last = Named::default();
        yield_value!(format!("{last:?}"));
        n.twice() + &last.twice()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("helpers", || helpers(3));
    t.case("uses", uses);
    t.case("nested coroutines", || nested_coroutines(2));
    t.case("constants", || constants(1));
    t.case("constants, last", || constants(2));
    t.case("traits inside", || traits_inside(4));
}
