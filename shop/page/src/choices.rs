//! The shopper's explicit choices of the context, stored separately from its derived values.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use shared_store::{CONTEXT, Choices, Store, select_locale, select_theme};
use tarn_page::Persisted;

/// The chosen parts of the context.
#[derive(Clone, Copy, Default)]
pub(crate) struct Chosen {
    pub(crate) theme: bool,
    pub(crate) locale: bool,
}

/// Stores choices. Clones share their state.
#[derive(Clone)]
pub(crate) struct ChoiceStorage {
    persisted: Persisted,
    /// Choices that are not written yet.
    chosen: Rc<Cell<Chosen>>,
}

impl ChoiceStorage {
    /// Writes choices whenever the page writes.
    pub(crate) fn follow(store: &Store, persisted: &Persisted) -> Self {
        let choice_storage = Self {
            persisted: persisted.clone(),
            chosen: Rc::default(),
        };
        persisted.write_also({
            let (store, choice_storage) = (store.clone(), choice_storage.clone());
            move || choice_storage.write(&store)
        });
        choice_storage
    }

    /// The stored choices of the shopper.
    pub(crate) fn choices(&self) -> Choices {
        let choices = RefCell::default();
        self.persisted.read(CONTEXT.slice, &|state| {
            choices.replace(tarn_wire::from_slice(state).map_err(|error| error.to_string())?);
            Ok(true)
        });
        choices.take()
    }

    /// True if the shopper chose a theme; otherwise the theme follows the system.
    pub(crate) fn has_chosen_theme(&self) -> bool {
        self.chosen.get().theme || self.choices().theme.is_some()
    }

    /// Records a choice. Its value is in the store.
    pub(crate) fn record_choice(&self, choice: Chosen) {
        let before = self.chosen.get();
        self.chosen.set(Chosen {
            theme: before.theme || choice.theme,
            locale: before.locale || choice.locale,
        });
        self.persisted.write_soon();
    }

    fn write(&self, store: &Store) {
        let chosen = self.chosen.take();
        if !chosen.theme && !chosen.locale {
            return;
        }
        // Another tab may have written the other choice.
        let mut choices = self.choices();
        if chosen.theme {
            choices.theme = Some(store.select(select_theme));
        }
        if chosen.locale {
            choices.locale = Some(store.select(select_locale));
        }
        if !self.persisted.put(CONTEXT.slice, &tarn_wire::to_vec(&choices)) {
            self.chosen.set(chosen);
        }
    }
}
