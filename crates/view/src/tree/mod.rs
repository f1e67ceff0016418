//! The elements of a native test page: as much of a document as views and their tests need.
//!
//! Content with siblings is a node of its own here, so no comments mark its borders.
#![cfg_attr(
    not(feature = "testing"),
    allow(dead_code, unused_imports, reason = "only tests have a native page")
)]

mod element;
mod parse;
mod write;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

pub(crate) use element::Element;
pub(crate) use parse::parse;
pub(crate) use write::{write, write_text};

/// A node of a page. Clones are the same node.
#[derive(Clone)]
pub(crate) struct Node(Rc<Inner>);

struct Inner {
    kind: Kind,
    parent: RefCell<Weak<Inner>>,
    children: RefCell<Vec<Node>>,
}

/// The kinds of nodes.
pub(crate) enum Kind {
    Element(Element),
    Text(String),
    /// Variable content between siblings.
    Region,
    /// HTML that is taken as it is.
    Html(String),
}

impl Node {
    pub(crate) fn new(kind: Kind) -> Self {
        Self(Rc::new(Inner {
            kind,
            parent: RefCell::default(),
            children: RefCell::default(),
        }))
    }

    pub(crate) fn region() -> Self {
        Self::new(Kind::Region)
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.0.kind
    }

    pub(crate) fn element(&self) -> Option<&Element> {
        match &self.0.kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(crate) fn children(&self) -> Vec<Self> {
        self.0.children.borrow().clone()
    }

    pub(crate) fn append(&self, child: Self) {
        *child.0.parent.borrow_mut() = Rc::downgrade(&self.0);
        self.0.children.borrow_mut().push(child);
    }

    /// Replaces all children.
    pub(crate) fn set_children(&self, children: Vec<Self>) {
        for child in self.0.children.take() {
            *child.0.parent.borrow_mut() = Weak::new();
        }
        for child in children {
            self.append(child);
        }
    }

    pub(crate) fn parent(&self) -> Option<Self> {
        self.0.parent.borrow().upgrade().map(Self)
    }

    /// The node and its ancestors, from the inside to the outside.
    pub(crate) fn path(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// All elements below this node, in the order of the document.
    pub(crate) fn elements(&self) -> Vec<Self> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect(&self, found: &mut Vec<Self>) {
        for child in self.children() {
            if child.element().is_some() {
                found.push(child.clone());
            }
            child.collect(found);
        }
    }

    pub(crate) fn downgrade(&self) -> WeakNode {
        WeakNode(Rc::downgrade(&self.0))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A node that may be gone.
#[derive(Clone, Default)]
pub(crate) struct WeakNode(Weak<Inner>);

impl WeakNode {
    pub(crate) fn upgrade(&self) -> Option<Node> {
        self.0.upgrade().map(Node)
    }
}

impl std::fmt::Debug for WeakNode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WeakNode")
    }
}
