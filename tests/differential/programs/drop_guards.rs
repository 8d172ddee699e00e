//! Guards of cells and locks that are held across pauses, and those that are not.

use crate::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Mutex, RwLock};

coro! {
    fn borrowed(cell: &RefCell<Vec<u32>>) yields bool -> usize {
        let mut list = cell.borrow_mut();
        yield_value!(cell.try_borrow().is_ok());
        list.push(1);
        yield_value!(cell.try_borrow().is_ok());
        drop(list);
        yield_value!(cell.try_borrow().is_ok());
        let shared = cell.borrow();
        yield_value!(cell.try_borrow().is_ok());
        let more = shared.len();
        yield_value!(cell.try_borrow_mut().is_ok());
        more
    }

    fn locked(lock: &Mutex<u32>) yields bool {
        for i in 0..2 {
            let mut n = lock.lock().unwrap();
            *n += i;
            yield_value!(lock.try_lock().is_ok());
        }
        yield_value!(lock.try_lock().is_ok());
        *lock.lock().unwrap() += 1;
        yield_value!(lock.try_lock().is_ok());
    }

    fn locked_in_a_block(lock: &Mutex<Vec<u32>>) yields usize -> usize {
        let n = {
            let list = lock.lock().unwrap();
            yield_value!(list.len());
            list.iter().sum::<u32>()
        };
        yield_value!(usize::from(lock.try_lock().is_ok()));
        n as usize
    }

    fn operand_holds_the_lock(lock: &Mutex<u32>, cell: &RefCell<u32>) yields u32 {
        yield_value!(*lock.lock().unwrap());
        yield_value!(*cell.borrow() + 1);
        let held = *cell.borrow_mut() + { yield_value!(u32::from(cell.try_borrow().is_ok())); 1 };
        yield_value!(held);
    }

    fn scrutinee_holds_the_lock(lock: &Mutex<Vec<u32>>) yields bool {
        match lock.lock().unwrap().len() {
            0 => {
                yield_value!(lock.try_lock().is_ok());
            }
            _ => {
                yield_value!(lock.try_lock().is_ok());
            }
        }
        if lock.lock().unwrap().is_empty() {
            yield_value!(lock.try_lock().is_ok());
        }
        if let Some(_) = lock.lock().unwrap().first() {
            yield_value!(lock.try_lock().is_ok());
        } else {
            yield_value!(lock.try_lock().is_ok());
        }
        for _ in lock.lock().unwrap().clone() {
            yield_value!(lock.try_lock().is_ok());
        }
        yield_value!(lock.try_lock().is_ok());
    }

    fn readers(lock: &RwLock<u32>) yields (bool, bool) -> u32 {
        let first = lock.read().unwrap();
        yield_value!((lock.try_read().is_ok(), lock.try_write().is_ok()));
        let second = lock.read().unwrap();
        drop(first);
        yield_value!((lock.try_read().is_ok(), lock.try_write().is_ok()));
        let n = *second;
        drop(second);
        yield_value!((lock.try_read().is_ok(), lock.try_write().is_ok()));
        n
    }

    fn shared(cell: Rc<Cell<u32>>, list: Rc<RefCell<Vec<u32>>>) yields usize -> usize {
        for i in 0..3 {
            cell.set(cell.get() + i);
            yield_value!(Rc::strong_count(&cell));
            list.borrow_mut().push(cell.get());
        }
        let again = Rc::clone(&list);
        yield_value!(Rc::strong_count(&again));
        drop(list);
        yield_value!(Rc::strong_count(&again));
        let n = again.borrow().len();
        n
    }

    fn panics_while_locked(lock: &Mutex<u32>) yields bool {
        let mut n = lock.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        for i in 0..3 {
            let _d = D(i);
            *n += 1;
            yield_value!(lock.is_poisoned());
            assert!(*n < 2, "n is {n}");
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("borrowed", |drive| {
        let cell = RefCell::new(vec![7]);
        drive.run(borrowed(&cell));
        log(format_args!("{cell:?}"));
    });
    t.scope("locked", |drive| {
        let lock = Mutex::new(5);
        drive.run(locked(&lock));
        log(format_args!("{lock:?}"));
    });
    t.scope("locked in a block", |drive| {
        let lock = Mutex::new(vec![1, 2, 3]);
        drive.run(locked_in_a_block(&lock));
        log(format_args!("{lock:?}"));
    });
    t.scope("operand holds the lock", |drive| {
        let (lock, cell) = (Mutex::new(5), RefCell::new(6));
        drive.run(operand_holds_the_lock(&lock, &cell));
        log(format_args!("{lock:?} {cell:?}"));
    });
    for list in [vec![], vec![1, 2]] {
        t.scope(&format!("scrutinee holds the lock of {list:?}"), |drive| {
            let lock = Mutex::new(list.clone());
            drive.run(scrutinee_holds_the_lock(&lock));
        });
    }
    t.scope("readers", |drive| {
        let lock = RwLock::new(5);
        drive.run(readers(&lock));
    });
    t.scope("shared", |drive| {
        let (cell, list) = (Rc::new(Cell::new(1)), Rc::new(RefCell::new(vec![])));
        drive.run(shared(cell.clone(), list.clone()));
        log(format_args!("{cell:?} {list:?} {} {}", Rc::strong_count(&cell), Rc::strong_count(&list)));
    });
    t.scope("panics while locked", |drive| {
        let lock = Mutex::new(0);
        drive.run(panics_while_locked(&lock));
        log(format_args!("{lock:?}"));
    });
}
