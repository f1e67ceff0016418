//! Starts on valid, missing and damaged files, and stops.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::{StartError, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::test_shop::{Folders, TestShop, catalogue, products};

async fn failure(folders: &Folders, flags: &[&str], catalogue: &str) -> StartError {
    match start(&folders.settings(flags), catalogue).await {
        Ok(_) => panic!("the server started"),
        Err(error) => {
            assert!(!error.to_string().contains('\n'), "{error}");
            error
        }
    }
}

#[tokio::test]
async fn the_first_start_creates_the_files_and_the_second_keeps_the_data() {
    let folders = Folders::new();
    assert!(!folders.database().exists());
    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    let login = shop.log_in("1234567").await;
    let lines = json!([{ "productId": "p1", "quantity": 5 }]);
    let order = shop.order(&login, "key-00001", lines).await.json();
    let folders = shop.close().await;
    assert!(folders.database().exists());

    let shop = TestShop::open_in(folders, &["--no-standalone"]).await;
    // The signing secret is kept, too, so the token stays valid.
    let orders = shop.call(&login, reqwest::Method::GET, "/api/orders", None).await;
    assert_eq!(orders.json()["orders"], json!([order]));
    assert_eq!(shop.stock("p1").await, 495, "sold pieces stay sold");
}

#[tokio::test]
async fn a_changed_catalogue_updates_texts_and_prices_and_keeps_sold_pieces_sold() {
    let shop = TestShop::open().await;
    let login = shop.log_in("1234567").await;
    let lines = json!([{ "productId": "p1", "quantity": 5 }]);
    let order = shop.order(&login, "key-00001", lines).await.json();
    let folders = shop.close().await;

    let mut changed = products();
    changed[0]["name"] = json!("Better thing");
    changed[0]["priceCents"] = json!(9900);
    changed[0]["stock"] = json!(600);
    changed.remove(2);
    let settings = folders.settings(&["--no-standalone"]);
    let server = start(&settings, &json!(changed).to_string()).await.unwrap();
    let base = format!("http://{}/api", server.address);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let get = |path: &str| client.get(format!("{base}{path}")).bearer_auth(&login.token);
    let product: Value = get("/products/p1").send().await.unwrap().json().await.unwrap();
    assert_eq!(
        (&product["name"], &product["priceCents"], &product["stock"]),
        (&json!("Better thing"), &json!(9900), &json!(595))
    );
    assert_eq!(get("/products/p3").send().await.unwrap().status(), 410);
    let orders: Value = get("/orders").send().await.unwrap().json().await.unwrap();
    assert_eq!(orders["orders"], json!([order]), "orders keep their names and prices");
    server.stop().await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_signing_secret_is_for_the_servers_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let shop = TestShop::open().await;
    let secret = shop.folders.data.path().join("signing.secret");
    assert_eq!(fs::metadata(secret).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_file_that_is_not_a_database_is_named_and_unchanged() {
    let folders = Folders::new();
    let content = "this is no database ".repeat(500);
    fs::write(folders.database(), &content).unwrap();
    let error = failure(&folders, &["--no-standalone"], &catalogue()).await;
    assert!(matches!(&error, StartError::DatabaseDamaged { file, .. } if *file == folders.database()));
    assert_eq!(fs::read_to_string(folders.database()).unwrap(), content);
}

#[tokio::test]
async fn a_database_with_damaged_pages_is_named() {
    let shop = TestShop::open().await;
    shop.log_in("1234567").await;
    let folders = shop.close().await;
    let mut bytes = fs::read(folders.database()).unwrap();
    // The header stays intact, so only later pages show the damage.
    bytes[8192..].fill(0xa5);
    fs::write(folders.database(), bytes).unwrap();
    let error = failure(&folders, &["--no-standalone"], &catalogue()).await;
    assert!(matches!(error, StartError::DatabaseDamaged { .. }), "{error}");
}

#[tokio::test]
async fn a_damaged_secret_is_named() {
    let folders = Folders::new();
    fs::write(folders.data.path().join("signing.secret"), "short").unwrap();
    let error = failure(&folders, &["--no-standalone"], &catalogue()).await;
    assert!(matches!(error, StartError::Secret { .. }), "{error}");
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_written_is_named() {
    let folders = Folders::new();
    let file = folders.data.path().join("a-file");
    fs::write(&file, "").unwrap();
    let mut settings = folders.settings(&["--no-standalone"]);
    settings.data = file;
    let error = start(&settings, &catalogue()).await.err().unwrap();
    assert!(matches!(error, StartError::DataFolder { .. }), "{error}");
}

#[tokio::test]
async fn a_port_in_use_is_named_and_the_data_unchanged() {
    let shop = TestShop::open().await;
    let port = shop.server.address.port();
    let folders = Folders::new();
    let mut settings = folders.settings(&["--no-standalone"]);
    settings.port = port;
    let error = start(&settings, &catalogue()).await.err().unwrap();
    assert!(matches!(error, StartError::PortInUse { port: named, .. } if named == port));
    assert!(!folders.database().exists());

    settings.port = 0;
    settings.no_standalone = false;
    settings.remote_port_base = port;
    let error = start(&settings, &catalogue()).await.err().unwrap();
    assert!(error.to_string().contains("--remote-port-base"), "{error}");
    settings.remote_port_base = u16::MAX;
    let error = start(&settings, &catalogue()).await.err().unwrap();
    assert!(
        matches!(error, StartError::PortBaseTooHigh(_) | StartError::PortInUse { .. }),
        "{error}"
    );
}

#[tokio::test]
async fn missing_apps_and_an_invalid_catalogue_are_named() {
    let folders = Folders::new();
    for (wrong, reason) in [("", "EOF"), ("[]", "no product"), (r#"[{"id":"p1"}]"#, "missing field")] {
        let error = failure(&folders, &["--no-standalone"], wrong).await;
        assert!(matches!(error, StartError::Catalogue(_)));
        assert!(error.to_string().contains(reason), "{error}");
    }
    let twice = json!([products()[0], products()[0]]).to_string();
    let error = failure(&folders, &["--no-standalone"], &twice).await;
    assert!(error.to_string().contains("twice"), "{error}");
    let mut capitals = products();
    capitals[0]["id"] = json!("P1");
    let error = failure(&folders, &["--no-standalone"], &json!(capitals).to_string()).await;
    assert!(error.to_string().contains("capitals"), "{error}");
    fs::remove_file(folders.dist.path().join("host/index.html")).unwrap();
    let error = failure(&folders, &["--no-standalone"], &catalogue()).await;
    assert!(matches!(error, StartError::DistMissing(_)));
}

#[tokio::test]
async fn a_pending_request_is_finished_before_the_stop() {
    let shop = TestShop::open().await;
    let address = shop.server.address;
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let body = r#"{"phone":"1234567"}"#;
    let head = format!(
        "POST /api/auth/code HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let stopping = tokio::spawn(shop.close());
    tokio::time::sleep(Duration::from_millis(200)).await;
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    stopping.await.unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn an_endless_request_does_not_block_the_stop() {
    let shop = TestShop::open().await;
    let mut stream = tokio::net::TcpStream::connect(shop.server.address).await.unwrap();
    let head = "POST /api/auth/code HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let start = Instant::now();
    shop.close().await;
    assert!(start.elapsed() < Duration::from_secs(7), "{:?}", start.elapsed());
}
