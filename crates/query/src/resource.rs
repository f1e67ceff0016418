//! A resource of the server, with its key in the cache.

use std::marker::PhantomData;

/// A resource of the server: data of type `T`, requests that fail with `E`.
///
/// Its key in the cache is `[name, kind, id]` without empty parts. Equal keys share one request, in Rust and in JavaScript. By
/// default the data belong to the user, and are stale at once.
///
/// ```
/// use tarn_query::Resource;
/// # struct Note;
/// # struct NoteList;
/// # struct Failure;
///
/// /// The key `["notes", "list"]`, or `["notes", "list", "?page=2"]`.
/// fn notes(query: &str) -> Resource<NoteList, Failure> {
///     Resource::new("notes", format!("/api/notes{query}")).kind("list").id(query)
/// }
///
/// /// A note that everybody reads, and that rarely changes.
/// fn welcome() -> Resource<Note, Failure> {
///     Resource::new("notes", "/api/notes/welcome").kind("item").id("welcome").public().fresh_for_ms(60_000)
/// }
/// # notes("?page=2");
/// # welcome();
/// ```
pub struct Resource<T, E> {
    pub(crate) endpoint: Endpoint,
    of: PhantomData<fn() -> (T, E)>,
}

/// The key, the path and the options of a resource.
#[cfg_attr(
    not(all(target_arch = "wasm32", target_os = "unknown")),
    allow(dead_code, reason = "only the cache of a browser has options")
)]
pub(crate) struct Endpoint {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) is_public: bool,
    pub(crate) stale_ms: u32,
}

impl<T, E> Resource<T, E> {
    /// The resource at this path, with the key `[name]`. A name stands for one part of the API.
    #[must_use]
    pub fn new(name: &'static str, path: impl Into<String>) -> Self {
        Self {
            endpoint: Endpoint {
                name,
                kind: "",
                id: String::new(),
                path: path.into(),
                is_public: false,
                stale_ms: 0,
            },
            of: PhantomData,
        }
    }

    /// The second part of the key, such as `list`.
    #[must_use]
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.endpoint.kind = kind;
        self
    }

    /// The last part of the key: the query string of a list, or the id of an item. [`Answer::of`](crate::Answer::of) returns it.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.endpoint.id);
        self
    }

    /// All users get the same data, which then survive a logout.
    #[must_use]
    pub fn public(mut self) -> Self {
        self.endpoint.is_public = true;
        self
    }

    /// An answer stays fresh for this time, in milliseconds: a view within it sends no request.
    #[must_use]
    pub fn fresh_for_ms(mut self, ms: u32) -> Self {
        self.endpoint.stale_ms = ms;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_a_resource_belong_to_the_user_and_are_stale_at_once_unless_it_says_otherwise() {
        let by_default = Resource::<(), ()>::new("notes", "/api/notes").endpoint;
        assert_eq!((by_default.is_public, by_default.stale_ms), (false, 0));
        let public = Resource::<(), ()>::new("notes", "/api/notes")
            .public()
            .fresh_for_ms(30)
            .endpoint;
        assert_eq!((public.is_public, public.stale_ms), (true, 30));
    }

    #[test]
    fn the_parts_of_a_key_are_name_kind_and_id() {
        let list = Resource::<(), ()>::new("notes", "/api/notes").kind("list").endpoint;
        assert_eq!((list.name, list.kind, list.id.as_str()), ("notes", "list", ""));
        let item = Resource::<(), ()>::new("notes", "/api/notes/7")
            .kind("item")
            .id("7")
            .endpoint;
        assert_eq!(
            (item.kind, item.id.as_str(), item.path.as_str()),
            ("item", "7", "/api/notes/7")
        );
    }
}
