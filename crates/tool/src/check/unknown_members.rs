//! Unknown members of a `federation.json`. A page ignores them, because the file may be newer than the host; here they
//! are most likely misspelt.

use serde_json::Value;

/// The schema of the file, generated from the types of `tarn-manifest`. Generating it here would add the crate schemars
/// to the tool.
const SCHEMA: &str = include_str!("federation.schema.json");

/// A message for each unknown member: those of an object ordered by name, before those of the objects in it.
pub(super) fn unknown_members(federation: &Value) -> Vec<String> {
    let mut found = Vec::new();
    // A test parses the schema; without one, every member is known.
    let schema = serde_json::from_str(SCHEMA).unwrap_or_default();
    look(federation, "", &schema, &schema, &mut found);
    found
}

/// Adds the unknown members of `value` at `place`, whose schema is the part `schema` of `root`.
fn look(value: &Value, place: &str, schema: &Value, root: &Value, found: &mut Vec<String>) {
    let schema = resolved(schema, root);
    for (at, element) in value.as_array().into_iter().flatten().enumerate() {
        look(element, &format!("{place}[{at}]"), &schema["items"], root, found);
    }
    let Some(members) = value.as_object() else { return };
    let place_of = |member: &str| match place {
        "" => member.to_owned(),
        place => format!("{place}.{member}"),
    };
    if let Some(known) = schema["properties"].as_object() {
        let names = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let unknown = members.keys().filter(|member| !known.contains_key(*member));
        found.extend(
            unknown.map(|member| format!("{}: no page reads this member; there are {names}", place_of(member))),
        );
    }
    for (member, value) in members {
        let of_member = schema["properties"]
            .get(member)
            .unwrap_or(&schema["additionalProperties"]);
        look(value, &place_of(member), of_member, root, found);
    }
}

/// The schema that this one refers to, or itself.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let pointer = schema["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_misspelt_member_is_named_with_its_place_and_the_known_ones() {
        let federation = json!({
            "remote": {},
            "bridge": { "enabled": true, "allowed": [] },
            "remotes": { "cart": { "manifests": [], "grant": [], "routes": [{ "path": "/a", "component": "A", "titel": "" }] } },
        });
        let found = unknown_members(&federation);
        let places: Vec<_> = found
            .iter()
            .map(|sentence| sentence.split(':').next().unwrap())
            .collect();
        assert_eq!(
            places,
            [
                "remote",
                "bridge.allowed",
                "remotes.cart.grant",
                "remotes.cart.routes[0].titel"
            ]
        );
        assert!(found[1].ends_with("there are allow, dualWrite, enabled"), "{found:?}");
    }

    #[test]
    fn every_member_that_tarn_manifest_reads_is_known() {
        let federation = json!({
            "$schema": "x", "port": 4002, "persist": ["wishlist"], "overrideOrigins": ["http://localhost:*"],
            "bridge": { "enabled": true, "allow": ["cart/*"], "dualWrite": false },
            "limits": { "manifestMs": 1, "codeMs": 2, "mountMs": 3, "attempts": 4 },
            "remotes": { "cart": {
                "manifests": ["/m"], "grants": ["cart/*"], "pages": ["/cart"], "data": { "/cart": "/api/cart" },
                "routes": [{ "path": "/:id", "component": "CartPage", "title": "Cart" }],
            } },
        });
        assert_eq!(unknown_members(&federation), [""; 0]);
    }
}
