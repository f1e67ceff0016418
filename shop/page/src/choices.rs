//! What the shopper chose of the page's surroundings, stored apart from the rest of the context.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use shared_store::{CONTEXT, Choices, Store, select_locale, select_theme};
use tarn_page::Persisted;

/// What of the context the shopper chose.
#[derive(Clone, Copy, Default)]
pub(crate) struct Chosen {
    pub(crate) theme: bool,
    pub(crate) locale: bool,
}

/// Remembers choices. Clones are the same.
#[derive(Clone)]
pub(crate) struct Choosing {
    persisted: Persisted,
    /// What the shopper has chosen and is not written yet.
    chosen: Rc<Cell<Chosen>>,
}

impl Choosing {
    /// Writes choices whenever the page writes.
    pub(crate) fn follow(store: &Store, persisted: &Persisted) -> Self {
        let choosing = Self {
            persisted: persisted.clone(),
            chosen: Rc::default(),
        };
        persisted.write_also({
            let (store, choosing) = (store.clone(), choosing.clone());
            move || choosing.write(&store)
        });
        choosing
    }

    /// The shopper's choices, stored.
    pub(crate) fn choices(&self) -> Choices {
        let choices = RefCell::default();
        self.persisted.read(CONTEXT.slice, &|state| {
            choices.replace(tarn_wire::from_slice(state).map_err(|error| error.to_string())?);
            Ok(true)
        });
        choices.take()
    }

    /// Whether the shopper chose the colours, and the system is not followed.
    pub(crate) fn has_chosen_theme(&self) -> bool {
        self.chosen.get().theme || self.choices().theme.is_some()
    }

    /// The shopper has chosen: what they chose is in the store.
    pub(crate) fn note_choice(&self, choice: Chosen) {
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
