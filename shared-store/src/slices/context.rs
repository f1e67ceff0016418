//! What surrounds every app: theme, locale, tenant, flags. Written by the host, read by everyone.

use tarn_wire::{Map, Wire};

use crate::{Action, Change, Reduce, Rejected};

/// The page's surroundings.
#[derive(Debug, Clone, PartialEq, Wire)]
#[wire(default)]
pub struct ContextState {
    /// The colours in use.
    pub theme: Theme,
    /// A BCP 47 language tag, for `Intl`.
    pub locale: String,
    /// Whose shop this is.
    pub tenant: String,
    /// Features that are on or off.
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

/// The colours in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Wire)]
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

    /// The other one.
    #[must_use]
    pub fn toggled(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

/// What changes the surroundings.
#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "context", state = ContextState)]
pub enum ContextAction {
    /// Sets the colours.
    #[slice(crosses_tabs)]
    SetTheme {
        /// Which.
        theme: Theme,
    },
    /// Sets the language.
    #[slice(crosses_tabs)]
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

/// The colours in use.
#[must_use]
pub fn select_theme(context: &ContextState) -> Theme {
    context.theme
}

/// The language, for `Intl`.
#[must_use]
pub fn select_locale(context: &ContextState) -> String {
    context.locale.clone()
}
