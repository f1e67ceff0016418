//! Attributes other than lists and fields.

use std::borrow::Cow;

use super::*;

pub(super) const VIEWS: &[Entry] = &[
    ("constant attributes", |_| {
        shown(view! { <a id="x" href="/cart" title="Cart" data-part="link" lang="en" tabindex="3">"Cart"</a> })
    }),
    ("characters that attributes escape", |_| {
        shown(view! { <p title="\"x\" & <y> 'z' &amp;"></p> })
    }),
    ("an empty attribute", |_| shown(view! { <img alt="" src="data:,"/> })),
    ("attributes without a value", |_| {
        shown(view! { <div><input required disabled/><p hidden>"x"</p></div> })
    }),
    ("attributes that are true or false", |_| {
        shown(view! { <div><button disabled=true>"a"</button><button disabled=false>"b"</button></div> })
    }),
    ("attributes of numbers", |_| {
        shown(view! { <ol start=2><li value=3 tabindex=-1>{4}</li></ol> })
    }),
    ("attributes of all types of texts", |_| {
        let (owned, shared, cow) = (
            "a & b".to_owned(),
            std::sync::Arc::<str>::from("shared"),
            Cow::Borrowed("cow"),
        );
        shown(view! { <p id=owned title=shared lang=cow data-letter="l"></p> })
    }),
    ("attributes of options", |_| {
        let (some, none) = (Some("some".to_owned()), None::<String>);
        shown(view! { <p title=some lang=none></p> })
    }),
    ("attributes of truths", |_| {
        let (yes, no) = (true, false);
        shown(view! { <div><p hidden=yes></p><p hidden=no></p></div> })
    }),
    ("attributes that follow signals", |s| {
        shown(view! { <p title=s.text tabindex=s.number hidden=s.is_on lang=s.maybe></p> })
    }),
    ("attributes that follow closures", |s| {
        shown(view! {
            <p
                title=move || format!("<{}>", s.text.get()) tabindex=move || s.number.get() hidden=move || !s.is_on.get()
                lang=move || s.maybe.get()
            ></p>
        })
    }),
    ("attributes that follow memos and derived signals", |s| {
        let memo = Memo::new(move |_| s.number.get() > 0);
        let derived = Signal::derive(move || s.text.get().to_uppercase());
        shown(view! { <p hidden=memo title=derived></p> })
    }),
    ("constant attributes among variable ones", |s| {
        shown(view! { <a id="a" href=s.text class="b" title="c" hidden=s.is_on data-x="d">"text"</a> })
    }),
    ("variable attributes at several depths", |s| {
        shown(view! {
            <div title=s.text><p lang="en"><b title=s.text>"x"</b></p><p title=s.maybe><i><u hidden=s.is_on>"y"</u></i></p></div>
        })
    }),
    ("attributes with dashes", |s| {
        shown(view! { <p data-product-id=s.text data-count=s.number aria-label=s.text aria-describedby="help"></p> })
    }),
    ("attributes with the names of keywords", |_| {
        shown(view! { <p><label for="x">"X"</label><input type="checkbox" id="x"/></p> })
    }),
    ("states of ARIA as texts", |s| {
        shown(view! { <p aria-busy="true" aria-live="polite" aria-pressed=move || s.is_on.get().to_string()></p> })
    }),
    ("states of ARIA as truths", |s| {
        shown(view! { <p aria-busy=s.is_on aria-hidden=true></p> })
    }),
    ("attributes of an SVG image", |s| {
        shown(view! {
            <svg viewBox="0 0 9 9" class:on=s.is_on><path d=move || format!("M0 0h{}", s.number.get())/><circle r=s.number/></svg>
        })
    }),
    ("attributes of a custom element", |s| {
        shown(view! { <my-element any=s.text other=s.maybe></my-element> })
    }),
    ("listeners and references", |_| {
        let button = NodeRef::<leptos::html::Button>::new();
        shown(
            view! { <button node_ref=button on:click=move |_| {} on:keydown=move |event| event.prevent_default()>"b"</button> },
        )
    }),
    ("trusted HTML", |_| {
        shown(view! { <div inner_html=html("<b>bold &amp; more</b>")></div> })
    }),
    ("trusted HTML that changes", |s| {
        shown(view! { <div><p inner_html=html(move || format!("<i>{}</i>", s.number.get()))></p></div> })
    }),
];
