//! Casts to `Box<dyn ..>` of what borrows, in fns that are lent places of their callers.

use crate::prelude::*;
use std::fmt::Debug;

trait Plain {
    fn area(&self) -> u32;
}
struct Quad(u32);
impl Plain for Quad {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}
coro! {
    fn plainly() yields u32 -> u32 {
        let mut list = vec![1, 2, 3];
        let a = yield_from!(plain(&mut list, 3));
        list.push(a);
        yield_value!(list.len() as u32);
        a
    }
    fn plain(list: &mut Vec<u32>, n: u32) yields u32 -> u32 {
        let shape = Box::new(Quad(n)) as Box<dyn Plain>;
        list.push(shape.area());
        yield_value!(list.len() as u32);
        let shapes = vec![Box::new(Quad(1)) as Box<dyn Plain>, Box::new(Quad(2))];
        for shape in &shapes {
            list.push(shape.area());
            yield_value!(list[0]);
        }
        shape.area()
    }
}

trait Shape {
    fn area(&self) -> u32;
}
#[derive(Debug)]
struct Square(u32);
impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}
struct Named<'a>(&'a str);
impl Shape for Named<'_> {
    fn area(&self) -> u32 {
        self.0.len() as u32
    }
}
type Step = Box<dyn Fn(u32) -> u32>;
coro! {
    fn outer(k: u32) yields u32 -> u32 {
        let mut list = vec![1, 2, 3];
        let name = String::from("name");
        let a = yield_from!(inner(&mut list, &name, k));
        list.push(a);
        yield_value!(list.len() as u32);
        let b = yield_from!(steps(&mut list, k));
        let c = yield_from!(choose(&list, k));
        a + b + c
    }
    fn inner(list: &mut Vec<u32>, name: &str, n: u32) yields u32 -> u32 {
        let shapes = [Box::new(Square(n)) as Box<dyn Shape>, Box::new(Named(name)) as Box<dyn Shape + '_>];
        for shape in &shapes {
            list.push(shape.area());
            yield_value!(list[0]);
        }
        let shape = match n {
            0 => Box::new(Square(n)) as Box<dyn Shape>,
            1 => Box::new(Named("static")),
            _ => Box::new(Square(list[0])),
        };
        yield_value!(list[0]);
        shape.area()
    }
    fn steps(list: &mut Vec<u32>, n: u32) yields u32 -> u32 {
        let mut steps = Vec::new();
        steps.push(Box::new(move |x| x + n) as Box<dyn Fn(u32) -> u32>);
        steps.push(Box::new(|x: u32| x * 2) as Step);
        let mut all = 1;
        for step in steps.iter() {
            all = step(all);
            list.push(all);
            yield_value!(all);
        }
        while let Some(step) = steps.pop() {
            all = step(all);
            yield_value!(all);
            list.push(step(1));
        }
        all
    }
    fn choose(list: &Vec<u32>, n: u32) yields u32 -> u32 {
        let items = if n > 1 {
            Box::new(list.iter().copied()) as Box<dyn Iterator<Item = u32>>
        } else {
            Box::new(0..n) as Box<dyn Iterator<Item = u32>>
        };
        let mut sum = 0;
        for item in items {
            yield_value!(item);
            sum += item;
        }
        let shown = &n as &dyn Debug;
        yield_value!(sum);
        log(format!("{shown:?}"));
        sum
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("plainly", || plainly());
    for k in 0..3 {
        t.case("outer", move || outer(k));
    }
}
