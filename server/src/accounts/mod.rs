//! Accounts: codes sent to phones, sessions, users.

mod access_token;
mod code_challenges;
mod code_limits;
mod hs256;
mod log_in;
mod phone_form;
mod refresh_families;
mod stored_phones;
mod users;

pub(crate) use access_token::{TokenFault, read_token, sign_token};
pub(crate) use code_challenges::{ask_for_code, phone_of};
pub(crate) use code_limits::Asker;
pub(crate) use log_in::{LoggedIn, log_in};
pub(crate) use refresh_families::{REFRESH_LIFE_MS, Rotation, revoke_family_of, rotate};
pub(crate) use stored_phones::renew_stored_phones;
pub(crate) use users::{update_profile, user_of_session};
