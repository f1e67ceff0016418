//! Analytics events of the remotes: typed `CustomEvent`s on the document, which bubble to the window. A remote does not
//! know its listeners. The host's `analytics.js` posts the events to `POST /api/events`.
//!
//! They contain amounts only: no ids, no names, no personal data.

#[cfg(feature = "client")]
mod tell;

#[cfg(feature = "client")]
pub use tell::tell;
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub(crate) use tell::{forget_told, told};

use serde::Deserialize;
use tarn_wire::Wire;

/// The largest body of `POST /api/events`, in bytes.
pub const MAX_REPORT_BYTES: usize = 16 * 1024;
/// The maximum number of events in one report.
pub const MAX_REPORTED: usize = 32;

/// Larger values cannot come from a real cart.
const MAX_PIECES: u32 = 1_000_000;
const MAX_TOTAL_CENTS: u64 = 1_000_000_000_000;

/// The type of an event. The part before the colon is a namespace of the dispatching remote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventType {
    /// The shopper sees the cart page: the contents of the cart. Dispatched by cart.
    CartOpen,
    /// The shopper sees the payment page: the lines to pay for. Dispatched by orders.
    CheckoutStarted,
    /// The server has accepted an order: the ordered pieces at their final prices. Dispatched by orders.
    OrderPlaced,
}

impl EventType {
    /// All types.
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

    /// The type with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == name)
    }
}

/// The event's `detail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Wire)]
pub struct EventDetail {
    /// The number of pieces of all products.
    pub pieces: u32,
    /// Their total, in cents.
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
    /// The typed event, if its type is known and its numbers are plausible.
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
    fn unknown_types_and_impossible_numbers_are_refused() {
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
