//! The setting with the public address of the shop.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;

/// The origin of the shop in canonical addresses, such as `https://shop.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// The text is no origin.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address such as https://shop.example. A path belongs into --base-path.")]
pub struct NoPublicUrl(String);

impl FromStr for PublicUrl {
    type Err = NoPublicUrl;

    /// Reads scheme, host and perhaps a port. A slash at the end is optional.
    fn from_str(text: &str) -> Result<Self, NoPublicUrl> {
        let refused = || NoPublicUrl(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| refused())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(refused());
        };
        let is_plain =
            !authority.as_str().contains('@') && uri.path() == "/" && uri.query().is_none() && !text.contains('#');
        match scheme {
            "http" | "https" if is_plain => Ok(Self(format!("{scheme}://{authority}"))),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read() {
        for (text, expected) in [
            ("https://shop.example", "https://shop.example"),
            ("https://shop.example/", "https://shop.example"),
            ("http://localhost:4000", "http://localhost:4000"),
            ("http://[::1]:4000/", "http://[::1]:4000"),
        ] {
            assert_eq!(text.parse::<PublicUrl>().unwrap().to_string(), expected);
        }
    }

    #[test]
    fn other_addresses_are_refused() {
        for text in [
            "",
            "shop.example",
            "ftp://shop.example",
            "https://shop.example/shop/",
            "https://a@shop.example",
            "https://shop.example/?a",
            "https://shop.example/#a",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}
