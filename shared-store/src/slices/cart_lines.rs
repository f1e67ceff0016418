//! The lines of a cart, indexed: lookup and totals take constant time.

use std::ops::Deref;

use serde::{Deserialize, Serialize};
use tarn_wire::{Description, Error, Reader, Wire};

use super::cart_line::{CartLine, check_quantity};

/// Up to this length a linear search is faster than the index.
const FEW: usize = 8;

/// The lines, one per product, in the order of adding. Dereferences to a slice of [`CartLine`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<CartLine>", into = "Vec<CartLine>")]
pub struct CartLines {
    lines: Vec<CartLine>,
    pieces: u32,
    subtotal_cents: u64,
    /// The index from products to lines: a hash table with open addressing. It contains positions from 1; 0 is a free slot.
    /// Empty for few lines.
    places: Vec<u32>,
}

impl CartLines {
    /// The position of this product's line.
    pub(super) fn find(&self, product_id: &str) -> Option<usize> {
        if self.places.is_empty() {
            return self.lines.iter().position(|line| line.product_id == product_id);
        }
        let mut slot = self.first_slot(product_id);
        loop {
            let place = (self.places[slot] as usize).checked_sub(1)?;
            if self.lines[place].product_id == product_id {
                return Some(place);
            }
            slot = self.next_slot(slot);
        }
    }

    /// Appends a line of a product that has none.
    pub(super) fn push(&mut self, line: CartLine) {
        self.count(&line);
        self.lines.push(line);
        if self.lines.len() > FEW {
            // At most half full, which keeps probe sequences short.
            if self.places.len() < 2 * self.lines.len() {
                self.index();
            } else {
                self.note(self.lines.len() - 1);
            }
        }
    }

    /// Replaces the line at `place` by another line of the same product.
    pub(super) fn put(&mut self, place: usize, line: CartLine) {
        self.discount(place);
        self.count(&line);
        self.lines[place] = line;
    }

    pub(super) fn set_quantity(&mut self, place: usize, quantity: u32) {
        self.discount(place);
        self.lines[place].quantity = quantity;
        let line = &self.lines[place];
        self.pieces = self.pieces.wrapping_add(line.quantity);
        self.subtotal_cents = self.subtotal_cents.wrapping_add(line.total_cents());
    }

    pub(super) fn remove(&mut self, place: usize) {
        self.discount(place);
        self.lines.remove(place);
        // All later lines have moved.
        self.index();
    }

    /// The number of pieces.
    pub(super) fn pieces(&self) -> u32 {
        self.pieces
    }

    pub(super) fn subtotal_cents(&self) -> u64 {
        self.subtotal_cents
    }

    // Totals of lines that the reducer accepts are exact; those of a forged state may wrap.
    fn count(&mut self, line: &CartLine) {
        self.pieces = self.pieces.wrapping_add(line.quantity);
        self.subtotal_cents = self.subtotal_cents.wrapping_add(line.total_cents());
    }

    fn discount(&mut self, place: usize) {
        let line = &self.lines[place];
        self.pieces = self.pieces.wrapping_sub(line.quantity);
        self.subtotal_cents = self.subtotal_cents.wrapping_sub(line.total_cents());
    }

    fn index(&mut self) {
        self.places.clear();
        if self.lines.len() > FEW {
            self.places.resize((4 * self.lines.len()).next_power_of_two(), 0);
            for place in 0..self.lines.len() {
                self.note(place);
            }
        }
    }

    fn note(&mut self, place: usize) {
        let mut slot = self.first_slot(&self.lines[place].product_id);
        while self.places[slot] != 0 {
            slot = self.next_slot(slot);
        }
        self.places[slot] = place as u32 + 1;
    }

    /// FNV-1a of the product's id, reduced to the table's size.
    fn first_slot(&self, product_id: &str) -> usize {
        let hash = product_id.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        (hash ^ hash >> 15) as usize & (self.places.len() - 1)
    }

    fn next_slot(&self, slot: usize) -> usize {
        (slot + 1) & (self.places.len() - 1)
    }
}

/// The fast path of "add to cart": compares an encoded [`CartLine`] with the line of its product, without decoding it. If
/// they differ in the quantity at most, returns the line's position and the sum of both quantities. `None` means the slow
/// path, also for malformed input.
pub(super) fn sum_with(lines: &CartLines, input: &mut Reader<'_>) -> Option<(usize, u32)> {
    let mut place = None;
    let mut quantity = 0;
    // One bit per field that equals the line's.
    let mut same = 0_u32;
    let names = ["productId", "name", "priceCents", "quantity", "image"];
    let read = input.record(&names, &mut |field, input| {
        if field == 0 {
            place = lines.find(input.text()?);
        }
        let Some(line) = place.map(|place: usize| &lines[place]) else {
            return Ok(());
        };
        // The pattern is exhaustive, so an added field fails to compile until it is compared here.
        let CartLine {
            product_id: _,
            name,
            price_cents,
            quantity: _,
            image,
        } = line;
        let is_same = match field {
            0 => true,
            1 => input.text()? == name,
            2 => u32::read(input)? == *price_cents,
            4 => input.text()? == image,
            _ => {
                quantity = u32::read(input)?;
                true
            }
        };
        same |= u32::from(is_same) << field;
        Ok(())
    });
    let place = place?;
    let sum = lines[place].quantity.checked_add(quantity)?;
    if read.is_err() || same != 0b1_1111 || check_quantity(quantity).is_err() || check_quantity(sum).is_err() {
        return None;
    }
    Some((place, sum))
}

impl Deref for CartLines {
    type Target = [CartLine];

    fn deref(&self) -> &[CartLine] {
        &self.lines
    }
}

impl PartialEq for CartLines {
    fn eq(&self, other: &Self) -> bool {
        self.lines == other.lines
    }
}

impl FromIterator<CartLine> for CartLines {
    fn from_iter<I: IntoIterator<Item = CartLine>>(lines: I) -> Self {
        let mut all = Self::default();
        for line in lines {
            all.count(&line);
            all.lines.push(line);
        }
        all.index();
        all
    }
}

impl From<Vec<CartLine>> for CartLines {
    fn from(lines: Vec<CartLine>) -> Self {
        lines.into_iter().collect()
    }
}

impl From<CartLines> for Vec<CartLine> {
    fn from(lines: CartLines) -> Self {
        lines.lines
    }
}

impl Wire for CartLines {
    fn write(&self, out: &mut Vec<u8>) {
        self.lines.write(out);
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        Vec::read(input).map(Self::from)
    }

    fn describe(path: &str, out: &mut Description) {
        Vec::<CartLine>::describe(path, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CartAction, CartState, MAX_QUANTITY, Reduce};

    fn line(number: u32) -> CartLine {
        CartLine {
            product_id: format!("p{number}"),
            name: String::new(),
            price_cents: 100 + number,
            quantity: 1 + number % 3,
            image: String::new(),
        }
    }

    /// Compares totals and lookup with those of a plain list.
    fn assert_consistent(lines: &CartLines, numbers: u32) {
        assert_eq!(lines.pieces(), lines.iter().map(|line| line.quantity).sum::<u32>());
        assert_eq!(
            lines.subtotal_cents(),
            lines.iter().map(CartLine::total_cents).sum::<u64>()
        );
        for number in 0..numbers {
            let id = format!("p{number}");
            assert_eq!(
                lines.find(&id),
                lines.iter().position(|line| line.product_id == id),
                "{id}"
            );
        }
    }

    #[test]
    fn adding_more_comes_to_the_same_as_decoding_and_reducing() {
        let present: CartLines = (0..20).map(line).collect();
        let added = |change: fn(&mut CartLine)| {
            let mut added = line(3);
            change(&mut added);
            added
        };
        let cases = [
            (added(|_| {}), true),
            (added(|line| line.quantity = MAX_QUANTITY - 1), true),
            (added(|line| line.quantity = MAX_QUANTITY), false),
            (added(|line| line.quantity = u32::MAX), false),
            (added(|line| line.quantity = 0), false),
            (added(|line| line.name.push('x')), false),
            (added(|line| line.image.push('x')), false),
            (added(|line| line.price_cents += 1), false),
            (added(|line| line.product_id.push('x')), false),
        ];
        for (line, is_more) in cases {
            let mut lines = present.clone();
            let bytes = tarn_wire::to_vec(&line);
            let sum = sum_with(&lines, &mut Reader::new(&bytes));
            assert_eq!(sum.is_some(), is_more, "{line:?}");
            if let Some((place, quantity)) = sum {
                lines.set_quantity(place, quantity);
            }
            let mut state = CartState {
                lines: present.clone(),
                ..CartState::default()
            };
            if is_more {
                CartState::reduce(&mut state, CartAction::AddToCart(line), 1).unwrap();
            }
            assert_eq!(lines, state.lines);
            assert_eq!(lines.pieces(), state.lines.pieces());
        }
        // A duplicate field does not compensate for a missing one.
        let mut twice = vec![0xa5];
        for (key, value) in [("productId", "p3"), ("image", "")] {
            twice.extend(tarn_wire::to_vec(&key.to_owned()));
            twice.extend(tarn_wire::to_vec(&value.to_owned()));
        }
        for (key, value) in [("priceCents", 103_u32), ("quantity", 1), ("quantity", 1)] {
            twice.extend(tarn_wire::to_vec(&key.to_owned()));
            twice.extend(tarn_wire::to_vec(&value));
        }
        assert_eq!(sum_with(&present, &mut Reader::new(&twice)), None);
    }

    #[test]
    fn lines_are_found_and_summed_however_the_cart_came_about() {
        let mut lines = CartLines::default();
        for number in 0..300 {
            lines.push(line(number));
            assert_consistent(&lines, number + 2);
        }
        lines.set_quantity(7, 50);
        lines.put(
            299,
            CartLine {
                price_cents: 1,
                ..line(299)
            },
        );
        assert_consistent(&lines, 301);
        while lines.len() > 3 {
            lines.remove(lines.len() / 3);
            lines.push(line(300));
            lines.remove(lines.len() - 1);
            assert_consistent(&lines, 301);
        }
        let read: CartLines =
            tarn_wire::from_slice(&tarn_wire::to_vec(&(0..20).map(line).collect::<Vec<_>>())).unwrap();
        assert_consistent(&read, 21);
    }
}
