//! A value borrowed for one resume only.

coro! {
    fn script(n: u32) receives mut world: &mut World -> u32 {
        for _ in 0..n {
            world.hp -= 1;
            world = yield_wait!();
        }
        world.hp
    }
}
