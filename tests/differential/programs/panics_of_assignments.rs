//! Where the panic of an operator that assigns is told of, whose operand pauses.
use crate::prelude::*;
coro! {
    fn d1(mut x: u8) yields i64 -> u8 {
        let way = x > 3;
        x += { yield_value!(1); 200 };
        x
    }
    fn d2(x: u8) yields i64 -> u8 {
        let y = x * 2;
        y + { yield_value!(1); 200 }
    }
    fn d3(mut x: Vec<u8>) yields i64 -> u8 {
        let i = 0;
        x[i] -= { yield_value!(1); 200 };
        x[0]
    }
    fn d4(x: u8) yields i64 -> u8 {
        let y = [1, 2];
        y[{ yield_value!(1); x as usize }]
    }
    fn d5(x: u8) yields i64 -> u8 {
        1
            / { yield_value!(1);
                x }
    }
    fn d6(x: &mut u8) yields i64 {
        let n = 3;
        *x -= { yield_value!(1); 200 + n };
    }
    fn d7(mut x: i8) yields i64 -> i8 {
        let n = 3;
        x <<= { yield_value!(1); 20 + n };
        x
    }
    fn d8(mut x: u8) yields i64 -> u8 {
        for i in 0..3 {
            x
              *= { yield_value!(i); 20 };
        }
        x
    }
    fn d9(x: i8) yields i64 -> u8 {
        let y = -{ yield_value!(1); x };
        y as u8
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("d1", || d1(100));
    t.case("d2", || d2(100));
    t.case("d3", || d3(vec![100]));
    t.case("d4", || d4(100));
    t.case("d5", || d5(0));
    t.scope("d6", |d| {
        let mut x = 4;
        d.run(d6(&mut x));
    });
    t.case("d7", || d7(100));
    t.case("d8", || d8(100));
    t.case("d9", || d9(-128));
}
