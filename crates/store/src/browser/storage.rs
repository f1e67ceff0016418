//! localStorage and sessionStorage through gloo-storage, whose own functions panic if the browser denies storage, and link `serde_json`.
//!
//! Here a denied or full storage is an error. Stored texts are untrusted: their length is limited, and they are parsed by the browser.
//! The base path of the site is part of each key, so that sites of one origin have different keys.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native;

use tarn_base_path::of_page;
use tarn_wire::Wire;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use super::json;
use crate::persistence::MAX_STORED_LENGTH;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use native::json;

/// The length of a text that is kept aside, in bytes.
const MAX_ASIDE_LENGTH: usize = 16_384;

/// The key under which the rejected value of `key` is kept aside.
#[must_use]
pub fn rejected(key: &str) -> String {
    format!("{key}.rejected")
}

/// A storage of the browser.
///
/// ```no_run
/// use tarn_store::browser::storage::Area;
///
/// Area::Session.write("app.draft", &"hello".to_owned())?;
/// let draft: Option<String> = Area::Session.take("app.draft")?;
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// localStorage, which all tabs of the site share.
    Local,
    /// sessionStorage, which belongs to this tab while it is open.
    Session,
}

impl Area {
    /// The storage object; `None` if the browser denies storage.
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    fn storage(self) -> Option<web_sys::Storage> {
        use gloo_storage::{LocalStorage, SessionStorage, Storage as _};

        let window = web_sys::window()?;
        // `raw` of gloo panics if storage is denied, so that is checked first.
        match self {
            Self::Local => window.local_storage().ok()?.map(|_| LocalStorage::raw()),
            Self::Session => window.session_storage().ok()?.map(|_| SessionStorage::raw()),
        }
    }

    /// Only native tests have storages. A server that renders has none: its visitors would share them.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn storage(self) -> Option<native::Storage> {
        cfg!(any(test, feature = "testing")).then_some(native::Storage(self))
    }

    /// The value under `key`.
    ///
    /// # Errors
    /// A sentence about the problem of the stored value.
    pub fn read<T: Wire>(self, key: &str) -> Result<Option<T>, String> {
        let wrong = |what: &str| format!("the stored value of \"{key}\" is not used: {what}");
        match self.read_encoded(key) {
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => tarn_wire::from_slice(&bytes)
                .map(Some)
                .map_err(|error| wrong(&error.to_string())),
            Err(what) => Err(wrong(what)),
        }
    }

    /// The wire form of the JSON under `key`.
    ///
    /// # Errors
    /// A short text: the value is too large, or not JSON.
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

    /// Reads and removes the value under `key`.
    ///
    /// # Errors
    /// As [`Area::read`]; the value is removed in any case.
    pub fn take<T: Wire>(self, key: &str) -> Result<Option<T>, String> {
        let value = self.read(key);
        self.remove(key);
        value
    }

    /// Stores a value.
    ///
    /// # Errors
    /// The browser denies storage or has no space.
    pub fn write<T: Wire>(self, key: &str, value: &T) -> Result<(), String> {
        self.write_encoded(key, &tarn_wire::to_vec(value))
    }

    /// Stores the encoded value as JSON.
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

    /// Copies the value under `key` to [`rejected`]`(key)`: its beginning, if it is long.
    pub fn copy_aside(self, key: &str) {
        let text = self.text(key).unwrap_or_default();
        let end = text.floor_char_boundary(MAX_ASIDE_LENGTH);
        // Without space the copy is lost: the readable part is in use.
        let _ = self.put(&rejected(key), text.get(..end).unwrap_or_default());
    }

    /// Moves the value under `key` to [`rejected`]`(key)` for a later inspection: its beginning, if it is long. It replaces an earlier copy.
    pub fn set_aside(self, key: &str) {
        self.copy_aside(key);
        self.remove(key);
    }

    /// Removes the values under all keys for which `is_meant` is true.
    pub fn remove_where(self, is_meant: fn(&str) -> bool) {
        let Some(storage) = self.storage() else { return };
        let count = storage.length().unwrap_or_default();
        // All keys are read first: a removal changes the indexes.
        let keys: Vec<String> = (0..count)
            .filter_map(|index| storage.key(index).ok().flatten())
            .collect();
        let scope = of_page().scope("");
        let is_meant = |key: &&String| key.strip_prefix(&scope).is_some_and(is_meant);
        for key in keys.iter().filter(is_meant) {
            let _ = storage.remove_item(key);
        }
    }

    /// Removes the value under `key`.
    pub fn remove(self, key: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(&of_page().scope(key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Area;

    #[test]
    fn a_native_test_has_storages_in_memory() {
        assert_eq!(Area::Session.read::<u32>("count"), Ok(None));
        assert_eq!(Area::Session.write("count", &3_u32), Ok(()));
        assert_eq!(Area::Local.read::<u32>("count"), Ok(None));
        assert_eq!(Area::Session.read("count"), Ok(Some(3_u32)));
        assert!(Area::Session.read::<String>("count").is_err());
        Area::Session.set_aside("count");
        assert_eq!(Area::Session.read("count.rejected"), Ok(Some(3_u32)));
        Area::Session.remove_where(|key| key.starts_with("count"));
        assert_eq!(Area::Session.take::<u32>("count.rejected"), Ok(None));
    }
}
