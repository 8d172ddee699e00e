//! Sockets whose futures borrow what the function owns: `stream.read(&mut buf).await`, `listener.accept().await`.

#![forbid(unsafe_code)]

use std::io;
use std::net::SocketAddr;

use async_net::{TcpListener, TcpStream};
use coro_core::{EventLoop, coro};
use futures_lite::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, io::BufReader};

coro! {
    /// Gives back what it is sent, until the other side is done.
    async fn echo(mut stream: TcpStream) -> io::Result<usize> {
        let mut buf = vec![0; 16];
        let mut total = 0;
        loop {
            let n = stream.read(&mut buf).await?;
            if n == 0 {
                return Ok(total);
            }
            stream.write_all(&buf[..n]).await?;
            total += n;
        }
    }

    async fn serve(listener: TcpListener, clients: usize) -> io::Result<usize> {
        let mut tasks = Vec::new();
        for _ in 0..clients {
            let (stream, _) = listener.accept().await?;
            tasks.push(EventLoop::current().spawn(echo(stream)));
        }
        let mut total = 0;
        for task in tasks {
            total += task.await?;
        }
        Ok(total)
    }

    async fn ask(address: SocketAddr, text: String) -> io::Result<String> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(text.as_bytes()).await?;
        let mut answer = vec![0; text.len()];
        stream.read_exact(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    async fn ask_by_lines(address: SocketAddr, lines: &'static [&'static str]) -> io::Result<Vec<String>> {
        let stream = TcpStream::connect(address).await?;
        let mut reader = BufReader::new(stream.clone());
        let mut writer = stream;
        let mut answers = Vec::new();
        for line in lines {
            writer.write_all(line.as_bytes()).await?;
            writer.write_all(b"\n").await?;
            writer.flush().await?;
            let mut answer = String::new();
            if reader.read_line(&mut answer).await? == 0 {
                break;
            }
            answers.push(answer.trim_end().to_string());
        }
        Ok(answers)
    }

    async fn talk() -> io::Result<(String, Vec<String>, usize)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let server = EventLoop::current().spawn(serve(listener, 2));
        let answer = ask(address, "a text that is longer than the buffer".to_string()).await?;
        let lines = ask_by_lines(address, &["one", "two"]).await?;
        Ok((answer, lines, server.await?))
    }
}

#[test]
fn futures_of_sockets_borrow_locals() {
    let (answer, lines, total) = EventLoop::run(talk()).expect("no socket fails");
    assert_eq!(answer, "a text that is longer than the buffer");
    assert_eq!(lines, ["one", "two"]);
    assert_eq!(total, answer.len() + 8);
}

/// The same with tokio's sockets, on tokio: there the machine is a future that may change its thread.
mod on_tokio {
    use std::io;
    use std::sync::Arc;

    use coro_core::coro;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::{Semaphore, mpsc};

    coro! {
        async fn shout(mut stream: TcpStream, permits: Arc<Semaphore>) -> io::Result<()> {
            let _permit = permits.acquire_owned().await.expect("never closed");
            let mut buf = [0u8; 8];
            loop {
                match stream.read(&mut buf).await? {
                    0 => break,
                    n => {
                        buf[..n].make_ascii_uppercase();
                        stream.write_all(&buf[..n]).await?;
                    }
                }
            }
            stream.shutdown().await
        }

        async fn serve(listener: TcpListener) -> io::Result<()> {
            let permits = Arc::new(Semaphore::new(2));
            loop {
                let (stream, _) = listener.accept().await?;
                tokio::spawn(shout(stream, permits.clone()).into_future());
            }
        }

        async fn gather(mut lines: mpsc::Receiver<String>) -> Vec<String> {
            let mut all = Vec::new();
            while let Some(line) = lines.recv().await {
                all.push(line);
            }
            all.sort();
            all
        }
    }

    #[test]
    fn sockets_and_channels_of_tokio_borrow_locals() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build();
        let all = runtime.expect("a runtime").block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let address = listener.local_addr()?;
            tokio::spawn(serve(listener).into_future());
            let (lines, gathered) = mpsc::channel(1);
            for word in ["one", "a longer one", "two"] {
                let lines = lines.clone();
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(address).await?;
                    stream.write_all(word.as_bytes()).await?;
                    stream.shutdown().await?;
                    let mut answer = String::new();
                    stream.read_to_string(&mut answer).await?;
                    lines.send(answer).await.map_err(io::Error::other)
                });
            }
            drop(lines);
            io::Result::Ok(gather(gathered).into_future().await)
        });
        assert_eq!(
            all.expect("no socket fails"),
            ["A LONGER ONE", "ONE", "TWO"]
        );
    }
}
