//! The parameters of a query string.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use browser::Parameters;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) use native::Parameters;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser {
    use web_sys::UrlSearchParams;

    /// Parameters, read by the browser. Without its parser there are none.
    pub(crate) struct Parameters(Option<UrlSearchParams>);

    impl Parameters {
        /// The parameters of a query string, with or without its `?`.
        pub(crate) fn of(query_string: &str) -> Self {
            Self(UrlSearchParams::new_with_str(query_string).ok())
        }

        /// The value of the first parameter of this name.
        pub(crate) fn get(&self, name: &str) -> Option<String> {
            self.0.as_ref()?.get(name)
        }
    }
}

/// The same for native tests.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native {
    pub(crate) struct Parameters(Vec<(String, String)>);

    impl Parameters {
        pub(crate) fn of(query_string: &str) -> Self {
            let query_string = query_string.strip_prefix('?').unwrap_or(query_string);
            let pairs = query_string
                .split('&')
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            Self(pairs.map(|(name, value)| (decoded(name), decoded(value))).collect())
        }

        pub(crate) fn get(&self, name: &str) -> Option<String> {
            let found = self.0.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        }
    }

    fn decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, after @ ..] = rest {
            rest = after;
            let escaped = after
                .get(..2)
                .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
            match (first, escaped) {
                (b'%', Some(byte)) => {
                    bytes.push(byte);
                    rest = &after[2..];
                }
                (b'+', _) => bytes.push(b' '),
                (byte, _) => bytes.push(*byte),
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
