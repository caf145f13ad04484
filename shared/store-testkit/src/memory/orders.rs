//! Invitations together with their answers, in memory.

use contract::message::{OrderAlert, OrdersWhich};
use credential::{InvitationId, TenantId};
use store::{OrderAnswered, OrderFilter, OrderStore, StoreError, StoredAlert, StoredOrder};
use survey::{ResponseId, SurveyId};

use super::asked::{KeptAsked, most};
use super::{MemoryStore, State};

impl State {
    fn order(&self, kept: &KeptAsked) -> StoredOrder {
        let asked = self.stored_asked(kept);
        let linked = self.linked.iter().find(|one| one.asked == asked.id);
        let answer = linked.and_then(|linked| {
            let record =
                &self.of(&linked.survey).find(|one| one.record.id == linked.response)?.record;
            let alerts = self.alerts_of(&linked.survey, linked.response);
            let open = alerts.iter().any(|one| !one.standing.is_over());
            let alert = if open { OrderAlert::Open } else { OrderAlert::Handled };
            Some(OrderAnswered {
                survey: linked.survey.clone(),
                response: linked.response,
                at: record.submitted_at,
                score: record.score,
                alert: (!alerts.is_empty()).then_some(alert),
            })
        });
        StoredOrder { asked, answer }
    }
}

impl OrderStore for MemoryStore {
    async fn list_orders(
        &self,
        tenant: &TenantId,
        filter: OrderFilter<'_>,
    ) -> Result<Vec<StoredOrder>, StoreError> {
        let state = self.state();
        let own = |kept: &&KeptAsked| {
            kept.tenant == *tenant
                && (&kept.new.app, &kept.new.instance) == (filter.app, filter.instance)
                && filter.before.is_none_or(|before| kept.sequence < before)
        };
        let wanted = |order: &StoredOrder| match filter.which {
            OrdersWhich::All => true,
            OrdersWhich::Answered => order.asked.state == invite::State::Answered,
            OrdersWhich::Open => {
                order.answer.as_ref().is_some_and(|one| one.alert == Some(OrderAlert::Open))
            }
        };
        let found = state.asked.iter().rev().filter(own).map(|kept| state.order(kept));
        Ok(found.filter(wanted).take(most(filter.limit)).collect())
    }

    async fn find_order(&self, id: &InvitationId) -> Result<Option<StoredOrder>, StoreError> {
        let state = self.state();
        let found = state.asked.iter().find(|kept| kept.new.asked.id == *id);
        Ok(found.map(|kept| state.order(kept)))
    }

    async fn alerts_of(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Vec<StoredAlert>, StoreError> {
        Ok(self.state().alerts_of(survey, response))
    }
}
