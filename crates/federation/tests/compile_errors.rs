//! Props that do not fit, and their messages.
//!
//! To update the files after a change of the messages:
//! `TRYBUILD=overwrite cargo test -p tarn-federation --all-features --test compile_errors`.

#[test]
fn each_mistake_is_reported_at_its_place() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/props/*.rs");
    cases.compile_fail("tests/expose/*.rs");
    #[cfg(feature = "host")]
    cases.compile_fail("tests/remote_view/*.rs");
}
