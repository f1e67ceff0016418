//! Fields that a request clears: their unsaved text outlives the view.

use crate::account::Account;
use crate::unsaved::Field;
use crate::unsaved_storage;

/// The user's unsaved text: the first value of the field.
pub(crate) fn unsaved_text(account: Account, field: Field) -> String {
    unsaved_storage::kept(&account.user(), field).unwrap_or_default()
}

/// Stores what is typed into the field.
pub(crate) fn keep_typed(account: Account, field: Field, typed: String) {
    unsaved_storage::keep(&account.user(), field, (!typed.is_empty()).then_some(typed));
}
