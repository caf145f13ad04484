//! Benchmarks over SQL.

use contract::Moment;
use credential::{AppName, TenantId};
use serde_json::Value;

use super::row::Row;
use crate::{BenchmarkStore, Days, SharedCount, SqlConnection, SqlStore, SqlValue, StoreError};

const SHARE: &str = "INSERT INTO benchmark_shared (app, tenant, since) VALUES (?1, ?2, ?3) \
     ON CONFLICT (app, tenant) DO NOTHING RETURNING 1";

const KEEP: &str = "DELETE FROM benchmark_shared WHERE app = ?1 AND tenant = ?2 RETURNING 1";

const SHARES: &str = "SELECT 1 FROM benchmark_shared WHERE app = ?1 AND tenant = ?2";

/// The one statement that reads of several tenants: of those who share, and nothing but counts. Several instances may
/// ask by one survey, whose answers count once.
const SHARED: &str = "SELECT asks.tenant, question, rollups.value, sum(count) FROM \
     (SELECT DISTINCT app_instances.tenant, survey FROM benchmark_shared \
     JOIN app_instances ON app_instances.tenant = benchmark_shared.tenant \
     AND app_instances.app = benchmark_shared.app WHERE benchmark_shared.app = ?1) AS asks \
     JOIN rollups ON rollups.survey = asks.survey AND day BETWEEN ?3 AND ?4 \
     AND question IN (SELECT told.value FROM json_each(?2) AS told) \
     GROUP BY 1, 2, 3 HAVING sum(count) > 0 ORDER BY 1, 2, 3";

fn shared(mut row: Row) -> Result<SharedCount, StoreError> {
    Ok(SharedCount {
        tenant: row.parsed()?,
        question: row.text()?,
        value: row.text()?,
        count: row.number()?,
    })
}

impl<C: SqlConnection> BenchmarkStore for SqlStore<C> {
    async fn share_figures(
        &self,
        tenant: &TenantId,
        app: &AppName,
        shared: bool,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut parameters: Vec<SqlValue> = vec![app.as_str().into(), tenant.as_str().into()];
        let statement = if shared { SHARE } else { KEEP };
        parameters.extend(shared.then(|| now.into()));
        self.first(statement, parameters).await.map(|row| row.is_some())
    }

    async fn shares_figures(&self, tenant: &TenantId, app: &AppName) -> Result<bool, StoreError> {
        let parameters = vec![app.as_str().into(), tenant.as_str().into()];
        self.first(SHARES, parameters).await.map(|row| row.is_some())
    }

    async fn read_shared(
        &self,
        app: &AppName,
        questions: &[&str],
        Days { from, to }: Days,
    ) -> Result<Vec<SharedCount>, StoreError> {
        let questions = Value::from(questions.to_vec()).to_string();
        let parameters = vec![
            app.as_str().into(),
            questions.as_str().into(),
            from.number().into(),
            to.number().into(),
        ];
        self.rows(SHARED, parameters).await?.into_iter().map(shared).collect()
    }
}
