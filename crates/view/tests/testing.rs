//! A native test page behaves as a page of a browser does.
#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]

use std::cell::{Cell, RefCell};
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tarn_view::dom::{
    FieldRef, event_key, event_target_checked, event_target_value, focus_by_id, prevent_default, reload,
    request_animation_frame, set_event_target_value, set_interval_with_handle, set_timeout_with_handle,
};
use tarn_view::testing::Mounted;
use tarn_view::{For, Show, TrustedHtml, View, follow, follow_later, switch, to_html, view};

/// Without the comments that mark where variable content begins and ends.
fn without_comments(html: &str) -> String {
    html.replace("<!--[-->", "").replace("<!--]-->", "")
}

#[test]
fn a_mounted_view_has_the_html_of_a_server() {
    let make = || {
        let (name, count, rows) = ("Ada & Grace", RwSignal::new(3), RwSignal::new(vec![1, 2]));
        view! {
            <section title=name hidden=false>
                "Hello, " {name} <b class="a" class:b=true class:c=move || count.get() == 0>{count}</b> {move || (count.get() > 2).then(|| view! { <i>"many"</i> })}
                <ul><For each=move || rows.get() key=|row| *row let:row><li>{row}</li></For></ul>
                <Show when=move || count.get() == 0 fallback=|| view! { <hr/> }><br/></Show>
                <input aria-pressed=false prop:value="x" prop:checked=true/>
                <textarea prop:value="<text>"/>
                <p inner_html=TrustedHtml("<em>raw</em>")/>
                <svg><path d="M0 0"/></svg>
            </section>
        }
    };
    let written = Owner::new().with(|| to_html(make()));
    assert_eq!(
        Mounted::new(make).html(),
        without_comments(&written)
            .replace("<textarea>\n", "<textarea>")
            .replace("checked=\"\"", "checked")
    );
}

#[test]
fn holes_are_where_the_template_has_them() {
    let page = Mounted::new(|| {
        view! {
            <div>
                <h1>"Title"</h1> {1} <p><br/><br/><br/><br/> {2}</p> "text" <a title=3><i>{4}</i></a>
            </div>
        }
    });
    assert_eq!(
        page.html(),
        "<div><h1>Title</h1>1<p><br><br><br><br>2</p>text<a title=\"3\"><i>4</i></a></div>"
    );
}

#[test]
fn text_attributes_classes_and_properties_follow_their_signals() {
    let count = RwSignal::new(0);
    let page = Mounted::new(move || {
        view! {
            <p title=count class="a" class:zero=move || count.get() == 0 style:width=move || format!("{}px", count.get())>{count}</p>
            <input prop:value=count/>
        }
    });
    assert_eq!(
        page.html(),
        "<p class=\"a zero\" style=\"width:0px\" title=\"0\">0</p><input value=\"0\">"
    );
    count.set(1);
    assert_eq!(
        page.html(),
        "<p class=\"a\" style=\"width:1px\" title=\"1\">1</p><input value=\"1\">"
    );
}

#[test]
fn a_keyed_row_keeps_its_state_when_it_moves() {
    let rows = RwSignal::new(vec!["a", "b"]);
    let made = Rc::new(Cell::new(0));
    let counted = Rc::clone(&made);
    let page = Mounted::new(move || {
        view! {
            <For each=move || rows.get() key=|row| *row let:row>
                {counted.set(counted.get() + 1)}
                <button>{row}</button>
            </For>
        }
    });
    rows.set(vec!["c", "b", "a"]);
    assert_eq!(page.text(), "c b a");
    assert_eq!(made.get(), 3);
    rows.set(vec!["b"]);
    assert_eq!(page.html(), "<button>b</button>");
}

#[test]
fn the_owner_of_a_removed_row_ends() {
    let rows = RwSignal::new(vec![1]);
    let ended = Rc::new(Cell::new(0));
    let end = Rc::clone(&ended);
    let page = Mounted::new(move || {
        view! {
            <For each=move || rows.get() key=|row| *row let:row>
                {
                    let end = send_wrapper::SendWrapper::new(Rc::clone(&end));
                    on_cleanup(move || end.set(end.get() + row));
                    row
                }
            </For>
        }
    });
    rows.set(vec![2]);
    assert_eq!((page.text().as_str(), ended.get()), ("2", 1));
    drop(page);
    assert_eq!(ended.get(), 3);
}

#[test]
fn followers_run_after_the_view_and_after_each_change() {
    let (count, log) = (RwSignal::new(1), Rc::new(RefCell::new(Vec::new())));
    let (first, second) = (Rc::clone(&log), Rc::clone(&log));
    let page = Mounted::new(move || {
        follow_later(move || second.borrow_mut().push(format!("later {}", count.get())));
        follow(move || first.borrow_mut().push(format!("now {}", count.get())));
        View::default()
    });
    count.set(2);
    page.settle();
    assert_eq!(*log.borrow(), ["now 1", "later 1", "now 2", "later 2"]);
}

#[test]
fn a_click_bubbles_and_a_disabled_button_has_none() {
    let (clicks, is_disabled) = (RwSignal::new(0), RwSignal::new(false));
    let page = Mounted::new(move || {
        let count = move |_| clicks.update(|clicks| *clicks += 1);
        view! { <div on:click=count><button disabled=is_disabled on:click=count>"Press"</button></div> }
    });
    page.role("button", "Press").click();
    assert_eq!(clicks.get_untracked(), 2);
    is_disabled.set(true);
    page.role("button", "Press").click();
    assert_eq!(clicks.get_untracked(), 2);
}

#[test]
fn a_field_has_what_was_typed() {
    let typed = RwSignal::new(String::new());
    let page = Mounted::new(move || {
        view! {
            <input
                data-testid="field" on:input=move |event| typed.set(event_target_value(&event))
                on:change=move |event| set_event_target_value(&event, "left")
            />
        }
    });
    page.get("field").type_text("abc");
    assert_eq!(typed.get_untracked(), "abc");
    page.get("field").leave();
    assert_eq!(page.get("field").value(), "left");
}

#[test]
fn a_checkbox_is_checked() {
    let is_checked = RwSignal::new(false);
    let page = Mounted::new(move || {
        view! {
            <input
                type="checkbox" aria-label="Buy" prop:checked=is_checked
                on:change=move |event| is_checked.set(event_target_checked(&event))
            />
        }
    });
    page.role("checkbox", "Buy").check(true);
    assert!(is_checked.get_untracked() && page.role("checkbox", "Buy").is("checked"));
}

#[test]
fn a_submit_button_sends_its_form_with_the_field_of_a_reference() {
    let sent = RwSignal::new(String::new());
    let page = Mounted::new(move || {
        let field = FieldRef::new();
        view! {
            <form on:submit=move |event| {
                prevent_default(&event);
                sent.set(field.value());
                field.set_value("");
                field.focus();
            }>
                <input data-testid="field" node_ref=field/>
                <button>"Send"</button>
            </form>
        }
    });
    page.get("field").type_text("hello");
    page.role("button", "Send").click();
    assert_eq!(sent.get_untracked(), "hello");
    assert_eq!(page.get("field").value(), "");
    assert!(page.focused() == page.find("field"));
    assert!(
        !page.roles("form")[0].send("submit"),
        "the form was sent by the browser, too"
    );
}

#[test]
fn keys_reach_the_handler_of_the_focused_element() {
    let key = RwSignal::new(None);
    let page =
        Mounted::new(move || view! { <input data-testid="field" on:keydown=move |event| key.set(event_key(&event))/> });
    page.get("field").press_key("ArrowUp");
    assert_eq!(key.get_untracked().as_deref(), Some("ArrowUp"));
}

#[test]
fn the_focus_moves_with_the_next_frame_and_is_lost_with_its_element() {
    let is_shown = RwSignal::new(true);
    let page = Mounted::new(move || {
        let press = move |_| {
            request_animation_frame(|| assert!(focus_by_id("title")));
            request_animation_frame(|| assert!(!focus_by_id("missing")));
        };
        view! { <Show when=move || is_shown.get()><h1 id="title" tabindex="-1">"Title"</h1></Show><button on:click=press>"Go"</button> }
    });
    page.role("button", "Go").click();
    assert_eq!(page.focused().map(|it| it.text()).as_deref(), Some("Title"));
    is_shown.set(false);
    assert!(page.focused().is_none());
}

#[test]
fn timers_run_when_their_time_has_come() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let (once, often, never) = (Rc::clone(&log), Rc::clone(&log), Rc::clone(&log));
    let page = Mounted::new(move || {
        let _ = set_timeout_with_handle(move || once.borrow_mut().push("once"), Duration::from_secs(3));
        let _ = set_interval_with_handle(move || often.borrow_mut().push("often"), Duration::from_secs(2));
        if let Ok(timer) = set_timeout_with_handle(move || never.borrow_mut().push("never"), Duration::from_secs(1)) {
            timer.clear();
        }
        View::default()
    });
    page.advance(Duration::from_secs(1));
    assert!(log.borrow().is_empty());
    page.advance(Duration::from_secs(3));
    assert_eq!(*log.borrow(), ["often", "once", "often"]);
}

#[test]
fn futures_run_when_the_page_is_read() {
    let state = RwSignal::new("waiting");
    let page = Mounted::new(move || {
        spawn_local(async move { state.set("done") });
        view! { {state} }
    });
    assert_eq!(page.text(), "done");
}

#[test]
fn a_future_that_waits_for_more_has_changed_the_page() {
    let (state, is_answered) = (RwSignal::new("waiting"), Rc::new(Cell::new(false)));
    let asked = Rc::clone(&is_answered);
    let page = Mounted::new(move || {
        spawn_local(async move {
            poll_fn(move |_| if asked.get() { Poll::Ready(()) } else { Poll::Pending }).await;
            state.set("first answer");
            pending::<()>().await;
        });
        view! { {state} }
    });
    is_answered.set(true);
    assert_eq!(page.text(), "first answer");
}

#[test]
fn hidden_text_is_not_read_and_a_reload_is_counted() {
    let page = Mounted::new(|| {
        view! { <p>"shown"</p> <p hidden data-testid="hidden"><b>"hidden"</b></p> <button on:click=|_| reload()>"Again"</button> }
    });
    assert_eq!(page.text(), "shown Again");
    assert!(page.get("hidden").is_hidden());
    page.role("button", "Again").click();
    assert_eq!(page.reloads(), 1);
}

#[test]
fn a_removed_element_hears_nothing() {
    let (is_shown, clicks) = (RwSignal::new(true), RwSignal::new(0));
    let page = Mounted::new(move || {
        switch(
            move || is_shown.get(),
            move |is_shown| match is_shown {
                true => view! { <button on:click=move |_| clicks.set(1)>"Press"</button> },
                false => View::default(),
            },
        )
    });
    let button = page.role("button", "Press");
    is_shown.set(false);
    button.click();
    assert_eq!(clicks.get_untracked(), 0);
}

#[test]
fn a_missing_element_is_reported_with_the_page() {
    let report = std::panic::catch_unwind(|| Mounted::new(|| view! { <p>"only this"</p> }).get("other").text());
    let report = report.unwrap_err().downcast::<String>().unwrap();
    assert!(
        report.contains("data-testid=\"other\"") && report.contains("only this"),
        "{report}"
    );
}
