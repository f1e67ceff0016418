//! A page for each error code, linked from slots that show a failure: of the workspace's `docs/errors.md`, or of the table of the crates.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, bail};

use crate::deployment;
use crate::size_table::AppSizes;
use crate::trunk::Profile;
use crate::workspace::Workspace;

/// The codes of the crates.
const CODES: &str = include_str!("../errors.md");

/// Updates dist/host/docs/errors/.
pub fn deploy(workspace: &Workspace, profile: Profile) -> anyhow::Result<()> {
    if workspace.host().is_none() {
        return Ok(());
    }
    let text = match &workspace.places.errors {
        Some(file) => fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?,
        None => CODES.to_owned(),
    };
    let place = workspace.root.join("dist/host/docs/errors");
    fs::create_dir_all(&place)?;
    // Not part of the page's load, so they have no budget.
    let mut unjudged = AppSizes::default();
    let mut sizes = (profile == Profile::Release).then_some(&mut unjudged);
    for (code, page) in pages(&text)? {
        deployment::put(
            &place.join(format!("{code}.html")),
            page.as_bytes(),
            sizes.as_deref_mut(),
        )?;
    }
    Ok(())
}

/// Code and page of each row.
///
/// # Errors
/// A row does not have four cells.
pub fn pages(table: &str) -> anyhow::Result<Vec<(&str, String)>> {
    let rows = table.lines().filter(|line| line.starts_with("| FED-"));
    let pages: anyhow::Result<Vec<_>> = rows
        .map(|row| {
            let cells: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            match cells[..] {
                [code, what, whose, next] => Ok((code, page(code, [what, whose, next], &details(table, code)))),
                _ => bail!("a row of docs/errors.md has not four cells: {row}"),
            }
        })
        .collect();
    pages
}

fn page(code: &str, [what, whose, next]: [&str; 3], details: &str) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <meta name=\"color-scheme\" content=\"light dark\" />\n<title>{code}</title>\n<main>\n<h1>{code}</h1>\n"
    );
    for (heading, text) in [
        ("What happened", what),
        ("Whose fault it is", whose),
        ("What to do next", next),
    ] {
        let _ = writeln!(page, "<h2>{heading}</h2>\n<p>{}</p>", html(text));
    }
    page + details + "</main>\n</html>\n"
}

/// Details about the code from the file: the section below the table whose heading begins with the code.
fn details(text: &str, code: &str) -> String {
    let mut sections = text.split("\n## ").skip(1);
    let Some(section) = sections.find(|section| section.starts_with(code)) else {
        return String::new();
    };
    let mut blocks = section.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let title = blocks.next().map(html).unwrap_or_default();
    let content = blocks.map(|block| match block.starts_with('|') {
        true => rows(block),
        false => format!("<p>{}</p>\n", html(block)),
    });
    format!("<h2>{title}</h2>\n{}", content.collect::<String>())
}

/// The rows of a table, without the headings and the line below them.
fn rows(table: &str) -> String {
    let row = |row: &str, cell: &str| {
        let cells = row.trim_matches('|').split(" | ");
        let cells = cells.map(|text| format!("<{cell}>{}</{cell}>", html(text.trim())));
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let mut lines = table.lines();
    let head = lines.next().map(|line| row(line, "th")).unwrap_or_default();
    let body: String = lines.skip(1).map(|line| row(line, "td")).collect();
    format!("<table>\n{head}{body}</table>\n")
}

/// Text with `code` in backquotes.
fn html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let parts = text.split('`').enumerate();
    parts.fold(String::new(), |html, (index, part)| match index % 2 {
        0 => html + part,
        _ => html + "<code>" + part + "</code>",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_the_crates_have_pages() {
        let pages = super::pages(CODES).unwrap();
        assert!(pages.iter().any(|(code, _)| *code == "FED-003"), "{}", pages.len());
    }

    #[test]
    fn each_row_is_a_page_and_code_stays_code() {
        let pages =
            pages("| code | a | b | c |\n|---|---|---|---|\n| FED-001 | `a<b>` is not. | theirs | Call `c`. |\n")
                .unwrap();
        let [(code, page)] = &pages[..] else {
            panic!("{pages:?}")
        };
        assert_eq!(*code, "FED-001");
        for part in [
            "<p><code>a&lt;b&gt;</code> is not.</p>",
            "<p>theirs</p>",
            "<p>Call <code>c</code>.</p>",
        ] {
            assert!(page.contains(part), "{page}");
        }
        assert!(super::pages("| FED-001 | only two |").is_err());
    }
}
