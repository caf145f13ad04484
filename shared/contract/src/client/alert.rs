//! What the external apps ask about answers: with what they are about, and alerts of them.

use credential::{AlertId, AppName, InstanceName, InvitationId};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ActOnAlert, AlertActed, AlertDetail, AlertSecret, AlertsListed, ListAlerts, ListOrders,
    OrderDetail, OrdersListed,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Lists an instance's alerts, those first that are not over.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn list_alerts(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &ListAlerts,
    ) -> Result<AlertsListed, Problem> {
        self.call_with(&Target::ListAlerts(app.clone(), instance.clone()), message).await
    }

    /// Lists an instance's invitations with their answers, the newest first.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::NotPermitted`].
    pub async fn list_orders(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &ListOrders,
    ) -> Result<OrdersListed, Problem> {
        self.call_with(&Target::ListOrders(app.clone(), instance.clone()), message).await
    }

    /// Reads one invitation, with what was answered.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::NotPermitted`].
    pub async fn read_order(
        &self,
        (app, instance): (&AppName, &InstanceName),
        asked: &InvitationId,
    ) -> Result<OrderDetail, Problem> {
        self.call(&Target::ReadOrder(app.clone(), instance.clone(), asked.clone()), None).await
    }

    /// Reads one alert, with what was answered.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn read_alert(
        &self,
        (app, instance): (&AppName, &InstanceName),
        alert: &AlertId,
    ) -> Result<AlertDetail, Problem> {
        self.call(&Target::ReadAlert(app.clone(), instance.clone(), alert.clone()), None).await
    }

    /// Sees to an alert, has somebody else do so, or says that it is handled.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::ParameterRejected`] if nobody of the tenant is
    /// named so.
    pub async fn act_on_alert(
        &self,
        (app, instance): (&AppName, &InstanceName),
        alert: &AlertId,
        message: &ActOnAlert,
    ) -> Result<AlertActed, Problem> {
        let target = Target::ActOnAlert(app.clone(), instance.clone(), alert.clone());
        self.call_with(&target, message).await
    }

    /// What shows a customer's program that an instance's alerts are ours.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn read_alert_secret(
        &self,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<AlertSecret, Problem> {
        self.call(&Target::ReadAlertSecret(app.clone(), instance.clone()), None).await
    }
}
