//! A language server beside the test, and what is asked of it.
//!
//! Messages are JSON behind a header with their length, as the protocol has it; places are counted in lines and
//! characters, and all of the text is ASCII.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// rust-analyzer over one crate of one file.
pub struct Server {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    requests: u64,
    version: u64,
}

impl Server {
    /// Writes the crate, starts the server and waits until it has read everything.
    pub fn start(text: &str) -> Self {
        let folder = written(text);
        let program = std::env::var_os("RUST_ANALYZER").unwrap_or_else(|| "rust-analyzer".into());
        let mut child = Command::new(program)
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("rust-analyzer is installed");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let root = format!("file://{}", folder.display());
        let uri = format!("{root}/src/lib.rs");
        let mut server = Self {
            child,
            input,
            output,
            uri,
            requests: 0,
            version: 1,
        };
        server.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": root,
                "capabilities": { "experimental": { "serverStatusNotification": true } },
                "initializationOptions": { "checkOnSave": false, "cachePriming": { "enable": false } },
            }),
        );
        server.notify("initialized", json!({}));
        server.notify(
            "textDocument/didOpen",
            json!({ "textDocument": {
                "uri": server.uri, "languageId": "rust", "version": 1, "text": text,
            }}),
        );
        server.wait_until_quiet();
        server
    }

    /// What is offered at a place of a text.
    pub fn completions(&mut self, text: &str, place: usize) -> Vec<String> {
        let asked = self.at(text, place);
        let answer = self.request("textDocument/completion", asked);
        let items = answer.get("items").unwrap_or(&answer);
        let items = items.as_array().cloned().unwrap_or_default();
        let names = items.iter().filter_map(|item| {
            let name = item.get("filterText").or_else(|| item.get("label"))?;
            Some(name.as_str()?.to_string())
        });
        names.collect()
    }

    /// What is told of a place of a text.
    pub fn hover(&mut self, text: &str, place: usize) -> String {
        let asked = self.at(text, place);
        self.request("textDocument/hover", asked).to_string()
    }

    /// The lines, from 0 on, at which what stands at a place is defined.
    pub fn definitions(&mut self, text: &str, place: usize) -> Vec<usize> {
        let asked = self.at(text, place);
        let answer = self.request("textDocument/definition", asked);
        let found = match answer {
            Value::Array(all) => all,
            one => vec![one],
        };
        let lines = found.iter().filter_map(|location| {
            let range = ["targetSelectionRange", "range"].iter();
            let range = range.filter_map(|name| location.get(*name)).next()?;
            usize::try_from(range["start"]["line"].as_u64()?).ok()
        });
        lines.collect()
    }

    /// Makes the text that of the file, and gives the place as the protocol wants it.
    fn at(&mut self, text: &str, place: usize) -> Value {
        self.version += 1;
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": self.uri, "version": self.version },
                "contentChanges": [{ "text": text }],
            }),
        );
        let before = &text[..place];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().map_or(0, str::len);
        json!({
            "textDocument": { "uri": self.uri },
            "position": { "line": line, "character": character },
        })
    }

    fn wait_until_quiet(&mut self) {
        loop {
            let message = self.read();
            if message["method"] == "experimental/serverStatus" {
                let parameters = &message["params"];
                assert_ne!(parameters["health"], "error", "{parameters}");
                if parameters["quiescent"] == true {
                    return;
                }
            }
        }
    }

    fn request(&mut self, method: &str, parameters: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let mut message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                let error = message.get("error");
                // the text has changed while it was looked at
                if error.is_some_and(|error| error["code"] == -32801) {
                    return self.request(method, parameters);
                }
                assert!(error.is_none(), "{method}: {message}");
                return message["result"].take();
            }
        }
    }

    fn notify(&mut self, method: &str, parameters: Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    fn write(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it listens");
        self.input.flush().expect("it listens");
    }

    /// The next message; what the server asks of an editor is answered with nothing.
    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).expect("it speaks");
            assert!(read > 0, "rust-analyzer has ended");
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.parse().expect("a number");
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).expect("it speaks");
        let message: Value = serde_json::from_slice(&bytes).expect("JSON");
        if message.get("method").is_some() && message.get("id").is_some() {
            self.write(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
        message
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it has nothing to save
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The crate on disk, a workspace of its own.
fn written(text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editors");
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../coro-core");
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    let manifest = format!(
        "[package]\nname = \"edited\"\nedition = \"2024\"\n[dependencies]\ncoro-core.path = {:?}\n[workspace]\n",
        library.display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the file can be written");
    fs::write(folder.join("src/lib.rs"), text).expect("the file can be written");
    folder
}
