//! Whether a file is what it is said to be: the first bytes of the common types.

use survey::AnswerReason;
use survey::model::File;

/// What files of a type begin with, from a place on; and the types and the ends of names that say
/// so.
struct Known {
    at: usize,
    bytes: &'static [u8],
    types: &'static str,
    ends: &'static str,
}

const fn known(at: usize, bytes: &'static [u8], types: &'static str, ends: &'static str) -> Known {
    Known { at, bytes, types, ends }
}

/// Types and ends have a blank on both sides. Where two rows say the same, one of them is enough.
const KNOWN: [Known; 17] = [
    known(0, b"\x89PNG\r\n\x1a\n", " image/png ", " png "),
    known(0, b"\xff\xd8\xff", " image/jpeg image/jpg ", " jpg jpeg "),
    known(0, b"GIF8", " image/gif ", " gif "),
    known(8, b"WEBP", " image/webp ", " webp "),
    known(0, b"BM", " image/bmp ", " bmp "),
    known(0, b"II*\0", " image/tiff ", " tif tiff "),
    known(0, b"MM\0*", " image/tiff ", " tif tiff "),
    known(4, b"ftyp", " image/heic image/heif image/avif video/mp4 audio/mp4 ", HEIC),
    known(0, b"%PDF-", " application/pdf ", " pdf "),
    known(0, b"PK", ZIPPED, " zip docx xlsx pptx odt ods odp "),
    known(0, b"\xd0\xcf\x11\xe0", OLD_OFFICE, " doc xls ppt "),
    known(0, b"{\\rtf", " application/rtf text/rtf ", " rtf "),
    known(0, b"\x1a\x45\xdf\xa3", " video/webm audio/webm video/x-matroska ", " webm mkv "),
    known(8, b"WAVE", " audio/wav audio/x-wav ", " wav "),
    known(0, b"OggS", " audio/ogg video/ogg ", " ogg "),
    known(0, b"7z\xbc\xaf\x27\x1c", " application/x-7z-compressed ", " 7z "),
    known(0, b"\x1f\x8b", " application/gzip application/x-gzip ", " gz "),
];

const HEIC: &str = " heic heif avif mp4 m4a m4v ";

const ZIPPED: &str = " application/zip application/x-zip-compressed \
    application/vnd.openxmlformats-officedocument.wordprocessingml.document \
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet \
    application/vnd.openxmlformats-officedocument.presentationml.presentation \
    application/vnd.oasis.opendocument.text application/vnd.oasis.opendocument.spreadsheet \
    application/vnd.oasis.opendocument.presentation ";

const OLD_OFFICE: &str =
    " application/msword application/vnd.ms-excel application/vnd.ms-powerpoint ";

/// Whether a question takes a file, and the file is what it is said to be.
pub(crate) fn check(
    question: &File,
    (name, media_type): (&str, &str),
    content: &[u8],
) -> Result<(), AnswerReason> {
    question.takes(name, media_type, content.len())?;
    if agrees(name, media_type, content) { Ok(()) } else { Err(AnswerReason::FileContent) }
}

/// Whether a file begins as those of its type, and those whose name ends so, do. Of a type or an
/// end that is not known, nothing is known against it.
fn agrees(name: &str, media_type: &str, content: &[u8]) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let fits =
        |known: &&Known| content.get(known.at..).is_some_and(|rest| rest.starts_with(known.bytes));
    let good = |of: fn(&Known) -> &'static str, word: &str| {
        let word = [" ", &word.to_ascii_lowercase(), " "].concat();
        let mut said = KNOWN.iter().filter(|known| of(known).contains(&word)).peekable();
        said.peek().is_none() || said.any(|known| fits(&known))
    };
    good(|known| known.types, media_type) && good(|known| known.ends, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_they_are_said_to_be() {
        let png = b"\x89PNG\r\n\x1a\n....";
        let webp = b"RIFF....WEBPVP8 ";
        let heic = b"\0\0\0\x18ftypheic";
        for (name, file, media_type, content, want) in [
            ("png", "a.png", "image/png", &png[..], true),
            ("capitals", "A.PNG", "Image/PNG", png, true),
            ("no end", "png", "image/png", png, true),
            ("webp", "a.webp", "image/webp", webp, true),
            ("heic", "IMG_1.HEIC", "image/heic", heic, true),
            ("either tiff", "a.tif", "image/tiff", b"MM\0*", true),
            ("pdf", "a.pdf", "application/pdf", b"%PDF-1.7", true),
            ("unknown", "a.dat", "application/x-data", b"<html>", true),
            ("text", "a.txt", "text/plain", b"", true),
            ("type alone", "a", "image/png", b"<html>", false),
            ("end alone", "a.png", "text/html", b"<html>", false),
            ("other picture", "a.png", "image/png", b"\xff\xd8\xff\xe0", false),
            ("cut", "a.png", "image/png", &png[..7], false),
            ("empty", "a.png", "image/png", b"", false),
            ("empty", "a.webp", "image/webp", b"", false),
        ] {
            assert_eq!(agrees(file, media_type, content), want, "{name}");
        }
    }
}
