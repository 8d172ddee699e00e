// A guard in the head of a loop lives as long as the loop: it cannot be one of a local that a machine with traits holds.

use coro_core::coro;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Mutex;

coro! {
    #[derive(Debug)]
    fn shared(list: Rc<RefCell<Vec<u32>>>) yields u32 {
        for item in list.borrow().iter() {
            yield_value!(*item);
        }
    }

    #[derive(Debug)]
    fn own() yields u32 {
        let list = Mutex::new(vec![1, 2]);
        for item in list.lock().unwrap().clone() {
            yield_value!(item);
        }
    }

    // these can be: the caller owns the list, or the loop does not pause
    fn lent(list: &RefCell<Vec<u32>>) yields u32 {
        for item in list.borrow().iter() {
            yield_value!(*item);
        }
    }

    fn summed(list: Rc<RefCell<Vec<u32>>>) yields u32 {
        let mut sum = 0;
        for item in list.borrow().iter() {
            sum += item;
        }
        yield_value!(sum);
    }
}

fn main() {}
