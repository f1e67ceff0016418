//! Formats numbers of pieces.

/// "1 item", "3 items".
pub(crate) fn pieces(count: u32) -> String {
    if count == 1 {
        "1 item".into()
    } else {
        format!("{count} items")
    }
}
