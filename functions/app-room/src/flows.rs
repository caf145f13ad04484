//! What has become of those who were about to leave, in an instance's figures.

use core::pin::Pin;

use app::Period;
use bytes::Bytes;
use contract::Moment;
use contract::message::{FlowItem, ListFlows};
use credential::InstanceName;
use http::Response;
use page::{FlowPeriod, FlowRow, FlowsPage};
use problem::{Kind, Problem};
use room::csv;

use crate::instance::Known;
use crate::leavers;
use crate::visit::Visit;

/// How many days are looked back over, as the page offers them.
const STRETCHES: [i64; 3] = [30, 90, 365];

/// What is counted, by the names in files, which never change.
const COUNTS: [&str; 5] = ["saved", "cancelled", "booked", "abandoned", "bounced"];

/// How often storage is asked for more: what comes after that is told of, and not counted.
const MOST_ASKED: usize = 40;

/// The figures of some flows together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowLine {
    /// By what they are told apart; nothing where that is not known.
    pub name: Option<String>,
    /// How many stayed, cancelled, cancelled without a flow, went away after they had said why, and did nothing.
    pub counts: [u32; 5],
    /// The share that stayed in percent, and between which ends it is 19 times of 20.
    pub rate: Option<(f64, f64, f64)>,
    /// What is lost a month, and what is kept: each amount with its currency.
    pub values: [Vec<(String, String)>; 2],
}

/// The figures of an instance's flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowFigures {
    /// Of all.
    pub all: FlowLine,
    /// How many were lost to payments that failed, and what those were worth a month. They are in none of the rest.
    pub lapsed: (u32, Vec<(String, String)>),
    /// In the order of [`FLOW_SPLITS`].
    pub by: [Vec<FlowLine>; 5],
    /// Of each period that has any, by its first day.
    pub periods: Vec<FlowLine>,
    /// The reasons that those who left gave most, the most given first.
    pub reasons: Vec<String>,
    /// By the first day of each period in which reasons were given: how often each of those was, and last how often any other.
    pub told: Vec<(String, Vec<u32>)>,
}

/// What figures are told apart by: the names in files, which never change.
pub const FLOW_SPLITS: [&str; 5] = ["reason", "offer", "plan", "age", "value"];

/// How an app counts flows, by periods of this length.
pub type CountFlows = fn(&[FlowItem], Period) -> FlowFigures;

/// What answers for the pages of flows, once it is done.
type Answering<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, Problem>> + 'a>>;

/// The pages of those who were about to leave, and of those who have. An app that has none carries none of them along.
#[derive(Clone, Copy)]
pub struct FlowPages {
    count: CountFlows,
    answer: for<'a> fn(&'a Visit<'a>, &'a InstanceName, OfFlows, Option<&'a str>) -> Answering<'a>,
}

/// One of those pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OfFlows {
    /// What became of flows.
    Figures,
    /// The same as a file.
    ExportFigures,
    /// Those who have cancelled.
    Leavers,
    /// The same as a file.
    ExportLeavers,
}

impl FlowPages {
    /// Those of an app that counts flows so.
    #[must_use]
    pub const fn new(count: CountFlows) -> Self {
        Self { count, answer: |visit, name, page, query| Box::pin(page.answer(visit, name, query)) }
    }
}

impl OfFlows {
    async fn answer(
        self,
        visit: &Visit<'_>,
        name: &InstanceName,
        query: Option<&str>,
    ) -> Result<Response<Bytes>, Problem> {
        match self {
            Self::Figures => show(visit, name, query).await,
            Self::ExportFigures => export(visit, name, query).await,
            Self::Leavers => leavers::list(visit, name, query).await,
            Self::ExportLeavers => leavers::export(visit, name, query).await,
        }
    }
}

/// Answers for one of the pages, where the app has them.
pub(crate) async fn answer(
    visit: &Visit<'_>,
    name: &InstanceName,
    (page, query): (OfFlows, Option<&str>),
) -> Result<Response<Bytes>, Problem> {
    let pages = visit.own.flows.ok_or(Problem::new(Kind::NotFound))?;
    (pages.answer)(visit, name, page, query).await
}

/// What is looked back over, as a query says.
fn days(query: Option<&str>) -> i64 {
    let days = query.and_then(|query| query.strip_prefix("days=")?.parse().ok());
    days.filter(|days| STRETCHES.contains(days)).unwrap_or(90)
}

/// Figures over so many days, and whether there are more flows than were counted.
async fn counted(
    visit: &Visit<'_>,
    name: &InstanceName,
    days: i64,
) -> Result<(FlowFigures, Period, bool), Problem> {
    let FlowPages { count, .. } = visit.own.flows.ok_or(Problem::new(Kind::NotFound))?;
    let (items, more) = listed(visit, name, days).await?;
    let period = match days {
        ..=30 => Period::Day,
        31..=90 => Period::Week,
        _ => Period::Month,
    };
    Ok((count(&items, period), period, more))
}

/// `GET /flows`, of the last days.
async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let known = Known::read(visit, name).await?;
    let days = days(query);
    let (figures, period, more) = counted(visit, name, days).await?;
    let by = figures.by.each_ref().map(|lines| rows(lines));
    let told: Vec<_> =
        figures.told.iter().map(|(from, counts)| (from.as_str(), counts.as_slice())).collect();
    let export = known.path(visit, &format!("/flows.csv?days={days}"));
    visit.room.page(page::flows_page(
        &visit.view(None),
        &FlowsPage {
            instance: known.named(),
            days: (days, STRETCHES),
            all: row(&figures.all),
            lapsed: (figures.lapsed.0, &figures.lapsed.1),
            by: by.each_ref().map(Vec::as_slice),
            period: match period {
                Period::Day => FlowPeriod::Day,
                Period::Week => FlowPeriod::Week,
                Period::Month => FlowPeriod::Month,
            },
            periods: &rows(&figures.periods),
            reasons: &figures.reasons,
            told: &told,
            export: &export,
            more,
        },
    ))
}

/// `GET /flows.csv`: the same as a file, a line for each number.
async fn export(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let (figures, ..) = counted(visit, name, days(query)).await?;
    visit.room.answer(host::attachment(
        &format!("{name}-flows.csv"),
        "text/csv; charset=utf-8",
        Bytes::from(file(&figures)),
    ))
}

fn file(figures: &FlowFigures) -> String {
    let mut file = csv::MARK.to_owned();
    let mut line = |cells: [&str; 4]| file.push_str(&csv::line(&cells.map(csv::text)));
    line(["what", "name", "figure", "value"]);
    let parts = FLOW_SPLITS.into_iter().zip(&figures.by);
    let parts = parts.flat_map(|(what, lines)| lines.iter().map(move |one| (what, one)));
    let periods = figures.periods.iter().map(|one| ("from", one));
    for (what, one) in [("all", &figures.all)].into_iter().chain(parts).chain(periods) {
        let name = one.name.as_deref().unwrap_or_default();
        for (figure, count) in COUNTS.into_iter().zip(one.counts) {
            line([what, name, figure, &count.to_string()]);
        }
        if let Some((percent, low, high)) = one.rate {
            for (figure, value) in
                [("save-rate", percent), ("save-rate-low", low), ("save-rate-high", high)]
            {
                line([what, name, figure, &format!("{value:.1}")]);
            }
        }
        for (figure, values) in ["lost", "kept"].into_iter().zip(&one.values) {
            for (value, currency) in values {
                line([what, name, &format!("{figure} {currency}"), value]);
            }
        }
    }
    let (lapsed, unpaid) = &figures.lapsed;
    line(["all", "", "lapsed", &lapsed.to_string()]);
    for (value, currency) in unpaid {
        line(["all", "", &format!("unpaid {currency}"), value]);
    }
    let reasons: Vec<_> = figures.reasons.iter().map(|one| format!("reason {one}")).collect();
    for (from, counts) in &figures.told {
        let names = reasons.iter().map(String::as_str).chain(["reason others"]);
        for (figure, count) in names.zip(counts) {
            line(["from", from, figure, &count.to_string()]);
        }
    }
    file
}

fn rows(lines: &[FlowLine]) -> Vec<FlowRow<'_>> {
    lines.iter().map(row).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_line_for_each_number() {
        let sek = |value: &str| vec![(value.to_owned(), "SEK".to_owned())];
        let line = |name: Option<&str>| FlowLine {
            name: name.map(str::to_owned),
            counts: [1, 2, 3, 4, 5],
            rate: Some((25.04, 9.0, 61.5)),
            values: [sek("396.00"), Vec::new()],
        };
        let mut figures = FlowFigures { all: line(None), ..FlowFigures::default() };
        figures.lapsed = (7, sek("693.00"));
        figures.by[2] = vec![line(Some("=Plus"))];
        figures.periods = vec![line(Some("2026-11-02"))];
        figures.reasons = vec!["service".to_owned()];
        figures.told = vec![("2026-11-02".to_owned(), vec![2, 1])];
        let file = file(&figures);
        let lines: Vec<_> = file.strip_prefix(csv::MARK).unwrap().lines().collect();
        let parts = [("all", ""), ("plan", "'=Plus"), ("from", "2026-11-02")];
        let each = parts.iter().flat_map(|(what, name)| {
            let figures = [
                "saved,1",
                "cancelled,2",
                "booked,3",
                "abandoned,4",
                "bounced,5",
                "save-rate,25.0",
                "save-rate-low,9.0",
                "save-rate-high,61.5",
                "lost SEK,396.00",
            ];
            figures.map(|figure| format!("{what},{name},{figure}"))
        });
        let told = [
            "all,,lapsed,7",
            "all,,unpaid SEK,693.00",
            "from,2026-11-02,reason service,2",
            "from,2026-11-02,reason others,1",
        ];
        let head = ["what,name,figure,value".to_owned()].into_iter();
        let want: Vec<_> = head.chain(each).chain(told.map(str::to_owned)).collect();
        assert_eq!(lines, want);
    }

    #[test]
    fn stretches() {
        for (query, want) in
            [(None, 90), (Some("days=30"), 30), (Some("days=365"), 365), (Some("days=7"), 90)]
        {
            assert_eq!(days(query), want, "{query:?}");
        }
    }
}
