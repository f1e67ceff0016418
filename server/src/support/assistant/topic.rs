//! The topic of a message.

/// The topic of a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Topic {
    /// Sending things back.
    Returns,
    /// The shopper's own orders.
    Orders,
    /// Delivery: time and cost.
    Shipping,
    /// Ways to pay.
    Payment,
    /// Opening hours.
    Hours,
    /// Talking to a person.
    People,
    /// A thank-you.
    Thanks,
    /// A hello.
    Greeting,
}

/// Topics with their words. The first topic with a word in the message is taken, so "return my order" is about returns and
/// "thanks, where is my order" about the order.
const WORDS: [(Topic, &[&str]); 8] = [
    (
        Topic::Returns,
        &[
            "return",
            "returns",
            "returning",
            "refund",
            "refunds",
            "exchange",
            "broken",
            "damaged",
        ],
    ),
    (
        Topic::Orders,
        &[
            "order", "orders", "ordered", "parcel", "package", "tracking", "track", "arrived", "arrive",
        ],
    ),
    (
        Topic::Shipping,
        &[
            "ship", "ships", "shipping", "deliver", "delivers", "delivery", "postage",
        ],
    ),
    (
        Topic::Payment,
        &["pay", "paying", "payment", "payments", "card", "invoice", "paypal"],
    ),
    (Topic::Hours, &["open", "opening", "hours", "closed", "weekend"]),
    (
        Topic::People,
        &["human", "person", "people", "agent", "someone", "call", "complaint"],
    ),
    (Topic::Thanks, &["thanks", "thank", "thx", "cheers", "bye"]),
    (Topic::Greeting, &["hello", "hi", "hey", "morning", "evening", "help"]),
];

impl Topic {
    /// The topic of these lower-case words.
    pub(super) fn of(words: &[String]) -> Option<Self> {
        WORDS
            .iter()
            .find(|(_, known)| words.iter().any(|word| known.contains(&word.as_str())))
            .map(|(topic, _)| *topic)
    }
}
