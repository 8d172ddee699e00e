fn orders(
    list: Vec<Order>,
) -> impl ::coro_core::Coroutine<
    (),
    Yield = ::coro_core::Wait,
    Return = u32,
> + ::core::clone::Clone + ::coro_core::machine::Serialize + ::coro_core::Restore + ::coro_core::machine::DeserializeOwned {
    #![cfg_attr(
        doc,
        doc = "\n\n# States\n\n| state | stands at | holds | goes to |\n| --- | --- | --- | --- |\n| `Start` | not started | `list` | `Waiting`, `Done` |\n| `Waiting` |  | `order`, `iter`, `sum` | `Waiting`, `Done` |\n| `Done` | returned |  |  |\n"
    )]
    use ::coro_core::machine::{
        From, Keep, Placed, Place, Save, Saver, Serialize, Serializer, Load, Loader,
        Deserialize, Deserializer, Program, named, made, dispatch::*, prelude::*,
    };
    /// Where `orders` can stand.
    #[derive(Clone)]
    enum State<List, Inner2, Order, Iter, Sum> {
        For1 { at: For1<Inner2, Order>, iter: Iter, sum: Sum },
        /// Not started.
        Start { list: List },
        /// Its code is running, or panicked while it ran.
        Running,
        /// Returned.
        Done,
    }
    /// Where `orders` can stand.
    #[derive(Clone)]
    enum For1<Inner2, Order> {
        /// About to go round.
        Next,
        Waiting { inner: Inner2, order: Order },
    }
    impl<List, Inner2, Order, Iter, Sum> Placed
    for State<List, Inner2, Order, Iter, Sum> {
        const NAME: &'static str = "orders";
        const PLACES: &'static [Place] = &Place::all(
            "orders",
            [
                Place::numbered("Start", &["list"]),
                Place::named("Waiting", &["inner", "iter", "order", "sum"]),
                Place::numbered("Done", &[]),
            ],
        );
        fn place(&self) -> ::core::option::Option<usize> {
            match self {
                State::Start { .. } => ::core::option::Option::Some(0usize),
                State::For1 { at: For1::Waiting { .. }, .. } => {
                    ::core::option::Option::Some(1usize)
                }
                State::Done => ::core::option::Option::Some(2usize),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl<
        List: Serialize,
        Inner2: Serialize,
        Order: Serialize,
        Iter: Serialize,
        Sum: Serialize,
    > Save for State<List, Inner2, Order, Iter, Sum> {
        fn save<Format: Serializer>(
            &self,
            to: Saver<Format>,
        ) -> ::core::result::Result<Format::Ok, Format::Error> {
            match self {
                State::Start { list } => to.place(0usize, (list, ())),
                State::For1 { at: For1::Waiting { inner, order }, iter, sum } => {
                    to.place(1usize, (inner, (iter, (order, (sum, ())))))
                }
                State::Done => to.place(2usize, ()),
                _ => to.nowhere(),
            }
        }
    }
    impl<
        'de,
        List: Deserialize<'de>,
        Inner2: Deserialize<'de>,
        Order: Deserialize<'de>,
        Iter: Deserialize<'de>,
        Sum: Deserialize<'de>,
    > Load<'de> for State<List, Inner2, Order, Iter, Sum> {
        fn load<Format: Deserializer<'de>>(
            place: usize,
            from: Loader<Format>,
        ) -> ::core::result::Result<Self, Format::Error> {
            match place {
                0usize => {
                    let (list, ()) = from.list()?;
                    ::core::result::Result::Ok(State::Start { list })
                }
                1usize => {
                    let (inner, (iter, (order, (sum, ())))) = from.list()?;
                    ::core::result::Result::Ok(State::For1 {
                        at: For1::Waiting { inner, order },
                        iter,
                        sum,
                    })
                }
                2usize => {
                    let () = from.list()?;
                    ::core::result::Result::Ok(State::Done)
                }
                _ => from.nowhere(),
            }
        }
    }
    impl<List, Inner2, Order, Iter, Sum> Frame
    for State<List, Inner2, Order, Iter, Sum> {
        const LAYOUT: &'static str = "orders\t\t0\n0s Start\t0\t\tlist\t3 5\n0l For1\t0\t\t@at iter sum\t\n1n Next\t0\t\t\t\n1f Waiting\t0\t\t>inner order\t3 5\n0r Running\t0\t\t\t\n0d Done\t0\t\t\t";
        const RUNNING: Self = State::Running;
        const DONE: Self = State::Done;
    }
    /// The code of `orders`: by its type a machine that is read finds it.
    struct OrdersCode;
    impl Program for OrdersCode {
        type Given = (Vec<Order>,);
        #[allow(refining_impl_trait)]
        fn machine(
            given: ::core::option::Option<Self::Given>,
        ) -> (
            ::core::option::Option<
                impl ::coro_core::Coroutine<
                    (),
                    Yield = ::coro_core::Wait,
                    Return = u32,
                > + ::core::clone::Clone + ::coro_core::machine::Serialize + ::coro_core::Restore + ::coro_core::machine::DeserializeOwned,
            >,
            impl ::core::any::Any + ::core::marker::Copy,
        ) {
            named::<
                Self,
                _,
                _,
                _,
                _,
                _,
                _,
            >(
                given,
                |(list,): Self::Given| State::Start { list },
                || Body {
                    step: |
                        state: &mut State<_, _, _, _, _>,
                        _: (),
                    | -> CoroutineState<Wait, u32> {
                        if let State::Start { .. } = state {
                            let list = match replace(state, State::Running) {
                                State::Start { list } => list,
                                other => lost(other),
                            };
                            let mut sum = 0;
                            let mut iter = IntoIterator::into_iter(
                                (&mut &mut &mut Keep::new(list.into_iter())).keep(),
                            );
                            let at = For1::Next;
                            put(state, State::For1 { at, iter, sum });
                        }
                        let State::For1 { at: for1, iter: iter_, sum: sum_ } = state
                        else { stopped(state) };
                        'for1: loop {
                            if let For1::Next = for1 {
                                match Iterator::next(
                                    &mut (*iter_).by_ref().filter(|order| order.is_open()),
                                ) {
                                    Some(order) => {
                                        let inner = (&mut &mut &mut Keep::new(
                                            From::new(payment(&order)).delegate(),
                                        ))
                                            .keep();
                                        put(for1, For1::Waiting { inner, order });
                                    }
                                    None => break 'for1,
                                };
                            }
                            let For1::Waiting { inner, .. } = for1 else { nowhere() };
                            match resume(inner, ()) {
                                Yielded(yielded) => return Yielded(yielded),
                                Complete(value) => {
                                    let order = match replace(for1, For1::Next) {
                                        For1::Waiting { order, .. } => order,
                                        other => lost(other),
                                    };
                                    value;
                                    *sum_ += order.price;
                                }
                            }
                        }
                        let value: u32 = *sum_;
                        complete(state, value)
                    },
                    look: |state, look| match state {
                        State::For1 { at: For1::Waiting { inner, .. }, .. } => {
                            look.inside(3, inner)
                        }
                        _ => 0,
                    },
                },
            )
        }
    }
    made(OrdersCode::machine(::core::option::Option::Some((list,))))
}
