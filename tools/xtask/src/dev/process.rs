//! Programs that run until we end.

use crate::checkout::program;
use anyhow::{Context as _, Result, bail};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much of a log is shown when its program has ended.
const LAST_LINES: usize = 20;

/// A program that runs, with its log.
#[derive(Debug)]
struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

/// Programs that run; when this is dropped, they and whatever they started end.
#[derive(Debug, Default)]
pub(crate) struct Processes(Vec<Process>);

impl Processes {
    /// Starts a program; what it writes goes to `log`.
    pub(crate) fn start(&mut self, name: &str, command: Command, log: &Path) -> Result<()> {
        let written = create(log)?;
        self.spawn(name, command, written.try_clone()?.into(), written, log)
    }

    /// The same, but lines of its output that begin with `unwanted` are written nowhere.
    pub(crate) fn start_sifted(
        &mut self,
        name: &str,
        command: Command,
        log: &Path,
        unwanted: &'static str,
    ) -> Result<()> {
        let written = create(log)?;
        self.spawn(name, command, Stdio::piped(), written.try_clone()?, log)?;
        let output = self.0.last_mut().and_then(|process| process.child.stdout.take());
        let output = output.context("the program has no output")?;
        // It ends with the program.
        thread::spawn(move || sift(output, written, unwanted));
        Ok(())
    }

    fn spawn(
        &mut self,
        name: &str,
        command: Command,
        output: Stdio,
        errors: File,
        log: &Path,
    ) -> Result<()> {
        let mut command = bound_to_us(command);
        command.stdin(Stdio::null()).stdout(output).stderr(errors);
        own_group(&mut command);
        let child = command.spawn().with_context(|| {
            format!("cannot start {name}, {}", command.get_program().to_string_lossy())
        })?;
        self.0.push(Process { name: name.to_owned(), child, log: log.to_owned() });
        Ok(())
    }

    /// Their names and process ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (String, u32)> {
        self.0.iter().map(|process| (process.name.clone(), process.child.id()))
    }

    /// Sees to it that all still run.
    ///
    /// # Errors
    ///
    /// Names the program that has ended, with the end of its log.
    pub(crate) fn check(&mut self) -> Result<()> {
        for process in &mut self.0 {
            if let Some(status) = process.child.try_wait()? {
                let (name, log) = (&process.name, process.log.display());
                bail!("{name} ended with {status}; {log} ends with:\n{}", end_of(&process.log));
            }
        }
        Ok(())
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        for process in &self.0 {
            signal(&process.child, Ending::Asked);
        }
        let begun = Instant::now();
        for process in &mut self.0 {
            while matches!(process.child.try_wait(), Ok(None)) && begun.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(20));
            }
            // Also for whatever it had started and left behind.
            signal(&process.child, Ending::Forced);
            let _ = process.child.kill();
            let _ = process.child.wait();
        }
    }
}

fn create(log: &Path) -> Result<File> {
    File::create(log).with_context(|| format!("cannot write {}", log.display()))
}

/// Passes on each line but those that begin with `unwanted`.
fn sift(output: impl Read, mut log: impl Write, unwanted: &str) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    while let Ok(1..) = output.read_until(b'\n', &mut line) {
        if !line.starts_with(unwanted.as_bytes()) {
            // A log that cannot be written ends nothing: the program would wait for whoever reads.
            let _ = log.write_all(&line);
        }
        line.clear();
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ending {
    Asked,
    Forced,
}

/// The same command, asked to end when we are gone: nothing of ours runs when we are killed. Where
/// the system has no such wish to grant, it is as it was.
fn bound_to_us(command: Command) -> Command {
    let Some(setpriv) = program("setpriv") else { return command };
    let mut bound = Command::new(setpriv);
    bound.args(["--pdeathsig", "TERM", "--"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => bound.env(name, value),
            None => bound.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        bound.current_dir(folder);
    }
    bound
}

/// A group of its own, so that ctrl-c reaches us alone and we end all of it in order.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(unix)]
fn signal(child: &Child, ending: Ending) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = match ending {
        Ending::Asked => Signal::TERM,
        Ending::Forced => Signal::KILL,
    };
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // A group without processes is what we want.
        let _ = kill_process_group(group, signal);
    }
}

#[cfg(not(unix))]
fn signal(_: &Child, _: Ending) {}

fn end_of(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let last = lines.get(lines.len().saturating_sub(LAST_LINES)..);
    last.unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_ends_is_named_with_its_last_words() {
        let log = std::env::temp_dir().join(format!("xtask-process-{}.log", std::process::id()));
        let mut processes = Processes::default();
        let mut command = Command::new("sh");
        command.args(["-c", "echo no room; exit 3"]);
        processes.start("storage", command, &log).unwrap();
        let ended = loop {
            match processes.check() {
                Ok(()) => thread::sleep(Duration::from_millis(5)),
                Err(error) => break error.to_string(),
            }
        };
        assert!(ended.starts_with("storage ended with exit status: 3"), "{ended}");
        assert!(ended.ends_with("no room"), "{ended}");
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn lines_that_nobody_wants_are_not_written() {
        let mut log = Vec::new();
        let said = "begin\n[a] GET /s/b/i/secret\n said [a] \n[a] \nno end";
        sift(said.as_bytes(), &mut log, "[a] ");
        assert_eq!(String::from_utf8(log).unwrap(), "begin\n said [a] \nno end");
    }

    #[test]
    fn what_a_program_started_ends_with_it() {
        let folder = std::env::temp_dir().join(format!("xtask-group-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut processes = Processes::default();
        let mut command = Command::new("sh");
        command.current_dir(&folder).args(["-c", "sleep 600 & echo $! > id; wait"]);
        processes.start("parent", command, &folder.join("log")).unwrap();
        let id = loop {
            let id = std::fs::read_to_string(folder.join("id")).unwrap_or_default();
            if id.ends_with('\n') {
                break id;
            }
            thread::sleep(Duration::from_millis(5));
        };
        drop(processes);
        let begun = Instant::now();
        let lives = |id: &str| {
            let state = Command::new("ps").args(["-o", "stat=", "-p", id.trim()]).output().unwrap();
            let state = String::from_utf8_lossy(&state.stdout).trim().to_owned();
            !state.is_empty() && !state.starts_with('Z')
        };
        while lives(&id) {
            assert!(begun.elapsed() < PATIENCE, "{id} still lives");
            thread::sleep(Duration::from_millis(20));
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
