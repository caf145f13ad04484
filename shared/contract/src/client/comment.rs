//! What is asked about comments that badges show.

use credential::{AppName, InstanceName};
use problem::Problem;
use survey::ResponseId;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    BadgeComments, BadgeId, CommentDecision, CommentsListed, HoldComment, ListComments,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Reads the comments that everybody may see of an instance.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], also where its badge shows none.
    pub async fn read_badge_comments(&self, badge: &BadgeId) -> Result<BadgeComments, Problem> {
        self.call(&Target::ReadBadgeComments(badge.clone()), None).await
    }

    /// Lists the comments that an instance's badge shows or may show, the newest first.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::NotPermitted`].
    pub async fn list_comments(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &ListComments,
    ) -> Result<CommentsListed, Problem> {
        self.call_with(&Target::ListComments(app.clone(), instance.clone()), message).await
    }

    /// Decides about a comment; or takes back what was decided.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], also where its writer has not agreed, or it is as it shall be already;
    /// [`problem::Kind::NotPermitted`].
    pub async fn decide_comment(
        &self,
        (app, instance): (&AppName, &InstanceName),
        response: ResponseId,
        decision: Option<CommentDecision>,
    ) -> Result<(), Problem> {
        let (app, instance) = (app.clone(), instance.clone());
        let _: serde_json::Value = match decision {
            Some(CommentDecision::Held(reason)) => {
                let target = Target::HoldComment(app, instance, response);
                self.call_with(&target, &HoldComment { reason }).await?
            }
            Some(CommentDecision::Shown) => {
                self.call(&Target::ShowComment(app, instance, response), None).await?
            }
            None => self.call(&Target::UndecideComment(app, instance, response), None).await?,
        };
        Ok(())
    }
}
