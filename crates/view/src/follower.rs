//! Closures that run again whenever a signal changes that they have read.
//!
//! An effect of Leptos is a task: it has a channel, wakes an executor, and is polled, which took most of the time of an update. Here all due
//! closures run in one microtask, in the order in which they were created: a closure that removes others runs before them.

use std::cell::{Cell, RefCell};
use std::panic::PanicHookInfo;
use std::sync::{Arc, Weak};

use crate::callable::Run;
use leptos::prelude::{Owner, on_cleanup, untrack};
use leptos::reactive::graph::{
    AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, ToAnySubscriber, WithObserver,
};
use send_wrapper::SendWrapper;

pub(crate) type Task = Box<dyn Run<()>>;

/// Runs `run` now, and again whenever a signal changes that it has read, until the current owner ends. Where a view becomes HTML, it
/// does not run; on a native test page it does.
///
/// ```no_run
/// # use leptos::prelude::*;
/// # let title = RwSignal::new(String::new());
/// tarn_view::follow(move || document().set_title(&title.get()));
/// ```
pub fn follow(run: impl Fn() + 'static) {
    if schedule::is_page() {
        self::run(Box::new(run));
    }
}

/// [`follow`], with its first run where a view becomes HTML, too: for data that the HTML shows.
pub fn run_and_follow(run: impl Fn() + 'static) {
    match schedule::is_page() {
        true => self::run(Box::new(run)),
        false => untrack(run),
    }
}

/// [`follow`], with its first run after the view is on the page, and each other run after the view has changed: for focus, scrolling and
/// calls of the host.
pub fn follow_later(run: impl Fn() + 'static) {
    if schedule::is_page() {
        Follower::new(LATER, Box::new(run)).mark_dirty();
    }
}

/// Added to the numbers of followers that run after all others.
const LATER: u32 = 1 << 31;

/// Runs `run` now, and again after each change, until the current owner ends.
pub(crate) fn run(run: Task) {
    Follower::new(0, run).run();
}

thread_local! {
    /// The component that is being called, or whose follower runs.
    static COMPONENT: Cell<&'static str> = const { Cell::new("") };
}

/// Calls a component: reports of panics and differences have its name. Components in `view!` are called so.
pub fn in_component<T>(name: &'static str, call: impl FnOnce() -> T) -> T {
    let around = COMPONENT.replace(name);
    let result = call();
    COMPONENT.set(around);
    result
}

/// The text of a panic, and the component whose code ran.
///
/// ```
/// std::panic::set_hook(Box::new(|panic| eprintln!("{}", tarn_view::panic_text(panic))));
/// ```
pub fn panic_text(panic: &PanicHookInfo<'_>) -> String {
    match current_component() {
        "" => panic.to_string(),
        component => format!("{panic} (in <{component}>)"),
    }
}

/// The component whose code runs. Empty outside of components.
pub fn current_component() -> &'static str {
    COMPONENT.get()
}

// Signals require subscribers that are Send; a wasm instance has one thread.
struct Follower(SendWrapper<State>);

struct State {
    /// Followers are numbered in the order of their creation.
    number: u32,
    run: Task,
    component: &'static str,
    /// Owns the resources of `run` until its next run.
    owner: Owner,
    sources: RefCell<Vec<AnySource>>,
    is_dirty: Cell<bool>,
    is_due: Cell<bool>,
    this: Weak<Follower>,
}

thread_local! {
    static CREATED: Cell<u32> = const { Cell::new(0) };
    static DUE: RefCell<Vec<Arc<Follower>>> = const { RefCell::new(Vec::new()) };
}

/// Followers run in a microtask.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod schedule {
    use wasm_bindgen::prelude::*;

    thread_local! {
        static RUN_DUE_SOON: Soon = make_soon(Closure::<dyn FnMut()>::new(super::run_due).into_js_value());
    }

    #[wasm_bindgen(module = "/src/browser/dom.js")]
    extern "C" {
        type Soon;

        #[wasm_bindgen(js_name = makeSoon)]
        fn make_soon(task: JsValue) -> Soon;

        #[wasm_bindgen(method)]
        fn call(this: &Soon);
    }

    pub(super) const fn is_page() -> bool {
        true
    }

    pub(super) fn run_due_soon() {
        RUN_DUE_SOON.with(Soon::call);
    }
}

/// A server has no followers. A native test page runs them before it is read.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) mod schedule {
    use std::cell::Cell;

    thread_local! {
        static IS_PAGE: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn is_page() -> bool {
        IS_PAGE.get()
    }

    pub(super) fn run_due_soon() {}

    /// Makes this thread a page, whose followers run.
    #[cfg(feature = "testing")]
    pub(crate) fn set_page() {
        IS_PAGE.set(true);
    }

    /// Runs the due followers. Returns whether there were any.
    #[cfg(feature = "testing")]
    pub(crate) fn run_due() -> bool {
        let any = super::DUE.with_borrow(|due| !due.is_empty());
        super::run_due();
        any
    }
}

#[cfg_attr(
    not(any(all(target_arch = "wasm32", target_os = "unknown"), feature = "testing")),
    expect(dead_code, reason = "a server has no followers")
)]
fn run_due() {
    for follower in DUE.take() {
        follower.0.is_due.set(false);
        // A changed memo notifies its followers, except the one that checks it.
        let is_other = follower.subscriber().with_observer(|| follower.update_if_necessary());
        if is_other {
            follower.run();
        }
    }
}

impl Follower {
    fn new(stage: u32, run: Task) -> Arc<Self> {
        let created = CREATED.get();
        CREATED.set(created.wrapping_add(1));
        let follower = Arc::new_cyclic(|this| {
            Self(SendWrapper::new(State {
                number: created.wrapping_add(stage),
                run,
                component: COMPONENT.get(),
                owner: Owner::new(),
                sources: RefCell::default(),
                is_dirty: Cell::new(false),
                is_due: Cell::new(false),
                this: Weak::clone(this),
            }))
        });
        let kept = Arc::clone(&follower);
        on_cleanup(move || kept.end());
        follower
    }

    fn subscriber(&self) -> AnySubscriber {
        let this = Weak::clone(&self.0.this);
        AnySubscriber(this.as_ptr() as usize, this)
    }

    fn run(&self) {
        let subscriber = self.subscriber();
        self.clear_sources(&subscriber);
        self.0
            .owner
            .with_cleanup(|| subscriber.with_observer(|| in_component(self.0.component, || self.0.run.run())));
    }

    /// A signal would keep an ended follower until its next change, which may never come.
    fn end(&self) {
        self.clear_sources(&self.subscriber());
        self.0.is_dirty.set(false);
        self.0.owner.cleanup();
    }

    fn become_due(&self) {
        if self.0.is_due.replace(true) {
            return;
        }
        let Some(this) = self.0.this.upgrade() else { return };
        let is_first = DUE.with_borrow_mut(|due| {
            // The content of a closure may rely on the condition under which the closure shows it.
            let before = due.iter().rposition(|other| other.0.number < self.0.number);
            due.insert(before.map_or(0, |before| before + 1), this);
            due.len() == 1
        });
        if is_first {
            schedule::run_due_soon();
        }
    }
}

impl ToAnySubscriber for Follower {
    fn to_any_subscriber(&self) -> AnySubscriber {
        self.subscriber()
    }
}

impl ReactiveNode for Follower {
    fn mark_dirty(&self) {
        self.0.is_dirty.set(true);
        self.become_due();
    }

    fn mark_check(&self) {
        self.become_due();
    }

    fn mark_subscribers_check(&self) {}

    /// Whether a signal or a memo has changed.
    fn update_if_necessary(&self) -> bool {
        if self.0.is_dirty.replace(false) {
            return true;
        }
        let sources = self.0.sources.borrow().clone();
        sources.iter().any(ReactiveNode::update_if_necessary)
    }
}

impl Subscriber for Follower {
    fn add_source(&self, source: AnySource) {
        let mut sources = self.0.sources.borrow_mut();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    fn clear_sources(&self, subscriber: &AnySubscriber) {
        let mut sources = self.0.sources.take();
        for source in sources.drain(..) {
            source.remove_subscriber(subscriber);
        }
        // The allocation is reused for the next sources.
        self.0.sources.replace(sources);
    }
}
