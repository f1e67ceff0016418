//! Components of account.

use tarn_federation::{Callback, Props};

/// `AccountPage` of account.
#[derive(Clone, PartialEq, Props)]
pub struct AccountPageProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}
