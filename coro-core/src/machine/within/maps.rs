//! Maps and sets of references into a local, kept as lists of places.
//!
//! They are made again from the same list each time, by the same hasher: a loop over one comes to the same items.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
#[cfg(feature = "std")]
use std::collections::{HashMap, HashSet};

use super::{Spot, Within};

/// The places of what is in a map that is sorted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SortedMap<P, Q>(Vec<(P, Q)>);

/// The places of what is in a set that is sorted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SortedSet<P>(Vec<P>);

/// The places of what is in a map that is hashed.
#[cfg(feature = "std")]
#[derive(Clone, Debug)]
pub struct HashedMap<P, Q, S>(Vec<(P, Q)>, S);

/// The places of what is in a set that is hashed.
#[cfg(feature = "std")]
#[derive(Clone, Debug)]
pub struct HashedSet<P, S>(Vec<P>, S);

fn places<'o, O: ?Sized, V: Within<'o, O>>(
    items: impl IntoIterator<Item = V>,
    owner: &'o O,
) -> Vec<V::Place> {
    items.into_iter().map(|item| item.within(owner)).collect()
}

impl<'o, O: ?Sized, K, V> Within<'o, O> for BTreeMap<K, V>
where
    K: Within<'o, O>,
    V: Within<'o, O>,
    SortedMap<K::Place, V::Place>: Spot<O>,
{
    type Place = SortedMap<K::Place, V::Place>;

    fn within(self, owner: &'o O) -> Self::Place {
        SortedMap(places(self, owner))
    }
}

impl<O: ?Sized, P: Spot<O>, Q: Spot<O>> Spot<O> for SortedMap<P, Q>
where
    for<'o> P::Found<'o>: Ord,
{
    type Found<'o>
        = BTreeMap<P::Found<'o>, Q::Found<'o>>
    where
        O: 'o;

    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        self.0.iter().map(|place| place.again(owner)).collect()
    }
}

impl<'o, O: ?Sized, K> Within<'o, O> for BTreeSet<K>
where
    K: Within<'o, O>,
    SortedSet<K::Place>: Spot<O>,
{
    type Place = SortedSet<K::Place>;

    fn within(self, owner: &'o O) -> Self::Place {
        SortedSet(places(self, owner))
    }
}

impl<O: ?Sized, P: Spot<O>> Spot<O> for SortedSet<P>
where
    for<'o> P::Found<'o>: Ord,
{
    type Found<'o>
        = BTreeSet<P::Found<'o>>
    where
        O: 'o;

    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        self.0.iter().map(|place| place.again(owner)).collect()
    }
}

#[cfg(feature = "std")]
impl<'o, O: ?Sized, K, V, S> Within<'o, O> for HashMap<K, V, S>
where
    K: Within<'o, O>,
    V: Within<'o, O>,
    S: Clone,
    HashedMap<K::Place, V::Place, S>: Spot<O>,
{
    type Place = HashedMap<K::Place, V::Place, S>;

    fn within(self, owner: &'o O) -> Self::Place {
        let hasher = self.hasher().clone();
        HashedMap(places(self, owner), hasher)
    }
}

#[cfg(feature = "std")]
impl<O: ?Sized, P: Spot<O>, Q: Spot<O>, S: BuildHasher + Clone> Spot<O> for HashedMap<P, Q, S>
where
    for<'o> P::Found<'o>: Eq + Hash,
{
    type Found<'o>
        = HashMap<P::Found<'o>, Q::Found<'o>, S>
    where
        O: 'o;

    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        let mut map = HashMap::with_capacity_and_hasher(self.0.len(), self.1.clone());
        map.extend(self.0.iter().map(|place| place.again(owner)));
        map
    }
}

#[cfg(feature = "std")]
impl<'o, O: ?Sized, K, S> Within<'o, O> for HashSet<K, S>
where
    K: Within<'o, O>,
    S: Clone,
    HashedSet<K::Place, S>: Spot<O>,
{
    type Place = HashedSet<K::Place, S>;

    fn within(self, owner: &'o O) -> Self::Place {
        let hasher = self.hasher().clone();
        HashedSet(places(self, owner), hasher)
    }
}

#[cfg(feature = "std")]
impl<O: ?Sized, P: Spot<O>, S: BuildHasher + Clone> Spot<O> for HashedSet<P, S>
where
    for<'o> P::Found<'o>: Eq + Hash,
{
    type Found<'o>
        = HashSet<P::Found<'o>, S>
    where
        O: 'o;

    fn again<'o>(&self, owner: &'o O) -> Self::Found<'o> {
        let mut set = HashSet::with_capacity_and_hasher(self.0.len(), self.1.clone());
        set.extend(self.0.iter().map(|place| place.again(owner)));
        set
    }
}
