//! Brotli, at the quality for files that are compressed once and served often.

use std::io::Write as _;
use std::path::Path;

/// Whether compression reduces this kind of file noticeably.
pub fn is_compressible(file: &Path) -> bool {
    const KINDS: [&str; 8] = ["css", "html", "js", "json", "mjs", "svg", "txt", "wasm"];
    file.extension()
        .and_then(|kind| kind.to_str())
        .is_some_and(|kind| KINDS.contains(&kind))
}

/// Compresses with quality 11 and a window of 4 MB, which every browser supports.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    drop(writer);
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_data_is_smaller_and_decompresses() {
        let text = "cart/addToCart ".repeat(100);
        let compressed = brotli(text.as_bytes()).unwrap();
        assert!(compressed.len() < text.len() / 10);
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut brotli::Decompressor::new(&*compressed, 4096), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }

    #[test]
    fn pictures_stay_uncompressed() {
        assert!(is_compressible(Path::new("a/cart_bg.wasm")));
        assert!(!is_compressible(Path::new("a/photo.jpg")));
        assert!(!is_compressible(Path::new("LICENSE")));
    }
}
