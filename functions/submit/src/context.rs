//! What a handler works with.

use contract::StorageClient;
use host::Host;

use crate::Settings;

/// What a handler works with.
pub(crate) struct Context<'a> {
    pub(crate) host: &'a Host,
    pub(crate) settings: &'a Settings,
    pub(crate) storage: StorageClient<'a, Host>,
}
