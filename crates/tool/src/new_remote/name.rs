//! Names of remotes and workspaces, and their forms.

use anyhow::bail;
use tarn_manifest::check_remote_name;

/// Maximum length: the name is part of addresses, file names and messages.
const LONGEST: usize = 32;

/// Names that cargo, a server or the workspace use.
const TAKEN: [&str; 16] = [
    "api", "assets", "core", "deps", "devtools", "dist", "examples", "main", "remotes", "server", "src", "std",
    "target", "test", "tests", "xtask",
];

/// Keywords of Rust, which cannot be module or crate names.
const KEYWORDS: [&str; 50] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A valid name: lower-case words joined by single dashes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name(String);

impl Name {
    /// Checks the name of a remote; errors describe a valid name.
    pub(super) fn of_remote(name: &str) -> anyhow::Result<Self> {
        Self::parse(name, "remote")
    }

    /// Checks the name of a workspace; errors describe a valid name.
    pub(super) fn of_workspace(name: &str) -> anyhow::Result<Self> {
        Self::parse(name, "workspace")
    }

    /// `kind` is the noun of the errors.
    fn parse(name: &str, kind: &str) -> anyhow::Result<Self> {
        let is_word = |word: &str| {
            word.starts_with(|first: char| first.is_ascii_lowercase())
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !name.split('-').all(is_word) {
            bail!(
                "\"{name}\" cannot name a {kind}: a name is made of lower-case letters and digits, in words that begin \
                 with a letter and are joined by single dashes, such as reviews or gift-cards"
            );
        }
        if name.len() > LONGEST {
            bail!("\"{name}\" is too long to name a {kind}: at most {LONGEST} characters");
        }
        if check_remote_name(name, &[]).is_err() || TAKEN.contains(&name) || KEYWORDS.contains(&name) {
            bail!("\"{name}\" cannot name a {kind}: the word is reserved; choose another");
        }
        Ok(Self(name.to_owned()))
    }

    /// `gift-cards`: crate, folder, address.
    pub(super) fn kebab(&self) -> &str {
        &self.0
    }

    /// `gift_cards_page`: the file and function of that component.
    pub(super) fn component_file(&self) -> String {
        format!("{}_page", self.0.replace('-', "_"))
    }

    /// `GiftCardsPage`: the exposed component.
    pub(super) fn component(&self) -> String {
        self.pascal() + "Page"
    }

    /// `GiftCards`: the prefix of its types.
    pub(super) fn pascal(&self) -> String {
        self.0.split('-').map(capitalized).collect()
    }

    /// `Gift cards`: the displayed title.
    pub(super) fn title(&self) -> String {
        capitalized(&self.0.replace('-', " "))
    }
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_forms() {
        let name = Name::of_remote("gift-cards2").unwrap();
        assert_eq!(name.kebab(), "gift-cards2");
        assert_eq!(name.component_file(), "gift_cards2_page");
        assert_eq!(name.component(), "GiftCards2Page");
        assert_eq!(name.title(), "Gift cards2");
    }

    #[test]
    fn invalid_names_are_refused_with_an_example() {
        for name in [
            "",
            "Wishlist",
            "wish_list",
            "-wish",
            "wish-",
            "wish--list",
            "2wish",
            "../wish",
            "wünsche",
            "wish list",
        ] {
            let error = Name::of_remote(name).unwrap_err().to_string();
            assert!(
                error.contains("name a remote") && error.contains("gift-cards"),
                "{name}: {error}"
            );
        }
    }

    #[test]
    fn reserved_names_are_refused() {
        for name in ["host", "page", "tab", "server", "test", "api", "match", "std"] {
            let error = Name::of_remote(name).unwrap_err().to_string();
            assert!(error.contains("name a remote: the word is reserved"), "{error}");
        }
        assert!(Name::of_remote(&"a".repeat(33)).is_err());
    }

    #[test]
    fn a_refused_name_of_a_workspace_is_not_said_to_be_of_a_remote() {
        for name in ["Atlas", "host", "test", &"a".repeat(33)] {
            let error = Name::of_workspace(name).unwrap_err().to_string();
            assert!(error.contains("name a workspace"), "{error}");
        }
    }
}
