//! The products that differ in the shop and prevent the order.

use leptos::prelude::*;
use shared_store::{CartAction, CartLine, Selected, select_locale, use_selector};
use shop_api::model::{OrderDifference, OrderDifferenceKind};
use shop_checkout::{DisplayedPurchase, select_shown_purchase};
use shop_ui::money;
use tarn_view::{For, view};

use crate::focus_pay::focus_pay;
use crate::payment_state::Payment;

/// The products that differ in the shop, as long as they are in the purchase.
#[component]
pub(crate) fn Differences(payment: Payment, differences: Vec<OrderDifference>) -> impl IntoView {
    let shown = use_selector(select_shown_purchase);
    let locale = use_selector(select_locale);
    let open = move || {
        let open = differences.iter().filter(|difference| stands(difference, shown));
        open.cloned().collect::<Vec<_>>()
    };
    view! {
        <div class="notice notice-error" role="alert" data-testid="pay-problem">
            <p>"Nothing was ordered, because the shop has changed:"</p>
            <ul class="stack stack-tight">
                <For each=open key=|difference| difference.product_id.clone() let(difference)>
                    <Difference payment=payment.clone() difference shown locale/>
                </For>
            </ul>
            <p>"Press Pay again when the order is as you want it."</p>
        </div>
    }
}

/// True while the purchase wants more pieces than available, or contains a product with a changed price.
fn stands(difference: &OrderDifference, shown: Selected<Option<DisplayedPurchase>>) -> bool {
    shown.with(|shown| {
        let lines = shown.iter().flat_map(|shown| &shown.lines);
        let mut lines = lines.filter(|line| line.product_id == difference.product_id);
        lines.any(|line| difference.kind == OrderDifferenceKind::Price || line.quantity > difference.available)
    })
}

#[component]
fn Difference(
    payment: Payment,
    difference: OrderDifference,
    shown: Selected<Option<DisplayedPurchase>>,
    locale: Selected<String>,
) -> impl IntoView {
    let line = shown.with_untracked(|shown| {
        let mut lines = shown.iter().flat_map(|shown| &shown.lines);
        lines.find(|line| line.product_id == difference.product_id).cloned()
    });
    let what = sentence(&difference, &line.unwrap_or_default(), &locale.get_untracked());
    let OrderDifference {
        product_id,
        kind,
        available,
        ..
    } = difference;
    let is_about_quantity = kind != OrderDifferenceKind::Price;
    view! {
        <li data-testid="pay-difference" data-product=product_id.clone()>
            <span>{what}</span>
            " "
            {is_about_quantity.then(|| view! { <Accept payment product_id available/> })}
        </li>
    }
}

/// The button that takes what is available into the purchase.
#[component]
fn Accept(payment: Payment, product_id: String, available: u32) -> impl IntoView {
    let label = match available {
        0 => "Remove it".to_owned(),
        left => format!("Buy {left}"),
    };
    let accept = move |_| {
        let (product_id, quantity) = (product_id.clone(), available);
        payment.agree(|confirmation| confirmation.agree_to_quantity(&product_id, quantity));
        payment.dispatch(CartAction::UpdateQuantity { product_id, quantity });
        focus_pay();
    };
    view! {
        <button class="button button-small" type="button" data-testid="pay-accept" on:click=accept>{label}</button>
    }
}

fn sentence(difference: &OrderDifference, line: &CartLine, locale: &str) -> String {
    let name = match &*difference.name {
        "" => &line.name,
        name => name,
    };
    match (difference.kind, difference.available) {
        (OrderDifferenceKind::Gone, _) => format!("{name} is no longer sold."),
        (OrderDifferenceKind::Stock, 0) => format!("{name} is sold out."),
        (OrderDifferenceKind::Stock, 1) => format!("Only one {name} is left."),
        (OrderDifferenceKind::Stock, left) => format!("Only {left} of {name} are left."),
        (OrderDifferenceKind::Price, _) => {
            let now = difference.price_cents.map(|cents| money(cents.into(), locale));
            let mut text = format!("{name} now costs {}", now.unwrap_or_default());
            if let Some(before) = difference.shown_price_cents {
                text.push_str(", before ");
                text.push_str(&money(before, locale));
            }
            text + "."
        }
    }
}
