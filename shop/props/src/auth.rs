//! Components of auth.

use tarn_federation::{Callback, Props, RemoteComponent};

use crate::data::SessionProblem;

/// The login.
pub const OTP_VERIFY: RemoteComponent<OtpVerifyProps> = RemoteComponent::new("auth", "OTPVerify");

/// Props of [`OTP_VERIFY`].
#[derive(Clone, PartialEq, Props)]
pub struct OtpVerifyProps {
    /// Opens an address through the host's router.
    pub handle_navigate: Callback<String>,
    /// Shows a short message.
    pub on_show_toast: Option<Callback<String>>,
    /// The page to return to after the login; `/` by default.
    pub return_to: Option<String>,
    /// Why the session is unknown; `None` without a problem. The login works in either case.
    pub session_problem: Option<SessionProblem>,
    /// Checks the session again.
    pub check_session: Option<Callback<()>>,
}
