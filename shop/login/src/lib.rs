//! Translates a session of the API into actions of the store's contract, for auth and for the page's owner when it restores or renews a
//! session. The API knows no store and the store knows no API, so this crate connects them.

use shared_store::{Rejected, User, UserAction};
use shop_api::model::{self, Session};

/// Dispatches a session: the token, the user, and last the login, so that no view shows half a session. It stops
/// at the first refused action.
///
/// # Errors
/// The error of `dispatch`.
pub fn log_in(session: Session, mut dispatch: impl FnMut(UserAction) -> Result<(), Rejected>) -> Result<(), Rejected> {
    dispatch(UserAction::SetAt {
        token: session.token,
        expires_at: session.expires_at,
    })?;
    dispatch(UserAction::SetUser {
        user: user(session.user),
    })?;
    dispatch(UserAction::SetIsLoggedIn { is_logged_in: true })
}

fn user(user: model::User) -> User {
    User {
        id: user.id,
        name: user.name,
        phone: user.phone,
        email: user.email,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Session {
        Session {
            token: "t".into(),
            expires_at: 7,
            user: model::User {
                id: "u1".into(),
                name: Some("Ada".into()),
                phone: "+15550100".into(),
                email: None,
            },
        }
    }

    #[test]
    fn the_token_comes_first_and_the_login_last() {
        let mut dispatched = Vec::new();
        let done = log_in(session(), |action| {
            dispatched.push(action);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        let user = User {
            id: "u1".into(),
            name: Some("Ada".into()),
            phone: "+15550100".into(),
            email: None,
        };
        assert_eq!(
            dispatched,
            [
                UserAction::SetAt {
                    token: "t".into(),
                    expires_at: 7
                },
                UserAction::SetUser { user },
                UserAction::SetIsLoggedIn { is_logged_in: true },
            ]
        );
    }

    #[test]
    fn a_refusal_stops_the_login() {
        let mut count = 0;
        let refused = log_in(session(), |_| {
            count += 1;
            match count {
                2 => Err(Rejected::refused("user.id: a user's id is not empty")),
                _ => Ok(()),
            }
        });
        assert_eq!((refused.is_err(), count), (true, 2));
    }
}
