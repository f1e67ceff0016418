//! Takes the fingerprint of all that decides what reducers make of an action: the slices and their limits. The store that runs them is
//! not among it: a mended engine makes no other reducers.

fn main() {
    tarn_fingerprint::emit(&["src/slices", "../shop/limits/src"]);
}
