//! Reading and writing the files as JSON text, for server, tool and tests.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use tarn_wire::{Map, Raw, to_vec};

use crate::{FederationConfig, FederationError, Manifest, config, malformed};

impl FederationConfig {
    /// Reads `federation.json` from its text.
    ///
    /// ```
    /// use tarn_manifest::FederationConfig;
    ///
    /// let text = br#"{ "remotes": { "cart": { "manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"] } } }"#;
    /// let config = FederationConfig::from_json(text)?;
    /// assert_eq!(config.remotes["cart"].grants, ["cart/*"]);
    /// let error = FederationConfig::from_json(br#"{ "remotes": { "cart": {} } }"#).unwrap_err();
    /// assert!(error.to_string().contains("remotes.cart.manifests"));
    /// # Ok::<(), tarn_manifest::FederationError>(())
    /// ```
    ///
    /// # Errors
    /// [`Code::MALFORMED`](crate::Code::MALFORMED), naming the field or the place in the text.
    pub fn from_json(text: &[u8]) -> Result<Self, FederationError> {
        Self::read(&wire_form(config::FILE, text)?)
    }
}

impl Manifest {
    /// Reads the `remote.json` of remote `name` from its text.
    ///
    /// ```
    /// use tarn_manifest::Manifest;
    ///
    /// let text = br#"{
    ///     "schema": 1, "name": "cart", "version": "0.1.0", "buildId": "abc", "exposes": ["CartPage"],
    ///     "entry": { "js": "abc/cart.js" }, "integrity": { "abc/cart.js": "sha384-x" }, "dispatches": ["cart/*"]
    /// }"#;
    /// let manifest = Manifest::from_json("cart", text)?;
    /// assert!(manifest.check_grants(&["cart/*".to_owned()]).is_ok());
    /// assert!(manifest.check_grants(&[]).is_err());
    /// # Ok::<(), tarn_manifest::FederationError>(())
    /// ```
    ///
    /// # Errors
    /// [`Code::MALFORMED`](crate::Code::MALFORMED), naming the field or the place in the text.
    pub fn from_json(name: &str, text: &[u8]) -> Result<Self, FederationError> {
        Self::read(name, &wire_form(&format!("remote.json of \"{name}\""), text)?)
    }
}

/// Converts the text to the wire form that a page passes to its parser, with all members in order.
fn wire_form(file: &str, text: &[u8]) -> Result<Vec<u8>, FederationError> {
    let value: Json =
        serde_json::from_slice(without_byte_order_mark(text)).map_err(|error| malformed(file, &error.to_string()))?;
    Ok(value.0.0)
}

/// The text without the byte order mark that some editors put before UTF-8. Browsers ignore it, too.
///
/// ```
/// use tarn_manifest::without_byte_order_mark;
///
/// assert_eq!(without_byte_order_mark("\u{feff}{}".as_bytes()), b"{}");
/// ```
pub fn without_byte_order_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// A JSON value in the wire form. `serde_json::Value` would sort object members.
struct Json(Raw);

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

/// Whole numbers beyond this are no longer exact in JavaScript.
const MAX_EXACT: f64 = 9_007_199_254_740_991.0;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(wire(&None::<bool>))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(wire(&value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(wire(&value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(wire(&value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        // In JavaScript, `10.0` is the whole number 10.
        match value.fract() == 0.0 && value.abs() <= MAX_EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "the value is whole and within range")]
            true => Ok(wire(&(value as i64))),
            false => Ok(wire(&value)),
        }
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Json, E> {
        Ok(wire(&value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Json, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element::<Json>()? {
            elements.push(element.0);
        }
        Ok(wire(&elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut members = Map::default();
        while let Some((name, value)) = object.next_entry::<String, Json>()? {
            members.insert(&name, value.0);
        }
        Ok(wire(&members))
    }
}

fn wire<T: tarn_wire::Wire>(value: &T) -> Json {
    Json(Raw(to_vec(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn every_kind_of_value_has_its_wire_form() {
        let text = br#"{"null": null, "truth": [true, false], "numbers": [0, 7, -7, 1.5, 1e3, 10.0], "text": "\u00e9", "none": {}}"#;
        let value: serde_json::Value = tarn_wire::from_slice(&wire_form("a file", text).unwrap()).unwrap();
        assert_eq!(
            value,
            serde_json::json!({"null": null, "truth": [true, false], "numbers": [0, 7, -7, 1.5, 1000, 10], "text": "é", "none": {}})
        );
    }

    #[test]
    fn invalid_json_is_refused_with_its_place() {
        let error = FederationConfig::from_json(b"{\n \"remotes\": }").unwrap_err();
        assert_eq!(error.code, Code::MALFORMED);
        assert!(error.message.starts_with("federation.json is malformed") && error.message.contains("line 2"));
        let error = Manifest::from_json("cart", b"").unwrap_err();
        assert!(error.message.starts_with("remote.json of \"cart\""), "{error}");
    }

    #[test]
    fn a_byte_order_mark_is_ignored_as_in_browsers() {
        let text = "\u{feff}{ \"remotes\": {\r\n\"cart\": { \"manifests\": [\"/c\"] } } }\r\n";
        let config = FederationConfig::from_json(text.as_bytes()).unwrap();
        assert_eq!(config.remotes["cart"].manifests, ["/c"]);
    }

    #[test]
    fn a_written_file_is_read_back() {
        let text = r#"{"port":4007,"remotes":{"z":{"manifests":["/z.json"],"grants":["z/*"],"pages":["/z"],"data":{"/z":"/api/z"},"routes":[{"path":"/y","component":"Y","title":"Why"}]},"a":{"manifests":["/a.json"]}},"bridge":{"enabled":true,"allow":["z/*"],"dualWrite":true},"persist":["z"],"limits":{"manifestMs":1,"codeMs":2,"mountMs":3,"attempts":4},"overrideOrigins":["http://localhost:*"]}"#;
        let config = FederationConfig::from_json(text.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&config).unwrap(), text);
        let text = r#"{"schema":1,"name":"cart","version":"0.1.0","buildId":"abc","requires":{"shared-store":{"version":"^1.0.0","strict":true}},"exposes":["CartPage"],"entry":{"js":"abc/cart.js","wasm":"abc/cart_bg.wasm","css":["abc/cart.css"],"render":{"file":"abc/cart.renderer","world":"1.0"}},"integrity":{"abc/cart.js":"sha384-x","abc/cart_bg.wasm":"sha384-y","abc/cart.css":"sha384-z","abc/cart.renderer":"sha384-r"},"dispatches":[]}"#;
        let manifest = Manifest::from_json("cart", text.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&manifest).unwrap(), text);
    }
}
