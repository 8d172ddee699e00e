//! A spreadsheet: methods that wait for each other in boxes whose type has a name.

use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Ref { col: u8, row: u32 }
impl fmt::Debug for Ref { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}{}", self.col as char, self.row) } }
impl Ref { fn parse(s: &str) -> Option<Ref> { let (col, row) = s.split_at_checked(1)?; Some(Ref { col: *col.as_bytes().first().filter(|c| c.is_ascii_uppercase())?, row: row.parse().ok()? }) } }
#[derive(Debug, Clone, PartialEq)]
enum Formula { Number(f64), Text(String), Cell(Ref), Sum(Ref, Ref), Op(Box<Formula>, char, Box<Formula>) }
#[derive(Debug, Clone, PartialEq)]
enum EvalError { Cycle(Vec<Ref>), NotANumber(String), Parse(String) }
impl std::error::Error for EvalError {}
impl fmt::Display for EvalError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "#{self:?}") } }

fn parse(s: &str) -> Result<Formula, EvalError> {
    let Some(body) = s.strip_prefix('=') else { return Ok(s.parse().map(Formula::Number).unwrap_or_else(|_| Formula::Text(s.to_string()))) };
    if let Some(range) = body.strip_prefix("SUM(").and_then(|r| r.strip_suffix(')')) {
        let (a, b) = range.split_once(':').ok_or_else(|| EvalError::Parse(range.into()))?;
        return Ref::parse(a).zip(Ref::parse(b)).map(|(a, b)| Formula::Sum(a, b)).ok_or(EvalError::Parse(range.to_owned()));
    }
    for op in ['+', '-', '*', '/'] {
        if let Some((l, r)) = body.rsplit_once(op) { return Ok(Formula::Op(Box::new(parse(&format!("={l}"))?), op, Box::new(parse(&format!("={r}"))?))); }
    }
    body.parse().map(Formula::Number).ok().or_else(|| Ref::parse(body).map(Formula::Cell)).ok_or_else(|| EvalError::Parse(body.to_string()))
}

#[derive(Default)]
struct Sheet { cells: BTreeMap<Ref, Formula>, cache: HashMap<Ref, f64>, evaluations: usize }

type Step<'s> = Box<dyn Coroutine<Yield = Ref, Return = Result<f64, EvalError>> + 's>;

impl Sheet {
    fn load(text: &str) -> Result<Sheet, EvalError> {
        let mut sheet = Sheet::default();
        for line in text.lines() {
            let (cell, formula) = line.split_once(':').ok_or_else(|| EvalError::Parse(line.into()))?;
            sheet.cells.insert(Ref::parse(cell.trim()).ok_or_else(|| EvalError::Parse(cell.into()))?, parse(formula.trim())?);
        }
        Ok(sheet)
    }

    coro! {
        fn cell(&mut self, at: Ref, mut path: Vec<Ref>) yields Ref -> Result<f64, EvalError> {
            if let Some(known) = self.cache.get(&at) { return Ok(*known); }
            path.push(at);
            if path[..path.len() - 1].contains(&at) { return Err(EvalError::Cycle(path)); }
            yield_value!(at);
            self.evaluations += 1;
            let formula = self.cells.get(&at).cloned().unwrap_or(Formula::Number(0.0));
            let value = yield_from!(Box::new(self.formula(formula, path)) as Step<'_>)?;
            self.cache.insert(at, value);
            Ok(value)
        }

        fn formula(&mut self, formula: Formula, path: Vec<Ref>) yields Ref -> Result<f64, EvalError> {
            Ok(match formula {
                Formula::Number(n) => n,
                Formula::Text(text) => return Err(EvalError::NotANumber(text)),
                Formula::Cell(at) => yield_from!(Box::new(self.cell(at, path)) as Step<'_>)?,
                Formula::Sum(from, to) => {
                    let mut sum = 0.0;
                    for row in from.row..=to.row {
                        for col in from.col..=to.col {
                            match yield_from!(Box::new(self.cell(Ref { col, row }, path.clone())) as Step<'_>) {
                                Ok(n) => sum += n,
                                Err(EvalError::NotANumber(_)) => continue,
                                Err(other) => return Err(other),
                            }
                        }
                    }
                    sum
                }
                Formula::Op(left, op, right) => {
                    let a = yield_from!(Box::new(self.formula(*left, path.clone())) as Step<'_>)?;
                    let b = yield_from!(Box::new(self.formula(*right, path)) as Step<'_>)?;
                    match op { '+' => a + b, '-' => a - b, '*' => a * b, _ => a / b }
                }
            })
        }

        fn recalculate(&mut self) yields (Ref, Result<f64, String>) -> usize {
            let cells: Vec<Ref> = self.cells.keys().copied().collect();
            self.cache.clear();
            for at in cells {
                let mut machine = self.cell(at, Vec::new()).boxed();
                let value = loop { if let CoroutineState::Complete(value) = machine.resume(()) { break value; } };
                drop(machine);
                yield_value!((at, value.map_err(|e| e.to_string())));
            }
            self.evaluations
        }

        fn dependents(&self, of: Ref) yields Ref -> HashSet<Ref> {
            fn mentions(formula: &Formula, at: Ref) -> bool {
                match formula { Formula::Cell(r) => *r == at, Formula::Sum(a, b) => (a.col..=b.col).contains(&at.col) && (a.row..=b.row).contains(&at.row), Formula::Op(l, _, r) => mentions(l, at) || mentions(r, at), _ => false }
            }
            let mut seen = HashSet::new();
            let mut work = vec![of];
            while let Some(at) = work.pop() {
                for (cell, _) in self.cells.iter().filter(|(_, f)| mentions(f, at)) {
                    if seen.insert(*cell) { yield_value!(*cell); work.push(*cell); }
                }
            }
            seen
        }
    }
}

const TEXT: &str = "A1: 2\nA2: =A1*3\nA3: =SUM(A1:A2)\nB1: total\nB2: =A3-B3\nB3: =A2/A1\nC1: =SUM(A1:B3)\nD1: =D2\nD2: =D1+1\nE1: =B1+1";
pub fn cases(t: &mut Tracer) {
    let at = |s: &str| Ref::parse(s).unwrap();
    for name in ["C1", "D1", "E1", "Z9"] { t.scope(name, |d| { let mut s = Sheet::load(TEXT).unwrap(); d.run(s.cell(at(name), vec![])); log(s.evaluations); }); }
    t.scope("all", |d| { let mut s = Sheet::load(TEXT).unwrap(); d.run(s.recalculate()); });
    t.scope("dependents", |d| { let s = Sheet::load(TEXT).unwrap(); let mut m = s.dependents(at("A1")); while let CoroutineState::Yielded(r) = m.resume(()) { log(format!("{r:?}")); } drop(m); d.run(s.dependents(at("D2")).boxed_unit()); });
    log(format!("{:?} {:?}", Sheet::load("x").err(), parse("=SUM(A)")));
}
trait BoxedUnit { fn boxed_unit(self) -> Unit<Self> where Self: Sized { Unit(self) } }
impl<C: Coroutine> BoxedUnit for C {}
struct Unit<C>(C);
impl<C: Coroutine> Coroutine for Unit<C> { type Yield = C::Yield; type Return = (); fn resume(&mut self, _: ()) -> CoroutineState<C::Yield, ()> { match self.0.resume(()) { CoroutineState::Yielded(y) => CoroutineState::Yielded(y), CoroutineState::Complete(_) => CoroutineState::Complete(()) } } }
