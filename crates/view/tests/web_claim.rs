//! A view takes over the nodes that a server has sent.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use leptos::prelude::*;
use leptos::web_sys::{Document, Element, HtmlInputElement, window};
use tarn_view::{For, Show, TrustedHtml, View, claim, mismatches, view};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// An element of the page with this HTML.
fn sent(html: &str) -> Element {
    let slot = document().create_element("div").unwrap();
    slot.set_inner_html(html);
    document().body().unwrap().append_child(&slot).unwrap();
    slot
}

async fn settled() {
    let soon = js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
    JsFuture::from(soon.clone()).await.unwrap();
    JsFuture::from(soon).await.unwrap();
}

#[component]
fn Counter(count: RwSignal<i32>, names: RwSignal<Vec<&'static str>>) -> impl IntoView {
    view! {
        <section class="a" class:zero=move || count.get() == 0>
            <p>"Count: " {count} "!"</p>
            <button on:click=move |_| count.update(|count| *count += 1)>"More"</button>
            <Show when=move || { count.get() > 5 } fallback=|| view! { <i>"few"</i> }><b>"many"</b></Show>
            <ul><For each=move || names.get() key=|name| *name let:name><li>{name}</li></For></ul>
        </section>
    }
}

const COUNTER: &str = "<section class=\"a\"><p>Count: <!--[-->1<!--]-->!</p><button>More</button><!--[--><i>few</i><!--]--><ul><li>Ada</li><li>Grace</li></ul></section>";

fn counter() -> (RwSignal<i32>, RwSignal<Vec<&'static str>>, View) {
    let (count, names) = (RwSignal::new(1), RwSignal::new(vec!["Ada", "Grace"]));
    (count, names, view! { <Counter count names/> })
}

#[wasm_bindgen_test]
async fn the_very_nodes_are_kept_and_follow_their_signals() {
    let slot = sent(COUNTER);
    let nodes = |selector: &str| slot.query_selector(selector).unwrap().unwrap();
    let before: Vec<Element> = ["section", "p", "button", "i", "ul", "li:last-child"].map(nodes).into();
    let owner = Owner::new();
    let differences = mismatches();
    let (count, names, ()) = owner.with(|| {
        let (count, names, view) = counter();
        (count, names, claim(&slot, view))
    });
    assert_eq!(mismatches(), differences);
    assert_eq!(slot.inner_html(), COUNTER);
    let after: Vec<Element> = ["section", "p", "button", "i", "ul", "li:last-child"].map(nodes).into();
    assert_eq!(before, after);
    before[2].unchecked_ref::<leptos::web_sys::HtmlElement>().click();
    assert_eq!(count.get_untracked(), 2);
    names.set(vec!["Grace", "Ada", "Edsger"]);
    settled().await;
    assert_eq!(before[1].text_content().unwrap(), "Count: 2!");
    assert_eq!(nodes("ul").text_content().unwrap(), "GraceAdaEdsger");
    assert_eq!(nodes("li"), before[5]);
    count.set(9);
    settled().await;
    assert_eq!(
        slot.query_selector("b").unwrap().unwrap().text_content().unwrap(),
        "many"
    );
    assert!(slot.query_selector("i").unwrap().is_none());
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_difference_is_mended_where_it_is_and_counted() {
    for (html, differences) in [
        // The text of a signal may be that of a user, whom the server does not know.
        (COUNTER.replace("[-->1<", "[-->7<"), 0),
        (COUNTER.replace("<i>few</i>", "<b>few</b>"), 1),
        (COUNTER.replace("<li>Grace</li>", ""), 1),
        (COUNTER.replace("</ul>", "<li>Mallory</li></ul>"), 1),
        (COUNTER.replace("section", "div"), 1),
        // The constant part is that of another build, was changed by another script, or was cut off.
        (COUNTER.replace("More", "Less"), 1),
        (COUNTER.replace("<button>", "<hr><button>"), 1),
        (COUNTER.replace("1<!--]-->", "1"), 1),
        (String::new(), 1),
    ] {
        let slot = sent(&html);
        let owner = Owner::new();
        let before = mismatches();
        owner.with(|| claim(&slot, counter().2));
        assert_eq!(mismatches() - before, differences, "{html}");
        let text = slot.text_content().unwrap();
        assert_eq!(text, "Count: 1!MorefewAdaGrace", "{html}");
        owner.cleanup();
    }
}

#[wasm_bindgen_test]
fn a_difference_is_reported_with_component_and_position() {
    let slot = sent(&COUNTER.replace("<li>Grace</li>", "<li>Mallory</li>"));
    slot.set_id("slot");
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let seeing = std::rc::Rc::clone(&seen);
    let listener = wasm_bindgen::closure::Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).unwrap();
        let detail = get(&event, "detail");
        let part = |name| get(&detail, name).as_string().unwrap();
        seeing
            .borrow_mut()
            .push([part("component"), part("expected"), part("position")]);
    });
    slot.add_event_listener_with_callback("tarn:mismatch", listener.as_ref().unchecked_ref())
        .unwrap();
    let owner = Owner::new();
    owner.with(|| claim(&slot, counter().2));
    let position = "#slot > section:nth-child(1) > ul:nth-child(4) > li:nth-child(2)";
    assert_eq!(*seen.borrow(), [["Counter", "Grace", position].map(str::to_owned)]);
    owner.cleanup();
}

#[wasm_bindgen_test]
fn another_branch_with_the_same_element_is_not_taken_over() {
    let slot = sent("<p class=\"note\" title=\"none\">Nothing yet.</p>");
    let owner = Owner::new();
    let before = mismatches();
    owner.with(|| claim(&slot, view! { <p class="note" title="some">"Nothing yet."</p> }));
    assert_eq!(mismatches() - before, 1);
    // The lists `class` and `style` come last.
    assert_eq!(slot.inner_html(), "<p title=\"some\" class=\"note\">Nothing yet.</p>");
    owner.cleanup();
}

#[wasm_bindgen_test]
fn translated_constant_texts_are_taken_over() {
    let slot = sent(&COUNTER.replace("More", "<font><font>Mehr</font></font>"));
    let button = slot.query_selector("button").unwrap().unwrap();
    let owner = Owner::new();
    let before = mismatches();
    owner.with(|| claim(&slot, counter().2));
    assert_eq!(mismatches(), before);
    assert_eq!(slot.query_selector("button").unwrap(), Some(button));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn what_was_typed_before_is_kept_and_told() {
    let slot = sent("<form><input value=\"\"><input type=\"checkbox\"></form>");
    let fields: Vec<HtmlInputElement> = ["input", "[type]"]
        .map(|field| slot.query_selector(field).unwrap().unwrap().unchecked_into())
        .into();
    fields[0].set_value("typed");
    fields[0].focus().unwrap();
    fields[0].set_selection_range(1, 3).unwrap();
    fields[1].set_checked(true);
    let owner = Owner::new();
    let (name, is_agreed) = owner.with(|| {
        let (name, is_agreed) = (RwSignal::new(String::new()), RwSignal::new(false));
        let view = view! {
            <form>
                <input prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
                <input type="checkbox" prop:checked=is_agreed on:change=move |event| is_agreed.set(event_target_checked(&event))/>
            </form>
        };
        claim(&slot, view);
        (name, is_agreed)
    });
    settled().await;
    assert_eq!(
        (name.get_untracked(), is_agreed.get_untracked()),
        ("typed".to_owned(), true)
    );
    assert_eq!(fields[0].value(), "typed");
    assert_eq!(document().active_element().as_ref(), Some(fields[0].as_ref()));
    assert_eq!(fields[0].selection_start().unwrap(), Some(1));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn what_was_chosen_before_is_kept_and_told_by_the_chosen_field_only() {
    let slot = sent(
        "<form><input type=\"radio\" name=\"size\"><input type=\"radio\" name=\"size\" checked=\"\">\
         <select><option value=\"a\">A</option><option value=\"b\">B</option></select></form>",
    );
    let small: HtmlInputElement = slot.query_selector("input").unwrap().unwrap().unchecked_into();
    small.set_checked(true);
    let select = slot.query_selector("select").unwrap().unwrap();
    js_sys::Reflect::set(&select, &"value".into(), &"b".into()).unwrap();
    let owner = Owner::new();
    let before = mismatches();
    let (size, sort) = owner.with(|| {
        let (size, sort) = (RwSignal::new("medium"), RwSignal::new("a".to_owned()));
        let view = view! {
            <form>
                <input type="radio" name="size" prop:checked=move || { size.get() == "small" } on:change=move |_| size.set("small")/>
                <input type="radio" name="size" prop:checked=move || { size.get() == "medium" } on:change=move |_| size.set("medium")/>
                <select prop:value=sort on:change=move |event| sort.set(event_target_value(&event))>
                    <option value="a">"A"</option>
                    <option value="b">"B"</option>
                </select>
            </form>
        };
        claim(&slot, view);
        (size, sort)
    });
    settled().await;
    assert_eq!(mismatches(), before);
    assert_eq!((size.get_untracked(), sort.get_untracked()), ("small", "b".to_owned()));
    assert!(small.checked());
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn an_option_that_was_chosen_before_is_kept_and_told_once_by_its_list() {
    // `b` has a property that says so, the first option has none.
    for choice in ["b", ""] {
        let slot = sent(
            "<select><option value=\"\">All</option><option value=\"a\" selected=\"\">A</option>\
             <option value=\"b\">B</option></select>",
        );
        let select = slot.query_selector("select").unwrap().unwrap();
        js_sys::Reflect::set(&select, &"value".into(), &choice.into()).unwrap();
        let owner = Owner::new();
        let before = mismatches();
        let told = owner.with(|| {
            let (chosen, told) = (RwSignal::new("a".to_owned()), StoredValue::new(Vec::new()));
            let choose = move |value: String| {
                told.update_value(|told: &mut Vec<String>| told.push(value.clone()));
                chosen.set(value);
            };
            let view = view! {
                <select on:change=move |event| choose(event_target_value(&event))>
                    <option value="">"All"</option>
                    <option value="a" prop:selected=move || { chosen.get() == "a" }>"A"</option>
                    <option value="b" prop:selected=move || { chosen.get() == "b" }>"B"</option>
                </select>
            };
            claim(&slot, view);
            told
        });
        settled().await;
        assert_eq!((mismatches(), told.get_value()), (before, vec![choice.to_owned()]));
        let value = js_sys::Reflect::get(&select, &"value".into()).unwrap();
        assert_eq!(value.as_string().as_deref(), Some(choice));
        owner.cleanup();
    }
}

#[wasm_bindgen_test]
fn nodes_of_inner_html_are_kept() {
    let slot = sent("<div><b>bold &amp; more</b></div>");
    let bold = slot.query_selector("b").unwrap();
    let owner = Owner::new();
    owner.with(|| claim(&slot, view! { <div inner_html=TrustedHtml("<b>bold & more</b>")/> }));
    assert_eq!(slot.query_selector("b").unwrap(), bold);
    owner.cleanup();
}
