//! Collections of references into locals, made before a pause and read after it.

use crate::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

#[derive(Debug)]
struct Guest {
    name: String,
    age: u32,
    dishes: Vec<String>,
}

fn guests() -> Vec<Guest> {
    let guest = |name: &str, age, dishes: &[&str]| Guest {
        name: name.to_string(),
        age,
        dishes: dishes.iter().map(|dish| dish.to_string()).collect(),
    };
    vec![
        guest("ida", 34, &["soup", "bread"]),
        guest("bo", 19, &["soup"]),
        guest("carla", 7, &[]),
        guest("dan", 34, &["cake", "soup"]),
    ]
}

struct Marbles(std::cell::Cell<u32>);

impl Marbles {
    fn get(&self, more: u32) -> u32 {
        self.0.set(self.0.get() + more);
        self.0.get()
    }
}

struct Jar {
    marbles: Marbles,
}

impl Jar {
    fn get(&self, more: u32) -> u32 {
        self.marbles.get(more)
    }
}

coro! {
    fn sorted_entries(stock: BTreeMap<String, usize>) yields (String, usize) -> usize {
        let mut entries: Vec<_> = stock.iter().collect();
        entries.sort_by(|a, b| b.1.cmp(a.1));
        for (name, count) in entries {
            yield_value!((name.clone(), *count));
        }
        stock.len()
    }

    fn counted_in_a_text(text: String) yields (String, usize) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word).or_default() += 1;
        }
        let mut sorted: Vec<_> = counts.iter().collect();
        sorted.sort();
        for (word, count) in sorted {
            yield_value!((word.to_string(), *count));
        }
    }

    fn counted_in_a_list(words: Vec<String>, most: usize) yields (usize, String) -> usize {
        let mut counts = HashMap::new();
        for word in &words {
            *counts.entry(word.as_str()).or_insert(0) += 1;
        }
        let different = counts.len();
        let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        sorted.truncate(most);
        for (at, (word, count)) in sorted.iter().enumerate() {
            yield_value!((at, format!("{word} {count}")));
        }
        different + sorted.len()
    }

    fn sorted_keys(lines: HashMap<String, Vec<u32>>) yields String {
        let mut names: Vec<&String> = lines.keys().collect();
        names.sort();
        for name in names {
            for number in &lines[name] {
                yield_value!(format!("{name}{number}"));
            }
        }
    }

    fn views_of_a_list(guests: Vec<Guest>) yields String {
        let mut adults: Vec<&Guest> = guests.iter().filter(|guest| guest.age >= 18).collect();
        adults.sort_by_key(|guest| Reverse((guest.age, &guest.name)));
        for guest in adults.iter().take(2) {
            yield_value!(guest.name.clone());
        }
        let dishes: BTreeSet<&str> = guests
            .iter()
            .flat_map(|guest| guest.dishes.iter().map(|dish| dish.as_str()))
            .collect();
        for dish in &dishes {
            yield_value!(dish.to_uppercase());
        }
        let by_name: BTreeMap<&str, &Guest> =
            guests.iter().map(|guest| (guest.name.as_str(), guest)).collect();
        for (name, guest) in &by_name {
            yield_value!(format!("{name}: {}", guest.age));
        }
    }

    fn grouped(guests: Vec<Guest>) yields String {
        let mut tables: BTreeMap<u32, Vec<&Guest>> = BTreeMap::new();
        for guest in &guests {
            tables.entry(guest.age / 10).or_default().push(guest);
        }
        for (decade, table) in &tables {
            yield_value!(format!("{decade}: {}", table.len()));
            for guest in table {
                yield_value!(guest.name.to_uppercase());
            }
        }
    }

    fn grouped_by_value(guests: Vec<Guest>) yields String {
        let mut tables: BTreeMap<u32, Vec<&Guest>> = BTreeMap::new();
        for guest in &guests {
            tables.entry(guest.age / 10).or_default().push(guest);
        }
        for (decade, table) in tables {
            let names: Vec<String> = table.iter().map(|guest| guest.name.clone()).collect();
            yield_value!(format!("{decade}{}", names.join("")));
        }
    }

    fn indexed(guests: Vec<Guest>, asked: Vec<&'static str>) yields u32 -> usize {
        let ages: HashMap<_, _> = guests.iter().map(|guest| (guest.name.as_str(), guest.age)).collect();
        let eaters: HashSet<&str> = guests.iter().filter(|guest| !guest.dishes.is_empty()).map(|guest| guest.name.as_str()).collect();
        let mut unknown = 0;
        for name in asked {
            match ages.get(name) {
                Some(age) => yield_value!(*age),
                None => unknown += 1,
            }
            if eaters.contains(name) {
                yield_value!(1000);
            }
        }
        let mut order = Vec::new();
        for name in &eaters {
            order.push(name.len());
            yield_value!(2000);
        }
        unknown + order.len()
    }

    fn in_two(guests: Vec<Guest>) yields String -> usize {
        let (young, old): (Vec<&Guest>, Vec<&Guest>) = guests.iter().partition(|guest| guest.age < 20);
        for guest in young {
            yield_value!(guest.name.clone());
        }
        for guest in &old {
            yield_value!(guest.name.to_uppercase());
        }
        old.len()
    }

    fn by_key_without_a_place(guests: Vec<Guest>) yields String {
        let mut orders: HashMap<&str, Vec<&Guest>> = HashMap::new();
        for guest in &guests {
            for dish in &guest.dishes {
                orders.entry(dish.as_str()).or_default().push(guest);
            }
        }
        let mut dishes: Vec<_> = orders.keys().copied().collect();
        dishes.sort_unstable();
        for dish in dishes {
            let eaters = &orders[dish];
            let ages: u32 = eaters.iter().map(|guest| guest.age).sum();
            yield_value!(format!("{dish}: {} of {ages}", eaters.len()));
        }
    }

    fn flattened(grid: Vec<Vec<char>>) yields String {
        let cells: Vec<&char> = grid.iter().flatten().collect();
        for pair in cells.chunks(2) {
            yield_value!(pair.iter().copied().collect::<String>());
        }
        let columns: Vec<Vec<&char>> =
            (0..2).map(|x| grid.iter().map(|row| &row[x]).collect()).collect();
        for column in &columns {
            yield_value!(column.iter().copied().collect());
        }
    }

    /// What is not borrowed is stored, and made once.
    fn made_once(guests: Vec<Guest>) yields String {
        let mut lines: Vec<String> = guests.iter().map(|guest| note("made", guest.name.clone())).collect();
        lines.sort();
        for line in lines {
            yield_value!(line);
        }
    }

    /// The names refer to what the keys refer to, and not to the map.
    fn copied_out(links: &BTreeMap<String, Vec<String>>) yields String -> usize {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (from, tos) in links {
            counts.entry(from).or_insert(0);
            for to in tos {
                *counts.entry(to).or_insert(0) += 1;
            }
        }
        let mut ready: Vec<&str> = counts.iter().filter(|(_, count)| **count == 0).map(|(name, _)| *name).collect();
        let mut done = 0;
        while let Some(name) = ready.pop() {
            done += 1;
            yield_value!(name.to_string());
            for to in links.get(name).into_iter().flatten() {
                let count = counts.get_mut(to.as_str()).unwrap();
                *count -= 1;
                if *count == 0 {
                    ready.push(to);
                }
            }
        }
        done
    }

    /// Entries of maps that are found by going through them.
    fn extremes(stock: BTreeMap<String, usize>) yields String {
        let best = stock.iter().max_by_key(|(_, count)| **count);
        if let Some((name, count)) = best {
            yield_value!(name.clone());
            yield_value!(format!("{name}{count}"));
        }
        let (first, last) = (stock.keys().next().unwrap(), stock.keys().last().unwrap());
        yield_value!(first.clone());
        yield_value!(last.clone());
        let Some((cheap, _)) = stock.iter().find(|(_, count)| **count < 5) else { return };
        yield_value!(cheap.clone());
        if let Some((name, _)) = stock.iter().min_by_key(|(_, count)| **count) {
            yield_value!(name.to_uppercase());
            yield_value!(name.clone());
        }
        let names = stock.keys().map(String::as_str).collect::<Vec<_>>();
        yield_value!(names.join("+"));
        yield_value!(names.len().to_string());
    }

    /// A method of its own that is called like one of a list's.
    fn asked_once(jar: Jar) yields u32 -> u32 {
        let first = jar.get(1);
        yield_value!(first);
        let second = jar.marbles.get(2);
        yield_value!(second);
        first * 100 + second * 10 + jar.get(0)
    }

    fn round_and_round(stops: Vec<(i32, i32)>) yields (i32, i32) {
        let mut here = stops[0];
        for &stop in stops.iter().cycle().skip(1).take(stops.len() + 1) {
            while here != stop {
                here.0 += (stop.0 - here.0).signum();
                here.1 += (stop.1 - here.1).signum();
                yield_value!(here);
            }
        }
    }

    fn sets_together(left: HashSet<i32>, right: HashSet<i32>) yields i32 {
        let mut only: Vec<&i32> = left.difference(&right).collect();
        only.sort_unstable();
        for number in only {
            yield_value!(*number);
        }
    }

    fn popped(words: Vec<String>) yields usize {
        let mut sorted: Vec<&String> = words.iter().collect();
        sorted.sort_by_key(|word| word.len());
        while let Some(word) = sorted.pop() {
            yield_value!(word.len());
        }
    }
}

pub fn cases(t: &mut Tracer) {
    let stock = [("nails", 7), ("glue", 9), ("wire", 2)];
    t.case("sorted entries", || {
        sorted_entries(stock.iter().map(|(name, count)| (name.to_string(), *count)).collect())
    });
    t.case("counted in a text", || counted_in_a_text("to be or not to be".to_string()));
    let words = || "to be or not to be or".split(' ').map(String::from).collect::<Vec<_>>();
    t.case("counted in a list", || counted_in_a_list(words(), 3));
    t.case("sorted keys", || {
        sorted_keys(HashMap::from([("b".to_string(), vec![2, 3]), ("a".to_string(), vec![1])]))
    });
    t.case("views of a list", || views_of_a_list(guests()));
    t.case("grouped", || grouped(guests()));
    t.case("grouped by value", || grouped_by_value(guests()));
    t.case("indexed", || indexed(guests(), vec!["bo", "nobody", "carla"]));
    t.case("in two", || in_two(guests()));
    t.case("by key without a place", || by_key_without_a_place(guests()));
    t.case("flattened", || flattened(vec![vec!['a', 'b'], vec!['c', 'd']]));
    t.case("made once", || made_once(guests()));
    t.scope("copied out", |drive| {
        let to = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let links = BTreeMap::from([
            ("a".to_string(), to(&["b", "c"])),
            ("b".to_string(), to(&["c"])),
        ]);
        drive.run(copied_out(&links));
    });
    t.case("extremes", || {
        extremes(stock.iter().map(|(name, count)| (name.to_string(), *count)).collect())
    });
    t.case("asked once", || asked_once(Jar { marbles: Marbles(Default::default()) }));
    t.case("round and round", || round_and_round(vec![(0, 0), (2, 1), (2, 3)]));
    t.case("sets together", || sets_together(HashSet::from([1, 2, 3]), HashSet::from([2])));
    t.case("popped", || popped(words()));
}
