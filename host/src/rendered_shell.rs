//! The shell as a server renders it.

use leptos::prelude::GetUntracked as _;
use shop_page::{Page, provide_request, use_address};
use tarn_federation::rendering::Request;
use tarn_federation::{Head, set_head};
use tarn_view::{View, view};

use crate::callbacks::Callbacks;
use crate::route::Route;
use crate::shell::Shell;
use crate::toasts::Toasts;

/// The shell of the page that is asked for.
pub(crate) fn shell(request: &Request) -> View {
    // This is the only store of the renderer.
    let _ = shared_store::provide_store("host");
    provide_request(&request.path, &request.query);
    let path = use_address().path.get_untracked();
    let route = Route::at(&path);
    set_head(|| Head {
        title: Some(route.title_at(&path)),
        description: Some(route.description().to_owned()),
        title_pattern: Some("{} · Tarn".to_owned()),
        ..Head::default()
    });
    let toasts = Toasts::new();
    let callbacks = Callbacks::new(toasts, Page);
    view! { <Shell callbacks toasts/> }
}
