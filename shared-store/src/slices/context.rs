//! The context of every app: theme, locale, tenant and flags. Written by the page's owner, read by all apps.

use serde::{Deserialize, Serialize};
use tarn_wire::{Map, Wire};

use crate::{Action, Change, Reduce, Rejected};

/// The page's context.
#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct ContextState {
    /// The colour scheme.
    pub theme: Theme,
    /// A BCP 47 language tag, for `Intl`.
    pub locale: String,
    /// The operator of this shop.
    pub tenant: String,
    /// Feature flags.
    pub flags: Map<bool>,
}

impl Default for ContextState {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            locale: "en-US".into(),
            tenant: "default".into(),
            flags: Map::default(),
        }
    }
}

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The name in state and markup.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The opposite theme.
    #[must_use]
    pub fn toggled(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

/// Actions on the context.
#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize, Action)]
#[slice(key = "context", state = ContextState)]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
pub enum ContextAction {
    /// Sets the colour scheme.
    #[slice(crosses_tabs)]
    #[serde(rename = "context/setTheme")]
    SetTheme {
        /// The new scheme.
        theme: Theme,
    },
    /// Sets the language.
    #[slice(crosses_tabs)]
    #[serde(rename = "context/setLocale")]
    SetLocale {
        /// A BCP 47 language tag.
        locale: String,
    },
}

impl Reduce<ContextAction> for ContextState {
    fn reduce(&mut self, action: ContextAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            ContextAction::SetTheme { theme } => {
                let change = Change::when(self.theme != theme);
                self.theme = theme;
                Ok(change)
            }
            ContextAction::SetLocale { locale } => {
                if locale.is_empty() || locale.len() > 35 {
                    return Err(Rejected::refused("locale: a BCP 47 tag has 1 to 35 characters"));
                }
                let change = Change::when(self.locale != locale);
                self.locale = locale;
                Ok(change)
            }
        }
    }
}

/// The colour scheme.
#[must_use]
pub fn select_theme(context: &ContextState) -> Theme {
    context.theme
}

/// The language, for `Intl`.
#[must_use]
pub fn select_locale(context: &ContextState) -> String {
    context.locale.clone()
}
