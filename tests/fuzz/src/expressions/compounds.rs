//! Options, results, pairs, arrays and vectors of numbers.
//!
//! ```text
//! [output]  (yield_value!(1), a)
//!           half(yield_value!(2))
//! ```
//!
//! Nothing here has a destructor that can be seen.

use super::Table;
use crate::code::Code;
use crate::generator::Wish;
use crate::types::Type;

pub(super) const MAYBE: Table = &[
    (6, |generator, wish| {
        let number = generator
            .expression(Wish {
                of: Type::Int,
                ..wish
            })
            .bare();
        Some(Code::atom(format!("Some({number})")))
    }),
    (6, |generator, wish| {
        Some(Code::atom(format!(
            "half({})",
            generator.argument(Type::Int, wish.size)
        )))
    }),
    (3, |generator, _| {
        let found = generator.find(|generator, index| {
            let of = generator.variable(index).of;
            matches!(of, Type::IntIterator | Type::Ints) && generator.is_changeable(index)
        })?;
        let method = if generator.is(found, Type::Ints) {
            "pop"
        } else {
            "next"
        };
        Some(Code::atom(format!("{}.{method}()", generator.name(found))))
    }),
    (2, |generator, wish| {
        let condition = generator
            .expression(Wish::of(Type::Bool, wish.size / 2))
            .operand();
        let value = generator
            .expression(Wish::int(wish.size / 2).strong())
            .bare();
        Some(Code::atom(format!("{condition}.then_some({value})")))
    }),
];

pub(super) const PAIR: Table = &[(10, |generator, wish| {
    let wish = Wish {
        of: Type::Int,
        size: wish.size / 2,
        ..wish
    };
    let first = generator.expression(wish).bare();
    let second = generator.expression(wish).bare();
    Some(Code::atom(format!("({first}, {second})")))
})];

pub(super) const TRIO: Table = &[
    (10, |generator, wish| {
        let first = generator
            .expression(Wish {
                of: Type::Int,
                size: wish.size / 3,
                ..wish
            })
            .bare();
        let rest = generator.arguments(&[Type::Int, Type::Int], wish.size / 2);
        Some(Code::atom(format!("[{first}, {rest}]")))
    }),
    (3, |generator, wish| {
        let number = generator
            .expression(Wish {
                of: Type::Int,
                ..wish
            })
            .bare();
        Some(Code::atom(format!("[{number}; 3]")))
    }),
];

pub(super) const SEVERAL: Table = &[
    (10, |generator, wish| {
        let first = generator
            .expression(Wish {
                of: Type::Int,
                size: wish.size / 2,
                ..wish
            })
            .bare();
        let second = generator.argument(Type::Int, wish.size / 2);
        if !generator.features.macros {
            return Some(Code::atom(format!("Vec::from([{first}, {second}])")));
        }
        Some(Code::atom(format!("vec![{first}, {second}]")))
    }),
    (3, |generator, _| {
        let found = generator.find(|generator, index| {
            generator.is(index, Type::Ints) && generator.is_readable(index)
        })?;
        Some(Code::atom(format!("{}.clone()", generator.name(found))))
    }),
    (2, |generator, wish| {
        let trio = generator
            .expression(Wish::of(Type::Trio, wish.size).strong())
            .operand();
        Some(Code::atom(format!("{trio}.to_vec()")))
    }),
];

pub(super) const ATTEMPT: Table = &[
    (5, |generator, wish| {
        let fish = if wish.strong { "::<i64, String>" } else { "" };
        Some(Code::atom(format!(
            "Ok{fish}({})",
            generator.argument(Type::Int, wish.size)
        )))
    }),
    (6, |generator, wish| {
        let call = format!("check({})", generator.argument(Type::Int, wish.size));
        Some(Code::atom(format!("{call}.map_err(String::from)")))
    }),
    (2, |generator, wish| {
        let fish = if wish.strong { "::<i64, String>" } else { "" };
        Some(Code::atom(format!(
            "Err{fish}({})",
            generator.argument(Type::Text, wish.size)
        )))
    }),
];
