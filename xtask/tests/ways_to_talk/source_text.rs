//! A minimal reader of Rust and JavaScript for the rules: code without comments and tests, and its names.

/// The text without comments, and in Rust without everything after `#[cfg(test)]`. Strings stay unchanged.
pub(crate) fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
                continue;
            }
            'r' if rest.starts_with("r#\"") => rest[3..].find("\"#").map_or(rest.len(), |end| end + 5),
            '"' | '`' => quoted_length(rest, first),
            // In Rust a lifetime or a character, in JavaScript a string: on one line either way.
            '\'' => match rest[1..].find(['\'', '\n', '>', ',', ' ', ')']) {
                Some(end) if rest[1 + end..].starts_with('\'') => end + 2,
                _ => 1,
            },
            other => other.len_utf8(),
        };
        code.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    code
}

fn quoted_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            other if other == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The arguments after each `before`, up to the end of an argument.
pub(crate) fn arguments<'a>(code: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let starts = code.match_indices(before).filter(move |(at, _)| {
        // `Event::new(` is not a suffix match of `CustomEvent::new(`.
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        !before.starts_with(is_name) || !code[..*at].ends_with(is_name)
    });
    starts.map(move |(at, _)| {
        let rest = code[at + before.len()..].trim_start();
        let length = match rest.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => quoted_length(rest, quote),
            _ => rest.find([',', ')', ']', ';', '\n']).unwrap_or(rest.len()),
        };
        rest[..length].trim()
    })
}

/// The text of an argument: a literal, or a constant of these sources with a literal value. `None` for computed ones.
pub(crate) fn written(argument: &str, sources: &[String]) -> Option<String> {
    let argument = argument.trim_start_matches('&');
    if let Some(literal) = literal(argument) {
        return Some(literal);
    }
    let name = argument.rsplit("::").next().filter(|name| !name.is_empty())?;
    sources.iter().find_map(|code| {
        [format!("const {name}: &str = "), format!("const {name} = ")]
            .iter()
            .find_map(|before| literal(arguments(code, before).next()?))
    })
}

fn literal(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|first| ['"', '\'', '`'].contains(first))?;
    let inner = text[1..].strip_suffix(quote)?;
    // `shop.${slice}` is computed, regardless of its prefix.
    (!inner.contains("${")).then(|| inner.to_owned())
}

#[test]
fn comments_and_tests_are_no_code_and_strings_are_left_alone() {
    let text = "a(\"// no\"); // b(\"x\")\n/* c */ d(r#\"<a href=\"//e\">\"#); f('\\'', '/*'); &'a g\n#[cfg(test)]\nh";
    assert_eq!(
        code(text),
        "a(\"// no\"); \n d(r#\"<a href=\"//e\">\"#); f('\\'', '/*'); &'a g\n"
    );
}

#[test]
fn literal_arguments_are_read() {
    let code = r#"const KEY: &str = "cart.key"; get(KEY); get("a.b", 1); get(&module::KEY); get(key()); forget("x")"#;
    let sources = [code.to_owned()];
    let read: Vec<_> = arguments(code, "get(")
        .map(|argument| written(argument, &sources))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(read, [text("cart.key"), text("a.b"), text("cart.key"), None]);
    assert_eq!(written("`cart.${id}`", &[]), None);
}
