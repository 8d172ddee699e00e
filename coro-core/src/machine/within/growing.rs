//! Maps and sets of references into a local that grow while the function pauses.
//!
//! They are kept as places and compared by what is there:
//!
//! ```
//! use coro_core::machine::{GrowingSet, Hashes, within};
//!
//! let text = "to be or not to be";
//! let mut seen = GrowingSet::<_, Hashes>::default();
//! let mut words = text.split(' ');
//! assert!(!words.all(|word| seen.insert(text, within(text, word))));
//! assert_eq!(seen.len(), 4);
//! assert!(seen.contains(text, "not"));
//! ```

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::borrow::Borrow;
use core::cmp::Ordering;
#[cfg(feature = "std")]
use core::hash::{BuildHasher, Hash};
#[cfg(feature = "std")]
use std::collections::{HashMap, HashSet};
#[cfg(feature = "std")]
use std::hash::RandomState;

use super::Spot;

/// In which order items stand that change their indices.
pub trait Indexed: Default {
    /// An item was taken out at an index; those after it went a step back.
    fn taken(&mut self, index: usize);

    /// All are taken out.
    fn clear(&mut self);
}

/// How an item is looked for.
pub trait Order<K: ?Sized>: Indexed {
    /// How two keys stand to each other.
    fn compare(left: &K, right: &K) -> Ordering;

    /// Where `key` is, or where it is to be put. `compare` says how the item at an index stands to it.
    fn find(
        &self,
        key: &K,
        count: usize,
        compare: impl FnMut(usize) -> Ordering,
    ) -> Result<usize, usize>;

    /// An item was put in at an index.
    fn put(&mut self, key: &K, index: usize);
}

/// By hash: the items stand in the order in which they came.
#[cfg(feature = "std")]
#[derive(Clone, Debug, Default)]
pub struct Hashes {
    hasher: RandomState,
    buckets: HashMap<u64, Vec<usize>>,
}

#[cfg(feature = "std")]
impl Indexed for Hashes {
    fn taken(&mut self, taken: usize) {
        for bucket in self.buckets.values_mut() {
            bucket.retain(|index| *index != taken);
            for index in bucket.iter_mut().filter(|index| **index > taken) {
                *index -= 1;
            }
        }
    }

    fn clear(&mut self) {
        self.buckets.clear();
    }
}

#[cfg(feature = "std")]
impl<K: Hash + Eq + ?Sized> Order<K> for Hashes {
    fn compare(left: &K, right: &K) -> Ordering {
        match left == right {
            true => Ordering::Equal,
            false => Ordering::Less,
        }
    }

    fn find(
        &self,
        key: &K,
        count: usize,
        mut compare: impl FnMut(usize) -> Ordering,
    ) -> Result<usize, usize> {
        let bucket = self.buckets.get(&self.hasher.hash_one(key));
        let mut indices = bucket.into_iter().flatten().copied();
        let found = indices.find(|index| compare(*index) == Ordering::Equal);
        found.ok_or(count)
    }

    fn put(&mut self, key: &K, index: usize) {
        let hash = self.hasher.hash_one(key);
        self.buckets.entry(hash).or_default().push(index);
    }
}

/// Sorted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sorted;

impl Indexed for Sorted {
    fn taken(&mut self, _: usize) {}

    fn clear(&mut self) {}
}

impl<K: Ord + ?Sized> Order<K> for Sorted {
    fn compare(left: &K, right: &K) -> Ordering {
        left.cmp(right)
    }

    fn find(
        &self,
        _: &K,
        count: usize,
        mut compare: impl FnMut(usize) -> Ordering,
    ) -> Result<usize, usize> {
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            match compare(middle) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(middle),
            }
        }
        Err(low)
    }

    fn put(&mut self, _: &K, _: usize) {}
}

/// A map whose keys are places.
#[derive(Clone, Debug)]
pub struct GrowingMap<P, V, O> {
    entries: Vec<(P, V)>,
    order: O,
}

/// A set of places.
#[derive(Clone, Debug)]
pub struct GrowingSet<P, O>(GrowingMap<P, (), O>);

impl<P, V, O: Default> Default for GrowingMap<P, V, O> {
    fn default() -> Self {
        GrowingMap {
            entries: Vec::new(),
            order: O::default(),
        }
    }
}

impl<P, O: Default> Default for GrowingSet<P, O> {
    fn default() -> Self {
        GrowingSet(GrowingMap::default())
    }
}

/// The place of a map that a key has, or is to have.
#[derive(Debug)]
pub struct Growth<'m, P, V, O, K> {
    map: &'m mut GrowingMap<P, V, O>,
    place: P,
    key: K,
    at: Result<usize, usize>,
}

impl<'m, P, V, O: Order<K>, K> Growth<'m, P, V, O, K> {
    /// The value, which is made if there is none.
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'m mut V {
        let index = match self.at {
            Ok(index) => index,
            Err(index) => {
                self.map.entries.insert(index, (self.place, make()));
                self.map.order.put(&self.key, index);
                index
            }
        };
        &mut self.map.entries[index].1
    }

    /// The value, or this one.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// The value, or the default one.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// Changes the value if there is one.
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Self {
        if let Ok(index) = self.at {
            change(&mut self.map.entries[index].1);
        }
        self
    }
}

impl<P, V, O> GrowingMap<P, V, O> {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes all out.
    pub fn clear(&mut self)
    where
        O: Indexed,
    {
        self.entries.clear();
        self.order.clear();
    }

    fn find<'o, W: ?Sized + 'o, Q: ?Sized>(&self, owner: &'o W, key: &Q) -> Result<usize, usize>
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        let compare = |index: usize| {
            let found = self.entries[index].0.again(owner);
            O::compare(found.borrow(), key)
        };
        self.order.find(key, self.entries.len(), compare)
    }

    /// The place of a key.
    pub fn entry<'m, 'o, W: ?Sized + 'o>(
        &'m mut self,
        owner: &'o W,
        place: P,
    ) -> Growth<'m, P, V, O, P::Found<'o>>
    where
        P: Spot<W>,
        O: Order<P::Found<'o>>,
    {
        let key = place.again(owner);
        let at = self.find(owner, &key);
        Growth {
            map: self,
            place,
            key,
            at,
        }
    }

    /// Puts a value in; gives the one that was there.
    pub fn insert<'o, W: ?Sized + 'o>(&mut self, owner: &'o W, place: P, value: V) -> Option<V>
    where
        P: Spot<W>,
        O: Order<P::Found<'o>>,
    {
        let growth = self.entry(owner, place);
        match growth.at {
            Ok(index) => {
                let old = &mut growth.map.entries[index].1;
                Some(core::mem::replace(old, value))
            }
            Err(_) => {
                growth.or_insert(value);
                None
            }
        }
    }

    /// The value of a key.
    pub fn get<'o, W: ?Sized + 'o, Q: ?Sized>(&self, owner: &'o W, key: &Q) -> Option<&V>
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        let index = self.find(owner, key).ok()?;
        Some(&self.entries[index].1)
    }

    /// The same, to be changed.
    pub fn get_mut<'o, W: ?Sized + 'o, Q: ?Sized>(
        &mut self,
        owner: &'o W,
        key: &Q,
    ) -> Option<&mut V>
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        let index = self.find(owner, key).ok()?;
        Some(&mut self.entries[index].1)
    }

    /// Whether a key is there.
    pub fn contains_key<'o, W: ?Sized + 'o, Q: ?Sized>(&self, owner: &'o W, key: &Q) -> bool
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        self.find(owner, key).is_ok()
    }

    /// Takes the value of a key out.
    pub fn remove<'o, W: ?Sized + 'o, Q: ?Sized>(&mut self, owner: &'o W, key: &Q) -> Option<V>
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        let index = self.find(owner, key).ok()?;
        self.order.taken(index);
        Some(self.entries.remove(index).1)
    }
}

impl<P, O> GrowingSet<P, O> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all out.
    pub fn clear(&mut self)
    where
        O: Indexed,
    {
        self.0.clear();
    }

    /// Puts one in; whether it is new.
    pub fn insert<'o, W: ?Sized + 'o>(&mut self, owner: &'o W, place: P) -> bool
    where
        P: Spot<W>,
        O: Order<P::Found<'o>>,
    {
        self.0.insert(owner, place, ()).is_none()
    }

    /// Whether it is there.
    pub fn contains<'o, W: ?Sized + 'o, Q: ?Sized>(&self, owner: &'o W, key: &Q) -> bool
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        self.0.contains_key(owner, key)
    }

    /// Takes it out; whether it was there.
    pub fn remove<'o, W: ?Sized + 'o, Q: ?Sized>(&mut self, owner: &'o W, key: &Q) -> bool
    where
        P: Spot<W>,
        P::Found<'o>: Borrow<Q>,
        O: Order<Q>,
    {
        self.0.remove(owner, key).is_some()
    }
}

impl<W: ?Sized, P: Spot<W>, V: Clone> Spot<W> for GrowingMap<P, V, Sorted>
where
    for<'o> P::Found<'o>: Ord,
{
    type Found<'o>
        = BTreeMap<P::Found<'o>, V>
    where
        W: 'o;

    fn again<'o>(&self, owner: &'o W) -> Self::Found<'o> {
        let entries = self.entries.iter();
        entries
            .map(|(place, value)| (place.again(owner), value.clone()))
            .collect()
    }
}

impl<W: ?Sized, P: Spot<W>> Spot<W> for GrowingSet<P, Sorted>
where
    for<'o> P::Found<'o>: Ord,
{
    type Found<'o>
        = BTreeSet<P::Found<'o>>
    where
        W: 'o;

    fn again<'o>(&self, owner: &'o W) -> Self::Found<'o> {
        let entries = self.0.entries.iter();
        entries.map(|(place, ())| place.again(owner)).collect()
    }
}

#[cfg(feature = "std")]
impl<W: ?Sized, P: Spot<W>, V: Clone> Spot<W> for GrowingMap<P, V, Hashes>
where
    for<'o> P::Found<'o>: Eq + Hash,
{
    type Found<'o>
        = HashMap<P::Found<'o>, V>
    where
        W: 'o;

    fn again<'o>(&self, owner: &'o W) -> Self::Found<'o> {
        let mut map = HashMap::with_hasher(self.order.hasher.clone());
        let entries = self.entries.iter();
        map.extend(entries.map(|(place, value)| (place.again(owner), value.clone())));
        map
    }
}

#[cfg(feature = "std")]
impl<W: ?Sized, P: Spot<W>> Spot<W> for GrowingSet<P, Hashes>
where
    for<'o> P::Found<'o>: Eq + Hash,
{
    type Found<'o>
        = HashSet<P::Found<'o>>
    where
        W: 'o;

    fn again<'o>(&self, owner: &'o W) -> Self::Found<'o> {
        let mut set = HashSet::with_hasher(self.0.order.hasher.clone());
        let entries = self.0.entries.iter();
        set.extend(entries.map(|(place, ())| place.again(owner)));
        set
    }
}
