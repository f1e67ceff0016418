//! The router of a page: the one of Leptos, below the base path. The page itself writes the history and handles links.

use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos_router::components::{Router, RouterProps};
use leptos_router::hooks::use_location;
use leptos_router::location::BrowserUrl;
use leptos_router::params::ParamsMap;
use tarn_base_path::of_page;

use crate::address::Address;
use crate::navigation::Navigation;
use crate::{address_changes, links};

/// Provides Leptos' router to the components of the current reactive owner and below. It stays current when other code changes the address,
/// and links of the page change the address without a reload.
///
/// Next to [`use_address`](crate::use_address) and [`use_navigation`](crate::use_navigation), the hooks of `leptos_router` work. A page of
/// remotes has no `<Routes>`: its pages are data of `federation.json`. Hooks of the parameters of a route, such as `use_params_map`, therefore
/// find none, unless the app provides an `ArcMemo<ParamsMap>` as their context.
///
/// ```no_run
/// use leptos::prelude::*;
/// use tarn_page::{provide_router, use_address, use_navigation};
///
/// # #[component]
/// # fn Page() -> impl IntoView {
/// provide_router();
/// let (address, navigation) = (use_address(), use_navigation());
/// view! { <button on:click=move |_| navigation.go("/cart")>"Leave " {address.path}</button> }
/// # }
/// ```
///
/// # Panics
///
/// Outside of a reactive owner, such as that of a mounted view.
pub fn provide_router() {
    let children = ToChildren::to_children(|| ());
    // The hooks need contexts, which are in the current owner. Content inside of `<Router>` would be a Leptos view, which cannot be claimed.
    let _ = Router(RouterProps::builder().base(leptos_base()).children(children).build());
    let Some(browser) = use_context::<BrowserUrl>() else {
        unreachable!("<Router> provides the address of the browser")
    };
    let address = Address::of(&use_location());
    let navigation = Navigation::new(&browser, address);
    provide_context(address);
    provide_context(navigation);
    // Without this context, hooks of parameters would panic, which ends the page.
    provide_context(ArcMemo::<ParamsMap>::new(|_| ParamsMap::new()));
    address_changes::follow(move || navigation.read());
    links::follow(navigation);
}

/// Provides address and navigation of a page that a server renders. `path` is without the base path of the site and with its escapes, `query`
/// is such as `?page=2`, or empty.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub fn provide_request(path: &str, query: &str) {
    let address = Address::of_request(path, query);
    provide_context(address);
    provide_context(Navigation::of_request(address));
    provide_context(ArcMemo::<ParamsMap>::new(|_| ParamsMap::new()));
}

/// The base path for Leptos' router, without the slashes around it: Leptos adds the first slash where it resolves an address. Its own
/// listener for clicks leaves every link alone, because no path begins without a slash. `.` is the root in the same way.
fn leptos_base() -> &'static str {
    match of_page().as_str().trim_matches('/') {
        "" => ".",
        base => base,
    }
}
