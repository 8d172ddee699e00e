//! In PostgreSQL: many workers on many machines.
//!
//! `FOR UPDATE SKIP LOCKED` gives each worker a row that no other one holds; a worker that is killed gives its row
//! back with its connection.

use postgres::{Client, NoTls, Transaction};

use super::{Done, Failure, Store, line};
use crate::order::{Command, Event, Stepped, perform, step};

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS orders (
        id BIGINT PRIMARY KEY, machine BYTEA NOT NULL, event_done BOOLEAN, due BIGINT NOT NULL, steps BIGINT NOT NULL);
    CREATE TABLE IF NOT EXISTS outbox (
        id BIGINT, n BIGINT, command BYTEA NOT NULL, PRIMARY KEY (id, n));
    CREATE TABLE IF NOT EXISTS ledger (id BIGINT, n BIGINT, line TEXT NOT NULL, PRIMARY KEY (id, n));
    CREATE TABLE IF NOT EXISTS ends (id BIGINT PRIMARY KEY, line TEXT NOT NULL);
";

/// An order that is due and that no other worker holds.
const DUE: &str = "
    SELECT id, machine, event_done, steps FROM orders WHERE event_done IS NOT NULL AND due <= $1
    ORDER BY due, id LIMIT 1 FOR UPDATE SKIP LOCKED";

/// The same of the outbox.
const WANTED: &str = "
    DELETE FROM outbox WHERE (id, n) = (SELECT id, n FROM outbox ORDER BY id, n LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, n, command";

/// Held by whoever ends an order or places one.
const ENDING: &str = "SELECT pg_advisory_xact_lock(7102)";

/// A connection.
pub struct Shared(Client);

impl Shared {
    /// Connects, and makes the tables if they are not there.
    pub fn connect(url: &str) -> Result<Self, Failure> {
        let mut client = Client::connect(url, NoTls)?;
        let mut once = client.transaction()?;
        // two workers that make the tables at once would be in each other's way
        once.batch_execute("SELECT pg_advisory_xact_lock(7101)")?;
        once.batch_execute(TABLES)?;
        once.commit()?;
        Ok(Shared(client))
    }
}

/// Keeps what came of a step.
fn keep(write: &mut Transaction<'_>, id: i64, n: i64, stepped: Stepped) -> Result<(), Failure> {
    match stepped {
        Stepped::Ended(end) => {
            write.batch_execute(ENDING)?;
            write.execute("DELETE FROM orders WHERE id = $1", &[&id])?;
            write.execute("INSERT INTO ends VALUES ($1, $2)", &[&id, &end])?;
        }
        Stepped::Wants(machine, Command::Sleep { until }) => {
            write.execute(
                "UPDATE orders SET machine = $2, event_done = true, due = $3, steps = $4 WHERE id = $1",
                &[&id, &machine, &(until as i64), &n],
            )?;
        }
        Stepped::Wants(machine, command) => {
            write.execute(
                "UPDATE orders SET machine = $2, event_done = NULL, steps = $3 WHERE id = $1",
                &[&id, &machine, &n],
            )?;
            let command = postcard::to_allocvec(&command)?;
            write.execute(
                "INSERT INTO outbox VALUES ($1, $2, $3)",
                &[&id, &n, &command],
            )?;
        }
    }
    Ok(())
}

impl Store for Shared {
    fn place(&mut self, id: u64, machine: Vec<u8>) -> Result<(), Failure> {
        let mut write = self.0.transaction()?;
        // an order that another worker ends meanwhile would be neither in `ends` nor in `orders`
        write.batch_execute(ENDING)?;
        write.execute(
            "INSERT INTO orders SELECT $1, $2, true, 0, 0 WHERE NOT EXISTS (SELECT FROM ends WHERE id = $1)
             ON CONFLICT DO NOTHING",
            &[&(id as i64), &machine],
        )?;
        write.commit()?;
        Ok(())
    }

    fn step(&mut self, now: u64, point: &mut dyn FnMut()) -> Result<Done, Failure> {
        let mut write = self.0.transaction()?;
        let Some(row) = write.query_opt(DUE, &[&(now as i64)])? else {
            let left: i64 = write.query_one("SELECT count(*) FROM orders", &[])?.get(0);
            return Ok(if left == 0 { Done::All } else { Done::Nothing });
        };
        let (id, machine): (i64, Vec<u8>) = (row.get(0), row.get(1));
        let (is_done, steps): (bool, i64) = (row.get(2), row.get(3));
        point();
        let stepped = step(&machine, Event { now, is_done })?;
        keep(&mut write, id, steps + 1, stepped)?;
        point();
        write.commit()?;
        point();
        Ok(Done::Something)
    }

    fn deliver(&mut self, now: u64, point: &mut dyn FnMut()) -> Result<Done, Failure> {
        let mut write = self.0.transaction()?;
        let Some(row) = write.query_opt(WANTED, &[])? else {
            return Ok(Done::Nothing);
        };
        let (id, n, command): (i64, i64, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
        let command: Command = postcard::from_bytes(&command)?;
        let asked: i64 = write
            .query_one(
                "SELECT count(*) + 1 FROM ledger WHERE id = $1 AND line = $2",
                &[&id, &line(&command, false)],
            )?
            .get(0);
        let is_done = perform(id as u64, &command, asked as u64);
        point();
        // the primary key refuses a second time
        write.execute(
            "INSERT INTO ledger VALUES ($1, $2, $3)",
            &[&id, &n, &line(&command, is_done)],
        )?;
        write.execute(
            "UPDATE orders SET event_done = $2, due = $3 WHERE id = $1",
            &[&id, &is_done, &(now as i64)],
        )?;
        point();
        write.commit()?;
        point();
        Ok(Done::Something)
    }

    fn report(&mut self) -> Result<Vec<String>, Failure> {
        let mut lines = Vec::new();
        for row in self
            .0
            .query("SELECT id, n, line FROM ledger ORDER BY id, n", &[])?
        {
            let (id, n, text): (i64, i64, String) = (row.get(0), row.get(1), row.get(2));
            lines.push(format!("{id} {n} {text}"));
        }
        for row in self.0.query("SELECT id, line FROM ends ORDER BY id", &[])? {
            let (id, text): (i64, String) = (row.get(0), row.get(1));
            lines.push(format!("{id} end {text}"));
        }
        Ok(lines)
    }
}
