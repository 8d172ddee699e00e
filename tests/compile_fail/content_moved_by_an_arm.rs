// What an arm takes out of a variable is gone from it; an arm that leaves, or a variable that is given anew, is as in any fn.

use coro_core::coro;

coro! {
    fn looked_at_again(found: Option<String>) -> bool {
        if let Some(text) = found {
            yield_wait!();
            println!("{text}");
        }
        found.is_some()
    }

    fn result(answer: Result<Vec<u32>, u32>) -> usize {
        let many = match answer {
            Ok(list) if list.is_empty() => 0,
            Ok(list) => {
                yield_wait!();
                list.len()
            }
            Err(_) => {
                yield_wait!();
                1
            }
        };
        many + answer.map_or(0, |list| list.len())
    }

    fn each_time(found: Option<String>) {
        for _ in 0..3 {
            if let Some(text) = found {
                yield_wait!();
                drop(text);
            }
        }
    }

    fn left(found: Option<String>) -> bool {
        if let Some(text) = found {
            yield_wait!();
            return text.is_empty();
        }
        yield_wait!();
        found.is_some()
    }

    fn given_again(mut found: Option<String>) -> bool {
        if let Some(text) = found {
            yield_wait!();
            drop(text);
            found = None;
        }
        yield_wait!();
        found.is_some()
    }
}

fn main() {
    looked_at_again(None);
    result(Err(1));
    each_time(None);
    left(None);
    given_again(None);
}
