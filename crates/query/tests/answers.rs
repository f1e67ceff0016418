//! Components get the answers of a native test.
#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]

use leptos::prelude::*;
use tarn_query::testing::Answers;
use tarn_query::{Query, QueryError, Resource, use_query, use_query_keeping_previous};
use tarn_view::testing::Mounted;
use tarn_view::view;
use wasm_bindgen::JsValue;

#[derive(Debug)]
struct Failure(&'static str);

impl QueryError for Failure {
    fn from_js(_: &JsValue) -> Self {
        Self("from JavaScript")
    }

    fn invalid_answer() -> Self {
        Self("invalid")
    }

    fn no_cache() -> Self {
        Self("no cache")
    }

    fn message(&self) -> String {
        self.0.into()
    }
}

fn note(id: &str) -> Resource<String, Failure> {
    Resource::new("notes", format!("/api/notes/{id}")).id(id)
}

#[component]
fn Note(query: Query<String, Failure>) -> impl IntoView {
    let text = move || {
        let answer = query.answer();
        format!(
            "{} {}{}{}",
            answer.data.map_or("none".to_owned(), |data| data.to_string()),
            answer.failure.map_or(String::new(), |failure| failure.message()),
            if answer.is_fetching { " fetching" } else { "" },
            if answer.is_previous { " previous" } else { "" },
        )
    };
    view! { <p>{text}</p> <button on:click=move |_| query.status.refetch()>"Again"</button> }
}

fn text(page: &Mounted) -> String {
    page.text().replace("Again", "").trim().to_owned()
}

#[test]
fn a_resource_is_pending_until_it_is_answered() {
    let answers = Answers::new();
    let page = Mounted::new(|| view! { <Note query=use_query(|| note("7"))/> });
    assert_eq!(text(&page), "none fetching");
    answers.set(&note("7"), &"seven".to_owned());
    assert_eq!(text(&page), "seven");
    assert_eq!(answers.requests(&note("7")), 1);
}

#[test]
fn an_answer_that_is_there_before_needs_no_request() {
    let answers = Answers::new();
    answers.set(&note("7"), &"seven".to_owned());
    let page = Mounted::new(|| view! { <Note query=use_query(|| note("7"))/> });
    assert_eq!(text(&page), "seven");
    assert_eq!(answers.requests(&note("7")), 0);
}

#[test]
fn data_stay_after_a_failure_and_while_they_are_stale() {
    let answers = Answers::new();
    answers.set(&note("7"), &"seven".to_owned());
    let page = Mounted::new(|| view! { <Note query=use_query(|| note("7"))/> });
    answers.fail(&note("7"), Failure("it failed"));
    assert_eq!(text(&page), "seven it failed");
    page.role("button", "Again").click();
    assert_eq!(answers.requests(&note("7")), 1);
    assert_eq!(text(&page), "seven it failed fetching");
    answers.set(&note("7"), &"new".to_owned());
    answers.revalidate(&note("7"));
    assert_eq!(text(&page), "new fetching");
}

#[test]
fn an_answer_of_another_type_is_a_failure() {
    let answers = Answers::new();
    let page = Mounted::new(|| view! { <Note query=use_query(|| note("7"))/> });
    answers.set(&Resource::<u32, Failure>::new("notes", "/api/notes/7").id("7"), &7);
    assert_eq!(text(&page), "none invalid");
}

#[test]
fn a_changed_resource_begins_without_data_unless_the_previous_ones_are_kept() {
    let answers = Answers::new();
    answers.set(&note("7"), &"seven".to_owned());
    for (keeps, expected) in [(false, "none fetching"), (true, "seven fetching previous")] {
        let id = RwSignal::new("7");
        let page = Mounted::new(move || {
            let query = match keeps {
                true => use_query_keeping_previous(move || note(id.get())),
                false => use_query(move || note(id.get())),
            };
            view! { <Note query/> }
        });
        id.set("8");
        assert_eq!(text(&page), expected);
    }
}
