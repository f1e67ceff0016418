//! How far each of the other tabs has got.

use super::TabMessage;

/// More tabs than anybody has open. Tabs that are closed say nothing, so those that were silent longest are forgotten.
const MAX_SENDERS: usize = 64;

/// The last message taken from each tab; the one heard last is at the end.
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

    /// Whether nothing as new as this was taken from its tab.
    pub(super) fn is_news(&self, message: &TabMessage) -> bool {
        self.of(message).is_none_or(|sender| message.seq > sender.seq)
    }

    /// Whether its tab speaks a newer form: then it said the same in that one, first. An older one is a replay.
    pub(super) fn is_twin(&self, message: &TabMessage) -> bool {
        self.of(message)
            .is_some_and(|sender| message.seq >= sender.seq && message.schema < sender.schema)
    }

    /// Notes which form its tab speaks, though nothing was taken from it.
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
