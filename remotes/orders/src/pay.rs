//! The button that pays, and what stands below it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_store::checkout::{Confirmation, Shown, select_shown_purchase};
use shared_store::{Selected, Store, select_locale, use_selector, use_store};
use shop_props::PaymentProps;
use shop_ui::money;
use tarn_html_template::{Template, template};

use crate::begin::is_elsewhere;
use crate::place::place;
use crate::problem::problem;
use crate::request::Request;

// The problem's place is hidden while it is empty: else there would be a gap.
const PAY: &str = r#"<div class="stack stack-tight">
    <div role="alert" data-part="notice"></div>
    <div>
        <button class="button button-primary button-wide" type="button" id="pay" data-testid="pay" data-part="pay"></button>
        <p class="small muted"><span class="demo-note">Demo shop: no payment is taken and nothing is sent. </span>Prices and stock are confirmed when you pay.</p>
    </div>
    <div data-part="problem"></div>
</div>"#;

const CHANGED: &str = r#"<div class="notice notice-info" data-testid="checkout-changed">
    <p>Your cart has changed since you came to this page. This is what is in it now. Please check it before you pay.</p>
</div>"#;

const ASKED: &str = r#"<div class="notice notice-info" data-testid="checkout-changed">
    <p>Nothing was ordered yet, because your cart had changed. This is what is in it now. Press Pay again to order it.</p>
</div>"#;

const ELSEWHERE: &str = r#"<div class="notice notice-error" data-testid="checkout-elsewhere">
    <p>Nothing was ordered here. Another tab of your browser has paid for this purchase or has changed it. Please load this page again to see it.</p>
    <button class="button button-small" type="button" data-testid="reload" data-part="reload">Load again</button>
</div>"#;

/// What a press on the button led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressed {
    /// There is nothing to say of it.
    Quiet,
    /// What is shown had changed without the shopper's doing.
    Asked,
    /// The stored cart says that another tab has gone on with the purchase.
    Elsewhere,
}

/// What the button, the notices and the problems share. Clones are the same payment.
#[derive(Clone)]
pub(crate) struct Payment {
    pub(crate) store: Store,
    pub(crate) request: Request,
    props: ReadSignal<PaymentProps>,
    confirmation: RwSignal<Confirmation>,
    pressed: RwSignal<Pressed>,
}

impl Payment {
    /// What is shown now.
    pub(crate) fn shown(&self) -> Option<Shown> {
        self.store.select(select_shown_purchase)
    }

    /// The shopper was told of something, or has done it on this page: nothing else is agreed to.
    pub(crate) fn agree(&self, to: impl FnOnce(&mut Confirmation)) {
        self.confirmation.try_update(to);
    }

    /// Orders what is shown, once: presses while a request is under way are passed over, and all requests of a purchase carry its id.
    pub(crate) fn press(&self) {
        let Some(shown) = self.shown().filter(|_| !self.request.is_under_way_untracked()) else {
            return;
        };
        if is_elsewhere(&self.store, &shown) {
            self.pressed.set(Pressed::Elsewhere);
            return;
        }
        let mut is_informed = false;
        self.confirmation
            .update(|confirmation| is_informed = confirmation.press(&shown));
        self.pressed
            .set(if is_informed { Pressed::Quiet } else { Pressed::Asked });
        if is_informed && self.request.begin() {
            spawn_local(place(self.clone(), shown, self.props.get_untracked()));
        }
    }
}

/// The button, which says what all of it costs.
pub(crate) fn pay(
    props: ReadSignal<PaymentProps>,
    shown: Selected<Option<Shown>>,
    confirmation: RwSignal<Confirmation>,
) -> Template {
    let locale = use_selector(select_locale);
    let Some(first) = shown.get_untracked() else {
        return template(PAY);
    };
    confirmation.update(|confirmation| confirmation.show(&first));
    let payment = Rc::new(Payment {
        store: use_store(),
        request: Request::new(),
        props,
        confirmation,
        pressed: RwSignal::new(Pressed::Quiet),
    });
    let Payment { request, pressed, .. } = *payment;
    let total = move || shown.with(|shown| shown.as_ref().map(Shown::total_cents).unwrap_or_default());
    let is_busy = move || Some(request.is_under_way().to_string());
    let notice = move || match pressed.get() {
        Pressed::Elsewhere => Some(ELSEWHERE.into()),
        _ if request.is_under_way() => None,
        _ if shown.with(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| !confirmation.with(|it| it.covers(shown)))
        }) =>
        {
            Some(CHANGED.into())
        }
        Pressed::Asked => Some(ASKED.into()),
        Pressed::Quiet => None,
    };
    let press = Rc::clone(&payment);
    template(PAY)
        .text("pay", move || format!("Pay {}", money(total(), &locale.get())))
        .attr("pay", "aria-disabled", is_busy)
        .attr("pay", "aria-busy", is_busy)
        .on("pay", "click", move |_| press.press())
        .flag("notice", "hidden", move || notice().is_none())
        .show("notice", notice, |notice| match notice {
            ELSEWHERE => template(ELSEWHERE).on("reload", "click", |_| load_again()),
            CHANGED => template(CHANGED),
            _ => template(ASKED),
        })
        .flag("problem", "hidden", move || request.failure_key().is_none())
        .show("problem", move || request.failure_key(), move |_| problem(&payment))
}

fn load_again() {
    if let Some(window) = web_sys::window() {
        // It fails only where the page is going already.
        let _ = window.location().reload();
    }
}
