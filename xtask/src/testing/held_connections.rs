//! Prevents the server of wasm-bindgen-test-runner from leaving a request unanswered.
//!
//! The server is tiny_http 0.12: a pool of four threads, one per open connection, that grows only while its count of
//! waiting threads is zero (its `util/task_pool.rs`). In a burst, as from a page that imports five modules at once,
//! connections are queued before the woken threads have decremented that count. An extra connection then waits as long
//! as the browser keeps the others open, and the page never loads. With the first four threads taken from the start,
//! each connection gets its own thread.

use std::net::{SocketAddr, TcpListener, TcpStream};

/// Initial number of threads in the pool (`MIN_THREADS`).
const FIRST_THREADS: usize = 4;

/// The runner prints this when its server listens and the browser is about to start.
const SERVER_LISTENS: &str = "Running headless tests in ";

/// Silent connections to the server at one address.
pub(super) struct HeldConnections {
    address: SocketAddr,
    held: Vec<TcpStream>,
}

impl HeldConnections {
    /// Prepares connections to a server that will listen at a currently free local address.
    pub(super) fn at_free_address() -> std::io::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        Ok(Self {
            address,
            held: Vec::new(),
        })
    }

    /// The address for the server.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Reads a line of the runner's output. When it reports a listening server, the connections to the previous server
    /// are closed and those to this one opened. If that fails, the tests run without them.
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
        // The server has its address first: another test may take a free one.
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut connections = HeldConnections {
            address: server.local_addr().unwrap(),
            held: Vec::new(),
        };
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
