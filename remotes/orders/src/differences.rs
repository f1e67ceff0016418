//! The products that differ in the shop and prevent the order.

use leptos::prelude::*;
use shared_store::{CartAction, CartLine, Selected, select_locale, use_selector};
use shop_api::ApiError;
use shop_api::model::{OrderDifference, OrderDifferenceKind};
use shop_checkout::{DisplayedPurchase, select_shown_purchase};
use shop_ui::money;
use tarn_html_template::{Template, template};

use crate::payment_state::Payment;
use crate::problem::focus_pay;

const DIFFERENT: &str = r#"<div class="notice notice-error" role="alert" data-testid="pay-problem">
    <p>Nothing was ordered, because the shop has changed:</p>
    <ul class="stack stack-tight" data-part="differences"></ul>
    <p>Press Pay again when the order is as you want it.</p>
</div>"#;

const DIFFERENCE: &str = r#"<li data-testid="pay-difference" data-part="difference">
    <span data-part="what"></span> <span data-part="act"></span>
</li>"#;

const ACT: &str =
    r#"<button class="button button-small" type="button" data-testid="pay-accept" data-part="act"></button>"#;

/// The products that differ in the shop, as long as they are in the purchase.
pub(crate) fn different(payment: Payment, error: ApiError) -> Template {
    let shown = use_selector(select_shown_purchase);
    let locale = use_selector(select_locale);
    let differences = StoredValue::new(error.differences);
    let keys = move || {
        let is_in_the_way = |difference: &&OrderDifference| stands(difference, &shown);
        differences.with_value(|all| {
            let open = all.iter().filter(is_in_the_way);
            open.map(|difference| difference.product_id.clone()).collect()
        })
    };
    template(DIFFERENT).each("differences", keys, move |product_id| {
        let found = differences.with_value(|all| all.iter().find(|one| one.product_id == product_id).cloned());
        found.map_or_else(
            || template(DIFFERENCE),
            |found| difference(&payment, found, shown, locale),
        )
    })
}

/// True while the purchase wants more pieces than available, or contains a product with a changed price.
fn stands(difference: &OrderDifference, shown: &Selected<Option<DisplayedPurchase>>) -> bool {
    shown.with(|shown| {
        let lines = shown.iter().flat_map(|shown| &shown.lines);
        let mut lines = lines.filter(|line| line.product_id == difference.product_id);
        lines.any(|line| difference.kind == OrderDifferenceKind::Price || line.quantity > difference.available)
    })
}

fn difference(
    payment: &Payment,
    difference: OrderDifference,
    shown: Selected<Option<DisplayedPurchase>>,
    locale: Selected<String>,
) -> Template {
    let line = shown.with_untracked(|shown| {
        let mut lines = shown.iter().flat_map(|shown| &shown.lines);
        lines.find(|line| line.product_id == difference.product_id).cloned()
    });
    let what = sentence(&difference, &line.unwrap_or_default(), &locale.get_untracked());
    let row = template(DIFFERENCE)
        .set("difference", "data-product", &difference.product_id)
        .write("what", &what);
    if difference.kind == OrderDifferenceKind::Price {
        return row;
    }
    let payment = payment.clone();
    let act = match difference.available {
        0 => "Remove it".to_owned(),
        left => format!("Buy {left}"),
    };
    let accept = move |_| {
        let (product_id, quantity) = (difference.product_id.clone(), difference.available);
        payment.agree(|confirmation| confirmation.agree_to_quantity(&product_id, quantity));
        payment.dispatch(CartAction::UpdateQuantity { product_id, quantity });
        focus_pay();
    };
    row.put("act", template(ACT).write("act", &act).on("act", "click", accept))
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
