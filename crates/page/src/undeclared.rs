//! Reports of undeclared actions on pages for developers.

use std::cell::Cell;

use tarn_federation::Code;
use tarn_store::Store;

/// Reports each undeclared action of a remote to the console once. In production it is only counted: `metrics().undeclared`.
pub(crate) fn report(store: &Store) {
    let Some(owner) = store.owner() else { return };
    let reported = Cell::new(0);
    let watched = store.clone();
    let listening = owner.listen("*", move |_| {
        let Some(owner) = watched.owner() else { return };
        if owner.metrics().undeclared.get() == 0 {
            return;
        }
        let found = owner.undeclared();
        for undeclared in found.iter().skip(reported.replace(found.len())) {
            web_sys::console::error_1(
                &format!(
                    "{}: remote \"{}\" dispatched \"{}\", which its manifest does not declare; add it to `dispatches` in its Cargo.toml",
                    Code::UNDECLARED,
                    undeclared.remote,
                    undeclared.action_type
                )
                .into(),
            );
        }
    });
    listening.forever();
}
