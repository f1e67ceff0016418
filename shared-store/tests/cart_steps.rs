//! The step of `cart/addToCart`: two numbers instead of the action.

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

/// A random next action of a shopper. `random` returns numbers below its argument.
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
        // In some cases the price has changed or the reducer refuses the quantity.
        8 => CartAction::AddToCart(CartLine {
            price_cents: 7,
            ..line(number, random(2) * MAX_QUANTITY)
        }),
        _ => CartAction::AddToCart(line(number, 1 + random(3))),
    }
}

#[test]
fn a_step_and_its_action_lead_to_the_same_state() {
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
    assert!(steps > 300, "an addition to a line is a step; there were {steps}");
}
