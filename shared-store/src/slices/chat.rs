//! The chat with the shop. The page's owner mirrors it from the query cache; account shows it.

use tarn_wire::Wire;

use crate::slices::user::{CLEAR_USER, SESSION_EXPIRED};
use crate::{Change, Rejected, Slice, SliceAction, SliceState};

/// The slice `chat`.
#[derive(Debug)]
pub struct ChatSlice;

/// How many messages the page keeps; the oldest go first. The server has them all.
pub const MAX_MESSAGES: usize = 200;
const MAX_TEXT_BYTES: usize = 4_000;

/// The conversation.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub struct ChatState {
    /// Oldest first.
    pub messages: Vec<ChatMessage>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Wire)]
pub struct ChatMessage {
    /// The server's id.
    pub id: String,
    /// `me` or `shop`.
    pub from: String,
    /// What was said.
    pub text: String,
    /// When, ms since the epoch.
    pub at: u64,
}

/// What changes the conversation.
#[derive(Debug, Clone, PartialEq, Wire)]
pub enum ChatAction {
    /// A message was sent, by the shopper or by the shop. One that is there already is not added again.
    Send(ChatMessage),
    /// This is the conversation, as the server has it.
    SetMessages {
        /// Oldest first.
        messages: Vec<ChatMessage>,
    },
}

impl SliceState for ChatState {
    type Slice = ChatSlice;
}

impl SliceAction for ChatAction {
    type Slice = ChatSlice;
}

impl Slice for ChatSlice {
    const KEY: &'static str = "chat";
    type State = ChatState;
    type Action = ChatAction;

    fn reduce(state: &mut ChatState, action: ChatAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            ChatAction::Send(message) => {
                if message.text.is_empty() || message.text.len() > MAX_TEXT_BYTES {
                    return Err(Rejected::refused(format!(
                        "text: must have 1 to {MAX_TEXT_BYTES} bytes"
                    )));
                }
                if state.messages.iter().any(|known| known.id == message.id) {
                    return Ok(Change::Unchanged);
                }
                state.messages.push(message);
                let surplus = state.messages.len().saturating_sub(MAX_MESSAGES);
                state.messages.drain(..surplus);
                Ok(Change::Changed)
            }
            ChatAction::SetMessages { mut messages } => {
                messages.drain(..messages.len().saturating_sub(MAX_MESSAGES));
                let change = Change::when(state.messages != messages);
                state.messages = messages;
                Ok(change)
            }
        }
    }

    fn react(state: &mut ChatState, action_type: &str) -> Change {
        let change = Change::when([CLEAR_USER, SESSION_EXPIRED].contains(&action_type) && !state.messages.is_empty());
        if change.is_changed() {
            state.messages.clear();
        }
        change
    }
}
