//! What an operation works with.

use contract::Moment;
use contract::message::Origin;
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
    /// Where the request comes from that led to this call, if our function was told.
    pub(crate) origin: Option<Origin>,
}
