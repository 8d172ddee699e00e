//! A game that is rewound: what rollback netcode does when an input comes late.
//!
//! Three characters are scripts, coroutines that are lent the world once a frame. A frame is saved by cloning the world and
//! the three machines. After 300 frames it turns out that the player had pressed another button sixty frames ago: the
//! game goes back there and runs forward again with the right input. What comes out is, bit for bit, what a game
//! comes to that had the right input from the beginning.
//!
//! Nothing in the scripts knows of this. They are ordinary loops, and a `for` that is half way is saved half way.

use coro_core::{Coroutine, coro};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What the player presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Button {
    None,
    Left,
    Right,
    Strike,
}

/// All there is besides the scripts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct World {
    frame: u32,
    pressed: Button,
    player: i32,
    health: i32,
    /// Where the characters stand.
    at: [i32; 3],
    arrows: Vec<i32>,
    dice: u64,
    log: Vec<String>,
}

impl World {
    fn new() -> World {
        World {
            frame: 0,
            pressed: Button::None,
            player: 0,
            health: 100,
            at: [40, -30, 5],
            arrows: Vec::new(),
            dice: 0x9e37_79b9_7f4a_7c15,
            log: Vec::new(),
        }
    }

    /// A throw of a die that is part of the world, so it is rewound as well.
    fn throw(&mut self, sides: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice % sides
    }

    fn is_near(&self, who: usize, steps: i32) -> bool {
        (self.at[who] - self.player).abs() <= steps
    }

    fn say(&mut self, who: &str, what: &str) {
        self.log.push(format!("{}: {who} {what}", self.frame));
    }
}

coro! {
    /// Walks up and down, and goes for the player who comes near.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn guard(me: usize, beat: Vec<i32>) receives world: &mut World {
        loop {
            for post in beat.clone() {
                yield_from!(walk(me, post), world);
                for _ in 0..10 {
                    if world.is_near(me, 8) {
                        world.say("guard", "sees the player");
                        yield_from!(duel(me), world);
                    }
                    yield_wait!();
                }
            }
        }
    }

    /// Keeps away and shoots; counts the arrows.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn archer(me: usize, arrows: u32) receives world: &mut World {
        for left in (0..arrows).rev() {
            while !world.is_near(me, 25) {
                yield_wait!();
            }
            world.say("archer", "draws");
            for _ in 0..5 {
                yield_wait!();
            }
            let at = world.at[me];
            world.arrows.push(at);
            if left == 2 {
                world.say("archer", "runs short of arrows");
            }
            yield_from!(walk(me, at - 6), world);
        }
        world.say("archer", "flees");
        yield_from!(walk(me, -200), world);
    }

    /// Follows the player and heals what is left of them, once in a while.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn healer(me: usize) receives world: &mut World {
        let mut healed = 0;
        loop {
            if world.health < 60 {
                let target = world.player;
                yield_from!(walk(me, target), world);
                let by = 5 + world.throw(10) as i32;
                world.health += by;
                healed += by;
                if healed > 60 {
                    world.say("healer", "is tired");
                    for _ in 0..40 {
                        yield_wait!();
                    }
                    healed = 0;
                }
            }
            yield_wait!();
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn walk(me: usize, to: i32) receives world: &mut World {
        while world.at[me] != to {
            world.at[me] += (to - world.at[me]).signum();
            yield_wait!();
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    fn duel(me: usize) receives world: &mut World {
        for round in 1..=6 {
            let blow = world.throw(12) as i32;
            if world.pressed == Button::Strike {
                world.say("guard", "is thrown back");
                world.at[me] += 15;
                return;
            }
            if blow > 8 - round {
                world.health -= blow;
            }
            yield_wait!();
        }
    }
}

/// A character, whatever its script.
pub trait Script: for<'w> Coroutine<&'w mut World> {}

impl<C: for<'w> Coroutine<&'w mut World>> Script for C {}

/// A whole game. Its type has no name, but it can be cloned, compared and written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Game<G, A, H> {
    world: World,
    guard: G,
    archer: Option<A>,
    healer: H,
}

pub fn new_game() -> Game<impl Saved, impl Saved, impl Saved> {
    Game {
        world: World::new(),
        guard: guard(0, vec![40, 20, 60]),
        archer: Some(archer(1, 4)),
        healer: healer(2),
    }
}

/// A script that can be saved.
pub trait Saved: Script + Clone + PartialEq + Serialize + DeserializeOwned {}

impl<C: Script + Clone + PartialEq + Serialize + DeserializeOwned> Saved for C {}

impl<G: Saved, A: Saved, H: Saved> Game<G, A, H> {
    pub fn frame(&mut self, pressed: Button) {
        let world = &mut self.world;
        world.frame += 1;
        world.pressed = pressed;
        world.player += match pressed {
            Button::Left => -1,
            Button::Right => 1,
            Button::None | Button::Strike => 0,
        };
        let player = world.player;
        let mut hits = 0;
        world.arrows.retain_mut(|arrow| {
            *arrow += (player - *arrow).signum() * 3;
            let hit = (*arrow - player).abs() < 3;
            hits += i32::from(hit);
            !hit
        });
        world.health -= 7 * hits;
        let _ = self.guard.resume(&mut self.world);
        if let Some(archer) = &mut self.archer
            && archer.resume(&mut self.world).complete().is_some()
        {
            self.archer = None;
        }
        let _ = self.healer.resume(&mut self.world);
    }

    fn bits(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a paused game can be written")
    }
}

const FRAMES: usize = 300;
const LATE: usize = 60;

/// What the player did, as far as was known at first.
pub fn guessed(frame: usize) -> Button {
    match frame % 97 {
        0..40 => Button::Right,
        60..80 => Button::Left,
        _ => Button::None,
    }
}

/// What they really did: from `FRAMES - LATE` on another thing.
fn real(frame: usize) -> Button {
    match frame {
        frame if frame < FRAMES - LATE => guessed(frame),
        frame if frame % 7 == 0 => Button::Strike,
        _ => Button::Right,
    }
}

/// The game with guessed inputs, rewound and run again with the real ones; and one that had the real ones at once.
fn play() -> (Vec<u8>, Vec<u8>, Vec<u8>, Vec<String>) {
    let mut game = new_game();
    let mut saved = Vec::new();
    for frame in 0..FRAMES {
        saved.push(game.clone());
        game.frame(guessed(frame));
    }
    let mispredicted = game.bits();

    let mut rewound = saved.swap_remove(FRAMES - LATE);
    for frame in FRAMES - LATE..FRAMES {
        rewound.frame(real(frame));
    }

    let mut straight = new_game();
    for frame in 0..FRAMES {
        straight.frame(real(frame));
    }
    let log = rewound.world.log.clone();
    (mispredicted, rewound.bits(), straight.bits(), log)
}

fn main() {
    let (mispredicted, rewound, straight, log) = play();
    for line in &log {
        println!("{line}");
    }
    println!(
        "{FRAMES} frames, {LATE} of them rewound: {} bytes, {} from the mispredicted game, {} from one that was never rewound",
        rewound.len(),
        if rewound == mispredicted {
            "the same"
        } else {
            "different"
        },
        if rewound == straight {
            "the same"
        } else {
            "DIFFERENT"
        },
    );
    assert_eq!(rewound, straight);
}

#[cfg(test)]
mod tests {
    use super::{FRAMES, guessed, new_game, play};
    use serde::de::DeserializeOwned;

    /// Its type has no name, but `game` has it.
    fn read_like<T: DeserializeOwned>(_: &T, bits: &[u8]) -> T {
        postcard::from_bytes(bits).unwrap()
    }

    #[test]
    fn a_rewound_game_is_the_one_that_was_never_rewound() {
        let (mispredicted, rewound, straight, log) = play();
        assert_eq!(rewound, straight);
        assert_ne!(rewound, mispredicted);
        assert!(log.len() > 5, "something happened: {log:?}");
    }

    #[test]
    fn every_frame_can_be_written_and_read() {
        let mut game = new_game();
        for frame in 0..FRAMES {
            let bits = game.bits();
            let mut read = read_like(&game, &bits);
            assert_eq!(read.bits(), bits);
            read.frame(guessed(frame));
            game.frame(guessed(frame));
            assert_eq!(read.bits(), game.bits(), "frame {frame}");
        }
    }
}
