//! Reports refusals that only a mistake in the shop's own code can cause.

use shared_store::Rejected;

/// Logs a refusal of one of the owner's own actions, which are well-formed.
pub(crate) fn report(result: Result<(), Rejected>) {
    if let Err(rejected) = result {
        web_sys::console::error_1(&rejected.to_string().into());
    }
}
