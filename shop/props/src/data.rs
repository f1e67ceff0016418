//! Structs and enums used in props.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// The session is unknown because the server could not be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SessionProblem {
    /// Waiting for the next check.
    Waiting,
    /// A check is pending.
    Checking,
}

impl SessionProblem {
    /// The problem of a page whose session is unknown (`is_unknown`). A pending check (`is_checking`) alone is not a problem.
    #[must_use]
    pub fn of(is_unknown: bool, is_checking: bool) -> Option<Self> {
        is_unknown.then_some(match is_checking {
            true => Self::Checking,
            false => Self::Waiting,
        })
    }
}

/// The subject of a page.
#[derive(Debug, Clone, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subject {
    /// The title of the document, without the shop's name.
    pub title: String,
    /// A sentence for search engines and shared links.
    pub description: String,
}

impl tarn_federation::PropData for SessionProblem {}

impl tarn_federation::PropData for Subject {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_check_of_a_page_is_not_a_problem() {
        assert_eq!(SessionProblem::of(false, true), None);
        assert_eq!(SessionProblem::of(false, false), None);
        assert_eq!(SessionProblem::of(true, true), Some(SessionProblem::Checking));
        assert_eq!(SessionProblem::of(true, false), Some(SessionProblem::Waiting));
    }

    #[test]
    fn a_session_problem_is_a_word_and_a_subject_is_an_object() {
        let word = |problem: SessionProblem| tarn_wire::from_slice::<String>(&tarn_wire::to_vec(&problem));
        assert_eq!(word(SessionProblem::Waiting).as_deref(), Ok("waiting"));
        assert_eq!(word(SessionProblem::Checking).as_deref(), Ok("checking"));
        let subject = Subject {
            title: "A lamp".into(),
            description: "It is bright.".into(),
        };
        let mut fields = Vec::new();
        let bytes = tarn_wire::to_vec(&subject);
        let read = tarn_wire::Reader::new(&bytes).record(&["title", "description"], &mut |field, input| {
            fields.push((field, input.text()?.to_owned()));
            Ok(())
        });
        assert!(read.is_ok());
        assert_eq!(fields, [(0, "A lamp".to_owned()), (1, "It is bright.".to_owned())]);
    }
}
