//! The alert rule that most have, as a form, and back.

use bytes::Bytes;
use credential::InstanceName;
use http::{Request, Response};
use page::{AlertRulesPage, AppDone, Filled, WrongSetting};
use problem::{InvalidParam, Problem};
use serde_json::{Value, json};

use crate::form::Fields;
use crate::instance::{Known, Saved, meanwhile, rejected, strict};
use crate::visit::Visit;

/// What the form's rule is called; apps' own begin with their stage.
const NAME: &str = "low-score";

/// What it looks for: the response's score, or a number that was answered.
const CONDITIONS: [&str; 2] = ["score", "number"];

/// The lowest score that there may be.
const LOWEST: i32 = -1_000_000_000;

/// Which field says what stands at a JSON path below the rule: the first one that the path begins with.
const PLACES: [(&str, &str); 5] = [
    (".when", "at_most"),
    (".to", "mails"),
    (".escalate['after-hours']", "hours"),
    (".escalate", "escalate"),
    (".tell", "tell"),
];

/// `GET /alert-rules`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    name: &InstanceName,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = (query == Some("saved")).then_some(AppDone::RulesSaved);
    visit.must(|may| may.manage)?;
    let known = Known::read(visit, name).await?;
    let fields = fields(known.0.setup.alerts.value());
    page(visit, &known, Filled { fields: &fields, faults: &[] }, done).await
}

async fn page(
    visit: &Visit<'_>,
    known: &Known,
    form: Filled<'_>,
    done: Option<AppDone>,
) -> Result<Response<Bytes>, Problem> {
    let secret = visit.room.storage.read_alert_secret(&visit.app()?, &known.0.instance).await?;
    let rules = list(Some(known.0.setup.alerts.value()));
    let own = place(rules);
    let others = (0..).zip(rules).filter(|(place, _)| Some(*place) != own);
    let others: Vec<_> = others.map(|(_, rule)| text(rule.get("name")).to_owned()).collect();
    let page = AlertRulesPage {
        instance: known.named(),
        form,
        others: &others,
        secret: &String::from(secret.secret),
    };
    visit.room.page(page::alert_rules_page(&visit.view(done), &page))
}

/// `POST /alert-rules`: what the form says. Where storage says what is wrong, it comes back.
pub(crate) async fn set(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let sent = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let mut known = Known::read(visit, name).await?;
    let before = known.0.setup.alerts.clone();
    let (rules, at) = applied(before.value(), &sent);
    known.0.setup.alerts = strict(&rules)?;
    let saved = known.save(visit, &sent).await?;
    known.0.setup.alerts = before;
    let fields = &sent.0;
    match saved {
        Saved::Done => visit.room.to(&known.path(visit, "/alert-rules?saved")),
        Saved::Rejected(problem) => {
            let faults = problem.invalid_params().iter().map(|told| wrong(told, at));
            let faults: Vec<_> = faults.collect();
            let form = Filled { fields, faults: &faults };
            page(visit, &known, form, None).await.map(rejected)
        }
        Saved::ChangedMeanwhile => {
            let form = Filled { fields, faults: &[] };
            page(visit, &known, form, Some(AppDone::ChangedMeanwhile)).await.map(meanwhile)
        }
    }
}

/// Where the form's rule stands: the first one that is called so, and looks for what the form can say.
fn place(rules: &[Value]) -> Option<usize> {
    rules.iter().position(|rule| text(rule.get("name")).ends_with(NAME) && band(rule).is_some())
}

/// The highest score that a rule looks for.
fn band(rule: &Value) -> Option<&Value> {
    CONDITIONS.iter().find_map(|kind| rule.pointer(&format!("/when/{kind}/to")))
}

/// The fields for the rule.
fn fields(alerts: &Value) -> Vec<(String, String)> {
    let rules = list(Some(alerts));
    let rule = place(rules).and_then(|place| rules.get(place));
    let at = |pointer: &str| rule.and_then(|rule| rule.pointer(pointer));
    let number = |pointer: &str| at(pointer).map(Value::to_string).unwrap_or_default();
    let tell = match at("/tell") {
        Some(Value::Object(members)) if members.contains_key("weekly") => "weekly",
        Some(Value::Object(_)) => "daily",
        Some(_) | None => "at-once",
    };
    let fields = [
        ("at_most", rule.and_then(band).map(Value::to_string).unwrap_or_default()),
        ("mails", mails(at("/to"))),
        ("tell", tell.to_owned()),
        ("hours", number("/escalate/after-hours")),
        ("escalate", mails(at("/escalate/to"))),
    ];
    fields.map(|(name, value)| (name.to_owned(), value)).into()
}

fn mails(targets: Option<&Value>) -> String {
    let all = list(targets).iter().filter_map(|one| one.get("mail")?.as_str());
    all.collect::<Vec<_>>().join(", ")
}

/// The rules with what a form says of the one, and where that stands. What the form does not say stays as it is; what
/// is wrong is for storage to tell.
fn applied(alerts: &Value, sent: &Fields) -> (Value, usize) {
    let mut rules = list(Some(alerts)).to_vec();
    let at = place(&rules);
    if sent.value("at_most").is_empty() {
        at.map(|at| rules.remove(at));
        return (Value::Array(rules), usize::MAX);
    }
    let before = at.and_then(|at| rules.get(at)).cloned();
    let before = before
        .unwrap_or_else(|| json!({"name": NAME, "when": {"score": {"from": LOWEST, "to": 0}}}));
    let mut rule = json!({
        "name": before.get("name"),
        "when": looked_for(before.get("when"), &number(sent.value("at_most"))),
        "to": targets(before.get("to"), sent.value("mails")),
        "tell": match sent.value("tell") {
            "daily" => json!({"daily": "08:00"}),
            "weekly" => json!({"weekly": {"on": "monday", "at": "08:00"}}),
            _ => json!("at-once"),
        },
    });
    if !sent.value("hours").is_empty()
        && let Some(members) = rule.as_object_mut()
    {
        let to = targets(before.pointer("/escalate/to"), sent.value("escalate"));
        let escalate = json!({"after-hours": number(sent.value("hours")), "to": to});
        members.insert("escalate".to_owned(), escalate);
    }
    let place = at.unwrap_or(rules.len());
    match rules.get_mut(place) {
        Some(known) => *known = rule,
        None => rules.push(rule),
    }
    (Value::Array(rules), place)
}

/// What a rule looks for, up to another number.
fn looked_for(when: Option<&Value>, most: &Value) -> Value {
    let mut when = when.cloned().unwrap_or_default();
    for kind in CONDITIONS {
        if let Some(to) = when.pointer_mut(&format!("/{kind}/to")) {
            to.clone_from(most);
        }
    }
    when
}

/// The addresses of a field, with what else there was that is no address.
fn targets(before: Option<&Value>, sent: &str) -> Vec<Value> {
    let given = sent.split([',', ';', ' ']).filter(|one| !one.is_empty());
    let others = list(before).iter().filter(|one| one.get("mail").is_none()).cloned();
    given.map(|mail| json!({ "mail": mail })).chain(others).collect()
}

/// What storage says is wrong, as it is told here.
fn wrong(told: &InvalidParam, at: usize) -> WrongSetting {
    let rest = told.name.strip_prefix(&format!("$.alerts[{at}]"));
    let field = rest.and_then(|rest| {
        let mut places = PLACES.iter();
        places.find(|(place, _)| rest.starts_with(place)).map(|(_, field)| *field)
    });
    WrongSetting { field, path: told.name.clone(), reason: told.reason.clone() }
}

/// A number; what is none stays as it was typed, and is told of by whoever reads the rules.
fn number(raw: &str) -> Value {
    let read = serde_json::from_str::<Value>(&raw.replace(',', "."));
    read.ok().filter(Value::is_number).unwrap_or_else(|| Value::from(raw))
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use invite::AlertRules;

    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Fields {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields(pairs.iter().map(owned).collect())
    }

    const ALL: [(&str, &str); 5] = [
        ("at_most", "2"),
        ("mails", "a@example.com, b@example.com"),
        ("tell", "daily"),
        ("hours", "24"),
        ("escalate", "boss@example.com"),
    ];

    #[test]
    fn a_form_is_a_rule_and_back() {
        let other = json!({"name": "own", "when": {"keyword": {"words": ["refund"]}},
            "to": [{"sms": "+46701740605"}], "tell": "at-once"});
        let (rules, at) = applied(&json!([other]), &sent(&ALL));
        assert_eq!(at, 1);
        assert!(AlertRules::parse(&rules).is_ok(), "{rules}");
        assert_eq!(rules[0], other);
        let want = ALL.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(fields(&rules), want);
        assert_eq!(applied(&rules, &Fields(fields(&rules))).0, rules);
        let (rules, _) = applied(&rules, &sent(&[("at_most", "")]));
        assert_eq!(rules, json!([other]));
    }

    #[test]
    fn the_rule_of_an_app_is_changed_as_it_is() {
        let number = json!({"question": "overall", "from": 0, "to": 2});
        let rules = json!([
            {"name": "own-low-score", "when": {"keyword": {"words": ["x"]}}, "to": [{"mail": "a@example.com"}], "tell": "at-once"},
            {"name": "checkout-low-score", "when": {"number": number}, "to": [{"mail": "a@example.com"}], "tell": "at-once"},
        ]);
        let (changed, at) = applied(&rules, &sent(&[("at_most", "3"), ("mails", "b@example.com")]));
        assert_eq!((at, &changed[0]), (1, &rules[0]));
        assert_eq!(changed[1]["name"], "checkout-low-score");
        assert_eq!(
            changed[1]["when"]["number"],
            json!({"question": "overall", "from": 0, "to": 3})
        );
        assert_eq!(changed[1]["to"], json!([{"mail": "b@example.com"}]));
        assert!(AlertRules::parse(&changed).is_ok(), "{changed}");
    }

    #[test]
    fn programs_and_numbers_stay() {
        let hook = json!({"webhook": "https://hooks.example.com/a"});
        let rules = json!([{"name": NAME, "when": {"score": {"from": 0, "to": 1}},
            "to": [hook], "tell": "at-once"}]);
        let (rules, _) = applied(&rules, &sent(&[("at_most", "1,5"), ("mails", "a@example.com")]));
        assert_eq!(rules[0]["to"], json!([{"mail": "a@example.com"}, hook]));
        assert_eq!(rules[0]["when"]["score"]["to"], json!(1.5));
        assert!(AlertRules::parse(&rules).is_ok(), "{rules}");
    }

    #[test]
    fn what_is_wrong_is_told_of_its_field() {
        for (name, value, field) in [
            ("at_most", "low", "at_most"),
            ("mails", "", "mails"),
            ("mails", "nobody", "mails"),
            ("hours", "721", "hours"),
            ("escalate", "", "escalate"),
        ] {
            let mut pairs: Vec<_> = ALL.into_iter().filter(|(known, _)| *known != name).collect();
            pairs.push((name, value));
            let (rules, at) = applied(&json!([]), &sent(&pairs));
            let faults = AlertRules::parse(&rules).unwrap_err();
            let told: Vec<_> = faults
                .iter()
                .map(|fault| {
                    let name = fault.path.replacen('$', "$.alerts", 1);
                    wrong(&InvalidParam { name, reason: String::new() }, at).field
                })
                .collect();
            assert_eq!(told.first(), Some(&Some(field)), "{name}={value}: {faults:?}");
        }
    }
}
