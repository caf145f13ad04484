//! What of the answers to a version of a survey is readable, remembered: a published version never
//! changes, and a survey is one tenant's.

use std::cell::RefCell;
use std::rc::Rc;

use credential::TenantId;
use problem::Problem;
use store::{AuditStore as _, StoredDefinition, SurveyStore as _};
use survey::model::Definition;
use survey::{Readable, SurveyId, Version};

use crate::context::Context;
use crate::failure::store_failed;

/// The most versions that an instance remembers. When there are more it forgets them all, which costs
/// reading its definition for each that is asked for again.
const MAX_REMEMBERED: usize = 64;

thread_local! {
    static REMEMBERED: RefCell<Vec<Rc<Plan>>> = const { RefCell::new(Vec::new()) };
}

/// Whose a version is, and what of the answers to it is readable.
pub(crate) struct Plan {
    survey: SurveyId,
    version: Version,
    pub(super) tenant: TenantId,
    pub(crate) readable: Readable,
}

/// The plan of a version; none if there is no such survey. Of a version that was never published
/// nothing is readable.
pub(crate) async fn plan(
    context: &Context<'_>,
    survey: &SurveyId,
    version: Version,
) -> Result<Option<Rc<Plan>>, Problem> {
    let is = |plan: &&Rc<Plan>| plan.survey == *survey && plan.version == version;
    let remembered = REMEMBERED.with_borrow(|all| all.iter().find(is).map(Rc::clone));
    if remembered.is_some() {
        return Ok(remembered);
    }
    let tenant = context.store.tenant_of(survey).await.map_err(store_failed)?;
    let Some(tenant) = tenant else { return Ok(None) };
    let published = context.store.read_published(survey, Some(version)).await;
    let published = published.map_err(store_failed)?;
    let definition = published.and_then(|published| read(&published.definition));
    let known = definition.is_some();
    let readable = definition.as_ref().map(Definition::readable).unwrap_or_default();
    let plan = Rc::new(Plan { survey: survey.clone(), version, tenant, readable });
    if known {
        REMEMBERED.with_borrow_mut(|all| {
            if all.len() >= MAX_REMEMBERED {
                all.clear();
            }
            all.push(Rc::clone(&plan));
        });
    }
    Ok(Some(plan))
}

/// A definition as it is kept. One from before definitions were compiled is compiled.
fn read(stored: &StoredDefinition) -> Option<Definition> {
    match stored {
        StoredDefinition::Compiled(compiled) => {
            Definition::load(&serde_json::from_str(compiled).ok()?)
        }
        StoredDefinition::Source(source) => {
            let review = Definition::review(&serde_json::from_str(source).ok()?).ok()?;
            Definition::load(&review.compiled)
        }
    }
}
