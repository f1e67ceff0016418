//! The short way of `cart/addToCart`: two numbers in place of the action.

use shared_store::*;
use tarn_wire::Tagged;

fn line(number: u32, quantity: u32) -> CartLine {
    CartLine {
        product_id: format!("p{number}"),
        name: format!("Product {number}"),
        price_cents: 100 + number,
        quantity,
        image: String::new(),
    }
}

/// What a shopper might do next, of numbers below a bound.
fn next_action(random: &mut dyn FnMut(u32) -> u32) -> CartAction {
    let number = random(20);
    let product_id = format!("p{number}");
    match random(20) {
        0 => CartAction::ClearCart,
        1..4 => CartAction::RemoveFromCart { product_id },
        4..8 => CartAction::UpdateQuantity {
            product_id,
            quantity: random(4),
        },
        // Now and then a price that has changed, and a quantity that is refused.
        8 => CartAction::AddToCart(CartLine {
            price_cents: 7,
            ..line(number, random(2) * MAX_QUANTITY)
        }),
        _ => CartAction::AddToCart(line(number, 1 + random(3))),
    }
}

#[test]
fn a_step_leads_to_the_state_that_its_action_leads_to() {
    let mut seed = 7_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let (mut cart, mut steps) = (CartState::default(), 0);
    for seq in 1..2_000 {
        let action = next_action(&mut random);
        let bytes = Tagged::encode(CartState::KEY, &action);
        let step = Slice::step_of(&cart, &Tagged::parse(&bytes).unwrap());
        let mut stepped = cart.clone();
        let _ = cart.apply(action, seq);
        if let Some(step) = step {
            steps += 1;
            assert!(Slice::take_step(&mut stepped, step, seq));
            assert_eq!(stepped, cart);
        }
    }
    assert!(
        steps > 300,
        "adding more of a line is a step; of these there were {steps}"
    );
}
