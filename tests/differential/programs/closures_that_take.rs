//! Closures that are not `move` and take a variable that is moved on some ways only: by value, or by reference if it is `Copy`.

use crate::prelude::*;
use std::collections::HashMap;
coro! {
    fn items(words: Vec<&'static str>) yields usize -> u32 {
        let mut listeners: HashMap<usize, Vec<Box<dyn FnMut(&str)>>> = HashMap::new();
        for word in words {
            if let Some(list) = listeners.get_mut(&word.len()) {
                list.iter_mut().for_each(|f| f(word));
            }
            yield_value!(7);
        }
        drop(listeners);
        7
    }
    fn entry(words: Vec<&'static str>) yields usize -> u32 {
        let mut listeners: HashMap<usize, Vec<Box<dyn FnMut(&str)>>> = HashMap::new();
        for (i, word) in words.iter().enumerate() {
            let mut times = 0;
            let listener = move |said: &str| {
                times += 1;
                log(times);
            };
            listeners.entry(word.len()).or_default().push(Box::new(listener));
            yield_value!(listeners.len());
        }
        for word in words {
            yield_value!(3);
        }
        drop(listeners);
        7
    }
    fn for_each(words: Vec<&'static str>) yields usize -> u32 {
        let mut listeners: HashMap<usize, Vec<Box<dyn FnMut(&str)>>> = HashMap::new();
        for (i, word) in words.iter().enumerate() {
            listeners.entry(word.len()).or_default().push(Box::new(move |_| log(i)));
            yield_value!(listeners.len());
        }
        for word in words {
            if let Some(list) = listeners.get_mut(&word.len()) {
                list.iter_mut().for_each(|f| f(word));
            }
            yield_value!(3);
        }
        drop(listeners);
        7
    }
}
coro! {
    fn late(o: Option<u32>, c: bool) yields u32 -> u32 {
        let d = D("d");
        let mut n = None;
        if c {
            n = o.map(|x| { d.consume(); x });
            log("after");
        }
        yield_value!(n.unwrap_or(0));
        log("end");
        3
    }
    fn lazily(list: Vec<u32>, words: Vec<&'static str>) yields usize -> usize {
        let mut sum = 0;
        for word in words {
            if word.len() > 1 {
                let it = list.iter().map(|x| (x, word)).filter(|(x, w)| **x as usize > w.len());
                sum += it.count();
            }
            sum += match list.first() {
                Some(1) => list.iter().filter(|x| **x as usize == word.len()).count(),
                Some(_) => list.iter().map(|x| pair(*x, word)).max().map_or(0, |p| p.1.len()),
                None => 1,
            };
            yield_value!(sum);
        }
        sum
    }
    fn logic(list: Vec<Option<u8>>, c: bool) yields bool -> bool {
        let mut all = true;
        for o in list {
            let d = D("it");
            let b = c && o.is_some_and(|n| { d.consume(); n > 1 });
            log("asked");
            all = all && b;
            yield_value!(b);
        }
        all
    }
    fn arms(list: Vec<Result<u8, &'static str>>) yields String -> usize {
        let mut n = 0;
        for r in list {
            let d = D("arm");
            let text = match r {
                Ok(0) => "zero".to_string(),
                Ok(k) => Some(k).filter(|k| *k > 1).map_or_else(|| String::from("one"), |k| { n += k as usize; let name = d.name(); drop(d); name }),
                Err(e) if e.is_empty() => { log("empty"); None.unwrap_or_else(|| { d.touch(); e.to_string() }) }
                Err(e) => e.strip_prefix("x").map(|rest| { d.consume(); rest }).unwrap_or("none").to_string(),
            };
            log("made");
            yield_value!(text);
        }
        n
    }
    fn question(list: Vec<u8>) yields u8 -> Result<u8, String> {
        let d = D("q");
        if list.len() > 1 {
            let x = list.iter().find(|n| **n > 5).ok_or_else(|| { let n = d.name(); drop(d); n })?;
            yield_value!(*x);
        }
        log("rest");
        yield_value!(0);
        Ok(1)
    }
}
fn pair(x: u32, w: &str) -> (u32, &str) { (x, w) }
pub fn cases(t: &mut Tracer) {
    t.case("items", || items(vec!["a", "bc", "d"]));
    t.case("entry", || entry(vec!["a", "bc", "d"]));
    t.case("for_each", || for_each(vec!["a", "bc", "d"]));
    t.case("late", || late(Some(1), true));
    t.case("late none", || late(None, true));
    t.case("late not", || late(None, false));
    t.case("lazily", || lazily(vec![1, 2, 3, 4], vec!["a", "bcd", "ef"]));
    t.case("lazily 2", || lazily(vec![2, 1], vec!["a", "bcd", "ef"]));
    t.case("logic", || logic(vec![Some(1), None, Some(3)], true));
    t.case("logic not", || logic(vec![Some(1), None], false));
    t.case("arms", || arms(vec![Ok(0), Ok(1), Ok(2), Err(""), Err("xy"), Err("y")]));
    t.case("question", || question(vec![1, 7]));
    t.case("question no", || question(vec![1, 3]));
    t.case("question one", || question(vec![1]));
}
