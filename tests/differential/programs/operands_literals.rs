//! Pauses in struct, tuple and array literals, ranges, indices, casts.

use crate::prelude::*;

#[derive(Debug, Clone, Default)]
struct Config {
    name: String,
    size: usize,
    verbose: bool,
    level: u8,
}

#[derive(Debug)]
struct Point<T>(T, T);

#[derive(Debug)]
enum Shape {
    Circle { radius: f64 },
    Line(Point<i32>),
    Empty,
}

coro! {
    fn struct_fields(name: String) yields &'static str -> Config {
        let level = 3;
        Config {
            size: note("size", { yield_value!("size"); name.len() }),
            verbose: { yield_value!("verbose"); true },
            level,
            name,
        }
    }

    fn struct_update() yields u8 -> Config {
        let base = Config { level: { yield_value!(1); 4 }, ..Config::default() };
        Config {
            name: { yield_value!(2); "named".to_string() },
            ..{ yield_value!(3); base }
        }
    }

    fn struct_update_moves(base: (D, D), other: D) -> (D, D) {
        struct Two {
            a: D,
            b: D,
        }
        let old = Two { a: base.0, b: base.1 };
        let new = Two { a: { yield_wait!(); other }, ..old };
        yield_wait!();
        old.a.touch();
        (new.b, new.a)
    }

    fn tuples() yields u8 -> (u8, (String, u8), ()) {
        (
            { yield_value!(1); 1 },
            ({ yield_value!(2); "two".into() }, note("three", 3)),
            { yield_value!(4); },
        )
    }

    fn arrays() receives _: u8 yields usize -> ([u8; 4], [u8; 3], Vec<u8>) {
        let four = [yield_value!(0), note("one", 1), yield_value!(2), yield_value!(3)];
        let repeated = [yield_value!(four.len()); 3];
        (four, repeated, vec![yield_value!(4); 2])
    }

    fn drops_in_literals(stop: bool) -> usize {
        let list = [D("0"), { yield_wait!(); D("1") }, {
            if stop {
                return 0;
            }
            yield_wait!();
            D("2")
        }];
        yield_wait!();
        list.len()
    }

    fn enums(n: u8) yields u8 -> Vec<Shape> {
        let mut shapes = vec![Shape::Circle { radius: { yield_value!(1); 1.5 } }];
        shapes.push(Shape::Line(Point({ yield_value!(2); 1 }, { yield_value!(3); -1 })));
        shapes.push(if n > { yield_value!(4); 3 } { Shape::Empty } else { Shape::Circle { radius: 0.0 } });
        shapes
    }

    fn ranges(low: u32, high: u32) yields u32 -> u32 {
        let mut sum = 0;
        for x in note("low", { yield_value!(100); low })..note("high", { yield_value!(101); high }) {
            sum += x;
            yield_value!(sum);
        }
        let range = low..={ yield_value!(102); high };
        let is_in = (..{ yield_value!(103); high }).contains(&low) && (low..).contains(&{ yield_value!(104); high });
        sum + range.count() as u32 + u32::from(is_in)
    }

    fn matrix(rows: [[u8; 3]; 2]) receives _: usize yields u8 -> u8 {
        let row = rows[yield_value!(1) % 2];
        let first = rows[0];
        row[yield_value!(2) % 3] + first[yield_value!(3) % 3]
    }

    fn casts() receives _: i64 yields f64 -> u8 {
        let a = yield_value!(1 as f64) as f64;
        let b = { yield_value!(a); 300_i32 } as u8;
        let c = yield_value!(f64::from(b)) as u8 as char;
        (c as u32 + yield_value!(0.5) as u32) as u8
    }

    fn fields(pair: (String, D)) yields usize -> usize {
        let point = Point({ yield_value!(1); 1 }, 2);
        let x = { yield_value!(2); point }.1;
        let y = Config { size: { yield_value!(3); 9 }, ..Default::default() }.size;
        pair.0.len() + { yield_value!(4); pair.1.touch(); x } + y
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("struct fields", || struct_fields("name".to_string()));
    t.case("struct update", struct_update);
    t.case("struct update moves", || struct_update_moves((D("a"), D("b")), D("other")));
    t.case("tuples", tuples);
    t.receiving("arrays", arrays, |k| k as u8 * 10);
    t.case("drops in literals", || drops_in_literals(false));
    t.case("drops in literals, stopped", || drops_in_literals(true));
    t.case("enums", || enums(3));
    t.case("ranges", || ranges(2, 5));
    t.receiving("matrix", || matrix([[1, 2, 3], [4, 5, 6]]), |k| k);
    t.receiving("casts", casts, |k| k as i64 * 321 - 1);
    t.case("fields", || fields(("pair".to_string(), D("d"))));
}
