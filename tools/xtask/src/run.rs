//! Runs other programs, quietly while all is well.

use anyhow::{Context as _, Result, anyhow};
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How much of a failed program's output is shown.
const LAST_LINES: usize = 80;

/// How much of one of those lines; some programs print themselves when they fail.
const LINE_CHARS: usize = 500;

/// A program to run to its end.
pub(crate) struct Run {
    command: Command,
    name: String,
    input: Option<String>,
    limit: Option<Duration>,
}

impl Run {
    /// The program `program`, found in PATH unless it is a path.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        let name = name.to_string_lossy().into_owned();
        Self { command: Command::new(program), name, input: None, limit: None }
    }

    /// The cargo that runs us.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, names: &[&str]) -> Self {
        for name in names {
            self.command.env_remove(name);
        }
        self
    }

    /// Runs it in `folder`.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What it reads; nothing otherwise.
    pub(crate) fn input(mut self, text: impl Into<String>) -> Self {
        self.input = Some(text.into());
        self
    }

    /// Ends it after `limit`, as a failure.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Runs it; its output is shown only if it fails.
    pub(crate) fn quiet(self) -> Result<()> {
        self.text().map(drop)
    }

    /// Runs it and returns what it wrote to its standard output.
    pub(crate) fn text(self) -> Result<String> {
        let name = self.name.clone();
        let output = self.output()?;
        if output.status.is_some_and(|status| status.success()) {
            return Ok(output.out);
        }
        let how = match output.status {
            Some(status) => format!("ended with {status}"),
            None => "took too long and was stopped".to_owned(),
        };
        let said = last_lines(&format!("{}{}", output.out, output.err));
        Err(anyhow!("{name} {how}{}{said}", if said.is_empty() { "" } else { ":\n" }))
    }

    fn output(mut self) -> Result<Output> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.stdin(if self.input.is_some() { Stdio::piped() } else { Stdio::null() });
        let child = self.command.spawn();
        let mut child = child.with_context(|| format!("cannot start {}", self.name))?;
        let (out, err, input) = (child.stdout.take(), child.stderr.take(), child.stdin.take());
        thread::scope(|scope| {
            let out = scope.spawn(|| drain(out));
            let err = scope.spawn(|| drain(err));
            if let (Some(mut pipe), Some(text)) = (input, &self.input) {
                // A program may end without reading all of it; its status says whether that is bad.
                let _ = pipe.write_all(text.as_bytes());
            }
            let status = wait(&mut child, self.limit)?;
            let text = |read: thread::ScopedJoinHandle<'_, String>| read.join().unwrap_or_default();
            Ok(Output { status, out: text(out), err: text(err) })
        })
    }
}

struct Output {
    status: Option<ExitStatus>,
    out: String,
    err: String,
}

fn drain(pipe: Option<impl std::io::Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What was read before a failure is still worth showing.
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Waits for the child, at most `limit`; `None` if it had to be stopped.
fn wait(child: &mut Child, limit: Option<Duration>) -> Result<Option<ExitStatus>> {
    let Some(limit) = limit else { return Ok(Some(child.wait()?)) };
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let last = lines.get(lines.len().saturating_sub(LAST_LINES)..).unwrap_or_default();
    let cut = last.iter().map(|line| line.chars().take(LINE_CHARS).collect::<String>());
    cut.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_returned_or_shown_in_the_failure() {
        assert_eq!(Run::new("sh").args(["-c", "echo yes; echo no >&2"]).text().unwrap(), "yes\n");
        let failed = Run::new("sh").args(["-c", "echo why >&2; exit 3"]).quiet().unwrap_err();
        assert_eq!(failed.to_string(), "sh ended with exit status: 3:\nwhy");
        assert_eq!(Run::new("cat").input("said").text().unwrap(), "said");
        assert!(
            Run::new("no-such-program").quiet().unwrap_err().to_string().contains("cannot start")
        );
    }

    #[test]
    fn only_the_end_of_much_output_is_shown() {
        let much = format!("first\n{}last", "x\n".repeat(LAST_LINES));
        assert!(last_lines(&much).ends_with("x\nlast") && !last_lines(&much).contains("first"));
        assert_eq!(last_lines(&"ö".repeat(LINE_CHARS + 1)).chars().count(), LINE_CHARS);
    }

    #[test]
    fn what_takes_too_long_is_stopped() {
        let run = Run::new("sleep").arg("60").limit(Duration::from_millis(50));
        assert_eq!(run.quiet().unwrap_err().to_string(), "sleep took too long and was stopped");
    }
}
