//! A shop for one test.

use std::path::Path;

use clap::Parser;
use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use server::{RunningServer, Settings};
use tempfile::TempDir;

pub(crate) const HOST_PAGE: &str = "<!doctype html><script>go()</script><script src=\"/assets/x.js\"></script>";

/// A running shop with its own folders.
pub(crate) struct TestShop {
    pub(crate) server: RunningServer,
    pub(crate) folders: Folders,
    client: Client,
}

/// Data and built apps of a shop; they can outlive it.
pub(crate) struct Folders {
    pub(crate) data: TempDir,
    pub(crate) dist: TempDir,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

/// A logged-in shopper.
pub(crate) struct Login {
    pub(crate) token: String,
    pub(crate) refresh: String,
    pub(crate) user: Value,
}

impl Folders {
    pub(crate) fn new() -> Self {
        let folders = Self {
            data: TempDir::new().unwrap(),
            dist: TempDir::new().unwrap(),
        };
        folders.write("host/index.html", HOST_PAGE);
        folders
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.dist.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }

    pub(crate) fn database(&self) -> std::path::PathBuf {
        self.data.path().join("storefront.db")
    }

    pub(crate) fn settings(&self, flags: &[&str]) -> Settings {
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let (data, dist) = (text(self.data.path()), text(self.dist.path()));
        let fixed = ["server", "--port=0", "--remote-port-base=0"];
        let folders = ["--data", &data, "--dist", &dist];
        Settings::parse_from(fixed.iter().chain(&folders).chain(flags).copied())
    }
}

/// 30 products in two categories; one piece of `p2` is left.
pub(crate) fn products() -> Vec<Value> {
    (1..=30)
        .map(|number| {
            let (category, category_name) = match number % 2 {
                0 => ("kitchen", "Kitchen"),
                _ => ("desk", "Desk"),
            };
            json!({
                "id": format!("p{number}"), "slug": format!("thing-{number}"),
                "name": format!("Thing {number:02}"),
                "category": category, "categoryName": category_name,
                "summary": "A good thing", "description": "Really.",
                "priceCents": 100 * number, "stock": if number == 2 { 1 } else { 500 },
                "image": format!("/images/thing-{number}.svg"),
            })
        })
        .collect()
}

pub(crate) fn catalogue() -> String {
    json!(products()).to_string()
}

impl TestShop {
    pub(crate) async fn open() -> Self {
        Self::open_with(&["--no-standalone"]).await
    }

    pub(crate) async fn open_with(flags: &[&str]) -> Self {
        Self::open_in(Folders::new(), flags).await
    }

    pub(crate) async fn open_in(folders: Folders, flags: &[&str]) -> Self {
        let settings = folders.settings(flags);
        Self {
            server: server::start(&settings, &catalogue()).await.unwrap(),
            folders,
            client: Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// A second server on the same data.
    pub(crate) async fn second_server(&self, flags: &[&str]) -> RunningServer {
        server::start(&self.folders.settings(flags), &catalogue())
            .await
            .unwrap()
    }

    /// Stops the server; the folders stay.
    pub(crate) async fn close(self) -> Folders {
        self.server.stop().await;
        self.folders
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address)
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        answer(self.request(Method::GET, path)).await
    }

    pub(crate) async fn get_from(&self, url: &str) -> Answer {
        answer(self.client.get(url)).await
    }

    pub(crate) async fn get_with(&self, path: &str, header: &str, value: &str) -> Answer {
        answer(self.request(Method::GET, path).header(header, value)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        answer(self.request(Method::POST, path).json(&body)).await
    }

    pub(crate) async fn ask_code(&self, phone: &str) -> Value {
        let answer = self.post("/api/auth/code", json!({ "phone": phone })).await;
        assert_eq!(answer.status, 200);
        answer.json()
    }

    pub(crate) async fn verify(&self, challenge: &Value, code: &str) -> Answer {
        let body = json!({ "challengeId": challenge["challengeId"], "code": code });
        self.post("/api/auth/verify", body).await
    }

    pub(crate) async fn log_in(&self, phone: &str) -> Login {
        let challenge = self.ask_code(phone).await;
        let answer = self.verify(&challenge, challenge["demoCode"].as_str().unwrap()).await;
        assert_eq!(answer.status, 200);
        answer.login()
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        let cookie = format!("refresh={token}");
        let request = self.request(Method::POST, "/api/auth/refresh");
        answer(request.header("cookie", cookie)).await
    }

    /// A call of a logged-in shopper.
    pub(crate) async fn call(&self, login: &Login, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method, path).bearer_auth(&login.token);
        answer(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    pub(crate) fn order_request(&self, login: &Login, key: &str, lines: &Value) -> RequestBuilder {
        self.request(Method::POST, "/api/orders")
            .bearer_auth(&login.token)
            .header("idempotency-key", key)
            .json(&json!({ "lines": lines }))
    }

    pub(crate) async fn order(&self, login: &Login, key: &str, lines: Value) -> Answer {
        answer(self.order_request(login, key, &lines)).await
    }

    pub(crate) async fn stock(&self, id: &str) -> u64 {
        self.get(&format!("/api/products/{id}")).await.json()["stock"]
            .as_u64()
            .unwrap()
    }
}

pub(crate) async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        bytes: response.bytes().await.unwrap().to_vec(),
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The header, or an empty string.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn login(&self) -> Login {
        let session = self.json();
        Login {
            token: session["token"].as_str().unwrap().to_owned(),
            refresh: self.refresh_cookie().unwrap(),
            user: session["user"].clone(),
        }
    }

    /// The refresh token that the answer sets; empty if it clears it.
    pub(crate) fn refresh_cookie(&self) -> Option<String> {
        let cookie = self.headers.get(SET_COOKIE)?.to_str().unwrap();
        let value = cookie.strip_prefix("refresh=").unwrap();
        Some(value.split(';').next().unwrap().to_owned())
    }

    /// Status, code and field of an error; checks the API's error format.
    #[track_caller]
    pub(crate) fn failure(&self) -> (u16, String, Option<String>) {
        let body = self.json();
        let error = body["error"].as_object().unwrap();
        let message = error["message"].as_str().unwrap();
        assert!(message.ends_with('.') && message.len() > 10, "{message}");
        assert_eq!(body.as_object().unwrap().len(), 1);
        (
            self.status,
            error["code"].as_str().unwrap().to_owned(),
            error.get("field").map(|field| field.as_str().unwrap().to_owned()),
        )
    }

    /// Checks status and code of an error.
    #[track_caller]
    pub(crate) fn is_failure(&self, status: u16, code: &str) {
        let (actual_status, actual_code, _) = self.failure();
        assert_eq!((actual_status, actual_code.as_str()), (status, code));
    }
}
