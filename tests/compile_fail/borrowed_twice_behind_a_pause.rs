// A variable that comes out of a state is called by its name in what rustc says of borrows.

use coro_core::coro;

coro! {
    fn twice() {
        let mut text = String::new();
        yield_wait!();
        let one = &mut text;
        let other = &mut text;
        one.push('a');
        other.push('b');
    }

    fn while_looked_at() {
        let mut list = vec![1];
        yield_wait!();
        let first = &list[0];
        list.push(2);
        println!("{first}");
    }
}

fn main() {
    twice();
    while_looked_at();
}
