//! The account remote: profile, logout, support tickets and the chat with the shop.
#![cfg(any(target_arch = "wasm32", test))]

#[cfg(target_arch = "wasm32")]
mod account;
#[cfg(target_arch = "wasm32")]
mod account_page;
#[cfg(target_arch = "wasm32")]
mod chat;
#[cfg(target_arch = "wasm32")]
mod chat_message;
mod draft;
#[cfg(target_arch = "wasm32")]
mod field;
#[cfg(target_arch = "wasm32")]
mod load_notice;
#[cfg(target_arch = "wasm32")]
mod perform;
#[cfg(target_arch = "wasm32")]
mod place;
#[cfg(target_arch = "wasm32")]
mod problem_notice;
#[cfg(target_arch = "wasm32")]
mod profile;
#[cfg(target_arch = "wasm32")]
mod profile_field;
#[cfg(target_arch = "wasm32")]
mod progress;
#[cfg(target_arch = "wasm32")]
mod request;
#[cfg(target_arch = "wasm32")]
mod server_field;
#[cfg(target_arch = "wasm32")]
mod shopper;
#[cfg(target_arch = "wasm32")]
mod support;
#[cfg(target_arch = "wasm32")]
mod ticket_row;
mod unsaved;
#[cfg(target_arch = "wasm32")]
mod unsaved_storage;

#[cfg(target_arch = "wasm32")]
use tarn_small_allocator as _;

#[cfg(target_arch = "wasm32")]
tarn_federation::expose! {
    "account",
    provide: shared_store::provide_store,
    shop_props::ACCOUNT_PAGE => account_page::AccountPage,
}
