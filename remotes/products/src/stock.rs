//! Texts about the stock.

/// The stock up to which the number of pieces is shown.
const FEW: u32 = 5;

/// "Only 3 left" for a low stock; `None` if sold out.
pub(crate) fn only_few_left(stock: u32) -> Option<String> {
    (1..=FEW)
        .contains(&stock)
        .then(|| String::from("Only ") + &stock.to_string() + " left")
}
