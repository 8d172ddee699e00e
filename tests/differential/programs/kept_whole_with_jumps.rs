//! Structs that lose a part, and that statements which jump out of blocks and loops need whole.
use crate::prelude::*;
#[derive(Debug)]
pub struct Duo { left: D, right: D }
pub fn is_bad(d: &Duo, n: u32) -> bool { log(format!("{d:?}")); n > 1 }
pub fn name(d: &Duo) -> String { format!("{d:?}") }
coro! {
    fn blocks(n: u32) yields u32 {
        let mut u = Duo { left: D("a"), right: D("b") };
        'out: {
            if is_bad(&u, n) { break 'out; }
            log(format!("go {u:?}"));
        }
        for i in 0..2 {
            yield_value!(i);
            let Duo { right: b, left: a } = u;
            yield_value!(9);
            u.left = b;
            u.right = D("n");
            drop(a);
        }
    }
    fn valued(n: u32) yields u32 -> String {
        let mut u = Duo { left: D("a"), right: D("b") };
        let text = 'out: {
            if is_bad(&u, n) { break 'out name(&u); }
            drop(u.left);
            yield_value!(1);
            u.left = D("c");
            String::new()
        };
        yield_value!(2);
        drop(u.right);
        yield_value!(3);
        u.right = D("d");
        log(format!("{u:?}"));
        text
    }
    fn looping(n: u32) yields u32 {
        let mut u = Duo { left: D("a"), right: D("b") };
        let mut i = n;
        loop {
            i += 1;
            if i == 1 { log(name(&u)); continue; }
            if is_bad(&u, i - 1) { log("out"); break; }
            drop(u.left);
            yield_value!(i);
            u.left = D("c");
        }
        drop(u.right);
        yield_value!(3);
        u.right = D("e");
        log(format!("{u:?}"));
    }
}
pub fn cases(t: &mut Tracer) {
    for n in [0, 1, 2] {
        t.case("blocks", || blocks(n));
        t.case("valued", || valued(n));
        t.case("looping", || looping(n));
    }
}
