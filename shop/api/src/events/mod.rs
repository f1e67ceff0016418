//! What the remotes tell whoever listens: typed `CustomEvent`s on the document, which bubble to the window. Nobody answers, and
//! a remote does not know who hears it. The host's `analytics.js` does, and posts them to `POST /api/events`.
//!
//! They say how much, and nothing of who or what: no ids, no names, no personal data.

#[cfg(target_arch = "wasm32")]
mod tell;

#[cfg(target_arch = "wasm32")]
pub use tell::tell;

use serde::Deserialize;
use tarn_wire::Wire;

/// Largest body of `POST /api/events`, in bytes.
pub const MAX_REPORT_BYTES: usize = 16 * 1024;
/// Most events in one report.
pub const MAX_REPORTED: usize = 32;

/// More is no cart, but somebody's nonsense.
const MAX_PIECES: u32 = 1_000_000;
const MAX_TOTAL_CENTS: u64 = 1_000_000_000_000;

/// What happened. The part before the colon is a namespace of the remote that tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventType {
    /// The shopper sees the cart page: what is in the cart. Told by cart.
    CartOpen,
    /// The shopper sees the payment page: what is to be paid for. Told by orders.
    CheckoutStarted,
    /// The server has taken an order: what was ordered, at the prices that hold. Told by orders.
    OrderPlaced,
}

impl EventType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::CartOpen, Self::CheckoutStarted, Self::OrderPlaced];

    /// The event's `type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CartOpen => "cart:open",
            Self::CheckoutStarted => "checkout:started",
            Self::OrderPlaced => "order:placed",
        }
    }

    /// The one of this `type`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == name)
    }
}

/// The event's `detail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Wire)]
pub struct EventDetail {
    /// How many pieces, of all products together.
    pub pieces: u32,
    /// What they cost together, in cents.
    pub total_cents: u64,
}

/// One event of the array that is the body of `POST /api/events`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportedEvent {
    r#type: String,
    pieces: u32,
    total_cents: u64,
}

impl ReportedEvent {
    /// What happened, if it is an event that is known and can be true.
    ///
    /// ```
    /// use shop_api::events::{EventType, ReportedEvent};
    /// let reported: ReportedEvent =
    ///     serde_json::from_str(r#"{"type": "cart:open", "pieces": 2, "totalCents": 3998}"#).unwrap();
    /// assert_eq!(reported.check().unwrap().0, EventType::CartOpen);
    /// ```
    #[must_use]
    pub fn check(&self) -> Option<(EventType, EventDetail)> {
        let Self {
            pieces, total_cents, ..
        } = *self;
        let is_possible = pieces <= MAX_PIECES && total_cents <= MAX_TOTAL_CENTS;
        let event = EventType::parse(&self.r#type).filter(|_| is_possible)?;
        Some((event, EventDetail { pieces, total_cents }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(name: &str, pieces: u32, total_cents: u64) -> ReportedEvent {
        ReportedEvent {
            r#type: name.into(),
            pieces,
            total_cents,
        }
    }

    #[test]
    fn every_event_is_known_by_its_type() {
        for event in EventType::ALL {
            assert_eq!(EventType::parse(event.as_str()), Some(event));
        }
    }

    #[test]
    fn what_cannot_be_true_is_not_believed() {
        let largest = reported("order:placed", MAX_PIECES, MAX_TOTAL_CENTS);
        assert!(largest.check().is_some());
        for nonsense in [
            reported("order:placed", MAX_PIECES + 1, 1),
            reported("order:placed", 1, MAX_TOTAL_CENTS + 1),
            reported("order:lost", 1, 1),
            reported("", 1, 1),
        ] {
            assert_eq!(nonsense.check(), None, "{nonsense:?}");
        }
    }
}
