//! The chat between a shopper and the shop.

use shop_api::model::{ChatAuthor, ChatMessage};
use sqlx::{Sqlite, SqlitePool, Transaction};

use super::{assistant, refuse_other_text};
use crate::app_state::AppState;
use crate::catalogue::all_products;
use crate::clock::api_time;
use crate::failure::Failure;
use crate::ordering::orders_of;
use crate::random;
use crate::rate_limits::{self, Key};

/// The maximum number of returned messages.
const SHOWN: i64 = 200;

type MessageRow = (String, bool, String, i64);

/// The latest messages of the user's chat, oldest first.
pub(crate) async fn chat_of(database: &SqlitePool, user_id: &str) -> Result<Vec<ChatMessage>, sqlx::Error> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "SELECT id, author = 'me', text, at FROM
             (SELECT * FROM chat_messages WHERE user_id = ? ORDER BY seq DESC LIMIT ?)
         ORDER BY seq",
    )
    .bind(user_id)
    .bind(SHOWN)
    .fetch_all(database)
    .await?;
    Ok(rows.into_iter().map(message).collect())
}

fn message((id, is_mine, text, at): MessageRow) -> ChatMessage {
    ChatMessage {
        id,
        from: if is_mine { ChatAuthor::Me } else { ChatAuthor::Shop },
        text,
        at: api_time(at),
    }
}

/// Stores the shopper's message and the shop's answer, and returns both. Idempotent: a repeated request with the same key
/// returns the stored ones.
pub(crate) async fn say(
    state: &AppState,
    user_id: &str,
    text: &str,
    request_key: Option<&str>,
) -> Result<Vec<ChatMessage>, Failure> {
    let orders = orders_of(&state.database, user_id).await?;
    let products = all_products(&state.database).await?;
    let answer = assistant::answer(text, &orders, &products);
    let now = state.clock.now_ms();
    let mut tx = state.writer.begin().await?;
    let before = said_before(&mut tx, user_id, text, request_key).await?;
    if !before.is_empty() {
        return Ok(before);
    }
    rate_limits::take(
        &mut tx,
        state.limits.messages_of_user,
        &Key::of(&state.secret, &[user_id]),
        now,
    )
    .await?
    .map_err(|wait| {
        Failure::too_many(
            "too_many_messages",
            format!(
                "You have sent many messages just now. Please send this one in {}.",
                wait.in_words()
            ),
        )
        .retry_after_ms(wait.ms)
    })?;
    let said = store(&mut tx, user_id, ChatAuthor::Me, text, now, request_key).await?;
    let answered = store(&mut tx, user_id, ChatAuthor::Shop, &answer, now, request_key).await?;
    tx.commit().await?;
    Ok(vec![said, answered])
}

/// The message with this request key, and its answer; empty if there is none.
async fn said_before(
    tx: &mut Transaction<'_, Sqlite>,
    user_id: &str,
    text: &str,
    request_key: Option<&str>,
) -> Result<Vec<ChatMessage>, Failure> {
    let rows: Vec<MessageRow> = sqlx::query_as(
        "SELECT id, author = 'me', text, at FROM chat_messages WHERE user_id = ? AND request_key = ? ORDER BY seq",
    )
    .bind(user_id)
    .bind(request_key)
    .fetch_all(&mut **tx)
    .await?;
    if let Some((_, _, said, _)) = rows.first() {
        refuse_other_text(said, text)?;
    }
    Ok(rows.into_iter().map(message).collect())
}

async fn store(
    tx: &mut Transaction<'_, Sqlite>,
    user_id: &str,
    from: ChatAuthor,
    text: &str,
    at: i64,
    request_key: Option<&str>,
) -> Result<ChatMessage, Failure> {
    let id = random::readable_id()?;
    sqlx::query("INSERT INTO chat_messages (id, user_id, author, text, at, request_key) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(&id)
        .bind(user_id)
        .bind(match from {
            ChatAuthor::Me => "me",
            ChatAuthor::Shop => "shop",
        })
        .bind(text)
        .bind(at)
        .bind(request_key)
        .execute(&mut **tx)
        .await?;
    Ok(ChatMessage {
        id,
        from,
        text: text.to_owned(),
        at: api_time(at),
    })
}
