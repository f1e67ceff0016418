//! The lines and the total of a purchase or an order.

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_selector};
use shop_ui::money;
use tarn_view::{Children, For, view};

use crate::line::{Line, LineRow, items};

/// The lines, with the summary beside them.
#[component]
pub(crate) fn Purchase<L, C>(
    /// The prefix of the view's ids.
    name: &'static str,
    /// The label of the list of lines.
    label: &'static str,
    /// The lines; tracked.
    lines: L,
    /// The total; tracked.
    total_cents: C,
    /// Shown below the total.
    children: Children,
) -> impl IntoView
where
    L: Fn() -> Vec<Line> + 'static,
    C: Fn() -> u64 + Copy + 'static,
{
    let locale = use_selector(select_locale);
    let lines = Selected::new(lines);
    let pieces = move || lines.with(|lines| items(lines.iter().map(|line| line.quantity)));
    let total = move || money(total_cents(), &locale.get());
    let id_of = move |part: &str| format!("{name}-{part}");
    view! {
        <div class="with-aside">
            <ul class="line-list" aria-label=label>
                <For each=move || lines.get() key=Line::key let(line)>
                    <LineRow line test_id=id_of("line") locale/>
                </For>
            </ul>
            <aside class="summary" aria-labelledby=id_of("summary")>
                <h2 id=id_of("summary")>"Summary"</h2>
                <dl>
                    <div><dt>"Subtotal ("{pieces}")"</dt><dd>{total}</dd></div>
                    <div><dt>"Shipping"</dt><dd>"Free"</dd></div>
                    <div class="summary-total"><dt>"Total"</dt><dd data-testid=id_of("total")>{total}</dd></div>
                </dl>
                {children()}
            </aside>
        </div>
    }
}
