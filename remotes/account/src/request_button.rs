//! Buttons that start a request.

use tarn_html_template::Template;

use crate::account::Account;
use crate::request::Kind;

/// Shows on the button that its request runs. It is not `disabled`, which would take the focus from it; who presses it anyway
/// is not heard.
pub(crate) fn request_button(section: Template, button: &str, account: Account, kind: Kind) -> Template {
    let is_pending = move || account.busy(kind);
    section
        .attr(button, "aria-busy", is_pending)
        .attr(button, "aria-disabled", is_pending)
}
