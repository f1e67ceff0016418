//! The rules of docs/decisions/ways-to-talk.md, checked against the sources. Each rule is a plain function over text or a
//! graph of packages, so that each test also shows that the rule finds an offender.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod analytics;
mod dependencies;
mod dependency_graph;
mod namespaces;
mod remotes;
mod second_stores;
mod source_text;
