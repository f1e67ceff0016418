//! A parser for the interfaces of `types/federation.d.ts`, which supports the types of plain data.

use crate::facts::Facts;

/// A file of declarations.
pub(crate) struct Declarations {
    tokens: Vec<String>,
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq)]
enum Type {
    Name(String),
    Literal(String),
    Array(Box<Self>),
    Record(Box<Self>),
    Union(Vec<Self>),
}

struct Member {
    name: String,
    is_optional: bool,
    of: Type,
}

impl Declarations {
    pub(crate) fn read(text: &str) -> Self {
        Self { tokens: tokens(text) }
    }

    /// Adds the facts of interface `name` about the value at `path`; its fields are `path` + `.field`.
    pub(crate) fn describe(&self, name: &str, path: &str, facts: &mut Facts) {
        facts.interface(path, name);
        for member in self.members(name) {
            let path = match path {
                "" => member.name,
                path => format!("{path}.{}", member.name),
            };
            if member.is_optional {
                facts.add(&path, "may be left out");
            }
            self.describe_type(&member.of, &path, facts);
        }
    }

    /// The same for an interface whose members are actions with their payloads.
    pub(crate) fn describe_actions(&self, name: &str, facts: &mut Facts) {
        facts.interface("", name);
        for member in self.members(name) {
            facts.add(&member.name, "an action");
            if member.of != Type::Name("undefined".into()) {
                self.describe_type(&member.of, &member.name, facts);
            }
        }
    }

    fn describe_type(&self, of: &Type, path: &str, facts: &mut Facts) {
        match of {
            Type::Name(name) => match name.as_str() {
                "string" => facts.add(path, "string"),
                "number" | "boolean" => facts.add(path, name),
                "null" => facts.add(path, "or null"),
                interface => self.describe(interface, path, facts),
            },
            Type::Literal(text) => facts.add(path, &format!("'{text}'")),
            Type::Array(of) => self.describe_type(of, &format!("{path}[]"), facts),
            Type::Record(of) => self.describe_type(of, &format!("{path}{{}}"), facts),
            Type::Union(parts) => {
                for part in parts {
                    self.describe_type(part, path, facts);
                }
            }
        }
    }

    fn members(&self, name: &str) -> Vec<Member> {
        let start = self
            .tokens
            .windows(3)
            .position(|window| window[0] == "interface" && window[1] == name && window[2] == "{");
        let start = start.unwrap_or_else(|| panic!("types/federation.d.ts has no interface {name}: add one"));
        let mut tokens = Tokens {
            rest: &self.tokens[start + 3..],
        };
        let mut members = Vec::new();
        while !tokens.take("}") {
            tokens.take("readonly");
            let name = tokens.next().trim_matches('\'').to_owned();
            let is_optional = tokens.take("?");
            tokens.expect(":");
            let of = tokens.union();
            tokens.expect(";");
            members.push(Member { name, is_optional, of });
        }
        members
    }
}

struct Tokens<'a> {
    rest: &'a [String],
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> &'a str {
        let (first, rest) = self.rest.split_first().expect("the file ends within an interface");
        self.rest = rest;
        first
    }

    fn take(&mut self, wanted: &str) -> bool {
        let is_next = self.rest.first().is_some_and(|token| token == wanted);
        if is_next {
            self.next();
        }
        is_next
    }

    #[track_caller]
    fn expect(&mut self, wanted: &str) {
        let found = self.next();
        assert_eq!(
            found,
            wanted,
            "this test reads fields of plain data only; before {:?}",
            &self.rest[..4]
        );
    }

    fn union(&mut self) -> Type {
        self.take("|");
        let mut parts = vec![self.postfix()];
        while self.take("|") {
            parts.push(self.postfix());
        }
        match parts.len() {
            1 => parts.remove(0),
            _ => Type::Union(parts),
        }
    }

    fn postfix(&mut self) -> Type {
        self.take("readonly");
        let mut of = self.primary();
        while self.take("[") {
            self.expect("]");
            of = Type::Array(Box::new(of));
        }
        of
    }

    fn primary(&mut self) -> Type {
        let name = self.next();
        if let Some(literal) = name.strip_prefix('\'') {
            return Type::Literal(literal.trim_end_matches('\'').into());
        }
        if !self.take("<") {
            return Type::Name(name.into());
        }
        let of = match name {
            "Readonly" => self.union(),
            "Record" => {
                self.expect("string");
                self.expect(",");
                Type::Record(Box::new(self.union()))
            }
            other => panic!("this test does not support {other}<...>; add it here, or write the type out"),
        };
        self.expect(">");
        of
    }
}

fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").expect("a comment ends") + 2
        } else if first == '\'' {
            rest[1..].find('\'').expect("a text ends") + 2
        } else {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            rest.find(|c| !is_word(c)).unwrap_or(rest.len()).max(first.len_utf8())
        };
        let (token, after) = rest.split_at(length);
        if !token.starts_with('/') {
            tokens.push(token.to_owned());
        }
        rest = after.trim_start();
    }
    tokens
}
