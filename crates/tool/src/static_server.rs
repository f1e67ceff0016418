//! Serves the built files for a workspace without a server: for development, on this machine only.
//!
//! Uses tiny_http, which has no runtime and five small dependencies. It is not meant for public traffic.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use tiny_http::{Header, Method, Request, Response, ResponseBox, Server};

use crate::app::{HOST, Kind};

/// A server of built files.
pub(crate) struct StaticServer {
    server: Server,
    /// The site's dist folder, or a remote's folder in it.
    folder: PathBuf,
    kind: Kind,
}

impl StaticServer {
    /// Binds the port; 0 is any free one. The folder `dist` has a host and remotes.
    pub(crate) fn listen(dist: PathBuf, port: u16) -> anyhow::Result<Self> {
        let server = Server::http(("127.0.0.1", port)).map_err(|error| {
            anyhow!("cannot listen on port {port}: {error}; end the program that uses the port, or choose another one with --port N")
        })?;
        Ok(Self {
            server,
            folder: dist,
            kind: Kind::Host,
        })
    }

    /// The same server for a folder with one remote, which pages of other origins may load.
    pub(crate) fn of_remote(self) -> Self {
        let kind = Kind::Remote;
        Self { kind, ..self }
    }

    /// Address of the page.
    pub(crate) fn address(&self) -> String {
        let port = self.server.server_addr().to_ip().map_or(0, |address| address.port());
        format!("http://localhost:{port}")
    }

    /// Answers requests, until the program ends.
    pub(crate) fn run(&self) {
        for request in self.server.incoming_requests() {
            // A failed send has no receiver.
            let _ = self.answer(request);
        }
    }

    fn answer(&self, request: Request) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return respond(request, Response::empty(405).boxed());
        }
        let file = match self.kind {
            Kind::Host => file_at(&self.folder, request.url()),
            Kind::Remote => plain_path(request.url()).map(|path| self.folder.join(path)),
        };
        let mut response = match file.filter(|file| file.is_file()) {
            Some(file) => Response::from_file(File::open(&file)?)
                .with_header(header("Content-Type", content_type(&file))?)
                // The next build may reuse the file names.
                .with_header(header("Cache-Control", "no-cache")?)
                .boxed(),
            None => Response::from_string("there is no such file\n")
                .with_status_code(404)
                .boxed(),
        };
        if self.kind == Kind::Remote {
            response.add_header(header("Access-Control-Allow-Origin", "*")?);
        }
        respond(request, response)
    }
}

/// Sends an answer and ends the connection. tiny_http 0.12 may leave a new connection to a thread that reads another one: it would
/// wait until the browser ends that one, which takes minutes. The library writes no `Connection` header itself.
fn respond(request: Request, response: ResponseBox) -> std::io::Result<()> {
    let has_no_body = *request.method() == Method::Head;
    let mut answer = Vec::new();
    response.raw_print(
        &mut answer,
        request.http_version().clone(),
        request.headers(),
        has_no_body,
        None,
    )?;
    let first_line = answer.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    answer.splice(first_line..first_line, *b"Connection: close\r\n");
    let mut connection = request.into_writer();
    connection.write_all(&answer)?;
    connection.flush()
}

fn header(name: &str, value: &str) -> std::io::Result<Header> {
    Header::from_bytes(name, value).map_err(|()| std::io::Error::other("no header"))
}

/// The path of an address, if it has no parts that lead out of a folder.
fn plain_path(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let is_plain = |part: &str| part != ".." && !part.contains(['\\', ':', '%']);
    path.split('/').all(is_plain).then_some(path)
}

/// Whether the address may be a page: its last part has no file name extension.
fn is_page(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    !path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// The file for a request path. Remotes, `federation.json` and development tools are beside the host's files; an
/// address without a file is a page of the host.
fn file_at(dist: &Path, url: &str) -> Option<PathBuf> {
    let is_page = is_page(url);
    let page = dist.join(HOST).join("index.html");
    let Some(path) = plain_path(url) else {
        // No file has such a path, but a page may: /search/caf%C3%A9.
        return is_page.then_some(page);
    };
    let folder = match path.split('/').next() {
        Some("remotes" | "devtools" | "federation.json") => dist.to_owned(),
        _ => dist.join(HOST),
    };
    let file = folder.join(path);
    match fs::metadata(&file) {
        Ok(metadata) if metadata.is_file() => Some(file),
        _ if is_page => Some(page),
        _ => None,
    }
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    use super::*;

    fn dist() -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        for (file, text) in [
            ("federation.json", "{}"),
            ("host/index.html", "<p>host"),
            ("host/assets/abc/host_bg.wasm", "wasm"),
            ("remotes/cart/remote.json", "cart"),
            ("secret.txt", "not the site's"),
        ] {
            let file = dist.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        dist
    }

    #[test]
    fn files_pages_and_missing_files() {
        let dist = dist();
        let text = |url: &str| file_at(dist.path(), url).map(|file| fs::read_to_string(file).unwrap());
        for (url, expected) in [
            ("/", Some("<p>host")),
            ("/cart?theme=dark", Some("<p>host")),
            ("/search/caf%C3%A9?page=2", Some("<p>host")),
            ("/at/12:30", Some("<p>host")),
            ("/assets/abc/host_bg.wasm", Some("wasm")),
            ("/federation.json", Some("{}")),
            ("/remotes/cart/remote.json", Some("cart")),
            ("/assets/abc/gone.js", None),
            ("/remotes/cart/gone.json", None),
            ("/secret.txt", None),
            ("/../secret.txt", None),
            ("/%2e%2e/secret.txt", None),
        ] {
            assert_eq!(text(url).as_deref(), expected, "{url}");
        }
    }

    /// The answer of the server to a request for this path.
    fn answer(server: StaticServer, path: &str) -> String {
        let address = server.address().replace("http://localhost", "127.0.0.1");
        std::thread::spawn(move || server.run());
        let mut connection = TcpStream::connect(address).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        answer
    }

    /// A browser opens six connections, and keeps each one that it may keep.
    #[test]
    fn connections_at_the_same_time_are_all_answered() {
        let dist = dist();
        let server = StaticServer::listen(dist.path().to_owned(), 0).unwrap();
        let address = server.address().replace("http://localhost", "127.0.0.1");
        std::thread::spawn(move || server.run());
        let connections: Vec<_> = (0..24).map(|_| TcpStream::connect(&address).unwrap()).collect();
        let (answered, kept) = std::sync::mpsc::channel();
        for mut connection in connections {
            let answered = answered.clone();
            std::thread::spawn(move || {
                let second = std::time::Duration::from_secs(10);
                connection.set_read_timeout(Some(second)).unwrap();
                connection
                    .write_all(b"GET /federation.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .unwrap();
                let mut answer = String::new();
                let mut part = [0; 1024];
                while !answer.ends_with("{}") {
                    let length = connection.read(&mut part).unwrap_or_default();
                    assert!(length > 0, "no answer: {answer}");
                    answer.push_str(std::str::from_utf8(&part[..length]).unwrap());
                }
                // A kept connection stays open as long as the channel.
                answered
                    .send((!answer.contains("Connection: close")).then_some(connection))
                    .unwrap();
            });
        }
        drop(answered);
        let kept: Vec<_> = kept.iter().collect();
        assert_eq!(kept.len(), 24);
    }

    #[test]
    fn a_port_in_use_is_named_with_the_flag_for_another() {
        let first = StaticServer::listen(PathBuf::new(), 0).unwrap();
        let port = first.server.server_addr().to_ip().unwrap().port();
        let Err(error) = StaticServer::listen(PathBuf::new(), port) else {
            panic!("the port is in use");
        };
        let error = error.to_string();
        assert!(
            error.contains(&port.to_string()) && error.contains("--port N"),
            "{error}"
        );
    }

    #[test]
    fn an_answer_has_its_type_and_is_not_cached() {
        let dist = dist();
        let server = StaticServer::listen(dist.path().to_owned(), 0).unwrap();
        let answer = answer(server, "/assets/abc/host_bg.wasm");
        for part in [
            "200 OK",
            "Content-Type: application/wasm",
            "Cache-Control: no-cache",
            "\r\n\r\nwasm",
        ] {
            assert!(answer.contains(part), "{answer}");
        }
        assert!(!answer.contains("Access-Control"), "{answer}");
    }

    #[test]
    fn a_remote_is_served_to_pages_of_other_origins() {
        let dist = dist();
        for (path, parts) in [
            ("/remote.json?again", ["200 OK", "application/json", "\r\n\r\ncart"]),
            ("/", ["404", "text/plain", "no such file"]),
            ("/gone", ["404", "text/plain", "no such file"]),
            ("/../cart/remote.json", ["404", "text/plain", "no such file"]),
        ] {
            let server = StaticServer::listen(dist.path().join("remotes/cart"), 0).unwrap();
            let answer = answer(server.of_remote(), path);
            for part in parts.into_iter().chain(["Access-Control-Allow-Origin: *"]) {
                assert!(answer.contains(part), "{path}: {answer}");
            }
        }
    }
}
