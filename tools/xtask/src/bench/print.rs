//! A report as people read it.

use std::fmt;

use crate::bench::report::{
    Budget, EngineTimes, Flood, HostPage, Invited, Keystroke, Large, Login, Quartiles, Report,
    Sized, Submissions,
};
use crate::bench::table::Table;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (load, machine) = (&self.load, &self.machine);
        if !self.submissions.is_empty() {
            writeln!(
                f,
                "Submissions: {} connections for {} s, load and systems on the same {} cores ({} {}).\n",
                load.connections, load.seconds, machine.cores, machine.os, machine.architecture,
            )?;
            writeln!(f, "{}", submissions(&self.submissions))?;
            writeln!(f, "{}", processes(&self.submissions))?;
        }
        if let Some(login) = &self.login {
            writeln!(f, "{}", signing_in(login))?;
        }
        if let Some(flood) = &self.flood {
            writeln!(f, "{}", beside(flood))?;
        }
        if let Some(invited) = &self.invited {
            writeln!(f, "{}", asking(invited))?;
        }
        if !self.large.is_empty() {
            writeln!(f, "{}", large(&self.large))?;
        }
        if let Some(engine) = &self.engine {
            writeln!(f, "{}", engine_times(&engine.times))?;
            let (count, us) = (engine.browser_expressions, engine.browser_us);
            writeln!(f, "The browser evaluates {count} expressions in {us:.0} µs.\n")?;
            let Keystroke { questions, expressions, us, worst_us } = &engine.keystroke;
            writeln!(
                f,
                "On the page of {questions} questions and {expressions} expressions a keystroke \
                 takes Chromium {us:.0} µs, one in a hundred {worst_us:.0} µs.\n"
            )?;
        }
        if !self.host_pages.is_empty() {
            writeln!(f, "{}", host_pages(&self.host_pages))?;
        }
        if !self.sizes.is_empty() {
            write!(f, "{}", sizes(&self.sizes))?;
        }
        if self.peers.is_empty() { Ok(()) } else { write!(f, "\n{}", peers(&self.peers)) }
    }
}

fn submissions(rows: &[Submissions]) -> Table {
    let mut table = Table::new(&[
        "system",
        "accepted/s",
        "ratio",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "first ms",
        "accepted",
        "repeats",
        "errors",
        "stored",
    ]);
    for row in rows {
        let errors: u64 = row.errors.values().sum();
        let stored = if row.adds_up() {
            "as accepted".to_owned()
        } else {
            format!("{} of {}", row.stored, row.accepted_in_all)
        };
        table.row([
            row.system.to_owned(),
            format!("{:.0}", row.rate),
            row.ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}")),
            millis(row.p50_us),
            millis(row.p95_us),
            millis(row.p99_us),
            millis(row.first_us),
            row.accepted.to_string(),
            row.repeats.to_string(),
            errors.to_string(),
            stored,
        ]);
    }
    table
}

fn processes(rows: &[Submissions]) -> Table {
    let headings = ["process", "idle MB", "after load MB", "CPU ms a submission"];
    let mut table = Table::new(&headings);
    for row in rows {
        for process in &row.processes {
            table.row([
                format!("{}: {}", row.system, process.name),
                megabytes(process.idle_kib),
                megabytes(process.loaded_kib),
                process.processor_us.map_or_else(|| "-".to_owned(), millis),
            ]);
        }
    }
    table
}

fn signing_in(login: &Login) -> Table {
    let mut table = Table::new(&["signing in", "p50 ms"]);
    table.row([format!("{}: POST /login/token", login.system), millis(login.p50_us)]);
    table.row(["the Argon2id in it".to_owned(), millis(login.hash_us)]);
    table.row(["the same Argon2id alone, native".to_owned(), millis(login.native_hash_us)]);
    for (of, Quartiles { p25_us, p50_us, p75_us, times }) in
        [("an account", login.known), ("nobody", login.unknown)]
    {
        let what = format!(
            "refused, of {of}: {times} times, {} to {} ms in the middle half",
            millis(p25_us),
            millis(p75_us)
        );
        table.row([what, millis(p50_us)]);
    }
    table
}

fn beside(flood: &Flood) -> Table {
    let headings = ["submissions", "accepted/s", "ratio", "p95 ms"];
    let mut table = Table::new(&headings);
    let Flood { system, signing_in, hashed, turned_away, .. } = flood;
    let alone = format!("{:.0}", flood.alone_rate);
    table.row([format!("{system}, alone"), alone, "1.00".to_owned(), String::new()]);
    table.row([
        format!("beside {signing_in} who sign in ({hashed} hashed, {turned_away} turned away)"),
        format!("{:.0}", flood.rate),
        format!("{:.2}", flood.ratio),
        millis(flood.p95_us),
    ]);
    table
}

fn asking(row: &Invited) -> Table {
    let mut table = Table::new(&["inviting", "a second", "in all"]);
    let events = format!("events taken, {} at once", row.batch);
    table.row([events, format!("{:.0}", row.events_rate), row.events.to_string()]);
    let mails = "mails through one courier to a relay here".to_owned();
    table.row([mails, format!("{:.0}", row.mails_rate), row.mails.to_string()]);
    table
}

fn large(rows: &[Large]) -> Table {
    let headings = ["large survey: system", "questions", "page ms", "form ms", "submission ms"];
    let mut table = Table::new(&headings);
    for row in rows {
        let times = [row.page_us, row.form_us, row.submission_us].map(millis);
        table.row([row.system.to_owned(), row.questions.to_string()].into_iter().chain(times));
    }
    table
}

fn engine_times(rows: &[EngineTimes]) -> Table {
    let mut table = Table::new(&[
        "engine: questions",
        "compile ms",
        "load ms",
        "validate ms",
        "µs a question",
        "in WASM: compile ms",
        "load ms",
        "validate ms",
        "µs a question",
    ]);
    let fine = |us: f64| format!("{:.2}", us / 1000.0);
    for row in rows {
        let each = |us: f64| format!("{:.1}", us / f64::from(row.questions));
        table.row([
            row.questions.to_string(),
            fine(row.compile_us),
            fine(row.load_us),
            fine(row.validate_us),
            each(row.validate_us),
            fine(row.wasm_compile_us),
            fine(row.wasm_load_us),
            fine(row.wasm_validate_us),
            each(row.wasm_validate_us),
        ]);
    }
    table
}

fn host_pages(rows: &[HostPage]) -> Table {
    let headings = ["host page", "Lighthouse", "difference", "blocked ms", "largest paint ms"];
    let mut table = Table::new(&headings);
    let without = rows.first().map_or(0.0, |row| row.score);
    for row in rows {
        table.row([
            row.survey.to_owned(),
            format!("{:.0}", row.score),
            format!("{:+.0}", row.score - without),
            format!("{:.0}", row.blocking_ms),
            format!("{:.0}", row.largest_paint_ms),
        ]);
    }
    table
}

fn sizes(rows: &[Sized]) -> Table {
    let mut table = Table::new(&["size", "raw kB", "gzip kB", "brotli kB", "budget", "of it"]);
    for row in rows {
        let (budget, share) = match row.budget {
            None => ("-".to_owned(), "-".to_owned()),
            Some(Budget::Gzip(bytes)) => (budget(bytes, "gzip"), share(row.size.gzip, bytes)),
            Some(Budget::Brotli(bytes)) => (budget(bytes, "brotli"), share(row.size.brotli, bytes)),
        };
        let size = [row.size.raw, row.size.gzip, row.size.brotli].map(kilobytes);
        table.row(std::iter::once(row.name.clone()).chain(size).chain([budget, share]));
    }
    table
}

fn peers(rows: &[Sized]) -> Table {
    let mut table = Table::new(&["elsewhere, as published", "raw kB", "gzip kB", "brotli kB"]);
    for row in rows {
        let size = [row.size.raw, row.size.gzip, row.size.brotli].map(kilobytes);
        table.row(std::iter::once(row.name.clone()).chain(size));
    }
    table
}

fn budget(bytes: u64, compression: &str) -> String {
    format!("{} {compression}", bytes / 1000)
}

fn share(bytes: u64, budget: u64) -> String {
    let percent = bytes.saturating_mul(100).checked_div(budget).unwrap_or_default();
    format!("{percent} %")
}

fn millis(micros: u64) -> String {
    format!("{}.{:02}", micros / 1000, micros % 1000 / 10)
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

fn megabytes(kib: u64) -> String {
    kilobytes(kib * 1024 / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        for (name, got, want) in [
            ("milliseconds", millis(12_349), "12.34"),
            ("kilobytes", kilobytes(12_349), "12.3"),
            ("megabytes", megabytes(1_000_000), "1024.0"),
            ("share", share(50, 200), "25 %"),
            ("share of nothing", share(50, 0), "0 %"),
        ] {
            assert_eq!(got, want, "{name}");
        }
    }
}
