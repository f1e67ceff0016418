//! The envelope of a stored state.

use tarn_wire::{Raw, Wire};

/// Converts the state of one version into the next version.
pub type Migration = fn(&[u8]) -> Result<Vec<u8>, tarn_wire::Error>;

/// The stored form of a slice, with its history.
///
/// ```
/// use tarn_store::persistence::Form;
///
/// let form = Form { slice: "counter", migrations: &[] };
/// let stored = form.seal(tarn_wire::to_vec(&7_u32), 1_763_700_000_000.0);
/// assert_eq!(form.schema(), 1);
/// assert_eq!(form.open(&stored), Ok(tarn_wire::to_vec(&7_u32)));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// The slice.
    pub slice: &'a str,
    /// The first one converts version 1 into version 2, and so on. The current version is the number of migrations plus one.
    pub migrations: &'a [Migration],
}

/// A stored state: `{"schema":2,"savedAt":1763700000000,"state":{..}}`.
#[derive(Debug, Clone, PartialEq, Wire)]
pub(super) struct Envelope {
    /// The version of the state.
    pub schema: u32,
    /// The time of the write in ms since the epoch: see [`super::saved_at`]. An invalid time does not invalidate the state.
    pub saved_at: Option<Raw>,
    /// The state. In the oldest envelopes its fields stand beside `schema`.
    pub state: Option<Raw>,
}

impl Form<'_> {
    /// The current version.
    #[must_use]
    pub fn schema(&self) -> u32 {
        self.migrations.len() as u32 + 1
    }

    /// The envelope of this state.
    #[must_use]
    pub fn seal(&self, state: Vec<u8>, saved_at: f64) -> Vec<u8> {
        tarn_wire::to_vec(&Envelope {
            schema: self.schema(),
            saved_at: Some(Raw(tarn_wire::to_vec(&(saved_at as u64)))),
            state: Some(Raw(state)),
        })
    }

    /// The stored state in the current version. A state of a newer build is returned unchanged, because changes are additive.
    ///
    /// # Errors
    /// The bytes are no envelope, or a migration fails.
    pub fn open(&self, stored: &[u8]) -> Result<Vec<u8>, tarn_wire::Error> {
        let envelope: Envelope = tarn_wire::from_slice(stored)?;
        let mut state = envelope.state.map_or_else(|| stored.to_vec(), |state| state.0);
        if envelope.schema == 0 {
            return Err(tarn_wire::Error::new("0 is no version").at("schema"));
        }
        for migrate in self.migrations.iter().skip(envelope.schema as usize - 1) {
            state = migrate(&state)?;
        }
        Ok(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[track_caller]
    fn opened(form: Form<'_>, stored: &Value) -> Value {
        tarn_wire::from_slice(&form.open(&tarn_wire::to_vec(stored)).unwrap()).unwrap()
    }

    /// Version 1 had `ids`, version 2 calls them `products`, version 3 counts them.
    const WISHES: Form<'_> = Form {
        slice: "wishes",
        migrations: &[
            |state| {
                let state: Value = tarn_wire::from_slice(state)?;
                Ok(tarn_wire::to_vec(&json!({ "products": state["ids"] })))
            },
            |state| {
                let state: Value = tarn_wire::from_slice(state)?;
                let count = state["products"].as_array().map(Vec::len);
                let count = count.ok_or_else(|| tarn_wire::Error::new("expected an array").at("products"))?;
                Ok(tarn_wire::to_vec(
                    &json!({ "products": state["products"], "count": count }),
                ))
            },
        ],
    };

    #[test]
    fn a_sealed_state_is_opened() {
        let sealed = WISHES.seal(tarn_wire::to_vec(&json!({"products": [], "count": 0})), 12.0);
        let text: Value = tarn_wire::from_slice(&sealed).unwrap();
        assert_eq!(
            text,
            json!({"schema": 3, "savedAt": 12, "state": {"products": [], "count": 0}})
        );
        assert_eq!(opened(WISHES, &text), json!({"products": [], "count": 0}));
    }

    #[test]
    fn an_older_version_passes_all_later_migrations() {
        let now = json!({"products": ["a", "b"], "count": 2});
        assert_eq!(opened(WISHES, &json!({"schema": 1, "state": {"ids": ["a", "b"]}})), now);
        assert_eq!(
            opened(WISHES, &json!({"schema": 2, "state": {"products": ["a", "b"]}})),
            now
        );
        assert_eq!(opened(WISHES, &json!({"schema": 3, "state": now})), now);
    }

    #[test]
    fn a_state_beside_the_schema_belongs_to_the_first_version() {
        let now = json!({"products": ["a"], "count": 1});
        assert_eq!(opened(WISHES, &json!({"schema": 1, "ids": ["a"]})), now);
    }

    #[test]
    fn an_invalid_time_does_not_invalidate_the_state() {
        let now = json!({"products": ["a"], "count": 1});
        for time in [
            json!(-1),
            json!(1.5),
            json!("yesterday"),
            json!(1e300),
            json!(null),
            json!({}),
        ] {
            assert_eq!(
                opened(WISHES, &json!({"schema": 3, "savedAt": time, "state": now})),
                now
            );
        }
    }

    #[test]
    fn a_state_of_a_newer_build_is_opened_unchanged() {
        let newer = json!({"products": ["a"], "count": 1, "sizes": {"a": "M"}});
        assert_eq!(opened(WISHES, &json!({"schema": 4, "state": newer})), newer);
        assert_eq!(
            opened(WISHES, &json!({"schema": 4_000_000_000_u32, "state": newer})),
            newer
        );
    }

    #[test]
    fn a_malformed_envelope_is_an_error() {
        for (stored, field) in [
            (json!({"schema": 0, "state": {}}), "schema"),
            (json!({"schema": "3", "state": {}}), "schema"),
            (json!({"state": {}}), "schema"),
            (json!({"schema": 1, "state": {"ids": 7}}), "products"),
            (json!([]), ""),
            (json!("dark"), ""),
        ] {
            let error = WISHES.open(&tarn_wire::to_vec(&stored)).unwrap_err().to_string();
            assert!(error.contains(field), "{stored}: {error}");
        }
    }
}
