//! The operator's program, run as an operator runs it.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// An operator: a folder of keys, and where storage and the sign-in pages answer.
#[derive(Clone, Debug)]
pub struct Operator {
    /// The folder.
    pub keys: PathBuf,
    /// Where storage answers.
    pub storage: String,
    /// Where people sign in.
    pub login: String,
}

/// What the program said.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub code: i32,
    /// What it wrote to the standard output.
    pub out: String,
    /// What it wrote to the standard error.
    pub err: String,
}

impl Operator {
    /// Runs the program with these arguments.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, b"")
    }

    /// The same, with something to read on its standard input.
    #[must_use]
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Said {
        let program = env::var_os("NORDSVAR_OPERATOR").expect("NORDSVAR_OPERATOR names a program");
        let mut command = Command::new(program);
        command.arg("--keys").arg(&self.keys);
        command.args(["--storage", &self.storage, "--login", &self.login]).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut pipe = child.stdin.take().expect("a pipe");
        // Who needs no input may have ended before it is written.
        let _ = pipe.write_all(input);
        drop(pipe);
        let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
        let text = |bytes| String::from_utf8(bytes).expect("it writes text");
        Said { code: status.code().expect("it ends"), out: text(stdout), err: text(stderr) }
    }

    /// The same, which must succeed: what it wrote to the standard output.
    #[must_use]
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.err);
        said.out
    }

    /// What every function is configured by, from the files that it wrote: names and values.
    #[must_use]
    pub fn variables(&self) -> Vec<(String, String)> {
        let files = fs::read_dir(self.keys.join("config")).expect("the program wrote files");
        let paths = files.map(|entry| entry.expect("a file that is listed").path());
        let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "env"));
        let texts = texts.map(|path| fs::read_to_string(path).expect("a file that is listed"));
        texts.flat_map(|text| text.lines().map(variable).collect::<Vec<_>>()).collect()
    }
}

/// The name and the value of a line.
fn variable(line: &str) -> (String, String) {
    let (name, value) = line.split_once('=').expect("a name and a value");
    let name = name.strip_prefix("SPIN_VARIABLE_").expect("a variable of Spin's");
    (name.to_owned(), value.trim_matches('\'').to_owned())
}
