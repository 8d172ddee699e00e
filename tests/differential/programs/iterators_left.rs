//! Iterators with closures over a local that nobody names again after a pause.

use crate::prelude::*;
struct Order { text: Vec<String> }
coro! {
    fn sleep() { yield_wait!(); }
    fn fields_of_each(order: Order) yields u32 -> usize {
        let mut n = 0;
        for text in &order.text {
            let mut parts = text.split('*').map(str::trim);
            let (Some(q), Some(s)) = (parts.next(), parts.next()) else { continue };
            yield_value!(1);
            n += q.len() + s.len() * 10;
        }
        n
    }
    fn fields_of_own(text: String) yields u32 -> usize {
        let mut n = 0;
        let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
        let (Some(q), Some(s)) = (parts.next(), parts.next()) else { return 0 };
        yield_value!(1);
        n += q.len() + s.len() * 10;
        n
    }
    fn taken_in_branch(list: Vec<u32>, least: u32) yields u32 -> u32 {
        let big = D("big");
        let mut large = list.iter().copied().filter(|x| *x > least).peekable();
        let seen = D("seen");
        let mut sum = 0;
        if large.peek().is_some() { sum = large.sum::<u32>(); }
        yield_value!(sum);
        sum + list.len() as u32
    }
    fn fields_made(text: String) yields String -> usize {
        let mut fields = text.split(',').map(str::trim).map(String::from);
        let first = fields.next().unwrap_or_default();
        let second: u32 = fields.next().and_then(|s| s.parse().ok()).unwrap_or(0);
        for _ in 0..second {
            yield_value!(first.clone());
        }
        text.len()
    }
    fn with_a_guard(text: String) yields String -> usize {
        let guard = D("guard");
        let mut fields = text.split(',').map(move |s| { guard.touch(); s.trim() });
        let first = fields.next().unwrap_or_default().to_string();
        yield_value!(first);
        1
    }
    async fn fields_awaited(order: Order) -> usize {
        let mut n = 0;
        for text in &order.text {
            let mut parts = text.split('*').map(str::trim);
            let (Some(q), Some(s)) = (parts.next(), parts.next()) else { continue };
            sleep().await;
            n += q.len() + s.len() * 10;
        }
        n
    }
}
fn order() -> Order { Order { text: vec!["a*b".into(), "aa * bb".into(), "c".into()] } }
pub fn cases(t: &mut Tracer) {
    t.case("gen", || fields_of_each(order()));
    t.case("gen2", || fields_of_own("a+ b".into()));
    t.case("gen3", || taken_in_branch(vec![1, 5, 7], 3));
    t.case("gen4", || fields_made("a, 2".into()));
    t.case("gen5", || with_a_guard("a, 2".into()));
    t.case("asy", || fields_awaited(order()));
}
