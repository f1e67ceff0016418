//! The origin and its parameters.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use tarn_base_path::BasePath;

use super::error::OriginError;
use super::parameters::Parameters;
use super::{below_base_path, federation_file, host_origin, layers, standalone_origin};

/// The origin of built apps: the host's page, and each standalone remote's.
#[derive(Clone)]
pub struct Origin {
    parameters: Parameters,
}

impl Origin {
    /// The origin of the apps in this folder.
    pub fn new(dist: impl Into<PathBuf>) -> Self {
        Self {
            parameters: Parameters::new(dist.into()),
        }
    }

    /// The path below which browsers reach the host. A standalone remote stays at the root of its port.
    pub fn base_path(mut self, base: BasePath) -> Self {
        self.parameters.base = base;
        self
    }

    /// A folder of the server, such as `api`: no page and no file has an address below it. `unknown` answers requests for which the
    /// server has no route.
    pub fn server_folder(mut self, name: &str, unknown: impl Fn() -> Response + Send + Sync + 'static) -> Self {
        self.parameters
            .server_folders
            .push((name.to_owned(), Arc::new(unknown)));
        self
    }

    /// A folder of files that the program contains, such as `images`, cached for an hour. `read` returns the bytes of a file.
    pub fn embedded_folder(
        mut self,
        name: &str,
        read: impl Fn(&str) -> Option<&'static [u8]> + Send + Sync + 'static,
    ) -> Self {
        self.parameters.embedded_folders.push((name.to_owned(), Arc::new(read)));
        self
    }

    /// Edits the HTML of every page before it is sent. The content security policy allows the inline code of the edited page.
    pub fn edit_pages(mut self, edit: impl Fn(String) -> String + Send + Sync + 'static) -> Self {
        self.parameters.edit_page = Arc::new(edit);
        self
    }

    /// Redirects of the host's pages to canonical addresses. `canonical` gets the decoded segments of a path and returns those of
    /// its canonical address, or `None` for a canonical path.
    pub fn canonical_addresses(
        mut self,
        canonical: impl Fn(&[&str]) -> Option<Vec<String>> + Send + Sync + 'static,
    ) -> Self {
        self.parameters.canonical = Arc::new(canonical);
        self
    }

    /// Answers requests whose handler panicked, in place of a short text with status 500. `answer` gets the message of the panic,
    /// which is for the log only.
    pub fn after_panic(mut self, answer: impl Fn(&str) -> Response + Send + Sync + 'static) -> Self {
        self.parameters.after_panic = Arc::new(answer);
        self
    }

    /// Checks the parameters and the built apps: the host is built, and its base path is unambiguous.
    ///
    /// Behind a proxy that strips the base path, a request for a base path that is also an address of the page, or a prefix of one,
    /// would be ambiguous.
    ///
    /// # Errors
    /// [`OriginError`].
    pub async fn check(&self) -> Result<(), OriginError> {
        let Parameters { dist, base, .. } = &self.parameters;
        if !dist.join("host/index.html").is_file() {
            return Err(OriginError::DistMissing(dist.to_path_buf()));
        }
        let segments: Vec<_> = base.as_str().split('/').filter(|segment| !segment.is_empty()).collect();
        let is_folder = segments.first().is_some_and(|first| self.parameters.is_folder(first));
        let is_page = !segments.is_empty() && federation_file::read(dist).await.has_page_below(base.as_str());
        match is_folder || is_page {
            true => Err(OriginError::BasePathTaken(base.as_str().to_owned())),
            false => Ok(()),
        }
    }

    /// The host's page, its files and all remotes, beside the routes of the server.
    pub fn host(self, routes: Router) -> Router {
        let (base, after_panic) = (self.parameters.base.clone(), self.parameters.after_panic.clone());
        let parameters = Arc::new(self.parameters);
        let routes = routes.fallback(move |request| host_origin::answer(parameters.clone(), request));
        layers::around(below_base_path::nest(routes, &base), after_panic)
    }

    /// The page of a standalone remote and its files, at the root of a port, beside the routes of the server.
    pub fn standalone(self, remote: &str, routes: Router) -> Router {
        let (remote, after_panic): (Arc<str>, _) = (remote.into(), self.parameters.after_panic.clone());
        let parameters = Arc::new(self.parameters);
        let routes =
            routes.fallback(move |request| standalone_origin::answer(parameters.clone(), remote.clone(), request));
        layers::around(routes, after_panic)
    }
}
