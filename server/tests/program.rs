//! The server as a program: what it writes, and how it refuses.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const READY: &str = "The shop is at http://localhost:";

/// How long the server may take to answer, and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder with an app, and the command that serves it.
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

/// Starts it; its port, and standard output, which ends when this is dropped.
fn start(command: &mut Command) -> (Child, u16, impl Sized) {
    let mut child = command.spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    loop {
        let mut line = String::new();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended before it was ready");
        if let Some(port) = line.strip_prefix(READY) {
            return (child, port.trim_end().parse().unwrap(), said);
        }
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

/// Ends it as Ctrl-C does; whether it ended well.
fn stop(mut child: Child) -> bool {
    let killed = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(killed.success());
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    panic!("it did not end");
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_log_in_a_file_has_no_escape_codes() {
    let (folder, mut command) = server();
    let log = folder.path().join("log");
    let (child, port, _said) = start(command.stderr(File::create(&log).unwrap()));
    assert_eq!(status(port), "HTTP/1.1 200 OK");
    assert!(stop(child));
    let log = text(&log);
    assert!(log.contains("/api/health"), "{log}");
    assert!(!log.contains('\u{1b}'), "{log}");
}

#[test]
fn a_server_whose_output_nobody_reads_serves_and_ends_well() {
    let (_folder, mut command) = server();
    let (mut child, port, said) = start(command.stderr(Stdio::piped()));
    drop((said, child.stderr.take()));
    assert_eq!(status(port), "HTTP/1.1 200 OK");
    assert_eq!(status(port), "HTTP/1.1 200 OK");
    assert!(stop(child));
}

#[test]
fn a_wrong_setting_is_refused_in_words_without_a_panic_or_a_backtrace() {
    let refused = |flag: &str| -> (Output, String) {
        let (_folder, mut command) = server();
        let output = command.arg(flag).output().unwrap();
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        (output, said)
    };
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
        let (output, said) = refused(flag);
        assert!(!output.status.success(), "{flag}");
        assert!(said.starts_with("error: ") && said.contains(named), "{flag}: {said}");
        for trace in ["panicked", "backtrace", "\u{1b}"] {
            assert!(!said.contains(trace), "{flag}: {said}");
        }
    }
}
