//! A remote on its own: its page, a bar to put the store into a state worth looking at, and the remote's own addresses.

use federation::{Callback, Mode};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use shared_api::{ApiError, calls};
use shared_store::{
    CartAction, CartLine, Store, User, UserAction, select_display_name, select_total_cart_items,
    use_selector, use_store,
};
use wasm_bindgen::JsCast;

use crate::Page;
use crate::session::report;

/// A standalone page: makes it its own, shows the bar, and below it what `view` gives for the present address.
///
/// In a view, plain links and `handle_navigate` change the address without a reload, as the host's router would. Addresses of
/// other remotes lead nowhere here; the remote's own views say so.
pub fn standalone<V: IntoView + 'static>(
    remote: &'static str,
    view: fn(Surroundings) -> V,
) -> AnyView {
    let page = match Page::own(Mode::Standalone, |_, registry, _| registry) {
        Ok(page) => page,
        Err(error) => return view! { <p role="alert">{error}</p> }.into_any(),
    };
    shared_store::hooks::provide(page.store.clone());
    let message = RwSignal::new(String::new());
    leptos::task::spawn_local(async move {
        if let Err(error) = page.restore_session().await {
            message.set(format!("{error} The sample state below works without it."));
        }
    });
    let surroundings = Surroundings {
        location: follow_location(),
        message,
    };
    view! {
        <Bar remote message/>
        <main class="page" id="main">{view(surroundings)}</main>
    }
    .into_any()
}

/// What a host would give: the address, a way to change it, and toasts.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// Path and query of the address.
    pub location: RwSignal<Location>,
    message: RwSignal<String>,
}

/// Where the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Such as `/product/p1`.
    pub path: String,
    /// Such as `?page=2`, or empty.
    pub query: String,
}

impl Surroundings {
    /// The `handleNavigate` of this page.
    #[must_use]
    pub fn handle_navigate(self) -> Callback<String> {
        Callback::new(move |address: String| navigate(self.location, &address))
    }

    /// The `onShowToast` of this page.
    #[must_use]
    pub fn on_show_toast(self) -> Callback<String> {
        Callback::new(move |text| self.message.set(text))
    }
}

impl Surroundings {
    /// Shows a message in the bar.
    pub fn say(self, message: &str) {
        self.message.set(message.to_owned());
    }
}

/// What is shown at an address that this remote has no view for, with the addresses that it has.
pub fn elsewhere(path: &str, here: &'static [&'static str]) -> impl IntoView + use<> {
    view! {
        <div class="notice notice-info" role="status" data-testid="elsewhere">
            <p>{format!("{path} belongs to the host or to another remote. This one has:")}</p>
            {here.iter().map(|address| view! { <a href=*address>{*address}</a>" " }).collect_view()}
        </div>
    }
}

#[component]
fn Bar(remote: &'static str, message: RwSignal<String>) -> impl IntoView {
    let store = StoredValue::new_local(use_store());
    let name = use_selector(select_display_name);
    let items = use_selector(select_total_cart_items);
    let log_in = move |_| {
        let store = store.get_value();
        leptos::task::spawn_local(async move {
            match log_in_for_demonstration(&store).await {
                Ok(()) => message.set("Logged in with the server's demo code.".into()),
                Err(error) => {
                    log_in_as_sample(&store);
                    message.set(format!(
                        "Logged in as a sample shopper, without a session: {}",
                        error.message
                    ));
                }
            }
        });
    };
    let log_out = move |_| {
        leptos::task::spawn_local(async move {
            if let Err(error) = calls::log_out().await {
                message.set(error.message);
            }
            report(store.get_value().dispatch(UserAction::ClearUser));
        });
    };
    let fill = move |_| {
        for line in sample_lines() {
            report(store.get_value().dispatch(CartAction::AddToCart(line)));
        }
    };
    view! {
        <header class="dev-bar" aria-label="Development bar">
            <strong>{remote}</strong>
            <span>"standalone"</span>
            <span data-testid="login-state">{move || name.get().unwrap_or_else(|| "guest".into())}</span>
            <span>"cart: " <span data-testid="cart-badge">{items}</span></span>
            <button class="button" type="button" data-testid="dev-log-in" on:click=log_in>"Log in"</button>
            <button class="button" type="button" data-testid="dev-log-out" on:click=log_out>"Log out"</button>
            <button class="button" type="button" data-testid="dev-fill-cart" on:click=fill>"Fill the cart"</button>
            <span role="status" data-testid="toast">{message}</span>
        </header>
    }
}

/// A real session: in demo mode the server shows the code that it would otherwise send.
async fn log_in_for_demonstration(store: &Store) -> Result<(), ApiError> {
    const PHONE: &str = "+15550199";
    let challenge = calls::request_code(PHONE, None).await?;
    let code = challenge.demo_code.ok_or_else(|| {
        ApiError::new(
            "not_demo",
            "This server does not show login codes; start it in demo mode.",
            0,
        )
    })?;
    let session = calls::verify_code(&challenge.challenge_id, &code).await?;
    report(store.dispatch(UserAction::SetAt {
        token: session.token,
        expires_at: session.expires_at,
    }));
    set_user(
        store,
        User {
            id: session.user.id,
            name: session.user.name,
            phone: session.user.phone,
            email: session.user.email,
        },
    );
    Ok(())
}

fn log_in_as_sample(store: &Store) {
    set_user(
        store,
        User {
            id: "sample".into(),
            name: Some("Ada Sample".into()),
            phone: "+15550199".into(),
            email: None,
        },
    );
}

fn set_user(store: &Store, user: User) {
    report(store.dispatch(UserAction::SetUser { user }));
    report(store.dispatch(UserAction::SetIsLoggedIn { is_logged_in: true }));
}

fn sample_lines() -> Vec<CartLine> {
    let line = |product_id: &str, name: &str, price_cents, quantity| CartLine {
        product_id: product_id.into(),
        name: name.into(),
        price_cents,
        quantity,
        image: String::new(),
    };
    vec![
        line("p4", "Sample product four", 7400, 1),
        line("p5", "Sample product five", 1525, 2),
    ]
}

fn follow_location() -> RwSignal<Location> {
    let location = RwSignal::new(present_location());
    let Some(window) = web_sys::window() else {
        return location;
    };
    EventListener::new(&window, "popstate", move |_| {
        location.set(present_location())
    })
    .forget();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "click", options, move |event| {
        if let Some(address) = link_of(event) {
            event.prevent_default();
            navigate(location, &address);
        }
    })
    .forget();
    location
}

/// The address of a plain click on a link within this origin.
fn link_of(event: &web_sys::Event) -> Option<String> {
    let click = event.dyn_ref::<web_sys::MouseEvent>()?;
    if click.default_prevented()
        || click.button() != 0
        || click.meta_key()
        || click.ctrl_key()
        || click.shift_key()
        || click.alt_key()
    {
        return None;
    }
    let link = click
        .target()?
        .dyn_into::<web_sys::Element>()
        .ok()?
        .closest("a[href]")
        .ok()??;
    let link = link.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let same_origin = web_sys::window()?.location().origin().ok()? == link.origin();
    (same_origin && link.target().is_empty())
        .then(|| format!("{}{}", link.pathname(), link.search()))
}

fn navigate(location: RwSignal<Location>, address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
    location.set(present_location());
}

fn present_location() -> Location {
    let location = web_sys::window().map(|window| window.location());
    let part = |part: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
        location
            .as_ref()
            .and_then(|location| part(location).ok())
            .unwrap_or_default()
    };
    Location {
        path: part(web_sys::Location::pathname),
        query: part(web_sys::Location::search),
    }
}
