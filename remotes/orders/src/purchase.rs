//! What is bought, or was: its lines and their sum.

use html_template::{Template, template};
use shared_store::{select_locale, use_selector};

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

/// What is shown of a purchase.
pub(crate) struct Purchase<'a> {
    /// What the ids in the page begin with.
    pub(crate) name: &'static str,
    /// What the list of lines is called.
    pub(crate) label: &'static str,
    pub(crate) lines: Vec<Line<'a>>,
    pub(crate) total_cents: u64,
    /// What stands below the sum.
    pub(crate) end: Template,
}

/// The lines, and beside them the sum.
pub(crate) fn purchase(purchase: Purchase<'_>) -> Template {
    let Purchase { name, lines, .. } = purchase;
    let locale = use_selector(select_locale);
    let total = amount(purchase.total_cents, locale);
    let (heading_id, line_id) = (format!("{name}-summary"), format!("{name}-line"));
    let items = items(lines.iter().map(|line| line.quantity));
    let rows = lines.iter().map(|line| line_row(line, &line_id, locale));
    template(PURCHASE)
        .set("lines", "aria-label", purchase.label)
        .set("summary", "aria-labelledby", &heading_id)
        .set("heading", "id", &heading_id)
        .set("total", "data-testid", &format!("{name}-total"))
        .fill("lines", rows.collect())
        .write("items", &format!("Subtotal ({items})"))
        .text("subtotal", total)
        .text("total", total)
        .put("end", purchase.end)
}
