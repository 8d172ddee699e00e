// A machine with a name needs types that are written for what it holds over a pause: the error shows where to write one.

use coro_core::coro;

fn made() -> Vec<u32> {
    vec![1, 2]
}

coro! {
    #[machine(pub Named)]
    pub fn named(n: u32) -> usize {
        let list = made();
        let mut empty = Vec::new();
        for item in list.iter().map(|item| item + n).collect::<Vec<_>>() {
            yield_wait!();
            empty.push(item);
        }
        list.len() + empty.len()
    }

    #[machine(Guarded)]
    fn guarded() {
        let guard = made().into_iter().map(std::rc::Rc::new).collect::<Vec<_>>();
        yield_wait!();
    }

    // one of these is seen at last
    #[machine(Seen)]
    fn seen(n: u32) -> Vec<u32> {
        let list: Vec<u32> = made();
        for i in 0..n {
            yield_wait!();
            let _ = i;
        }
        list
    }

    #[machine(Delegating)]
    fn delegating() -> usize {
        yield_from!(plain())
    }

    fn plain() -> usize {
        yield_wait!();
        1
    }

    #[machine(Lent)]
    fn lent(text: &str) -> usize {
        yield_wait!();
        text.len()
    }

    #[machine(pub)]
    fn nameless() {}

    #[machine(Hidden)]
    fn hidden(words: impl Iterator<Item = String>) -> usize {
        yield_wait!();
        words.count()
    }
}

fn main() {}
