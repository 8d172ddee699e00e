//! Methods of an `impl` in `coro!`: their machines have names, and are read together with the machine around them.

use coro_core::{
    Coroutine,
    CoroutineState::{Complete, Yielded},
    Restore, coro,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shop<T> {
    stock: Vec<T>,
    sold: u32,
}

/// What methods stand in for.
trait Sells {
    fn sell(self) -> impl Coroutine<Yield = u32, Return = u32>;
}

coro! {
    impl<T> Shop<T>
    where
        T: Clone + std::fmt::Debug,
    {
        const LIMIT: usize = 2;

        fn label(item: &T) -> String {
            format!("<{item:?}>")
        }

        /// By value, with parameters of its own.
        #[machine(pub Visit)]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub fn visit<const N: usize>(mut self, names: [T; 1]) yields String -> Self {
            for item in self.stock.clone() {
                let label = Self::label(&item).to_string();
                yield_value!(label.clone());
                self.sold += 1;
                if self.sold as usize == Self::LIMIT + N {
                    yield_value!(label);
                    break;
                }
            }
            let Self { sold, .. } = self;
            Self { stock: names.to_vec(), sold }
        }

        /// Borrowed.
        #[machine(Look)]
        #[derive(Clone, Debug)]
        fn look<'a>(&'a self) yields &'a T {
            for index in 0..self.stock.len() {
                yield_value!(&self.stock[index]);
            }
        }

        /// Borrowed to be changed; its delegate is a method that is seen to be one.
        #[machine(Sale)]
        fn sale<'a>(&'a mut self, many: u32) yields u32 -> u32 {
            for _ in 0..many {
                yield_from!(Self::pause(3));
                self.sold += 1;
            }
            self.sold
        }

        /// No receiver.
        #[machine(Pause)]
        #[derive(Clone, Debug, PartialEq)]
        fn pause(turns: u32) yields u32 {
            for turn in 0..turns {
                yield_value!(turn);
            }
        }
    }

    impl Sells for Shop<u8> {
        #[machine(Selling)]
        #[derive(Clone, Debug)]
        fn sell(self) yields u32 -> u32 {
            yield_value!(self.sold);
            self.stock.len() as u32
        }
    }

    /// A tree whose methods walk it.
    impl Tree {
        #[machine(Walk)]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        fn walk(self) yields u32 {
            for child in self.children {
                let walk: Box<Walk> = Box::new({ child }.walk());
                yield_from!(walk);
            }
            yield_value!(self.value);
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Tree {
    value: u32,
    children: Vec<Tree>,
}

fn shop() -> Shop<u8> {
    Shop {
        stock: vec![7, 8, 9],
        sold: 0,
    }
}

fn yielded<C: Coroutine>(mut machine: C) -> (Vec<C::Yield>, C::Return) {
    let mut all = Vec::new();
    loop {
        match machine.resume(()) {
            Yielded(value) => all.push(value),
            Complete(end) => return (all, end),
        }
    }
}

#[test]
fn a_method_has_a_machine_with_a_name() {
    let mut machine: Visit<u8, 0> = shop().visit([1]);
    assert_eq!(machine.resume(()), Yielded("<7>".to_string()));
    let text = serde_json::to_string(&machine).unwrap();
    let read: Visit<u8, 0> = serde_json::from_str(&text).unwrap();
    assert_eq!(read, machine);
    let (all, end) = yielded(read);
    assert_eq!(all, ["<8>", "<8>"]);
    assert_eq!(
        end,
        Shop {
            stock: vec![1],
            sold: 2
        }
    );
}

#[test]
fn a_method_that_borrows() {
    let mut shop = shop();
    let look: Look<'_, u8> = shop.look();
    assert_eq!(yielded(look).0, [&7, &8, &9]);
    let sale: Sale<'_, u8> = shop.sale(2);
    assert_eq!(yielded(sale), (vec![0, 1, 2, 0, 1, 2], 2));
    assert_eq!(shop.sold, 2);
}

#[test]
fn a_method_of_a_trait() {
    let mut machine: Selling = shop().sell();
    assert_eq!(machine.resume(()), Yielded(0));
    assert_eq!(machine.resume(()), Complete(3));
}

#[test]
fn a_tree_is_walked_and_read_in_the_middle() {
    let leaf = |value| Tree {
        value,
        children: Vec::new(),
    };
    let tree = Tree {
        value: 4,
        children: vec![
            leaf(1),
            Tree {
                value: 3,
                children: vec![leaf(2)],
            },
        ],
    };
    assert_eq!(yielded(tree.clone().walk()).0, [1, 2, 3, 4]);
    let mut machine = tree.walk();
    assert_eq!(machine.resume(()), Yielded(1));
    assert_eq!(machine.resume(()), Yielded(2));
    let bytes = postcard::to_allocvec(&machine).unwrap();
    let read: Walk = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(yielded(read).0, [3, 4]);
}

coro! {
    impl<T: Clone + Serialize + serde::de::DeserializeOwned + 'static> Shop<T> {
        /// Without a name, and read all the same.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        fn hand_out(self, limit: usize) yields T -> usize
        where
            T: std::fmt::Debug + PartialEq,
        {
            let mut given = 0;
            for item in self.stock {
                if given == limit {
                    break;
                }
                yield_value!(item);
                given += 1;
            }
            given + Self::count(given)
        }

        fn count(given: usize) -> usize {
            given * 10
        }
    }

    /// Its delegate is a method.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    fn day(days: u32) yields u8 -> usize {
        let mut all = 0;
        for day in 0..days {
            let shop = Shop { stock: vec![1u8, 2, 3], sold: day };
            all += yield_from!({ shop }.hand_out(2));
        }
        all
    }
}

#[test]
fn a_delegate_that_is_a_method_is_read() {
    let mut machine = day(2);
    loop {
        let text = serde_json::to_string(&machine).unwrap();
        let mut fresh = day(0);
        fresh
            .restore(&mut serde_json::Deserializer::from_str(&text))
            .unwrap();
        assert_eq!(fresh, machine);
        assert_eq!(yielded(fresh), yielded(machine.clone()));
        if let Complete(all) = machine.resume(()) {
            assert_eq!(all, 44);
            break;
        }
    }
}
