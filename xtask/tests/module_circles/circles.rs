//! Dependency cycles between sibling modules.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::crate_modules::CrateModules;
use crate::module_source::ModulePath;

/// Modules that depend on each other, directly or indirectly.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Circle {
    /// Their paths, `a::b`, sorted.
    pub(crate) modules: Vec<String>,
    /// The dependencies among them, from module to module.
    uses: Vec<String>,
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.modules.join(", "))?;
        self.uses.iter().try_for_each(|line| writeln!(f, "    {line}"))
    }
}

/// Dependencies between sibling modules, with the submodules that cause them.
type Uses = BTreeMap<(String, String), BTreeSet<String>>;

/// All cycles of a crate. A parent and its children may use each other.
pub(crate) fn of(modules: &CrateModules) -> Vec<Circle> {
    let mut by_parent: BTreeMap<ModulePath, Uses> = BTreeMap::new();
    for (from, to) in modules.uses() {
        let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        if let (Some(one), Some(other)) = (from.get(common), to.get(common)) {
            let uses = by_parent.entry(from[..common].to_vec()).or_default();
            let detail = format!("{} -> {}", from.join("::"), to.join("::"));
            uses.entry((one.clone(), other.clone())).or_default().insert(detail);
        }
    }
    by_parent
        .iter()
        .flat_map(|(parent, uses)| circles_of(parent, uses))
        .collect()
}

fn circles_of(parent: &[String], uses: &Uses) -> Vec<Circle> {
    let mut circles: Vec<Circle> = Vec::new();
    let names: BTreeSet<&String> = uses.keys().map(|(from, _)| from).collect();
    let mut seen = BTreeSet::new();
    for name in names {
        let reached = reached_from(name, uses);
        let circle: BTreeSet<&String> = reached
            .iter()
            .copied()
            .filter(|other| reached_from(other, uses).contains(name))
            .collect();
        if circle.len() < 2 || !seen.insert(circle.clone()) {
            continue;
        }
        let inside = uses
            .iter()
            .filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
        circles.push(Circle {
            modules: circle
                .iter()
                .map(|name| [parent, &[(*name).clone()]].concat().join("::"))
                .collect(),
            uses: inside.flat_map(|(_, details)| details.iter().cloned()).collect(),
        });
    }
    circles
}

fn reached_from<'a>(name: &str, uses: &'a Uses) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut next = vec![name];
    while let Some(name) = next.pop() {
        for (from, to) in uses.keys() {
            if from == name && reached.insert(to) {
                next.push(to);
            }
        }
    }
    reached
}

/// The cycles of a crate with these modules.
#[cfg(test)]
fn circles_in(texts: &[(&str, &str)]) -> Vec<Vec<String>> {
    let path = |name: &str| {
        name.split("::")
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let modules = CrateModules::of(texts.iter().map(|(name, text)| (path(name), (*text).to_owned())));
    of(&modules).into_iter().map(|circle| circle.modules).collect()
}

#[test]
fn modules_that_use_each_other_form_a_cycle() {
    for (a, b) in [
        ("use crate::b::B; pub struct A;", "use crate::a::A; pub struct B;"),
        (
            "use super::b::{self, B}; pub struct A;",
            "use super::{a}; pub struct B;",
        ),
        ("fn f() { crate::b::g() }", "pub fn g() { let x: super::a::A; }"),
        (
            "fn f() { view!(crate::b::g()) }",
            "macro_rules! m { () => { super::a::f() } }",
        ),
    ] {
        assert_eq!(
            circles_in(&[("", "mod a; mod b;"), ("a", a), ("b", b)]),
            [["a", "b"]],
            "{a} {b}"
        );
    }
}

#[test]
fn a_cycle_through_a_third_module_or_a_reexport_of_the_parent_is_found() {
    let through_third = [
        ("", ""),
        ("a", "use crate::b;"),
        ("b", "use crate::c;"),
        ("c", "use crate::a;"),
    ];
    assert_eq!(circles_in(&through_third), [["a", "b", "c"]]);
    let passed_on = [
        ("", "mod a; mod b; pub use a::A; pub use b::*;"),
        ("a", "use crate::B; pub struct A;"),
        ("b", "use crate::A; pub struct B;"),
    ];
    assert_eq!(circles_in(&passed_on), [["a", "b"]]);
}

#[test]
fn nested_modules_count_for_the_siblings_that_contain_them() {
    let deep = [
        ("", ""),
        ("a", ""),
        ("a::x", "use crate::b::y;"),
        ("b", ""),
        ("b::y", "use crate::a::x;"),
    ];
    assert_eq!(circles_in(&deep), [["a", "b"]]);
}

#[test]
fn one_way_uses_and_uses_by_the_parent_or_tests_are_no_cycle() {
    let none = [
        ("", "mod a; mod b; pub struct Root; fn f() { a::f() }"),
        (
            "a",
            "use crate::b::B; use crate::Root; mod inner { use super::f; } pub fn f() { inner::g() }",
        ),
        (
            "b",
            "use leptos::a::A; pub struct B; #[cfg(test)] mod tests { use crate::a::f; }",
        ),
    ];
    assert_eq!(circles_in(&none), Vec::<Vec<String>>::new());
}
