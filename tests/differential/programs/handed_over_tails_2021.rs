//! Tails of bodies that are given to rustc, before edition 2024.

use crate::prelude::*;
struct S(i64, D<String>);
impl S { fn id(&self) -> i64 { log(format!("id {}", self.0)); self.0 } }
fn look(s: &S, n: i64) -> i64 { log("look"); n }
struct Tree { value: i64, children: Vec<Tree> }
fn tree() -> Tree { Tree { value: 1, children: vec![Tree { value: 2, children: vec![] }, Tree { value: 3, children: vec![] }] } }
coro! {
    async fn sub(n: i64) -> S { yield_wait!(); S(n, D(format!("s{n}"))) }
    async fn awaited(n: i64) -> i64 { let l = D("l"); let t = tree(); let mut open = vec![&t]; while let Some(node) = open.pop() { log(node.value); open.extend(&node.children); sub(1).await; } look(&sub(n).await, sub(n + 1).await.id()) }
    fn generator(n: i64) yields i64 -> i64 { let l = D("l"); let t = tree(); let mut open = vec![&t]; while let Some(node) = open.pop() { open.extend(&node.children); yield_value!(node.value); } look(&S(1, D("t".to_string())), { yield_value!(7); S(2, D("u".to_string())).id() }) }
    fn delegated(n: i64) -> i64 { let l = D("l"); let t = tree(); let mut open = vec![&t]; while let Some(node) = open.pop() { open.extend(&node.children); yield_from!(sub(1)); } look(&yield_from!(sub(1)), yield_from!(sub(2)).id()) }
    async fn in_a_block(p: D, n: i64) -> i64 { let l = D("l"); let t = tree(); let mut open = vec![&t]; let x = { let k = D("k"); while let Some(node) = open.pop() { open.extend(&node.children); sub(1).await; } look(&sub(n).await, 3) }; look(&sub(n).await, sub(n + 1).await.id() + x) }
    fn returned(p: D, n: i64) yields i64 -> i64 { let l = D("l"); let t = tree(); let mut open = vec![&t]; if n == 0 { return look(&S(7, D("r".to_string())), 2); } while let Some(node) = open.pop() { open.extend(&node.children); yield_value!(node.value); } look(&S(1, D("t".to_string())), if let Some(k) = Some(S(n, D("if".to_string()))).as_ref().filter(|s| s.id() > 1) { yield_value!(k.id()); 1 } else { yield_value!(4); 2 }) }
}
pub fn cases(t: &mut Tracer) {
    for n in [0, 1, 2] {
    t.case(&format!("awaited {n}"), || awaited(n)); t.case(&format!("generator {n}"), || generator(n)); t.case(&format!("delegated {n}"), || delegated(n)); t.case(&format!("in_a_block {n}"), || in_a_block(D("p"), n)); t.case(&format!("returned {n}"), || returned(D("p"), n));
    }
}
