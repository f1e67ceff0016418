//! The way from one hole of a view to the next.
//!
//! A walk is a text of steps from the root element: `>` to the first child, `+` to the next sibling, `<` to the parent, `.` notes the
//! current node. A hole between siblings is a pair of comments; a step over it counts as one.

use std::fmt::Write as _;

/// Path of a node: the position among its siblings, for each level below the root.
pub(crate) type Path = Vec<usize>;

/// Steps through the holes, in the order of the document.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    steps: String,
    current: Path,
}

impl Walk {
    /// Goes to the node at `path` and notes it. Paths must come in the order of the document.
    pub(crate) fn note(&mut self, path: &[usize]) {
        let shared = self
            .current
            .iter()
            .zip(path)
            .take_while(|(one, other)| one == other)
            .count();
        let mut from = self.current.len();
        // Up to the parent that both share, or to the sibling below it.
        while from > shared + 1 || (from > shared && path.len() <= shared) {
            self.steps.push('<');
            from -= 1;
        }
        let mut level = shared;
        if from > shared {
            self.forward(path[shared] - self.current[shared]);
            level += 1;
        }
        for &position in &path[level..] {
            self.steps.push('>');
            self.forward(position);
        }
        self.steps.push('.');
        self.current = path.to_owned();
    }

    fn forward(&mut self, siblings: usize) {
        match siblings {
            0..3 => self.steps.extend(std::iter::repeat_n('+', siblings)),
            // Writing to a text cannot fail.
            _ => drop(write!(self.steps, "{siblings}+")),
        }
    }

    /// The steps.
    pub(crate) fn steps(&self) -> &str {
        &self.steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(paths: &[&[usize]]) -> String {
        let mut walk = Walk::default();
        for path in paths {
            walk.note(path);
        }
        walk.steps().to_owned()
    }

    #[test]
    fn each_hole_is_reached_from_the_one_before() {
        for (paths, expected) in [
            (&[&[][..]][..], "."),
            (&[&[][..], &[][..]], ".."),
            (&[&[0][..]], ">."),
            (&[&[], &[2]], ".>++."),
            (&[&[0, 1], &[1]], ">>+.<+."),
            (&[&[0, 1, 0], &[2, 0]], ">>+>.<<++>."),
            (&[&[0], &[0, 3]], ">.>3+."),
            (&[&[1], &[11]], ">+.10+."),
            // A hole that comes after the content of its element.
            (&[&[0, 1], &[0], &[1]], ">>+.<.+."),
            (&[&[], &[0, 1], &[]], ".>>+.<<."),
        ] {
            assert_eq!(steps(paths), expected, "{paths:?}");
        }
    }
}
