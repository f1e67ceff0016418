//! The page at the present address: a remote's slot with its props, or one of the host's own few.

use std::rc::Rc;

use federation::browser::remote_view::remote_slot;
use federation::{Federation, Prop, Props};
use js_sys::{Object, Reflect};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use remote_props::{
    AccountPageProps, CartPageProps, OrderDetailProps, OrderListProps, OtpVerifyProps, PaymentProps,
    ProductDetailProps, ProductListProps,
};
use send_wrapper::SendWrapper;

use crate::callbacks::{Callbacks, use_callbacks};
use crate::home::home;
use crate::not_found::not_found;
use crate::route::Route;
use crate::skeletons::{cards_skeleton, page_skeleton};

/// The page, following the address.
pub(crate) fn page() -> impl IntoView {
    let path = use_location().pathname;
    let route = Memo::new(move |_| Route::at(&path.get()));
    move || match route.get() {
        Route::Home => home().into_any(),
        Route::Moved(to) => {
            use_callbacks().go_instead(to);
            page_skeleton()
        }
        Route::Other => brought_along(),
        Route::Login => slot("auth", "OTPVerify", page_skeleton, |here| OtpVerifyProps {
            handle_navigate: here.callbacks.handle_navigate.clone(),
            on_show_toast: Some(here.callbacks.on_show_toast.clone()),
            return_to: next(&here.search.get()),
        }),
        Route::Products => slot("products", "ProductList", cards_skeleton, |here| ProductListProps {
            handle_navigate: here.callbacks.handle_navigate.clone(),
            on_show_toast: Some(here.callbacks.on_show_toast.clone()),
            query: here.search.get(),
        }),
        Route::Product => slot("products", "ProductDetail", page_skeleton, |here| ProductDetailProps {
            product_id: here.parameter(),
            handle_navigate: here.callbacks.handle_navigate.clone(),
            on_show_toast: Some(here.callbacks.on_show_toast.clone()),
        }),
        Route::Cart => slot("cart", "CartPage", page_skeleton, |here| CartPageProps {
            handle_navigate: here.callbacks.handle_navigate.clone(),
            on_go_to_payment: here.callbacks.on_go_to_payment.clone(),
            on_selected_items_change: None,
            on_show_toast: Some(here.callbacks.on_show_toast.clone()),
        }),
        Route::Payment => slot("orders", "Payment", page_skeleton, |here| PaymentProps {
            handle_navigate: here.callbacks.handle_navigate.clone(),
            on_show_toast: Some(here.callbacks.on_show_toast.clone()),
        }),
        Route::Orders => slot("orders", "OrderList", page_skeleton, |here| OrderListProps {
            handle_navigate: here.callbacks.handle_navigate.clone(),
        }),
        Route::Order => slot("orders", "OrderDetail", page_skeleton, |here| OrderDetailProps {
            order_id: here.parameter(),
            handle_navigate: here.callbacks.handle_navigate.clone(),
        }),
        Route::Account => slot("account", "AccountPage", page_skeleton, |here| AccountPageProps {
            handle_navigate: here.callbacks.handle_navigate.clone(),
            on_show_toast: Some(here.callbacks.on_show_toast.clone()),
        }),
    }
}

/// What props are made of.
struct Here {
    callbacks: Callbacks,
    path: Memo<String>,
    search: Memo<String>,
}

impl Here {
    fn now() -> Rc<Self> {
        let location = use_location();
        Rc::new(Self {
            callbacks: use_callbacks(),
            path: location.pathname,
            search: location.search,
        })
    }

    fn parameter(&self) -> String {
        self.path
            .with(|path| Route::parameter(path).unwrap_or_default().to_owned())
    }
}

fn slot<P: Props>(remote: &str, component: &str, skeleton: fn() -> AnyView, props: fn(&Here) -> P) -> AnyView {
    let here = Here::now();
    // What only differs from page to page is turned into plain objects here; the slot is one piece of code for all.
    remote_slot(
        remote.into(),
        component.into(),
        Rc::new(move || props(&here).to_js()),
        ToChildren::to_children(skeleton),
    )
}

/// A page that a remote brought along: `routes` in `federation.json`.
fn brought_along() -> AnyView {
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return not_found();
    };
    let here = SendWrapper::new(Here::now());
    let config = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        // A federation.json that cannot be read brings no pages; a slot that needs it will say why.
        let read = federation.config().await.ok();
        config.try_set(Some(read.map(SendWrapper::new)));
    });
    (move || {
        let Some(config) = config.get() else {
            return page_skeleton();
        };
        let path = here.path.get_untracked();
        let page = config.as_ref().and_then(|config| config.page_at(&path));
        match page {
            None => not_found(),
            Some(page) => {
                let props = Object::new();
                let set = |name: &str, value| {
                    // A fresh plain object takes every property.
                    let _ = Reflect::set(&props, &name.into(), &value);
                };
                set("handleNavigate", here.callbacks.handle_navigate.to_js());
                set("onShowToast", here.callbacks.on_show_toast.to_js());
                for (name, value) in page.props {
                    set(&name, value.to_js());
                }
                remote_slot(
                    page.remote.into(),
                    page.component.into(),
                    Rc::new(move || props.clone()),
                    ToChildren::to_children(page_skeleton),
                )
            }
        }
    })
    .into_any()
}

/// Where to go after the login: `next` of the query string.
fn next(search: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(search).ok()?.get("next")
}
