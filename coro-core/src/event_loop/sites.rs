//! The places in the program where tasks are spawned. There are few, of maybe a million tasks: a task has the number
//! of its own.

use core::panic::Location;
use core::ptr;
use std::vec::Vec;

/// The number of a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site(u32);

/// The places where tasks of a loop were spawned.
#[derive(Debug)]
pub(crate) struct Sites {
    /// By their numbers.
    locations: Vec<&'static Location<'static>>,
    /// Their numbers, by ascending address.
    sorted: Vec<u32>,
    last: u32,
}

impl Sites {
    pub(crate) const fn new() -> Self {
        Sites {
            locations: Vec::new(),
            sorted: Vec::new(),
            last: 0,
        }
    }

    /// The number of this place, mostly that of the last one.
    #[inline]
    pub(crate) fn site(&mut self, location: &'static Location<'static>) -> Site {
        match self.locations.get(self.last as usize) {
            Some(last) if ptr::eq(*last, location) => {}
            _ => self.last = self.find(location),
        }
        Site(self.last)
    }

    #[inline(never)]
    fn find(&mut self, location: &'static Location<'static>) -> u32 {
        let address = ptr::from_ref(location);
        let address_of = |number: &u32| ptr::from_ref(self.locations[*number as usize]);
        match self.sorted.binary_search_by_key(&address, address_of) {
            Ok(found) => self.sorted[found],
            Err(place) => {
                let number = u32::try_from(self.locations.len()).expect("fewer than 2^32 places");
                self.locations.push(location);
                self.sorted.insert(place, number);
                number
            }
        }
    }

    pub(crate) fn location(&self, site: Site) -> &'static Location<'static> {
        self.locations[site.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use core::panic::Location;

    use super::Sites;

    #[track_caller]
    fn here() -> &'static Location<'static> {
        Location::caller()
    }

    #[test]
    fn each_place_is_found_again() {
        let mut sites = Sites::new();
        let places = [here(), here(), here()];
        for place in [2, 0, 2, 1, 1, 0] {
            let site = sites.site(places[place]);
            assert_eq!(sites.location(site), places[place]);
        }
        assert_eq!(sites.locations.len(), 3);
    }
}
