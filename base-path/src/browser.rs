//! The base path of the page that this instance runs in.

use std::cell::Cell;

use crate::{ATTRIBUTE, BasePath};

thread_local! {
    static OF_PAGE: Cell<Option<&'static BasePath>> = const { Cell::new(None) };
}

/// The base path of the page, read once per instance. `/` where the page names none, or none that begins and ends with a slash.
#[must_use]
pub fn of_page() -> &'static BasePath {
    OF_PAGE.get().unwrap_or_else(|| {
        let read: &'static BasePath = Box::leak(Box::new(read().unwrap_or_default()));
        OF_PAGE.set(Some(read));
        read
    })
}

fn read() -> Option<BasePath> {
    let root = web_sys::window()?.document()?.document_element()?;
    let path = root.get_attribute(ATTRIBUTE)?;
    (path.starts_with('/') && path.ends_with('/')).then(|| BasePath(path))
}
