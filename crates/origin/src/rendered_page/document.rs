//! The host's page as a frame around rendered content.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use tarn_base_path::BasePath;
use tarn_render::{Head, PageRequest};

use super::page_data::PageData;
use super::{Content, escaped, json_in_html};

/// The parts of the host's page.
pub(super) struct Document {
    html: String,
    /// Where the title is.
    title: (usize, usize),
    /// Where the description is.
    description: Option<(usize, usize)>,
    /// Where the head ends.
    head_end: usize,
    /// Where the content of the body begins.
    body: usize,
}

impl Document {
    /// `None` for a page without an explicit head and body, which cannot be split.
    pub(super) fn split(html: String) -> Option<Self> {
        let lower = html.to_ascii_lowercase();
        let head_end = lower.find("</head>")?;
        let head = &lower[..head_end];
        let title = (head.find("<title>")?, head.find("</title>")? + "</title>".len());
        let description = head.find("<meta name=\"description\"").and_then(|start| {
            let length = head[start..].find('>')?;
            Some((start, start + length + 1))
        });
        let body_tag = lower[head_end..].find("<body").map(|at| head_end + at)?;
        let body = lower[body_tag..].find('>').map(|at| body_tag + at + 1)?;
        Some(Self {
            html,
            title,
            description,
            head_end,
            body,
        })
    }

    /// The language of the page.
    pub(super) fn language(&self) -> &str {
        let tag = self.html.find("<html").map_or("", |start| &self.html[start..]);
        let tag = tag.split('>').next().unwrap_or_default();
        let value = tag.split("lang=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or("en")
    }

    /// The part of the head that depends on no data: with it, a browser fetches styles and scripts. Its attribute `data-rendered` tells
    /// `preload.js` that data will come with the page.
    pub(super) fn beginning(&self) -> String {
        let mut cuts = vec![self.title];
        cuts.extend(self.description);
        cuts.sort_unstable();
        let mut beginning = String::with_capacity(self.head_end + 20);
        let mut at = 0;
        if let Some(start) = self.html.find("<html").map(|start| start + "<html".len()) {
            beginning.push_str(&self.html[..start]);
            beginning.push_str(" data-rendered");
            at = start;
        }
        for (start, end) in cuts {
            beginning.push_str(&self.html[at..start]);
            at = end;
        }
        beginning.push_str(&self.html[at..self.head_end]);
        beginning
    }

    /// The rest of the page. Without content it is as the build has made it.
    pub(super) fn rest(
        &self,
        content: Option<Content>,
        data: &PageData,
        page: &PageRequest,
        base: &BasePath,
    ) -> String {
        let (head_end, body) = (&self.html[self.head_end..self.body], &self.html[self.body..]);
        let Some(Content { html, head }) = content else {
            let part = |(start, end): (usize, usize)| &self.html[start..end];
            let mut rest = [part(self.title), self.description.map_or("", part), head_end].concat();
            write_data(&mut rest, data);
            rest.push_str(body);
            return rest;
        };
        let mut rest = String::with_capacity(html.len() + body.len() + 4_096);
        self.write_head(&mut rest, &head, page, base);
        rest.push_str(head_end);
        rest.push_str("<!--[-->");
        rest.push_str(&html);
        rest.push_str("<!--]-->");
        write_data(&mut rest, data);
        rest.push_str(body);
        rest
    }

    fn write_head(&self, out: &mut String, head: &Head, page: &PageRequest, base: &BasePath) {
        let site = page.site.strip_suffix(base.as_str()).unwrap_or(&page.site);
        let absolute = |path: &str| format!("{site}{}", base.resolve(path));
        let mut meta = |attribute: &str, name: &str, content: &str| {
            // Writing to a text cannot fail.
            let _ = write!(out, "<meta {attribute}=\"{name}\" content=\"{}\">", escaped(content));
        };
        let (start, end) = self.title;
        let own = &self.html[start + "<title>".len()..end - "</title>".len()];
        let title = head.title.as_deref().map_or(own.into(), escaped).into_owned();
        let canonical = absolute(head.canonical.as_deref().unwrap_or(&page.path));
        if let Some(description) = &head.description {
            meta("name", "description", description);
            meta("property", "og:description", description);
        }
        meta("property", "og:url", &canonical);
        meta("property", "og:type", "website");
        if let Some(image) = &head.image {
            meta("property", "og:image", &absolute(image));
        }
        let _ = write!(
            out,
            "<title>{title}</title><meta property=\"og:title\" content=\"{title}\"><link rel=\"canonical\" href=\"{}\">",
            escaped(&canonical)
        );
        for json in &head.json_ld {
            let _ = write!(
                out,
                "<script type=\"application/ld+json\">{}</script>",
                json_in_html(json)
            );
        }
    }
}

/// The data of the page, for its scripts.
fn write_data(out: &mut String, data: &PageData) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let _ = write!(
        out,
        "<script type=\"application/json\" id=\"tarn-data\">{{\"at\":{}",
        now.as_millis()
    );
    for (name, is_ok) in [("answers", true), ("failures", false)] {
        let _ = write!(out, ",\"{name}\":{{");
        let answers = data.answers().iter().filter(|answer| (answer.status == 200) == is_ok);
        for (number, answer) in answers.enumerate() {
            let separator = if number == 0 { "" } else { "," };
            let path = serde_json::Value::from(answer.path.as_str()).to_string();
            let json = match is_ok {
                true => answer.json.clone(),
                false => format!("{{\"status\":{},\"body\":{}}}", answer.status, answer.json),
            };
            let _ = write!(out, "{separator}{}:{}", json_in_html(&path), json_in_html(&json));
        }
        out.push('}');
    }
    out.push_str("}</script>");
}
