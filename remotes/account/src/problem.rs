//! Showing what went wrong, below the part that it belongs to.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};

use crate::parts::{part, set, set_text};
use crate::request::Progress;

/// Shows the problem of `progress` at the part `at`, or none. `retry` is what the button "Try again" presses, if there is to be
/// one. `suffix` keeps apart the problems of two kinds of requests at one part.
pub(crate) fn render_problem(page: &Element, at: &str, suffix: &str, progress: &Progress, retry: Option<&str>) {
    let test_id = [at, suffix].concat();
    let message = progress
        .problem
        .as_ref()
        .filter(|problem| problem.at == at)
        .map(|problem| problem.message.as_str());
    let Some(place) = part(page, at) else { return };
    let present = part(page, &test_id);
    let field = place.dyn_ref::<HtmlInputElement>();
    set(
        &place,
        "aria-invalid",
        message.filter(|_| field.is_some()).map(|_| "true"),
    );
    match (message, present) {
        (None, None) => {}
        (None, Some(present)) => present.remove(),
        (Some(message), Some(_)) => set_text(page, &[&test_id, "-text"].concat(), message),
        (Some(message), None) => {
            let mut html = String::from("<div class=\"");
            html.push_str(if field.is_some() {
                "field-error"
            } else {
                "notice notice-error"
            });
            for piece in [
                "\" role=\"alert\" id=\"",
                &test_id,
                "\" data-testid=\"",
                &test_id,
                "\"><p data-testid=\"",
                &test_id,
                "-text\"></p>",
            ] {
                html.push_str(piece);
            }
            if let Some(retry) = retry {
                for piece in [
                    r#"<button class="button button-small" type="button" data-testid="retry" data-press=""#,
                    retry,
                    r#"">Try again</button>"#,
                ] {
                    html.push_str(piece);
                }
            }
            html.push_str("</div>");
            // The position is one of the four that exist; nothing in the markup comes from outside.
            let _ = place.insert_adjacent_html("afterend", &html);
            set_text(page, &[&test_id, "-text"].concat(), message);
            if let Some(field) = field {
                let _ = field.focus();
            }
        }
    }
}
