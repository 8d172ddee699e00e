//! The maps and sets of the compiler: std's, with a hash that is quick where nothing is optimised.
//!
//! A macro is built without optimisation for most of its users, and std's own hash then takes some hundred instructions for
//! a number. Keys here are rows of tables and names of the user's, which nobody chooses to make them collide. The hash
//! is Fibonacci's, after Knuth (The Art of Computer Programming, volume 3, 6.4): a number times 2^64 / the golden ratio.

use std::hash::{BuildHasherDefault, Hasher};

/// A map.
pub type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set.
pub type HashSet<T> = std::collections::HashSet<T, BuildHasherDefault<Quick>>;

/// The hash.
#[derive(Clone, Copy, Default)]
pub struct Quick(u64);

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Quick {
    fn mix(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(FACTOR);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // a table looks at the upper bits and at the lower ones
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.mix(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, BuildHasherDefault};

    use super::{HashSet, Quick};

    #[test]
    fn small_numbers_differ_in_the_upper_bits_too() {
        let hash = |number: u32| BuildHasherDefault::<Quick>::default().hash_one(number);
        let upper: HashSet<u64> = (0..128).map(|number| hash(number) >> 57).collect();
        let lower: HashSet<u64> = (0..128).map(|number| hash(number) & 127).collect();
        assert!(upper.len() > 40, "{}", upper.len());
        assert!(lower.len() > 60, "{}", lower.len());
    }
}
