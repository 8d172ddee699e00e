// What borrows a local is not kept over a pause: a collection of references into it, an iterator over it, a
// reference that is set anew.

use coro_core::coro;

coro! {
    fn longest_word() -> usize {
        let text = String::from("a b c");
        let words: Vec<&str> = text.split(' ').collect();
        yield_wait!();
        words.iter().map(|word| word.len()).max().unwrap_or(0)
    }

    fn either(left: Vec<u32>, right: Vec<u32>, flag: bool) yields u32 -> usize {
        let mut list = &left;
        if flag {
            list = &right;
        }
        yield_value!(1);
        list.len()
    }

    fn in_chunks(list: Vec<u32>) yields usize -> usize {
        let mut chunks = list.chunks(2);
        let first = chunks.next().map_or(0, |chunk| chunk.len());
        yield_value!(first);
        chunks.next().map_or(0, |chunk| chunk.len())
    }
}

fn main() {
    longest_word();
    either(vec![], vec![], true);
    in_chunks(vec![]);
}
