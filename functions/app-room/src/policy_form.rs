//! A policy as the fields of a form, and back.

use invite::{Fault, Policy};
use page::WrongSetting;
use serde_json::{Map, Value, json};

use crate::form::Fields;

/// Minutes of what a delay is counted in, by the form's names.
const UNITS: [(&str, u32); 3] = [("days", 24 * 60), ("hours", 60), ("minutes", 1)];

/// The ways that messages go that the form can say.
const CHANNELS: [&str; 4] = ["mail,sms", "sms,mail", "mail", "sms"];

/// Which field says what stands at a JSON path: the first one that the path begins with.
const PLACES: [(&str, &str); 16] = [
    ("$['delay-minutes']", "delay"),
    ("$.window.from", "from"),
    ("$.window.to", "to"),
    ("$.window.days", "day"),
    ("$.window.holidays", "holidays"),
    // A window that opens after it closes.
    ("$.window", "to"),
    ("$['give-up-days']", "give_up"),
    ("$['link-days']", "link"),
    ("$.reminders", "reminders"),
    ("$.channels", "channels"),
    ("$['on-bounce']", "bounce"),
    ("$.quarantine", "at_most"),
    ("$['same-buyer-days']", "same_buyer"),
    ("$['same-product-days']", "same_product"),
    ("$.skip", "skip"),
    ("$.stages", "delay"),
];

/// The fields for a policy.
pub(crate) fn fields(policy: &Policy) -> Vec<(String, String)> {
    // A policy is plain data, which serde_json does not refuse.
    let json = serde_json::to_value(policy).unwrap_or_default();
    let mut fields = Vec::new();
    let mut add = |name: &str, value: String| fields.push((name.to_owned(), value));
    let minutes = policy.delay_minutes;
    let unit = UNITS.iter().find(|(_, unit)| minutes.is_multiple_of(*unit) && minutes >= *unit);
    let (unit, size) = unit.copied().unwrap_or(("minutes", 1));
    add("delay", (minutes / size).to_string());
    add("unit", unit.to_owned());
    for (name, pointer) in [("from", "/window/from"), ("to", "/window/to")] {
        add(name, text(json.pointer(pointer)).to_owned());
    }
    for day in list(json.pointer("/window/days")) {
        add("day", text(Some(day)).to_owned());
    }
    if list(json.pointer("/window/holidays")).contains(&Value::from("recipient")) {
        add("holidays", "yes".to_owned());
    }
    add("give_up", policy.give_up_days.to_string());
    add("link", policy.link_days.to_string());
    add("reminders", joined(&policy.reminders, ", "));
    let channels: Vec<_> = policy.channels.as_slice().iter().map(|one| one.as_str()).collect();
    let channels = channels.join(",");
    let known = CHANNELS.contains(&channels.as_str());
    add("channels", if known { channels } else { "keep".to_owned() });
    if json.get("on-bounce").and_then(Value::as_str) == Some("next-channel") {
        add("bounce", "yes".to_owned());
    }
    let rules = list(json.get("quarantine"));
    let rule = rules.iter().find(|rule| is_of_person(rule));
    for (name, member) in [("at_most", "at-most"), ("in_days", "days")] {
        let number = rule.and_then(|rule| rule.get(member));
        add(name, number.map(Value::to_string).unwrap_or_default());
    }
    add("action", rule.map_or("delay", |rule| text(rule.get("action"))).to_owned());
    add("same_buyer", policy.same_buyer_days.to_string());
    add("same_product", policy.same_product_days.to_string());
    for flag in list(json.get("skip")) {
        add("skip", text(Some(flag)).to_owned());
    }
    fields
}

/// The policy with what a form says of it. What the form does not say stays as it is.
pub(crate) fn applied(policy: &Policy, fields: &Fields) -> Result<Value, Vec<WrongSetting>> {
    let mut json = serde_json::to_value(policy).unwrap_or_default();
    if let Value::Object(members) = &mut json {
        when(members, fields);
        how(members, fields);
        whom(members, fields);
    }
    match Policy::parse(&json) {
        Ok(_) => Ok(json),
        Err(faults) => Err(faults.iter().map(wrong).collect()),
    }
}

/// A fault, as it is told.
pub(crate) fn wrong(fault: &Fault) -> WrongSetting {
    let field = PLACES.iter().find(|(path, _)| fault.path.starts_with(path));
    WrongSetting {
        field: field.map(|(_, field)| *field),
        path: fault.path.clone(),
        reason: fault.reason.to_string(),
    }
}

fn when(members: &mut Map<String, Value>, fields: &Fields) {
    let unit = UNITS.iter().find(|(name, _)| *name == fields.value("unit"));
    let delay = match fields.value("delay").parse::<u32>() {
        Ok(number) => Value::from(number.saturating_mul(unit.map_or(1, |(_, size)| *size))),
        Err(_) => Value::from(fields.value("delay")),
    };
    members.insert("delay-minutes".to_owned(), delay);
    if let Some(Value::Object(window)) = members.get_mut("window") {
        window.insert("from".to_owned(), Value::from(fields.value("from")));
        window.insert("to".to_owned(), Value::from(fields.value("to")));
        window.insert("days".to_owned(), fields.every("day").map(Value::from).collect());
        let of_recipient = Value::from("recipient");
        let mut holidays: Vec<Value> = list(window.get("holidays")).to_vec();
        holidays.retain(|one| *one != of_recipient);
        if fields.has("holidays", "yes") {
            holidays.insert(0, of_recipient);
        }
        window.insert("holidays".to_owned(), Value::Array(holidays));
    }
    members.insert("give-up-days".to_owned(), number(fields.value("give_up")));
    members.insert("link-days".to_owned(), number(fields.value("link")));
    let reminders = fields.value("reminders").split([',', ';', ' ']);
    let reminders = reminders.filter(|one| !one.is_empty()).map(number).collect();
    members.insert("reminders".to_owned(), reminders);
}

fn how(members: &mut Map<String, Value>, fields: &Fields) {
    let channels = fields.value("channels");
    if CHANNELS.contains(&channels) {
        members.insert("channels".to_owned(), channels.split(',').map(Value::from).collect());
    }
    let bounce = if fields.has("bounce", "yes") { "next-channel" } else { "stop" };
    members.insert("on-bounce".to_owned(), Value::from(bounce));
}

fn whom(members: &mut Map<String, Value>, fields: &Fields) {
    let mut rules = list(members.get("quarantine")).to_vec();
    let at = rules.iter().position(is_of_person);
    if fields.value("at_most").is_empty() {
        at.map(|at| rules.remove(at));
    } else {
        let rule = json!({
            "among": "person",
            "at-most": number(fields.value("at_most")),
            "days": number(fields.value("in_days")),
            "action": fields.value("action"),
        });
        match at.and_then(|at| rules.get_mut(at)) {
            Some(known) => *known = rule,
            None => rules.push(rule),
        }
    }
    members.insert("quarantine".to_owned(), Value::Array(rules));
    members.insert("same-buyer-days".to_owned(), number(fields.value("same_buyer")));
    members.insert("same-product-days".to_owned(), number(fields.value("same_product")));
    members.insert("skip".to_owned(), fields.every("skip").map(Value::from).collect());
}

/// A number; what is none stays as it was typed, and is told of by whoever reads the policy.
fn number(raw: &str) -> Value {
    raw.parse::<u32>().map_or_else(|_| Value::from(raw), Value::from)
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

fn joined(numbers: &[u16], between: &str) -> String {
    numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(between)
}

fn is_of_person(rule: &Value) -> bool {
    text(rule.get("among")) == "person"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(json: &Value) -> Policy {
        Policy::parse(json).unwrap()
    }

    fn with(policy: &Policy, changes: &[(&str, &str)]) -> Fields {
        let mut fields = fields(policy);
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        Fields(fields)
    }

    #[test]
    fn a_form_that_nobody_changed_changes_nothing() {
        for json in [
            json!({}),
            json!({"delay-minutes": 0}),
            json!({"delay-minutes": 90, "reminders": []}),
            json!({"channels": ["sms"], "on-bounce": "stop", "skip": []}),
            json!({"channels": ["voice", "mail"], "quarantine": []}),
            json!({"window": {"holidays": ["SE", "NO"], "days": ["monday"], "own-days-off": ["12-24"]}}),
            json!({"quarantine": [
                {"among": "instance", "at-most": 1, "days": 7, "action": "block"},
                {"among": "person", "at-most": 3, "days": 30, "action": "block"}
            ]}),
            json!({"same-buyer-days": 14, "same-product-days": 90, "test": true, "stages": [
                {"stage": "checkout", "delay-minutes": 5}
            ]}),
        ] {
            let policy = policy(&json);
            let again = applied(&policy, &with(&policy, &[])).unwrap();
            assert_eq!(Policy::parse(&again).unwrap(), policy, "{json}");
        }
    }

    #[test]
    fn a_form_says_what_it_says() {
        let policy = policy(&json!({}));
        let changes = [
            ("delay", "2"),
            ("unit", "hours"),
            ("from", "09:30"),
            ("reminders", "3; 7 10"),
            ("at_most", ""),
            ("channels", "sms,mail"),
        ];
        let json = applied(&policy, &with(&policy, &changes)).unwrap();
        assert_eq!(json["delay-minutes"], 120);
        assert_eq!(json["window"]["from"], "09:30");
        assert_eq!(json["reminders"], json!([3, 7, 10]));
        assert_eq!(json["quarantine"], json!([]));
        assert_eq!(json["channels"], json!(["sms", "mail"]));
    }

    #[test]
    fn what_is_wrong_is_told_of_its_field() {
        let policy = policy(&json!({}));
        for (name, value, field) in [
            ("delay", "soon", "delay"),
            ("delay", "4000000000", "delay"),
            ("delay", "91", "delay"),
            ("from", "25:00", "from"),
            ("from", "21:00", "to"),
            ("day", "someday", "day"),
            ("give_up", "0", "give_up"),
            ("link", "", "link"),
            ("reminders", "1,2,3,4", "reminders"),
            ("reminders", "x", "reminders"),
            ("at_most", "21", "at_most"),
            ("in_days", "", "at_most"),
            ("action", "never", "at_most"),
            ("same_buyer", "366", "same_buyer"),
            ("same_product", "-1", "same_product"),
            ("skip", "rain", "skip"),
        ] {
            let faults = applied(&policy, &with(&policy, &[(name, value)])).unwrap_err();
            let told: Vec<_> = faults.iter().map(|fault| fault.field).collect();
            assert_eq!(told, [Some(field)], "{name}={value}: {faults:?}");
        }
    }
}
