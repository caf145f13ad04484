//! What is asked about those who are about to cancel a subscription.

use credential::{AppName, FlowId, InstanceName};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ActOnFlow, FlowActed, FlowItem, FlowOpened, FlowStarted, FlowsListed, LeaversListed, ListFlows,
    ListLeavers, OpenFlow, StartFlow,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Starts a flow.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::ParameterRejected`] if something is longer than it may be.
    pub async fn start_flow(
        &self,
        (app, instance): (&AppName, &InstanceName),
        message: &StartFlow,
    ) -> Result<FlowStarted, Problem> {
        self.call_with(&Target::StartFlow(app.clone(), instance.clone()), message).await
    }

    /// What a token leads to. Nothing is changed by asking.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::LinkRefused`] if it is no token of ours, or leads to nothing any more.
    pub async fn open_flow(&self, message: &OpenFlow) -> Result<FlowOpened, Problem> {
        self.call_with(&Target::OpenFlow, message).await
    }

    /// Tells a flow something. Safe to repeat: what is told twice changes nothing.
    ///
    /// # Errors
    ///
    /// As [`Self::open_flow`].
    pub async fn act_on_flow(&self, message: &ActOnFlow) -> Result<FlowActed, Problem> {
        self.call_with(&Target::ActOnFlow, message).await
    }

    /// How a flow stands.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], also of what is another tenant's.
    pub async fn read_flow(&self, app: &AppName, flow: &FlowId) -> Result<FlowItem, Problem> {
        self.call(&Target::ReadFlow(app.clone(), flow.clone()), None).await
    }

    /// Lists an instance's flows.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_flows(
        &self,
        (app, instance): (&AppName, &InstanceName),
        message: &ListFlows,
    ) -> Result<FlowsListed, Problem> {
        self.call_with(&Target::ListFlows(app.clone(), instance.clone()), message).await
    }

    /// Lists who has cancelled, the last one first.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_leavers(
        &self,
        (app, instance): (&AppName, &InstanceName),
        message: &ListLeavers,
    ) -> Result<LeaversListed, Problem> {
        self.call_with(&Target::ListLeavers(app.clone(), instance.clone()), message).await
    }
}
