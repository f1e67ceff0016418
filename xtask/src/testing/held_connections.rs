//! Keeps the server of wasm-bindgen-test-runner from leaving a request unanswered.
//!
//! It is tiny_http 0.12: a pool of four threads, one per open connection, that grows only while its count of waiting
//! threads is nought (its `util/task_pool.rs`). A burst, as of a page that imports five modules at once, is put into
//! the queue before the woken threads have taken themselves off that count; the connection too many stays there for
//! as long as the browser keeps the others open, and the page never loads. With the four taken from the start, each
//! connection gets a thread of its own.

use std::net::{SocketAddr, TcpListener, TcpStream};

/// How many threads the pool starts with (`MIN_THREADS`).
const FIRST_THREADS: usize = 4;

/// What the runner prints when its server listens and the browser is about to start.
const SERVER_LISTENS: &str = "Running headless tests in ";

/// The connections to the server at one address, which say nothing.
pub(super) struct HeldConnections {
    address: SocketAddr,
    held: Vec<TcpStream>,
}

impl HeldConnections {
    /// For a server that will listen at an address of this machine that is free now.
    pub(super) fn at_free_address() -> std::io::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self {
            address,
            held: Vec::new(),
        })
    }

    /// Where the server is to listen.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes a line of the runner's output. When it says that its server listens, connections to the last server go and
    /// those to this one are opened; where they cannot be, the tests run as they would without.
    pub(super) fn see_line(&mut self, line: &str) {
        if line.starts_with(SERVER_LISTENS) {
            self.held.clear();
            self.held
                .extend((0..FIRST_THREADS).map_while(|_| TcpStream::connect(self.address).ok()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_threads_are_taken_when_the_server_listens() {
        let mut connections = HeldConnections::at_free_address().unwrap();
        let server = TcpListener::bind(connections.address()).unwrap();
        connections.see_line("   Compiling page v0.1.0");
        assert!(connections.held.is_empty());
        for _ in 0..2 {
            connections.see_line("Running headless tests in Chrome on `http://127.0.0.1:40685/`");
            let taken: Vec<_> = (0..FIRST_THREADS).map(|_| server.accept().unwrap().1).collect();
            let held: Vec<_> = connections.held.iter().map(|one| one.local_addr().unwrap()).collect();
            assert_eq!(taken, held);
        }
    }
}
