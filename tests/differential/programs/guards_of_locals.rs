//! Guards of cells that the function owns, made on the way to a pause.

use crate::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

#[derive(Debug)]
struct Folder {
    size: u32,
    parent: Option<Rc<RefCell<Folder>>>,
    inside: Vec<Rc<RefCell<Folder>>>,
}

impl Folder {
    fn of(size: u32, inside: Vec<Rc<RefCell<Folder>>>) -> Rc<RefCell<Folder>> {
        let parent = None;
        Rc::new(RefCell::new(Folder { size, parent, inside }))
    }
}

/// A guard of its own, whose drop can be seen.
struct Desk;

struct Borrowed<'a>(&'a Desk);

impl Desk {
    fn borrow(&self) -> Borrowed<'_> {
        Borrowed(self)
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        log("given back");
    }
}

impl Borrowed<'_> {
    fn count(&self) -> u8 {
        let Borrowed(_) = self;
        3
    }
}

coro! {
    fn journal(lines: Rc<RefCell<Vec<String>>>) yields usize {
        for day in 1..=3 {
            lines.borrow_mut().push(format!("day {day}"));
            yield_value!(lines.borrow().len());
        }
        let all = lines.borrow().join(", ");
        yield_value!(all.len());
    }

    fn upwards(from: Rc<RefCell<Folder>>) yields u32 {
        let mut here = Some(from);
        while let Some(folder) = here {
            yield_value!(folder.borrow().size);
            folder.borrow_mut().size += 1;
            here = folder.borrow().parent.clone();
        }
    }

    fn depth_first(root: Rc<RefCell<Folder>>) yields u32 -> u32 {
        let mut open = vec![Rc::clone(&root)];
        while let Some(folder) = open.pop() {
            yield_value!(folder.borrow().size * 2);
            for inner in folder.borrow().inside.iter().rev() {
                open.push(Rc::clone(inner));
            }
        }
        root.borrow().size
    }

    fn in_scrutinees(root: Rc<RefCell<Folder>>) yields u32 {
        if let Some(first) = root.borrow().inside.first().cloned() {
            yield_value!(first.borrow().size);
        }
        match root.borrow().size {
            0 => yield_value!(100),
            n if n > 10 => yield_value!(n),
            _ => {}
        }
        if root.borrow().inside.is_empty() {
            yield_value!(200);
        }
    }

    fn drained(jobs: Arc<Mutex<Vec<u32>>>, names: RwLock<Vec<String>>) yields u32 {
        for at in 0..names.read().unwrap().len() {
            yield_value!(names.read().unwrap()[at].len() as u32);
        }
        yield_value!(*jobs.lock().unwrap().last().unwrap());
        while let Some(job) = jobs.lock().unwrap().pop() {
            yield_value!(job);
        }
    }

    fn of_a_reference(cell: &RefCell<u8>) yields u8 {
        yield_value!(*cell.borrow());
        yield_value!(u8::from(cell.try_borrow_mut().is_ok()));
    }

    fn not_the_librarys(desk: &Desk) yields u8 {
        yield_value!(desk.borrow().count());
        yield_value!(4);
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("journal", || journal(Rc::default()));
    let folders = || Folder::of(1, vec![Folder::of(20, vec![Folder::of(4, vec![])]), Folder::of(30, vec![])]);
    t.case("upwards", || {
        let inner = Folder::of(5, vec![]);
        inner.borrow_mut().parent = Some(folders());
        upwards(inner)
    });
    t.case("depth first", || depth_first(folders()));
    t.case("in scrutinees", || in_scrutinees(folders()));
    t.case("in scrutinees, large", || in_scrutinees(Folder::of(40, vec![])));
    t.case("drained", || {
        let names = RwLock::new(vec!["ann".to_string(), "bo".to_string()]);
        drained(Arc::new(Mutex::new(vec![7, 8])), names)
    });
    t.scope("held where it can be", |drive| {
        let cell = RefCell::new(6);
        drive.run(of_a_reference(&cell));
    });
    t.scope("a guard of its own", |drive| drive.run(not_the_librarys(&Desk)));
}
