//! References that methods find in a local, alive over a pause.
use crate::prelude::*;
use std::collections::{BTreeMap, HashMap, VecDeque};
struct Shop { prices: HashMap<String, Vec<u32>> }

coro! {
    fn settings(text: String) yields usize -> Result<Vec<String>, String> {
        let body = text.trim();
        yield_value!(body.len());
        let (name, rest) = body.split_once(':').ok_or("no name")?;
        yield_value!(rest.len());
        let Some((key, value)) = rest.split_once('=') else {
            return Err(format!("no value in {rest}"));
        };
        yield_value!(key.len());
        log(name);
        yield_value!(value.len());
        let mut out = vec![name.to_string(), key.trim().to_string()];
        for i in 0..2 {
            yield_value!(i);
            out.push(format!("{name}{value}"));
        }
        Ok(out)
    }
    fn looked_up(keys: Vec<&str>) yields u32 -> u32 {
        let mut map = HashMap::new();
        map.insert("a".to_string(), 1);
        map.insert("b".to_string(), 2);
        let mut sum = 0;
        for key in keys {
            if let Some(n) = map.get(key) {
                yield_value!(*n);
                sum += n;
            } else {
                yield_value!(0);
            }
            match map.get_mut("a") {
                Some(n) => {
                    *n += 10;
                    yield_value!(*n);
                    *n += 1;
                }
                None => return 0,
            }
        }
        let last = map.get("b").unwrap();
        yield_value!(*last);
        sum + last
    }
    fn first_and_last(list: Vec<String>) yields usize -> String {
        let (Some(first), Some(last)) = (list.first(), list.last()) else { return String::new() };
        log(first);
        log(last);
        let first = list.first().unwrap();
        yield_value!(first.len());
        let last = &list[list.len() - 1];
        yield_value!(last.len());
        format!("{first}{last}")
    }
    fn queue(jobs: &[u32]) yields u32 -> usize {
        let mut queue: VecDeque<u32> = jobs.iter().copied().collect();
        let mut turns = 0;
        while let Some(front) = queue.front_mut() {
            turns += 1;
            *front -= 1;
            yield_value!(*front);
            if *front == 0 {
                queue.pop_front();
            } else {
                queue.rotate_left(1);
            }
        }
        turns
    }
    fn dead_references(n: u32) yields u32 -> String {
        let mut list = vec![n];
        let mut text = String::new();
        let last = list.last_mut().unwrap();
        *last += 1;
        yield_value!(*list.last().unwrap());
        let view = text.as_str();
        log(view.len());
        yield_value!(0);
        text.push('x');
        let (head, tail) = list.split_at_mut(1);
        head[0] += tail.len() as u32;
        yield_value!(head[0]);
        text += &list.len().to_string();
        text
    }
    // a value, not a reference: not found again
    fn copied(mut list: Vec<u32>) yields u32 -> u32 {
        let Some(&first) = list.first() else { return 0 };
        let second = list.get(1).copied();
        list[0] = 100;
        yield_value!(first);
        list.clear();
        yield_value!(second.unwrap_or(7));
        first + second.unwrap_or_default()
    }
    fn own_get() yields u32 -> u32 {
        struct Counter(std::cell::Cell<u32>);
        impl Counter {
            fn get(&self, by: u32) -> u32 { self.0.set(self.0.get() + by); self.0.get() }
        }
        let counter = Counter(Default::default());
        let a = counter.get(1);
        yield_value!(a);
        let b = counter.get(2);
        yield_value!(b);
        a * 10 + b
    }
    fn words(text: String, by_name: BTreeMap<String, String>) yields String -> usize {
        let line = text.trim_end();
        let mut count = 0;
        let parts: Vec<String> = line.split(' ').map(str::to_string).collect();
        for word in &parts {
            let word = word.trim_matches(|c: char| c == ',' || c == '.');
            if let Some(name) = word.strip_prefix('$') {
                let value = by_name.get(name).map_or("?", |v| v.as_str());
                yield_value!(value.to_string());
                log(name);
            } else {
                yield_value!(word.to_string());
            }
            log(word);
            count += 1;
        }
        count
    }
    fn found_or_given_back(line: String) yields String -> Result<usize, String> {
        let (name, value) = line.split_once(':').ok_or_else(|| line.clone())?;
        yield_value!(name.to_string());
        yield_value!(value.to_string());
        Ok(1)
    }
    fn in_shared(shop: std::rc::Rc<Shop>, names: Vec<String>) yields u32 -> usize {
        for name in &names {
            let Some(prices) = shop.prices.get(name) else { log("none"); continue };
            for price in prices { yield_value!(*price); }
        }
        shop.prices.len()
    }
}
pub fn cases(t: &mut Tracer) {
    t.case("settings", || settings(" n: k = v ".into()));
    t.case("settings 2", || settings("n: k".into()));
    t.case("settings 3", || settings("n".into()));
    t.case("looked up", || looked_up(vec!["a", "x"]));
    t.case("first and last", || first_and_last(vec!["a".into(), "bc".into()]));
    t.case("queue", || queue(&[2, 1]));
    t.case("dead references", || dead_references(3));
    t.case("copied", || copied(vec![1, 2]));
    t.case("own get", own_get);
    t.case("words", || words("a, $b $c.\n".into(), BTreeMap::from([("b".to_string(), "x".to_string())])));
    t.case("found", || found_or_given_back("a: b".into()));
    t.case("given back", || found_or_given_back("a".into()));
    let shop = Shop { prices: HashMap::from([("a".to_string(), vec![1, 2]), ("b".to_string(), vec![3])]) };
    let shop = std::rc::Rc::new(shop);
    t.case("shared", || in_shared(shop.clone(), vec!["b".into(), "x".into(), "a".into()]));
}
