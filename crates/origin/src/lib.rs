//! The origin of the built apps: the host's, and each standalone remote's.

mod accepted_encoding;
mod access_log;
mod below_base_path;
mod builder;
mod canonical_address;
mod content_type;
mod dictionary;
mod dist_answer;
mod dist_file;
mod embedded;
mod error;
mod etag;
mod federation_file;
mod file_response;
mod host_origin;
mod inline_code;
mod layers;
mod parameters;
mod request_path;
mod security_headers;
mod standalone_origin;

pub use builder::Origin;
pub use error::OriginError;
