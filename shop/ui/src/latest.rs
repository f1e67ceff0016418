//! Answers that come late.

use leptos::prelude::*;

/// Numbers requests, so that only the answer to the latest one is used, and none after the view is gone.
#[derive(Clone, Copy)]
pub struct Latest(StoredValue<u32>);

impl Default for Latest {
    fn default() -> Self {
        Self::new()
    }
}

impl Latest {
    /// A numbering that lives as long as the present view.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// The number of the next request, which is the latest from now on.
    pub fn begin(self) -> u32 {
        self.0
            .try_update_value(|latest| {
                *latest += 1;
                *latest
            })
            .unwrap_or_default()
    }

    /// Whether the answer to this request is still waited for.
    #[must_use]
    pub fn is(self, request: u32) -> bool {
        self.0.try_get_value() == Some(request)
    }
}
