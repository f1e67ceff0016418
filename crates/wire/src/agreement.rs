//! Agreement of the wire format with serde, for native tests: a type with both has one JSON form.

use std::any::type_name;
use std::fmt::Debug;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Tagged, Variants, Wire, from_slice, to_vec};

mod sources;

/// A type with `Wire` and serde's traits.
pub trait Both: Wire + Serialize + DeserializeOwned + PartialEq + Debug {}

impl<T: Wire + Serialize + DeserializeOwned + PartialEq + Debug> Both for T {}

/// Compares serde's JSON of sample values with their wire form as JSON. Each decoder reads what the other encoder wrote, and both accept or
/// refuse a value without one of its members.
///
/// Serde may omit members that are null or empty on the wire.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use tarn_wire::Wire;
/// use tarn_wire::agreement::Agreement;
///
/// #[derive(Debug, PartialEq, Wire, Serialize, Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// struct Line {
///     product_id: String,
///     note: Option<String>,
/// }
///
/// let line = Line { product_id: "p1".into(), note: None };
/// assert_eq!(Agreement::default().of([line]).problems(), [""; 0]);
/// ```
#[derive(Debug, Default)]
pub struct Agreement {
    compared: Vec<&'static str>,
    problems: Vec<String>,
}

impl Agreement {
    /// Compares values of a struct.
    #[must_use]
    pub fn of<T: Both>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        for value in values {
            self.compare(&value, &json_of(&to_vec(&value)), &|json| {
                from_slice(&to_vec(json)).ok()
            });
        }
        self
    }

    /// Compares all variants of an enum without values.
    #[must_use]
    pub fn of_variants<T: Both + Variants>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<T> = values.into_iter().collect();
        self.miss_no_variant(&values);
        self.of(values)
    }

    /// Compares all variants of an enum of actions, as JavaScript has them: `{"type": "cart/addToCart", "payload": ..}`. A type without
    /// `payload` is a unit variant.
    #[must_use]
    pub fn of_actions<T: Both + Variants>(mut self, namespace: &str, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<T> = values.into_iter().collect();
        self.miss_no_variant(&values);
        for value in &values {
            let bytes = Tagged::encode(namespace, value);
            match Tagged::parse(&bytes) {
                Ok(tagged) => self.compare(value, &action_json(&tagged), &|json| action_of(json, namespace)),
                Err(error) => self.problems.push(format!("{value:?}: {error}")),
            }
        }
        self
    }

    /// Expects that each type of the Rust sources in a folder that has `Wire` was compared.
    #[must_use]
    pub fn covers(mut self, folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref();
        match sources::types_with_wire(folder) {
            Ok(names) if names.is_empty() => self.problems.push(format!("{}: no type has Wire", folder.display())),
            Ok(names) => {
                let missing = names.iter().filter(|name| !self.compared.contains(&name.as_str()));
                let problems = missing.map(|name| format!("{name} has Wire and is not compared with serde"));
                self.problems.extend(problems);
            }
            Err(error) => self.problems.push(format!("{}: {error}", folder.display())),
        }
        self
    }

    /// A sentence for each difference.
    #[must_use]
    pub fn problems(self) -> Vec<String> {
        self.problems
    }

    fn miss_no_variant<T: Variants>(&mut self, values: &[T]) {
        let names: Vec<String> = values.iter().map(variant_name).collect();
        let missing = T::NAMES.iter().filter(|name| !names.iter().any(|known| known == *name));
        let problems = missing.map(|name| format!("{}: no sample of \"{name}\"", name_of::<T>()));
        self.problems.extend(problems);
    }

    fn compare<T: Both>(&mut self, value: &T, wire: &Value, read_wire: &dyn Fn(&Value) -> Option<T>) {
        let name = name_of::<T>();
        if !self.compared.contains(&name) {
            self.compared.push(name);
        }
        let mut expect = |is_met: bool, what: String| {
            if !is_met {
                self.problems.push(format!("{name}: {what}"));
            }
        };
        let by_serde = serde_json::to_value(value).unwrap_or_else(|error| json!({ "error": error.to_string() }));
        let read_serde = |json: &Value| serde_json::from_value::<T>(json.clone());
        expect(
            is_same(wire, &by_serde),
            format!("serde writes {by_serde}, and the wire has {wire}"),
        );
        expect(
            read_wire(&by_serde).as_ref() == Some(value),
            format!("Wire does not read {by_serde}"),
        );
        match read_serde(wire) {
            Ok(read) => expect(read == *value, format!("serde reads {wire} as {read:?}")),
            Err(error) => expect(false, format!("serde does not read {wire}: {error}")),
        }
        for part in without_one_member(wire) {
            let (serde, wire) = (read_serde(&part).ok(), read_wire(&part));
            expect(
                serde == wire,
                format!("serde reads {part} as {serde:?}, Wire as {wire:?}"),
            );
        }
    }
}

/// The type's name without its path.
fn name_of<T>() -> &'static str {
    let name = type_name::<T>();
    name.rsplit("::").next().unwrap_or(name)
}

fn variant_name<T: Variants>(value: &T) -> String {
    let bytes = to_vec(value);
    Tagged::parse(&bytes).map_or_else(|error| error.to_string(), |tagged| tagged.tag.to_owned())
}

fn json_of(bytes: &[u8]) -> Value {
    from_slice(bytes).unwrap_or_else(|error| json!({ "error": error.to_string() }))
}

fn action_json(tagged: &Tagged<'_>) -> Value {
    match tagged.value {
        Some(payload) => json!({ "type": tagged.tag, "payload": json_of(payload) }),
        None => json!({ "type": tagged.tag }),
    }
}

fn action_of<T: Variants>(json: &Value, namespace: &str) -> Option<T> {
    let payload = json.get("payload").map(to_vec);
    let tagged = Tagged {
        tag: json.get("type")?.as_str()?,
        value: payload.as_deref(),
        extras: None,
    };
    let is_known = tagged.split().0 == namespace;
    is_known.then(|| tagged.decode().ok())?
}

/// Whether both have the same members, except those that serde omits.
fn is_same(wire: &Value, serde: &Value) -> bool {
    match (wire, serde) {
        (Value::Object(wire), Value::Object(serde)) => {
            let is_omitted = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            serde.keys().all(|name| wire.contains_key(name))
                && wire.iter().all(|(name, value)| match serde.get(name) {
                    Some(other) => is_same(value, other),
                    None => is_omitted(value),
                })
        }
        (Value::Array(wire), Value::Array(serde)) => {
            wire.len() == serde.len() && wire.iter().zip(serde).all(|(wire, serde)| is_same(wire, serde))
        }
        _ => wire == serde,
    }
}

/// The value without each of its members in turn, and without each member of its payload.
fn without_one_member(json: &Value) -> Vec<Value> {
    let names = |json: &Value| -> Vec<String> {
        json.as_object()
            .into_iter()
            .flat_map(|all| all.keys().cloned())
            .collect()
    };
    let mut parts = Vec::new();
    for name in names(json) {
        let mut part = json.clone();
        part.as_object_mut().and_then(|members| members.remove(&name));
        parts.push(part);
    }
    if let Some(payload) = json.get("payload").filter(|_| json.get("type").is_some()) {
        for name in names(payload) {
            let mut part = json.clone();
            let payload = part.get_mut("payload").and_then(Value::as_object_mut);
            payload.and_then(|members| members.remove(&name));
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests;
