//! A served folder for one test, with routes below `/api` and a picture in the program.

use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use tarn_origin::Origin;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const HOST_PAGE: &str = "<!doctype html><script>go()</script><script src=\"/assets/x.js\"></script>";

/// Built apps with a host's page.
pub(crate) struct Dist(TempDir);

impl Dist {
    pub(crate) fn new() -> Self {
        let dist = Self(TempDir::new().unwrap());
        dist.write("host/index.html", HOST_PAGE);
        dist
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
}

/// The origin with the folder of the API and the embedded pictures of these tests.
pub(crate) fn origin(dist: &Dist) -> Origin {
    Origin::new(dist.path())
        .server_folder("api", || (StatusCode::NOT_FOUND, "no such route").into_response())
        .embedded_folder("images", |name| (name == "dot.svg").then_some(b"<svg/>"))
}

/// A served origin, until the test ends.
pub(crate) struct TestSite {
    pub(crate) dist: Dist,
    address: SocketAddr,
    client: Client,
}

impl TestSite {
    /// Serves the host of this folder.
    pub(crate) async fn open(dist: Dist) -> Self {
        Self::open_with(dist, |origin| origin).await
    }

    /// Serves the host with more parameters.
    pub(crate) async fn open_with(dist: Dist, parameters: impl FnOnce(Origin) -> Origin) -> Self {
        Self::open_beside(dist, parameters, api()).await
    }

    /// Serves the host beside these routes.
    pub(crate) async fn open_beside(dist: Dist, parameters: impl FnOnce(Origin) -> Origin, routes: Router) -> Self {
        let router = parameters(origin(&dist)).host(routes);
        Self::serve(dist, router).await
    }

    /// Serves a remote on its own.
    pub(crate) async fn open_alone(dist: Dist, remote: &str) -> Self {
        let router = origin(&dist).standalone(remote, api());
        Self::serve(dist, router).await
    }

    async fn serve(dist: Dist, router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        Self { dist, address, client }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        answer(self.request(Method::GET, path)).await
    }

    pub(crate) async fn get_with(&self, path: &str, header: &str, value: &str) -> Answer {
        answer(self.request(Method::GET, path).header(header, value)).await
    }
}

fn api() -> Router {
    Router::new().route("/api/health", get(|| async { "well" }))
}

/// The answer to these bytes.
pub(crate) async fn raw(site: &TestSite, request: &str) -> String {
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    // The server may close early; the bytes received so far count.
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
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
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The header, or an empty string.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
