//! Props of remotes that have no constants here.

use tarn_federation::Callback;

tarn_federation::props! {
    /// The props that most pages need: for remotes that `cargo xtask new-remote` generates.
    pub struct PageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }
}
