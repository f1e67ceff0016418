//! Sizes of an app by kind of file, and their table.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::renderer_files;

/// Kind of a file in a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    Wasm,
    Glue,
    Css,
    Html,
    Other,
    /// For servers: no browser downloads it, so it counts for no total and no budget.
    Renderer,
}

impl FileKind {
    /// What a page downloads.
    const DOWNLOADED: [Self; 5] = [Self::Wasm, Self::Glue, Self::Css, Self::Html, Self::Other];

    /// The kind of a file by its path in the app's folder in dist/. Snippets are `Other`.
    pub fn of(path: &str) -> Self {
        match path.rsplit('.').next() {
            _ if renderer_files::is_component(Path::new(path)) => Self::Renderer,
            Some("wasm") => Self::Wasm,
            Some("js") if !path.contains("snippets/") => Self::Glue,
            Some("css") => Self::Css,
            Some("html") => Self::Html,
            _ => Self::Other,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Glue => "glue",
            Self::Css => "css",
            Self::Html => "html",
            Self::Other => "other",
            Self::Renderer => "renderer",
        }
    }
}

/// Bytes before and after brotli.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub raw: u64,
    pub brotli: u64,
}

/// The sizes of one app.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppSizes(BTreeMap<FileKind, Size>);

impl AppSizes {
    /// Adds a file.
    pub fn add(&mut self, kind: FileKind, raw: usize, brotli: usize) {
        let size = self.0.entry(kind).or_default();
        size.raw += raw as u64;
        size.brotli += brotli as u64;
    }

    fn of(&self, kind: FileKind) -> Size {
        self.0.get(&kind).copied().unwrap_or_default()
    }

    /// All files that a page downloads.
    pub fn total(&self) -> Size {
        let sizes = FileKind::DOWNLOADED.map(|kind| self.of(kind));
        sizes.iter().fold(Size::default(), |sum, size| Size {
            raw: sum.raw + size.raw,
            brotli: sum.brotli + size.brotli,
        })
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Row<'a> {
    pub app: &'a str,
    pub sizes: &'a AppSizes,
    /// Bytes after brotli; `None` without a limit.
    pub budget: Option<u64>,
}

impl Row<'_> {
    /// Whether the app is over its budget.
    pub fn is_over(&self) -> bool {
        self.budget.is_some_and(|budget| self.sizes.total().brotli > budget)
    }
}

/// The table, with sizes in bytes; each cell is "raw brotli".
pub fn table(rows: &[Row]) -> String {
    let title = |text: &str| format!("{text:>17}");
    let mut text = format!("{:<10}", "app");
    for kind in FileKind::DOWNLOADED {
        text.push_str(&title(kind.title()));
    }
    text.push_str(&format!("{}{:>9}\n{:<10}", title("total"), "budget", ""));
    for _ in 0..=FileKind::DOWNLOADED.len() {
        text.push_str(&cell("raw", "brotli"));
    }
    text.push_str(&format!("{:>9}\n", "brotli"));
    for row in rows {
        text.push_str(&format!("{:<10}", row.app));
        for size in FileKind::DOWNLOADED
            .map(|kind| row.sizes.of(kind))
            .into_iter()
            .chain([row.sizes.total()])
        {
            text.push_str(&cell(&size.raw.to_string(), &size.brotli.to_string()));
        }
        let verdict = if row.is_over() { "  OVER" } else { "" };
        let budget = row.budget.map_or_else(|| "-".to_owned(), |budget| budget.to_string());
        text.push_str(&format!("{budget:>9}{verdict}\n"));
    }
    text
}

/// A line with the sizes of the renderers, in bytes without compression; `None` if no app has one.
pub fn renderers(rows: &[Row]) -> Option<String> {
    let sizes = rows
        .iter()
        .map(|row| (row.app, row.sizes.of(FileKind::Renderer).raw))
        .filter(|(_, size)| *size > 0)
        .map(|(app, size)| format!("{app} {size}"));
    let sizes: Vec<_> = sizes.collect();
    (!sizes.is_empty()).then(|| format!("Renderers, for servers only: {}\n", sizes.join(", ")))
}

fn cell(raw: &str, brotli: &str) -> String {
    format!("{raw:>10}{brotli:>7}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cart() -> AppSizes {
        let mut sizes = AppSizes::default();
        sizes.add(FileKind::of("0123/cart_bg.wasm"), 66_122, 24_000);
        sizes.add(FileKind::of("0123/cart.js"), 23_939, 4_800);
        sizes.add(FileKind::of("0123/cart.css"), 400, 150);
        sizes.add(FileKind::of("0123/design.css"), 4_000, 1_000);
        sizes.add(FileKind::of("index.html"), 1_100, 500);
        sizes.add(FileKind::of("remote.json"), 900, 400);
        sizes.add(FileKind::of("0123/snippets/a-1/inline0.js"), 37, 41);
        sizes
    }

    #[test]
    fn files_are_counted_by_kind_and_together() {
        let sizes = cart();
        assert_eq!(
            sizes.of(FileKind::Css),
            Size {
                raw: 4_400,
                brotli: 1_150
            }
        );
        assert_eq!(
            sizes.of(FileKind::Glue),
            Size {
                raw: 23_939,
                brotli: 4_800
            }
        );
        assert_eq!(sizes.of(FileKind::Other), Size { raw: 937, brotli: 441 });
        assert_eq!(
            sizes.total(),
            Size {
                raw: 96_498,
                brotli: 30_891
            }
        );
    }

    #[test]
    fn a_renderer_is_in_no_total_and_has_a_line_of_its_own() {
        fn row(sizes: &AppSizes) -> Row<'_> {
            Row {
                app: "cart",
                sizes,
                budget: Some(30_891),
            }
        }
        let without = cart();
        assert_eq!(renderers(&[row(&without)]), None);
        let mut sizes = cart();
        sizes.add(FileKind::of("0123/cart.renderer"), 782_102, 782_102);
        assert_eq!(sizes.total(), without.total());
        assert!(!row(&sizes).is_over());
        assert_eq!(
            renderers(&[row(&sizes), row(&without)]).as_deref(),
            Some("Renderers, for servers only: cart 782102\n")
        );
        assert!(!table(&[row(&sizes)]).contains("782102"));
    }

    #[test]
    fn the_budget_itself_is_still_within() {
        let sizes = cart();
        assert!(
            !Row {
                app: "cart",
                sizes: &sizes,
                budget: Some(30_891)
            }
            .is_over()
        );
        assert!(
            Row {
                app: "cart",
                sizes: &sizes,
                budget: Some(30_890)
            }
            .is_over()
        );
    }

    #[test]
    fn the_table_shows_sizes_budget_and_verdict() {
        let sizes = cart();
        let text = table(&[
            Row {
                app: "cart",
                sizes: &sizes,
                budget: Some(65_000),
            },
            Row {
                app: "auth",
                sizes: &sizes,
                budget: Some(30_000),
            },
        ]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[0].contains("wasm") && lines[0].ends_with("budget"));
        assert!(lines[2].starts_with("cart") && lines[2].ends_with("65000"));
        assert!(lines[3].contains("66122  24000") && lines[3].ends_with("30000  OVER"));
        assert_eq!(lines[0].len(), lines[2].len());
    }

    #[test]
    fn sizes_survive_serialisation() {
        let kept = serde_json::to_string(&cart()).unwrap();
        assert_eq!(serde_json::from_str::<AppSizes>(&kept).unwrap(), cart());
    }
}
