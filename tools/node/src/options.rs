//! The command line.

use crate::forward::Forward;
use clap::Parser;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

/// Serves the components of a spin.toml on this machine, with the grants Spin enforces.
#[derive(Clone, Debug, Parser)]
#[command(name = "node", version)]
pub struct Options {
    /// The manifest, or the folder that has it as spin.toml.
    #[arg(short, long, value_name = "PATH", default_value = "spin.toml")]
    pub from: PathBuf,

    /// Address to serve on. Port 0 takes a free one.
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "127.0.0.1:3000",
        env = "SPIN_HTTP_LISTEN_ADDR"
    )]
    pub listen: SocketAddr,

    /// Serve only this component. Repeat for several.
    #[arg(short, long = "component-id", value_name = "ID")]
    pub component_id: Vec<String>,

    /// Folder for what must outlive the process: the database `default` is its `sqlite_db.db`.
    #[arg(long, value_name = "FOLDER", default_value = ".spin")]
    pub state_dir: PathBuf,

    /// Folder for compiled components. Without it, `compiled` in the state folder.
    #[arg(long, value_name = "FOLDER")]
    pub cache_dir: Option<PathBuf>,

    /// Certificate chain, PEM. With it, TLS 1.3 and 1.2 are served instead of plain HTTP.
    #[arg(long, value_name = "FILE", requires = "tls_key", env = "SPIN_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,

    /// The certificate's private key, PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert", env = "SPIN_TLS_KEY")]
    pub tls_key: Option<PathBuf>,

    /// How many requests an instance answers before another takes its place.
    #[arg(long, value_name = "COUNT", default_value = "128")]
    pub max_instance_reuse_count: NonZeroUsize,

    /// How many requests an instance answers at the same time.
    #[arg(long, value_name = "COUNT", default_value = "16")]
    pub max_instance_concurrent_reuse_count: NonZeroUsize,

    /// How long an instance without requests is kept: seconds, or a number with ms, us or ns.
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = duration)]
    pub idle_instance_timeout: Duration,

    /// How long a component may take to begin its answer. Without it, as long as it likes.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub request_timeout: Option<Duration>,

    /// Value of a variable. Wins over the environment's `SPIN_VARIABLE_NAME`.
    #[arg(long = "variable", value_name = "NAME=VALUE", value_parser = pair)]
    pub variables: Vec<(String, String)>,

    /// Loopback address of the development control port. Never give it in production.
    #[arg(long, value_name = "ADDRESS")]
    pub control: Option<SocketAddr>,

    /// File to write once requests are answered: {"listen": "ADDRESS", "control": "ADDRESS"|null}.
    #[arg(long, value_name = "FILE")]
    pub ready_file: Option<PathBuf>,

    /// Send requests for a path and all below it to another local HTTP server, untouched by any
    /// component. Wins over the manifest's routes.
    #[arg(long = "forward", value_name = "PATH=ADDRESS")]
    pub forwards: Vec<Forward>,
}

/// `8`, `8s`, `500ms`, `20us`, `20ns`, as Spin reads them.
fn duration(text: &str) -> Result<Duration, String> {
    type Unit = fn(u64) -> Duration;
    let units: [(&str, Unit); 4] = [
        ("ms", Duration::from_millis),
        ("us", Duration::from_micros),
        ("ns", Duration::from_nanos),
        ("s", Duration::from_secs),
    ];
    let (number, unit) = units
        .into_iter()
        .find_map(|(suffix, unit)| Some((text.strip_suffix(suffix)?, unit)))
        .unwrap_or((text, Duration::from_secs));
    let number = number.parse().map_err(|_| "expected a number with s, ms, us or ns".to_owned());
    number.map(unit)
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        for (text, want) in [
            ("8", Some(Duration::from_secs(8))),
            ("8s", Some(Duration::from_secs(8))),
            ("500ms", Some(Duration::from_millis(500))),
            ("20us", Some(Duration::from_micros(20))),
            ("20ns", Some(Duration::from_nanos(20))),
            ("", None),
            ("s", None),
            ("-1", None),
            ("1m", None),
        ] {
            assert_eq!(duration(text).ok(), want, "{text:?}");
        }
    }

    #[test]
    fn the_defaults_are_those_of_spin() {
        let options = Options::try_parse_from(["node"]).unwrap();
        assert_eq!(options.max_instance_reuse_count.get(), 128);
        assert_eq!(options.max_instance_concurrent_reuse_count.get(), 16);
        assert_eq!(options.idle_instance_timeout, Duration::from_secs(1));
        assert_eq!(options.request_timeout, None);
        assert_eq!(options.listen.to_string(), "127.0.0.1:3000");
    }

    #[test]
    fn arguments_that_do_not_fit_are_refused() {
        for arguments in [
            &["--variable", "novalue"][..],
            &["--tls-cert", "c.pem"],
            &["--max-instance-reuse-count", "0"],
            &["--forward", "login=127.0.0.1:1"],
            &["--forward", "/login"],
            &["--forward", "/login=nowhere"],
            &["--listen", "3000"],
        ] {
            let all = std::iter::once("node").chain(arguments.iter().copied());
            assert!(Options::try_parse_from(all).is_err(), "{arguments:?}");
        }
    }
}
