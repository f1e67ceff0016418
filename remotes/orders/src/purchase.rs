//! The lines and the total of a purchase or an order.

use shared_store::{Selected, select_locale, use_selector};
use tarn_html_template::{Template, template};

use crate::line::{Line, amount, items, line_row};

const PURCHASE: &str = r#"<div class="with-aside">
    <ul class="line-list" data-part="lines"></ul>
    <aside class="summary" data-part="summary">
        <h2 data-part="heading">Summary</h2>
        <dl>
            <div><dt data-part="items"></dt><dd data-part="subtotal"></dd></div>
            <div><dt>Shipping</dt><dd>Free</dd></div>
            <div class="summary-total"><dt>Total</dt><dd data-part="total"></dd></div>
        </dl>
        <div data-part="end"></div>
    </aside>
</div>"#;

/// The inputs of the view.
pub(crate) struct Purchase<Lines, Cents> {
    /// The prefix of the view's ids.
    pub(crate) name: &'static str,
    /// The label of the list of lines.
    pub(crate) label: &'static str,
    /// The lines; tracked.
    pub(crate) lines: Lines,
    pub(crate) total_cents: Cents,
    /// Shown below the total.
    pub(crate) end: Template,
}

/// The lines, with the summary beside them.
pub(crate) fn purchase(
    purchase: Purchase<impl Fn() -> Vec<Line> + 'static, impl Fn() -> u64 + Copy + 'static>,
) -> Template {
    let Purchase { name, total_cents, .. } = purchase;
    let locale = use_selector(select_locale);
    let total = amount(total_cents, locale);
    let (heading_id, line_id) = (format!("{name}-summary"), format!("{name}-line"));
    let lines = Selected::new(purchase.lines);
    let keys = move || lines.with(|lines| lines.iter().map(Line::key).collect());
    let items = move || lines.with(|lines| items(lines.iter().map(|line| line.quantity)));
    template(PURCHASE)
        .set("lines", "aria-label", purchase.label)
        .set("summary", "aria-labelledby", &heading_id)
        .set("heading", "id", &heading_id)
        .set("total", "data-testid", &format!("{name}-total"))
        .each("lines", keys, move |key| {
            let line = lines.with_untracked(|lines| lines.iter().find(|line| line.key() == key).cloned());
            line_row(&line.unwrap_or_default(), &line_id, locale)
        })
        .text("items", move || format!("Subtotal ({})", items()))
        .text("subtotal", total)
        .text("total", total)
        .put("end", purchase.end)
}
