//! The futures of a native page, such as requests. They run whenever the page is read.

use std::cell::RefCell;
use std::task::{Context, Poll, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};

thread_local! {
    static TASKS: RefCell<Vec<PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
}

/// Tasks of this thread.
struct Tasks;

impl CustomExecutor for Tasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        TASKS.with_borrow_mut(|tasks| tasks.push(task));
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        TASKS.with_borrow_mut(|tasks| tasks.push(task));
    }

    fn poll_local(&self) {
        run();
    }
}

/// Makes `spawn_local` of this thread add to these tasks.
pub(super) fn begin() {
    // An error says that there is an executor: this one, of an earlier page.
    let _ = Executor::init_local_custom_executor(Tasks);
}

/// Polls all tasks once. There are few, so none needs to wake anything. Returns whether a task has ended or begun.
pub(super) fn run() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut has_ended = false;
    let tasks = TASKS.take();
    let mut pending = Vec::with_capacity(tasks.len());
    for mut task in tasks {
        match task.as_mut().poll(&mut context) {
            Poll::Pending => pending.push(task),
            Poll::Ready(()) => has_ended = true,
        }
    }
    let has_begun = TASKS.with_borrow(|tasks| !tasks.is_empty());
    TASKS.with_borrow_mut(|tasks| drop(tasks.splice(0..0, pending)));
    has_ended || has_begun
}
