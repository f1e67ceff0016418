//! In a browser props are JavaScript values, and none is JSON.

/// What a server asks of a prop: nothing in a browser.
pub trait AsData {}

impl<T> AsData for T {}

/// What a server asks of the props of a component: nothing in a browser.
pub trait FromData {}

impl<T> FromData for T {}
