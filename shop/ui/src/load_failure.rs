//! The notice of a failed query, with a Retry button.

use leptos::prelude::untrack;
use shop_api::queries::Status;
use tarn_html_template::{Template, template};

const NOTICE: &str = r#"<div class="notice notice-error" role="alert">
    <p data-part="what"></p>
    <button class="button button-small" type="button" data-testid="retry" data-part="retry">Try again</button>
</div>"#;

/// A notice with the failure of a query and a Retry button, which is busy during the retry.
pub fn load_failure(query: Status) -> Template {
    let is_fetching = move || Some(query.is_fetching().to_string());
    template(NOTICE)
        .text("what", move || query.failure().unwrap_or_default())
        // A button that is `disabled` loses the focus.
        .attr("retry", "aria-disabled", is_fetching)
        .attr("retry", "aria-busy", is_fetching)
        .on("retry", "click", move |_| {
            if !untrack(|| query.is_fetching()) {
                query.refetch();
            }
        })
}
