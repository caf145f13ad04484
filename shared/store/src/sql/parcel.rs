//! Orders that come in parcels, over SQL.

use contract::Moment;
use contract::message::{Day, PartName, Parts};
use serde_json::{Value, json};

use crate::{
    Days, DeliveryChange, DeliveryCounts, DeliveryDay, ParcelPlace, ParcelStore, SqlConnection,
    SqlStore, SqlValue, StoreError,
};

const FIND: &str = "SELECT state FROM order_states \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND order_hash = ?4";

const KEEP: &str = "INSERT INTO order_states (tenant, app, instance, order_hash, state, changed_at) \
     SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS \
     (SELECT 1 FROM app_instances WHERE tenant = ?1 AND app = ?2 AND instance = ?3) \
     ON CONFLICT (tenant, app, instance, order_hash) DO UPDATE \
     SET state = excluded.state, changed_at = excluded.changed_at RETURNING 1";

/// What is added comes as one list: a statement for each of its lines would be twenty.
const COUNT: &str = "INSERT INTO delivery_counts (tenant, app, instance, part, day, part_value, what, count) \
     SELECT ?1, ?2, ?3, told.value ->> 0, ?4, told.value ->> 1, told.value ->> 2, told.value ->> 3 \
     FROM json_each(?5) AS told WHERE true \
     ON CONFLICT (tenant, app, instance, part, day, part_value, what) DO UPDATE \
     SET count = count + excluded.count";

const BY_DAY: &str = "SELECT day, what, count FROM delivery_counts \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND part = '' AND day BETWEEN ?4 AND ?5 \
     AND count > 0 ORDER BY day, what";

const BY_PART: &str = "SELECT part_value, what, sum(count) FROM delivery_counts \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND part = ?4 AND day BETWEEN ?5 AND ?6 \
     AND part_value IN (SELECT part_value FROM delivery_counts \
     WHERE tenant = ?1 AND app = ?2 AND instance = ?3 AND part = ?4 AND day BETWEEN ?5 AND ?6 \
     AND what IN ('delivered', 'failed') \
     GROUP BY part_value HAVING sum(count) > 0 ORDER BY sum(count) DESC, part_value LIMIT ?7) \
     GROUP BY 1, 2 HAVING sum(count) > 0 ORDER BY 1, 2";

const TIDY: &str = "DELETE FROM order_states WHERE (tenant, app, instance, order_hash) IN \
     (SELECT tenant, app, instance, order_hash FROM order_states WHERE changed_at < ?1 LIMIT ?2)";

impl ParcelPlace<'_> {
    fn and<const N: usize>(self, rest: [SqlValue; N]) -> Vec<SqlValue> {
        let place =
            [self.tenant.as_str().into(), self.app.as_str().into(), self.instance.as_str().into()];
        place.into_iter().chain(rest).collect()
    }
}

impl<C: SqlConnection> ParcelStore for SqlStore<C> {
    async fn find_order_state(
        &self,
        place: ParcelPlace<'_>,
        order: &[u8; 32],
    ) -> Result<Option<String>, StoreError> {
        let found = self.first(FIND, place.and([order.as_slice().into()])).await?;
        found.map(|mut row| row.text()).transpose()
    }

    async fn keep_order_state(
        &self,
        place: ParcelPlace<'_>,
        (order, state): (&[u8; 32], &str),
        now: Moment,
    ) -> Result<bool, StoreError> {
        let parameters = place.and([order.as_slice().into(), state.into(), now.into()]);
        Ok(self.first(KEEP, parameters).await?.is_some())
    }

    async fn count_deliveries(
        &self,
        place: ParcelPlace<'_>,
        (day, parts): (Day, &Parts),
        more: &DeliveryChange,
    ) -> Result<(), StoreError> {
        let of_parts = parts.iter().map(|(name, value)| (name.as_str(), value));
        let lines = [("", "")].into_iter().chain(of_parts).flat_map(|(part, value)| {
            more.iter().map(move |(what, count)| json!([part, value, what, count]))
        });
        let lines = lines.collect::<Value>().to_string();
        let parameters = place.and([day.number().into(), lines.as_str().into()]);
        self.rows(COUNT, parameters).await.map(|_| ())
    }

    async fn read_deliveries(
        &self,
        place: ParcelPlace<'_>,
        Days { from, to }: Days,
    ) -> Result<Vec<DeliveryDay>, StoreError> {
        let parameters = place.and([from.number().into(), to.number().into()]);
        let rows = self.rows(BY_DAY, parameters).await?.into_iter();
        let read = rows.map(|mut row| {
            let day = Day::from_number(row.number()?);
            Ok(DeliveryDay { day, what: row.text()?, count: row.number()? })
        });
        read.collect()
    }

    async fn read_deliveries_by(
        &self,
        place: ParcelPlace<'_>,
        (part, Days { from, to }): (&PartName, Days),
        most: u32,
    ) -> Result<Vec<(String, DeliveryCounts)>, StoreError> {
        let (from, to) = (from.number().into(), to.number().into());
        let parameters = place.and([part.as_str().into(), from, to, most.into()]);
        let mut found: Vec<(String, DeliveryCounts)> = Vec::new();
        for mut row in self.rows(BY_PART, parameters).await? {
            let (value, what, count) = (row.text()?, row.text()?, row.number()?);
            if let Some((_, counts)) = found.last_mut().filter(|(known, _)| *known == value) {
                counts.insert(what, count);
            } else {
                found.push((value, [(what, count)].into()));
            }
        }
        found.sort_by_key(|(_, attempts)| core::cmp::Reverse(made(attempts)));
        Ok(found)
    }

    async fn tidy_order_states(&self, limit: u32, before: Moment) -> Result<(), StoreError> {
        self.rows(TIDY, vec![before.into(), limit.into()]).await.map(|_| ())
    }
}

/// How many attempts were made.
fn made(attempts: &DeliveryCounts) -> u32 {
    let of = |what: &str| attempts.get(what).copied().unwrap_or_default();
    of("delivered").saturating_add(of("failed"))
}
