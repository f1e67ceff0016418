//! The auth remote: the login by a code sent to a phone.

mod code_step;
mod countdown;
mod login;
mod login_form;
mod otp_verify;
mod phone_step;
mod return_to;

#[cfg(test)]
mod tests;

use tarn_small_allocator as _;

tarn_federation::expose! {
    "auth",
    provide: shared_store::provide_store,
    shop_props::OTP_VERIFY => otp_verify::OtpVerify,
}
