//! The mark of a request that the server sends to itself.

/// An extension of the requests with which an [`Origin`](crate::Origin) fetches the data of its pages from the routes of the server. Such
/// a request has no client: limits and logs that are about clients leave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InProcess;
