//! The page at the present address: a remote's slot with its props, or one of the host's own pages.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;
use shared_store::Selected;
use shop_page::{Address, use_address};
use shop_props::{
    ACCOUNT_PAGE, AccountPageProps, CART_PAGE, CartPageProps, ORDER_DETAIL, ORDER_LIST, OTP_VERIFY, OrderDetailProps,
    OrderListProps, OtpVerifyProps, PAYMENT, PRODUCT_DETAIL, PRODUCT_LIST, PaymentProps, ProductDetailProps,
    ProductListProps, SessionProblem,
};
use tarn_federation::{Callback, RemoteView};
use tarn_view::{View, view};

use crate::callbacks::Callbacks;
use crate::home::Home;
use crate::remote_route_page::RemoteRoutePage;
use crate::route::Route;
use crate::skeletons::{CardsSkeleton, PageSkeleton};

/// The page, which follows the address.
#[component]
pub(crate) fn PageAtAddress(callbacks: Callbacks) -> impl IntoView {
    let location = use_address();
    let path = location.path;
    provide_params(path);
    let here = Rc::new(PropInputs { callbacks, location });
    // Another parameter of the same page, such as another product, changes a prop and not the key.
    let key = Selected::new(move || path.with(|path| Route::at(path).key(path)));
    let page = move || {
        key.track();
        page_of(Route::at(&path.get_untracked()), Rc::clone(&here))
    };
    view! { {page} }
}

/// Provides the parameter of the page, as `<Routes>` do: the pages are data here.
fn provide_params(path: Memo<String>) {
    provide_context(ArcMemo::new(move |_| {
        let id = path.with(|path| Route::parameter(path).map(Url::escape));
        // `ParamsMap` decodes each value.
        id.map(|id| ("id", id)).into_iter().collect::<ParamsMap>()
    }));
}

/// Inputs of the props.
struct PropInputs {
    callbacks: Callbacks,
    location: Address,
}

impl PropInputs {
    fn navigate(&self) -> Callback<String> {
        self.callbacks.handle_navigate.clone()
    }

    fn toast(&self) -> Callback<String> {
        self.callbacks.on_show_toast.clone()
    }

    fn session_problem(&self) -> Option<SessionProblem> {
        let page = &self.callbacks.page;
        SessionProblem::of(page.has_session_problem(), page.is_checking_session())
    }

    /// Leptos' `use_params_map` has it, too, but calls JavaScript to decode it.
    fn parameter(&self) -> String {
        self.location
            .path
            .with(|path| Route::parameter(path).unwrap_or_default().to_owned())
    }
}

fn page_of(route: Route, here: Rc<PropInputs>) -> View {
    match route {
        Route::Home => view! { <Home/> },
        Route::Moved(to) => {
            here.callbacks.go_instead(to);
            view! { <PageSkeleton/> }
        }
        Route::Other => {
            let path = here.location.path.get_untracked();
            view! { <RemoteRoutePage path callbacks=here.callbacks.clone()/> }
        }
        Route::Login => {
            let props = move || {
                OtpVerifyProps::builder()
                    .handle_navigate(here.navigate())
                    .on_show_toast(here.toast())
                    .return_to(next(&here.location.query.get()))
                    .session_problem(here.session_problem())
                    .check_session(here.callbacks.check_session.clone())
                    .build()
            };
            view! { <RemoteView component=OTP_VERIFY props><PageSkeleton/></RemoteView> }
        }
        Route::Products => {
            let props = move || {
                ProductListProps::builder()
                    .handle_navigate(here.navigate())
                    .on_show_toast(here.toast())
                    .query(here.location.query.get())
                    .handle_replace(here.callbacks.handle_replace.clone())
                    .build()
            };
            view! { <RemoteView component=PRODUCT_LIST props><CardsSkeleton/></RemoteView> }
        }
        Route::Product => {
            let props = move || {
                ProductDetailProps::builder()
                    // An address may have capitals until it is replaced by the canonical one.
                    .product_id(here.parameter().to_ascii_lowercase())
                    .handle_navigate(here.navigate())
                    .on_show_toast(here.toast())
                    .on_subject(here.callbacks.on_subject.clone())
                    .build()
            };
            view! { <RemoteView component=PRODUCT_DETAIL props><PageSkeleton/></RemoteView> }
        }
        Route::Cart => {
            let props = move || {
                CartPageProps::builder()
                    .handle_navigate(here.navigate())
                    .on_go_to_payment(here.callbacks.on_go_to_payment.clone())
                    .on_show_toast(here.toast())
                    .build()
            };
            view! { <RemoteView component=CART_PAGE props><PageSkeleton/></RemoteView> }
        }
        Route::Payment => {
            let props = move || {
                PaymentProps::builder()
                    .handle_navigate(here.navigate())
                    .on_show_toast(here.toast())
                    .build()
            };
            view! { <RemoteView component=PAYMENT props><PageSkeleton/></RemoteView> }
        }
        Route::Orders => {
            let props = move || OrderListProps::builder().handle_navigate(here.navigate()).build();
            view! { <RemoteView component=ORDER_LIST props><PageSkeleton/></RemoteView> }
        }
        Route::Order => {
            let props = move || {
                OrderDetailProps::builder()
                    .order_id(here.parameter())
                    .handle_navigate(here.navigate())
                    .build()
            };
            view! { <RemoteView component=ORDER_DETAIL props><PageSkeleton/></RemoteView> }
        }
        Route::Account => {
            let props = move || {
                AccountPageProps::builder()
                    .handle_navigate(here.navigate())
                    .on_show_toast(here.toast())
                    .build()
            };
            view! { <RemoteView component=ACCOUNT_PAGE props><PageSkeleton/></RemoteView> }
        }
    }
}

/// The address to go to after the login: `next` of the query string. Leptos' `use_query_map` decodes a value twice, and would change the
/// escapes of that address.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn next(search: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(search).ok()?.get("next")
}

/// No HTML depends on it.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn next(_: &str) -> Option<String> {
    None
}
