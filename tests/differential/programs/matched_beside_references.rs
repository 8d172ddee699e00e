//! Tuples that are matched where they are made, of which an item is a reference into a local: only what is beside it is held.
use crate::prelude::*;
use std::collections::*;
#[derive(Debug, Clone, PartialEq)]
enum Tok { Num(i64), Word(String), Open, Close, Pair(String, String) }
#[derive(Debug, Clone, Default)]
struct Ps { hp: i32, name: String }
#[derive(Debug)]
enum Cmd { Hit(i32), Heal(D), Skip, Two(D, D) }
struct Scan { toks: std::iter::Peekable<std::vec::IntoIter<Cmd>>, depth: u32, trace: D }
coro! {
    fn fight(mut ps: Vec<Ps>) receives cmd: Cmd yields i32 -> Vec<Ps> {
        let n = ps.len();
        let mut cmd = cmd;
        let mut i = 0;
        loop {
            match (&mut ps[i % n], cmd) {
                (p, Cmd::Hit(h)) if p.hp > h => { p.hp -= h; cmd = yield_value!(p.hp); }
                (p, Cmd::Hit(_)) => { p.hp = 0; yield_value!(0); break }
                (p, Cmd::Heal(d)) => { p.hp += 1; d.touch(); let hp = p.hp; cmd = yield_value!(hp); }
                (_, Cmd::Two(a, _)) => { cmd = yield_value!(7); a.touch(); }
                (_, Cmd::Skip) => { cmd = yield_value!(-1); }
            }
            i += 1;
        }
        ps
    }
    fn held(mut ps: Vec<Ps>) receives cmd: Cmd yields i32 {
        let mut cmd = cmd;
        for i in 0..4 {
            cmd = match (ps.get_mut(i % 2), cmd) {
                (Some(p), Cmd::Heal(_)) => { p.hp += 2; yield_value!(p.hp) }
                (None, c) => { c.show(); yield_value!(-2) }
                (_, Cmd::Skip) => { yield_value!(-3) }
                (Some(p), _) if p.hp > 1 => yield_value!(1),
                _ => yield_value!(-9),
            };
        }
        cmd.show();
    }
    impl Scan {
        fn calls(mut self) yields (u32, i32) -> Result<u32, String> {
            let mut most = 0;
            while let Some(tok) = self.toks.next() {
                match (tok, self.toks.peek()) {
                    (Cmd::Hit(n), Some(Cmd::Skip)) => { yield_value!((self.depth, n)); }
                    (Cmd::Heal(_), _) => { yield_value!((9, 9)); self.depth += 1; most = most.max(self.depth) }
                    (Cmd::Two(a, _), None) => { self.depth = self.depth.checked_sub(1).ok_or("unbalanced")?; yield_value!((1, 1)); a.touch(); }
                    (Cmd::Two(..), Some(Cmd::Two(..))) => return Err(format!("two")),
                    (t, next) => { self.trace.touch(); let more = next.is_some(); if more { yield_value!((4, 4)); } t.show(); }
                }
            }
            Ok(most)
        }
    }
    fn peeked(text: Vec<Tok>) yields String -> usize {
        let mut it = text.into_iter().peekable();
        let mut n = 0;
        while let Some(t) = it.next() {
            match (t, it.peek()) {
                (Tok::Word(w), Some(Tok::Open)) => { yield_value!(format!("call {w}")); it.next(); }
                (Tok::Word(w), None | Some(Tok::Close)) => { yield_value!(w); }
                (Tok::Num(n), Some(Tok::Num(m))) if n < *m => { let d = m - n; yield_value!(format!("{d}")); }
                (Tok::Num(_), _) => { yield_value!("num".into()); }
                (Tok::Pair(_, b), _) => { yield_value!("pair".to_string()); n += b.len(); }
                (Tok::Open | Tok::Close, _) => n += 1,
                (other, _) => { yield_value!(format!("{other:?}")); }
            }
            n += 1;
        }
        n
    }
    fn by_map(mut m: HashMap<&'static str, u32>, cmds: Vec<(&'static str, Cmd)>) yields u32 {
        for (k, c) in cmds {
            match (m.get_mut(k), c) {
                (Some(n), Cmd::Heal(d)) => { *n += d.0.len() as u32; let n = *n; yield_value!(n); d.touch(); }
                (Some(n), Cmd::Hit(h)) => { *n -= h as u32; if *n == 0 { m.remove(k); yield_value!(0); } }
                (None, Cmd::Two(_, b)) => { m.insert(k, 5); yield_value!(5); b.touch(); }
                (None, _) => { yield_value!(404); }
                (Some(_), other) => { other.show(); yield_value!(500); }
            }
        }
    }
}
impl Cmd { fn show(&self) { log(format_args!("show {self:?}")) } }
pub fn cases(t: &mut Tracer) {
    let cmds = |k: usize| match k { 0 => Cmd::Hit(2), 1 => Cmd::Heal(D("d")), 2 => Cmd::Skip, 3 => Cmd::Two(D("x"), D("y")), 4 => Cmd::Heal(D("e")), _ => Cmd::Hit(7) };
    t.receiving("fight", || fight(vec![Ps { hp: 5, name: "x".into() }, Ps::default()]), cmds);
    t.receiving("held", || held(vec![Ps { hp: 5, name: "x".into() }, Ps::default()]), cmds);
    t.receiving("held2", || held(vec![Ps { hp: 5, name: "x".into() }, Ps::default()]), |k| cmds(3 + k));
    t.receiving("held3", || held(vec![Ps { hp: 5, name: "x".into() }]), |k| cmds(3 + k));
    for k in [&[0, 2, 1, 3][..], &[1, 2, 0, 3], &[1, 3], &[3, 3], &[2, 2, 4, 4]] {
        t.case(&format!("calls {k:?}"), || Scan { toks: k.iter().map(|k| cmds(*k)).collect::<Vec<_>>().into_iter().peekable(), depth: 0, trace: D("trace") }.calls());
        t.case(&format!("map {k:?}"), || by_map(HashMap::from([("a", 7), ("b", 2)]), k.iter().zip(["a", "b", "c", "b"]).map(|(k, n)| (n, cmds(*k))).collect()));
    }
    use Tok::*;
    t.case("peeked", || peeked(vec![Word("f".into()), Open, Num(1), Num(3), Pair("a".into(), "bc".into()), Word("x".into()), Num(4), Word("e".into())]));
}
