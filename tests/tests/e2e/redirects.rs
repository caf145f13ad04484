//! Nobody is led to an address that somebody else has chosen (open redirect).

use tests::{Answer, Person, platform};

use crate::room::{TOOL, ZONE, get, post};

/// What an attacker would have in the place of our own host.
const ELSEWHERE: &str = "elsewhere.example";

/// Addresses in the forms in which careless code lets them through.
const ADDRESSES: [&str; 8] = [
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "https:elsewhere.example",
    "%2f%2felsewhere.example",
    "https%3a%2f%2felsewhere.example%2f",
    "http://localhost@elsewhere.example/",
    "javascript:location='//elsewhere.example'",
];

/// Names under which redirects are asked for.
const NAMES: [&str; 9] =
    ["for", "next", "return", "return_to", "url", "redirect", "redirect_uri", "continue", "to"];

/// Whether an answer leads somewhere; wherever that is, it is ours.
fn leads(what: &str, answer: &Answer) -> bool {
    assert!(!answer.text().contains(ELSEWHERE), "{what}: repeats it: {}", answer.text());
    for header in ["location", "refresh", "content-location", "link"] {
        let value = answer.header(header);
        assert!(!value.contains(ELSEWHERE), "{what}: {header}: {value}");
    }
    let location = answer.header("location");
    if !(300..400).contains(&answer.status) || answer.status == 304 {
        assert_eq!(location, "", "{what}");
        return false;
    }
    let site = platform().site.base();
    let rest = location.strip_prefix(site).unwrap_or(location);
    let second = rest.chars().nth(1);
    let within = rest.starts_with('/') && second != Some('/') && second != Some('\\');
    assert!(within, "{what}: leads to {location}");
    true
}

#[test]
fn no_query_decides_where_a_page_leads() {
    let person = Person::new(platform());
    let (zone, tool) = (ZONE.visitor(&person), TOOL.visitor(&person));
    let survey = format!("/s/{}", platform().ready.survey);
    let paths = [
        ("/", ""),
        ("/login", ""),
        ("/login/zone", ""),
        ("/login/tool", ""),
        ("/zone", ""),
        ("/tool", ""),
        ("/zone", &zone.cookie),
        ("/tool", &tool.cookie),
        (&survey, ""),
    ];
    let mut led = 0;
    for (path, cookie) in paths {
        for name in NAMES {
            for address in ADDRESSES {
                let asked = format!("{path}?{name}={address}").replace('\\', "%5C");
                let answer = get(&asked.replace('\'', "%27"), cookie);
                led += usize::from(leads(&asked, &answer));
            }
        }
    }
    assert!(led >= 4 * NAMES.len() * ADDRESSES.len(), "only {led} led anywhere");
}

#[test]
fn no_header_decides_where_a_page_leads() {
    let mut led = 0;
    for path in ["/zone", "/tool", "/login/zone", "/login/tool"] {
        for (name, value) in [
            ("x-forwarded-host", ELSEWHERE),
            ("x-host", ELSEWHERE),
            ("x-original-url", "https://elsewhere.example/"),
            ("x-rewrite-url", "//elsewhere.example"),
            ("forwarded", "host=elsewhere.example;proto=https"),
            ("referer", "https://elsewhere.example/"),
            ("origin", "https://elsewhere.example"),
        ] {
            let answer = platform().site.get(path).header(name, value).send();
            led += usize::from(leads(&format!("{path}, {name}"), &answer));
        }
    }
    assert_eq!(led, 4 * 7);
}

#[test]
fn no_path_decides_where_a_page_leads() {
    for path in [
        "//elsewhere.example",
        "//elsewhere.example/zone",
        "/zone//elsewhere.example",
        "/zone/%2f%2felsewhere.example",
        "/tool//elsewhere.example",
        "/login//elsewhere.example",
        "/login/zone/https://elsewhere.example",
        "/login/organisation//elsewhere.example",
        "/identity/begin//elsewhere.example",
        "/s//elsewhere.example",
    ] {
        let _ = leads(path, &get(path, ""));
    }
}

#[test]
fn what_a_browser_remembers_leads_to_our_own_rooms_alone() {
    let person = Person::new(platform());
    for way in [
        "https://elsewhere.example/",
        "zone.https://elsewhere.example/",
        "tool.//elsewhere.example",
        "elsewhere.example.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ] {
        let cookie = format!("__Host-nordsvar_way={way}");
        let fields = [("email", person.email.as_str()), ("password", &person.password)];
        let answer = post("/login", &cookie, &fields).expect(303);
        assert!(leads(way, &answer));
        assert_eq!(answer.header("location"), "/login", "{way}");
    }
}

#[test]
fn a_form_that_says_where_to_go_on_goes_nowhere() {
    let person = Person::new(platform());
    for name in NAMES {
        let fields = [
            ("email", person.email.as_str()),
            ("password", &person.password),
            (name, "https://elsewhere.example/"),
        ];
        let answer = post("/login", "", &fields);
        let what = format!("a field {name}");
        assert!(!leads(&what, &answer) || answer.header("location") == "/login", "{what}");
    }
}
