//! Paths of the API.

use crate::model::percent_encode_into;

/// `prefix`, then the id as one path segment, then `suffix`.
pub(crate) fn path_with_id(prefix: &str, id: &str, suffix: &str) -> String {
    let mut path = String::from(prefix);
    percent_encode_into(&mut path, id);
    path.push_str(suffix);
    path
}
