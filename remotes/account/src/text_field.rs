//! A labelled text field with its problem.

use leptos::html;
use leptos::prelude::*;

/// What a text field holds, and what is wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct Text {
    pub(crate) value: RwSignal<String>,
    pub(crate) problem: RwSignal<Option<String>>,
    field: NodeRef<html::Input>,
}

impl Text {
    pub(crate) fn new() -> Self {
        Self {
            value: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            field: NodeRef::new(),
        }
    }

    /// The value as `check` gives it back, or `None` after showing what is wrong and going there.
    pub(crate) fn checked(self, check: fn(&str) -> Result<&str, &'static str>) -> Option<String> {
        let checked = self.value.with_untracked(|value| check(value).map(str::to_owned));
        match checked {
            Ok(value) => {
                self.problem.set(None);
                Some(value)
            }
            Err(problem) => {
                self.refuse(problem.to_owned());
                None
            }
        }
    }

    /// Shows what is wrong, and goes there. The view may be gone by now.
    pub(crate) fn refuse(self, problem: String) {
        self.problem.try_set(Some(problem));
        if let Some(Some(field)) = self.field.try_get_untracked() {
            // An input that is gone already cannot be focused, and need not be.
            let _ = field.focus();
        }
    }
}

/// The field; `id` is its test id as well.
#[component]
pub(crate) fn TextField(
    text: Text,
    id: &'static str,
    label: &'static str,
    /// The type of the input.
    kind: &'static str,
    autocomplete: &'static str,
) -> impl IntoView {
    let mut problem_id = String::from(id);
    problem_id.push_str("-problem");
    let described_by = problem_id.clone();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=kind
                autocomplete=autocomplete
                data-testid=id
                aria-describedby=move || text.problem.with(Option::is_some).then(|| described_by.clone())
                aria-invalid=move || text.problem.with(Option::is_some).then_some("true")
                node_ref=text.field
                prop:value=text.value
                on:input=move |event| text.value.set(event_target_value(&event))
            />
            {move || text.problem.get().map(|problem| view! {
                <p class="field-error" id=problem_id.clone() role="alert">{problem}</p>
            })}
        </div>
    }
}
