//! What surrounds every page.

use maud::{DOCTYPE, Markup, html};

/// Where the pages' files are, and how the page is shown.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The folder of the style and the script, such as `/assets`.
    pub assets: &'a str,
    /// Whether the page stands in a frame on another site's page.
    pub embedded: bool,
}

/// A whole page. `class` says which kind it is; `with_script` whether the script has work on it.
pub(crate) fn whole(
    frame: Frame<'_>,
    (language, title): (&str, &str),
    class: &str,
    with_script: bool,
    body: &Markup,
) -> String {
    let style = format!("{}/{}", frame.assets, crate::Asset::Style.name());
    let script = format!("{}/{}", frame.assets, crate::Asset::Script.name());
    let class = if frame.embedded { format!("{class} embed") } else { class.to_owned() };
    let page = html! {
        (DOCTYPE)
        html lang=(language) dir=(direction(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(style);
                @if with_script { script src=(script) defer {} }
            }
            body class=(class) { main { (body) } }
        }
    };
    page.into_string()
}

/// Which way a language is written.
fn direction(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or_default() {
        "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "dv" => "rtl",
        _ => "ltr",
    }
}
