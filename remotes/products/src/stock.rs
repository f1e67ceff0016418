//! How to speak of what is left of a product.

/// From this many pieces down, the shopper is told how many are left.
const FEW: u32 = 5;

/// "Only 3 left" when there are few, though some.
pub(crate) fn only_few_left(stock: u32) -> Option<String> {
    (1..=FEW)
        .contains(&stock)
        .then(|| String::from("Only ") + &stock.to_string() + " left")
}
