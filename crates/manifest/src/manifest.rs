//! `federation.json` and `remote.json`: what is believed of them.

use tarn_wire::{Map, Wire};

use crate::{Code, FederationError};

/// `federation.json`: where the remotes are, and what each may do. Read at run time; development and production differ in
/// this file and in nothing else.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub struct FederationConfig {
    /// The remotes by name.
    pub remotes: Map<RemoteConfig>,
    /// What crosses to other tabs.
    #[wire(default)]
    pub bridge: BridgeConfig,
    /// Slices of remotes that survive a reload, by name.
    #[wire(default)]
    pub persist: Vec<String>,
    /// How long the page waits for a remote.
    #[wire(default)]
    pub limits: LimitsConfig,
    /// The origins from which a developer may override a remote, such as `http://localhost:*`.
    #[wire(default)]
    pub override_origins: Vec<String>,
}

/// What crosses to other tabs of the shop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
#[wire(default)]
pub struct BridgeConfig {
    /// Whether anything does.
    pub enabled: bool,
    /// The actions that do: `user/clearUser`, or `cart/*` for all of a slice.
    pub allow: Vec<String>,
    /// Whether each is sent in the previous form of messages, too: while tabs of the last deployment are still open.
    pub dual_write: bool,
}

/// How long the page waits for a remote, and how often it tries.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
#[wire(default)]
pub struct LimitsConfig {
    /// For a manifest, in milliseconds.
    pub manifest_ms: u32,
    /// For each file of the code, in milliseconds.
    pub code_ms: u32,
    /// For a mount that gives a promise, in milliseconds.
    pub mount_ms: u32,
    /// How many attempts there are before the slot shows a failure.
    pub attempts: u32,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            manifest_ms: 10_000,
            code_ms: 60_000,
            mount_ms: 10_000,
            attempts: 3,
        }
    }
}

/// One remote in `federation.json`.
#[derive(Debug, Clone, PartialEq, Wire)]
pub struct RemoteConfig {
    /// Where its manifest is, tried in this order.
    pub manifests: Vec<String>,
    /// The actions that it may dispatch: `cart/addToCart`, or `cart/*` for all of a slice.
    #[wire(default)]
    pub grants: Vec<String>,
    /// Pages that this remote brings along, beside those that the host knows by itself.
    #[wire(default)]
    pub routes: Vec<RouteConfig>,
}

/// A page that a remote brings along.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
pub struct RouteConfig {
    /// Such as `/product/:productId`: a part with a colon becomes the prop of that name.
    pub path: String,
    /// The exposed component that is the page.
    pub component: String,
    /// The page's title, for people; without one it is the remote's name.
    pub title: Option<String>,
}

impl RouteConfig {
    /// The props that `path` gives, by name; `None` if it is another page's address.
    #[must_use]
    pub fn matches(&self, path: &str) -> Option<Vec<(String, String)>> {
        let parts = |path: &str| path.trim_matches('/').split('/').map(str::to_owned).collect::<Vec<_>>();
        let (pattern, path) = (parts(&self.path), parts(path));
        if pattern.len() != path.len() {
            return None;
        }
        let mut props = Vec::new();
        for (pattern, part) in pattern.into_iter().zip(path) {
            match pattern.strip_prefix(':') {
                Some(name) if !part.is_empty() => props.push((name.to_owned(), part)),
                _ if pattern == part => {}
                _ => return None,
            }
        }
        Some(props)
    }
}

/// A page at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAt<'a> {
    /// The remote that brings it.
    pub remote: &'a str,
    /// The exposed component that is the page.
    pub component: &'a str,
    /// What to call the page.
    pub title: &'a str,
    /// The props that the path gives, by name.
    pub props: Vec<(String, String)>,
}

impl FederationConfig {
    /// The page that a remote brings along at `path`.
    #[must_use]
    pub fn page_at(&self, path: &str) -> Option<PageAt<'_>> {
        self.remotes.iter().find_map(|(name, remote)| {
            remote.routes.iter().find_map(|route| {
                let props = route.matches(path)?;
                Some(PageAt {
                    remote: name,
                    component: &route.component,
                    title: route.title.as_deref().unwrap_or(name),
                    props,
                })
            })
        })
    }
}

/// `remote.json`: what a remote is, needs and consists of.
#[derive(Debug, Clone, PartialEq, Wire)]
pub struct Manifest {
    /// The version of this form: 1.
    pub schema: u32,
    /// The remote's name, the same as in `federation.json`.
    pub name: String,
    /// The remote's own version.
    pub version: String,
    /// Which build this is: changes with every byte.
    pub build_id: String,
    /// What it needs of the crates that the page shares, by crate name.
    #[wire(default)]
    pub requires: Map<Requirement>,
    /// The components that it exposes.
    pub exposes: Vec<String>,
    /// Its files, relative to the manifest.
    pub entry: Entry,
    /// `sha384-...` for each file of the entry.
    pub integrity: Map<String>,
    /// The actions that it says it dispatches: all must be granted. `None` if it says nothing, so that it is not held to it.
    pub dispatches: Option<Vec<String>>,
}

/// A version requirement in Cargo's syntax.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
pub struct Requirement {
    /// Such as `^1.0.0`.
    pub version: String,
    /// Whether an older, compatible version is refused as well.
    #[wire(default)]
    pub strict: bool,
}

/// The files of a remote.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
pub struct Entry {
    /// The glue: an ES module.
    pub js: String,
    /// The code; none for a remote that is all JavaScript.
    pub wasm: Option<String>,
    /// The style sheets.
    #[wire(default)]
    pub css: Vec<String>,
}

/// How an owner calls itself, JavaScript of its page, and other tabs (`shared_store::store`): they need no grants.
const NOT_REMOTES: [&str; 4] = ["host", "page", "tab", "shared-store"];

impl FederationConfig {
    /// Reads `federation.json` from the wire form of its JSON.
    ///
    /// # Errors
    /// [`Code::MALFORMED`], naming the field.
    pub fn read(bytes: &[u8]) -> Result<Self, FederationError> {
        let config: Self =
            tarn_wire::from_slice(bytes).map_err(|error| malformed("federation.json", &error.to_string()))?;
        for (name, remote) in config.remotes.iter() {
            if NOT_REMOTES.contains(&name) {
                return Err(malformed(
                    "federation.json",
                    &format!(
                        "remotes.{name}: is how a part of the page is called, for which no grants hold; give the remote another name"
                    ),
                ));
            }
            if remote.manifests.is_empty() {
                return Err(malformed(
                    "federation.json",
                    &format!("remotes.{name}.manifests: must name at least one address"),
                ));
            }
        }
        Ok(config)
    }
}

impl Manifest {
    /// Reads the `remote.json` of remote `name` from the wire form of its JSON.
    ///
    /// # Errors
    /// [`Code::MALFORMED`], naming the field.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, FederationError> {
        let file = format!("remote.json of \"{name}\"");
        let manifest: Self = tarn_wire::from_slice(bytes).map_err(|error| malformed(&file, &error.to_string()))?;
        manifest.check(name).map_err(|what| malformed(&file, &what))?;
        Ok(manifest)
    }

    fn check(&self, name: &str) -> Result<(), String> {
        if self.schema != 1 {
            return Err(format!(
                "schema: {} is not 1, the one that this host reads",
                self.schema
            ));
        }
        if self.name != name {
            return Err(format!("name: \"{}\" is another remote", self.name));
        }
        for file in self.files() {
            if !is_relative(file) {
                return Err(format!("entry: \"{file}\" is not a plain path below the manifest"));
            }
            match self.integrity.get(file) {
                Some(hash) if hash.starts_with("sha384-") => {}
                Some(_) => return Err(format!("integrity.{file}: must begin with sha384-")),
                None => return Err(format!("integrity.{file}: is missing")),
            }
        }
        Ok(())
    }

    /// All files of the entry.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.entry.js)
            .chain(&self.entry.wasm)
            .chain(&self.entry.css)
            .map(String::as_str)
    }

    /// Checks that all that the remote says it dispatches is granted to it.
    ///
    /// # Errors
    /// [`Code::NOT_GRANTED`], naming the first action that is not.
    pub fn check_grants(&self, grants: &[String]) -> Result<(), FederationError> {
        match self
            .dispatches
            .iter()
            .flatten()
            .find(|wanted| !is_granted(grants, wanted))
        {
            None => Ok(()),
            Some(wanted) => Err(FederationError::new(
                Code::NOT_GRANTED,
                format!(
                    "remote \"{name}\" says that it dispatches \"{wanted}\", which it is not granted; grant it in federation.json, remotes.{name}.grants, or take it out of the remote",
                    name = self.name
                ),
            )),
        }
    }

    /// The promised hash of a file, in the form of the `integrity` attribute.
    #[must_use]
    pub fn integrity_of(&self, file: &str) -> &str {
        self.integrity.get(file).map_or("", String::as_str)
    }
}

/// Whether the grants cover an action, or all of a slice (`cart/*`).
fn is_granted(grants: &[String], wanted: &str) -> bool {
    grants.iter().any(|grant| match grant.strip_suffix('*') {
        Some(prefix) => (prefix.is_empty() || prefix.ends_with('/')) && wanted.starts_with(prefix),
        None => grant == wanted,
    })
}

/// Whether a path stays below the manifest: a manifest must not make the page load code from elsewhere.
fn is_relative(file: &str) -> bool {
    !file.is_empty()
        && !file.starts_with('/')
        && !file.contains([':', '\\', '?', '#', '%'])
        && file.split('/').all(|part| !part.is_empty() && part != "..")
}

fn malformed(file: &str, what: &str) -> FederationError {
    FederationError::new(
        Code::MALFORMED,
        format!("{file} is malformed: {what}; whoever deployed it must correct it"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn manifest() -> Value {
        json!({
            "schema": 1, "name": "cart", "version": "0.1.0", "buildId": "abc",
            "requires": {"shared-store": {"version": "^1.0.0", "strict": true}},
            "exposes": ["CartPage"],
            "entry": {"js": "abc/cart.js", "wasm": "abc/cart_bg.wasm", "css": ["abc/cart.css"]},
            "integrity": {"abc/cart.js": "sha384-x", "abc/cart_bg.wasm": "sha384-y", "abc/cart.css": "sha384-z"},
            "dispatches": ["cart/*"], "addedLater": {"any": ["thing"]}
        })
    }

    fn read(value: &Value) -> Result<Manifest, FederationError> {
        Manifest::read("cart", &tarn_wire::to_vec(value))
    }

    #[track_caller]
    fn is_refused(pointer: &str, value: Value, mentioning: &str) {
        let mut manifest = manifest();
        *manifest.pointer_mut(pointer).unwrap() = value;
        let error = read(&manifest).unwrap_err();
        assert_eq!(error.code, Code::MALFORMED);
        assert!(
            error.message.contains(mentioning) && error.message.contains("cart"),
            "{error}"
        );
    }

    #[test]
    fn a_manifest_is_read_and_unknown_fields_are_passed_over() {
        let manifest = read(&manifest()).unwrap();
        assert_eq!(manifest.exposes, ["CartPage"]);
        assert_eq!(manifest.files().count(), 3);
        assert!(manifest.requires["shared-store"].strict);
    }

    #[test]
    fn what_is_wrong_is_named() {
        is_refused("/schema", json!(2), "schema");
        is_refused("/name", json!("auth"), "auth");
        is_refused("/exposes", json!("CartPage"), "exposes");
        is_refused("/entry/js", json!(7), "entry.js");
        is_refused("/integrity", json!({}), "integrity");
        is_refused("/integrity/abc~1cart.js", json!("md5-x"), "sha384");
        is_refused(
            "/requires/shared-store/version",
            json!(1),
            "requires.shared-store.version",
        );
    }

    #[test]
    fn a_manifest_cannot_point_elsewhere() {
        for path in [
            "https://evil.example/x.js",
            "//evil.example/x.js",
            "/x.js",
            "../auth/x.js",
            "a/../../x.js",
            "data:x",
            "",
        ] {
            is_refused("/entry/js", json!(path), "below the manifest");
        }
    }

    #[test]
    fn no_manifest_at_all_is_malformed() {
        for value in [json!(null), json!([]), json!("remote"), json!({})] {
            assert_eq!(read(&value).unwrap_err().code, Code::MALFORMED);
        }
    }

    #[test]
    fn what_a_remote_dispatches_must_be_granted() {
        let manifest = read(&manifest()).unwrap();
        let check = |grants: &[&str]| {
            manifest.check_grants(&grants.iter().map(|grant| (*grant).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(check(&["cart/*"]), Ok(()));
        assert_eq!(check(&["user/setAt", "*"]), Ok(()));
        for too_little in [&[][..], &["cart/addToCart"], &["cartoon/*"], &["car*"]] {
            let error = check(too_little).unwrap_err();
            assert_eq!(error.code, Code::NOT_GRANTED);
            assert!(error.message.contains("cart/*"), "{error}");
        }
    }

    #[test]
    fn a_remote_can_be_all_javascript() {
        let mut value = manifest();
        value["entry"].as_object_mut().unwrap().remove("wasm");
        assert_eq!(read(&value).unwrap().files().count(), 2);
    }

    #[test]
    fn a_remote_can_bring_pages_along() {
        let value = json!({"remotes": {"products": {
            "manifests": ["/remote.json"],
            "routes": [{"path": "/", "component": "ProductList"}, {"path": "/product/:productId", "component": "ProductDetail", "title": "One product"}],
        }}});
        let config = FederationConfig::read(&tarn_wire::to_vec(&value)).unwrap();
        let list = config.page_at("/").unwrap();
        assert_eq!(
            (list.remote, list.component, list.props),
            ("products", "ProductList", vec![])
        );
        let detail = config.page_at("/product/p7").unwrap();
        assert_eq!((list.title, detail.title), ("products", "One product"));
        assert_eq!(detail.component, "ProductDetail");
        assert_eq!(detail.props, [("productId".to_owned(), "p7".to_owned())]);
        assert_eq!(config.page_at("/product"), None);
        assert_eq!(config.page_at("/product/"), None);
        assert_eq!(config.page_at("/product/p7/more"), None);
    }

    #[test]
    fn federation_json_names_remotes_and_grants() {
        let value = json!({
            "remotes": {"cart": {"manifests": ["/remotes/cart/remote.json"], "grants": ["cart/*"]}},
            "bridge": {"enabled": true, "allow": []}, "overrideOrigins": ["http://localhost:*"]
        });
        let config = FederationConfig::read(&tarn_wire::to_vec(&value)).unwrap();
        assert_eq!(config.remotes["cart"].grants, ["cart/*"]);
        for wrong in [
            json!({}),
            json!({"remotes": {"cart": {"manifests": []}}}),
            json!({"remotes": {"cart": 7}}),
            json!({"remotes": {"host": {"manifests": ["/remotes/host/remote.json"]}}}),
            json!({"remotes": {"page": {"manifests": ["/remotes/page/remote.json"]}}}),
            json!({"remotes": {"tab": {"manifests": ["/remotes/tab/remote.json"]}}}),
        ] {
            let error = FederationConfig::read(&tarn_wire::to_vec(&wrong)).unwrap_err();
            assert_eq!(error.code, Code::MALFORMED);
            assert!(error.message.contains("remotes"), "{error}");
        }
    }
}
