//! What a process has used so far.

use std::fs;
use std::time::Duration;

use anyhow::Context as _;

use crate::run::Run;

/// What Linux counts processor time in, whatever its own clock (proc(5), `USER_HZ`).
const TICKS_PER_SECOND: u64 = 100;

/// What one process has used up to a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// The memory that is resident now, in KiB.
    pub(crate) resident_kib: u64,
    /// The processor time since its start, in steps of 10 ms; not known on every system.
    pub(crate) processor: Option<Duration>,
}

impl Usage {
    /// What the process `id` has used so far.
    pub(crate) fn of(id: u32) -> anyhow::Result<Self> {
        let text = Run::new("ps").args(["-o", "rss=", "-p", &id.to_string()]).text()?;
        let resident_kib = text.trim().parse();
        let resident_kib =
            resident_kib.with_context(|| format!("ps does not know process {id}"))?;
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok();
        Ok(Self { resident_kib, processor: stat.as_deref().and_then(processor_time) })
    }
}

/// User and system time in a `/proc/<id>/stat` (proc(5), fields 14 and 15).
fn processor_time(stat: &str) -> Option<Duration> {
    // The second field is the program's name in brackets, which may hold anything.
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_ascii_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 1000 / TICKS_PER_SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_holds_some_memory() {
        assert!(Usage::of(std::process::id()).unwrap().resident_kib > 100);
    }

    #[test]
    fn processor_times() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194304 300 0 0 0 12 30 0 0 20 0 1 0 5 9 9";
        for (name, stat, want) in [
            ("a name with a bracket", stat, Some(Duration::from_millis(420))),
            ("cut", "7 (a) S 1", None),
            ("empty", "", None),
        ] {
            assert_eq!(processor_time(stat), want, "{name}");
        }
    }
}
