//! The real server as a killable process, with an operator who changes the database.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::Client;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// The number of products in the sequences.
pub(crate) const PRODUCTS: usize = 5;

pub(crate) struct Shop {
    folder: TempDir,
    process: Child,
    base: String,
    client: Client,
    database: SqlitePool,
    pub(crate) products: Vec<Product>,
}

/// A product as the operator has set it.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) price_cents: u32,
    pub(crate) is_retired: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) token: String,
    pub(crate) user: Value,
}

impl Shop {
    pub(crate) async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let page = folder.path().join("dist/host");
        std::fs::create_dir_all(&page).unwrap();
        std::fs::write(page.join("index.html"), "<!doctype html>").unwrap();
        let (process, base) = spawn(&folder);
        let options = SqliteConnectOptions::new().filename(folder.path().join("data/storefront.db"));
        let database = SqlitePool::connect_with(options).await.unwrap();
        let rows: Vec<(String, String, u32)> =
            sqlx::query_as("SELECT id, name, price_cents FROM products ORDER BY position LIMIT ?")
                .bind(i64::try_from(PRODUCTS).unwrap())
                .fetch_all(&database)
                .await
                .unwrap();
        let product = |(id, name, price_cents)| Product {
            id,
            name,
            price_cents,
            is_retired: false,
        };
        Self {
            folder,
            process,
            base,
            client: Client::builder().no_proxy().build().unwrap(),
            database,
            products: rows.into_iter().map(product).collect(),
        }
    }

    /// Simulates a crash of the process.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub(crate) fn start_again(&mut self) {
        (self.process, self.base) = spawn(&self.folder);
    }

    /// All products are on sale, with enough pieces for a sequence.
    pub(crate) async fn restock(&mut self) {
        for index in 0..PRODUCTS {
            self.products[index].is_retired = false;
            self.write(index).await;
        }
    }

    pub(crate) async fn set_price(&mut self, index: usize, price_cents: u32) {
        self.products[index].price_cents = price_cents;
        self.write(index).await;
    }

    pub(crate) async fn retire(&mut self, index: usize, is_retired: bool) {
        self.products[index].is_retired = is_retired;
        self.write(index).await;
    }

    async fn write(&self, index: usize) {
        let product = &self.products[index];
        sqlx::query("UPDATE products SET price_cents = ?, retired = ?, stock = 1000000 WHERE id = ?")
            .bind(product.price_cents)
            .bind(product.is_retired)
            .bind(&product.id)
            .execute(&self.database)
            .await
            .unwrap();
    }

    /// Logs in the one shopper of all sequences.
    pub(crate) async fn log_in(&self) -> Login {
        let (_, challenge) = self.ask("/api/auth/code", &json!({ "phone": "+15550123456" })).await;
        let body = json!({ "challengeId": challenge["challengeId"], "code": challenge["demoCode"] });
        let (status, session) = self.ask("/api/auth/verify", &body).await;
        assert_eq!(status, 200, "{session}");
        Login {
            token: session["token"].as_str().unwrap().to_owned(),
            user: session["user"].clone(),
        }
    }

    async fn ask(&self, path: &str, body: &Value) -> (u16, Value) {
        let response = self
            .client
            .post(format!("{}{path}", self.base))
            .json(body)
            .send()
            .await
            .unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// Sends an order. The answer is status and body, or `None` if the connection breaks.
    pub(crate) fn order(&self, token: &str, purchase_id: &str, body: &Value) -> JoinHandle<Option<(u16, Value)>> {
        let request = self.client.post(format!("{}/api/orders", self.base)).bearer_auth(token);
        let request = request.header("idempotency-key", purchase_id).json(body);
        tokio::spawn(async move {
            let response = request.send().await.ok()?;
            Some((response.status().as_u16(), response.json().await.ok()?))
        })
    }

    /// The order of a purchase, or null.
    pub(crate) async fn order_of(&self, login: &Login, purchase_id: &str) -> Value {
        let request = self.client.get(format!("{}/api/purchases/{purchase_id}", self.base));
        let response = request.bearer_auth(&login.token).send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.json::<Value>().await.unwrap()["order"].clone()
    }

    /// The number of orders in the database.
    pub(crate) async fn count_orders(&self) -> i64 {
        let count = sqlx::query_scalar("SELECT count(*) FROM orders");
        count.fetch_one(&self.database).await.unwrap()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // A failed test must leave no server running; killing an ended process is not an error.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(folder: &TempDir) -> (Child, String) {
    let path = |name: &str| folder.path().join(name);
    let mut process = Command::new(env!("CARGO_BIN_EXE_server"))
        // One token lasts for all sequences.
        .args([
            "--port=0",
            "--no-standalone",
            "--log-level=warn",
            "--token-seconds=86400",
        ])
        .arg("--data")
        .arg(path("data"))
        .arg("--dist")
        .arg(path("dist"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(process.stdout.take().unwrap());
    let place = said
        .lines()
        .find_map(|line| Some(line.unwrap().strip_prefix("The shop is at ")?.to_owned()));
    (process, place.unwrap().replace("localhost", "127.0.0.1"))
}
