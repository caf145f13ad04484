//! What has become of those who were about to leave, in an instance's figures.

use bytes::Bytes;
use contract::Moment;
use contract::message::{FlowItem, ListFlows};
use credential::InstanceName;
use http::Response;
use page::{FlowRow, FlowsPage};
use problem::{Kind, Problem};

use crate::instance::Known;
use crate::visit::Visit;

/// How many days are looked back over, as the page offers them.
const STRETCHES: [i64; 3] = [30, 90, 365];

/// How often storage is asked for more: what comes after that is told of, and not counted.
const MOST_ASKED: usize = 40;

/// The figures of some flows together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowLine {
    /// By what they are told apart; nothing where that is not known.
    pub name: Option<String>,
    /// How many stayed, cancelled, went away after they had said why, and did nothing.
    pub counts: [u32; 4],
    /// The share that stayed in percent, and between which ends it is 19 times of 20.
    pub rate: Option<(f64, f64, f64)>,
    /// What is lost a month, and what is kept, each in its currencies.
    pub values: [String; 2],
}

/// The figures of an instance's flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowFigures {
    /// Of all.
    pub all: FlowLine,
    /// By reason, by what was offered, by plan.
    pub by: [Vec<FlowLine>; 3],
}

/// How an app counts flows.
pub type CountFlows = fn(&[FlowItem]) -> FlowFigures;

/// `GET /flows`, of the last days.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let count = visit.own.flows.ok_or(Problem::new(Kind::NotFound))?;
    let known = Known::read(visit, name).await?;
    let days = query.and_then(|query| query.strip_prefix("days=")?.parse().ok());
    let days = days.filter(|days| STRETCHES.contains(days)).unwrap_or(90);
    let (items, more) = listed(visit, name, days).await?;
    let figures = count(&items);
    let [reasons, offers, plans] =
        figures.by.each_ref().map(|lines| lines.iter().map(row).collect::<Vec<_>>());
    visit.room.page(page::flows_page(
        &visit.view(None),
        &FlowsPage {
            instance: known.named(),
            days: (days, STRETCHES),
            all: row(&figures.all),
            by: [&reasons, &offers, &plans],
            more,
        },
    ))
}

fn row(line: &FlowLine) -> FlowRow<'_> {
    FlowRow {
        name: line.name.as_deref(),
        counts: line.counts,
        rate: line.rate,
        values: &line.values,
    }
}

/// The flows that were started in so many days, and whether there are more.
async fn listed(
    visit: &Visit<'_>,
    name: &InstanceName,
    days: i64,
) -> Result<(Vec<FlowItem>, bool), Problem> {
    let app = visit.app()?;
    let before = visit.room.now().moved_by_seconds(1);
    let from: Moment = before.moved_by_seconds(-days * 86_400);
    let (mut items, mut after) = (Vec::new(), None);
    for _ in 0..MOST_ASKED {
        let message = ListFlows { from, before, after };
        let listed = visit.room.storage.list_flows((&app, name), &message).await?;
        items.extend(listed.items);
        if !listed.more {
            return Ok((items, false));
        }
        after = items.last().map(|last| (last.made_at, last.flow.clone()));
    }
    Ok((items, true))
}
