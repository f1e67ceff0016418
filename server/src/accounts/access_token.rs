//! The short-lived token that a page sends with every call (a JWT, HS256).

use jsonwebtoken::errors::Error as JwtError;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::hs256;
use crate::signing_secret::SigningSecret;

/// The claims of a token.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AccessClaims {
    /// The user's id.
    pub(crate) sub: String,
    /// The login of the token; a revoked login invalidates its tokens.
    pub(crate) sid: String,
    /// The expiry, in seconds since the epoch.
    pub(crate) exp: i64,
}

/// The reason for refusing a token.
#[derive(Debug, PartialEq)]
pub(crate) enum TokenFault {
    /// The token was valid and has expired.
    Expired,
    /// The token was not signed by this server.
    Invalid,
}

/// Signs a token that lives at least `life_ms` from `now`, and returns it with its expiry (both in ms).
pub(crate) fn sign_token(
    secret: &SigningSecret,
    user_id: &str,
    family_id: &str,
    now: i64,
    life_ms: i64,
) -> Result<(String, i64), JwtError> {
    hs256::install();
    // JWT counts in seconds. Rounded up, so no token expires at its creation.
    let exp = (now + life_ms + 999) / 1000;
    let claims = AccessClaims {
        sub: user_id.to_owned(),
        sid: family_id.to_owned(),
        exp,
    };
    let token = jsonwebtoken::encode(
        &Header::new(Algorithm::HS256),
        &claims,
        &EncodingKey::from_secret(secret.as_bytes()),
    )?;
    Ok((token, exp * 1000))
}

/// The claims of a valid token.
pub(crate) fn read_token(secret: &SigningSecret, token: &str, now: i64) -> Result<AccessClaims, TokenFault> {
    hs256::install();
    let mut validation = Validation::new(Algorithm::HS256);
    // Checked below with the server's own clock, to the millisecond.
    validation.validate_exp = false;
    let claims: AccessClaims = jsonwebtoken::decode(token, &DecodingKey::from_secret(secret.as_bytes()), &validation)
        .map_err(|_| TokenFault::Invalid)?
        .claims;
    if claims.exp.saturating_mul(1000) <= now {
        return Err(TokenFault::Expired);
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_700_000_000_250;

    fn signed() -> (String, i64) {
        sign_token(&SigningSecret::for_test(1), "u1", "f1", NOW, 1000).unwrap()
    }

    #[test]
    fn a_token_contains_user_and_login_until_it_expires() {
        let (token, end) = signed();
        assert!(end >= NOW + 1000);
        let claims = read_token(&SigningSecret::for_test(1), &token, end - 1).unwrap();
        assert_eq!((&*claims.sub, &*claims.sid), ("u1", "f1"));
        assert_eq!(
            read_token(&SigningSecret::for_test(1), &token, end),
            Err(TokenFault::Expired)
        );
    }

    #[test]
    fn a_token_of_another_server_is_invalid() {
        let (token, _) = signed();
        assert_eq!(
            read_token(&SigningSecret::for_test(2), &token, NOW),
            Err(TokenFault::Invalid)
        );
    }

    #[test]
    fn a_token_without_signature_is_invalid() {
        let (token, _) = signed();
        let payload = token.split('.').nth(1).unwrap();
        // {"alg":"none","typ":"JWT"}
        let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{payload}.");
        assert_eq!(
            read_token(&SigningSecret::for_test(1), &unsigned, NOW),
            Err(TokenFault::Invalid)
        );
    }
}
