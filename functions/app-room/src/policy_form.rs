//! A policy as the fields of a form, and back.

use page::WrongSetting;
use problem::InvalidParam;
use serde_json::{Map, Value, json};

use crate::form::Fields;

/// Minutes of what a delay is counted in, by the form's names.
const UNITS: [(&str, u64); 3] = [("days", 24 * 60), ("hours", 60), ("minutes", 1)];

/// The ways that messages go that the form can say.
const CHANNELS: [&str; 7] =
    ["mail,sms", "sms,mail", "mail", "sms", "mail,sms,voice", "mail,voice", "voice"];

/// The fields that are numbers, with the members that they are of.
const NUMBERS: [(&str, &str); 4] = [
    ("give_up", "give-up-days"),
    ("link", "link-days"),
    ("same_buyer", "same-buyer-days"),
    ("same_product", "same-product-days"),
];

/// Which field says what stands at a JSON path: the first one that the path begins with.
const PLACES: [(&str, &str); 17] = [
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
    ("$['link-answers']", "link_answers"),
    ("$.stages", "delay"),
];

/// What holds where a policy says nothing: `invite` has the same, and reads policies in storage alone.
pub(crate) fn default() -> Value {
    json!({
        "country": "SE",
        "zone": "Europe/Stockholm",
        "delay-minutes": 10080,
        "stages": [],
        "window": {
            "from": "08:00",
            "to": "20:00",
            "days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            "holidays": ["recipient"],
            "own-days-off": [],
        },
        "give-up-days": 30,
        "reminders": [5],
        "link-days": 45,
        "channels": ["mail", "sms"],
        "on-bounce": "next-channel",
        "quarantine": [{"among": "person", "at-most": 2, "days": 14, "action": "delay"}],
        "same-buyer-days": 0,
        "same-product-days": 0,
        "duplicates": "key-and-stage",
        "skip": ["cancelled", "failed", "returned", "wholesale", "no-consent"],
        "link-answers": false,
        "test": false,
    })
}

/// A policy with all that it leaves to the defaults.
pub(crate) fn whole(policy: &Value) -> Value {
    let mut whole = default();
    over(&mut whole, policy);
    whole
}

/// Puts members over others; the window's over the window's.
fn over(below: &mut Value, above: &Value) {
    let (Value::Object(below), Value::Object(above)) = (below, above) else { return };
    for (name, value) in above {
        match below.get_mut(name) {
            Some(known @ Value::Object(_)) if value.is_object() => over(known, value),
            Some(_) | None => {
                below.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The fields for a policy.
pub(crate) fn fields(policy: &Value) -> Vec<(String, String)> {
    let json = whole(policy);
    let mut fields = Vec::new();
    let mut add = |name: &str, value: String| fields.push((name.to_owned(), value));
    let minutes = json.get("delay-minutes").and_then(Value::as_u64).unwrap_or_default();
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
    for (name, member) in NUMBERS {
        add(name, json.get(member).map(Value::to_string).unwrap_or_default());
    }
    let reminders: Vec<_> = list(json.get("reminders")).iter().map(Value::to_string).collect();
    add("reminders", reminders.join(", "));
    let channels: Vec<_> = list(json.get("channels")).iter().map(|one| text(Some(one))).collect();
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
    if json.get("link-answers").and_then(Value::as_bool) == Some(true) {
        add("link_answers", "yes".to_owned());
    }
    for flag in list(json.get("skip")) {
        add("skip", text(Some(flag)).to_owned());
    }
    fields
}

/// The policy with what a form says of it. What the form does not say stays as it is; what is wrong is for storage to
/// tell.
pub(crate) fn applied(policy: &Value, fields: &Fields) -> Value {
    let mut json = whole(policy);
    if let Value::Object(members) = &mut json {
        when(members, fields);
        how(members, fields);
        whom(members, fields);
        let linked = fields.has("link_answers", "yes");
        members.insert("link-answers".to_owned(), Value::from(linked));
        for (name, member) in NUMBERS {
            members.insert(member.to_owned(), number(fields.value(name)));
        }
    }
    json
}

/// What storage says is wrong, as it is told here.
pub(crate) fn wrong(told: &InvalidParam) -> WrongSetting {
    let of_policy = told.name.strip_prefix("$.policy").map(|rest| format!("${rest}"));
    let field = of_policy.as_ref().and_then(|path| {
        let mut places = PLACES.iter();
        places.find(|(place, _)| path.starts_with(place)).map(|(_, field)| *field)
    });
    WrongSetting {
        field,
        path: of_policy.unwrap_or_else(|| told.name.clone()),
        reason: told.reason.clone(),
    }
}

fn when(members: &mut Map<String, Value>, fields: &Fields) {
    let unit = UNITS.iter().find(|(name, _)| *name == fields.value("unit"));
    let delay = match fields.value("delay").parse::<u64>() {
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

fn is_of_person(rule: &Value) -> bool {
    text(rule.get("among")) == "person"
}

#[cfg(test)]
mod tests {
    use invite::Policy;

    use super::*;

    fn with(policy: &Value, changes: &[(&str, &str)]) -> Fields {
        let mut fields = fields(policy);
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        Fields(fields)
    }

    #[test]
    fn the_defaults_are_those_that_hold() {
        assert_eq!(default(), serde_json::to_value(Policy::default()).unwrap());
    }

    #[test]
    fn a_form_that_nobody_changed_changes_nothing() {
        for json in [
            json!({}),
            json!({"delay-minutes": 0}),
            json!({"delay-minutes": 90, "reminders": []}),
            json!({"channels": ["sms"], "on-bounce": "stop", "skip": []}),
            json!({"link-answers": true}),
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
            let again = applied(&json, &with(&json, &[]));
            let read = |json: &Value| Policy::parse(json).unwrap();
            assert_eq!(read(&again), read(&json), "{json}");
        }
    }

    #[test]
    fn a_form_says_what_it_says() {
        let policy = json!({});
        let changes = [
            ("delay", "2"),
            ("unit", "hours"),
            ("from", "09:30"),
            ("reminders", "3; 7 10"),
            ("at_most", ""),
            ("channels", "sms,mail"),
            ("link_answers", "yes"),
        ];
        let json = applied(&policy, &with(&policy, &changes));
        assert_eq!(json["delay-minutes"], 120);
        assert_eq!(json["window"]["from"], "09:30");
        assert_eq!(json["reminders"], json!([3, 7, 10]));
        assert_eq!(json["quarantine"], json!([]));
        assert_eq!(json["channels"], json!(["sms", "mail"]));
        assert_eq!(json["link-answers"], json!(true));
        for way in CHANNELS {
            let json = applied(&policy, &with(&policy, &[("channels", way)]));
            let read = Policy::parse(&json).unwrap();
            assert_eq!(read.channels.as_slice().len(), way.split(',').count(), "{way}");
            let fields = fields(&json);
            assert!(fields.contains(&("channels".to_owned(), way.to_owned())), "{way}");
        }
        let off = applied(&json, &with(&json, &[("link_answers", "")]));
        assert_eq!(off["link-answers"], json!(false));
    }

    #[test]
    fn what_is_wrong_is_told_of_its_field() {
        let policy = json!({});
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
            let faults = Policy::parse(&applied(&policy, &with(&policy, &[(name, value)])));
            let faults = faults.unwrap_err();
            let told: Vec<_> = faults
                .iter()
                .map(|fault| {
                    let name = fault.path.replacen('$', "$.policy", 1);
                    wrong(&InvalidParam { name, reason: String::new() }).field
                })
                .collect();
            assert_eq!(told, [Some(field)], "{name}={value}: {faults:?}");
        }
    }
}
