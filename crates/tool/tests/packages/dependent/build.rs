fn main() {
    tarn_fingerprint::emit(&["src"]);
}
