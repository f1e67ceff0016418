//! What went wrong while loading, and the way to try again.

use tarn_html_template::{Template, template};

const NOTICE: &str = r#"<div class="notice notice-error" role="alert">
    <p data-part="what"></p>
    <button class="button button-small" type="button" data-testid="retry" data-part="retry">Try again</button>
</div>"#;

/// A notice that says what happened, with a button to try again, which waits while it is being tried.
pub fn load_failure(
    what: impl Fn() -> String + 'static,
    is_loading: impl Fn() -> bool + Copy + 'static,
    retry: impl Fn() + 'static,
) -> Template {
    template(NOTICE)
        .text("what", what)
        // A button that is `disabled` loses the focus.
        .attr("retry", "aria-disabled", move || Some(is_loading().to_string()))
        .attr("retry", "aria-busy", move || Some(is_loading().to_string()))
        .on("retry", "click", move |_| {
            if !leptos::prelude::untrack(is_loading) {
                retry();
            }
        })
}
