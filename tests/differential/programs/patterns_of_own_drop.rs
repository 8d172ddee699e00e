//! Patterns that copy parts of what has a `Drop` of its own: what is matched stays whole until the end of its scope.

use crate::prelude::*;
struct Q(&'static str);
impl Drop for Q { fn drop(&mut self) { log(format!("drop {}", self.0)); } }
struct W { id: i64, name: &'static str }
impl Drop for W { fn drop(&mut self) { log(format!("drop {}", self.name)); } }
fn q(n: &'static str) -> Q { Q(n) }
fn maybe(n: i64) -> Option<Q> { if n > 0 { Some(Q("maybe")) } else { None } }
coro! {
    fn a1(n: i64) yields i64 -> i64 { let x = Some(Q("a")); yield_value!(6); match x { Some(Q(s)) => { log(s); yield_value!(7); } None => {} } log("after"); 3 }
    fn a2(n: i64) yields i64 -> i64 { let x = (n, Q("a")); yield_value!(6); match x { (1, Q(s)) => { log(s); yield_value!(7); } (k, Q(s)) => { log(s); yield_value!(k); } } log("after"); 3 }
    fn a3(n: i64) yields i64 -> i64 { let x = Some((n, Q("a"))); yield_value!(6); match x { Some((k, Q(s))) => { log(s); yield_value!(7 + k); } None => {} } log("after"); 3 }
    fn a4(n: i64) yields i64 -> i64 { let x = Some((n, Q("a"))); yield_value!(6); if let Some((k, Q(s))) = x { log(s); yield_value!(7 + k); } log("after"); 3 }
    fn a5(n: i64) yields i64 -> i64 { let x = Some((n, Q("a"))); yield_value!(6); let Some((k, Q(s))) = x else { return 1 }; log(s); yield_value!(7 + k); log("after"); 3 }
    fn a6(n: i64) yields i64 -> i64 { let x = W { id: n, name: "w" }; yield_value!(6); let W { id, name } = x; log(name); yield_value!(7 + id); log("after"); 3 }
    fn a7(n: i64) yields i64 -> i64 { let x = vec![(n, W { id: n, name: "w" })]; yield_value!(6); for (k, W { id, name }) in x { log(name); yield_value!(7 + id + k); log("in"); } log("after"); 3 }
    fn a8(n: i64) yields i64 -> i64 { match maybe(n) { Some(Q(s)) => { log(s); yield_value!(7); log("in"); } None => { yield_value!(1); } } log("after"); 3 }
    fn a9(n: i64) yields i64 -> i64 { if let Some(Q(s)) = maybe(n) { log(s); yield_value!(7); log("in"); } log("after"); 3 }
    fn b1(n: i64) yields i64 -> i64 { let mut k = n; while let Some(Q(s)) = maybe(k) { k -= 1; log(s); yield_value!(7); log("in"); } log("after"); 3 }
    fn b2(n: i64) yields i64 -> i64 { let (Q(s), k) = (q("z"), 4); yield_value!(6); log(s); yield_value!(k); log("after"); 3 }
    fn b3(n: i64) yields i64 -> i64 { let x = Ok::<Q, String>(q("z")); match x { Ok(Q("no")) => { yield_value!(1); } Ok(Q(s)) if n > 1 => { log(s); yield_value!(2); } Ok(_) => { yield_value!(3); } Err(e) => { yield_value!(4); log(e); } } log("after"); 3 }
    fn b4(n: i64, x: Option<(Q, W)>) yields i64 -> i64 { yield_value!(6); match x { Some((Q(s), W { id, .. })) => { log(s); yield_value!(7 + id); } None => {} } log("after"); 3 }
    fn b5(n: i64, x: Option<(Q, W)>) yields i64 -> i64 { yield_value!(6); match x { Some((q, W { id, .. })) => { log(q.0); yield_value!(7 + id); } None => {} } log("after"); 3 }
    fn b6(n: i64, x: [Q; 2]) yields i64 -> i64 { yield_value!(6); let [Q(a), Q(b)] = x; log(a); yield_value!(7); log(b); 3 }
    fn b7(n: i64, x: Box<Q>) yields i64 -> i64 { yield_value!(6); let Q(a) = *x; log(a); yield_value!(7); log("after"); 3 }
    fn b8(n: i64) yields i64 -> i64 { let x = Some(q("o")); let s = match x { Some(Q(s)) => s, None => "none" }; yield_value!(6); log(s); 3 }
    fn b9(n: i64) yields i64 -> i64 { let x = Some(q("o")); yield_value!(6); let s = match x { Some(Q(s)) => s, None => "none" }; yield_value!(6); log(s); 3 }
}
pub fn cases(t: &mut Tracer) {
    for k in [0i64, 1, 2] { t.case(&format!("a1 {k}"), || a1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a2 {k}"), || a2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a3 {k}"), || a3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a4 {k}"), || a4(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a5 {k}"), || a5(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a6 {k}"), || a6(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a7 {k}"), || a7(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a8 {k}"), || a8(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("a9 {k}"), || a9(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("b1 {k}"), || b1(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("b2 {k}"), || b2(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("b3 {k}"), || b3(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("b4 {k}"), || b4(k, Some((q("x"), W { id: 2, name: "w" })))); }
    for k in [0i64, 1, 2] { t.case(&format!("b5 {k}"), || b5(k, Some((q("x"), W { id: 2, name: "w" })))); }
    for k in [0i64, 1, 2] { t.case(&format!("b6 {k}"), || b6(k, [q("x"), q("y")])); }
    for k in [0i64, 1, 2] { t.case(&format!("b7 {k}"), || b7(k, Box::new(q("x")))); }
    for k in [0i64, 1, 2] { t.case(&format!("b8 {k}"), || b8(k)); }
    for k in [0i64, 1, 2] { t.case(&format!("b9 {k}"), || b9(k)); }
}
