//! Unknown members of a `federation.json`. A page ignores them, because the file may be newer than the host; here they
//! are most likely misspelt.

use serde_json::Value;

const OF_THE_FILE: &[&str] = &["$schema", "bridge", "limits", "overrideOrigins", "persist", "remotes"];
const OF_A_REMOTE: &[&str] = &["data", "grants", "manifests", "pages", "routes"];
const OF_A_ROUTE: &[&str] = &["component", "path", "title"];
const OF_THE_BRIDGE: &[&str] = &["allow", "dualWrite", "enabled"];
const OF_THE_LIMITS: &[&str] = &["attempts", "codeMs", "manifestMs", "mountMs"];

/// A message for each unknown member, ordered by name.
pub(super) fn unknown_members(federation: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look(federation, "", OF_THE_FILE, &mut found);
    look(&federation["bridge"], "bridge.", OF_THE_BRIDGE, &mut found);
    look(&federation["limits"], "limits.", OF_THE_LIMITS, &mut found);
    for (name, remote) in federation["remotes"].as_object().into_iter().flatten() {
        look(remote, &format!("remotes.{name}."), OF_A_REMOTE, &mut found);
        for (at, route) in remote["routes"].as_array().into_iter().flatten().enumerate() {
            look(route, &format!("remotes.{name}.routes[{at}]."), OF_A_ROUTE, &mut found);
        }
    }
    found
}

fn look(object: &Value, place: &str, known: &[&str], found: &mut Vec<String>) {
    let members = object.as_object().into_iter().flat_map(|object| object.keys());
    let unknown = members.filter(|member| !known.contains(&member.as_str()));
    found.extend(unknown.map(|member| {
        format!(
            "{place}{member}: no page reads this member; there are {}",
            known.join(", ")
        )
    }));
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
}
