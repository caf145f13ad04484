//! Files, signatures, and elements that ask nothing.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};
use survey::model::{File, Image, QuestionKind, Signature, SignatureFormat};
use survey::{KEPT_FIELD, Upload, json_text};

use super::help;
use super::place::Holds;
use super::question::QuestionView;
use crate::words::Word;

/// An element that asks nothing; none if the question asks something.
pub(crate) fn shown(of: &QuestionView<'_, '_>) -> Option<Markup> {
    if let QuestionKind::Html(text) = &of.question.kind {
        // The markup was checked when the definition was compiled, and answers in it are escaped.
        let markup = of.at.map(|at| at.markup(&text.html)).unwrap_or_default();
        return Some(html! { (PreEscaped(markup)) });
    }
    let QuestionKind::Image(image) = &of.question.kind else { return None };
    Some(picture(of, image))
}

fn picture(of: &QuestionView<'_, '_>, image: &Image) -> Markup {
    html! {
        @if let Some(link) = of.text(&image.link) {
            img src=(link) alt=(of.text(&image.alt).unwrap_or_default())
                width=[image.width] height=[image.height] loading="lazy"
                referrerpolicy="no-referrer";
        }
    }
}

/// One or more files. Those that were sent before need not be chosen again.
pub(crate) fn file(of: &QuestionView<'_, '_>, file: &File) -> Markup {
    let accept = (!file.accepted.is_empty()).then(|| file.accepted.join(","));
    html! {
        (sent(of))
        (upload(of, accept.as_deref(), Some(file)))
    }
}

/// A drawing. Without a script it is a picture of one; the script lets it be drawn as well.
pub(crate) fn signature(of: &QuestionView<'_, '_>, signature: &Signature) -> Markup {
    let accept = match signature.format {
        SignatureFormat::Png => "image/png",
        SignatureFormat::Jpeg => "image/jpeg",
        SignatureFormat::Svg => "image/svg+xml",
    };
    html! {
        (sent(of))
        (upload(of, Some(accept), None))
        @if !of.read_only { (board(of, signature, accept)) }
    }
}

/// What the script lets somebody draw on; where there is none it is not shown.
fn board(of: &QuestionView<'_, '_>, signature: &Signature, format: &str) -> Markup {
    let voice = &of.view.voice;
    html! {
        div.board data-board=(format) lang=[voice.lang()] dir=[voice.dir()] {
            p #{ "b-" (of.id) } { (voice.word(Word::DRAW_HERE)) }
            canvas width=(signature.width) height=(signature.height) role="img"
                aria-labelledby={ "b-" (of.id) } {}
            button.remove type="button" data-clear hidden { (voice.word(Word::CLEAR_DRAWING)) }
        }
    }
}

/// The control. The script is told what files may be, and what it says of others.
fn upload(of: &QuestionView<'_, '_>, accept: Option<&str>, file: Option<&File>) -> Markup {
    let multiple = file.is_some_and(|file| file.multiple);
    let [many, large] = file.map(|file| help::file(of.view, file)).unwrap_or_default();
    let required = of.required() && uploads(of).is_empty();
    html! {
        input #{ "f-" (of.id) } type="file" name=(of.field) accept=[accept] multiple[multiple]
            data-most=[file.map(File::most_files)] data-many=[many]
            data-bytes=[file.map(File::most_bytes)] data-large=[large]
            required[required] disabled[of.read_only] aria-invalid=[of.invalid()]
            aria-describedby=[of.described_by()];
    }
}

/// Files that came with a form that comes back. A browser cannot be given them again, so they are
/// in the page.
fn sent(of: &QuestionView<'_, '_>) -> Markup {
    let (before, after) = of.view.voice.around(Word::KEEP_FILE, "{name}");
    html! {
        @for upload in uploads(of) {
            label.option {
                input type="checkbox" name={ (KEPT_FIELD) (of.field) } value=(json_text(&upload.to_json()))
                    data-kept checked;
                span lang=[of.view.voice.lang()] dir=[of.view.voice.dir()] {
                    (before) bdi { (upload.name) } (after)
                }
            }
        }
    }
}

/// The files that a question has already.
fn uploads<'a>(of: &QuestionView<'a, '_>) -> Vec<Cow<'a, Upload>> {
    if of.place.holds == Holds::Form {
        let came = of.view.uploads.iter().filter(|upload| upload.field == of.held);
        return came.map(Cow::Borrowed).collect();
    }
    let Some(value) = of.at.and_then(|at| at.value()) else { return Vec::new() };
    if let Some(files) = value.as_array() {
        let read = files.iter().filter_map(|file| Upload::from_json(&of.field, file));
        return read.map(Cow::Owned).collect();
    }
    let name = of.text(&of.question.title).unwrap_or_else(|| of.question.name.to_string());
    let drawing = value.as_str().and_then(|url| Upload::from_drawing(&of.field, name, url));
    drawing.map(Cow::Owned).into_iter().collect()
}

/// What an expression comes to.
pub(crate) fn computed(of: &QuestionView<'_, '_>) -> Markup {
    html! { output #{ "f-" (of.id) } { (of.at.map(|at| at.display()).unwrap_or_default()) } }
}
