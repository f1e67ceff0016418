//! Components of account.

use tarn_federation::Callback;

tarn_federation::props! {
    /// `AccountPage` of account.
    pub struct AccountPageProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
    }
}
