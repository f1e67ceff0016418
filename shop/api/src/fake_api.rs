//! The API of a native test: it records calls, and answers what the test says.
#![cfg_attr(not(feature = "testing"), allow(dead_code, reason = "only tests have a native page"))]

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use crate::ApiError;
#[cfg(feature = "testing")]
use crate::events::{EventDetail, EventType, forget_told, told};
use crate::model::{
    ChatRequest, CodeChallenge, CodeCheck, CodeRequest, Order, OrderRequest, Product, ProfileUpdate, Session, Ticket,
    TicketRequest, User,
};

/// The API of a native test: what [`calls`](crate::calls) reach in this thread. A call is pending until the test answers it.
///
/// The answers of [`queries`](crate::queries) are set with `tarn_query::testing::Answers`.
///
/// ```
/// use shop_api::testing::FakeApi;
/// use shop_api::{ApiError, calls};
/// # use std::task::{Context, Poll, Waker};
/// # use std::future::Future as _;
///
/// let api = FakeApi::new();
/// let mut call = Box::pin(calls::log_out());
/// # let mut context = Context::from_waker(Waker::noop());
/// assert_eq!(call.as_mut().poll(&mut context), Poll::Pending);
/// assert!(api.log_out.is_pending());
/// api.log_out.fail(ApiError::network());
/// assert_eq!(call.as_mut().poll(&mut context), Poll::Ready(Err(ApiError::network())));
/// ```
#[derive(Debug, Clone, Default)]
pub struct FakeApi {
    /// Requests of a login code.
    pub request_code: FakeCall<CodeRequest, CodeChallenge>,
    /// Logins with a code.
    pub verify_code: FakeCall<CodeCheck, Session>,
    /// Logouts.
    pub log_out: FakeCall<(), ()>,
    /// Orders, with the ids of their purchases.
    pub place_order: FakeCall<(OrderRequest, String), Order>,
    /// Changes of the profile.
    pub save_profile: FakeCall<ProfileUpdate, User>,
    /// New tickets.
    pub open_ticket: FakeCall<TicketRequest, Ticket>,
    /// Closed tickets, by id.
    pub close_ticket: FakeCall<String, Ticket>,
    /// Messages of the chat.
    pub send_chat: FakeCall<ChatRequest, ()>,
    listed: Rc<RefCell<Vec<Product>>>,
}

thread_local! {
    // A test has a thread of its own, and so a page of its own.
    static API: RefCell<FakeApi> = RefCell::default();
}

impl FakeApi {
    /// A new API for this thread.
    #[must_use]
    pub fn new() -> Self {
        #[cfg(feature = "testing")]
        forget_told();
        let api = Self::default();
        API.replace(api.clone());
        api
    }

    pub(crate) fn present() -> Self {
        API.with_borrow(Self::clone)
    }

    /// The analytics events that were dispatched in this thread.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn events(&self) -> Vec<(EventType, EventDetail)> {
        told()
    }

    /// Puts a product into a cached list.
    pub fn list(&self, product: Product) {
        self.listed.borrow_mut().push(product);
    }

    pub(crate) fn listed(&self, id: &str) -> Option<Product> {
        self.listed.borrow().iter().find(|product| product.id == id).cloned()
    }
}

/// One function of the API. The first answer is that of the first call, and so on; it may be given before the call.
#[derive(Debug)]
pub struct FakeCall<Q, A>(Rc<RefCell<State<Q, A>>>);

#[derive(Debug)]
struct State<Q, A> {
    asked: Vec<Q>,
    answers: Vec<Result<A, ApiError>>,
}

impl<Q, A> Default for FakeCall<Q, A> {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(State {
            asked: Vec::new(),
            answers: Vec::new(),
        })))
    }
}

impl<Q, A> Clone for FakeCall<Q, A> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<Q: Clone, A: Clone> FakeCall<Q, A> {
    /// The requests so far, with what they carried.
    #[must_use]
    pub fn asked(&self) -> Vec<Q> {
        self.0.borrow().asked.clone()
    }

    /// Whether a call waits for its answer.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        let state = self.0.borrow();
        state.asked.len() > state.answers.len()
    }

    /// Answers the next call.
    pub fn answer(&self, answer: A) {
        self.0.borrow_mut().answers.push(Ok(answer));
    }

    /// Refuses the next call.
    pub fn fail(&self, error: ApiError) {
        self.0.borrow_mut().answers.push(Err(error));
    }

    pub(crate) async fn call(&self, request: Q) -> Result<A, ApiError> {
        let number = {
            let asked = &mut self.0.borrow_mut().asked;
            asked.push(request);
            asked.len() - 1
        };
        poll_fn(|_| {
            let answer = self.0.borrow().answers.get(number).cloned();
            answer.map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }
}
