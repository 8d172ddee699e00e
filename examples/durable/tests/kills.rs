//! Kills the program at every step, over and over: nothing is lost, nothing is done twice.
//!
//! The program stops at the N-th point of its run and is killed there with SIGKILL, so that each of the points around a
//! transaction is met; between these it is killed at any moment. `KILLS=10000 cargo test -p durable --release` does it as
//! often as you like.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

fn durable(place: &[&str], stop_at: Option<usize>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_durable"));
    command.args(place).stdout(Stdio::piped());
    if let Some(stop_at) = stop_at {
        command.args(["--stop-at", &stop_at.to_string()]);
    }
    command
}

/// The report, if the program came to its end before the point.
fn killed_at(place: &[&str], stop_at: usize) -> Option<String> {
    let mut child = durable(place, Some(stop_at)).spawn().expect("it starts");
    let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut text = String::new();
    out.read_line(&mut text).expect("it says something");
    if text == "stopped\n" {
        kill(&mut child);
        return None;
    }
    out.read_to_string(&mut text).expect("it says something");
    assert!(child.wait().expect("it ran").success(), "{text}");
    Some(text)
}

fn killed_after(place: &[&str], time: Duration) {
    let mut child = durable(place, None).spawn().expect("it starts");
    std::thread::sleep(time);
    kill(&mut child);
}

/// SIGKILL.
fn kill(child: &mut Child) {
    child.kill().expect("it can be killed");
    child.wait().expect("it is gone");
}

/// What every order must have done, however often the program was killed.
fn check(report: &str) {
    let mut orders: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for line in report.lines() {
        let (id, rest) = line.split_once(' ').expect("a line has an order");
        let (_, what) = rest.split_once(' ').expect("and a step");
        orders
            .entry(id.parse().expect("a number"))
            .or_default()
            .push(what);
    }
    assert_eq!(orders.len(), 10, "{report}");
    for (id, lines) in &orders {
        let count = |text: &str| lines.iter().filter(|line| line.starts_with(text)).count();
        let attempts = count("Charge");
        let paid = lines
            .iter()
            .filter(|line| line.starts_with("Charge") && line.ends_with("true"))
            .count();
        let (shipped, refunded) = (count("Ship"), count("Refund"));
        let end = lines.last().expect("it has lines");
        match id % 5 {
            4 => {
                assert_eq!(
                    (attempts, paid, shipped, refunded),
                    (3, 0, 0, 0),
                    "{id}: {lines:?}"
                );
                assert!(end.ends_with("not paid"));
            }
            fails => {
                assert_eq!(
                    (attempts as u64, paid),
                    (fails % 3 + 1, 1),
                    "{id}: {lines:?}"
                );
                assert_eq!(shipped + refunded, 1, "{id}: {lines:?}");
                assert_eq!(refunded == 1, end.contains("gone"), "{id}: {lines:?}");
                let reserved = count("Reserve");
                assert!(
                    if end.contains("rare") {
                        reserved == 3
                    } else {
                        reserved >= 1
                    },
                    "{id}: {lines:?}"
                );
            }
        }
    }
}

/// Kills until the orders are done, a number of points further each time; gives how often.
fn killed_all_the_way(place: &[&str], points: usize, time: Duration) -> usize {
    let mut kills = 0;
    loop {
        if let Some(report) = killed_at(place, points) {
            check(&report);
            return kills;
        }
        // longer each time: one that is killed at its very start gets nowhere
        killed_after(place, time + Duration::from_micros(40 * kills as u64));
        kills += 2;
        assert!(kills < 10_000, "it gets nowhere");
    }
}

fn wanted() -> usize {
    let wanted = std::env::var("KILLS")
        .ok()
        .and_then(|text| text.parse().ok());
    wanted.unwrap_or(200)
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("durable-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("there is room for a folder");
        Folder(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn nothing_is_lost_or_done_twice_in_a_file() {
    let folder = Folder::new("file");
    let (mut kills, mut round) = (0, 0);
    while kills < wanted() {
        let file = folder.file(&format!("{round}.redb"));
        // one point a run is slowest and meets each of them; a few points go on faster
        let time = Duration::from_micros(round as u64 * 1733 % 12_000);
        kills += killed_all_the_way(&[&file], [3, 1, 2, 5, 4][round % 5] + round / 5 % 7, time);
        round += 1;
    }
    println!("{kills} kills, {round} times all the way");
}

#[test]
fn a_run_that_is_left_alone_is_the_same() {
    let folder = Folder::new("alone");
    let output = durable(&[&folder.file("alone.redb")], None)
        .output()
        .expect("it runs");
    check(&String::from_utf8(output.stdout).expect("text"));
}

/// A server in a folder of its own, where PostgreSQL is installed.
mod server {
    use super::*;

    pub struct Server {
        folder: Folder,
        programs: PathBuf,
    }

    /// A command of PostgreSQL's, which refuses to be run by root.
    fn program(programs: &Path, name: &str) -> Command {
        let path = programs.join(name);
        let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| {
            use std::os::unix::fs::MetadataExt;
            own.uid() == 0
        });
        if !is_root {
            return Command::new(path);
        }
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    }

    impl Server {
        /// `None`, with a message, where none can be started.
        pub fn start() -> Option<Server> {
            let Some(programs) = installed() else {
                eprintln!("skipped: PostgreSQL is not installed");
                return None;
            };
            let folder = Folder::new("server");
            let data = folder.file("data");
            std::fs::create_dir_all(&data).expect("there is room for a folder");
            for path in [&folder.0, Path::new(&data)] {
                let mut owner = Command::new("chown");
                let _ = owner
                    .arg("postgres")
                    .arg(path)
                    .stderr(Stdio::null())
                    .status();
            }
            let made = program(&programs, "initdb")
                .args(["-D", &data, "-A", "trust", "-U", "shop", "--no-sync"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            if !made.is_ok_and(|status| status.success()) {
                eprintln!("skipped: PostgreSQL's `initdb` does not run here");
                return None;
            }
            let options = format!(
                "-k {} -c listen_addresses='' -c fsync=off",
                folder.0.display()
            );
            let started = program(&programs, "pg_ctl")
                .args([
                    "-D",
                    &data,
                    "-o",
                    &options,
                    "-w",
                    "-l",
                    &folder.file("log"),
                    "start",
                ])
                .stdout(Stdio::null())
                .status();
            let server = Server { folder, programs };
            if !started.is_ok_and(|status| status.success()) {
                eprintln!("skipped: PostgreSQL does not start here");
                return None;
            }
            Some(server)
        }

        pub fn url(&self) -> String {
            let folder = self.folder.0.display().to_string().replace('/', "%2F");
            format!("postgresql://shop@{folder}/postgres")
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            let _ = program(&self.programs, "pg_ctl")
                .args(["-D", &self.folder.file("data"), "-m", "immediate", "stop"])
                .stdout(Stdio::null())
                .status();
        }
    }

    fn installed() -> Option<PathBuf> {
        let all = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        let mut all: Vec<PathBuf> = all
            .flatten()
            .map(|entry| entry.path().join("bin"))
            .collect();
        all.sort();
        all.pop().filter(|path| path.join("initdb").exists())
    }
}

#[test]
fn nothing_is_lost_or_done_twice_in_postgresql() {
    let Some(server) = server::Server::start() else {
        return;
    };
    let url = server.url();
    let place = ["--store", &url];
    // two others work beside the one that is killed, and are killed as well
    let mut kills = 0;
    let report = loop {
        let mut beside: Vec<Child> = (0..2)
            .map(|_| durable(&place, None).spawn().expect("it starts"))
            .collect();
        let report = killed_at(&place, 7);
        beside.iter_mut().for_each(kill);
        kills += 3;
        assert!(kills < 3_000, "it gets nowhere");
        if let Some(report) = report {
            break report;
        }
    };
    check(&report);
    println!("{kills} kills");
}
