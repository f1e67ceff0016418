//! The server's program: its output, its log and its errors.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const READY: &str = "The shop is at http://localhost:";

/// How long the server may take to answer and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder with a built app, and the command that serves it.
fn server() -> (TempDir, Command) {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("dist/host")).unwrap();
    fs::write(folder.path().join("dist/host/index.html"), "<!doctype html>").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .env("PORT", "0")
        .env("NO_STANDALONE", "true")
        .env("LOG_LEVEL", "debug")
        .env("DATA_DIR", folder.path().join("data"))
        .env("DIST_DIR", folder.path().join("dist"))
        .env("RUST_BACKTRACE", "1")
        .env_remove("NO_COLOR")
        .stdout(Stdio::piped());
    (folder, command)
}

/// A running server. A failed test leaves none running.
struct Running {
    process: Child,
    port: u16,
    /// Its standard output, read up to the line that reports readiness.
    said: Option<BufReader<ChildStdout>>,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let mut process = command.spawn().unwrap();
        let said = process.stdout.take().map(BufReader::new);
        let mut server = Self { process, port: 0, said };
        let lines = server.said.as_mut().unwrap().lines();
        let ready = lines.map(Result::unwrap).find(|line| line.starts_with(READY));
        server.port = ready.unwrap().strip_prefix(READY).unwrap().parse().unwrap();
        server
    }

    /// Ends the server with `kill`; returns whether it ended with success.
    fn stop(mut self) -> bool {
        let killed = Command::new("kill").arg(self.process.id().to_string()).status();
        assert!(killed.unwrap().success());
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server did not end");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Killing an ended process is not an error.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The status line of an answer.
fn status(port: u16) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
        .write_all(b"GET /api/health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap().to_owned()
}

#[test]
fn a_log_in_a_file_has_no_escape_codes() {
    let (folder, mut command) = server();
    let log = folder.path().join("log");
    let server = Running::start(command.stderr(File::create(&log).unwrap()));
    assert_eq!(status(server.port), "HTTP/1.1 200 OK");
    assert!(server.stop());
    let log = fs::read_to_string(&log).unwrap();
    assert!(log.contains("/api/health"), "{log}");
    assert!(!log.contains('\u{1b}'), "{log}");
}

#[test]
fn a_server_that_is_stopped_as_soon_as_it_is_ready_ends_well() {
    for _ in 0..10 {
        let (_folder, mut command) = server();
        let server = Running::start(command.stderr(Stdio::null()));
        assert!(server.stop());
    }
}

#[test]
fn a_server_with_closed_output_serves_and_ends_well() {
    let (_folder, mut command) = server();
    let mut server = Running::start(command.stderr(Stdio::piped()));
    drop((server.said.take(), server.process.stderr.take()));
    assert_eq!(status(server.port), "HTTP/1.1 200 OK");
    assert_eq!(status(server.port), "HTTP/1.1 200 OK");
    assert!(server.stop());
}

#[test]
fn a_wrong_setting_is_refused_with_a_message_and_without_a_backtrace() {
    for (flag, named) in [
        ("--prot=4000", "--port"),
        ("--host=here", "--host"),
        ("--token-seconds=0", "1..=86400"),
        ("--log-level=server=loud", "debug or trace"),
        ("--base-path=/api", "such as /shop/"),
        ("--trusted-proxies=proxy", "--trusted-proxies"),
        ("--dist=/nowhere", "cargo xtask build"),
        ("--data=/dev/null/data", "--data"),
    ] {
        let (_folder, mut command) = server();
        let output = command.arg(flag).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{flag}");
        assert!(said.starts_with("error: ") && said.contains(named), "{flag}: {said}");
        for trace in ["panicked", "backtrace", "\u{1b}"] {
            assert!(!said.contains(trace), "{flag}: {said}");
        }
    }
}
