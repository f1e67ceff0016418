//! The account remote: profile, logout, support tickets and the chat with the shop.
#![cfg(target_arch = "wasm32")]

mod account_page;
mod chat;
mod load;
mod log_out;
mod profile;
mod shopper;
mod support;
mod text_field;
mod ticket_row;

federation::expose! {
    "account",
    provide: shared_store::provide_store,
    "AccountPage" => account_page::account_page,
}
