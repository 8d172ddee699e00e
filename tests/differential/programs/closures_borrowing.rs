//! Closures that borrow locals, called on both sides of a pause.
use crate::prelude::*;
coro! {
    fn shared(base: i32) yields i32 -> i32 {
        let add = |x| x + base;
        for i in 0..3 {
            yield_value!(add(i));
        }
        let mut total = 0;
        let mut count = |x: i32| { total += x; total };
        yield_value!(count(1));
        yield_value!(count(2));
        total
    }
    fn not_before(limit: u32, names: Vec<&str>) yields u32 -> usize {
        let is_small = |n| n < limit;
        let name = |i: usize| names[i].to_uppercase();
        yield_value!(0);
        if is_small(3) {
            yield_value!(1);
            log(name(0));
        }
        let mut n = 0;
        while is_small(n) {
            n += 1;
            yield_value!(n);
        }
        name(1).len()
    }
    fn helper_call(limit: usize, text: String) yields usize -> String {
        fn cut(text: &str, n: usize) -> &str { &text[..n.min(text.len())] }
        let shorten = |t| cut(t, limit);
        yield_value!(shorten("abcdef").len());
        let text = shorten(&text).to_string();
        yield_value!(text.len());
        shorten("xyz").to_string() + &text
    }
    fn pushed(n: u32) yields usize -> Vec<u32> {
        let mut list = Vec::new();
        let mut push = |x| list.push(x);
        for i in 0..n {
            push(i);
            yield_value!(1);
            push(i * 10);
        }
        list
    }
    fn nested(n: u32) yields u32 -> u32 {
        let scale = n * 2;
        let twice = |x| x * scale;
        let both = |x| twice(x) + twice(x + 1);
        yield_value!(twice(1));
        yield_value!(both(1));
        (0..n).map(both).sum()
    }
    fn sorted(mut items: Vec<String>, by_len: bool) yields String {
        let key = |s: &String| if by_len { s.len() } else { s.bytes().map(usize::from).sum() };
        items.sort_by_key(key);
        for item in items {
            log(key(&item));
            yield_value!(item);
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("shared", || shared(5));
    t.case("not before", || not_before(4, vec!["a", "bcd"]));
    t.case("helper", || helper_call(2, "hello".into()));
    t.case("pushed", || pushed(2));
    t.case("nested", || nested(3));
    t.case("sorted", || sorted(vec!["bb".into(), "a".into()], true));
}
