//! One shared attempt for concurrent callers.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::FederationError;

/// Concurrent callers share one attempt. A success is cached, a failure is not: the next caller starts a new attempt.
pub(super) struct Attempt<T> {
    latest: RefCell<Option<Waiting<T>>>,
}

impl<T> Default for Attempt<T> {
    fn default() -> Self {
        Self {
            latest: RefCell::default(),
        }
    }
}

impl<T: Clone + 'static> Attempt<T> {
    /// The cached result.
    pub(super) fn got(&self) -> Option<T> {
        let latest = self.latest.borrow();
        match &*latest.as_ref()?.progress.borrow() {
            Progress::Done(Ok(got)) => Some(got.clone()),
            _ => None,
        }
    }

    /// Drops the cached result. The next caller starts a new attempt.
    pub(super) fn forget(&self) {
        self.latest.borrow_mut().take();
    }

    /// The running or successful attempt. Otherwise `start` begins a new attempt, which runs also if no caller waits.
    pub(super) fn get<F>(&self, start: impl FnOnce() -> F) -> Waiting<T>
    where
        F: Future<Output = Result<T, FederationError>> + 'static,
    {
        if let Some(waiting) = &*self.latest.borrow()
            && !matches!(*waiting.progress.borrow(), Progress::Done(Err(_)))
        {
            return waiting.clone();
        }
        let waiting = Waiting {
            progress: Rc::new(RefCell::new(Progress::Running(Vec::new()))),
        };
        *self.latest.borrow_mut() = Some(waiting.clone());
        let (work, done) = (start(), waiting.clone());
        let run: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async move { done.settle(work.await) });
        leptos::task::spawn_local(run);
        waiting
    }
}

/// An attempt that may still run.
pub(super) struct Waiting<T> {
    progress: Rc<RefCell<Progress<T>>>,
}

enum Progress<T> {
    Running(Vec<Waker>),
    Done(Result<T, FederationError>),
}

impl<T> Clone for Waiting<T> {
    fn clone(&self) -> Self {
        Self {
            progress: Rc::clone(&self.progress),
        }
    }
}

impl<T> Waiting<T> {
    fn settle(&self, result: Result<T, FederationError>) {
        // No borrow while the waiting tasks wake up.
        if let Progress::Running(wakers) = self.progress.replace(Progress::Done(result)) {
            wakers.into_iter().for_each(Waker::wake);
        }
    }
}

impl<T: Clone> Future for Waiting<T> {
    type Output = Result<T, FederationError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self.progress.borrow_mut() {
            Progress::Running(wakers) => {
                wakers.push(context.waker().clone());
                Poll::Pending
            }
            Progress::Done(result) => Poll::Ready(result.clone()),
        }
    }
}
