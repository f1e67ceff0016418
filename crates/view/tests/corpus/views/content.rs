//! Variable content.

use leptos::either::Either;

use super::*;

pub(super) const VIEWS: &[Entry] = &[
    ("a variable text", |_| {
        let (owned, borrowed) = ("a < b & c".to_owned(), "\"d\"");
        shown(view! { <p>{owned} ": " <b>{borrowed}</b></p> })
    }),
    ("texts of all types", |_| {
        let (shared, cow) = (std::sync::Arc::<str>::from("shared"), std::borrow::Cow::Borrowed("cow"));
        shown(view! { <p>{shared} {cow} {'&'}</p> })
    }),
    ("whole numbers", |_| {
        shown(
            view! { <p>{1_u8} " " {-2_i32} " " {3_usize} " " {u64::MAX} " " {i64::MIN} " " {9_007_199_254_740_993_i64}</p> },
        )
    }),
    ("numbers with a fraction", |_| {
        shown(view! { <p>{1.5_f64} " " {2.0_f32} " " {1e21_f64} " " {f64::NAN}</p> })
    }),
    ("truths", |_| shown(view! { <p>{true} " " {false}</p> })),
    ("an empty text", |_| {
        let empty = String::new();
        shown(view! { <p>{empty}</p> })
    }),
    ("nothing in a block", |_| {
        let nothing = ();
        shown(view! { <p>"a" {nothing} "b"</p> })
    }),
    ("options", |_| {
        shown(view! { <p>{Some("some")} {None::<String>} {Some(view! { <b>"view"</b> })}</p> })
    }),
    ("lists of views and of texts", |_| {
        let rows: Vec<_> = ["a", "b"].into_iter().map(|row| view! { <li>{row}</li> }).collect();
        shown(view! { <div><ul>{rows}</ul>{vec!["c", "d"]} "e" {Vec::<String>::new()}</div> })
    }),
    ("an array", |_| shown(view! { <p>{["a", "b"]} {[1, 2, 3]}</p> })),
    ("a tuple of views", |_| {
        shown(view! { <p>{("a", view! { <b>"b"</b> }, 3)}</p> })
    }),
    ("one of two types", |s| {
        let either = |is_left: bool| match is_left {
            true => Either::Left(view! { <b>"left"</b> }),
            false => Either::Right("right"),
        };
        shown(view! { <p>{move || either(s.is_on.get())} " " {either(true)}</p> })
    }),
    ("fragments", |_| {
        shown(view! { <p><>"a" <b>"b"</b> <>{"c"} <i>"d"</i></></> "e"</p> })
    }),
    ("views in blocks", |_| {
        let inner = view! { <b>"inner"</b> " text" };
        shown(view! { <p>"a" {inner} {view! { <i>"direct"</i> }}</p> })
    }),
    ("signals", |s| {
        shown(view! { <p>{s.text} " and " {s.number} <b>{s.text}</b> {s.maybe}</p> })
    }),
    ("a signal without siblings", |s| {
        shown(view! { <p><b>{s.number}</b><i>{s.text}</i></p> })
    }),
    ("memos and derived signals", |s| {
        let memo = Memo::new(move |_| s.number.get() / 2);
        let derived = Signal::derive(move || s.text.get().to_uppercase());
        shown(view! { <p>{memo} ": " {derived}</p> })
    }),
    ("closures that return texts and numbers", |s| {
        shown(view! { <p>{move || s.text.get()} {move || s.number.get()} {move || format!("{}!", s.text.get())}</p> })
    }),
    ("a text that may be empty", |s| {
        shown(view! { <p>{move || s.maybe.get().unwrap_or_default()}</p> })
    }),
    ("a closure that returns a view", |s| {
        shown(view! { <div>{move || { let number = s.number.get(); view! { <b title=s.text>{number}</b> } }}</div> })
    }),
    ("a closure that may return a view", |s| {
        shown(view! { <div>"a" {move || s.is_on.get().then(|| view! { <b>{s.text}</b> })} "b"</div> })
    }),
    ("a closure with two branches", |s| {
        shown(view! {
            <div>{move || if s.is_on.get() { shown(view! { <b>"on"</b> }) } else { shown(view! { "off " <i>{s.number}</i> }) }}</div>
        })
    }),
    ("a closure that returns a list", |s| {
        shown(
            view! { <ul>{move || s.rows.get().into_iter().map(|row| view! { <li>{row}</li> }).collect::<Vec<_>>()}</ul> },
        )
    }),
    ("closures in closures", |s| {
        shown(
            view! { <div>{move || { s.is_on.track(); view! { <p>{move || { s.number.track(); s.text.get() }}</p> } }}</div> },
        )
    }),
    ("a closure as the root", |s| {
        shown(move || s.is_on.get().then(|| view! { <p>{s.text}</p> }))
    }),
    ("variable content at several depths", |s| {
        shown(view! {
            <section>
                {s.text}
                <ul><li>{s.number}</li><li>"constant " {s.text} " constant"</li></ul>
                <p><b><i>{s.maybe}</i></b> {s.number}</p>
                "end"
            </section>
        })
    }),
    ("content of tables and menus", |s| {
        shown(view! {
            <div>
                <table><tbody><tr><td>{s.text}</td><td>{s.number} " pieces"</td></tr></tbody></table>
                <pre>{s.text}</pre>
                <svg><text>{s.number} "%"</text></svg>
            </div>
        })
    }),
];
