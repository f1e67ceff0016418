//! The auth remote: the login by a code sent to a phone.
#![cfg(any(target_arch = "wasm32", test))]

#[cfg(target_arch = "wasm32")]
mod code_step;
mod countdown;
#[cfg(target_arch = "wasm32")]
mod login;
#[cfg(target_arch = "wasm32")]
mod login_form;
#[cfg(target_arch = "wasm32")]
mod otp_verify;
#[cfg(target_arch = "wasm32")]
mod phone_step;
mod return_to;

#[cfg(target_arch = "wasm32")]
use tarn_small_allocator as _;

#[cfg(target_arch = "wasm32")]
tarn_federation::expose! {
    "auth",
    provide: shared_store::provide_store,
    shop_props::OTP_VERIFY => otp_verify::OtpVerify,
}
