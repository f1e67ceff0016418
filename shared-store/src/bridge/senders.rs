//! How far each of the other tabs has got.

use super::{PRESENT_SCHEMA, TabMessage};

/// More tabs than anybody has open. Tabs that are closed say nothing, so those that were silent longest are forgotten.
const MAX_SENDERS: usize = 64;

/// The last message taken from each tab; the one heard last is at the end.
#[derive(Default)]
pub(super) struct Senders {
    taken: Vec<Sender>,
    /// Tabs of another contract, by what they said in the present form. Their copies in the form before do not say so.
    foreign: Vec<String>,
}

struct Sender {
    tab: String,
    seq: u64,
    schema: u32,
}

impl Senders {
    fn of(&self, message: &TabMessage) -> Option<&Sender> {
        self.taken.iter().find(|sender| sender.tab == message.tab)
    }

    /// Whether nothing as new as this was taken from its tab.
    pub(super) fn is_news(&self, message: &TabMessage) -> bool {
        self.of(message).is_none_or(|sender| message.seq > sender.seq)
    }

    /// Whether it has come in the present form already, be it that it was taken or that its tab is foreign.
    pub(super) fn is_twin(&self, message: &TabMessage) -> bool {
        let is_copy = |sender: &Sender| message.seq == sender.seq && message.schema < sender.schema;
        self.of(message).is_some_and(is_copy) || message.schema < PRESENT_SCHEMA && self.foreign.contains(&message.tab)
    }

    pub(super) fn note_foreign(&mut self, tab: String) {
        if !self.foreign.contains(&tab) {
            if self.foreign.len() == MAX_SENDERS {
                self.foreign.remove(0);
            }
            self.foreign.push(tab);
        }
    }

    pub(super) fn note(&mut self, message: TabMessage) {
        let known = self.taken.iter().position(|sender| sender.tab == message.tab);
        if let Some(index) = known.or((self.taken.len() == MAX_SENDERS).then_some(0)) {
            self.taken.remove(index);
        }
        self.taken.push(Sender {
            tab: message.tab,
            seq: message.seq,
            schema: message.schema,
        });
    }
}
