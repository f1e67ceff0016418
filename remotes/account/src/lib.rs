//! The account remote: profile, logout, support tickets and the chat with the shop.
#![cfg(target_arch = "wasm32")]

mod account;
mod account_page;
mod chat;
mod chat_message;
mod field;
mod kept;
mod perform;
mod problem;
mod profile;
mod request;
mod request_button;
mod shopper;
mod support;
mod ticket;

use small_allocator as _;

federation::expose! {
    "account",
    provide: shared_store::provide_store,
    "AccountPage" => account_page::account_page,
}
