//! What `#[derive(Action)]` says of mistakes: where in the source they are, and what to do.
//!
//! After a change of the messages: `TRYBUILD=overwrite cargo test -p tarn-store --test derive`.

#[test]
fn each_mistake_is_named_at_its_place() {
    trybuild::TestCases::new().compile_fail("tests/derive/*.rs");
}
