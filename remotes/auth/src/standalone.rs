//! The login on its own, for the team that owns it.

use leptos::prelude::*;
use page::standalone::{Surroundings, elsewhere, standalone};
use remote_props::OtpVerifyProps;

use crate::otp_verify::otp_verify;

pub(crate) fn app() -> impl IntoView {
    standalone("auth", view)
}

/// A login leads to the account, so that it is seen to lead away; a host would lead to where the shopper was going.
fn view(here: Surroundings) -> impl IntoView {
    move || match here.location.get().path.as_str() {
        "/" | "/login" => otp_verify(Signal::stored(OtpVerifyProps {
            handle_navigate: here.handle_navigate(),
            on_show_toast: Some(here.on_show_toast()),
            return_to: Some("/account".into()),
        }))
        .into_any(),
        path => elsewhere(path, &["/"]).into_any(),
    }
}
