//! The port of comments that badges show: what was decided about which response, and nothing that was written.

use ::survey::{ResponseId, SurveyId};
use contract::Moment;
use contract::message::{CommentCounts, CommentDecision, CommentsWhich};
use credential::{AppName, InstanceName, TenantId};

use crate::{StoreError, StoredResponse};

/// An instance's comments: those of the responses to its survey whose writers agreed.
#[derive(Clone, Copy, Debug)]
pub struct CommentsOf<'a> {
    /// Whose instance.
    pub tenant: &'a TenantId,
    /// Of which app.
    pub app: &'a AppName,
    /// Which.
    pub instance: &'a InstanceName,
    /// The survey that is answered.
    pub survey: &'a SurveyId,
}

/// Which comments are read.
#[derive(Clone, Copy, Debug)]
pub struct CommentFilter {
    /// Which of them.
    pub which: CommentsWhich,
    /// No response that was kept before this moment.
    pub since: Moment,
    /// None that came after this place in the order in which responses were kept, and not that one.
    pub before: Option<u64>,
    /// How many at most.
    pub limit: u32,
}

/// A response whose writer agreed, with what was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredComment {
    /// The response.
    pub response: StoredResponse,
    /// What was decided, if something was.
    pub decision: Option<CommentDecision>,
}

/// Keeps what was decided about comments. It goes with its response, and with whoever is known to have written it.
///
/// A writer has agreed where the response counts to `true` of
/// [`contract::message::CommentsSetup::CONSENT`]: so nothing that is not complete, is a test, may be a machine's or was taken
/// out of figures is among them.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait CommentStore {
    /// Decides about a comment, or takes back what was decided. Whether that changes anything: nothing where its writer
    /// has not agreed.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn decide_comment(
        &self,
        of: CommentsOf<'_>,
        response: ResponseId,
        decision: Option<CommentDecision>,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// Comments, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_comments(
        &self,
        of: CommentsOf<'_>,
        filter: CommentFilter,
    ) -> Result<Vec<StoredComment>, StoreError>;

    /// How many comments there are of responses that were kept since a moment.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn count_comments(
        &self,
        of: CommentsOf<'_>,
        since: Moment,
    ) -> Result<CommentCounts, StoreError>;
}
