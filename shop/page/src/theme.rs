//! The theme and the language: they follow the system until the shopper chooses, and then the stored choice.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use shared_store::store::{Applied, REPLACED, TAB_NAME};
use shared_store::{ContextAction, Store, Theme, select_theme};
use wasm_bindgen::prelude::*;
use web_sys::{Element, MediaQueryList};

use crate::Page;
use crate::choices::Chosen;
use crate::report::report;
use crate::session::dispatch_for_tabs;

/// Sets theme and locale from the stored choices, or else from the system, and shows the theme on the root element.
pub(crate) fn restore(page: &Page) {
    let (store, choice_storage) = (&page.store, &page.choice_storage);
    let (Some(window), Some(owner)) = (web_sys::window(), store.owner()) else {
        return;
    };
    let choices = choice_storage.choices();
    if let Some(locale) = choices.locale.or_else(tarn_capabilities::language) {
        report(store.dispatch(ContextAction::SetLocale { locale }));
    }
    let query = window.match_media("(prefers-color-scheme: dark)").ok().flatten();
    let theme = choices.theme.unwrap_or_else(|| system(query.as_ref()));
    report(store.dispatch(ContextAction::SetTheme { theme }));
    let root = Root::new(window.document().and_then(|document| document.document_element()));
    root.show(theme);
    let is_system = Rc::new(Cell::new(false));
    let follow = Rc::new({
        let (store, choice_storage, is_system) = (store.clone(), choice_storage.clone(), Rc::clone(&is_system));
        move |applied: &Applied| {
            let Ok(tagged) = tarn_wire::Tagged::parse(&applied.bytes) else {
                return;
            };
            let (_, name) = tagged.split();
            root.show(store.select(select_theme));
            // Another tab has stored its own choice itself.
            if !is_system.get() && *applied.from != *TAB_NAME {
                choice_storage.record_choice(Chosen {
                    theme: name == "setTheme",
                    locale: name == "setLocale",
                });
            }
        }
    });
    for pattern in ["context/*", REPLACED] {
        let follow = Rc::clone(&follow);
        owner.listen(pattern, move |applied| follow(applied)).forever();
    }
    if let Some(query) = query {
        let (store, choice_storage) = (store.clone(), choice_storage.clone());
        EventListener::new(&query.clone(), "change", move |_| {
            if !choice_storage.has_chosen_theme() {
                let theme = system(Some(&query));
                is_system.set(true);
                report(store.dispatch(ContextAction::SetTheme { theme }));
                is_system.set(false);
            }
        })
        .forget();
    }
}

/// Reads a choice that another tab may have stored meanwhile.
pub(crate) fn read_again(page: &Page) {
    let choices = page.choice_storage.choices();
    if let Some(theme) = choices.theme.filter(|theme| *theme != page.store.select(select_theme)) {
        report(dispatch_for_tabs(&page.store, &ContextAction::SetTheme { theme }));
    }
}

/// Switches to the opposite theme: a choice, which is stored.
pub fn toggle(store: &Store) {
    let theme = store.select(select_theme).toggled();
    report(store.dispatch(ContextAction::SetTheme { theme }));
}

fn system(query: Option<&MediaQueryList>) -> Theme {
    match query {
        Some(query) if query.matches() => Theme::Dark,
        _ => Theme::Light,
    }
}

/// The page's root element with the theme that it shows.
struct Root {
    element: Option<Element>,
    shown: Cell<Option<Theme>>,
    // JavaScript strings, kept: creating them took a fifth of the time of a switch.
    attribute: JsValue,
    light: JsValue,
    dark: JsValue,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Element)]
    type Themed;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Themed, attribute: &JsValue, value: &JsValue);
}

impl Root {
    fn new(element: Option<Element>) -> Self {
        Self {
            element,
            shown: Cell::new(None),
            attribute: "data-theme".into(),
            light: Theme::Light.name().into(),
            dark: Theme::Dark.name().into(),
        }
    }

    fn show(&self, theme: Theme) {
        if self.shown.replace(Some(theme)) != Some(theme)
            && let Some(element) = &self.element
        {
            let value = match theme {
                Theme::Light => &self.light,
                Theme::Dark => &self.dark,
            };
            element.unchecked_ref::<Themed>().set(&self.attribute, value);
        }
    }
}
