//! HTML of a remote that stays within its slot.
//!
//! A browser repairs malformed HTML, and the repair may move what follows: an unclosed `<div>` takes in the rest of the page. The server
//! therefore accepts only HTML of which no repair is needed outside of it: each tag is closed by its own, in order; attributes are quoted;
//! and there is no element that runs code, loads a document, or belongs to the document itself. What the page's content security policy
//! refuses anyway is refused here, too, because a remote without such HTML is easier to trust than a policy.

/// Elements without content, which have no end tag.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "source", "track", "wbr"];

/// Elements that run code, load a document, change the parser, or exist once in a document.
const REFUSED: [&str; 27] = [
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "base",
    "meta",
    "link",
    "html",
    "head",
    "body",
    "template",
    "plaintext",
    "xmp",
    "listing",
    "noembed",
    "noframes",
    "math",
    "portal",
    "param",
    "image",
    "isindex",
    "marquee",
    "slot",
];

/// Elements whose content is text: a parser knows no tags in it.
const TEXT_ONLY: [&str; 3] = ["textarea", "title", "noscript"];

/// Attributes with an address.
const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "poster",
    "data",
    "ping",
];

/// Deeper nesting is flattened by browsers.
const MAX_DEPTH: usize = 250;

/// The longest accepted HTML, in bytes.
const MAX_LENGTH: usize = 2 << 20;

/// Checks that HTML can stand in an element of a page without changing anything around it.
///
/// ```
/// use tarn_render::checked_html;
///
/// assert!(checked_html(r#"<h1 class="title">Kettles &amp; pans</h1><img src="/images/p1.svg" alt="">"#).is_ok());
/// assert!(checked_html("<p>open").is_err());
/// assert!(checked_html("</main><p></p>").is_err());
/// assert!(checked_html("<script>alert(1)</script>").is_err());
/// ```
///
/// # Errors
/// The first mistake, with its position in bytes.
pub fn checked_html(html: &str) -> Result<(), String> {
    if html.len() > MAX_LENGTH {
        return Err(format!("it has {} bytes, more than {MAX_LENGTH}", html.len()));
    }
    let mut reader = Reader { html, at: 0 };
    let mut open = Vec::new();
    match reader.check(&mut open) {
        Ok(()) => match open.pop() {
            Some(name) => Err(format!("<{name}> is not closed")),
            None => Ok(()),
        },
        Err(mistake) => Err(format!("{mistake} at byte {}", reader.at)),
    }
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
}

type Checked<T> = Result<T, String>;

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    fn skip(&mut self, text: &str) -> bool {
        let is_there = self.rest().starts_with(text);
        if is_there {
            self.at += text.len();
        }
        is_there
    }

    /// The text before the next `end`, which is skipped, too.
    fn until(&mut self, end: &str, what: &str) -> Checked<&'a str> {
        let Some(length) = self.rest().find(end) else {
            return Err(format!("{what} does not end"));
        };
        let text = &self.rest()[..length];
        self.at += length + end.len();
        Ok(text)
    }

    fn take_while(&mut self, is_part: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn check(&mut self, open: &mut Vec<&'a str>) -> Checked<()> {
        if self.html.contains('\0') {
            return Err("a NUL".into());
        }
        while let Some(length) = self.rest().find('<') {
            self.at += length;
            if self.skip("<!--") {
                self.comment()?;
            } else if self.skip("</") {
                let name = self.name()?;
                if !self.skip(">") {
                    return Err(format!("</{name}> has more than its name"));
                }
                match open.pop() {
                    Some(opened) if opened == name => {}
                    Some(opened) => return Err(format!("</{name}> closes <{opened}>")),
                    None => return Err(format!("</{name}> closes nothing")),
                }
            } else {
                self.at += 1;
                self.start_tag(open)?;
            }
        }
        Ok(())
    }

    fn comment(&mut self) -> Checked<()> {
        let rest = self.rest();
        // A parser ends such comments at once.
        if rest.starts_with('>') || rest.starts_with("->") {
            return Err("an abrupt comment".into());
        }
        let text = self.until("-->", "a comment")?;
        match text.contains("--!>") || text.contains("<!--") || text.ends_with("<!-") {
            true => Err("a comment in a comment".into()),
            false => Ok(()),
        }
    }

    /// The name of an element: lowercase in HTML, with capitals in SVG.
    fn name(&mut self) -> Checked<&'a str> {
        let name = self.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        match name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            true => Ok(name),
            false => Err("`<` without the name of an element".into()),
        }
    }

    fn start_tag(&mut self, open: &mut Vec<&'a str>) -> Checked<()> {
        let name = self.name()?;
        if REFUSED.iter().any(|refused| refused.eq_ignore_ascii_case(name)) {
            return Err(format!("<{name}> may not be in a slot"));
        }
        let is_closed = self.attributes(name)?;
        let is_void = VOID.contains(&name);
        if is_closed && !is_void && !open.contains(&"svg") && name != "svg" {
            // HTML ignores the slash: the element stays open.
            return Err(format!("<{name}/> is not closed"));
        }
        if TEXT_ONLY.iter().any(|text| text.eq_ignore_ascii_case(name)) && !is_closed {
            return self.text_only(name);
        }
        if !is_void && !is_closed {
            open.push(name);
            if open.len() > MAX_DEPTH {
                return Err(format!("more than {MAX_DEPTH} elements in one another"));
            }
        }
        Ok(())
    }

    /// Text and the end tag of an element without elements.
    fn text_only(&mut self, name: &str) -> Checked<()> {
        self.until("<", &format!("<{name}>"))?;
        match self.skip("/") && self.skip(name) && self.skip(">") {
            true => Ok(()),
            false => Err(format!("an element in <{name}>")),
        }
    }

    /// The attributes and the end of a start tag. Returns whether the tag closes itself.
    fn attributes(&mut self, element: &str) -> Checked<bool> {
        loop {
            let spaces = self.take_while(|byte| byte.is_ascii_whitespace());
            if self.skip("/>") {
                return Ok(true);
            }
            if self.skip(">") {
                return Ok(false);
            }
            if spaces.is_empty() {
                return Err(format!("no space before an attribute of <{element}>"));
            }
            let name = self.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
            if name.is_empty() {
                return Err(format!("a malformed attribute of <{element}>"));
            }
            let value = match self.skip("=") {
                true if self.skip("\"") => self.until("\"", &format!("{name} of <{element}>"))?,
                true => return Err(format!("{name} of <{element}> is not quoted")),
                false => "",
            };
            check_attribute(element, &name.to_ascii_lowercase(), value)?;
        }
    }
}

fn check_attribute(element: &str, name: &str, value: &str) -> Checked<()> {
    if name.starts_with("on") || name == "srcdoc" || name == "is" {
        return Err(format!("{name} of <{element}> may not be in a slot"));
    }
    match ADDRESSES.contains(&name) && !is_harmless(value) {
        true => Err(format!("{name} of <{element}> is an address that may run code")),
        false => Ok(()),
    }
}

/// Whether an address has no scheme, or one that loads a document, a picture or a program of the user.
fn is_harmless(address: &str) -> bool {
    let Some(scheme) = address
        .split(['/', '?', '#'])
        .next()
        .filter(|start| start.contains([':', '&']))
    else {
        return true;
    };
    // Browsers ignore white space and control characters in a scheme, and decode references: such an address is not written by hand.
    let scheme = scheme.split(':').next().unwrap_or_default();
    let is_query = address.starts_with(['?', '#', '/']);
    is_query
        || ["http", "https", "mailto", "tel"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
        || address.starts_with("data:image/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_our_views_is_accepted() {
        for html in [
            "",
            "text &lt; &amp; more",
            "<p>one</p><p>two</p>",
            r#"<ul><li><!--[-->a<!--]--></li></ul>"#,
            r#"<a href="/products?sort=price&amp;page=2">next</a>"#,
            r#"<a href="mailto:shop@example.com">mail</a>"#,
            r#"<input type="search" name="query" value="&quot;" required>"#,
            r#"<input type="search"/>"#,
            r#"<svg viewBox="0 0 1 1"><path d="M0 0"/><linearGradient id="a"></linearGradient></svg>"#,
            r#"<textarea>&lt;/textarea&gt;</textarea>"#,
            "<noscript>Please switch JavaScript on.</noscript>",
            r#"<select><option value="a" selected>A</option></select>"#,
            r#"<my-element data-x="1"></my-element>"#,
        ] {
            assert_eq!(checked_html(html), Ok(()), "{html}");
        }
    }

    #[test]
    fn html_that_would_change_the_page_is_refused() {
        for html in [
            "<p>",
            "</p>",
            "</main>",
            "<p></div>",
            "<div><p></div></p>",
            "<script>alert(1)</script>",
            "<SCRIPT></SCRIPT>",
            "<scr",
            "<p",
            "<p class=\"a",
            "<p class=a></p>",
            "<p class='a'></p>",
            "<p\"></p>",
            "<p a=\"1\"b=\"2\"></p>",
            "<",
            "a < b",
            "<!-- ",
            "<!-->",
            "<!---><b></b>-->",
            "<!--a--!><script></script>-->",
            "<!doctype html>",
            "<![CDATA[x]]>",
            "<?php ?>",
            "<div/>",
            "<img src=\"x\" onerror=\"alert(1)\">",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\"JavaScript:alert(1)\">x</a>",
            "<a href=\"&#106;avascript:alert(1)\">x</a>",
            "<a href=\" javascript:alert(1)\">x</a>",
            "<a href=\"java\tscript:alert(1)\">x</a>",
            "<form action=\"data:text/html,x\"></form>",
            "<iframe src=\"/\"></iframe>",
            "<textarea></TEXTAREA>",
            "<textarea><b></b></textarea>",
            "<title></p></title>",
            "<meta name=\"x\">",
            "<body class=\"x\"></body>",
            "<template></template>",
            "a\0b",
        ] {
            assert!(checked_html(html).is_err(), "{html}");
        }
    }

    #[test]
    fn deep_and_long_html_is_refused() {
        let deep = |depth| "<b>".repeat(depth) + &"</b>".repeat(depth);
        assert!(checked_html(&deep(200)).is_ok());
        assert!(checked_html(&deep(300)).is_err());
        assert!(checked_html(&"a".repeat(MAX_LENGTH + 1)).is_err());
    }
}
