/** The stock up to which the number of pieces is shown. */
const FEW = 5;

/** "Only 3 left" for a low stock; null if sold out. */
export const onlyFewLeft = (stock) => (stock > 0 && stock <= FEW ? `Only ${stock} left` : null);
