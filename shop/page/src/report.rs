//! Errors that only a mistake in the shop's own code makes.

use shared_store::Rejected;

/// The owner's own actions are well-formed; should one be refused, the console says so.
pub(crate) fn report(result: Result<(), Rejected>) {
    if let Err(rejected) = result {
        web_sys::console::error_1(&rejected.to_string().into());
    }
}
