//! Light or dark: follows the system until the shopper chooses, then remembers the choice.

use gloo_events::EventListener;
use shared_store::browser::storage::Area;
use shared_store::{ContextAction, Store, Theme, select_theme};
use web_sys::MediaQueryList;

use crate::session::report;

const THEME_KEY: &str = "shop.theme";

/// Sets theme and locale from what is remembered, or else from the system, and shows the theme on the page's root.
pub(crate) fn restore(store: &Store) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Some(locale) = window.navigator().language() {
        report(store.dispatch(ContextAction::SetLocale { locale }));
    }
    let query = window.match_media("(prefers-color-scheme: dark)").ok().flatten();
    let theme = remembered().unwrap_or_else(|| system(query.as_ref()));
    report(store.dispatch(ContextAction::SetTheme { theme }));
    show(theme);
    if let Some(owner) = store.owner() {
        let store = store.clone();
        owner
            .listen("*", move |_, _| show(store.select(select_theme)))
            .forever();
    }
    if let Some(query) = query {
        let store = store.clone();
        EventListener::new(&query.clone(), "change", move |_| {
            if remembered().is_none() {
                report(store.dispatch(ContextAction::SetTheme {
                    theme: system(Some(&query)),
                }));
            }
        })
        .forget();
    }
}

/// Switches to the other theme and remembers it.
pub fn toggle(store: &Store) {
    let theme = store.select(select_theme).toggled();
    report(store.dispatch(ContextAction::SetTheme { theme }));
    // Where storage is denied, the choice lasts as long as the page.
    let _ = Area::Local.write(THEME_KEY, &theme);
}

fn remembered() -> Option<Theme> {
    Area::Local.read(THEME_KEY).ok().flatten()
}

fn system(query: Option<&MediaQueryList>) -> Theme {
    match query {
        Some(query) if query.matches() => Theme::Dark,
        _ => Theme::Light,
    }
}

fn show(theme: Theme) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root
        && root.get_attribute("data-theme").as_deref() != Some(theme.name())
    {
        let _ = root.set_attribute("data-theme", theme.name());
    }
}
