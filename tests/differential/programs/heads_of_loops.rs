//! Heads of loops that hold temporaries, or closures that borrow.

use crate::prelude::*;
use std::collections::BTreeMap;

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort();
    letters
}

coro! {
    fn f_arr_iter(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in [n, n + 1].iter() {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_arr_ref(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in &[n, n + 1] {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_arr_strs(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in [text.clone(), text.to_uppercase()].iter() {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_arr_enum(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in [text.clone(), other.clone()].iter().enumerate() {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_tuple_arr_ref(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in &[(1, &text), (2, &other)] {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_sorted(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in sorted(&text).iter().skip(1) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_sorted_map(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in sorted(&text).iter().map(|c| format!("{c}{other}")) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_flat_map(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in (0..list.len()).flat_map(|i| list[i].chars()) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_map_get(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in map.get(&text).into_iter().flat_map(|n| 0..*n) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_iter_from(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in std::iter::from_fn(|| counter.next()).map(|k| format!("{k}{text}")) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_successors2(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in std::iter::successors(list.first(), |t| list.iter().find(|s| s.len() > t.len())) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_opt_map(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in text.find('b').map(|i| i + other.len()) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_scan(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in list.iter().scan(0, |acc, s| { *acc += s.len(); Some(*acc) }) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
    fn f_arr_refs_into(text: String, other: String, n: usize) yields String -> usize {
        let list = vec!["a".to_string(), text.clone(), other.clone()];
        let grid = [[1, 2], [3, 4], [5, 6]];
        let map: BTreeMap<String, usize> = list.iter().map(|s| (s.clone(), s.len())).collect();
        let mut counter = 0..n;
        for item in [&text, &other].into_iter().filter(|t| t.len() > n) {
            yield_value!(format!("{item:?}"));
            log("resumed");
            yield_value!(format!("again {item:?}"));
        }
        text.len() + list.len() + map.len() + grid.len() + counter.len() + other.len()
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("f_arr_iter", || f_arr_iter("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_arr_ref", || f_arr_ref("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_arr_strs", || f_arr_strs("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_arr_enum", || f_arr_enum("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_tuple_arr_ref", || f_tuple_arr_ref("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_sorted", || f_sorted("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_sorted_map", || f_sorted_map("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_flat_map", || f_flat_map("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_map_get", || f_map_get("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_iter_from", || f_iter_from("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_successors2", || f_successors2("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_opt_map", || f_opt_map("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_scan", || f_scan("ab b".to_string(), "xaB".to_string(), 2));
    t.case("f_arr_refs_into", || f_arr_refs_into("ab b".to_string(), "xaB".to_string(), 2));
}
