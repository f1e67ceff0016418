//! Components of account.

use tarn_federation::{Callback, Props, RemoteComponent};

/// Profile, support and chat.
pub const ACCOUNT_PAGE: RemoteComponent<AccountPageProps> = RemoteComponent::new("account", "AccountPage");

/// Props of [`ACCOUNT_PAGE`].
#[derive(Clone, PartialEq, Props)]
pub struct AccountPageProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
}
