//! Files, signatures, and elements that ask nothing.

use super::reader::Reader;
use crate::model::{Computed, DisplayStyle, File, Html, Image, Signature, SignatureFormat};

/// What SurveyJS counts to its categories of files.
const CATEGORIES: [(&str, &str); 5] = [
    ("image", ".png,.jpg,.jpeg,.gif,.bmp,.tiff,.svg"),
    ("video", ".mp4,.avi,.mov,.wmv,.flv,.mkv,.webm"),
    ("audio", ".mp3,.wav,.aac,.ogg,.wma,.flac"),
    ("document", ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.rtf,.odt"),
    ("archive", ".zip,.rar,.7z,.tar,.gz"),
];

pub(super) fn file(reader: &Reader<'_>) -> File {
    let mut accepted = Vec::new();
    for category in reader.strings("acceptedCategories") {
        for (name, types) in CATEGORIES {
            if name == &*category {
                add_types(types, &mut accepted);
            }
        }
    }
    add_types(reader.word("acceptedTypes"), &mut accepted);
    File {
        multiple: reader.flag("allowMultiple"),
        max_files: reader.bound("maxFiles").unwrap_or(1000),
        max_bytes: reader.bound("maxSize"),
        accepted,
    }
}

fn add_types(types: &str, accepted: &mut Vec<Box<str>>) {
    for word in types.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        if !accepted.iter().any(|known| &**known == word) {
            accepted.push(word.into());
        }
    }
}

pub(super) fn signature(reader: &Reader<'_>) -> Signature {
    Signature {
        format: match reader.word("dataFormat") {
            "jpeg" => SignatureFormat::Jpeg,
            "svg" => SignatureFormat::Svg,
            _ => SignatureFormat::Png,
        },
        width: reader.count("signatureWidth").unwrap_or(300),
        height: reader.count("signatureHeight").unwrap_or(200),
        placeholder: reader.text("placeholder"),
    }
}

pub(super) fn html(reader: &Reader<'_>) -> Html {
    Html { html: reader.text("html") }
}

pub(super) fn image(reader: &Reader<'_>) -> Image {
    let pixels = |name, otherwise| match reader.get(name) {
        None => Some(otherwise),
        Some(_) => reader.bound(name),
    };
    Image {
        link: reader.text("imageLink"),
        alt: reader.text("altText"),
        height: pixels("imageHeight", 150),
        width: pixels("imageWidth", 200),
    }
}

pub(super) fn computed(reader: &Reader<'_>) -> Computed {
    Computed {
        expression: reader.expression("expression"),
        format: reader.text("format"),
        style: style(reader.word("displayStyle")),
        currency: reader.string("currency").unwrap_or_else(|| "USD".into()),
        max_fraction_digits: reader.count("maximumFractionDigits"),
        min_fraction_digits: reader.count("minimumFractionDigits"),
        grouping: reader.unless_off("useGrouping"),
        precision: reader.count("precision"),
    }
}

pub(super) fn style(word: &str) -> DisplayStyle {
    match word {
        "decimal" => DisplayStyle::Decimal,
        "currency" => DisplayStyle::Currency,
        "percent" => DisplayStyle::Percent,
        "date" => DisplayStyle::Date,
        _ => DisplayStyle::None,
    }
}
