//! `tarn base-path`: prepares the pages of a folder for static hosting below a base path. The project's server does
//! this itself for each page that it sends.

use std::fs;
use std::path::Path;

use ::tarn_base_path::{BasePath, page};
use anyhow::{Context as _, bail};

use crate::{atomic_file, compression};

/// Writes the base path into every page of the folder and into its compressed copy. Repeatable, also with another base
/// path.
pub fn run(base: &str, folder: &Path) -> anyhow::Result<()> {
    let base: BasePath = base
        .parse()
        .with_context(|| format!("\"{base}\" cannot be the base path"))?;
    let written = write_pages(&base, folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    if written == 0 {
        bail!(
            "{} has no pages; name the folder that is to be served",
            folder.display()
        );
    }
    println!("{written} pages in {} are for {}", folder.display(), base.as_str());
    Ok(())
}

fn write_pages(base: &BasePath, folder: &Path) -> anyhow::Result<usize> {
    let mut written = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            written += write_pages(base, &path)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            write_page(base, &path).with_context(|| path.display().to_string())?;
            written += 1;
        }
    }
    Ok(written)
}

fn write_page(base: &BasePath, file: &Path) -> anyhow::Result<()> {
    let html = page::write(&fs::read_to_string(file)?, base);
    atomic_file::write(file, html.as_bytes())?;
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    let compressed = Path::new(&compressed);
    if compressed.exists() {
        atomic_file::write(compressed, &compression::brotli(html.as_bytes())?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_folder_is_for_the_base_path_also_compressed() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        fs::create_dir(file("docs")).unwrap();
        for name in ["index.html", "docs/page.html", "docs/other.txt"] {
            fs::write(file(name), "<html><a href=\"/cart\">").unwrap();
        }
        fs::write(file("index.html.br"), "of the page before").unwrap();
        for (base, expected) in [
            ("shop", "<html data-base-path=\"/shop/\"><a href=\"/shop/cart\">"),
            ("/", "<html><a href=\"/cart\">"),
        ] {
            run(base, folder.path()).unwrap();
            for name in ["index.html", "docs/page.html"] {
                assert_eq!(fs::read_to_string(file(name)).unwrap(), expected);
            }
            let mut html = Vec::new();
            brotli::BrotliDecompress(&mut &fs::read(file("index.html.br")).unwrap()[..], &mut html).unwrap();
            assert_eq!(String::from_utf8(html).unwrap(), expected);
        }
        assert!(!file("docs/page.html.br").exists());
        assert_eq!(
            fs::read_to_string(file("docs/other.txt")).unwrap(),
            "<html><a href=\"/cart\">"
        );
    }

    #[test]
    fn nonsense_and_a_folder_without_pages_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = |base: &str| format!("{:#}", run(base, folder.path()).unwrap_err());
        assert!(error("http://localhost/shop/").contains("without scheme and host"));
        assert!(error("/shop/").contains("has no pages"));
    }
}
