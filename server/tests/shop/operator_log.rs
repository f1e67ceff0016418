//! The server's log, read from the program itself.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::Client;

use crate::test_shop::Folders;

/// The program, which ends with the test.
struct Program {
    process: Child,
    address: String,
}

impl Program {
    fn start(folders: &Folders) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(["--port=0", "--no-standalone", "--data"])
            .arg(folders.data.path())
            .arg("--dist")
            .arg(folders.dist.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines();
        let ready = said
            .map(Result::unwrap)
            .find(|line| line.starts_with("The shop is at "));
        let address = ready.unwrap().replace("The shop is at ", "");
        Self { process, address }
    }

    /// Ends the program and returns its log.
    fn log(mut self) -> Vec<String> {
        let log = BufReader::new(self.process.stderr.take().unwrap());
        self.process.kill().unwrap();
        log.lines().map(Result::unwrap).collect()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn a_refused_origin_is_one_warning_that_names_the_setting() {
    let folders = Folders::new();
    let program = Program::start(&folders);
    let client = Client::builder().no_proxy().build().unwrap();
    for _ in 0..3 {
        let request = client.post(format!("{}/api/auth/code", program.address));
        let request = request.header("origin", "https://shop.example");
        let answer = request.header("sec-fetch-site", "cross-site").send().await.unwrap();
        assert_eq!(answer.status(), 403);
    }
    let log = program.log();
    let warnings: Vec<_> = log.iter().filter(|line| line.contains("WARN")).collect();
    let [warning] = warnings[..] else {
        panic!("{log:#?}");
    };
    for part in [
        "origin_refused",
        "shop.example",
        "127.0.0.1",
        "X-Forwarded-Host",
        "--trusted-proxies",
    ] {
        assert!(warning.contains(part), "{part}: {warning}");
    }
}
