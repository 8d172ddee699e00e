//! Assertions evaluate their message only where they fail, also if it pauses.

use crate::prelude::*;
coro! {
    fn eq(n: i32, m: i32) yields i32 -> i32 {
        let d = D("d");
        assert_eq!(n, m, "{} is {}", n, { yield_value!(1); n });
        assert_ne!(n + 1, m, "also {n} {}", { yield_value!(2); n });
        debug_assert_eq!(d.id(), { yield_value!(7); d.id() }, "{:?}", yield_value!(3));
        debug_assert!(n < 7, "{:?}", yield_value!(4));
        debug_assert!({ yield_value!(5); n < 5 }, "five");
        std::debug_assert_ne!(n, { yield_value!(6); 4 });
        n
    }
    async fn val<T>(v: T) -> T { yield_wait!(); v }
    async fn awaited(n: u32) -> u32 {
        assert_eq!(val(n).await, n, "never {}", val(1).await);
        let name = String::from("x");
        assert_eq!(name, val("x").await, "{name} {}", val(D("late")).await.0);
        assert_ne!(D("a").0.len(), n as usize, "{} {name}", val(D("late")).await.0);
        debug_assert!(val(n).await != 2, "two");
        n
    }
}

pub fn cases(t: &mut Tracer) {
    for (n, m) in [(1, 1), (1, 2), (4, 4), (5, 5), (8, 8), (6, 6)] { t.case(&format!("{n} {m}"), || eq(n, m)); }
    t.case("awaited", || awaited(3));
    t.case("awaited 1", || awaited(1));
    t.case("awaited 2", || awaited(2));
}
