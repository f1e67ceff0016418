//! localStorage and sessionStorage as JSON. What is read is bounded and parsed before anybody believes it.
//!
//! Keys are the shop's own: where it is served below a base path, another shop of the same origin has other keys.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use tarn_base_path::of_page;
use tarn_wire::Wire;
use web_sys::Storage;

use super::json;
use crate::persistence::MAX_STORED_LENGTH;

/// How much of a text is kept aside, in bytes.
const MAX_ASIDE_LENGTH: usize = 16_384;

/// The key under which the rejected value of `key` is kept aside.
#[must_use]
pub fn rejected(key: &str) -> String {
    format!("{key}.rejected")
}

/// Which storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Kept, and seen by every tab of the shop.
    Local,
    /// Of this tab, for as long as it is open.
    Session,
}

impl Area {
    /// The browser's object; `None` where the browser denies storage.
    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        // gloo's `raw` panics where storage is denied, so that is asked first.
        match self {
            Self::Local => window.local_storage().ok()?.map(|_| LocalStorage::raw()),
            Self::Session => window.session_storage().ok()?.map(|_| SessionStorage::raw()),
        }
    }

    /// The value under `key`.
    ///
    /// # Errors
    /// A sentence that says what is wrong with what is stored there.
    pub fn read<T: Wire>(self, key: &str) -> Result<Option<T>, String> {
        let wrong = |what: &str| format!("what is stored as \"{key}\" is not used: {what}");
        match self.read_encoded(key) {
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => tarn_wire::from_slice(&bytes)
                .map(Some)
                .map_err(|error| wrong(&error.to_string())),
            Err(what) => Err(wrong(what)),
        }
    }

    /// What is stored under `key`, in the wire form of its JSON.
    ///
    /// # Errors
    /// A few words: too large, or not JSON.
    pub fn read_encoded(self, key: &str) -> Result<Option<Vec<u8>>, &'static str> {
        match self.text(key) {
            None => Ok(None),
            Some(text) if text.len() > MAX_STORED_LENGTH as usize => Err("it is too large"),
            Some(text) => json::parse(&text).map(Some).ok_or("it is not JSON"),
        }
    }

    fn text(self, key: &str) -> Option<String> {
        self.storage()?.get_item(&of_page().scope(key)).ok()?
    }

    /// Reads and removes.
    ///
    /// # Errors
    /// As [`Area::read`]; removed all the same.
    pub fn take<T: Wire>(self, key: &str) -> Result<Option<T>, String> {
        let value = self.read(key);
        self.remove(key);
        value
    }

    /// Stores a value.
    ///
    /// # Errors
    /// When the browser denies storage or has no room.
    pub fn write<T: Wire>(self, key: &str, value: &T) -> Result<(), String> {
        self.write_encoded(key, &tarn_wire::to_vec(value))
    }

    /// Stores what these bytes hold, as JSON.
    ///
    /// # Errors
    /// As [`Area::write`].
    pub fn write_encoded(self, key: &str, bytes: &[u8]) -> Result<(), String> {
        let written = self.put(key, &json::stringify(bytes));
        written.ok_or_else(|| format!("\"{key}\" cannot be stored: the browser denies storage, or it is full"))
    }

    fn put(self, key: &str, text: &str) -> Option<()> {
        self.storage()?.set_item(&of_page().scope(key), text).ok()
    }

    /// [`Area::set_aside`] for what stays where it is, too.
    pub fn copy_aside(self, key: &str) {
        let text = self.text(key).unwrap_or_default();
        let end = text.floor_char_boundary(MAX_ASIDE_LENGTH);
        // Without room for it, it is lost: what can be read of it is in use.
        let _ = self.put(&rejected(key), text.get(..end).unwrap_or_default());
    }

    /// Moves what is stored under `key` aside to [`rejected`]`(key)`, so that whoever looks for it finds it: its beginning, if
    /// it is long. What was aside before is gone.
    pub fn set_aside(self, key: &str) {
        self.copy_aside(key);
        self.remove(key);
    }

    /// Removes what is stored under each key of which `is_meant` says so.
    pub fn remove_where(self, is_meant: fn(&str) -> bool) {
        let Some(storage) = self.storage() else { return };
        let count = storage.length().unwrap_or_default();
        // All keys first: removing one moves the others.
        let keys: Vec<String> = (0..count)
            .filter_map(|index| storage.key(index).ok().flatten())
            .collect();
        let scope = of_page().scope("");
        let is_meant = |key: &&String| key.strip_prefix(&scope).is_some_and(is_meant);
        for key in keys.iter().filter(is_meant) {
            let _ = storage.remove_item(key);
        }
    }

    /// Removes what is stored under `key`.
    pub fn remove(self, key: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(&of_page().scope(key));
        }
    }
}
