//! A page with its owner.

use std::ops::Deref;
use std::rc::Rc;

use leptos::prelude::ArcRwSignal;
use shared_store::Store;
use shop_api::owner::ApiClient;
use tarn_page::Persisted;

use crate::check_plan::CheckPlan;
use crate::choices::ChoiceStorage;
use crate::user_data::UserData;

/// A page with its owner. Clones share it: one pointer, because many closures keep a page.
#[derive(Clone)]
pub struct Page(Rc<Parts>);

/// The one store, the one API client, and the further state of the page.
pub struct Parts {
    /// The store.
    pub store: Store,
    pub(crate) api: ApiClient,
    pub(crate) check: CheckPlan,
    /// True while the session is unknown because the server could not be asked.
    pub(crate) has_problem: ArcRwSignal<bool>,
    /// True while the server is being asked for the session.
    pub(crate) is_checking: ArcRwSignal<bool>,
    pub(crate) user_data: UserData,
    pub(crate) persisted: Persisted,
    pub(crate) choice_storage: ChoiceStorage,
}

impl Page {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Rc::new(parts))
    }
}

impl Deref for Page {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
