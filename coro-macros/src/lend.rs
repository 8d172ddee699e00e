//! Delegates that borrow a place of their caller, where both stand in one `coro!`.
//!
//! A paused machine can be moved, so it cannot hold a delegate that borrows one of its own variables. But it need
//! not: the delegate can be lent the place anew at each step (lowering.md, "Lending"). Where the delegate is made
//! by a call of a fn of the same `coro!`, its text is at hand, and it is compiled once more as a coroutine that
//! *receives* what it would have held, its twin:
//!
//! ```text
//! [source]  fn add(count: &mut u32, by: u32) { yield_wait!(); *count += by; }
//!           fn counting() -> u32 { let mut count = 0;  yield_from!(add(&mut count, 3));  count }
//! [output]  fn add_lent_count(by: u32) receives count: &mut u32 { .. }
//!           fn counting() -> u32 { ..  yield_from!(add_lent_count(3), &mut count);  count }
//! ```
//!
//! It is done only where the plain form could not be stored: a place of a local, of a `&mut` that is named again, of
//! a loan. A delegate that is made elsewhere takes along what it borrows, if it is a future ([`keep`]).
//!
//! - [`siblings`]: the fns of a `coro!`; - [`call`]: which call is of one of them, and with which places;
//! - [`delegates`]: the IR with such calls in the other form; - [`twin`]: the fn once more;
//! - [`again`]: the box in which an `async fn` waits for itself;
//! - [`boxes`]: what a variable keeps of a fn that calls itself;
//! - [`held`]: what any other delegate borrows ([`ending`]: and whether anybody could tell that it is dropped early);
//! - [`keep`]: it takes that along.

mod again;
mod boxes;
mod call;
mod delegates;
mod ending;
mod held;
mod keep;
mod siblings;
mod twin;

use std::cell::RefCell;

use proc_macro2::Ident;

use crate::syntax::{CoroFn, ItemLike};
use siblings::{Home, Sibling};

pub use delegates::lend;
pub use held::{is_asked_call, is_box};
pub use keep::keep;

/// The fns of one `coro!`, and the twins that calls among them ask for.
#[derive(Debug)]
pub struct Lending<'a> {
    siblings: Vec<Sibling<'a>>,
    wanted: RefCell<Vec<Twin>>,
    /// Twins that were found to hold what they are lent.
    impossible: Vec<Twin>,
}

/// A fn that is to be compiled once more, with these of its parameters received at each step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// Which fn, by its place among the siblings.
    pub sibling: usize,
    /// Which of its parameters, in order.
    pub params: Vec<usize>,
}

/// [`Lending`], from inside one of the fns.
#[derive(Debug, Clone, Copy)]
pub struct From<'l, 'a> {
    lending: &'l Lending<'a>,
    caller: usize,
    is_twin: bool,
}

impl From<'_, '_> {
    /// What the user called the fn.
    pub fn name(&self) -> &Ident {
        &self.lending.siblings[self.caller].function.sig.ident
    }

    /// The fn as it was written.
    pub fn function(&self) -> &CoroFn {
        self.lending.siblings[self.caller].function
    }

    /// What the fns are called.
    pub fn names(self) -> impl Iterator<Item = String> {
        let siblings = self.lending.siblings.iter();
        siblings.map(|sibling| sibling.function.sig.ident.to_string())
    }

    /// The name of the type in whose impl it stands, if that is in the same `coro!`.
    pub fn self_type(&self) -> Option<Ident> {
        match &self.lending.siblings[self.caller].home {
            Home::Impl { ty, .. } => crate::scope::name_of(ty),
            Home::Open | Home::Trait => None,
        }
    }

    /// Whether a fn of this name has parameters that borrow.
    pub fn borrows(&self, name: &Ident) -> bool {
        let mut siblings = self.lending.siblings.iter();
        siblings.any(|sibling| {
            let inputs = &sibling.function.sig.inputs;
            sibling.function.sig.ident == *name && {
                let inputs = quote::quote!(#inputs).to_string();
                inputs.contains(['&', '\''])
            }
        })
    }

    /// Whether a call of a fn of this name may come back to the caller.
    pub fn comes_back(&self, name: &Ident) -> bool {
        let siblings = &self.lending.siblings;
        let own = &siblings[self.caller].function.sig.ident;
        let mut seen = vec![false; siblings.len()];
        let mut names = vec![name.to_string()];
        while let Some(name) = names.pop() {
            if *own == name {
                return true;
            }
            for (sibling, seen) in siblings.iter().zip(&mut seen) {
                if sibling.function.sig.ident == name && !std::mem::replace(seen, true) {
                    let body = sibling.function.body.as_ref();
                    let named = body.map(|body| crate::compile::identifiers(quote::quote!(#body)));
                    names.extend(named.into_iter().flatten());
                }
            }
        }
        false
    }

    /// Whether a fn of this name does nothing but wait: what it makes is a future, too.
    pub fn waits(&self, name: &Ident) -> bool {
        let mut siblings = self.lending.siblings.iter();
        siblings.any(|sibling| {
            let function = sibling.function;
            function.sig.ident == *name && function.yields.is_none() && function.receives.is_none()
        })
    }

    /// It is a twin: each loan is the same place again.
    pub fn is_twin(&self) -> bool {
        self.is_twin
    }
}

impl<'a> Lending<'a> {
    /// The fns of these items, where these twins cannot be.
    pub fn among(items: &'a [ItemLike], impossible: Vec<Twin>) -> Self {
        Lending {
            siblings: siblings::of(items),
            wanted: RefCell::new(Vec::new()),
            impossible,
        }
    }

    /// Seen from one of them.
    pub fn seen_from(&self, caller: usize) -> From<'_, 'a> {
        From {
            lending: self,
            caller,
            is_twin: false,
        }
    }

    /// Seen from the twin of one of them.
    pub fn seen_from_twin(&self, sibling: usize) -> From<'_, 'a> {
        From {
            is_twin: true,
            ..self.seen_from(sibling)
        }
    }

    /// The twin that was asked for as number `index`, by its name.
    pub fn wanted(&self, index: usize) -> Option<Twin> {
        self.wanted.borrow().get(index).cloned()
    }

    /// The twin that was asked for as number `index`, and whose it is.
    pub fn twin(&self, index: usize) -> Option<(usize, CoroFn)> {
        let twin = self.wanted.borrow().get(index)?.clone();
        let function = twin::of(self.siblings.get(twin.sibling)?.function, &twin.params)?;
        Some((twin.sibling, function))
    }
}

#[cfg(test)]
mod tests {
    use crate::expand_coro;

    fn expanded(written: &str) -> String {
        expand_coro(written.parse().expect("tokens")).to_string()
    }

    #[test]
    fn what_cannot_be_stored_is_lent() {
        let output = expanded(
            "fn add(count: &mut u32, by: u32) { yield_wait!(); *count += by; }
             fn counting() -> u32 { let mut count = 0; yield_from!(add(&mut count, 3)); count }",
        );
        assert!(output.contains("fn add_lent_count (by : u32)"), "{output}");
        assert!(output.contains("add_lent_count (3)"), "{output}");
    }

    #[test]
    fn a_named_machine_is_named_once() {
        let output = expanded(
            "#[machine(Add)] fn add<'a>(count: &'a mut u32, by: u32) { yield_wait!(); *count += by; }
             fn counting() -> u32 { let mut count = 0; yield_from!(add(&mut count, 3)); count }",
        );
        assert_eq!(output.matches("enum Add").count(), 1, "{output}");
    }

    #[test]
    fn what_is_lent_is_in_no_box() {
        let output = expanded(
            "impl Service { fn call(&mut self, input: u32) -> Result<u32, String> { yield_wait!(); Ok(input + self.calls) } }
             fn retry(mut service: Service) -> Result<u32, String> {
                 for attempt in 0..3 {
                     match yield_from!(service.call(attempt)) { Ok(v) => return Ok(v + service.calls), Err(e) => log(e) }
                 }
                 Err(String::new())
             }",
        );
        assert!(output.contains("call_lent_self (attempt)"), "{output}");
        assert!(!output.contains("handed_over ("), "{output}");
    }

    #[test]
    fn a_future_that_borrows_nothing_is_in_no_box() {
        for written in [
            // the tasks own what they use
            "async fn f(n: u32, log: Rc<Log>) {
                 let tasks: Vec<_> = (0..n).map(|i| { let log = log.clone(); spawn(async move { log.add(i) }) }).collect();
                 for task in tasks { task.await; }
             }",
            // nothing names the references again
            "async fn read(io: &mut R, buf: &mut [u8]) -> usize { poll_fn(|cx| Pin::new(&mut *io).poll_read(cx, buf)).await }",
            // a number is copied
            "async fn f(n: u32) -> u32 { let waits = async { sleep(n).await; n }; waits.await }",
            // the future of each method of the trait has a lifetime for each parameter
            "impl<S: Store> Store for Logged<S> { async fn load(&self, key: &str) -> u32 { self.inner.load(key).await } }",
            // the type of `store` is told
            "impl Store { async fn load(&self, key: u32) -> u32 { yield_wait!(); self.base + key } }
             async fn f() -> u32 { let store = Store { base: 1 }; let one = store.load(1).await; one + store.base }",
        ] {
            let output = expanded(written);
            assert!(!output.contains("handed_over ("), "{output}");
        }
    }

    #[test]
    fn a_variable_that_a_macro_binds_is_given_to_rustc() {
        let output =
            expanded("async fn f(e: &Event) { listener!(e => heard); g().await; heard.await; }");
        assert!(output.contains("handed_over ("), "{output}");
        let output = expanded(
            "async fn f(e: &Event) { note!(e, count = 1); g().await; let count = 2; h(count); }",
        );
        assert!(!output.contains("handed_over ("), "{output}");
    }

    #[test]
    fn what_can_be_stored_is_stored() {
        for written in [
            "fn shout(text: &str) { yield_wait!(); log(text); }
             fn twice(text: &str) { yield_from!(shout(text)); yield_from!(shout(text)); }",
            "fn add(count: &mut u32) { yield_wait!(); *count += 1; }
             fn last(count: &mut u32) { yield_wait!(); yield_from!(add(count)); }",
            "fn add(count: u32) { yield_wait!(); log(count); }
             fn by_value() { let count = 1; yield_from!(add(count)); log(count); }",
            "fn walk(tree: &Tree) yields u64 {
                 if let Some(node) = tree { yield_from!(walk(&node.left).boxed()); }
             }",
            "fn walk(tree: &Tree) yields u64 {
                 let Some(node) = tree else { return };
                 match &node.left { Some(left) => yield_from!(walk(&left.left)), None => {} }
             }",
        ] {
            let output = expanded(written);
            assert!(!output.contains("_lent_"), "{output}");
        }
    }

    #[test]
    fn a_reference_that_is_handed_out_is_not_lent() {
        let output = expanded(
            "fn first(list: &mut Vec<String>) -> &String { yield_wait!(); &list[0] }
             fn caller() { let mut list = vec![]; yield_from!(first(&mut list)); }",
        );
        assert!(!output.contains("_lent_"), "{output}");
    }

    #[test]
    fn a_future_takes_along_what_it_borrows() {
        let output = expanded(
            "fn copy(from: &mut Socket) -> u32 {
                 yield_wait!();
                 let mut buf = [0; 8];  let n = yield_from!(from.read(&mut buf));  from.close();  n
             }",
        );
        assert!(output.contains("(value , from , buf)"), "{output}");
    }

    #[test]
    fn nothing_is_added_to_a_trait() {
        let output = expanded(
            "impl Tick for Clock { fn tick(&mut self) { yield_wait!(); self.n += 1; }
                                   fn twice(&mut self) { yield_from!(self.tick()); yield_from!(self.tick()); } }",
        );
        assert!(!output.contains("_lent_"), "{output}");
    }
}
