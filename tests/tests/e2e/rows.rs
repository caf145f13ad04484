//! Files with rows, in the rooms of the apps: read, corrected, looked at, taken.

use std::fmt::Write as _;

use credential::Role;
use tests::{Answer, Person, Upload, platform, response_id};

use crate::room::{DELIVERY_CONTROL, Room, STAY_EVALUATOR, STORE_EVALUATOR, Visitor, WHY_CANCEL};
use crate::tool::says;
use crate::zone_contacts::{filled, send};

/// An instance in somebody's room.
struct Instance {
    visitor: Visitor,
    path: String,
}

impl Instance {
    fn made(room: Room, stage: &str) -> Self {
        let visitor = room.visitor(&Person::new(platform()));
        let name = format!("rows-{}", response_id());
        let fields = [
            ("title", "Nordic Coffee"),
            ("instance", &*name),
            ("stage", stage),
            ("language", "sv"),
            ("reply_to", ""),
        ];
        let _ = visitor.post(&format!("{}/new", room.home), &fields).expect(303);
        let path = format!("{}/instances/{name}", room.home);
        Self { visitor, path }
    }

    fn upload(&self, file: &str) -> Answer {
        let file = Upload { name: "rader.csv", media_type: "text/csv", content: file.as_bytes() };
        self.visitor.send(&format!("{}/table", self.path), &[], &[("file", file)])
    }

    /// Sends on what a page has, with its button and other fields.
    fn on(&self, page: &Answer, button: &str, changed: &[(&str, &str)]) -> Answer {
        let mut fields = filled(page, button);
        fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
        // A box that nobody has ticked is not sent.
        fields.retain(|(name, _)| name != "leave-out");
        let changed = changed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        fields.extend(changed);
        send(&self.visitor, &format!("{}/table/plan", self.path), &fields)
    }

    /// How many of each a page counts, by what is said of them.
    fn counted(page: &Answer) -> Vec<(String, usize)> {
        let rows = cells(page, "counts").into_iter();
        rows.map(|row| (row[0].clone(), row[1].parse().unwrap())).collect()
    }

    /// How many invitations were made, as the first page counts them, less those that nobody gets.
    fn invited(&self) -> usize {
        let page = self.visitor.get(&self.path).expect(200);
        Self::counted(&page)
            .iter()
            .filter(|(what, _)| what != "Nobody invited")
            .map(|(_, count)| count)
            .sum()
    }
}

/// What stands in the cells of a table, row by row, if it is there.
fn cells(page: &Answer, id: &str) -> Vec<Vec<String>> {
    let table = page.text().split(&format!("<table id=\"{id}\"")).nth(1).unwrap_or_default();
    let body = table.split("</table>").next().unwrap_or_default();
    let rows = body.split("<tr").skip(2);
    rows.map(|row| row.split("role=\"").skip(2).map(plain).collect()).collect()
}

/// The text behind the tag that a piece begins in.
fn plain(piece: &str) -> String {
    let text = piece.split_once('>').map_or("", |(_, text)| text);
    let mut inside = false;
    let mut text: String = text
        .chars()
        .filter(|sign| {
            inside |= *sign == '<';
            let shown = !inside;
            inside &= *sign != '>';
            shown
        })
        .collect();
    // The next piece begins in a tag of which this one has the beginning.
    text.truncate(text.trim_end().len());
    text
}

#[test]
fn a_file_of_5000_deliveries_is_looked_at_and_taken_once() {
    let instance = Instance::made(DELIVERY_CONTROL, "after-delivery");
    let me = response_id();
    let mut file = "Ordernr;E-post;Levererad;Transportör;Utlovad till;Butik\r\n".to_owned();
    for number in 1..=5000 {
        let (email, at) = match number {
            17 => ("ingen adress".to_owned(), "2026-11-27 10:42"),
            4000 => (format!("{me}-{number}@example.com"), "i går"),
            _ => (format!("{me}-{number}@example.com"), ""),
        };
        let order = if number == 4999 { String::new() } else { format!("{me}-{number}") };
        let _ = write!(file, "{order};{email};{at};PostNord;;Umeå\r\n");
    }
    let columns = instance.upload(&file).expect(200);
    says(&columns, &["This is what they seem to be", "value=\"promised_until\" selected"]);
    let extra = [("column-6", "extra")];
    let report = instance.on(&columns, "check", &extra).expect(200);
    says(&report, &["Nothing is done yet", "must be an e-mail address", "E-post", "Ordernr"]);
    let told = cells(&report, "told");
    for (line, header) in [(18, "E-post"), (4001, "Levererad"), (5000, "Ordernr")] {
        let row = [line.to_string(), header.to_owned()];
        assert!(told.iter().any(|cells| cells[..2] == row), "{line} {header}: {told:?}");
    }
    let counts = Instance::counted(&report);
    assert_eq!(counts, [("Invited".to_owned(), 4997), ("Rows that cannot be read".to_owned(), 3)]);
    assert_eq!(instance.invited(), 0, "nothing is done by looking");

    let faults = instance.on(&report, "faults", &[]).expect(200);
    assert!(faults.header("content-disposition").contains("-rows.csv"));
    assert_eq!(faults.text().lines().count(), 4, "{}", faults.text());
    let refused = instance.on(&report, "apply", &[]).expect(422);
    says(&refused, &["say that they are left out"]);
    assert_eq!(instance.invited(), 0, "nothing is taken of a file with bad rows");

    let done = instance.on(&report, "apply", &[("leave-out", "yes")]).expect(200);
    says(&done, &["The file is taken"]);
    assert_eq!(Instance::counted(&done), counts);
    assert_eq!(instance.invited(), 4997);

    // The same file once more: its columns are known, and nobody is asked twice.
    let columns = instance.upload(&file).expect(200);
    says(&columns, &["This is what they were the last time", "value=\"extra\" selected"]);
    let again = instance.on(&columns, "apply", &[("leave-out", "yes")]).expect(200);
    let counts = Instance::counted(&again);
    assert_eq!(counts[0], ("Told before".to_owned(), 4997), "{counts:?}");
    assert_eq!(instance.invited(), 4997);
}

#[test]
fn families_are_one_stay() {
    let instance = Instance::made(STAY_EVALUATOR, "post-stay");
    let me = response_id();
    let day = |days: u64| {
        let number = u32::try_from(tests::now().get() / 86_400 - days).unwrap();
        contract::message::Day::from_number(number).to_string()
    };
    let (arrival, departure) = (day(4), day(1));
    let file = format!(
        "Bokningsnr;Ankomst;Avresa;Förnamn;Efternamn;E-post;Frukost\n\
         R-1;{arrival};{departure};Elsa;Exempel;{me}-elsa@example.com;ja\n\
         R-2;{arrival};{departure};Nils;Exempel;;ja\n\
         R-1;;;Ida;Exempel;{me}-ida@example.com;ja\n\
         R-3;{departure};{arrival};Bo;Ek;{me}-bo@example.com;nej\n"
    );
    let columns = instance.upload(&file).expect(200);
    says(&columns, &["value=\"reservation\" selected", "value=\"departed\" selected"]);
    let nowhere = instance.on(&columns, "check", &[]).expect(200);
    says(&nowhere, &["Property", "is missing"]);
    let here = [("property", "MAL1")];
    let report = instance.on(&columns, "check", &here).expect(200);
    says(&report, &["needs an e-mail address", "is before the arrival"]);
    let told: Vec<_> = cells(&report, "told").into_iter().map(|row| row[..2].join(" ")).collect();
    assert_eq!(told, ["3 E-post", "5 Avresa"]);
    let done = instance.on(&report, "apply", &[("leave-out", "yes")]).expect(200);
    says(&done, &["The file is taken"]);
    let counts = Instance::counted(&done);
    assert!(counts.contains(&("Rows that cannot be read".to_owned(), 2)), "{counts:?}");
    assert_eq!(instance.invited(), 1, "the first guest of the one stay: {counts:?}");
    let each = instance.upload(&file).expect(200);
    says(&each, &["This is what they were the last time", "value=\"MAL1\""]);
}

#[test]
fn every_app_takes_rows() {
    let me = response_id();
    for (room, stage, file) in [
        (
            STORE_EVALUATOR,
            "checkout",
            format!("Order;E-post;Summa;Valuta\n{me};{me}@example.com;1 199,50;SEK\n"),
        ),
        (
            WHY_CANCEL,
            "cancelled",
            format!("Avtalsnummer;E-post;Plan\n{me};{me}@example.com;Stor\n"),
        ),
    ] {
        let instance = Instance::made(room, stage);
        says(&instance.visitor.get(&instance.path).expect(200), &["/table\""]);
        let form = instance.visitor.get(&format!("{}/table", instance.path)).expect(200);
        says(&form, &["multipart/form-data"]);
        let columns = instance.upload(&file).expect(200);
        let report = instance.on(&columns, "check", &[]).expect(200);
        assert_eq!(Instance::counted(&report), [("Invited".to_owned(), 1)], "{room:?}");
        let done = instance.on(&report, "apply", &[]).expect(200);
        says(&done, &["The file is taken"]);
        assert_eq!(instance.invited(), 1, "{room:?}");
    }
}

#[test]
fn what_is_no_file_with_rows_is_refused() {
    let instance = Instance::made(DELIVERY_CONTROL, "after-delivery");
    let none = instance.visitor.send(&format!("{}/table", instance.path), &[], &[]).expect(422);
    says(&none, &["Choose a file first"]);
    for (file, told) in [
        ("Ordernr;E-post\n", "nothing in the file"),
        ("elsa@example.com;7\nnils@example.com;8\n", "The first row has an address"),
    ] {
        says(&instance.upload(file).expect(422), &[told]);
    }
    let many = format!("Ordernr\n{}", "7\n".repeat(5001));
    says(&instance.upload(&many).expect(422), &["more than 5,000 rows"]);
    let columns = instance.upload("Nummer;E-post\n7;elsa@example.com\n").expect(200);
    for (changed, told) in [
        (&[][..], "Say which column is the number"),
        (&[("column-1", "email")], "Two columns are chosen for the same"),
        (&[("column-1", "colour")], "The columns do not fit"),
        (&[("column-1", "order"), ("language", "?")], "This is no language tag"),
        (&[("column-1", "order"), ("country", "sverige")], "This is no country"),
        (&[("column-1", "order"), ("zone", "Mars")], "This is no time zone"),
        (&[("column-1", "order"), ("status", "lost")], "Choose what has become of it"),
        (&[("file", "?")], "Choose it again"),
    ] {
        says(&instance.on(&columns, "check", changed).expect(422), &[told]);
    }
    let corrected = instance.on(&columns, "correct", &[("column-1", "order")]).expect(200);
    says(&corrected, &["value=\"order\" selected"]);
}

#[test]
fn who_may_not_set_up_takes_no_files() {
    let (instance, own) = {
        let own = crate::audit::Own::new();
        (format!("{}/instances/none/table", DELIVERY_CONTROL.home), own)
    };
    let viewer = Person::as_role(platform(), &own.tenant, Role::Viewer);
    let viewer = DELIVERY_CONTROL.visitor(&viewer);
    assert_eq!(viewer.get(&instance).status, 403);
    assert_eq!(viewer.send(&instance, &[], &[]).status, 403);
    assert_eq!(viewer.post(&format!("{instance}/plan"), &[("do", "apply")]).status, 403);
    let other = DELIVERY_CONTROL.visitor(&Person::new(platform()));
    assert_eq!(other.get(&instance).status, 404);
}
