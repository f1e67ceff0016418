//! A page that has an owner.

use std::rc::Rc;

use leptos::prelude::ArcRwSignal;
use shared_store::Store;
use shop_api::owner::ApiClient;

use crate::belongings::Belongings;
use crate::check_plan::CheckPlan;
use crate::persisted::Persisted;

/// A page that is owned: it has the one store and the one API client.
#[derive(Clone)]
pub struct Page {
    /// The store.
    pub store: Store,
    pub(crate) api: ApiClient,
    pub(crate) check: Rc<CheckPlan>,
    /// Whether the server could not be asked for the session.
    pub(crate) has_problem: ArcRwSignal<bool>,
    /// Whether the server is being asked for it.
    pub(crate) is_checking: ArcRwSignal<bool>,
    pub(crate) belongings: Belongings,
    pub(crate) persisted: Persisted,
}
