//! Structs of which parts are taken and whose declaration nobody sees: a macro makes them, as another crate would.

use crate::prelude::*;

type S = D<&'static str>;

macro_rules! declare {
    ($name:ident { $($field:ident: $ty:ty = $made:expr),* } $(drop $text:literal)?) => {
        pub struct $name { $(pub $field: $ty),* }
        impl $name {
            pub fn new() -> Self {
                $name { $($field: $made),* }
            }
        }
        $(impl Drop for $name {
            fn drop(&mut self) {
                log($text);
            }
        })?
    };
}
declare!(Owned { a: S = D("a"), b: S = D("b"), c: S = D("c") });
declare!(Guard { id: u32 = 1, name: &'static str = "n", d: S = D("d") } drop "guard");
fn owned() -> Owned { Owned::new() }
fn guard() -> Guard { Guard::new() }

struct Tasks(Vec<S>, S);

coro! {
    fn first() yields u32 {
        let o = owned();
        let x = D("x");
        let Owned { a, .. } = o;
        yield_value!(1);
        a.touch();
        yield_value!(2);
        x.touch();
    }

    fn temporary() yields u32 {
        let x = D("x");
        let Owned { b, .. } = owned();
        let y = D("y");
        yield_value!(1);
        b.touch();
        yield_value!(2);
        x.touch();
        y.touch();
    }

    fn dropped() yields u32 {
        let o = owned();
        let x = D("x");
        drop(o.a);
        yield_value!(1);
        x.touch();
        yield_value!(2);
    }

    fn two_named() yields u32 {
        let o = owned();
        let x = D("x");
        drop(o.b);
        yield_value!(1);
        o.a.touch();
        yield_value!(2);
        x.touch();
    }

    fn on_some_ways(c: bool) yields u32 {
        let o = owned();
        let x = D("x");
        if c {
            drop(o.b);
        }
        yield_value!(1);
        x.touch();
        yield_value!(2);
    }

    fn parameter(o: Owned) yields u32 {
        let x = D("x");
        drop(o.b);
        yield_value!(1);
        x.touch();
    }

    fn in_a_loop() yields u32 {
        for i in 0..2 {
            let o = owned();
            let x = D("x");
            let Owned { c, .. } = o;
            yield_value!(i);
            x.touch();
            c.touch();
        }
    }

    fn matched() yields u32 {
        let o = owned();
        let x = D("x");
        match o {
            Owned { b, .. } => {
                yield_value!(1);
                b.touch();
            }
        }
        yield_value!(2);
        x.touch();
    }

    fn copied() yields u32 {
        let g = guard();
        let x = D("x");
        let Guard { id, .. } = g;
        yield_value!(id);
        x.touch();
        yield_value!(2);
    }

    fn copied_beside_a_reference() yields u32 {
        let g = guard();
        let x = D("x");
        let Guard { id, ref name, .. } = g;
        yield_value!(id);
        x.touch();
        log(name);
    }

    fn copied_in_an_option(g: Option<Guard>) yields u32 {
        let x = D("x");
        if let Some(Guard { id, .. }) = g {
            yield_value!(id);
        }
        yield_value!(2);
        x.touch();
    }

    fn copied_of_each(all: Vec<Guard>) yields u32 {
        let x = D("x");
        for Guard { id, .. } in all {
            yield_value!(id);
        }
        yield_value!(2);
        x.touch();
    }

    fn copied_of_a_parameter(Guard { id, .. }: Guard) yields u32 {
        let x = D("x");
        yield_value!(id);
        x.touch();
    }

    fn matched_where_made() yields u32 {
        let x = D("x");
        match guard() {
            Guard { id, name: "n", .. } => {
                yield_value!(id);
                x.touch();
            }
            _ => {}
        }
        yield_value!(2);
    }

    async fn waiting(g: Guard) -> u32 {
        let x = D("x");
        let Guard { id, .. } = g;
        yield_wait!();
        x.touch();
        id
    }

    impl Tasks {
        fn boxed(self: Box<Self>) yields u32 {
            let x = D("x");
            let tasks = self.0;
            yield_value!(1);
            for task in tasks {
                yield_value!(2);
                task.touch();
            }
            x.touch();
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("first", first);
    t.case("temporary", temporary);
    t.case("dropped", dropped);
    t.case("two named", two_named);
    t.case("on some ways: this", || on_some_ways(true));
    t.case("on some ways: another", || on_some_ways(false));
    t.case("parameter", || parameter(owned()));
    t.case("in a loop", in_a_loop);
    t.case("matched", matched);
    t.case("copied", copied);
    t.case("copied beside a reference", copied_beside_a_reference);
    t.case("copied in an option", || copied_in_an_option(Some(guard())));
    t.case("copied of each", || copied_of_each(vec![guard(), guard()]));
    t.case("copied of a parameter", || copied_of_a_parameter(guard()));
    t.case("matched where made", matched_where_made);
    t.case("waiting", || waiting(guard()));
    t.case("boxed", || Box::new(Tasks(vec![D("t1"), D("t2")], D("t3"))).boxed());
}
