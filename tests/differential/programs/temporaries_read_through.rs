//! What is read through a temporary that lives on: copied out of a guard, or moved out of a box.

use crate::prelude::*;
use std::rc::Rc;
use std::cell::RefCell;
#[derive(Debug, Clone)]
enum Expr { Num(f64), Let(&'static str, Box<Expr>) }
fn boxed(n: u32) -> Box<D<u32>> { Box::new(D(n)) }
struct G(D<u32>);
impl std::ops::Deref for G { type Target = u32; fn deref(&self) -> &u32 { self.0.touch(); &self.0.0 } }
impl G { fn own(&self) -> G { G(D(self.0.0 + 1)) } }
fn two<A, B>(a: A, b: B) -> (A, B) { log("two"); (a, b) }
coro! {
    fn eval(expr: Rc<Expr>) yields f64 -> f64 {
        match &*expr {
            Expr::Num(n) => *n,
            Expr::Let(name, value) => {
                let value = yield_from!(eval(Rc::new(*value.clone())).boxed());
                yield_value!(value + name.len() as f64);
                value
            }
        }
    }
    fn other(b: &Box<D<u32>>, list: &RefCell<Vec<Box<D<u32>>>>) receives _: u32 yields u32 -> (D<u32>, u32) {
        yield_value!(b.0);
        let d = two(*b.clone(), yield_value!(1));
        let e = two(*boxed(4), yield_value!(2));
        let f = two(*list.borrow_mut().pop().unwrap(), yield_value!(3));
        let g = two((b.clone(), *b.clone()), *boxed(yield_value!(4)));
        (*b.clone(), d.1 + e.1 + f.1)
    }
    fn guards(g: G) receives _: u32 yields u32 -> u32 {
        let a = two(*g.own(), yield_value!(1));
        let b = *g.own() + yield_value!(2);
        let c = yield_value!(3) + *g.own().own() + yield_value!(4);
        let d = two(-(*g.own() as i32), yield_value!(*g.own()));
        a.0 + b + c + d.1
    }
}
pub fn cases(t: &mut Tracer) { t.case("eval", || eval(Rc::new(Expr::Let("x", Box::new(Expr::Num(2.0)))))); 
  t.scope("other", |d| { let l = RefCell::new(vec![boxed(8), boxed(9)]); d.run_with(other(&boxed(1), &l), &|i| i as u32) });
  t.receiving("guards", || guards(G(D(5))), |i| i as u32);
}
