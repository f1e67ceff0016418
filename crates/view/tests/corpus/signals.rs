//! The signals that the views of the corpus follow.

use leptos::prelude::*;

/// The number of states: the first one, and one after each update.
pub const STATES: usize = 4;

/// Signals of a view.
#[derive(Clone, Copy)]
pub struct Signals {
    pub text: RwSignal<String>,
    pub number: RwSignal<u32>,
    pub is_on: RwSignal<bool>,
    pub maybe: RwSignal<Option<String>>,
    /// Keys of rows, each once.
    pub rows: RwSignal<Vec<&'static str>>,
}

impl Signals {
    /// New signals in the first state.
    pub fn new() -> Self {
        let signals = Self {
            text: RwSignal::default(),
            number: RwSignal::default(),
            is_on: RwSignal::default(),
            maybe: RwSignal::default(),
            rows: RwSignal::default(),
        };
        signals.set(0);
        signals
    }

    /// Sets all signals to this state. Only `maybe` and `rows` are ever empty.
    pub fn set(self, state: usize) {
        let (text, number, is_on, maybe, rows) = match state {
            0 => ("Ada & <b>Grace</b>", 1, true, Some("some"), vec!["a", "b", "c"]),
            // Rows move, come and go.
            1 => ("Edsger", 0, false, None, vec!["c", "d", "a"]),
            2 => ("\"quoted\" 'é' 漢 🛒", 42, false, Some("a; b:c"), vec![]),
            _ => ("Barbara", 4_000_000_000, true, Some("other"), vec!["e", "a"]),
        };
        self.text.set(text.to_owned());
        self.number.set(number);
        self.is_on.set(is_on);
        self.maybe.set(maybe.map(str::to_owned));
        self.rows.set(rows);
    }
}
