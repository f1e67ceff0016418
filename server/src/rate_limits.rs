//! Rate limits, counted in the database, so a restart or a second server on the same data forgets nothing.

use hmac::Mac;
use sqlx::SqliteConnection;

use crate::signing_secret::SigningSecret;

const MINUTE_MS: i64 = 60 * 1000;
const WINDOW_MS: i64 = 10 * MINUTE_MS;
/// The longest window of any limit.
pub(crate) const LONGEST_WINDOW_MS: i64 = 60 * MINUTE_MS;

/// The limit of codes for one address in ten minutes. A family or a small office behind one address needs far fewer.
const CODES_PER_ADDRESS: u32 = 20;
/// In demo mode no messages are sent, and tests log in constantly.
const DEMO_CODES_PER_ADDRESS: u32 = 10_000;

/// A sliding window: at most `most` attempts within `window_ms`, for each key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    what: &'static str,
    most: i64,
    window_ms: i64,
}

/// All limits of the server, derived from one number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RateLimits {
    /// Codes sent, by the requesting address.
    pub(crate) codes_of_address: Limit,
    /// Codes sent to a number, by number and address: requests from other addresses do not use it up.
    pub(crate) codes_of_number_and_address: Limit,
    /// Codes sent to a number from all addresses together, so that its owner is not flooded with messages.
    pub(crate) codes_of_number: Limit,
    /// Codes sent to a number, by a browser that has logged in with it before. Replaces the three limits above.
    pub(crate) codes_of_device: Limit,
    /// Wrong codes entered, by address.
    pub(crate) guesses_of_address: Limit,
    /// Wrong codes entered for a number from all addresses together. Over the limit, each code has one try: useless for guessing, and
    /// enough for the owner.
    pub(crate) guesses_of_number: Limit,
    /// Reports of events, by address.
    pub(crate) reports_of_address: Limit,
    /// Chat messages, by user.
    pub(crate) messages_of_user: Limit,
    /// Tickets opened, by user.
    pub(crate) tickets_of_user: Limit,
}

impl RateLimits {
    /// The limits, in proportion to the codes per address. Limits of one number do not exceed the usual ones.
    pub(crate) fn new(codes_per_address: Option<u32>, demo: bool) -> Self {
        let usual = if demo {
            DEMO_CODES_PER_ADDRESS
        } else {
            CODES_PER_ADDRESS
        };
        let codes = i64::from(codes_per_address.unwrap_or(usual));
        // A large address, such as a mobile carrier's, does not justify more messages to one number or more guesses at it.
        let codes_to_number = codes.min(i64::from(usual));
        let limit = |what, most, window_ms| Limit { what, most, window_ms };
        Self {
            codes_of_address: limit("code:address", codes, WINDOW_MS),
            codes_of_number_and_address: limit("code:number+address", codes_to_number / 2, WINDOW_MS),
            codes_of_number: limit("code:number", codes_to_number * 2, WINDOW_MS),
            codes_of_device: limit("code:device", codes_to_number / 2, WINDOW_MS),
            guesses_of_address: limit("guess:address", codes * 3 / 2, WINDOW_MS),
            guesses_of_number: limit("guess:number", codes_to_number * 3 / 2, LONGEST_WINDOW_MS),
            reports_of_address: limit("report:address", codes * 6, MINUTE_MS),
            messages_of_user: limit("message:user", codes * 2, MINUTE_MS),
            tickets_of_user: limit("ticket:user", codes / 2, WINDOW_MS),
        }
    }
}

/// The counted subject, as a keyed hash: the table itself identifies no person.
pub(crate) struct Key(Vec<u8>);

impl Key {
    /// The key of these parts together.
    pub(crate) fn of(secret: &SigningSecret, parts: &[&str]) -> Self {
        let mut hash = secret.keyed_hash("attempt");
        for part in parts {
            hash.update(&part.len().to_le_bytes());
            hash.update(part.as_bytes());
        }
        let mut key = hash.finalize().into_bytes().to_vec();
        key.truncate(16);
        Self(key)
    }
}

/// The time until the limit allows another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait {
    /// In milliseconds, more than 0.
    pub(crate) ms: i64,
}

impl Wait {
    /// In words: "3 minutes", "20 seconds".
    pub(crate) fn in_words(self) -> String {
        match (self.ms + 999) / 1000 {
            ..=1 => "a second".to_owned(),
            seconds @ 2..=60 => format!("{seconds} seconds"),
            seconds => format!("{} minutes", (seconds + 59) / 60),
        }
    }
}

/// Checks whether the limit allows another attempt, without counting one.
pub(crate) async fn look(
    connection: &mut SqliteConnection,
    limit: Limit,
    key: &Key,
    now: i64,
) -> Result<Result<(), Wait>, sqlx::Error> {
    // In a full window the oldest attempt must expire first. Times far in the future predate a clock that was set back and
    // do not count. Times slightly in the future count, because requests read the clock before they queue for the database.
    let blocking: Option<i64> = sqlx::query_scalar(
        "SELECT at FROM attempts WHERE what = ? AND key = ? AND at > ? AND at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?",
    )
    .bind(limit.what)
    .bind(&key.0)
    .bind(now - limit.window_ms)
    .bind(now + limit.window_ms)
    .bind(limit.most - 1)
    .fetch_optional(connection)
    .await?;
    Ok(match blocking {
        Some(at) => Err(Wait {
            ms: (at + limit.window_ms - now).min(limit.window_ms),
        }),
        None => Ok(()),
    })
}

/// Counts an attempt.
pub(crate) async fn count(
    connection: &mut SqliteConnection,
    limit: Limit,
    key: &Key,
    now: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO attempts (what, key, at) VALUES (?, ?, ?)")
        .bind(limit.what)
        .bind(&key.0)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Counts an attempt if the limit allows it. Refused attempts are not counted, so repeated attempts do not prolong the wait.
pub(crate) async fn take(
    connection: &mut SqliteConnection,
    limit: Limit,
    key: &Key,
    now: i64,
) -> Result<Result<(), Wait>, sqlx::Error> {
    let looked = look(connection, limit, key, now).await?;
    if looked.is_ok() {
        count(connection, limit, key, now).await?;
    }
    Ok(looked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_address_limit_does_not_raise_the_limits_of_one_number() {
        let (usual, large) = (RateLimits::new(None, false), RateLimits::new(Some(1_000), false));
        assert!(large.codes_of_address.most > usual.codes_of_address.most);
        for (one, other) in [
            (usual.codes_of_number, large.codes_of_number),
            (usual.codes_of_number_and_address, large.codes_of_number_and_address),
            (usual.codes_of_device, large.codes_of_device),
            (usual.guesses_of_number, large.guesses_of_number),
        ] {
            assert_eq!(one.most, other.most, "{}", one.what);
        }
    }

    #[test]
    fn a_wait_in_words_is_rounded_up() {
        for (ms, words) in [
            (1, "a second"),
            (1001, "2 seconds"),
            (60_000, "60 seconds"),
            (60_001, "2 minutes"),
            (WINDOW_MS, "10 minutes"),
        ] {
            assert_eq!(Wait { ms }.in_words(), words);
        }
    }

    #[test]
    fn keys_of_other_parts_and_other_secrets_differ() {
        let key = |secret, parts: &[&str]| Key::of(&SigningSecret::for_test(secret), parts).0;
        assert_eq!(key(1, &["ab", "c"]), key(1, &["ab", "c"]));
        assert_ne!(key(1, &["ab", "c"]), key(1, &["a", "bc"]));
        assert_ne!(key(1, &["ab", "c"]), key(2, &["ab", "c"]));
    }
}
