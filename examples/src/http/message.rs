//! Requests and responses.

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub body: Vec<u8>,
}

impl Request {
    /// The path and the body.
    pub fn into_parts(self) -> (String, Vec<u8>) {
        (self.path, self.body)
    }
}

/// What it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Response {
    /// A response with this text.
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        let body = body.into().into_bytes();
        Response { status, body }
    }

    /// The bytes that go over the wire. The body of a `HEAD` is left out.
    pub(super) fn to_bytes(&self, keep_alive: bool, has_body: bool) -> Vec<u8> {
        let Response { status, body } = self;
        let (reason, length) = (reason(*status), body.len());
        let connection = if keep_alive { "keep-alive" } else { "close" };
        let mut bytes = format!(
            "HTTP/1.1 {status} {reason}\r\ncontent-length: {length}\r\n\
             content-type: text/plain\r\nconnection: {connection}\r\n\r\n"
        )
        .into_bytes();
        if has_body {
            bytes.extend_from_slice(body);
        }
        bytes
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        408 => "Request Timeout",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        505 => "HTTP Version Not Supported",
        _ => "Unknown",
    }
}
