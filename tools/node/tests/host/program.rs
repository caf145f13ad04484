//! The program itself: its ready file, its output, its end.

use crate::support::{PLAIN, folder, manifest};
use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Program {
    child: Child,
    folder: PathBuf,
}

impl Program {
    fn start(name: &str, arguments: &[&str]) -> Self {
        let folder = folder(name);
        fs::write(folder.join("spin.toml"), manifest(PLAIN)).expect("a manifest");
        let compiled = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled");
        let mut command = Command::new(env!("CARGO_BIN_EXE_node"));
        command.current_dir(&folder).arg("--cache-dir").arg(compiled).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { child: command.spawn().expect("the program starts"), folder }
    }

    fn ready(&mut self) -> serde_json::Value {
        let end = Instant::now() + Duration::from_mins(5);
        loop {
            assert!(self.child.try_wait().expect("a state").is_none(), "it ended");
            if let Ok(ready) = fs::read_to_string(self.folder.join("ready.json")) {
                return serde_json::from_str(&ready).expect("whole JSON");
            }
            assert!(Instant::now() < end, "it is not ready");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks it to end and gives back whether it ended well, and its standard output and error.
    fn terminate(mut self) -> (bool, String, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
        let ended = self.child.wait().expect("an end").success();
        let (mut output, mut errors) = (String::new(), String::new());
        let read = self.child.stdout.take().expect("piped").read_to_string(&mut output);
        read.expect("text");
        let read = self.child.stderr.take().expect("piped").read_to_string(&mut errors);
        read.expect("text");
        (ended, output, errors)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(address: &str, path: &str) -> String {
    use std::io::Write as _;
    let mut stream = std::net::TcpStream::connect(address).expect("it listens");
    let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn it_says_when_it_is_ready_and_ends_when_asked() {
    let arguments =
        ["--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--ready-file", "ready.json"];
    let mut program = Program::start("program", &arguments);
    let ready = program.ready();
    let listen = ready["listen"].as_str().expect("an address").to_owned();
    let control = ready["control"].as_str().expect("an address");
    assert!(get(&listen, "/log").ends_with("logged"));
    assert!(get(control, "/healthz").ends_with("{\"status\":\"ok\"}"));
    get(&listen, "/trap");

    let (ended, output, errors) = program.terminate();
    assert!(ended, "{errors}");
    assert!(output.starts_with(&format!("Serving http://{listen}\n  /... probe\n")), "{output}");
    let lines: Vec<_> = errors.lines().collect();
    for line in ["{\"half\":1}", "{\"on\":\"stderr\"}"] {
        assert!(lines.contains(&line), "no {line} in {errors}");
    }
    let own = lines.iter().find(|line| line.contains("instance ended"));
    let own: serde_json::Value =
        serde_json::from_str(own.expect("the trap is told")).expect("JSON");
    assert_eq!((&own["level"], &own["function"]), (&"error".into(), &"probe".into()));
}

#[test]
fn it_ends_with_a_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let mut program = Program::start("program-taken", &["--listen", &address]);
    assert!(!program.child.wait().expect("an end").success());
    let mut errors = String::new();
    program.child.stderr.take().expect("piped").read_to_string(&mut errors).expect("text");
    assert!(errors.starts_with(&format!("error: {address} is in use")), "{errors}");
}
