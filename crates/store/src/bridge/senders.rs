//! The last message of each other tab.

use super::TabMessage;

/// The limit of remembered tabs. Beyond it, the tab with the oldest message is forgotten.
const MAX_SENDERS: usize = 64;

/// The last accepted message of each tab; the newest is at the end.
#[derive(Default)]
pub(super) struct Senders(Vec<Sender>);

struct Sender {
    tab: String,
    seq: u64,
    schema: u32,
}

impl Senders {
    fn of(&self, message: &TabMessage) -> Option<&Sender> {
        self.0.iter().find(|sender| sender.tab == message.tab)
    }

    /// Whether the message is newer than the last accepted one of its tab.
    pub(super) fn is_news(&self, message: &TabMessage) -> bool {
        self.of(message).is_none_or(|sender| message.seq > sender.seq)
    }

    /// Whether its tab uses a newer form, in which it has already sent the same action. An older number is a replay.
    pub(super) fn is_twin(&self, message: &TabMessage) -> bool {
        self.of(message)
            .is_some_and(|sender| message.seq >= sender.seq && message.schema < sender.schema)
    }

    /// Records the form of a tab without an accepted message.
    pub(super) fn note_form(&mut self, mut message: TabMessage) {
        if self.of(&message).is_none() {
            message.seq = 0;
            self.note(message);
        }
    }

    pub(super) fn note(&mut self, message: TabMessage) {
        let known = self.0.iter().position(|sender| sender.tab == message.tab);
        if let Some(index) = known.or((self.0.len() == MAX_SENDERS).then_some(0)) {
            self.0.remove(index);
        }
        self.0.push(Sender {
            tab: message.tab,
            seq: message.seq,
            schema: message.schema,
        });
    }
}
