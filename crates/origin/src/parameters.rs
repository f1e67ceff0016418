//! What differs between two servers: addresses, folders, and edits of pages.

use std::path::PathBuf;
use std::sync::Arc;

use axum::response::Response;
use tarn_base_path::BasePath;
use tarn_manifest::match_path;

use super::file_response::failed;
use super::security::Security;

/// The first segments of the addresses of a build, besides pages.
const BUILD_FOLDERS: [&str; 4] = ["assets", "devtools", "docs", "remotes"];

/// Answers a request below a folder of the server for which no route exists.
type Unknown = Arc<dyn Fn() -> Response + Send + Sync>;

/// The bytes of an embedded file by its name.
type ReadEmbedded = Arc<dyn Fn(&str) -> Option<&'static [u8]> + Send + Sync>;

/// Edits the HTML of a page.
type EditPage = Arc<dyn Fn(String) -> String + Send + Sync>;

/// The canonical segments of an address that is not canonical.
type Canonical = Arc<dyn Fn(&[&str]) -> Option<Vec<String>> + Send + Sync>;

/// The answer after a panic with this message.
type AfterPanic = Arc<dyn Fn(&str) -> Response + Send + Sync>;

/// The parameters of an origin. Cheap to clone.
#[derive(Clone)]
pub(super) struct Parameters {
    /// The folder of the built apps.
    pub(super) dist: Arc<PathBuf>,
    /// The path below which browsers reach the host.
    pub(super) base: BasePath,
    /// What pages may load.
    pub(super) security: Security,
    /// Paths of pages that no remote shows.
    pub(super) host_pages: Vec<String>,
    /// Edits every page before it is sent.
    pub(super) edit_page: EditPage,
    /// Canonical addresses of the host's pages.
    pub(super) canonical: Canonical,
    /// Answers requests whose handler panicked.
    pub(super) after_panic: AfterPanic,
    /// Folders whose requests the server answers itself.
    pub(super) server_folders: Vec<(String, Unknown)>,
    /// Folders of files that the program contains.
    pub(super) embedded_folders: Vec<(String, ReadEmbedded)>,
    /// The renderer of pages.
    #[cfg(feature = "render")]
    pub(super) renderer: Option<Arc<dyn tarn_render::PageRenderer>>,
    /// The origin of the site in canonical addresses.
    #[cfg(feature = "render")]
    pub(super) site_origin: Option<super::page_rendering::SiteOrigin>,
}

impl Parameters {
    /// The defaults for this folder of built apps.
    pub(super) fn new(dist: PathBuf) -> Self {
        Self {
            dist: Arc::new(dist),
            base: BasePath::default(),
            security: Security::default(),
            host_pages: Vec::new(),
            edit_page: Arc::new(|html| html),
            canonical: Arc::new(|_| None),
            after_panic: Arc::new(|message| failed(&message)),
            server_folders: Vec::new(),
            embedded_folders: Vec::new(),
            #[cfg(feature = "render")]
            renderer: None,
            #[cfg(feature = "render")]
            site_origin: None,
        }
    }

    /// Whether addresses with this first segment are never pages.
    pub(super) fn is_folder(&self, first: &str) -> bool {
        BUILD_FOLDERS.contains(&first) || self.unknown_below(first).is_some() || self.embedded_below(first).is_some()
    }

    /// Whether the host itself has a page at this path.
    pub(super) fn is_host_page(&self, path: &str) -> bool {
        let mut pages = self.host_pages.iter();
        matches!(path, "" | "index.html") || pages.any(|page| match_path(page, path).is_some())
    }

    /// The server's answer to unknown addresses with this first segment, if the folder is the server's.
    pub(super) fn unknown_below(&self, first: &str) -> Option<&Unknown> {
        find(&self.server_folders, first)
    }

    /// The files with this first segment, if the program contains them.
    pub(super) fn embedded_below(&self, first: &str) -> Option<&ReadEmbedded> {
        find(&self.embedded_folders, first)
    }
}

fn find<'a, T>(folders: &'a [(String, T)], first: &str) -> Option<&'a T> {
    folders.iter().find(|(name, _)| name == first).map(|(_, value)| value)
}
