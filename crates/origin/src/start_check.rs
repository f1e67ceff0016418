//! The check of parameters and built apps before a start.

use tarn_manifest::{match_path, parts};

use super::error::OriginError;
use super::federation_file;
use super::parameters::Parameters;

/// Checks that the host is built, and that its base path is no address of the page and no prefix of one.
pub(super) async fn check(parameters: &Parameters) -> Result<(), OriginError> {
    let Parameters { dist, base, .. } = parameters;
    if !dist.join("host/index.html").is_file() {
        return Err(OriginError::DistMissing(dist.to_path_buf()));
    }
    let Some(first) = parts(base.as_str()).next() else {
        return Ok(());
    };
    let is_taken = parameters.is_folder(first)
        || parameters.host_pages.iter().any(|page| begins(page, base.as_str()))
        || federation_file::read(dist).await.has_page_below(base.as_str());
    match is_taken {
        true => Err(OriginError::BasePathTaken(base.as_str().to_owned())),
        false => Ok(()),
    }
}

/// Whether the path is a page, or a prefix of one.
fn begins(page: &str, path: &str) -> bool {
    let beginning: Vec<_> = parts(page).take(parts(path).count()).collect();
    match_path(&beginning.join("/"), path).is_some()
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn a_prefix_of_a_page_is_recognised() {
        for (path, expected) in [
            ("/help/", true),
            ("/help/atlas/", true),
            ("/help/atlas/more/", false),
            ("/atlas/", false),
        ] {
            assert_eq!(begins("/help/:topic", path), expected, "{path}");
        }
    }
}
