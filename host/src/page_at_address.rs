//! The page at the present address: a remote's slot with its props, or one of the host's own pages.

use std::rc::Rc;

use leptos::prelude::*;
use shop_page::Location;
use shop_props::{
    AccountPageProps, CartPageProps, OrderDetailProps, OrderListProps, OtpVerifyProps, PaymentProps,
    ProductDetailProps, ProductListProps, SessionProblem,
};
use tarn_federation::browser::remote_view::remote_slot;
use tarn_federation::{Callback, Props};
use tarn_html_template::Template;

use crate::callbacks::Callbacks;
use crate::home::home;
use crate::remote_route_page::remote_route_page;
use crate::route::Route;
use crate::skeletons::{cards_skeleton, page_skeleton};

/// Shows the page in a part of `around`, following the address.
pub(crate) fn page_at_address(around: Template, part: &str, location: Location, callbacks: Callbacks) -> Template {
    let here = Rc::new(PropInputs { callbacks, location });
    let path = location.path;
    around.show(
        part,
        move || Some(path.with(|path| Route::at(path).key(path).to_owned())),
        move |_| page(Route::at(&path.get_untracked()), &here),
    )
}

/// Inputs of the props.
struct PropInputs {
    callbacks: Callbacks,
    location: Location,
}

impl PropInputs {
    fn navigate(&self) -> Callback<String> {
        self.callbacks.handle_navigate.clone()
    }

    fn toast(&self) -> Option<Callback<String>> {
        Some(self.callbacks.on_show_toast.clone())
    }

    fn session_problem(&self) -> Option<SessionProblem> {
        let page = &self.callbacks.page;
        SessionProblem::of(page.has_session_problem(), page.is_checking_session())
    }

    fn parameter(&self) -> String {
        self.location
            .path
            .with(|path| Route::parameter(path).unwrap_or_default().to_owned())
    }
}

fn page(route: Route, here: &Rc<PropInputs>) -> Template {
    match route {
        Route::Home => home(),
        Route::Moved(to) => {
            here.callbacks.go_instead(to);
            page_skeleton()
        }
        Route::Other => remote_route_page(&here.location.path.get_untracked(), &here.callbacks),
        Route::Login => slot(here, "auth", "OTPVerify", page_skeleton, |here| OtpVerifyProps {
            handle_navigate: here.navigate(),
            on_show_toast: here.toast(),
            return_to: next(&here.location.query.get()),
            session_problem: here.session_problem(),
            check_session: Some(here.callbacks.check_session.clone()),
        }),
        Route::Products => slot(here, "products", "ProductList", cards_skeleton, |here| {
            ProductListProps {
                handle_navigate: here.navigate(),
                on_show_toast: here.toast(),
                query: here.location.query.get(),
                handle_replace: Some(here.callbacks.handle_replace.clone()),
            }
        }),
        Route::Product => slot(here, "products", "ProductDetail", page_skeleton, |here| {
            ProductDetailProps {
                product_id: here.location.path.with(|path| Route::product_id(path)),
                handle_navigate: here.navigate(),
                on_show_toast: here.toast(),
                on_subject: Some(here.callbacks.on_subject.clone()),
            }
        }),
        Route::Cart => slot(here, "cart", "CartPage", page_skeleton, |here| CartPageProps {
            handle_navigate: here.navigate(),
            on_go_to_payment: here.callbacks.on_go_to_payment.clone(),
            // The cart keeps its selection itself; the host does not use it.
            on_selected_items_change: None,
            on_show_toast: here.toast(),
        }),
        Route::Payment => slot(here, "orders", "Payment", page_skeleton, |here| PaymentProps {
            handle_navigate: here.navigate(),
            on_show_toast: here.toast(),
        }),
        Route::Orders => slot(here, "orders", "OrderList", page_skeleton, |here| OrderListProps {
            handle_navigate: here.navigate(),
        }),
        Route::Order => slot(here, "orders", "OrderDetail", page_skeleton, |here| OrderDetailProps {
            order_id: here.parameter(),
            handle_navigate: here.navigate(),
        }),
        Route::Account => slot(here, "account", "AccountPage", page_skeleton, |here| AccountPageProps {
            handle_navigate: here.navigate(),
            on_show_toast: here.toast(),
        }),
    }
}

fn slot<P: Props>(
    here: &Rc<PropInputs>,
    remote: &str,
    component: &str,
    skeleton: fn() -> Template,
    props: fn(&PropInputs) -> P,
) -> Template {
    // Only the conversion of props differs per page; the slot's code is compiled once.
    let here = Rc::clone(here);
    remote_slot(remote, component, move || props(&here).to_js(), skeleton)
}

/// The address to go to after the login: `next` of the query string.
fn next(search: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(search).ok()?.get("next")
}
