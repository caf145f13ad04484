//! Packs workbooks as `LibreOffice` does: deflated parts, an end that lists them.

use miniz_oxide::deflate::compress_to_vec;

/// A part of a packed file, with what its header says.
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) packed: Vec<u8>,
    pub(crate) unpacked: u32,
    pub(crate) crc: u32,
    pub(crate) method: u16,
    pub(crate) flags: u16,
}

impl Part {
    /// Deflated.
    pub(crate) fn of(name: &'static str, text: &str) -> Self {
        let bytes = text.as_bytes();
        let packed = compress_to_vec(bytes, 6);
        let unpacked = u32::try_from(bytes.len()).unwrap();
        Self { name, packed, unpacked, crc: crc(bytes), method: 8, flags: 0 }
    }

    /// As it is.
    pub(crate) fn stored(name: &'static str, text: &str) -> Self {
        let packed = text.as_bytes().to_vec();
        Self { packed, method: 0, ..Self::of(name, text) }
    }
}

/// The file of these parts.
pub(crate) fn pack(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for part in parts {
        let at = u32::try_from(file.len()).unwrap();
        let size = u32::try_from(part.packed.len()).unwrap();
        let name = u16::try_from(part.name.len()).unwrap();
        let mut header = Vec::new();
        for half in [20, part.flags, part.method, 0, 0x5b7b] {
            header.extend(half.to_le_bytes());
        }
        for word in [part.crc, size, part.unpacked] {
            header.extend(word.to_le_bytes());
        }
        header.extend(name.to_le_bytes());
        header.extend(0_u16.to_le_bytes());
        file.extend(b"PK\x03\x04");
        file.extend(&header);
        file.extend(part.name.as_bytes());
        file.extend(&part.packed);
        list.extend(b"PK\x01\x02\x14\x03");
        list.extend(&header);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(part.name.as_bytes());
    }
    let (at, size) = (u32::try_from(file.len()).unwrap(), u32::try_from(list.len()).unwrap());
    let count = u16::try_from(parts.len()).unwrap();
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(size.to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The parts of a workbook with a hidden sheet, a sheet of people, and one more.
pub(crate) fn people() -> Vec<Part> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &[String]| {
        format!(r#"{HEAD}<Relationships xmlns="{RELATIONS}">{}</Relationships>"#, all.concat())
    };
    let roots = relations(&[
        relation("rId1", "officeDocument", "xl/workbook.xml"),
        relation("rId2", "extended-properties", "docProps/app.xml"),
    ]);
    let beside = relations(&[
        relation("rId1", "styles", "styles.xml"),
        relation("rId2", "worksheet", "worksheets/sheet1.xml"),
        relation("rId3", "worksheet", "/xl/worksheets/sheet2.xml"),
        relation("rId4", "worksheet", "worksheets/sheet3.xml"),
        relation("rId5", "sharedStrings", "sharedStrings.xml"),
    ]);
    let book = format!(
        r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><fileVersion appName="Calc"/><workbookPr backupFile="false" date1904="false"/>
        <sheets><sheet name="Gömd" sheetId="1" state="hidden" r:id="rId2"/><sheet name="Kunder &amp; vänner" sheetId="2" state="visible" r:id="rId3"/>
        <sheet name="Tom" sheetId="3" state="visible" r:id="rId4"/></sheets><calcPr iterateCount="100"/></workbook>"#
    );
    let styles = format!(
        r#"{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/></numFmts>
        <cellStyleXfs count="1"><xf numFmtId="164"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>"#
    );
    let strings = format!(
        r#"{HEAD}<sst xmlns="{MAIN}" count="6" uniqueCount="6"><si><t xml:space="preserve">Namn</t></si><si><t>E-post</t></si><si><t>Mobil</t></si>
        <si><t>Samtycke datum</t></si><si><r><rPr><b val="true"/></rPr><t xml:space="preserve">Elsa </t></r><r><t>Exempel</t></r></si><si><t>elsa@example.com</t></si></sst>"#
    );
    let sheet = |rows: &str| {
        format!(
            r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetPr filterMode="false"/><dimension ref="A1:D4"/><sheetData>{rows}</sheetData><pageMargins left="0.7"/></worksheet>"#
        )
    };
    let rows = r#"<row r="1" customFormat="false" ht="12.8"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>
        <row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" t="s"><v>5</v></c><c r="C2"><v>701740605</v></c><c r="D2" s="1"><v>46330</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>Bo &lt;B&gt;</t></is></c><c r="C4" t="str"><f aca="false">CONCATENATE("070-1740","606")</f><v>070-1740606</v></c><c r="D4" s="2"><v>46330.5</v></c></row>"#;
    vec![
        Part::stored("[Content_Types].xml", HEAD),
        Part::of("_rels/.rels", &roots),
        Part::of("xl/_rels/workbook.xml.rels", &beside),
        Part::of("xl/workbook.xml", &book),
        Part::of("xl/styles.xml", &styles),
        Part::of("xl/sharedStrings.xml", &strings),
        Part::of("xl/worksheets/sheet1.xml", &sheet("<row><c><v>1</v></c></row>")),
        Part::of("xl/worksheets/sheet2.xml", &sheet(rows)),
        Part::of("xl/worksheets/sheet3.xml", &sheet("")),
    ]
}

/// The same with another text in one part.
pub(crate) fn with(name: &str, text: &str) -> Vec<Part> {
    let mut parts = people();
    let part = parts.iter_mut().find(|part| part.name == name).expect("there is such a part");
    *part = Part::of(part.name, text);
    parts
}
