//! What is asked about figures.

use credential::{AppName, InstanceName};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    BadgeFigures, BadgeId, Benchmarks, ReadReport, Report, RollupsRebuilt, ShareFigures,
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
