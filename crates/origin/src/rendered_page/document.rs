//! The host's page as a frame around rendered content.

use std::ops::Range;

use super::content::Content;
use super::head::{self, Place};
use super::page_data::PageData;

/// The first frame shows the whole content, and does not wait for the data behind it. Otherwise Chromium shows a part first, and the layout of
/// two frames takes a slow processor 0.1 s longer. Other browsers ignore it.
const WHOLE_FIRST_FRAME: &str = "<link rel=\"expect\" href=\"#tarn-content-end\" blocking=\"render\">";
const CONTENT_END: &str = "<template id=\"tarn-content-end\"></template>";

/// The parts of the host's page.
pub(super) struct Document {
    html: String,
    title: Range<usize>,
    description: Option<Range<usize>>,
    /// Where the head ends.
    head_end: usize,
    /// Where the content of the body begins.
    body: usize,
}

impl Document {
    /// `None` for a page without an explicit head and body, which cannot be split.
    pub(super) fn of(html: String) -> Option<Self> {
        let lower = html.to_ascii_lowercase();
        let head_end = lower.find("</head>")?;
        let head = &lower[..head_end];
        let title = head.find("<title>")?..head.find("</title>")? + "</title>".len();
        let description = head.find("<meta name=\"description\"").and_then(|start| {
            let length = head[start..].find('>')?;
            Some(start..start + length + 1)
        });
        let body_tag = lower[head_end..].find("<body").map(|at| head_end + at)?;
        let body = lower[body_tag..].find('>').map(|at| body_tag + at + 1)?;
        (title.start < title.end).then_some(Self {
            html,
            title,
            description,
            head_end,
            body,
        })
    }

    /// Whether the page is of this build: each address of its files has the build's name.
    pub(super) fn is_of(&self, build: &str) -> bool {
        build.is_empty() || self.html.contains(&format!("/{build}/"))
    }

    /// The language of the page.
    pub(super) fn language(&self) -> &str {
        let tag = self.html.find("<html").map_or("", |start| &self.html[start..]);
        let tag = tag.split('>').next().unwrap_or_default();
        let value = tag.split("lang=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or("en")
    }

    /// The part of the head that depends on no data: it has the styles, and lets the browser fetch scripts. Its attribute `data-rendered` tells
    /// `preload.js` that data will come with the page.
    pub(super) fn beginning(&self) -> String {
        let mut cuts = vec![self.title.clone()];
        cuts.extend(self.description.clone());
        cuts.sort_unstable_by_key(|cut| cut.start);
        let mut beginning = String::with_capacity(self.head_end + 20);
        let mut at = 0;
        if let Some(start) = self.html.find("<html").map(|start| start + "<html".len()) {
            beginning.push_str(&self.html[..start]);
            beginning.push_str(" data-rendered");
            at = start;
        }
        for cut in cuts {
            beginning.push_str(&self.html[at..cut.start]);
            at = cut.end;
        }
        beginning.push_str(&self.html[at..self.head_end]);
        beginning.push_str(WHOLE_FIRST_FRAME);
        beginning
    }

    /// The rest of the page.
    pub(super) fn rest(&self, content: &Content, data: &PageData, place: &Place<'_>) -> String {
        let (head_end, body) = (&self.html[self.head_end..self.body], &self.html[self.body..]);
        let own_title = &self.html[self.title.start + "<title>".len()..self.title.end - "</title>".len()];
        let mut rest = String::with_capacity(content.html.len() + body.len() + data.length() + 4_096);
        head::write(&mut rest, &content.head, own_title, place);
        rest.extend([
            &content.styles,
            head_end,
            "<!--[-->",
            &content.html,
            "<!--]-->",
            CONTENT_END,
        ]);
        data.write(&mut rest, &content.manifests);
        rest.push_str(body);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html lang=\"de\"><HEAD><link href=a><title>T</title><meta name=\"description\" content=\"d\"><script>s</script></HEAD><Body class=x><p></body>";

    #[test]
    fn the_beginning_is_the_head_without_title_and_description() {
        let document = Document::of(PAGE.to_owned()).unwrap();
        assert_eq!(document.language(), "de");
        assert_eq!(
            document.beginning(),
            format!(
                "<!DOCTYPE html><html data-rendered lang=\"de\"><HEAD><link href=a><script>s</script>{WHOLE_FIRST_FRAME}"
            )
        );
    }

    #[test]
    fn a_page_is_of_the_build_that_its_addresses_name() {
        let document = Document::of(PAGE.replace("href=a", "href=/assets/b1/a.css")).unwrap();
        assert!(document.is_of("b1") && document.is_of(""));
        assert!(!document.is_of("b2") && !document.is_of("b"));
    }

    #[test]
    fn a_page_without_head_or_body_cannot_be_split() {
        for page in [
            "<script>go()</script>",
            "<head><title>T</title></head>",
            "<head></head><body>",
            "</title><title></head><body>",
        ] {
            assert!(Document::of(page.to_owned()).is_none(), "{page}");
        }
    }
}
