//! The focus of a payment page.

use tarn_view::dom::focus_by_id;

/// Moves the focus to the Pay button, before the pressed button is removed.
pub(crate) fn focus_pay() {
    // The button may be gone, and then there is nothing to do.
    focus_by_id("pay");
}
