//! Props of remotes that have no constants here.

use tarn_federation::{Callback, Props};

/// The props that most pages need: for remotes that `cargo xtask new-remote` generates.
#[derive(Clone, PartialEq, Props)]
pub struct PageProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}
