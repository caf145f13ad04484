//! Contacts in the Customer Zone: added, found, changed, imported, merged, erased.

use credential::Role;
use tests::{Answer, Person, Upload, fields, platform};

use crate::audit::Own;
use crate::room::Visitor;

/// An owner of a tenant of a test's own, in the zone.
fn visitor() -> (Visitor, Own) {
    let own = Own::new();
    (Visitor::new(&own.person), own)
}

const FORM: [(&str, &str); 10] = [
    ("email", "anna.ek@example.com"),
    ("phone", "+46701740605"),
    ("name", "Anna Ek"),
    ("language", "sv"),
    ("groups", "Klubben, VIP"),
    ("key", "K-1"),
    ("consent", "yes"),
    ("consent_source", "kassan"),
    ("consent_at", "2026-02-01"),
    ("extra", "store: Umeå"),
];

/// The form with other values.
fn form<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let value = |name: &str| changed.iter().find(|(known, _)| *known == name).map(|(_, to)| *to);
    FORM.iter().map(|(name, old)| (*name, value(name).unwrap_or(old))).collect()
}

fn find(visitor: &Visitor, (who, name, group): (&str, &str, &str)) -> Answer {
    let fields = [("who", who), ("name", name), ("group", group), ("cursor", "")];
    visitor.post("/zone/contacts", &fields)
}

/// Where the page of whoever was found is: one is found.
fn found(visitor: &Visitor, who: &str) -> String {
    let page = find(visitor, (who, "", "")).expect(200).text().to_owned();
    let mut links = page.split("href=\"/zone/contacts/").skip(1).filter_map(|rest| rest.get(..32));
    let id = links.find(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    format!("/zone/contacts/{}", id.unwrap_or_else(|| panic!("{page}")))
}

/// All that a page's form would post, with its button.
pub(crate) fn filled(page: &Answer, button: &str) -> Vec<(String, String)> {
    let html = page.text();
    let inputs = fields(html).into_iter().filter(|field| field.tag == "input");
    let mut all: Vec<_> = inputs.map(|field| (field.name, field.value)).collect();
    let chosen = |select: &str| {
        let name = select.split_once("name=\"")?.1.split('"').next()?;
        let options = select.split_once("</select>")?.0.split("<option value=\"").skip(1);
        let chosen =
            |option: &&str| option.split('>').next().is_some_and(|tag| tag.ends_with(" selected"));
        let value = options.clone().find(chosen).or_else(|| options.clone().next())?;
        Some((name.to_owned(), value.split('"').next()?.to_owned()))
    };
    all.extend(html.split("<select ").skip(1).filter_map(chosen));
    all.push(("do".to_owned(), button.to_owned()));
    all
}

pub(crate) fn send(visitor: &Visitor, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    visitor.post(path, &fields)
}

#[test]
fn a_contact_is_added_found_changed_and_erased() {
    let (visitor, _own) = visitor();
    assert!(visitor.get("/zone/contacts").expect(200).text().contains("There are no contacts yet"));
    assert_eq!(
        visitor.post("/zone/contacts/new", &form(&[])).expect(303).header("location"),
        "/zone/contacts"
    );
    let twice = visitor.post("/zone/contacts/new", &form(&[])).expect(422);
    assert!(twice.text().contains("another contact"), "{}", twice.text());
    for search in [
        ("anna.ek@example.com", "", ""),
        ("+46701740605", "", ""),
        ("K-1", "", ""),
        ("", "ek anna", ""),
        ("", "", "VIP"),
    ] {
        let page = find(&visitor, search).expect(200);
        assert!(page.text().contains(">Anna Ek</a>"), "{search:?}: {}", page.text());
    }
    let nobody = find(&visitor, ("nobody@example.com", "", "")).expect(200);
    assert!(nobody.text().contains("Nobody was found"));
    assert_eq!(find(&visitor, ("", "a b c d e", "")).status, 422);
    let place = found(&visitor, "K-1");
    let page = visitor.get(&place).expect(200);
    for text in ["Anna Ek", "+46701740605", "Klubben, VIP", "kassan, 2026-02-01", "Umeå"] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let edit = visitor.get(&format!("{place}/edit")).expect(200);
    for (name, value) in FORM.iter().filter(|(name, _)| !matches!(*name, "consent" | "extra")) {
        assert!(edit.text().contains(&format!("value=\"{value}\"")), "{name}");
    }
    for (change, fault) in [
        (("email", "anna"), "email-fault"),
        (("phone", "070"), "phone-fault"),
        (("consent_at", "x"), "consent_at-fault"),
        (("extra", "x"), "extra-fault"),
    ] {
        let again = visitor.post(&format!("{place}/edit"), &form(&[change])).expect(422);
        assert!(again.text().contains(fault), "{fault}: {}", again.text());
    }
    let saved = visitor.post(&format!("{place}/edit"), &form(&[("name", "Anna Berg")])).expect(303);
    let saved = visitor.get(saved.header("location")).expect(200);
    assert!(saved.text().contains("Saved.") && saved.text().contains("Anna Berg"));
    let _ = visitor.get(&format!("{place}/erase")).expect(200);
    let gone = visitor.post(&format!("{place}/erase"), &[]).expect(303);
    let gone = visitor.get(gone.header("location")).expect(200);
    assert!(gone.text().contains("The contact was erased"));
    assert_eq!(visitor.get(&place).status, 404);
}

#[test]
fn two_are_merged_after_a_preview() {
    let (visitor, _own) = visitor();
    let _ = visitor.post("/zone/contacts/new", &form(&[])).expect(303);
    let other = [("email", "other@example.com"), ("phone", ""), ("key", "K-2"), ("groups", "Ny")];
    let _ = visitor.post("/zone/contacts/new", &form(&other)).expect(303);
    let place = found(&visitor, "K-1");
    let merge = format!("{place}/merge");
    let ask = |who: &str| visitor.post(&merge, &[("who", who), ("from", ""), ("confirm", "")]);
    for who in ["", "nobody@example.com", "K-1"] {
        assert!(ask(who).expect(422).text().contains("who-fault"), "{who}");
    }
    let preview = ask("K-2").expect(200);
    assert!(preview.text().contains("cannot be undone"), "{}", preview.text());
    assert!(preview.text().contains("Klubben, Ny, VIP"), "{}", preview.text());
    let done = send(&visitor, &merge, &filled(&preview, "")).expect(303);
    let page = visitor.get(done.header("location")).expect(200);
    assert!(page.text().contains("The two are one now"));
    assert!(page.text().contains("other@example.com, K-2"), "{}", page.text());
    assert_eq!(found(&visitor, "other@example.com"), place);
}

fn upload(visitor: &Visitor, content: &str) -> Answer {
    let file = Upload { name: "kunder.csv", media_type: "text/csv", content: content.as_bytes() };
    visitor.send("/zone/contacts/import", &[], &[("file", file)])
}

#[test]
fn a_file_is_imported_after_a_report() {
    let (visitor, _own) = visitor();
    let file = "Namn;E-post;Mobil;Butik\r\nAnna Ek;anna@example.com;070-174 06 05;Umeå\r\n\
                Bo;bo@example.com;;Luleå\r\nBo;BO@example.com;;\r\nCi;ingen adress;;\r\n";
    let columns = upload(&visitor, file).expect(200);
    assert!(columns.text().contains("<option value=\"phone\" selected"), "{}", columns.text());
    let plan = "/zone/contacts/import/plan";
    let report = send(&visitor, plan, &filled(&columns, "check")).expect(200);
    for text in ["Nothing is done yet", "is no e-mail address", "the same person as on line 3"] {
        assert!(report.text().contains(text), "{text}: {}", report.text());
    }
    assert!(find(&visitor, ("anna@example.com", "", "")).text().contains("Nobody was found"));
    let mut twice = filled(&columns, "check");
    for (name, value) in &mut twice {
        if name == "column-4" {
            "email".clone_into(value);
        }
    }
    assert!(send(&visitor, plan, &twice).expect(422).text().contains("Two columns hold the same"));
    // Somebody else adds one of them meanwhile.
    let meanwhile = form(&[("email", "bo@example.com"), ("phone", "")]);
    let _ = visitor.post("/zone/contacts/new", &meanwhile).expect(303);
    let other = send(&visitor, plan, &filled(&report, "apply")).expect(200);
    assert!(other.text().contains("nothing was done"), "{}", other.text());
    assert!(find(&visitor, ("anna@example.com", "", "")).text().contains("Nobody was found"));
    let done = send(&visitor, plan, &filled(&other, "apply")).expect(200);
    assert!(done.text().contains("Imported."), "{}", done.text());
    let page = visitor.get(&found(&visitor, "+46701740605")).expect(200);
    assert!(page.text().contains("Umeå") && page.text().contains("Anna Ek"));
    let again = send(&visitor, plan, &filled(&columns, "check")).expect(200);
    assert!(again.text().contains("There is nothing to import"), "{}", again.text());
    let corrected = send(&visitor, plan, &filled(&report, "correct")).expect(200);
    assert!(corrected.text().contains("column-4"));
}

fn people(count: usize) -> String {
    let rows = (1..=count).map(|at| format!("person{at}@example.com;Person {at}\r\n"));
    format!("E-post;Namn\r\n{}", rows.collect::<String>())
}

#[test]
fn a_large_file_is_imported_a_part_at_a_time() {
    let (visitor, _own) = visitor();
    let plan = "/zone/contacts/import/plan";
    let columns = upload(&visitor, &people(2_500)).expect(200);
    let report = send(&visitor, plan, &filled(&columns, "check")).expect(200);
    assert!(report.text().contains("<div>2500</div>"), "all are new");
    // Somebody of the second thousand is added meanwhile: the first is done, and no more.
    let known = form(&[("email", "person1500@example.com"), ("phone", ""), ("key", "K-9")]);
    let _ = visitor.post("/zone/contacts/new", &known).expect(303);
    let half = send(&visitor, plan, &filled(&report, "apply")).expect(200);
    assert!(half.text().contains("People imported so far: 1000"), "the first thousand is done");
    for text in ["<div>1499</div>", "<div>1000</div>"] {
        assert!(half.text().contains(text), "{text}");
    }
    assert!(find(&visitor, ("person2500@example.com", "", "")).text().contains("Nobody was found"));
    let done = send(&visitor, plan, &filled(&half, "apply")).expect(200);
    assert!(done.text().contains("Imported."), "the rest is done");
    for address in ["person1@example.com", "person1000@example.com", "person2500@example.com"] {
        let _ = found(&visitor, address);
    }
    let again = send(&visitor, plan, &filled(&columns, "check")).expect(200);
    assert!(again.text().contains("There is nothing to import"), "all is known");
    let many = upload(&visitor, &people(20_001)).expect(200);
    let refused = send(&visitor, plan, &filled(&many, "check")).expect(422);
    assert!(refused.text().contains("more than 20,000 people"), "too many");
}

#[test]
fn what_is_no_file_of_contacts_is_refused() {
    let (visitor, own) = visitor();
    let none = visitor.send("/zone/contacts/import", &[], &[]).expect(422);
    assert!(none.text().contains("Choose a file first"));
    assert!(upload(&visitor, " \r\n").expect(422).text().contains("There is nothing in the file"));
    let headless = upload(&visitor, "anna@example.com;Anna\r\nbo@example.com;Bo\r\n").expect(200);
    let refused = send(&visitor, "/zone/contacts/import/plan", &filled(&headless, "check"));
    assert!(refused.expect(422).text().contains("The first row has an address"));
    let viewer = Person::as_role(platform(), &own.tenant, Role::Viewer);
    let viewer = Visitor::new(&viewer);
    assert!(!viewer.get("/zone").expect(200).text().contains("/zone/contacts"));
    assert_eq!(viewer.get("/zone/contacts").status, 403);
}
