//! Fields: attributes and properties of what users type and choose.

use super::*;

pub(super) const VIEWS: &[Entry] = &[
    ("a field with a constant value", |_| {
        shown(view! { <input type="text" value="typed & <kept>"/> })
    }),
    ("a checked box", |_| {
        shown(view! { <p><input type="checkbox" checked/><input type="checkbox" checked=false/></p> })
    }),
    ("a field whose attribute follows a signal", |s| {
        shown(view! { <input value=s.text placeholder=s.text/> })
    }),
    ("a field whose value follows a signal", |s| {
        shown(view! { <input prop:value=s.text on:input=move |event| s.text.set(event_target_value(&event))/> })
    }),
    ("a box that follows a signal", |s| {
        shown(view! { <label><input type="checkbox" prop:checked=move || s.is_on.get()/>{s.text}</label> })
    }),
    ("radio buttons", |s| {
        shown(view! {
            <form>
                <input type="radio" name="size" prop:checked=move || s.is_on.get()/>
                <input type="radio" name="size" prop:checked=move || !s.is_on.get()/>
            </form>
        })
    }),
    ("a property without an attribute", |s| {
        shown(view! { <input type="checkbox" prop:indeterminate=move || s.is_on.get()/> })
    }),
    ("a text area with a constant text", |_| {
        shown(view! { <textarea rows="2">"a < b & c"</textarea> })
    }),
    ("a text area with a variable text", |s| {
        let text = s.text.get_untracked();
        shown(view! { <textarea>{text}</textarea> })
    }),
    ("a text area whose value follows a signal", |s| {
        shown(view! { <textarea prop:value=s.text></textarea> })
    }),
    ("a menu with a chosen option", |_| {
        shown(view! {
            <select name="sort">
                <option value="a">"A"</option>
                <optgroup label="others"><option value="b" selected>"B & b"</option></optgroup>
            </select>
        })
    }),
    ("a menu whose options follow a signal", |s| {
        shown(view! {
            <select>
                <option value="a" selected=move || !s.is_on.get()>{s.text}</option>
                <option value="b" selected=s.is_on disabled=move || !s.is_on.get()>"B"</option>
            </select>
        })
    }),
    ("a menu whose value follows a signal", |s| {
        shown(view! {
            <select prop:value=move || if s.is_on.get() { "b" } else { "a" }>
                <option value="a">"A"</option>
                <option value="b">"B"</option>
            </select>
        })
    }),
    ("a list of suggestions", |_| {
        shown(view! { <p><input list="names"/><datalist id="names"><option value="Ada"></option></datalist></p> })
    }),
];
