//! A Debian archive, asked without touching the machine's own package lists.

use crate::checkout::{make_folder, program};
use crate::run::Run;
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const KEYRINGS: [&str; 2] = [
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
];
const LIMIT: Duration = Duration::from_mins(10);

/// One suite of the mirror that the machine itself uses.
pub(crate) struct Archive {
    folder: PathBuf,
    mirror: String,
    keyring: &'static str,
}

impl Archive {
    /// Prepares to ask; lists are kept in `folder`.
    ///
    /// # Errors
    ///
    /// If this is no Debian machine.
    pub(crate) fn of_this_machine(folder: &Path) -> Result<Self> {
        for tool in ["apt-get", "apt-cache", "dpkg-deb"] {
            program(tool)
                .with_context(|| format!("this is no Debian machine: {tool} is missing"))?;
        }
        let keyring = KEYRINGS.into_iter().find(|path| Path::new(path).exists());
        let keyring = keyring.context("install the package debian-archive-keyring")?;
        let release = fs::read_to_string("/etc/os-release").context("reading /etc/os-release")?;
        let suite = codename(&release).context("/etc/os-release has no VERSION_CODENAME")?;
        let sources = machine_sources()?;
        let mirror = mirror(&sources, suite);
        let mirror = mirror.with_context(|| format!("apt has no source for the suite {suite}"))?;
        Ok(Self { folder: folder.to_owned(), mirror, keyring })
    }

    /// Asks for the newest lists of `suite`.
    pub(crate) fn read(&self, suite: &str) -> Result<()> {
        make_folder(&self.folder.join("lists/partial"))?;
        make_folder(&self.folder.join("cache/archives/partial"))?;
        let line = format!("deb [signed-by={}] {} {suite} main\n", self.keyring, self.mirror);
        fs::write(self.folder.join("sources.list"), line)?;
        self.apt("apt-get").args(["update", "--error-on=any"]).quiet()
    }

    /// The versions of a package in the suite that was read last, newest first.
    pub(crate) fn versions(&self, package: &str) -> Result<Vec<String>> {
        let table = self.apt("apt-cache").args(["madison", package]).text()?;
        let version = |line: &str| line.split('|').nth(1).map(|version| version.trim().to_owned());
        Ok(table.lines().filter_map(version).collect())
    }

    /// Downloads a package, verified by apt, and unpacks it below `into`. Nothing is installed.
    pub(crate) fn unpack(&self, package: &str, version: &str, into: &Path) -> Result<()> {
        let downloads = self.folder.join("packages");
        make_folder(&downloads)?;
        let wanted = format!("{package}={version}");
        self.apt("apt-get").args(["download", &wanted]).within(&downloads).quiet()?;
        let deb = self.downloaded(&downloads, package)?;
        Run::new("dpkg-deb").arg("-x").arg(deb).arg(into).quiet()
    }

    fn downloaded(&self, folder: &Path, package: &str) -> Result<PathBuf> {
        let prefix = format!("{package}_");
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(&prefix) {
                return Ok(entry.path());
            }
        }
        bail!("{} did not send the package {package}", self.mirror)
    }

    fn apt(&self, tool: &str) -> Run {
        let option = |name: &str, value: &Path| format!("-o{name}={}", value.display());
        Run::new(tool)
            .arg("-qq")
            .arg(option("Dir::Etc::sourcelist", &self.folder.join("sources.list")))
            .arg("-oDir::Etc::sourceparts=-")
            .arg(option("Dir::State::lists", &self.folder.join("lists")))
            .arg(option("Dir::Cache", &self.folder.join("cache")))
            // apt's own user may not look into a home folder.
            .arg("-oAPT::Sandbox::User=root")
            .limit(LIMIT)
    }
}

fn codename(release: &str) -> Option<&str> {
    release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .map(|s| s.trim_matches('"'))
}

/// All that apt's source files say, one after the other.
fn machine_sources() -> Result<String> {
    let mut paths = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(folder) = fs::read_dir("/etc/apt/sources.list.d") {
        for entry in folder {
            paths.push(entry?.path());
        }
    }
    let text = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    Ok(text.collect::<Vec<_>>().join("\n\n"))
}

/// The address from which `suite` comes, in either of apt's two notations.
fn mirror(sources: &str, suite: &str) -> Option<String> {
    sources.split("\n\n").find_map(|paragraph| {
        let field = |name: &str| {
            let rest = paragraph.lines().find_map(|line| line.strip_prefix(name))?;
            Some(rest.split_whitespace().collect::<Vec<_>>())
        };
        let fields = field("Suites:").filter(|suites| suites.contains(&suite)).and(field("URIs:"));
        let one_line = || paragraph.lines().find_map(|line| one_line_mirror(line, suite));
        fields.and_then(|uris| uris.first().copied()).or_else(one_line).map(str::to_owned)
    })
}

/// `deb [options] URI suite component..`
fn one_line_mirror<'a>(line: &'a str, suite: &str) -> Option<&'a str> {
    let rest = line.trim().strip_prefix("deb ")?.trim_start();
    let rest = match rest.strip_prefix('[') {
        Some(options) => options.split_once(']')?.1,
        None => rest,
    };
    let mut words = rest.split_whitespace();
    let uri = words.next()?;
    (words.next()? == suite).then_some(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_is_the_one_of_the_machine() {
        let fields = "Types: deb\nURIs: http://mirror.example/debian-security\n\
                      Suites: bookworm-security\n\nTypes: deb\n# a comment\n\
                      URIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\n";
        let third_party = "deb https://packages.example/apt tool-bookworm main";
        for (name, sources, want) in [
            ("fields", fields, Some("http://mirror.example/debian")),
            (
                "one line",
                "deb http://mirror.example/d bookworm main",
                Some("http://mirror.example/d"),
            ),
            (
                "options",
                "# deb http://old.example/ bookworm main\ndeb [arch=amd64 trusted=no] http://m.example bookworm main",
                Some("http://m.example"),
            ),
            ("another's", third_party, None),
            ("sources only", "deb-src http://mirror.example/d bookworm main", None),
        ] {
            assert_eq!(mirror(sources, "bookworm").as_deref(), want, "{name}");
        }
    }

    #[test]
    fn the_codename_may_be_quoted() {
        assert_eq!(codename("ID=debian\nVERSION_CODENAME=trixie\n"), Some("trixie"));
        assert_eq!(codename("VERSION_CODENAME=\"trixie\""), Some("trixie"));
        assert_eq!(codename("ID=alpine"), None);
    }
}
