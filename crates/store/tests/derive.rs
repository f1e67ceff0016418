//! Compile errors of `#[derive(Action)]`: their place in the source, and their advice.
//!
//! To update the files after a change of the messages: `TRYBUILD=overwrite cargo test -p tarn-store --test derive`.

#[test]
fn each_mistake_is_reported_at_its_place() {
    trybuild::TestCases::new().compile_fail("tests/derive/*.rs");
}
