//! The origin and its parameters.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use tarn_base_path::BasePath;

use super::error::OriginError;
use super::parameters::Parameters;
use super::security::Security;
use super::{below_base_path, host_origin, layers, standalone_origin, start_check};

/// The origin of built apps: the host's page with its remotes, and each remote's standalone page. Cheap to clone.
///
/// ```
/// use axum::http::StatusCode;
/// use axum::response::IntoResponse;
/// use axum::{Router, routing::get};
/// use tarn_origin::Origin;
///
/// # async fn routers() -> Result<(), Box<dyn std::error::Error>> {
/// let origin = Origin::new("dist")
///     .base_path("/atlas/".parse()?)
///     .host_pages(["/about"])
///     .server_folder("api", || StatusCode::NOT_FOUND.into_response());
/// origin.check().await?;
/// let api = Router::new().route("/api/health", get(|| async { "well" }));
/// let host: Router = origin.clone().host(api.clone());
/// let tally_alone: Router = origin.standalone("tally", api);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct Origin {
    parameters: Parameters,
}

impl Origin {
    /// The origin of the apps in this folder: the `dist/` of a build. The folder is read at each request, so a new build is served at
    /// once.
    pub fn new(dist: impl Into<PathBuf>) -> Self {
        Self {
            parameters: Parameters::new(dist.into()),
        }
    }

    /// The path below which browsers reach the host, such as `/shop/`; `/` by default. A proxy in front may keep or strip it. A
    /// standalone remote stays at the root of its port.
    pub fn base_path(mut self, base: BasePath) -> Self {
        self.parameters.base = base;
        self
    }

    /// What pages may load, and the security headers.
    pub fn security(mut self, security: Security) -> Self {
        self.parameters.security = security;
        self
    }

    /// Paths of pages that the host shows without a remote, such as `/about` or `/help/:topic`. `/` is one of them. The remotes' pages
    /// are in `federation.json`. Any other path is answered with the host's page and status 404.
    pub fn host_pages<T: Into<String>>(mut self, pages: impl IntoIterator<Item = T>) -> Self {
        self.parameters.host_pages.extend(pages.into_iter().map(Into::into));
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

    /// A folder of files that the program contains, such as `images`, cached for an hour. `read` returns the bytes of the file with a
    /// name, or `None`.
    ///
    /// ```
    /// # use tarn_origin::Origin;
    /// let origin = Origin::new("dist").embedded_folder("images", |name| match name {
    ///     "dot.svg" => Some(br#"<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>"#),
    ///     _ => None,
    /// });
    /// ```
    pub fn embedded_folder(
        mut self,
        name: &str,
        read: impl Fn(&str) -> Option<&'static [u8]> + Send + Sync + 'static,
    ) -> Self {
        self.parameters.embedded_folders.push((name.to_owned(), Arc::new(read)));
        self
    }

    /// Edits the HTML of every page before it is sent. The content security policy allows the inline code of the edited page. The
    /// build's compressed form is sent only if the edit changes nothing.
    pub fn edit_pages(mut self, edit: impl Fn(String) -> String + Send + Sync + 'static) -> Self {
        self.parameters.edit_page = Arc::new(edit);
        self
    }

    /// Sends pages with the HTML of this renderer: the shell of the host, and in it the remote of the page. Data that `data` of
    /// `federation.json` names for a page come from the routes of the server, without a network; these requests have the extension
    /// [`InProcess`](crate::InProcess). Without a shell, pages are sent as their build has made them.
    #[cfg(feature = "render")]
    pub fn render_pages(mut self, renderer: impl tarn_render::PageRenderer + 'static) -> Self {
        self.parameters.renderer = Some(Arc::new(renderer));
        self
    }

    /// The origin of the site in canonical addresses of rendered pages, such as `https://shop.example`: from the headers and the
    /// extensions of a request, or always the same. By default it is the requested host, with `https` if `X-Forwarded-Proto` says so.
    #[cfg(feature = "render")]
    pub fn site_origin(
        mut self,
        of: impl Fn(&axum::http::HeaderMap, &axum::http::Extensions) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.parameters.site_origin = Some(Arc::new(of));
        self
    }

    /// Redirects the host's pages to canonical addresses, with status 308. `canonical` gets the decoded segments of a path and returns
    /// those of its canonical address, or `None` for a canonical path.
    ///
    /// ```
    /// # use tarn_origin::Origin;
    /// let origin = Origin::new("dist").canonical_addresses(|segments| match segments {
    ///     ["help", topic] if topic.contains(' ') => Some(vec!["help".into(), topic.replace(' ', "-")]),
    ///     _ => None,
    /// });
    /// ```
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

    /// Checks the parameters and the built apps before a start: the host is built, and its base path is unambiguous.
    ///
    /// # Errors
    /// [`OriginError::DistMissing`], and [`OriginError::BasePathTaken`] for a base path that is also an address of the page, or a
    /// prefix of one: behind a proxy that strips the base path, a request for it would be ambiguous.
    pub async fn check(&self) -> Result<(), OriginError> {
        start_check::check(&self.parameters).await
    }

    /// The host's page, its files and all remotes, beside the routes of the server. Routes are without the base path.
    pub fn host(self, routes: Router) -> Router {
        let parameters = Arc::new(self.parameters);
        let host = Arc::new(host_origin::Host {
            #[cfg(feature = "render")]
            rendered_pages: parameters
                .renderer
                .clone()
                .map(|renderer| super::rendered_page::RenderedPages::new(renderer, routes.clone())),
            parameters: parameters.clone(),
        });
        let routes = routes.fallback(move |request| host_origin::answer(host.clone(), request));
        #[cfg(feature = "render")]
        let routes = routes.layer(super::compression::of_streamed());
        layers::around(below_base_path::nest(routes, &parameters.base), &parameters)
    }

    /// The standalone page of a remote and its files, at the root of a port, beside the routes of the server. A host on another port of
    /// the same machine may load the remote from there.
    pub fn standalone(self, remote: &str, routes: Router) -> Router {
        let (parameters, remote): (_, Arc<str>) = (Arc::new(self.parameters), remote.into());
        let for_answers = parameters.clone();
        let routes =
            routes.fallback(move |request| standalone_origin::answer(for_answers.clone(), remote.clone(), request));
        layers::around(routes, &parameters)
    }
}
