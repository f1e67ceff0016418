//! The security headers of an origin, and the content security policy of its pages.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::error::OriginError;
use super::inline_code::InlineCode;

/// The headers of every answer.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// A kind of content, by its directive of the content security policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directive {
    /// `connect-src`: requests of scripts.
    Connect,
    /// `font-src`: fonts.
    Font,
    /// `frame-src`: documents in frames.
    Frame,
    /// `img-src`: images.
    Image,
    /// `media-src`: audio and video.
    Media,
    /// `script-src`: scripts.
    Script,
    /// `style-src`: style sheets.
    Style,
}

/// What the pages of an origin may load, and the security headers of all answers.
///
/// By default, pages load everything from their own origin, images also from `data:` URLs. Scripts and styles inside a page are allowed
/// by their hashes, remotes of other origins by `federation.json`. No other site may show the pages in a frame.
///
/// ```
/// use axum::http::{HeaderValue, header};
/// use tarn_origin::{Directive, Origin, Security};
///
/// let security = Security::default()
///     .allow(Directive::Connect, "https://api.example")?
///     .allow(Directive::Image, "https://pictures.example")?
///     .header(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
/// let origin = Origin::new("dist").security(security);
/// # Ok::<(), tarn_origin::OriginError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Security {
    headers: HeaderMap,
    sources: Vec<(Directive, String)>,
}

impl Default for Security {
    fn default() -> Self {
        let headers = HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value)));
        Self {
            headers: headers.into_iter().collect(),
            sources: Vec::new(),
        }
    }
}

impl Security {
    /// Allows another source, such as `https://api.example`, for one kind of content.
    ///
    /// # Errors
    /// [`OriginError::Source`] for a text that is not one source.
    pub fn allow(mut self, directive: Directive, source: &str) -> Result<Self, OriginError> {
        let is_source = |b: u8| b.is_ascii_graphic() && !matches!(b, b';' | b',');
        if source.is_empty() || !source.bytes().all(is_source) {
            return Err(OriginError::Source(source.to_owned()));
        }
        self.sources.push((directive, source.to_owned()));
        Ok(self)
    }

    /// Sets a header of every answer, in place of the default of the same name: `Permissions-Policy` without camera, geolocation,
    /// microphone, payment and USB; `Referrer-Policy: same-origin`; `Cross-Origin-Opener-Policy: same-origin`;
    /// `X-Content-Type-Options: nosniff`. A `Content-Security-Policy` replaces the policies of all pages.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Whether an operator's policy replaces those of pages. It has no hashes of their styles.
    #[cfg(feature = "render")]
    pub(super) fn has_own_policy(&self) -> bool {
        self.headers.contains_key(header::CONTENT_SECURITY_POLICY)
    }

    /// The headers of every answer.
    pub(super) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The policy of a page: content of this origin and of the allowed sources, the page's inline code, and code of `origins`.
    pub(super) fn policy(&self, code: &InlineCode, origins: &[&str]) -> String {
        let with = |directive: Directive, sources: &[String], origins: &[&str]| {
            sources
                .iter()
                .map(String::as_str)
                .chain(origins.iter().copied())
                .chain(self.sources_of(directive))
                .map(|source| format!(" {source}"))
                .collect::<String>()
        };
        let policy = format!(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; \
             connect-src 'self'{}; img-src 'self' data:{}; object-src 'none'; base-uri 'none'; \
             frame-ancestors 'none'; form-action 'self'",
            with(Directive::Script, &code.scripts, origins),
            with(Directive::Style, &code.styles, origins),
            with(Directive::Connect, &[], origins),
            with(Directive::Image, &[], &[]),
        );
        // Without a directive of their own, `default-src` decides about these.
        let others = [
            (Directive::Font, "font-src"),
            (Directive::Frame, "frame-src"),
            (Directive::Media, "media-src"),
        ]
        .map(|(directive, name)| match with(directive, &[], &[]) {
            sources if sources.is_empty() => sources,
            sources => format!("; {name} 'self'{sources}"),
        });
        policy + &others.concat()
    }

    fn sources_of(&self, directive: Directive) -> impl Iterator<Item = &str> {
        let of_directive = self.sources.iter().filter(move |(of, _)| *of == directive);
        of_directive.map(|(_, source)| source.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directive<'a>(policy: &'a str, name: &str) -> Option<&'a str> {
        policy
            .split("; ")
            .find_map(|directive| directive.strip_prefix(name)?.strip_prefix(' '))
    }

    #[test]
    fn an_allowed_source_is_in_its_directive_only() {
        for (kind, name, before) in [
            (Directive::Connect, "connect-src", "'self'"),
            (Directive::Font, "font-src", "'self'"),
            (Directive::Frame, "frame-src", "'self'"),
            (Directive::Image, "img-src", "'self' data:"),
            (Directive::Media, "media-src", "'self'"),
            (Directive::Script, "script-src", "'self' 'wasm-unsafe-eval'"),
            (Directive::Style, "style-src", "'self'"),
        ] {
            let security = Security::default().allow(kind, "https://x.example").unwrap();
            let policy = security.policy(&InlineCode::default(), &[]);
            assert_eq!(policy.matches("https://x.example").count(), 1, "{policy}");
            assert_eq!(
                directive(&policy, name).unwrap(),
                format!("{before} https://x.example"),
                "{policy}"
            );
        }
    }

    #[test]
    fn a_kind_without_sources_of_its_own_has_no_directive() {
        let policy = Security::default().policy(&InlineCode::default(), &[]);
        for name in ["font-src", "frame-src", "media-src"] {
            assert_eq!(directive(&policy, name), None);
        }
        assert!(policy.ends_with("; form-action 'self'"), "{policy}");
    }

    #[test]
    fn a_text_that_is_not_one_source_is_refused() {
        for text in [
            "",
            " ",
            "https://a.example https://b.example",
            "a; script-src *",
            "a,b",
            "\u{e4}",
            "a\n",
        ] {
            let error = Security::default().allow(Directive::Image, text).unwrap_err();
            assert_eq!(error, OriginError::Source(text.to_owned()));
        }
    }

    #[test]
    fn a_header_replaces_the_default_of_its_name() {
        let security = Security::default().header(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        let values: Vec<_> = security.headers().get_all(header::REFERRER_POLICY).iter().collect();
        assert_eq!(values, ["no-referrer"]);
        assert_eq!(security.headers().len(), HEADERS.len());
    }
}
