// What is not used is told of, wherever it is bound, and nothing else is.

use coro_core::coro;
#[allow(unused_imports)]
use coro_core::yield_wait;

pub struct Point {
    pub x: u32,
    pub y: u32,
}

coro! {
    pub fn parameters(used: u32, unused: u32, mut changed: u32, _hidden: u32) -> u32 {
        yield_wait!();
        used
    }

    pub fn locals() {
        let before = 1;
        yield_wait!();
        let mut never = 2;
        let (first, second) = (3, 4);
        yield_wait!();
        println!("{second}");
    }

    pub fn hiding(list: Vec<u32>, point: Point) {
        let list = list.len();
        yield_wait!();
        for point in 0..list {
            yield_wait!();
        }
        let Point { x, y: list } = point;
        yield_wait!();
    }

    pub fn patterns(point: Point, list: Vec<u32>, found: Option<u32>) {
        let Point { x, y } = point;
        for item in list {
            yield_wait!();
        }
        match found {
            Some(number) => {
                yield_wait!();
            }
            None => {}
        }
        if let Some(again) = found {
            yield_wait!();
        }
        let Some(at_last) = found else { return };
        yield_wait!();
        println!("{y}");
    }

    pub fn muts(mut number: u32) -> u32 {
        let mut sum = number + 1;
        let mut list = Vec::new();
        yield_wait!();
        list.push(sum);
        yield_wait!();
        list.len() as u32
    }

    pub fn labels() {
        'outer: loop {
            'inner: loop {
                yield_wait!();
                break 'inner;
            }
            break;
        }
    }

    pub fn unreached() -> u32 {
        yield_wait!();
        return 1;
        yield_wait!();
        2
    }

    pub fn endless() {
        loop {
            yield_wait!();
        }
        println!("never");
    }

    pub fn values(text: String) {
        text.trim();
        yield_wait!();
        text.parse::<u32>();
        text.len() == 1;
    }

    #[allow(non_snake_case)]
    pub fn names(given: u32) -> u32 {
        let camelCase = given;
        yield_wait!();
        camelCase
    }

    pub fn odd_names(Given: u32) -> u32 {
        let camelCase = Given;
        yield_wait!();
        camelCase
    }
}
