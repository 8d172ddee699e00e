// The enum of a method's machine stands beside the `impl`, which `coro!` has to see, and names what it borrows.

use coro_core::coro;

struct Shop<'s> {
    names: &'s [&'s str],
}

impl<'s> Shop<'s> {
    coro! {
        #[machine(Visit)]
        fn visit(self) yields &'s str {
            for name in self.names {
                yield_value!(*name);
            }
        }
    }
}

coro! {
    impl Shop<'_> {
        #[machine(Look)]
        fn look(&self) yields usize {
            yield_value!(self.names.len());
        }
    }

    impl<'s> Shop<'s> {
        #[machine(Change)]
        fn change(&mut self) yields usize {
            yield_value!(self.names.len());
        }
    }

    trait Sells: Sized {
        #[machine(Sale)]
        fn sell(self) yields usize {
            yield_value!(1);
        }
    }
}

fn main() {}
