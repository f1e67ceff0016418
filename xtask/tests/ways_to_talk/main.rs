//! The rules of docs/decisions/ways-to-talk.md, applied to the sources. Each rule is a plain function over text
//! or over a graph of packages, so that each test also shows what the rule says of an offender: a rule that cannot fail is none.
#![allow(clippy::unwrap_used, reason = "tests stop at what they do not expect")]

mod analytics;
mod dependencies;
mod dependency_graph;
mod namespaces;
mod remotes;
mod second_stores;
mod source_text;
