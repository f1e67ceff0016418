//! The account remote: profile, logout, support tickets and the chat with the shop.

mod account;
mod account_page;
mod chat;
mod chat_message;
mod draft;
mod field;
mod load_notice;
mod perform;
mod place;
mod problem_notice;
mod profile;
mod profile_field;
mod progress;
mod request;
mod server_field;
mod shopper;
mod support;
mod ticket_row;
mod unsaved;
mod unsaved_storage;

#[cfg(test)]
mod tests;

use tarn_small_allocator as _;

tarn_federation::expose! {
    "account",
    provide: shared_store::provide_store,
    shop_props::ACCOUNT_PAGE => account_page::AccountPage,
}
