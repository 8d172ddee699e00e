//! The rest of a struct that is named as a whole elsewhere: `..line`.

use crate::prelude::*;
#[derive(Debug)]
struct Line { sku: D<String>, n: u32, notes: Vec<String>, tag: Option<D> }
fn line(n: u32) -> Line { Line { sku: D(format!("s{n}")), n, notes: vec![], tag: None } }
#[derive(Debug, Clone, Default)]
struct Plain { sku: String, n: u32, notes: Vec<String> }
coro! {
    fn a(lines: Vec<Line>) yields u32 -> u32 {
        for line in lines {
            yield_value!(line.n);
            let line = Line { n: 7, notes: vec!["x".into()], ..line };
            yield_value!(line.n);
        }
        1
    }
    fn b(lines: Vec<Line>) yields u32 -> u32 {
        for line in lines {
            let line = if line.n > 1 { Line { n: 7, notes: vec!["x".into()], ..line } } else { line };
            yield_value!(line.n);
        }
        1
    }
    fn c(lines: Vec<Line>) yields Line -> u32 {
        for line in lines {
            let other = match line.n {
                0 => { yield_value!(Line { tag: Some(D("t")), ..line }); continue }
                1 => Line { sku: D("new".to_string()), ..line },
                _ => line,
            };
            yield_value!(other);
        }
        1
    }
    fn d(lines: Vec<Plain>) yields String -> u32 {
        for line in lines {
            let line = match line.notes.first() {
                Some(name) => { let mut notes = line.notes.clone(); notes.push(format!("{name}!")); Plain { notes, ..line } }
                None => line,
            };
            yield_value!(format!("{line:?}"));
        }
        1
    }
    fn ruled(lines: Vec<Plain>, rules: Vec<(String, fn(&Plain) -> Option<u32>)>) yields String -> u32 {
        let mut all = 0;
        for line in lines {
            let best = rules.iter().filter_map(|(name, rule)| Some((rule(&line)?, name))).max();
            let line = match best {
                Some((n, name)) => { let mut notes = line.notes.clone(); notes.push(format!("{name} {n}")); Plain { n, notes, ..line } }
                None => line,
            };
            all += line.n;
            yield_value!(format!("{line:?}"));
        }
        all
    }
    fn e(p: Plain) yields String -> Plain {
        yield_value!(p.sku.clone());
        let q = Plain { n: 3, ..p };
        yield_value!(q.sku.clone());
        let n = q.n;
        let r = Plain { sku: { yield_value!("in".into()); "r".to_string() }, n: n + 1, ..q };
        r
    }
    fn copied_before(n: u32) yields String -> u32 {
        let base = Plain { sku: "base".into(), n, notes: vec!["k".into()] };
        let c = Plain { n: 9, ..base.clone() };
        yield_value!(c.sku.clone());
        let again = base.clone();
        let d = Plain { sku: "d".into(), ..base };
        yield_value!(again.sku);
        c.n + d.n
    }
}
pub fn cases(t: &mut Tracer) {
    let ls = || (0..3).map(line).collect::<Vec<_>>();
    t.case("a", || a(ls())); t.case("b", || b(ls())); t.case("c", || c(ls()));
    let p = || Plain { sku: "p".into(), n: 1, notes: vec!["k".into()] };
    t.case("d", || d(vec![p(), Plain::default()])); t.case("ruled", || ruled(vec![p(), Plain::default()], vec![("r".to_string(), |l| (l.n > 0).then_some(9))]));
    t.case("e", || e(p())); t.case("copied before", || copied_before(2));
}
