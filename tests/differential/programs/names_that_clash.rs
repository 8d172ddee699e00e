//! Names that clash with what generated code uses; keywords as raw names; unicode; items inside; nested macros; attributes.
use crate::prelude::*;

mod state { pub fn state(x: u32) -> u32 { x + 1 } pub struct State(pub u32); pub const START: u32 = 3; }
use state::State;

#[derive(Debug, Clone, PartialEq)]
enum Yielded { Value(u32), Complete }

macro_rules! twice { ($e:expr) => { { let state = $e; state + state } }; }
macro_rules! field { ($s:ident . $f:ident) => { $s.$f }; }
macro_rules! count { () => { 0usize }; ($head:tt $($tail:tt)*) => { 1usize + count!($($tail)*) }; }

struct Holder { r#type: u32, state: String, inner: Vec<u32> }

coro! {
    fn state_names(state: u32) yields u32 -> u32 {
        let at = state::state(state);
        let iter = [at, state];
        let next = iter.iter().max().copied().unwrap_or_default();
        yield_value!(next);
        let inner = State(next);
        let value = inner.0 + state::START;
        for arg in iter { let put = arg; let replace = put + value; yield_value!(replace); }
        let position = 4; let held = 5; let guard = 6; let scrutinee = 7; let operand = 8;
        yield_value!(position + held + guard + scrutinee + operand);
        at + value
    }

    fn raw_names(r#in: u32, r#loop: Vec<u32>) yields u32 -> Yielded {
        let r#match = r#in * 2;
        for r#for in r#loop.iter().map(|r#fn| r#fn + r#match) { yield_value!(r#for); }
        let h = Holder { r#type: r#match, state: "s".into(), inner: r#loop };
        let Holder { r#type, ref state, ref inner } = h;
        yield_value!(r#type + state.len() as u32 + inner.len() as u32);
        if field!(h.r#type) > 3 { return Yielded::Value(twice!(field!(h.r#type))) }
        Yielded::Complete
    }

    fn unicode(größe: &str) yields String -> usize {
        let mut länge = 0;
        for 字 in größe.chars() { länge += 字.len_utf8(); yield_value!(format!("{字}{länge}")); }
        let straße = größe.to_uppercase();
        yield_value!(format!("{straße:>6}"));
        straße.chars().filter(|ß| ß.is_alphabetic()).count()
    }

    fn items_inside(n: u32) yields u32 -> u32 {
        #[derive(Clone, Copy)]
        struct Inner<T> { value: T }
        impl<T: Copy + Into<u32>> Inner<T> { fn get(self) -> u32 { self.value.into() * FACTOR } }
        trait Twice { fn twice(&self) -> u32; }
        impl Twice for u32 { fn twice(&self) -> u32 { *self * 2 } }
        const FACTOR: u32 = 10;
        static NAMES: [&str; 2] = ["a", "bc"];
        fn helper(x: u32) -> u32 { fn deeper(x: u32) -> u32 { x + FACTOR } deeper(x) }
        use std::cmp::Reverse as Backwards;
        type Pair = (Backwards<u32>, Inner<u8>);
        let pair: Pair = (Backwards(n), Inner { value: 3 });
        yield_value!(helper(n));
        #[derive(Clone, Copy)]
        enum Kind { A = 5, B }
        let kind = if n > 1 { Kind::A } else { Kind::B };
        yield_value!(kind as u32 + pair.1.get());
        yield_value!(helper(NAMES[1].len() as u32));
        helper(pair.0.0.twice()) + count!(a b c) as u32
    }

    #[allow(clippy::needless_return, unused_variables)]
    #[must_use]
    #[inline]
    fn attributes(#[allow(unused)] n: u32, mut m: u32) yields u32 -> u32 {
        #[allow(unused_mut)]
        let mut k = 1;
        #[cfg(any())]
        { yield_value!(99); compile_error!("not compiled"); }
        #[cfg(all())]
        yield_value!(k);
        match m {
            #[cfg(any())]
            0 => { yield_value!(98); }
            #[allow(unreachable_patterns)]
            _ => m += 1,
        }
        let list = [#[cfg(all())] 1, #[cfg(any())] 2, 3];
        for _x in list { yield_value!(m); }
        #[rustfmt::skip]
        return   m+k;
    }

    fn generics_named_like<State, Y: Clone + Into<u64>, R>(state: State, y: Y, f: fn(State, u64) -> R) yields Y -> (R, u64) {
        yield_value!(y.clone());
        let n: u64 = y.into();
        let result = f(state, n);
        (result, n)
    }

    fn lifetimes<'state, 'a: 'state>(a: &'a [&'state str], sep: &'state str) yields &'state str -> String {
        let mut out = String::new();
        for (i, s) in a.iter().enumerate() {
            if i > 0 { out += sep; yield_value!(sep); }
            out += s;
            yield_value!(s);
        }
        out
    }
}

coro! {
    /// The text of an inner `coro!` names the variable that hides another one.
    fn hidden_in_a_text(go: bool) yields String -> i64 {
        let mut d = Vec::<D>::new();
        d.pop();
        let d;
        if go {
            d = D("a1");
        } else {
            d = D("a2");
        }
        let n = yield_from!(coro!(move || yields String -> i64 {
            yield_value!(format!("{d:?}"));
            drop(d);
            yield_value!(String::new());
            6
        }));
        yield_value!(n.to_string());
        n
    }

    fn hidden_by_one_alive() yields String -> i64 {
        let mut d = Vec::<D>::new();
        d.pop();
        let d = D("a1");
        yield_from!(coro!(move || yields String -> i64 {
            yield_value!(format!("{d:?}"));
            6
        }))
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("state", || state_names(3));
    t.case("raw", || raw_names(2, vec![1, 2]));
    t.case("raw small", || raw_names(1, vec![]));
    t.case("unicode", || unicode("aß字"));
    t.case("items", || items_inside(2));
    t.case("attributes", || attributes(1, 2));
    t.case("generics", || generics_named_like("s", 7u32, |s, n| format!("{s}{n}")));
    t.scope("lifetimes", |d| d.run(lifetimes(&["a", "b"], "-")));
    t.case("hidden_in_a_text", || hidden_in_a_text(true));
    t.case("hidden_by_one_alive", || hidden_by_one_alive());
}
