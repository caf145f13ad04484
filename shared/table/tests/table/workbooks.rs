//! Workbooks: what is read, and what is refused.

use table::{Field, Format, MAX_BYTES, MAX_UNPACKED_BYTES, Options, Sheet, Unreadable};

use crate::packed::{Part, pack, people, with};

fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    Sheet::read(bytes, &Options::default())
}

fn named(name: &str) -> Options {
    Options { sheet: Some(name.to_owned()), ..Options::default() }
}

#[test]
fn the_first_sheet_that_is_not_hidden_is_read() {
    let sheet = read(&pack(&people())).unwrap();
    let sheets = ["Gömd", "Kunder & vänner", "Tom"].map(str::to_owned).to_vec();
    assert_eq!(sheet.format, Format::Xlsx { sheet: sheets[1].clone(), sheets });
    assert_eq!(sheet.header.cells, ["Namn", "E-post", "Mobil", "Samtycke datum"]);
    let rows: Vec<_> = sheet.rows.iter().map(|row| (row.line, row.cells.clone())).collect();
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    assert_eq!(
        rows,
        [
            (2, row(["Elsa Exempel", "elsa@example.com", "701740605", "2026-11-04"])),
            (4, row(["Bo <B>", "", "070-1740606", "2026-11-04T12:00:00"])),
        ]
    );
    let fields: Vec<_> = sheet.guess().into_iter().map(|column| column.field).collect();
    assert_eq!(fields, [Field::Name, Field::Email, Field::Phone, Field::ConsentTime]);
}

#[test]
fn a_sheet_can_be_named() {
    let file = pack(&people());
    let hidden = Sheet::read(&file, &named("Gömd")).unwrap();
    assert_eq!(hidden.header.cells, ["1"]);
    assert_eq!(Sheet::read(&file, &named("Tom")).err(), Some(Unreadable::Empty));
    assert_eq!(Sheet::read(&file, &named("Blad1")).err(), Some(Unreadable::NoSuchSheet));
}

#[test]
fn what_is_no_workbook_is_told() {
    let mut locked = people();
    locked[7].flags = 1;
    let mut twice = people();
    twice.push(Part::of("XL/Workbook.xml", ""));
    let mut other = people();
    other[7].method = 12;
    let mut damaged = people();
    damaged[7].crc ^= 1;
    let mut short = people();
    short[7].unpacked -= 1;
    let mut long = people();
    long[7].unpacked += 1;
    let lost: Vec<Part> =
        people().into_iter().filter(|part| !part.name.contains("sheet2")).collect();
    let whole = pack(&people());
    let cut = whole[..whole.len() - 30].to_vec();
    for (name, file, want) in [
        ("a document", pack(&[Part::stored("mimetype", "x")]), Unreadable::NotAWorkbook),
        ("a locked part", pack(&locked), Unreadable::Damaged),
        ("two parts of one name", pack(&twice), Unreadable::Damaged),
        ("another way to pack", pack(&other), Unreadable::Damaged),
        ("a wrong sum", pack(&damaged), Unreadable::Damaged),
        ("more than is said", pack(&short), Unreadable::TooLargeUnpacked),
        ("less than is said", pack(&long), Unreadable::Damaged),
        ("a part that is not there", pack(&lost), Unreadable::Damaged),
        ("the end is not there", cut, Unreadable::Damaged),
        ("before 2007", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....".to_vec(), Unreadable::OldWorkbook),
        ("no sheet", pack(&with("xl/workbook.xml", "<workbook/>")), Unreadable::NotAWorkbook),
        (
            "entities",
            pack(&with(
                "xl/sharedStrings.xml",
                "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><sst><si><t>&b;</t></si></sst>",
            )),
            Unreadable::Damaged,
        ),
        ("elements that do not end", pack(&with("xl/styles.xml", "<a></b>")), Unreadable::Damaged),
        ("too many bytes", vec![b'a'; MAX_BYTES + 1], Unreadable::TooLarge),
    ] {
        assert_eq!(read(&file).err(), Some(want), "{name}");
    }
}

#[test]
fn what_is_packed_to_nothing_is_not_unpacked() {
    let blanks = " ".repeat(4 * 1024 * 1024);
    let mut parts = with("xl/worksheets/sheet2.xml", &blanks);
    assert!(parts[7].packed.len() < 10_000);
    parts[7].unpacked = u32::try_from(MAX_UNPACKED_BYTES).unwrap();
    assert_eq!(read(&pack(&parts)).err(), Some(Unreadable::TooLargeUnpacked));
    // One that says less of itself is held to it.
    parts[7].unpacked = 1000;
    assert_eq!(read(&pack(&parts)).err(), Some(Unreadable::TooLargeUnpacked));
    // Nor is one text that very many cells share.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(32 * 1024));
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(2_000);
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let mut parts = with("xl/sharedStrings.xml", &strings);
    parts[7] = Part::of("xl/worksheets/sheet2.xml", &sheet);
    assert_eq!(read(&pack(&parts)).err(), Some(Unreadable::TooMuchText));
}

#[test]
fn a_file_with_any_byte_altered_is_read_or_refused() {
    let whole = pack(&people());
    for at in 0..whole.len() {
        for flip in [0x01, 0xff] {
            let mut file = whole.clone();
            file[at] ^= flip;
            drop(read(&file));
        }
        drop(read(&whole[..at]));
    }
}
