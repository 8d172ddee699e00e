//! Type parameters, bounds, const generics, `impl Trait`, lifetimes.

use crate::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::{Add, AddAssign};

coro! {
    fn running_sum<T>(list: Vec<T>) yields T -> T
    where
        T: Default + Copy + AddAssign,
    {
        let mut total = T::default();
        for x in list {
            total += x;
            yield_value!(total);
        }
        total
    }

    fn distinct<T: Hash + Eq + Clone, I: IntoIterator<Item = T>>(items: I) yields T -> usize {
        let mut seen = HashSet::new();
        for item in items {
            if seen.insert(item.clone()) {
                yield_value!(item);
            }
        }
        seen.len()
    }

    fn chunks<T: Clone, const N: usize>(list: Vec<T>) yields [T; N] -> Vec<T> {
        let mut rest = list;
        while rest.len() >= N {
            let tail = rest.split_off(N);
            let Ok(chunk) = <[T; N]>::try_from(rest) else { unreachable!() };
            yield_value!(chunk);
            rest = tail;
        }
        rest
    }

    fn const_sizes<const ROWS: usize, const COLUMNS: usize>() yields [usize; COLUMNS] -> usize {
        let mut grid = [[0; COLUMNS]; ROWS];
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                grid[row][column] = row * COLUMNS + column;
            }
            yield_value!(grid[row]);
        }
        grid.iter().flatten().sum()
    }

    fn displayed(a: impl Display, b: impl Display + Clone) yields String -> String {
        yield_value!(a.to_string());
        let c = b.clone();
        yield_value!(format!("{a}{b}"));
        format!("{c}")
    }

    fn words<'a>(text: &'a str, skip: &str) yields &'a str -> Option<&'a str> {
        let mut longest: Option<&'a str> = None;
        for word in text.split(' ').filter(move |word| *word != skip) {
            yield_value!(word);
            if longest.is_none_or(|known| word.len() > known.len()) {
                longest = Some(word);
            }
        }
        longest
    }

    fn elided(text: &str) yields char -> &str {
        let mut at = 0;
        for (i, c) in text.char_indices() {
            yield_value!(c);
            if c == ';' {
                return &text[at..i];
            }
            if c == ',' {
                at = i + 1;
            }
        }
        &text[at..]
    }

    fn two_lifetimes<'a, 'b: 'a>(a: &'a [u32], b: &'b [u32]) yields &'a u32 -> &'b u32 {
        for (x, y) in a.iter().zip(b) {
            yield_value!(if x > y { x } else { y });
        }
        &b[0]
    }

    fn cows<'a>(words: Vec<&'a str>) yields Cow<'a, str> {
        for word in words {
            if word.contains('_') {
                yield_value!(word.replace('_', "-").into());
            } else {
                yield_value!(word.into());
            }
        }
    }

    fn apply<T, U, F>(list: &[T], f: F) yields U
    where
        F: Fn(&T) -> U,
    {
        for item in list {
            yield_value!(f(item));
        }
    }

    fn pairs<A: Clone, B: Clone>(a: Vec<A>, b: Vec<B>) yields (A, B) {
        for x in a {
            for y in b.clone() {
                yield_value!((x.clone(), y));
            }
        }
    }

    fn associated<T: Shape>(shapes: Vec<T>) yields T::Name -> f64
    where
        T::Name: Debug,
    {
        let mut total = 0.0;
        for shape in shapes {
            total += shape.area() * T::FACTOR;
            yield_value!(shape.name());
        }
        total
    }

    fn default_and_turbofish<T>() yields T -> Vec<T>
    where
        T: Default + Add<Output = T> + From<u8> + Clone,
    {
        let one = T::from(1u8);
        let mut list = Vec::<T>::with_capacity(2);
        list.push(T::default());
        yield_value!(list[0].clone());
        list.push(<T as Default>::default() + one.clone());
        yield_value!(one);
        let doubled = list.iter().cloned().map(|x| x.clone() + x).collect::<Vec<T>>();
        doubled
    }

    fn dropped<T>(value: T, list: [T; 2]) yields u8 -> T {
        let [first, second] = list;
        yield_value!(1);
        drop(value);
        yield_value!(2);
        let _second = second;
        yield_value!(3);
        first
    }
}

trait Shape {
    type Name;
    const FACTOR: f64;
    fn area(&self) -> f64;
    fn name(&self) -> Self::Name;
}

struct Square(f64);

impl Shape for Square {
    type Name = &'static str;
    const FACTOR: f64 = 2.0;
    fn area(&self) -> f64 {
        self.0 * self.0
    }
    fn name(&self) -> &'static str {
        if self.0 > 1.5 { "large" } else { "small" }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("running sum", || running_sum(vec![1, 2, 3]));
    t.case("running sum of floats", || running_sum(vec![0.5, 0.25]));
    t.case("distinct", || distinct("abracadabra".chars()));
    t.case("distinct strings", || distinct(vec!["a".to_string(), "b".into(), "a".into()]));
    t.case("chunks", || chunks::<_, 3>((0..8).collect()));
    t.case("const sizes", const_sizes::<2, 3>);
    t.case("displayed", || displayed(1, "b"));
    t.case("words", || words("the longest of the words", "the"));
    t.case("elided", || elided("a,bc;d"));
    t.case("elided to the end", || elided("a,bc"));
    t.case("two lifetimes", || two_lifetimes(&[1, 5], &[3, 4, 9]));
    t.case("cows", || cows(vec!["a_b", "c"]));
    t.case("apply", || apply(&["a", "bcd"], |text| text.len()));
    t.case("pairs", || pairs(vec![1, 2], vec!["x", "y"]));
    t.case("associated", || associated(vec![Square(1.0), Square(2.0)]));
    t.case("default and turbofish", default_and_turbofish::<u64>);
    t.case("dropped", || dropped(D("value"), [D("a"), D("b")]));
}
