//! Brotli, at the quality of files that are compressed once and served often.

use std::io::Write as _;
use std::path::Path;

/// Whether compressing this kind of file is worth the while.
pub fn is_compressible(file: &Path) -> bool {
    const KINDS: [&str; 8] = ["css", "html", "js", "json", "mjs", "svg", "txt", "wasm"];
    file.extension()
        .and_then(|kind| kind.to_str())
        .is_some_and(|kind| KINDS.contains(&kind))
}

/// Quality 11, the window of 4 MB that every browser takes.
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
    fn what_is_compressed_comes_back_and_is_smaller() {
        let text = "cart/addToCart ".repeat(100);
        let compressed = brotli(text.as_bytes()).unwrap();
        assert!(compressed.len() < text.len() / 10);
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut brotli::Decompressor::new(&*compressed, 4096), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(is_compressible(Path::new("a/cart_bg.wasm")));
        assert!(!is_compressible(Path::new("a/photo.jpg")));
        assert!(!is_compressible(Path::new("LICENSE")));
    }
}
