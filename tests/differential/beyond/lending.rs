//! Lending: `receives world: &mut World`, and delegates that are lent a place at each step.
//! rustc's coroutines cannot: so the trace is written by hand.

use crate::prelude::*;

#[derive(Debug)]
struct World {
    health: i32,
    log: Vec<&'static str>,
}

#[derive(Debug, Default)]
struct Conn {
    lines: Vec<String>,
    reads: u32,
}

impl Conn {
    fn try_line(&mut self) -> Option<String> {
        self.reads += 1;
        (self.reads % 2 == 0).then(|| self.lines.pop()).flatten()
    }
}

coro! {
    fn script(n: i32) receives world: &mut World -> i32 {
        let _d = D("of the script");
        for i in 0..n {
            world.health -= i;
            yield_wait!();
            world.log.push("hit");
        }
        world.health
    }

    fn read_line() receives conn: &mut Conn -> String {
        loop {
            if let Some(line) = conn.try_line() {
                return line;
            }
            yield_wait!();
        }
    }

    fn read_two() receives conn: &mut Conn -> String {
        let a = yield_from!(read_line(), conn);
        let b = yield_from!(read_line(), conn);
        a + &b
    }

    fn session(mut conn: Conn) -> (u32, Conn) {
        let mut n = 0;
        loop {
            let line = yield_from!(read_two(), &mut conn);
            log(format_args!("got {line}"));
            if conn.lines.is_empty() {
                return (n, conn);
            }
            n += 1;
        }
    }

    fn lends_a_local_once(first: i32) -> (i32, usize) {
        let mut world = World { health: first, log: vec![] };
        let _d = D("of the caller");
        let health = yield_from!(script(2), &mut world);
        (health, world.log.len())
    }

    fn lends_a_parameter_last(mut world: World) -> i32 {
        yield_from!(script(1), &mut world)
    }
}

pub fn cases(t: &mut Tracer) {
    t.scope("script", |_| {
        let mut worlds = [World { health: 10, log: vec![] }, World { health: 20, log: vec![] }];
        let mut machine = script(2);
        for step in 0..3 {
            log(format_args!("{:?}", machine.resume(&mut worlds[step % 2])));
        }
        log(format_args!("{worlds:?}"));
    });
    let conn = || Conn { lines: ["d", "c", "b", "a"].map(String::from).to_vec(), reads: 0 };
    t.case("session", || session(conn()));
    t.case("lends a local once", || lends_a_local_once(7));
    t.case("lends a parameter last", || lends_a_parameter_last(World { health: 3, log: vec![] }));
}
