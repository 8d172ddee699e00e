//! Types that are known late or only from the signature, and coercions.

use crate::prelude::*;
use std::any::Any;
use std::collections::HashMap;
use std::fmt::Display;
use std::rc::Rc;

coro! {
    fn known_later(flag: bool) yields usize -> (Vec<String>, Option<char>) {
        let mut list = Vec::new();
        let mut found = None;
        let mut map = HashMap::new();
        yield_value!(0);
        for i in 0..3 {
            yield_value!(list.len());
            list.push(format!("{i}"));
            map.insert(i, list.len());
        }
        if flag {
            found = list[1].chars().next();
        }
        yield_value!(map[&2]);
        (list, found)
    }

    fn literals() yields u64 -> i8 {
        let a = 1;
        let b = 2.5;
        let c = 3;
        yield_value!(a);
        yield_value!(b as u64);
        let wide: u64 = a + 10;
        yield_value!(wide);
        let list = [c, -4];
        yield_value!(list.len() as u64);
        list[0] + list[1]
    }

    fn from_the_return_type(text: &str) yields u8 -> Vec<u32> {
        let parsed = text.split(',').map(|n| n.parse().unwrap_or_default());
        let all = parsed.collect();
        yield_value!(1);
        all
    }

    fn boxed_yields() yields Box<dyn Display> -> Box<dyn Any> {
        yield_value!(Box::new(1));
        let text = "text";
        yield_value!(Box::new(text));
        for i in 0..2 {
            yield_value!(Box::new(format!("{i}{text}")));
        }
        Box::new(5u8)
    }

    fn coerced_in_branches(n: u32) yields &'static dyn Display -> Rc<dyn Display> {
        let shown: &'static dyn Display = if n == 0 { &1 } else { &"text" };
        yield_value!(shown);
        yield_value!(match n {
            0 => &2.5,
            1 => &'c',
            _ => shown,
        });
        if n == 0 { Rc::new(1) } else { Rc::new("rc") }
    }

    fn slices(array: &[i32; 3]) yields &[i32] -> &[i32] {
        yield_value!(array);
        yield_value!(&array[1..]);
        yield_value!(&[7, 8]);
        let part: &[i32] = array;
        if part.len() > 5 {
            return &[];
        }
        part
    }

    fn function_pointers() yields fn(i32) -> i32 -> usize {
        fn double(n: i32) -> i32 {
            n * 2
        }
        yield_value!(double);
        yield_value!(|n| n + 1);
        let table: [fn(i32) -> i32; 2] = [double, |n| -n];
        for f in table {
            yield_value!(f);
        }
        table.len()
    }

    fn never_values(n: u32) yields u32 -> u32 {
        let m = if n > 1 { n } else { yield_value!(0); panic!("small") };
        let k: u32 = match m {
            2 => {
                yield_value!(2);
                return 20;
            }
            3 => loop {
                yield_value!(3);
                if n == 3 {
                    break 30;
                }
            },
            m => m,
        };
        k + 1
    }

    fn deref_coercion(text: String, list: Vec<u8>) yields usize -> usize {
        fn length(text: &str) -> usize {
            text.len()
        }
        fn sum(list: &[u8]) -> usize {
            list.iter().map(|&b| usize::from(b)).sum()
        }
        yield_value!(length(&text));
        yield_value!(sum(&list));
        let boxed = Box::new(text);
        yield_value!(length(&boxed));
        sum(&list[..2]) + boxed.len()
    }

    fn default_and_into() yields String -> (u16, String, Option<Box<str>>) {
        let mut settings = Default::default();
        yield_value!("first".into());
        let converted = 7u8.into();
        let text = String::from_iter(['a', 'b']);
        yield_value!(text.clone());
        let list = vec![settings, text];
        yield_value!(list.len().to_string());
        settings = list.concat();
        (converted, settings + "x", Some("boxed".into()))
    }

    fn shadowed_types() yields String -> usize {
        let x = 5;
        yield_value!(x.to_string());
        let x = "text";
        yield_value!(x.to_string());
        let x = vec![x, x];
        yield_value!(x.join("+"));
        let x = x.len();
        yield_value!(x.to_string());
        x
    }
}

coro! {
    fn drive_boxed() yields String -> usize {
        let mut machine = boxed_yields();
        loop {
            match machine.resume(()) {
                CoroutineState::Yielded(shown) => yield_value!(shown.to_string()),
                CoroutineState::Complete(any) => return usize::from(*any.downcast::<u8>().unwrap()),
            }
        }
    }

    fn drive_coerced(n: u32) yields String -> String {
        let mut machine = coerced_in_branches(n);
        loop {
            match machine.resume(()) {
                CoroutineState::Yielded(shown) => yield_value!(shown.to_string()),
                CoroutineState::Complete(shown) => return shown.to_string(),
            }
        }
    }

    fn drive_pointers() yields i32 -> usize {
        let mut machine = function_pointers();
        loop {
            match machine.resume(()) {
                CoroutineState::Yielded(f) => yield_value!(f(10)),
                CoroutineState::Complete(n) => return n,
            }
        }
    }
}

pub fn cases(t: &mut Tracer) {
    t.case("known later", || known_later(true));
    t.case("known later, none", || known_later(false));
    t.case("literals", literals);
    t.case("from the return type", || from_the_return_type("1,x,3"));
    t.case("drive boxed", drive_boxed);
    for n in 0..3 {
        t.case(&format!("drive coerced {n}"), || drive_coerced(n));
    }
    t.case("slices", || slices(&[1, 2, 3]));
    t.case("drive pointers", drive_pointers);
    for n in 1..5 {
        t.case(&format!("never values {n}"), || never_values(n));
    }
    t.case("deref coercion", || deref_coercion("text".to_string(), vec![1, 2, 3]));
    t.case("default and into", default_and_into);
    t.case("shadowed types", shadowed_types);
}
