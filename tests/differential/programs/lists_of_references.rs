//! Lists of references into a local that change while the function pauses.

use crate::prelude::*;
use std::collections::VecDeque;
#[derive(Debug, Clone, PartialEq)]
struct Job { name: String, cost: u32 }
fn jobs() -> Vec<Job> { [("a", 3), ("b", 1), ("c", 3), ("d", 2)].iter().map(|(n, c)| Job { name: n.to_string(), cost: *c }).collect() }
coro! {
    fn paragraphs(doc: String) yields String {
        let mut paragraph: Vec<&str> = Vec::new();
        for line in doc.lines() {
            if line.trim().is_empty() {
                if !paragraph.is_empty() { yield_value!(format!("<p>{}</p>", paragraph.join(" "))); paragraph.clear(); }
            } else {
                paragraph.push(line.trim());
                yield_value!(format!("{} lines", paragraph.len()));
            }
        }
        if !paragraph.is_empty() { yield_value!(format!("<p>{}</p>", paragraph.join(" "))); }
    }
    fn groups(jobs: Vec<Job>) yields Vec<u32> -> usize {
        let mut group = Vec::new();
        let mut total = 0;
        for job in &jobs {
            group.push(job);
            if group.len() == 2 {
                yield_value!(group.iter().map(|job| job.cost).collect());
                group.clear();
                total += 1;
            }
            yield_value!(vec![]);
        }
        total + group.len()
    }
    fn queue(jobs: Vec<Job>) yields (u32, String) -> usize {
        let mut queue = VecDeque::new();
        let mut rounds = 0;
        for job in jobs.iter() { queue.push_back((job.cost, job)); }
        while let Some((left, job)) = queue.pop_front() {
            rounds += 1;
            yield_value!((left, job.name.clone()));
            if left > 1 { queue.push_back((left - 1, job)); }
        }
        rounds
    }
    fn nested(text: String) yields String -> Result<(), String> {
        let mut stack: Vec<&str> = vec![];
        for tag in text.split(' ') {
            if let Some(name) = tag.strip_prefix('/') {
                let open = stack.pop().ok_or_else(|| format!("no {name}"))?;
                yield_value!(format!("close {open}"));
                if open != name { return Err(format!("{open} is not {name}")); }
            } else {
                stack.push(tag);
                yield_value!(format!("open {tag} in {}", stack.len()));
            }
        }
        for (depth, left) in stack.iter().enumerate() {
            yield_value!(format!("left {depth} {left}"));
            yield_value!(left.to_uppercase());
        }
        for left in stack {
            yield_value!(left.to_string());
        }
        Ok(())
    }
    fn taken(text: String) yields Vec<String> {
        let mut words = vec![];
        for word in text.split_whitespace() {
            words.push(word);
            if word.ends_with('.') {
                let sentence = std::mem::take(&mut words);
                yield_value!(sentence.iter().map(|w| w.to_string()).collect());
            }
            yield_value!(vec![]);
        }
        yield_value!(words.into_iter().map(str::to_string).collect());
    }
    fn changed(jobs: Vec<Job>) yields String {
        let mut slots: Vec<Option<&Job>> = vec![None, None];
        for (at, job) in jobs.iter().enumerate() {
            slots[at % 2] = Some(job);
            yield_value!(slots[0].map_or(String::new(), |job| job.name.clone()));
            if let Some(job) = slots[1] { yield_value!(job.name.clone()); }
        }
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("paragraphs", || paragraphs("a\n b\n\nc".into()));
    t.case("groups", || groups(jobs()));
    t.case("queue", || queue(jobs()));
    t.case("nested", || nested("a b /b c".into()));
    t.case("nested wrong", || nested("a /b".into()));
    t.case("nested none", || nested("/b".into()));
    t.case("taken", || taken("a b. c".into()));
    t.case("changed", || changed(jobs()));
}
