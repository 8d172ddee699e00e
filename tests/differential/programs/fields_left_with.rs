//! A loop that is left with a field of a variable whose methods it calls.

use crate::prelude::*;
struct Stack(Vec<i32>);
impl Stack { fn pop(&mut self) -> Option<i32> { self.0.pop() } }
coro! {
    fn to_the_end(n: i32) yields i32 -> Vec<i32> {
        let mut stack = Stack(vec![1, 2, 3]);
        loop {
            let Some(x) = stack.pop() else { break stack.0 };
            yield_value!(x);
            if x == n { break stack.0; }
        }
    }
    fn in_a_result(n: i32) yields i32 -> Result<Vec<i32>, Left> {
        let mut stack = Stack(vec![1, 2, 3]);
        let d = D("of a block");
        let result = loop {
            let Some(x) = stack.pop() else { break Some(stack.0) };
            yield_value!(x);
            if x == n { return Ok(stack.0); }
        };
        result.ok_or(Left(d))
    }
    fn kept_in_a_variable(n: i32) yields i32 -> Vec<i32> {
        let mut stack = Stack(vec![1, 2, 3]);
        let mut out = vec![];
        while let Some(x) = stack.pop() {
            yield_value!(x);
            if x == n { out = stack.0; log("found"); break; }
            if x < n { let rest = stack.0; log("left"); return rest; }
        }
        yield_value!(out.len() as i32);
        out
    }
    fn returned(n: i32) yields i32 -> Vec<i32> {
        let mut stack = Stack(vec![1, 2, 3]);
        while let Some(x) = stack.pop() {
            yield_value!(x);
            if x == n { return stack.0; }
        }
        stack.0
    }
    fn of_a_block(n: i32) yields i32 -> Vec<i32> {
        let mut stack = Stack(vec![1, 2, 3]);
        let found = 'outer: {
            while let Some(x) = stack.pop() {
                yield_value!(x);
                if x == n { break 'outer stack.0; }
            }
            yield_value!(0);
            vec![]
        };
        found
    }
}
#[derive(Debug)]
struct Left(D);
pub fn cases(t: &mut Tracer) {
    t.case("found", || to_the_end(2));
    t.case("to the end", || to_the_end(7));
    t.case("returned early", || in_a_result(2));
    t.case("in a result", || in_a_result(7));
    t.case("kept in a variable", || kept_in_a_variable(2));
    t.case("kept in a variable, left", || kept_in_a_variable(4));
    t.case("returned", || returned(2));
    t.case("of a block", || of_a_block(2));
    t.case("of a block, not found", || of_a_block(9));
}
