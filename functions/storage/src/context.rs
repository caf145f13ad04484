//! What an operation works with.

use contract::Moment;
use host::Host;
use store::SqlStore;

use crate::Settings;
use crate::backend::Connection;

/// What an operation works with.
pub(crate) struct Context<'a> {
    pub(crate) host: &'a Host,
    pub(crate) settings: &'a Settings,
    pub(crate) store: &'a SqlStore<Connection>,
    pub(crate) now: Moment,
}
