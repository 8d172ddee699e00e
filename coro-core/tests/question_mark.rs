//! `?` as generated code writes it, beside the `?` of Rust.

use std::convert::Infallible;
use std::num::ParseIntError;
use std::ops::ControlFlow;
use std::task::Poll;

use coro_core::machine::{Break, Continue, FromResidual, Try};

/// `?`, in the words of the generated code.
macro_rules! question {
    ($value:expr) => {
        match Try::branch($value) {
            Continue(value) => value,
            Break(residual) => return FromResidual::from_residual(residual),
        }
    };
}

#[derive(Debug, PartialEq)]
struct Failure(String);

impl From<ParseIntError> for Failure {
    fn from(error: ParseIntError) -> Failure {
        Failure(error.to_string())
    }
}

#[test]
fn an_error_is_converted() {
    fn sum(left: &str, right: &str) -> Result<u8, Failure> {
        let left: u8 = question!(left.parse());
        Ok(left + question!(right.parse::<u8>()))
    }
    assert_eq!(sum("1", "2"), Ok(3));
    assert_eq!(
        sum("1", "x"),
        Err(Failure("invalid digit found in string".into()))
    );
}

#[test]
fn an_error_becomes_a_boxed_one() {
    fn parse(text: &str) -> Result<u8, Box<dyn std::error::Error>> {
        Ok(question!(text.parse::<u8>()))
    }
    assert_eq!(parse("7").unwrap(), 7);
    assert!(parse("x").is_err());
}

#[test]
fn a_result_without_a_written_error_keeps_it() {
    fn parse<T>(make: impl FnOnce() -> Result<T, ParseIntError>) -> Result<T, ParseIntError> {
        let value = question!(make());
        Ok(value)
    }
    assert_eq!(parse(|| "7".parse::<u8>()), Ok(7));
}

#[test]
fn an_option_leaves_with_none() {
    fn first(list: &[u8]) -> Option<u8> {
        Some(question!(list.first()) + 1)
    }
    assert_eq!(first(&[1]), Some(2));
    assert_eq!(first(&[]), None);
}

#[test]
fn control_flow_breaks_with_its_value() {
    fn even(number: u8) -> ControlFlow<u8, &'static str> {
        question!(if number.is_multiple_of(2) {
            Continue(())
        } else {
            Break(number)
        });
        Continue("even")
    }
    assert_eq!(even(2), Continue("even"));
    assert_eq!(even(3), Break(3));
}

#[test]
fn a_poll_leaves_only_with_an_error() {
    type Item = Poll<Option<Result<u8, Failure>>>;
    fn parse(item: Poll<Option<Result<u8, ParseIntError>>>) -> Item {
        match question!(item) {
            Poll::Ready(value) => Poll::Ready(value.map(Ok)),
            Poll::Pending => Poll::Pending,
        }
    }
    assert_eq!(
        parse(Poll::Ready(Some("1".parse()))),
        Poll::Ready(Some(Ok(1)))
    );
    assert_eq!(parse(Poll::Pending), Poll::Pending);
    assert!(matches!(
        parse(Poll::Ready(Some("x".parse()))),
        Poll::Ready(Some(Err(_)))
    ));

    fn whole(item: Poll<Result<u8, ParseIntError>>) -> Poll<Result<u8, Failure>> {
        question!(item).map(Ok)
    }
    assert_eq!(whole(Poll::Ready(Ok(1))), Poll::Ready(Ok(1)));
    assert!(matches!(
        whole(Poll::Ready("x".parse())),
        Poll::Ready(Err(_))
    ));
}

#[test]
fn an_error_that_cannot_be_is_fine() {
    fn never(value: Result<u8, Infallible>) -> Result<u8, Infallible> {
        Ok(question!(value))
    }
    assert_eq!(never(Ok(1)), Ok(1));
}
