//! Stored closures own numbers.
use crate::prelude::*;
coro! {
    fn scaled(step: usize, names: &[String], skip: &str) yields usize -> usize {
        for n in (0..3).map(|i| i * step) {
            yield_value!(n);
        }
        for (i, name) in names.iter().enumerate().filter(|(_, n)| n.as_str() != skip) {
            log(name);
            yield_value!(i);
        }
        let mut longer = names.iter().map(|n| n.len()).filter(|n| *n > step);
        while let Some(n) = longer.next() {
            yield_value!(n);
        }
        let mut count = 0;
        let total: usize = names.iter().map(|n| { count += 1; n.len() }).sum();
        yield_value!(total);
        yield_from!(names.iter().map(|n| n.len() + step));
        count
    }
    fn boxed(base: i32) yields i32 -> i32 {
        let ops: Vec<Box<dyn Fn(i32) -> i32>> = vec![Box::new(|x| x + base), Box::new(|x| x * base), Box::new(|x| -x)];
        for op in &ops {
            yield_value!(op(3));
        }
        ops.iter().map(|op| op(1)).sum()
    }
}
pub fn cases(t: &mut Tracer) {
    let names = vec!["a".to_string(), "bcd".to_string(), "ef".to_string()];
    t.scope("scaled", |d| d.run(scaled(1, &names, "bcd")));
    t.case("boxed", || boxed(4));
}
