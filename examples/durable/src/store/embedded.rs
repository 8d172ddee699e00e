//! In a file, with redb: one process, no server.

use std::path::Path;

use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction};

use super::{Done, Failure, Row, Store, line};
use crate::order::{Command, Event, Stepped, perform, step};

const ORDERS: TableDefinition<u64, &[u8]> = TableDefinition::new("orders");
const OUTBOX: TableDefinition<(u64, u64), &[u8]> = TableDefinition::new("outbox");
const LEDGER: TableDefinition<(u64, u64), &str> = TableDefinition::new("ledger");
const ENDS: TableDefinition<u64, &str> = TableDefinition::new("ends");

/// The database file.
pub struct Embedded(Database);

impl Embedded {
    /// Opens or makes it.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let database = Database::create(path)?;
        let write = database.begin_write()?;
        write.open_table(ORDERS)?;
        write.open_table(OUTBOX)?;
        write.open_table(LEDGER)?;
        write.open_table(ENDS)?;
        write.commit()?;
        Ok(Embedded(database))
    }

    /// Commits what was done, if something was.
    fn end(write: WriteTransaction, done: Done, point: &mut dyn FnMut()) -> Result<Done, Failure> {
        if done != Done::Something {
            write.abort()?;
            return Ok(done);
        }
        point();
        write.commit()?;
        point();
        Ok(done)
    }
}

fn keep(write: &WriteTransaction, id: u64, row: &Row) -> Result<(), Failure> {
    let bytes = postcard::to_allocvec(row)?;
    write.open_table(ORDERS)?.insert(id, bytes.as_slice())?;
    Ok(())
}

/// The first order that is due, and else whether there are any.
fn due(write: &WriteTransaction, now: u64) -> Result<Result<(u64, Row), Done>, Failure> {
    let mut none = Done::All;
    for entry in write.open_table(ORDERS)?.iter()? {
        let (id, row) = entry?;
        let row: Row = postcard::from_bytes(row.value())?;
        none = Done::Nothing;
        if row.event.is_some() && row.due <= now {
            return Ok(Ok((id.value(), row)));
        }
    }
    Ok(Err(none))
}

/// Resumes an order and keeps what comes of it.
fn moved_on(write: &WriteTransaction, id: u64, row: Row, now: u64) -> Result<(), Failure> {
    let is_done = row.event.is_none_or(|event| event.is_done);
    let steps = row.steps + 1;
    match step(&row.machine, Event { now, is_done })? {
        Stepped::Ended(end) => {
            write.open_table(ORDERS)?.remove(id)?;
            write.open_table(ENDS)?.insert(id, end.as_str())?;
        }
        Stepped::Wants(machine, Command::Sleep { until }) => {
            let (event, due) = (
                Some(Event {
                    now: until,
                    is_done: true,
                }),
                until,
            );
            keep(
                write,
                id,
                &Row {
                    machine,
                    event,
                    due,
                    steps,
                },
            )?;
        }
        Stepped::Wants(machine, command) => {
            let command = postcard::to_allocvec(&command)?;
            let mut outbox = write.open_table(OUTBOX)?;
            outbox.insert((id, steps), command.as_slice())?;
            let (event, due) = (None, 0);
            keep(
                write,
                id,
                &Row {
                    machine,
                    event,
                    due,
                    steps,
                },
            )?;
        }
    }
    Ok(())
}

/// Does what an order wants, and tells it.
fn done(
    write: &WriteTransaction,
    (id, n): (u64, u64),
    command: &Command,
    now: u64,
) -> Result<(), Failure> {
    let mut ledger = write.open_table(LEDGER)?;
    let mut asked = 1;
    for entry in ledger.range((id, 0)..(id, n))? {
        let (_, before) = entry?;
        asked += u64::from(before.value() == line(command, false));
    }
    let is_done = perform(id, command, asked);
    if ledger
        .insert((id, n), line(command, is_done).as_str())?
        .is_some()
    {
        return Err(format!("step {n} of order {id} was done twice").into());
    }
    write.open_table(OUTBOX)?.remove((id, n))?;
    let row = write
        .open_table(ORDERS)?
        .get(id)?
        .map(|row| row.value().to_vec());
    let row = row.ok_or("an order that is gone wants something")?;
    let mut row: Row = postcard::from_bytes(&row)?;
    row.event = Some(Event { now, is_done });
    keep(write, id, &row)
}

impl Store for Embedded {
    fn place(&mut self, id: u64, machine: Vec<u8>) -> Result<(), Failure> {
        let write = self.0.begin_write()?;
        let is_known = write.open_table(ORDERS)?.get(id)?.is_some()
            || write.open_table(ENDS)?.get(id)?.is_some();
        if !is_known {
            let event = Some(Event {
                now: 0,
                is_done: true,
            });
            keep(
                &write,
                id,
                &Row {
                    machine,
                    event,
                    due: 0,
                    steps: 0,
                },
            )?;
        }
        write.commit()?;
        Ok(())
    }

    fn step(&mut self, now: u64, point: &mut dyn FnMut()) -> Result<Done, Failure> {
        let write = self.0.begin_write()?;
        let what = match due(&write, now)? {
            Ok((id, row)) => {
                point();
                moved_on(&write, id, row, now)?;
                Done::Something
            }
            Err(none) => none,
        };
        Self::end(write, what, point)
    }

    fn deliver(&mut self, now: u64, point: &mut dyn FnMut()) -> Result<Done, Failure> {
        let write = self.0.begin_write()?;
        let first = {
            let outbox = write.open_table(OUTBOX)?;
            let first = outbox.first()?;
            first.map(|(key, command)| (key.value(), command.value().to_vec()))
        };
        let what = match first {
            Some((key, command)) => {
                let command: Command = postcard::from_bytes(&command)?;
                point();
                done(&write, key, &command, now)?;
                Done::Something
            }
            None => Done::Nothing,
        };
        Self::end(write, what, point)
    }

    fn report(&mut self) -> Result<Vec<String>, Failure> {
        let read = self.0.begin_read()?;
        let mut lines = Vec::new();
        for entry in read.open_table(LEDGER)?.iter()? {
            let (key, text) = entry?;
            let (id, n) = key.value();
            lines.push(format!("{id} {n} {}", text.value()));
        }
        for entry in read.open_table(ENDS)?.iter()? {
            let (id, end) = entry?;
            lines.push(format!("{} end {}", id.value(), end.value()));
        }
        Ok(lines)
    }
}
