//! Components of auth.

use tarn_federation::Callback;

use crate::data::SessionProblem;

tarn_federation::props! {
    /// `OTPVerify` of auth: the login.
    pub struct OtpVerifyProps {
        /// Opens an address through the host's router.
        handle_navigate: Callback<String> = "handleNavigate",
        /// Shows a short message.
        on_show_toast: Option<Callback<String>> = "onShowToast",
        /// The page to return to after the login; `/` by default.
        return_to: Option<String> = "returnTo",
        /// Why the session is unknown; `None` without a problem. The login works in either case.
        session_problem: Option<SessionProblem> = "sessionProblem",
        /// Checks the session again.
        check_session: Option<Callback<()>> = "checkSession",
    }
}
