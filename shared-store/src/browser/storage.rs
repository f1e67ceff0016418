//! localStorage and sessionStorage as JSON. What is read is bounded and parsed before anybody believes it.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use web_sys::Storage;
use wire::Wire;

use crate::persistence::MAX_STORED_LENGTH;

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
        let Some(text) = self.storage().and_then(|storage| storage.get_item(key).ok().flatten()) else {
            return Ok(None);
        };
        let wrong = |what: &str| format!("what is stored as \"{key}\" is not used: {what}");
        if text.len() > MAX_STORED_LENGTH as usize {
            return Err(wrong("it is too large"));
        }
        let value = js_sys::JSON::parse(&text).map_err(|_| wrong("it is not JSON"))?;
        wire::js::from_js(&value)
            .and_then(|bytes| wire::from_slice(&bytes))
            .map(Some)
            .map_err(|error| wrong(&error.to_string()))
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
        let text = wire::js::to_js(&wire::to_vec(value))
            .ok()
            .and_then(|value| js_sys::JSON::stringify(&value).ok())
            .and_then(|text| text.as_string())
            .unwrap_or_default();
        self.storage()
            .and_then(|storage| storage.set_item(key, &text).ok())
            .ok_or_else(|| format!("\"{key}\" cannot be stored: the browser denies storage, or it is full"))
    }

    /// Removes what is stored under `key`.
    pub fn remove(self, key: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(key);
        }
    }
}
