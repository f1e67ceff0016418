//! The chat with the shop. The page's owner mirrors it from the query cache; account shows it.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

use crate::slices::user::UserAction;
use crate::{Action, Change, Foreign, React, Reduce, Rejected};

/// The maximum number of messages in the store; the oldest are dropped. The server keeps all.
pub const MAX_MESSAGES: usize = 200;
const MAX_TEXT_BYTES: usize = 4_000;

/// The conversation.
#[derive(Debug, Clone, Default, PartialEq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct ChatState {
    /// Oldest first.
    pub messages: Vec<ChatMessage>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// The server's id.
    pub id: String,
    /// `me` or `shop`.
    pub from: String,
    /// The text.
    pub text: String,
    /// The time, ms since the epoch.
    pub at: u64,
}

/// Actions on the conversation.
#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize, Action)]
#[slice(key = "chat", state = ChatState, reacts_to(UserAction::ClearUser, UserAction::SessionExpired))]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
pub enum ChatAction {
    /// Adds a message of the shopper or the shop. Idempotent: a known message is not added again.
    #[serde(rename = "chat/send")]
    Send(ChatMessage),
    /// Replaces the conversation with the server's.
    #[serde(rename = "chat/setMessages")]
    SetMessages {
        /// Oldest first.
        messages: Vec<ChatMessage>,
    },
}

impl Reduce<ChatAction> for ChatState {
    fn reduce(&mut self, action: ChatAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            ChatAction::Send(message) => {
                if message.text.is_empty() || message.text.len() > MAX_TEXT_BYTES {
                    return Err(Rejected::refused(format!(
                        "text: must have 1 to {MAX_TEXT_BYTES} bytes"
                    )));
                }
                if self.messages.iter().any(|known| known.id == message.id) {
                    return Ok(Change::Unchanged);
                }
                self.messages.push(message);
                let surplus = self.messages.len().saturating_sub(MAX_MESSAGES);
                self.messages.drain(..surplus);
                Ok(Change::Changed)
            }
            ChatAction::SetMessages { mut messages } => {
                messages.drain(..messages.len().saturating_sub(MAX_MESSAGES));
                let change = Change::when(self.messages != messages);
                self.messages = messages;
                Ok(change)
            }
        }
    }
}

impl React for ChatState {
    fn react(&mut self, _user_is_gone: &Foreign<'_>) -> Change {
        let change = Change::when(!self.messages.is_empty());
        self.messages.clear();
        change
    }
}
