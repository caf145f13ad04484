//! Sizes of what is sent to a platform or a browser, and what they may be at most.

use super::Stand;
use crate::bench::size::{BADGE, FUNCTIONS, STEP, Size, WIDGET};
use crate::builds;
use crate::progress;
use anyhow::{Result, ensure};
use std::path::PathBuf;

/// Something that is sent, and its limit.
struct Sent {
    name: String,
    file: PathBuf,
    limit: Limit,
}

/// How many bytes it may have.
#[derive(Clone, Copy, Debug)]
enum Limit {
    Gzip(u64),
    Brotli(u64),
    /// It is part of something that has a limit.
    None,
}

pub(super) fn check(stand: &mut Stand<'_>) -> Result<()> {
    let sent = sent(stand);
    let files: Vec<_> = sent.iter().map(|sent| &sent.file).collect();
    let mut too_large = Vec::new();
    for (Sent { name, limit, .. }, size) in sent.iter().zip(Size::of(&files)?) {
        progress::note(format_args!("{}", line(name, size, *limit)));
        if !limit.allows(size) {
            too_large.push(line(name, size, *limit));
        }
    }
    ensure!(too_large.is_empty(), "too large: {}", too_large.join("; "));
    Ok(())
}

fn sent(stand: &Stand<'_>) -> Vec<Sent> {
    let functions = FUNCTIONS.into_iter().flat_map(|(function, most)| {
        let worker = stand.checkout.path(&format!("functions/{function}/build/index_bg.wasm"));
        let component = builds::component(stand.checkout, function);
        [("Workers", worker), ("Spin", component)].map(|(platform, file)| Sent {
            name: format!("{function} for {platform}"),
            file,
            limit: Limit::Gzip(most),
        })
    });
    let browser = [
        ("widget.js", Limit::Brotli(WIDGET)),
        ("badge.js", Limit::Brotli(BADGE)),
        ("step.js", Limit::Brotli(STEP)),
        ("page.js", Limit::None),
        ("page.css", Limit::None),
    ];
    let browser = browser.into_iter().map(|(name, limit)| Sent {
        name: name.to_owned(),
        file: stand.checkout.path("widget/dist").join(name),
        limit,
    });
    functions.chain(browser).collect()
}

fn line(name: &str, size: Size, limit: Limit) -> String {
    match limit {
        Limit::Gzip(most) => format!("{name}: {} bytes gzip of {most}", size.gzip),
        Limit::Brotli(most) => format!("{name}: {} bytes brotli of {most}", size.brotli),
        Limit::None => format!("{name}: {} bytes brotli", size.brotli),
    }
}

impl Limit {
    const fn allows(self, size: Size) -> bool {
        match self {
            Self::Gzip(most) => size.gzip <= most,
            Self::Brotli(most) => size.brotli <= most,
            Self::None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_itself_is_allowed() {
        let size = Size { raw: 30, gzip: 20, brotli: 10 };
        for (limit, want) in [
            (Limit::Gzip(20), true),
            (Limit::Gzip(19), false),
            (Limit::Brotli(10), true),
            (Limit::Brotli(9), false),
            (Limit::None, true),
        ] {
            assert_eq!(limit.allows(size), want, "{limit:?}");
        }
    }
}
