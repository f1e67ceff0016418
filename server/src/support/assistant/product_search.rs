//! Finds the products that a message mentions.

use shop_api::model::Product;

/// The maximum number of products in an answer.
const MOST: usize = 3;

/// Stop words.
const EMPTY_WORDS: [&str; 38] = [
    "a", "about", "an", "and", "any", "are", "buy", "can", "cost", "costs", "do", "does", "for", "get", "have", "how",
    "in", "is", "it", "like", "looking", "me", "much", "need", "of", "on", "price", "sell", "show", "some", "stock",
    "the", "there", "want", "what", "with", "would", "you",
];

/// The mentioned products, best first: a word in the name counts more than one in the summary or category.
pub(super) fn find<'a>(words: &[String], products: &'a [Product]) -> Vec<&'a Product> {
    let words: Vec<&str> = words
        .iter()
        .map(|word| singular(word))
        // Short words are ignored, except numbers.
        .filter(|word| word.len() > 2 || word.contains(|c: char| c.is_ascii_digit()))
        .filter(|word| !EMPTY_WORDS.contains(word))
        .collect();
    let mut found: Vec<(usize, &Product)> = products
        .iter()
        .map(|product| (score(&words, product), product))
        .filter(|(score, _)| *score > 0)
        .collect();
    // The sort is stable, so equal scores keep the shop's order.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(MOST).map(|(_, product)| product).collect()
}

fn score(words: &[&str], product: &Product) -> usize {
    let name = product.name.to_lowercase();
    let rest = format!("{} {}", product.summary, product.category_name).to_lowercase();
    words
        .iter()
        .map(|word| {
            let starts = |text: &str| {
                text.split(|c: char| !c.is_alphanumeric())
                    .any(|part| part.starts_with(word))
            };
            2 * usize::from(starts(&name)) + usize::from(starts(&rest))
        })
        .sum()
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
        .unwrap_or(word)
}
