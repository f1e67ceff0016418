//! Error messages, shown below the part that they belong to.

use shop_api::queries::Status;
use shop_ui::load_failure;
use tarn_html_template::{Template, template};

use crate::account::Account;
use crate::field::field;
use crate::request::Kind;

const FIELD_PROBLEM: &str = r#"<div class="field-error" role="alert"><p data-part="what"></p></div>"#;
const NOTICE: &str = r#"<div class="notice notice-error" role="alert"><p data-part="what"></p></div>"#;

/// Shows the problem of the field `at` in the part `{at}-problem` and focuses the field.
pub(crate) fn field_problem(section: Template, at: &'static str, account: Account, kind: Kind) -> Template {
    let input = field(&section, at);
    let section = section.attr(at, "aria-invalid", move || {
        account.problem(kind, at).map(|_| "true".into())
    });
    show(
        section,
        at,
        Box::new(move || account.problem(kind, at).is_some()),
        Box::new(move || {
            let _ = input.focus();
            problem(FIELD_PROBLEM, at, account, kind)
        }),
    )
}

/// Shows the problem of `at`, which is not a field, in the part `{at}-problem`.
pub(crate) fn notice(section: Template, at: &'static str, account: Account, kind: Kind) -> Template {
    show(
        section,
        at,
        Box::new(move || account.problem(kind, at).is_some()),
        Box::new(move || problem(NOTICE, at, account, kind)),
    )
}

/// Shows a loading error in the part `{at}-problem`, with a Retry button.
pub(crate) fn load_notice(section: Template, at: &'static str, status: Status) -> Template {
    show(
        section,
        at,
        Box::new(move || status.failure().is_some()),
        Box::new(move || load_failure(status)),
    )
}

fn problem(html: &'static str, at: &'static str, account: Account, kind: Kind) -> Template {
    template(html).text("what", move || account.problem(kind, at).unwrap_or_default())
}

fn show(section: Template, at: &str, is_there: Box<dyn Fn() -> bool>, make: Box<dyn Fn() -> Template>) -> Template {
    let id = [at, "-problem"].concat();
    let part = id.clone();
    section.show(
        &part,
        move || is_there().then(|| id.clone()),
        move |id| {
            let text = [id, "-text"].concat();
            let problem = make().set("what", "data-testid", &text);
            // Setting a valid attribute name cannot fail.
            let _ = problem.root().set_attribute("id", id);
            let _ = problem.root().set_attribute("data-testid", id);
            problem
        },
    )
}
