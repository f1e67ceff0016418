//! What a server asks for the HTML of its pages.

use std::pin::Pin;

use crate::types::{Answer, Head, Rendered, Slot};

/// A page that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// The path without the base path of the site and with its escapes, such as `/product/p1`.
    pub path: String,
    /// The query, such as `?page=2`, or empty.
    pub query: String,
    /// Origin and base path of the site, such as `https://shop.example/shop/`.
    pub site: String,
    /// The language of the page, such as `en`.
    pub locale: String,
}

/// The shell of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShellHtml {
    /// HTML and slots, and what belongs into the head.
    pub rendered: Rendered,
    /// The build that has rendered, as the addresses of its files name it. The page of another build would take other content over. Empty
    /// for a renderer without builds.
    pub build: String,
}

/// The HTML of a remote for a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemoteHtml {
    /// HTML that stays within its element: well-formed, without scripts. Empty if the remote leaves its content to the browser.
    pub html: String,
    /// What belongs into the head of the document.
    pub head: Head,
    /// Addresses of the API that were asked for and had no answer.
    pub wanted: Vec<String>,
    /// `remote.json` of the build that has rendered. A page that mounts this very build finds no difference.
    pub manifest: String,
}

/// A rendering that is under way; `None` if there is no HTML.
pub type Rendering<'a, T> = Pin<Box<dyn Future<Output = Option<T>> + Send + 'a>>;

/// Renders the pages of a server. `Renderers` (feature `server`) does it in a sandbox; a test may bring a double.
pub trait PageRenderer: Send + Sync {
    /// The shell of a page. Without one, the page is sent as its build has made it.
    fn shell<'a>(&'a self, page: &'a PageRequest) -> Rendering<'a, ShellHtml>;

    /// The HTML of a remote for a slot. Without it, the slot comes with its skeleton.
    fn remote<'a>(&'a self, page: &'a PageRequest, slot: &'a Slot, answers: &'a [Answer]) -> Rendering<'a, RemoteHtml>;
}
