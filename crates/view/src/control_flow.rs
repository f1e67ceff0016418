//! `<Show>` and `<For>`, with the props of Leptos' components of these names.

use std::hash::Hash;

use leptos::prelude::*;

use crate::children::{ChildrenFn, ViewFn};
use crate::content::IntoContent;
use crate::each;
use crate::view::{Content, View};

/// Shows its children while `when` is true, otherwise the `fallback`. What is shown stays until the condition changes.
///
/// ```
/// use leptos::prelude::*;
/// use tarn_view::{Show, view};
///
/// # Owner::new().with(|| {
/// let is_open = RwSignal::new(false);
/// let door = || view! { <Show when=move || is_open.get() fallback=|| view! { <i>"closed"</i> }><b>"open"</b></Show> };
/// assert_eq!(tarn_view::to_html(door()), "<i>closed</i>");
/// is_open.set(true);
/// assert_eq!(tarn_view::to_html(door()), "<b>open</b>");
/// # });
/// ```
#[component]
pub fn Show<W>(
    /// Whether the children are shown.
    when: W,
    /// What is shown otherwise; nothing by default.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView
where
    W: Fn() -> bool + 'static,
{
    show(Box::new(when), fallback, children)
}

/// [`Show`], compiled once for all conditions.
fn show(when: Box<dyn Fn() -> bool>, fallback: ViewFn, children: ChildrenFn) -> View {
    switch(when, move |is_shown| if is_shown { children() } else { fallback.run() })
}

/// The view of a value, made anew when the value changes: a `Memo` of the value, and a closure that shows it, without the code of a `Memo`
/// for each type.
///
/// ```
/// use leptos::prelude::*;
/// use tarn_view::{switch, view};
///
/// # Owner::new().with(|| {
/// let count = RwSignal::new(3);
/// let parity = || view! {
///     <p>{switch(move || count.get() % 2 == 0, |is_even| if is_even { view! { <b>"even"</b> } } else { view! { <i>"odd"</i> } })}</p>
/// };
/// assert_eq!(tarn_view::to_html(parity()), "<p><i>odd</i></p>");
/// # });
/// ```
pub fn switch<T: Clone + PartialEq + 'static>(
    value: impl Fn() -> T + 'static,
    make: impl Fn(T) -> View + 'static,
) -> View {
    View::new(Content::Each(each::only(value, make)))
}

/// One view for each item, which moves with the item's key and lives as long as the key is in the list.
///
/// ```
/// use leptos::prelude::*;
/// use tarn_view::{For, view};
///
/// # Owner::new().with(|| {
/// let names = RwSignal::new(vec!["Ada", "Grace"]);
/// let list = view! { <ul><For each=move || names.get() key=|name| *name let:name><li>{name}</li></For></ul> };
/// assert_eq!(tarn_view::to_html(list), "<ul><li>Ada</li><li>Grace</li></ul>");
/// # });
/// ```
#[component]
pub fn For<IF, I, T, EF, N, KF, K>(
    /// The items.
    each: IF,
    /// The key of an item, which is unique in the list.
    key: KF,
    /// The view of an item.
    children: EF,
) -> impl IntoView
where
    IF: Fn() -> I + 'static,
    I: IntoIterator<Item = T>,
    T: 'static,
    EF: Fn(T) -> N + 'static,
    N: IntoContent,
    KF: Fn(&T) -> K + 'static,
    K: Eq + Hash + 'static,
{
    let row = move |item| children(item).into_content();
    View::new(Content::Each(each::rows(each, key, row)))
}
