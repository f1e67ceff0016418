//! Stored states of a newer build after a rollback: they are read as far as possible, and never lose data.
//!
//! Changes of a form are additive, so a newer form is read as the current one. A write of this build sets its own fields in the newer form
//! and keeps the others ([`Form::seal_over`]). Where this build cannot read all of a copy, it leaves that copy unchanged and stores its own
//! beside it ([`Stored::key_beside`](super::Stored::key_beside)); the newest readable copy is used.

use tarn_wire::{Map, Raw, Wire};

use super::Form;

/// The fields that all forms have.
#[derive(Wire)]
struct Head {
    #[wire(default)]
    schema: u32,
    #[wire(default)]
    saved_at: Option<Raw>,
}

/// The latest time of a browser's clock, in ms since the epoch (ECMAScript, section Time Values).
const LAST_MS: f64 = 8.64e15;

/// The time of the write of a stored copy in ms since the epoch; 0 if it is missing or out of range.
#[must_use]
pub fn saved_at(stored: &[u8]) -> f64 {
    let head = tarn_wire::from_slice(stored).ok();
    let said = head.and_then(|head: Head| tarn_wire::from_slice(&head.saved_at?.0).ok());
    said.filter(|ms| (0.0..LAST_MS).contains(ms)).unwrap_or_default()
}

impl Form<'_> {
    /// Whether a newer build wrote this copy.
    #[must_use]
    pub fn is_newer(&self, stored: &[u8]) -> bool {
        tarn_wire::from_slice(stored).is_ok_and(|head: Head| head.schema > self.schema())
    }

    /// The envelope of this state, merged into the copy `stored` of a newer build: fields that this build does not know stay unchanged.
    /// `identities` are the fields that identify list elements: see [`super::Stored`]. `None` if the two cannot be merged.
    #[must_use]
    pub fn seal_over(&self, state: &[u8], saved_at: f64, stored: &[u8], identities: &[&str]) -> Option<Vec<u8>> {
        let mut envelope: Map<Raw> = tarn_wire::from_slice(stored).ok()?;
        let merged = merge(state, &envelope.get("state")?.0, identities)?;
        envelope.insert("savedAt", Raw(tarn_wire::to_vec(&(saved_at as u64))));
        envelope.insert("state", Raw(merged));
        Some(tarn_wire::to_vec(&envelope))
    }
}

/// `ours` with the additional fields of `theirs`; `None` if a field has different kinds.
fn merge(ours: &[u8], theirs: &[u8], identities: &[&str]) -> Option<Vec<u8>> {
    const NULL: u8 = 0xf6;
    let kind = |value: &[u8]| match value.first() {
        // Integers and fractions are numbers, true and false booleans.
        Some(0xfb) => Some(0),
        Some(0xf4 | 0xf5) => Some(8),
        Some(&NULL) | None => None,
        Some(0x00..0x40) => Some(0),
        Some(first) => Some(first >> 5),
    };
    if let (Ok(mut ours), Ok(theirs)) = (fields(ours), fields(theirs)) {
        for (name, theirs) in theirs.iter() {
            let value = match ours.get(name) {
                Some(ours) => merge(&ours.0, &theirs.0, identities)?,
                None => theirs.0.clone(),
            };
            ours.insert(name, Raw(value));
        }
        return Some(tarn_wire::to_vec(&ours));
    }
    if let (Ok(mut ours), Ok(theirs)) = (list(ours), list(theirs)) {
        for ours in &mut ours {
            if let Some(theirs) = theirs.iter().find(|theirs| is_same(&ours.0, &theirs.0, identities)) {
                ours.0 = merge(&ours.0, &theirs.0, identities)?;
            }
        }
        return Some(tarn_wire::to_vec(&ours));
    }
    let is_one_kind = match (kind(ours), kind(theirs)) {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => true,
    };
    is_one_kind.then(|| ours.to_vec())
}

fn fields(value: &[u8]) -> Result<Map<Raw>, tarn_wire::Error> {
    tarn_wire::from_slice(value)
}

fn list(value: &[u8]) -> Result<Vec<Raw>, tarn_wire::Error> {
    tarn_wire::from_slice(value)
}

/// Whether two list elements have the same identity.
fn is_same(ours: &[u8], theirs: &[u8], identities: &[&str]) -> bool {
    let (Ok(ours), Ok(theirs)) = (fields(ours), fields(theirs)) else {
        return false;
    };
    let identity = identities.iter().find(|name| ours.get(name).is_some());
    identity.is_some_and(|name| ours.get(name) == theirs.get(name))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::persistence::Stored;

    /// The second form of a list of goods.
    const CART: Form = Form {
        slice: "cart",
        migrations: &[|flat| Ok(flat.to_vec())],
    };

    const STORED: Stored = Stored {
        prefix: "shop",
        forms: &[CART],
        identities: &["productId", "id"],
    };

    fn over(state: &Value, stored: &Value) -> Option<Value> {
        let sealed = CART.seal_over(
            &tarn_wire::to_vec(state),
            9.0,
            &tarn_wire::to_vec(stored),
            STORED.identities,
        )?;
        Some(tarn_wire::from_slice(&sealed).unwrap())
    }

    #[test]
    fn a_merge_keeps_unknown_fields() {
        let stored = json!({
            "schema": 3, "savedAt": 1, "writer": "next",
            "state": {
                "lines": [
                    {"productId": "p1", "quantity": 1, "engraving": {"text": "For Ada"}},
                    {"productId": "p2", "quantity": 1, "engraving": null},
                ],
                "updatedSeq": 4, "coupon": {"code": "SPRING"},
            },
        });
        let state = json!({
            "lines": [{"productId": "p1", "quantity": 5}, {"productId": "p3", "quantity": 1}], "updatedSeq": 7,
        });
        assert_eq!(
            over(&state, &stored).unwrap(),
            json!({
                "schema": 3, "savedAt": 9, "writer": "next",
                "state": {
                    "lines": [
                        {"productId": "p1", "quantity": 5, "engraving": {"text": "For Ada"}},
                        {"productId": "p3", "quantity": 1},
                    ],
                    "updatedSeq": 7, "coupon": {"code": "SPRING"},
                },
            })
        );
    }

    #[test]
    fn fields_of_different_kinds_cannot_be_merged() {
        let state = json!({"lines": [{"productId": "p1", "quantity": 5}]});
        for lines in [
            json!({"p1": 5}),
            json!([{"productId": "p1", "quantity": {"pieces": 1}}]),
            json!("p1"),
        ] {
            let stored = json!({"schema": 3, "state": {"lines": lines}});
            assert_eq!(over(&state, &stored), None, "{stored}");
        }
        assert_eq!(over(&state, &json!({"schema": 3})), None);
        let null = json!({"schema": 3, "state": {"lines": null}});
        assert!(over(&state, &null).is_some(), "null has no kind");
    }

    #[test]
    fn a_newer_form_and_its_time_are_recognized() {
        let newer = tarn_wire::to_vec(&json!({"schema": 3, "savedAt": 1_763_700_000_000_u64, "state": {}}));
        assert!(CART.is_newer(&newer));
        assert_eq!(saved_at(&newer), 1_763_700_000_000.0);
        for older in [
            json!({"schema": 2, "state": {}}),
            json!({"schema": 1, "lines": []}),
            json!([]),
            json!({}),
        ] {
            let older = tarn_wire::to_vec(&older);
            assert!(!CART.is_newer(&older));
            assert_eq!(saved_at(&older), 0.0);
        }
        for odd in [json!("soon"), json!(-1), json!(1e300), json!([])] {
            let newer = tarn_wire::to_vec(&json!({"schema": 3, "savedAt": odd, "state": {}}));
            assert!(CART.is_newer(&newer), "{odd}");
            assert_eq!(saved_at(&newer), 0.0, "{odd}");
        }
        assert_eq!(STORED.key_beside("cart", CART.schema()), "shop.cart.2");
    }
}
