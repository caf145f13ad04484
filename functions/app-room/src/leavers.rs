//! Those who have cancelled a subscription, as staff see them.

use app::why_cancel::Monthly;
use bytes::Bytes;
use contract::message::{
    Cursor, FlowFacts, LeaverItem, LeaversListed, LeaversWhich, LeftBy, ListLeavers,
};
use credential::{InstanceName, InvitationId};
use http::Response;
use invite::EventKey;
use page::{LeaverRow, LeaversPage};
use personal::{Email, PersonName, Phone};
use problem::{Kind, Problem};
use room::csv;

use crate::instance::Known;
use crate::questions;
use crate::visit::Visit;

/// The question of which the reasons are the choices.
const REASON: &str = "reason";

/// How often storage is asked for more of a file.
const MOST_ASKED: usize = 50;

/// What a query looks for: which, plan, reason, and where the stretch begins.
fn looked_for(query: Option<&str>) -> Option<ListLeavers> {
    let mut message = ListLeavers::default();
    for (name, value) in host::query_pairs(query).ok()? {
        let text = Some(value.clone()).filter(|value| !value.is_empty());
        match name.as_str() {
            "which" => {
                message.which = LeaversWhich::ALL.into_iter().find(|one| one.name() == value)?;
            }
            "plan" => message.plan = text,
            "reason" => message.reason = text,
            "after" => message.cursor = Some(value.parse::<Cursor>().ok()?),
            _ => return None,
        }
    }
    Some(message)
}

/// The same, without where it begins, as a query.
fn query_of(message: &ListLeavers) -> String {
    let ListLeavers { which, plan, reason, .. } = message;
    let of = |name: &str, value: &Option<String>| {
        value.as_ref().map_or_else(String::new, |value| format!("&{name}={}", escaped(value)))
    };
    format!("which={}{}{}", which.name(), of("plan", plan), of("reason", reason))
}

/// A value within a query.
fn escaped(value: &str) -> String {
    let byte = |byte: u8| {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    value.bytes().map(byte).collect()
}

/// `GET /leavers`: the last one first.
pub(crate) async fn list(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let message = looked_for(query).ok_or(Kind::NotFound)?;
    let known = Known::read(visit, name).await?;
    let listed = visit.room.storage.list_leavers((&visit.app()?, name), &message).await?;
    let LeaversListed { items, next, linked, named } = listed;
    let asked = questions::of(visit, &known.0.setup.survey).await;
    let reasons = asked.into_iter().find(|one| one.name == REASON);
    let reasons = reasons.map(|one| one.values).unwrap_or_default();
    let shown: Vec<_> = items.iter().map(Shown::of).collect();
    let rows: Vec<_> = shown.iter().map(Shown::row).collect();
    let query = query_of(&message);
    let next = next.map(|next| known.path(visit, &format!("/leavers?{query}&after={next}")));
    let export = known.path(visit, &format!("/leavers.csv?{query}"));
    let (plan, reason) = (message.plan.unwrap_or_default(), message.reason.unwrap_or_default());
    let page = LeaversPage {
        instance: known.named(),
        linked,
        named,
        search: (message.which.name(), &plan, &reason),
        reasons: &reasons,
        rows: &rows,
        next: next.as_deref(),
        export: &export,
    };
    visit.room.page(page::leavers_page(&visit.view(None), &page))
}

/// `GET /leavers.csv`: the same as a file, a line each.
pub(crate) async fn export(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let mut message = looked_for(query).ok_or(Kind::NotFound)?;
    message.limit = Some(ListLeavers::MOST);
    let (app, mut file) = (visit.app()?, csv::MARK.to_owned());
    file.push_str(&csv::line(&HEADERS.map(csv::text)));
    for _ in 0..MOST_ASKED {
        let listed = visit.room.storage.list_leavers((&app, name), &message).await?;
        for item in &listed.items {
            file.push_str(&csv::line(&Shown::of(item).cells().map(csv::text)));
        }
        message.cursor = listed.next;
        if message.cursor.is_none() {
            break;
        }
    }
    visit.room.answer(host::attachment(
        &format!("{name}-leavers.csv"),
        "text/csv; charset=utf-8",
        Bytes::from(file),
    ))
}

const HEADERS: [&str; 16] = [
    "subscription",
    "name",
    "email",
    "phone",
    "cancelled_at",
    "plan",
    "monthly",
    "currency",
    "age",
    "by",
    "asked",
    "why_not",
    "reason_told",
    "reason_said",
    "came_back",
    "test",
];

/// A cancellation, as it is shown.
struct Shown<'a> {
    item: &'a LeaverItem,
    at: String,
    monthly: Option<String>,
    value: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(item: &'a LeaverItem) -> Self {
        let FlowFacts { currency, monthly, .. } = &item.facts;
        let monthly = monthly.map(|parts| Monthly::from_parts(parts).to_string());
        let value = monthly.as_ref().zip(currency.as_ref());
        let value = value.map(|(monthly, currency)| format!("{monthly} {currency}"));
        Self { item, at: item.at.rfc3339(), monthly, value }
    }

    fn person(&self) -> [Option<&str>; 3] {
        let of = self.item.recipient.as_ref();
        [
            of.and_then(|of| of.name.as_ref()).map(PersonName::as_str),
            of.and_then(|of| of.email.as_ref()).map(Email::as_str),
            of.and_then(|of| of.phone.as_ref()).map(Phone::as_str),
        ]
    }

    const fn by(&self) -> &'static str {
        match self.item.by {
            LeftBy::Subscriber => "subscriber",
            LeftBy::Staff => "staff",
            LeftBy::Payment => "payment",
        }
    }

    fn row(&self) -> LeaverRow<'_> {
        let LeaverItem { key, facts, told, said, why, asked, resumed, test, .. } = self.item;
        LeaverRow {
            key: key.as_ref().map(EventKey::as_str),
            person: self.person(),
            at: &self.at,
            facts: [facts.plan.as_deref(), self.value.as_deref(), facts.age.as_deref()],
            by: self.by(),
            reasons: [said.as_deref(), told.as_deref()],
            asked: asked.as_ref().map(|asked| {
                (asked.state.name(), asked.invitation.as_ref().map(InvitationId::as_str))
            }),
            why: why.as_deref(),
            resumed: *resumed,
            test: *test,
        }
    }

    fn cells(&self) -> [&str; 16] {
        let LeaverRow { key, person: [name, email, phone], at, facts, by, .. } = self.row();
        let LeaverRow { reasons: [said, told], asked, why, resumed, test, .. } = self.row();
        let yes = |is: bool| if is { "yes" } else { "" };
        let [plan, _, age] = facts;
        let cells = [key, name, email, phone, Some(at), plan, self.monthly.as_deref()];
        let [key, name, email, phone, at, plan, monthly] = cells.map(Option::unwrap_or_default);
        let currency = self.item.facts.currency.as_deref();
        let cells = [currency, age, Some(by), asked.map(|(state, _)| state), why, told, said];
        let [currency, age, by, asked, why, told, said] = cells.map(Option::unwrap_or_default);
        [
            key,
            name,
            email,
            phone,
            at,
            plan,
            monthly,
            currency,
            age,
            by,
            asked,
            why,
            told,
            said,
            yes(resumed),
            yes(test),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_read_and_written() {
        for (query, want) in [
            (None, Some("which=all")),
            (Some("which=answered&plan=&reason="), Some("which=answered")),
            (
                Some("plan=Plus+%26+mer&reason=service"),
                Some("which=all&plan=Plus%20%26%20mer&reason=service"),
            ),
            (Some("which=lost"), None),
            (Some("after=%"), None),
            (Some("more=1"), None),
        ] {
            let got = looked_for(query).map(|message| query_of(&message));
            assert_eq!(got.as_deref(), want, "{query:?}");
            if let Some(want) = want {
                let again = looked_for(Some(want));
                assert_eq!(again, looked_for(query), "{query:?}");
            }
        }
    }

    #[test]
    fn a_line_has_a_cell_for_each_header() {
        let facts = FlowFacts {
            plan: Some("Plus".to_owned()),
            age: Some("over-2-years".to_owned()),
            currency: Some("SEK".to_owned()),
            monthly: Some(990_000),
        };
        let item = LeaverItem {
            at: contract::Moment::from_unix_millis(0),
            key: Some("S-1".to_owned().try_into().unwrap()),
            recipient: None,
            facts,
            by: LeftBy::Payment,
            told: Some("service".to_owned()),
            said: None,
            why: Some("payment".to_owned()),
            asked: None,
            resumed: true,
            test: false,
        };
        let cells = Shown::of(&item).cells().map(str::to_owned).join("|");
        assert_eq!(
            cells,
            "S-1||||1970-01-01T00:00:00.000Z|Plus|99.00|SEK|over-2-years|payment||payment|service||yes|"
        );
    }
}
