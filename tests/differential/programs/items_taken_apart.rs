//! Items of a list that are taken apart, with the parts alive over a pause.

use crate::prelude::*;
coro! {
    fn people(list: Vec<(String, u32)>) yields u32 -> String {
        let mut out = String::new();
        let mut people = list.iter();
        let (first, age) = people.next().unwrap();
        yield_value!(*age);
        out += first;
        while let Some((name, age)) = people.next() {
            yield_value!(*age);
            out += name;
            let Some((other, years)) = people.next() else { break };
            yield_value!(*years);
            out += other;
        }
        out
    }
    fn numbered(list: Vec<(String, u32)>) yields usize -> String {
        let mut out = String::new();
        let mut people = list.iter().enumerate().skip(1);
        if let Some((i, (name, age))) = people.next() {
            yield_value!(i + *age as usize);
            out.push_str(name);
        }
        for (i, person) in people {
            yield_value!(i);
            out.push_str(&person.0);
        }
        out
    }
    fn trimmed(list: Vec<String>) yields usize -> String {
        let mut names = list.iter();
        let name = names.next().map(|s| s.trim());
        yield_value!(name.map_or(0, |n| n.len()));
        let next = names.next().unwrap().trim();
        yield_value!(next.len());
        format!("{}", names.len())
    }
}
pub fn cases(t: &mut Tracer) {
    let list = || vec![("a".to_string(), 1), ("b".to_string(), 2), ("c".to_string(), 3), ("d".to_string(), 4)];
    t.case("people", || people(list()));
    t.case("numbered", || numbered(list()));
    t.case("trimmed", || trimmed(vec![" a".into(), "b ".into()]));
}
