//! The state of a native test page besides its elements: the focus, the present event, timers and frames.
#![cfg_attr(not(feature = "testing"), allow(dead_code, reason = "only tests have a native page"))]

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use crate::tree::{Node, WeakNode};

/// An event that a test has sent.
pub(crate) struct TestEvent {
    /// The element that was pressed or changed.
    pub(crate) target: Node,
    /// The key of a keyboard event.
    pub(crate) key: Option<&'static str>,
    /// Whether a click came from a pointer, not from a key.
    pub(crate) is_by_pointer: bool,
    pub(crate) is_default_prevented: Cell<bool>,
}

type Task = Box<dyn FnOnce()>;

/// A function that is due at a time of the page.
struct Timer {
    id: u32,
    at: Duration,
    /// Time between two calls of an interval.
    every: Option<Duration>,
    run: Rc<dyn Fn()>,
}

#[derive(Default)]
struct State {
    roots: Vec<WeakNode>,
    focused: WeakNode,
    event: Option<Rc<TestEvent>>,
    frames: Vec<Task>,
    timers: Vec<Timer>,
    last_timer: u32,
    now: Duration,
    reloads: u32,
}

thread_local! {
    // A test has a thread of its own, and so a page of its own.
    static PAGE: RefCell<State> = RefCell::default();
}

/// Adds the root of a mounted view.
pub(crate) fn add_root(root: &Node) {
    PAGE.with_borrow_mut(|page| page.roots.push(root.downgrade()));
}

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<Node> {
    let roots = PAGE.with_borrow(|page| page.roots.clone());
    let mut elements = roots
        .iter()
        .filter_map(WeakNode::upgrade)
        .flat_map(|root| root.elements());
    elements.find(|node| {
        node.element()
            .is_some_and(|element| element.attribute("id").as_deref() == Some(id))
    })
}

/// Focuses an element. An element that cannot have the focus leaves it where it is, as in a browser.
pub(crate) fn focus(node: &Node) {
    let can_be = |element: &crate::tree::Element| {
        let is_control = matches!(&*element.name, "a" | "button" | "input" | "select" | "textarea");
        (is_control || element.attribute("tabindex").is_some()) && !element.is("disabled")
    };
    if node.element().is_some_and(can_be) {
        PAGE.with_borrow_mut(|page| page.focused = node.downgrade());
    }
}

/// The focused element, if it is still on the page.
pub(crate) fn focused() -> Option<Node> {
    let (focused, roots) = PAGE.with_borrow(|page| (page.focused.upgrade(), page.roots.clone()));
    focused.filter(|node| {
        let outermost = node.path().last();
        roots
            .iter()
            .filter_map(WeakNode::upgrade)
            .any(|root| Some(root) == outermost)
    })
}

/// Calls `handle` while `event` is the present one.
pub(crate) fn with_event(event: Rc<TestEvent>, handle: impl FnOnce()) {
    let around = PAGE.with_borrow_mut(|page| page.event.replace(event));
    handle();
    PAGE.with_borrow_mut(|page| page.event = around);
}

/// The event whose handler runs.
pub(crate) fn event() -> Option<Rc<TestEvent>> {
    PAGE.with_borrow(|page| page.event.clone())
}

/// Calls `run` with the next frame.
pub(crate) fn on_next_frame(run: Task) {
    PAGE.with_borrow_mut(|page| page.frames.push(run));
}

/// Runs what waits for the next frame. Returns whether anything did.
pub(crate) fn run_frame() -> bool {
    let due = PAGE.with_borrow_mut(|page| std::mem::take(&mut page.frames));
    let any = !due.is_empty();
    due.into_iter().for_each(|run| run());
    any
}

/// Calls `run` after a time, and again after each such time if it `repeats`. Returns the number of the timer.
pub(crate) fn add_timer(after: Duration, repeats: bool, run: Rc<dyn Fn()>) -> u32 {
    PAGE.with_borrow_mut(|page| {
        page.last_timer += 1;
        let (id, at) = (page.last_timer, page.now + after);
        let every = repeats.then_some(after);
        page.timers.push(Timer { id, at, every, run });
        id
    })
}

pub(crate) fn remove_timer(id: u32) {
    PAGE.with_borrow_mut(|page| page.timers.retain(|timer| timer.id != id));
}

/// Goes on to the next timer within `left`, and runs it. Returns the time that is left then, or `None` if no timer is due.
pub(crate) fn run_next_timer(left: Duration) -> Option<Duration> {
    let (run, passed) = PAGE.with_borrow_mut(|page| {
        let end = page.now + left;
        let timers = page.timers.iter().enumerate().filter(|(_, timer)| timer.at <= end);
        let next = timers.min_by_key(|(_, timer)| timer.at).map(|(index, _)| index);
        let Some(index) = next else {
            page.now = end;
            return None;
        };
        let passed = page.timers[index].at.saturating_sub(page.now);
        page.now += passed;
        let run = match page.timers[index].every.filter(|every| !every.is_zero()) {
            Some(every) => {
                page.timers[index].at += every;
                Rc::clone(&page.timers[index].run)
            }
            None => page.timers.remove(index).run,
        };
        Some((run, passed))
    })?;
    run();
    Some(left.saturating_sub(passed))
}

/// Counts a reload of the page.
pub(crate) fn reload() {
    PAGE.with_borrow_mut(|page| page.reloads += 1);
}

/// How often the page asked for a reload.
pub(crate) fn reloads() -> u32 {
    PAGE.with_borrow(|page| page.reloads)
}
