//! A method of the file that is named as one of a list, and does more than to find something.

use crate::prelude::*;
use std::cell::Cell;

struct Page {
    items: Vec<u32>,
    next: Option<usize>,
}

struct Client {
    pages: Vec<Page>,
    asked: Cell<u32>,
}

impl Client {
    fn get(&self, at: usize) -> Result<&Page, String> {
        self.asked.set(self.asked.get() + 1);
        self.pages.get(at).ok_or_else(|| format!("no page {at}"))
    }
}

coro! {
    fn asked_once(client: Client) yields u32 -> Result<u32, String> {
        let mut at = Some(0);
        while let Some(number) = at {
            let page = client.get(number)?;
            for item in &page.items { yield_value!(*item); }
            at = page.next;
        }
        Ok(client.asked.get())
    }
}

pub fn cases(t: &mut Tracer) {
    let client = |last| Client {
        pages: vec![Page { items: vec![1, 2], next: Some(1) }, Page { items: vec![3], next: last }],
        asked: Cell::new(0),
    };
    t.case("asked once", || asked_once(client(None)));
    t.case("not found", || asked_once(client(Some(9))));
}
