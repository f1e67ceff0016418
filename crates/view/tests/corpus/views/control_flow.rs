//! `<Show>` and `<For>`.

use super::*;

pub(super) const VIEWS: &[Entry] = &[
    ("a condition", |s| {
        shown(view! { <div><Show when=move || s.is_on.get()><b>{s.text}</b></Show></div> })
    }),
    ("a condition with a fallback", |s| {
        shown(view! {
            <div>
                "a"
                <Show when=move || s.is_on.get() fallback=move || view! { <i>{s.number}</i> "!" }><b>"on"</b> " text"</Show>
                "b"
            </div>
        })
    }),
    ("a condition as the root", |s| {
        shown(view! { <Show when=move || { s.number.get() > 0 } fallback=|| "none"><p>{s.number}</p></Show> })
    }),
    ("conditions in conditions", |s| {
        shown(view! {
            <p>
                <Show when=move || { s.number.get() > 0 } fallback=|| view! { <b>"none"</b> }>
                    <Show when=move || s.is_on.get() fallback=move || s.text.get()><i>{s.number}</i></Show>
                </Show>
            </p>
        })
    }),
    ("a list with keys", |s| {
        shown(view! { <ul><For each=move || s.rows.get() key=|row| *row let:row><li>{row}</li></For></ul> })
    }),
    ("a list whose rows are a pattern", |s| {
        let numbered = move || s.rows.get().into_iter().map(|row| (row, row.len())).collect::<Vec<_>>();
        shown(
            view! { <ul><For each=numbered key=|(row, _)| *row let((row, length))><li title=row>{length}</li></For></ul> },
        )
    }),
    ("a list with siblings", |s| {
        shown(view! {
            <div><h2>"Rows"</h2><For each=move || s.rows.get() key=|row| *row let:row><p>{row}</p></For>"end" {s.number}</div>
        })
    }),
    ("two lists side by side", |s| {
        shown(view! {
            <p>
                <For each=move || s.rows.get() key=|row| *row let:row><b>{row}</b></For>
                <For each=move || s.rows.get() key=|row| *row let:row><i>{row}</i></For>
            </p>
        })
    }),
    ("rows with several roots", |s| {
        shown(
            view! { <dl><For each=move || s.rows.get() key=|row| *row let:row><dt>{row}</dt><dd>{s.number}</dd></For></dl> },
        )
    }),
    ("rows of texts", |s| {
        shown(view! { <p><For each=move || s.rows.get() key=|row| *row let:row>{row} ", "</For></p> })
    }),
    ("rows that follow signals", |s| {
        shown(view! {
            <ul>
                <For each=move || s.rows.get() key=|row| *row let:row>
                    <li class:on=s.is_on title=s.text>{row} <Show when=move || s.is_on.get()><b>{s.number}</b></Show></li>
                </For>
            </ul>
        })
    }),
    ("rows of a table", |s| {
        shown(view! {
            <table><tbody><For each=move || s.rows.get() key=|row| *row let:row><tr><td>{row}</td><td>{s.number}</td></tr></For></tbody></table>
        })
    }),
    ("options of a menu", |s| {
        shown(
            view! { <select><For each=move || s.rows.get() key=|row| *row let:row><option value=row>{row}</option></For></select> },
        )
    }),
    ("lists in lists", |s| {
        shown(view! {
            <ul>
                <For each=move || s.rows.get() key=|row| *row let:outer>
                    <li>{outer}<ol><For each=move || s.rows.get() key=|row| *row let:inner><li>{outer} {inner}</li></For></ol></li>
                </For>
            </ul>
        })
    }),
    ("a list under a condition", |s| {
        shown(view! {
            <Show when=move || !s.rows.read().is_empty() fallback=|| view! { <p>"no rows"</p> }>
                <ul><For each=move || s.rows.get() key=|row| *row let:row><li>{row}</li></For></ul>
            </Show>
        })
    }),
];
