//! What is asked about figures.

use credential::{AppName, InstanceName};
use problem::Problem;
use survey::{ResponseId, SurveyId};

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    AsideReason, BadgeFigures, BadgeId, Benchmarks, ReadReport, Report, RollupsRebuilt, SetAside,
    ShareFigures,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Reads an instance's figures.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::ParameterRejected`] for too many days.
    pub async fn read_report(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &ReadReport,
    ) -> Result<Report, Problem> {
        self.call_with(&Target::ReadReport(app.clone(), instance.clone()), message).await
    }

    /// Takes a response out of figures, for a reason; or has it count again.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`], also where it counts to nothing, or is as it shall be already.
    pub async fn set_aside(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        reason: Option<AsideReason>,
    ) -> Result<(), Problem> {
        let survey = survey.clone();
        let _: serde_json::Value = match reason {
            Some(reason) => {
                self.call_with(&Target::SetAside(survey, response), &SetAside { reason }).await?
            }
            None => self.call(&Target::CountAgain(survey, response), None).await?,
        };
        Ok(())
    }

    /// Reads how the tenant's figures of an app stand among those of others.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn read_benchmarks(&self, app: &AppName) -> Result<Benchmarks, Problem> {
        self.call(&Target::ReadBenchmarks(app.clone()), None).await
    }

    /// Says whether the tenant shares its figures of an app; gives how they stand then. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn share_figures(
        &self,
        app: &AppName,
        message: ShareFigures,
    ) -> Result<Benchmarks, Problem> {
        self.call_with(&Target::ShareFigures(app.clone()), &message).await
    }

    /// Reads what everybody may see of an instance.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn read_badge(&self, badge: &BadgeId) -> Result<BadgeFigures, Problem> {
        self.call(&Target::ReadBadge(badge.clone()), None).await
    }

    /// Counts a stretch of the responses from before there were figures; once there are none, makes all counts
    /// anew. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn rebuild_rollups(&self) -> Result<RollupsRebuilt, Problem> {
        self.call(&Target::RebuildRollups, None).await
    }
}
