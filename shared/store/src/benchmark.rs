//! The port of benchmarks: who shares figures to be compared, and what those come to.

use contract::Moment;
use credential::{AppName, TenantId};

use crate::{Days, StoreError};

/// How often a value of a question was given by respondents of a tenant that shares its figures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SharedCount {
    /// Whose respondents.
    pub tenant: TenantId,
    /// The question's name.
    pub question: String,
    /// The value, as text.
    pub value: String,
    /// How many: one at least.
    pub count: u32,
}

/// Keeps which tenants share figures, and counts theirs alone.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait BenchmarkStore {
    /// Says whether a tenant shares its figures of an app; whether that was otherwise before.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn share_figures(
        &self,
        tenant: &TenantId,
        app: &AppName,
        shared: bool,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// Whether a tenant shares its figures of an app.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn shares_figures(&self, tenant: &TenantId, app: &AppName) -> Result<bool, StoreError>;

    /// What is counted of these questions in the surveys of an app's instances, of each tenant that shares its figures
    /// now. It is for comparing, and not for anybody's eyes.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_shared(
        &self,
        app: &AppName,
        questions: &[&str],
        days: Days,
    ) -> Result<Vec<SharedCount>, StoreError>;
}
