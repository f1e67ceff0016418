//! Remotes that bring one page and need nothing else of the host: each is at `/apps/<name>`.
//!
//! `cargo xtask new-remote` adds a line to the table. A remote that outgrows this gets a page of its own in `pages.rs`.

use federation::RemoteView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use remote_props::PageProps;

use crate::callbacks::use_callbacks;
use crate::not_found::NotFound;
use crate::pages::Skeleton;

/// The remote's name, which is its address, and the component that is its page.
const REMOTES: &[(&str, &str)] = &[
    // new-remote: add above this line
];

pub(crate) fn page() -> impl IntoView {
    let callbacks = use_callbacks();
    let params = use_params_map();
    move || {
        let name = params.with(|params| params.get("name")).unwrap_or_default();
        let Some((remote, component)) = REMOTES.iter().find(|(known, _)| *known == name) else {
            return view! { <NotFound/> }.into_any();
        };
        let props = Signal::stored(PageProps {
            handle_navigate: callbacks.handle_navigate.clone(),
            on_show_toast: Some(callbacks.on_show_toast.clone()),
        });
        view! { <RemoteView remote=*remote component=*component props><Skeleton/></RemoteView> }
            .into_any()
    }
}
