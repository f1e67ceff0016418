//! Mistakes in a view are found by the compiler, at their place.

#[test]
fn mistakes_are_named_at_their_place() {
    trybuild::TestCases::new().compile_fail("tests/mistakes/*.rs");
}
