//! Errors of loading a remote. The JavaScript reports the step, the address and a detail.

use crate::{Code, FederationError};

/// The error for a failed `step` at `url`.
#[must_use]
pub fn failure(step: &str, url: &str, detail: &str) -> FederationError {
    // A further attempt has a query.
    let path = url.split('?').next().unwrap_or(url);
    let of_file = if path.ends_with(".wasm") {
        Code::WASM
    } else {
        Code::GLUE
    };
    let (code, what) = match step {
        "unreachable" => (
            Code::UNREACHABLE,
            "cannot be fetched: the server does not answer; check the deployment, then retry".into(),
        ),
        "status" => (
            Code::UNREACHABLE,
            format!("cannot be fetched: the server answers {detail}; check the deployment, then retry"),
        ),
        "too-slow" => (
            if path.ends_with(".json") {
                Code::UNREACHABLE
            } else {
                of_file
            },
            format!(
                "did not come within {detail} ms; check the server and the network, or raise `limits` in federation.json"
            ),
        ),
        "redirected" => (
            Code::UNREACHABLE,
            format!(
                "was redirected to {detail}, another origin, which is not followed; name that address in federation.json if it is right"
            ),
        ),
        "too-large" => (
            Code::MALFORMED,
            format!(
                "is larger than {detail} characters, too large for a manifest; correct the address or the deployment"
            ),
        ),
        "malformed" => (
            Code::MALFORMED,
            format!("is malformed: {detail}; correct the deployed file"),
        ),
        "integrity" => (
            Code::INTEGRITY,
            "does not have the hash in the manifest, so it was not run; deploy the whole set again".into(),
        ),
        "type" => (
            Code::GLUE,
            format!(
                "is sent by its server with Content-Type: {detail}, and a browser accepts only {}; correct the server's configuration, the file itself may be valid",
                if path.ends_with(".css") {
                    "text/css"
                } else {
                    "text/javascript"
                }
            ),
        ),
        "file-unreachable" => (of_file, "cannot be loaded: the server sends no complete answer".into()),
        "file-status" => (
            of_file,
            format!("cannot be loaded: the server answers {detail}; deploy the whole set of files"),
        ),
        "run" => (Code::GLUE, format!("cannot be run: {detail}")),
        "compile" => (
            Code::WASM,
            format!("does not compile: {detail}; its team must rebuild it with the pinned tools"),
        ),
        "no-init" => (
            Code::WASM,
            "has no default export; is it built with --target web?".into(),
        ),
        "start" => (Code::WASM, format!("does not start: {detail}")),
        other => (Code::GLUE, format!("cannot be loaded ({other}): {detail}")),
    };
    FederationError::new(code, format!("{url} {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_has_its_code_and_names_the_file() {
        for (step, url, code) in [
            ("unreachable", "/remote.json", Code::UNREACHABLE),
            ("status", "/remote.json", Code::UNREACHABLE),
            ("too-slow", "/remote.json", Code::UNREACHABLE),
            ("too-slow", "/a.wasm", Code::WASM),
            ("too-slow", "/a.js", Code::GLUE),
            ("redirected", "/remote.json", Code::UNREACHABLE),
            ("too-large", "/remote.json", Code::MALFORMED),
            ("malformed", "/remote.json", Code::MALFORMED),
            ("integrity", "/a.wasm", Code::INTEGRITY),
            ("type", "/a.js", Code::GLUE),
            ("type", "/a.css", Code::GLUE),
            ("file-unreachable", "/a.wasm", Code::WASM),
            ("file-unreachable", "/a.wasm?attempt=1", Code::WASM),
            ("too-slow", "/remote.json?build=7", Code::UNREACHABLE),
            ("file-status", "/a.js", Code::GLUE),
            ("run", "/a.js", Code::GLUE),
            ("compile", "/a.wasm", Code::WASM),
            ("no-init", "/a.js", Code::WASM),
            ("start", "/a.wasm", Code::WASM),
            ("what is this", "/a.css", Code::GLUE),
        ] {
            let error = failure(step, url, "503");
            assert_eq!(error.code, code, "{step}");
            assert!(error.message.starts_with(url), "{error}");
        }
        assert!(failure("status", "/remote.json", "503").message.contains("answers 503"));
    }

    #[test]
    fn a_wrong_content_type_is_named_with_the_right_one() {
        let message = |url| failure("type", url, "text/plain").message;
        assert!(message("/a.js").contains("Content-Type: text/plain") && message("/a.js").contains("text/javascript"));
        assert!(message("/a.css?attempt=1").contains("text/css"));
    }
}
