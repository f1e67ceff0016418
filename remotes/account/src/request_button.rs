//! Buttons that start a request.

use tarn_html_template::Template;

use crate::account::Account;
use crate::request::Kind;

/// Marks the button as busy while its request is pending. It is not `disabled`, which would take the focus from it; a press
/// while busy has no effect.
pub(crate) fn request_button(section: Template, button: &str, account: Account, kind: Kind) -> Template {
    let is_pending = move || account.busy(kind);
    section
        .attr(button, "aria-busy", is_pending)
        .attr(button, "aria-disabled", is_pending)
}
