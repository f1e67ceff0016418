//! Who is who: codes sent to phones, sessions, users.

mod access_token;
mod code_challenges;
mod hs256;
mod refresh_families;
mod users;

pub(crate) use access_token::{TokenFault, read_token, sign_token};
pub(crate) use code_challenges::{ask_for_code, verify_code};
pub(crate) use refresh_families::{REFRESH_LIFE_MS, Rotation, open_family, revoke_family_of, rotate};
pub(crate) use users::{update_profile, user_of_session, user_with_phone};
