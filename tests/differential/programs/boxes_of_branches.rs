//! Boxes of several types out of the branches of one argument.

use crate::prelude::*;

trait T { fn name(&self) -> &str; }
struct A; struct B;
impl T for A { fn name(&self) -> &str { "A" } }
impl T for B { fn name(&self) -> &str { "B" } }
coro! {
    fn f(c: bool) yields u32 -> Option<String> {
        let o: Option<Box<dyn T>> = Some(if c { yield_value!(1); Box::new(A) } else { Box::new(B) });
        yield_value!(2);
        o.map(|t| t.name().to_string())
    }
    fn g(c: u8) yields u32 -> Option<Box<dyn std::fmt::Debug>> {
        Some(match c { 0 => { yield_value!(1); Box::new("A") } 1 => Box::new(7), _ => { yield_value!(9); return None } })
    }
    fn h(c: bool) yields u32 -> Result<Box<dyn std::fmt::Debug>, String> {
        Ok(if c { Box::new(yield_value!(1)) } else { Box::new('x') })
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("pushes", || pushes(2)); for c in 0..4 {
    t.case("rets", || { let m = rets(c); coro!(move || { yield_from!(m).map(|f| f(5)).map_err(|e| e.to_string()) }) }); } t.case("refs", || refs(&5, "b", true));
    t.case("refs", || refs(&5, "b", false));
    t.case("f", || f(true));
    t.case("f", || f(false));
    t.case("g", || g(0));
    t.case("g1", || g(1));
    t.case("g2", || g(2));
    t.case("h", || h(true));
    t.case("h", || h(false)); 
}
coro! {
    fn pushes(n: u32) yields u32 -> Vec<String> {
        let mut list: Vec<Box<dyn T>> = Vec::new();
        for i in 0..n {
            list.push(if i % 2 == 0 { yield_value!(i); Box::new(A) } else { Box::new(B) });
            list.push(match i { 1 => Box::new(A), _ => { yield_value!(i); Box::new(B) } });
        }
        list.iter().map(|t| t.name().to_string()).collect()
    }
    fn rets(c: u8) yields u8 -> Result<Box<dyn Fn(u8) -> u8>, Box<dyn std::error::Error>> {
        let k = c * 2;
        Ok(match c { 0 => { yield_value!(7); Box::new(|x| x + 1) }, 1 => Box::new(move |x| x * k), 2 => return Err("two".into()), _ => { let d = D("d"); yield_value!(9); d.touch(); Box::new(move |x| { d.touch(); x }) } })
    }
    fn refs<'a>(a: &'a u8, b: &'a str, c: bool) yields u8 -> Option<&'a dyn std::fmt::Debug> {
        let k: &'a dyn std::fmt::Debug = a; log(b); let o: Option<&dyn std::fmt::Debug> = Some(if c { yield_value!(1); a } else { k });
        yield_value!(2);
        log(format_args!("{o:?}"));
        Some(if c { yield_value!(1); a } else { yield_value!(4); a })
    }
}
