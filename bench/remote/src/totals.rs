//! `Totals`: subscribers without a view, read from outside.

use std::cell::RefCell;

use leptos::prelude::*;
use shared_store::{Selected, Store, select_total_cart_items, use_selector, use_store};
use wasm_bindgen::prelude::*;

use crate::actions;
use crate::instance::SubscriberProps;

thread_local! {
    static TOTALS: RefCell<Vec<Selected<u32>>> = const { RefCell::new(Vec::new()) };
    static STORE: RefCell<Option<Store>> = const { RefCell::new(None) };
}

/// Each subscriber has its own memoised selector, as in separate components.
#[component]
pub(crate) fn Totals(props: ReadSignal<SubscriberProps>) -> impl IntoView {
    let count = props.with_untracked(|props| props.count as usize);
    let totals: Vec<_> = (0..count).map(|_| use_selector(select_total_cart_items)).collect();
    // The first read takes the value of the snapshot, as the first render of a view does.
    for total in &totals {
        let _ = total.get_untracked();
    }
    TOTALS.set(totals);
    STORE.set(Some(use_store()));
    actions::take_dispatch();
    on_cleanup(|| {
        TOTALS.take();
        STORE.take();
    });
}

/// Number of subscribers that see `expected`.
#[wasm_bindgen]
pub fn seeing(expected: u32) -> u32 {
    TOTALS.with_borrow(|totals| {
        let seeing = totals.iter().filter(|total| total.get_untracked() == expected);
        seeing.count() as u32
    })
}

/// Reads the first subscriber `times` times; returns the sum, modulo 2^32.
#[wasm_bindgen]
pub fn read(times: u32) -> u32 {
    TOTALS.with_borrow(|totals| match totals.first() {
        Some(total) => (0..times).fold(0, |sum: u32, _| sum.wrapping_add(total.get_untracked())),
        None => 0,
    })
}

/// Runs the selector `times` times; returns the sum of the results, modulo 2^32.
#[wasm_bindgen]
pub fn read_anew(times: u32) -> u32 {
    let Some(store) = STORE.with_borrow(Clone::clone) else {
        return 0;
    };
    (0..times).fold(0, |sum: u32, _| sum.wrapping_add(store.select(select_total_cart_items)))
}
