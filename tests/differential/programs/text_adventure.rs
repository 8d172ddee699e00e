//! A text adventure: commands that are matched in parts while the function pauses.

use crate::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Dir { N, E, S, W }
#[derive(Debug, Clone, PartialEq)]
enum Cmd { Go(Dir), Take(String), Drop(String), Use { item: String, on: Option<String> }, Look, Quit }
#[derive(Debug)]
struct Item { name: String, weight: u32, on_use: Option<fn(&mut World, usize) -> Result<String, String>> }
#[derive(Debug, Default)]
struct Room { title: &'static str, exits: BTreeMap<Dir, usize>, items: Vec<Item>, dark: bool }
#[derive(Debug, Default)]
struct World { rooms: Vec<Room>, flags: HashSet<&'static str>, turns: u32 }
#[derive(Debug, Default)]
struct Player { at: usize, bag: Vec<Item>, seen: HashSet<usize> }
const MAX: u32 = 5;

impl std::str::FromStr for Cmd {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let words: Vec<&str> = s.split_whitespace().collect();
        Ok(match words.as_slice() {
            [] => return Err("say something".into()),
            ["n" | "north"] => Cmd::Go(Dir::N),
            ["s"] => Cmd::Go(Dir::S),
            ["take", rest @ ..] if !rest.is_empty() => Cmd::Take(rest.join(" ")),
            ["drop", item] => Cmd::Drop(item.to_string()),
            ["use", item] => Cmd::Use { item: item.to_string(), on: None },
            ["use", item, "on", target] => Cmd::Use { item: (*item).into(), on: Some((*target).into()) },
            ["look"] => Cmd::Look,
            ["quit"] => Cmd::Quit,
            [verb, ..] => return Err(format!("cannot {verb}")),
        })
    }
}

fn unlock(world: &mut World, at: usize) -> Result<String, String> {
    if at != 1 { return Err("no door here".into()); }
    world.rooms[1].exits.insert(Dir::N, 2);
    world.flags.insert("open");
    Ok("click".into())
}

coro! {
    fn describe(world: &World, player: &Player) yields String {
        let room = &world.rooms[player.at];
        if room.dark && !player.bag.iter().any(|i| i.name == "lamp") {
            yield_value!("It is dark.".to_string());
            return;
        }
        yield_value!(format!("== {} ==", room.title));
        for item in &room.items { yield_value!(format!("There is a {}.", item.name)); }
        let mut exits = room.exits.keys().peekable();
        let mut line = String::from("Exits:");
        while let Some(dir) = exits.next() {
            line += &format!(" {dir:?}");
            if exits.peek().is_some() { line.push(','); }
        }
        yield_value!(line);
    }

    fn adventure(mut world: World, mut player: Player) receives input: String yields String -> Result<u32, (Player, &'static str)> {
        let mut line = input;
        loop {
            if player.seen.insert(player.at) {
                let lines: Vec<String> = describe(&world, &player).iter().collect();
                for text in lines { yield_value!(text); }
            }
            world.turns += 1;
            if world.turns > 20 { return Err((player, "too late")); }
            let command = match line.parse::<Cmd>() {
                Ok(command) => command,
                Err(why) => { line = yield_value!(why); continue; }
            };
            let answer = match command {
                Cmd::Quit => return Ok(world.turns),
                Cmd::Look => { player.seen.remove(&player.at); String::new() }
                Cmd::Go(dir) => match world.rooms[player.at].exits.get(&dir) {
                    Some(&next) if next == 2 && !world.flags.contains("open") => "locked".to_string(),
                    Some(&next) => { player.at = next; format!("you go {dir:?}") }
                    None => format!("no way {dir:?}"),
                },
                Cmd::Take(name) => {
                    let room = &mut world.rooms[player.at];
                    match room.items.iter().position(|i| i.name == name) {
                        None => format!("no {name}"),
                        Some(index) if room.items[index].weight + player.bag.iter().map(|i| i.weight).sum::<u32>() > MAX => "too heavy".into(),
                        Some(index) => { player.bag.push(room.items.swap_remove(index)); "taken".into() }
                    }
                }
                Cmd::Drop(name) => {
                    let (dropped, kept): (Vec<Item>, Vec<Item>) = player.bag.drain(..).partition(|i| i.name == name);
                    player.bag = kept;
                    let n = dropped.len();
                    world.rooms[player.at].items.extend(dropped);
                    format!("dropped {n}")
                }
                Cmd::Use { item, on: Some(target) } => format!("{item} does nothing to {target}"),
                Cmd::Use { item, on: None } => {
                    let Some(action) = player.bag.iter().find(|i| i.name == item).and_then(|i| i.on_use) else { line = yield_value!(format!("cannot use {item}")); continue };
                    action(&mut world, player.at).unwrap_or_else(|e| e)
                }
            };
            line = yield_value!(answer);
            if world.rooms[player.at].title == "vault" { break; }
        }
        Ok(world.turns)
    }

    fn gossip(names: &[&'static str], heard: Rc<RefCell<HashMap<&'static str, u32>>>) receives who: usize yields (String, u32) {
        let mut index = who;
        loop {
            let Some(name) = names.get(index) else { break };
            let count = { let mut map = heard.borrow_mut(); let n = map.entry(name).or_default(); *n += 1; *n };
            index = yield_value!((format!("{name} whispers"), count));
            if heard.borrow().values().sum::<u32>() > 6 { return; }
        }
    }
}

fn world() -> World {
    let item = |name: &str, weight, on_use| Item { name: name.into(), weight, on_use };
    World { rooms: vec![
        Room { title: "hall", exits: BTreeMap::from([(Dir::N, 1)]), items: vec![item("lamp", 1, None), item("brass key", 1, Some(unlock as fn(&mut World, usize) -> Result<String, String>)), item("anvil", 9, None)], dark: false },
        Room { title: "cellar", exits: BTreeMap::from([(Dir::S, 0), (Dir::N, 2)]), items: vec![item("key", 1, Some(unlock))], dark: true },
        Room { title: "vault", ..Room::default() },
    ], ..Default::default() }
}
fn script(lines: &'static [&'static str]) -> impl Fn(usize) -> String { move |i| lines.get(i).unwrap_or(&"quit").to_string() }
pub fn cases(t: &mut Tracer) {
    t.receiving("win", || adventure(world(), Player::default()), script(&["x", "x", "x", "x", "take anvil", "take lamp", "n", "x", "x", "x", "take key", "n", "use key", "n"]));
    t.receiving("dark", || adventure(world(), Player::default()), script(&["", "", "", "", "n", "dance", "look", "use lamp", "drop lamp", "use a on b"]));
    t.receiving("late", || adventure(world(), Player::default()), script(&["look"; 60]));
    t.scope("describe", |d| { let w = world(); let p = Player::default(); d.run(describe(&w, &p)); });
    t.scope("gossip", |d| { let names = ["ann", "bob"]; d.run_with(gossip(&names, Rc::default()), &|i| if i == 9 { 5 } else { i % 2 }); });
}
