//! What is said on one connection, as a coroutine.
//!
//! It is lent the [`Link`] at each step and says what it needs next ([`Step`]). It does no input
//! or output and knows no clock, so that a test can say any bytes to it, in any pieces.

use coro_core::coro;

use super::{Request, Response};

/// The longest head of a request.
const LONGEST_HEAD: usize = 16 * 1024;
/// The longest body of a request.
const LONGEST_BODY: usize = 1024 * 1024;

/// What the protocol is lent.
#[derive(Debug, Default)]
pub struct Link {
    /// What was received and not yet understood.
    pub input: Vec<u8>,
    /// Nothing more will be received.
    pub ended: bool,
    /// The time for this request is over.
    pub late: bool,
    /// No further requests are wanted.
    pub closing: bool,
    /// The answer to what was handed out as [`Step::Handle`].
    pub response: Option<Response>,
}

/// What the protocol needs next.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// More input, or to be told that there will be none.
    Read,
    /// A response.
    Handle(Request),
    /// These bytes to be sent.
    Write(Vec<u8>),
}

coro! {
    /// Answers one request after the other, until the connection is to be closed.
    pub fn protocol() receives mut link: &mut Link yields Step {
        loop {
            let head = loop {
                match Head::parse(&link.input) {
                    Ok(Some(head)) => break head,
                    Ok(None) if link.ended || (link.closing && link.input.is_empty()) => return,
                    Ok(None) if link.late => {
                        if !link.input.is_empty() {
                            yield_value!(refusal(408));
                        }
                        return;
                    }
                    Ok(None) => link = yield_value!(Step::Read),
                    Err(status) => {
                        yield_value!(refusal(status));
                        return;
                    }
                }
            };
            while link.input.len() < head.end + head.body {
                if link.ended {
                    return;
                }
                if link.late {
                    yield_value!(refusal(408));
                    return;
                }
                link = yield_value!(Step::Read);
            }
            let (end, has_body) = (head.end + head.body, head.method != "HEAD");
            let wants_more = head.keep_alive;
            let body = link.input[head.end..end].to_vec();
            link.input.drain(..end);
            link = yield_value!(Step::Handle(head.into_request(body)));
            let response = link.response.take().expect("what was handled has a response");
            let keep_alive = wants_more && !link.closing;
            link = yield_value!(Step::Write(response.to_bytes(keep_alive, has_body)));
            if !keep_alive {
                return;
            }
        }
    }
}

fn refusal(status: u16) -> Step {
    Step::Write(Response::text(status, "").to_bytes(false, true))
}

/// The head of a request.
#[derive(Debug)]
struct Head {
    method: String,
    path: String,
    /// Where the body begins.
    end: usize,
    /// How long the body is.
    body: usize,
    keep_alive: bool,
}

impl Head {
    fn into_request(self, body: Vec<u8>) -> Request {
        let Head { method, path, .. } = self;
        Request { method, path, body }
    }

    /// `None` if there is more to come; an error is the status that says what is wrong.
    fn parse(input: &[u8]) -> Result<Option<Head>, u16> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        let end = match request.parse(input) {
            Ok(httparse::Status::Complete(end)) => end,
            Ok(httparse::Status::Partial) if input.len() > LONGEST_HEAD => return Err(431),
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(431),
            Err(httparse::Error::Version) => return Err(505),
            Err(_) => return Err(400),
        };
        let newest = request.version == Some(1);
        let mut head = Head {
            method: request.method.unwrap_or_default().to_owned(),
            path: request.path.unwrap_or_default().to_owned(),
            end,
            body: 0,
            keep_alive: newest,
        };
        let mut length = None;
        for header in request.headers.iter() {
            let value = std::str::from_utf8(header.value)
                .map_err(|_| 400_u16)?
                .trim();
            if header.name.eq_ignore_ascii_case("content-length") {
                // Two lengths are how requests are smuggled.
                if length.is_some() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(400);
                }
                length = Some(value.parse::<usize>().map_err(|_| 400_u16)?);
            } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
                return Err(501);
            } else if header.name.eq_ignore_ascii_case("connection") {
                let has = |word: &str| {
                    value
                        .split(',')
                        .any(|part| part.trim().eq_ignore_ascii_case(word))
                };
                head.keep_alive = (newest || has("keep-alive")) && !has("close");
            }
        }
        head.body = length.unwrap_or(0);
        match head.body > LONGEST_BODY {
            true => Err(413),
            false => Ok(Some(head)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coro_core::Coroutine;
    use coro_core::CoroutineState::{Complete, Yielded};

    /// Says `input` in pieces of `size` bytes; gives what was answered.
    fn answers(input: &[u8], size: usize) -> String {
        let (mut protocol, mut link) = (protocol(), Link::default());
        let (mut output, mut pieces) = (Vec::new(), input.chunks(size));
        loop {
            match protocol.resume(&mut link) {
                Yielded(Step::Read) => match pieces.next() {
                    Some(piece) => link.input.extend_from_slice(piece),
                    None => link.ended = true,
                },
                Yielded(Step::Handle(request)) => {
                    let body = String::from_utf8(request.body).unwrap();
                    let text = format!("{} {} {body}", request.method, request.path);
                    link.response = Some(Response::text(200, text));
                }
                Yielded(Step::Write(bytes)) => output.extend(bytes),
                Complete(()) => return String::from_utf8(output).unwrap(),
            }
        }
    }

    #[test]
    fn requests_in_any_pieces_are_answered_alike() {
        let input = b"GET /a HTTP/1.1\r\n\r\nPOST /b HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello\
                      HEAD /c HTTP/1.1\r\nconnection: close\r\n\r\nGET /never HTTP/1.1\r\n\r\n";
        let whole = answers(input, input.len());
        assert_eq!(whole.matches("200 OK").count(), 3);
        assert!(whole.contains("POST /b hello"));
        assert!(
            whole.ends_with("connection: close\r\n\r\n"),
            "a HEAD has no body"
        );
        for size in 1..input.len() {
            assert_eq!(answers(input, size), whole);
        }
    }

    #[test]
    fn what_is_wrong_is_refused_and_closes() {
        let refused = |input: &str, status: &str| {
            let answer = answers(input.as_bytes(), 7);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{answer}"
            );
            assert_eq!(answer.matches("HTTP/1.1").count(), 1);
        };
        refused("nonsense\r\n\r\nGET / HTTP/1.1\r\n\r\n", "400");
        refused("GET / HTTP/1.1\r\ncontent-length: x\r\n\r\n", "400");
        refused("GET / HTTP/1.1\r\ncontent-length: +1\r\n\r\n", "400");
        refused(
            "GET / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
            "400",
        );
        refused("GET / HTTP/1.1\r\ncontent-length: 99999999\r\n\r\n", "413");
        refused(
            "GET / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n",
            "501",
        );
        refused(
            &format!("GET / HTTP/1.1\r\na: {}", "b".repeat(20_000)),
            "431",
        );
    }
}
