//! A request to a renderer, and its result.

/// What a renderer renders: a component with its props, or the shell of a host.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// The name of the exposed component. Empty for the shell of the host.
    pub component: String,
    /// The props as a JSON object, without callbacks.
    pub props: String,
    /// The path of the page without the base path of the site and with its escapes, such as `/product/p1`.
    pub path: String,
    /// The query of the page, such as `?page=2`, or empty.
    pub query: String,
    /// Origin and base path of the site, such as `https://shop.example/shop/`.
    pub site: String,
    /// The language of the page, such as `en`.
    pub locale: String,
    /// The time, in milliseconds since the epoch.
    pub now_ms: f64,
    /// What the API has answered.
    pub answers: Vec<Answer>,
}

/// An answer of the API.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answer {
    /// The address that the page's scripts request, with its query, such as `/api/products?sort=price`.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// The body: JSON.
    pub json: String,
}

/// What a renderer returns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// HTML and slots, in their order. A component has no slots. Without parts, the content is left to the browser.
    pub parts: Vec<Part>,
    /// What belongs into the head of the document.
    pub head: Head,
    /// Addresses of the API that were asked for and had no answer.
    pub wanted: Vec<String>,
}

/// A part of a shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// HTML of the app.
    Html(String),
    /// The slot of a remote.
    Slot(Slot),
}

/// The slot of a remote in a shell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slot {
    /// The remote's name in `federation.json`.
    pub remote: String,
    /// The component's name.
    pub component: String,
    /// The props as a JSON object, without callbacks.
    pub props: String,
    /// HTML before that of the remote.
    pub before: String,
    /// HTML after that of the remote.
    pub after: String,
    /// HTML of the slot without the remote: with its skeleton.
    pub without: String,
}

/// What belongs into the head of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The title of the page, or of its subject.
    pub title: Option<String>,
    /// A description in a sentence or two.
    pub description: Option<String>,
    /// The address of the page without the base path of the site.
    pub canonical: Option<String>,
    /// The address of a picture, without the base path of the site.
    pub image: Option<String>,
    /// Structured data for search engines: JSON-LD.
    pub json_ld: Vec<String>,
    /// The HTTP status of the page; 200 by default.
    pub status: Option<u16>,
    /// The title of a page whose remote has one, with `{}` in its place, such as `{} · Shop`. The shell gives it.
    pub title_pattern: Option<String>,
}

impl Head {
    /// Takes over what `other` has.
    ///
    /// ```
    /// use tarn_render::Head;
    ///
    /// let mut head = Head { title: Some("Shop".into()), status: Some(200), ..Head::default() };
    /// head.merge(Head { title: Some("Kettle".into()), ..Head::default() });
    /// assert_eq!((head.title.as_deref(), head.status), (Some("Kettle"), Some(200)));
    /// ```
    pub fn merge(&mut self, other: Self) {
        let Self {
            title,
            description,
            canonical,
            image,
            json_ld,
            status,
            title_pattern,
        } = other;
        self.title = title.or(self.title.take());
        self.description = description.or(self.description.take());
        self.canonical = canonical.or(self.canonical.take());
        self.image = image.or(self.image.take());
        self.json_ld.extend(json_ld);
        self.status = status.or(self.status);
        self.title_pattern = title_pattern.or(self.title_pattern.take());
    }
}
