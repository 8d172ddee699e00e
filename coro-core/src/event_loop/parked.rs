//! What a coroutine waits for that paused, and since when.

use core::panic::Location;

/// What a coroutine waits for that paused; of a task also since when: `Parked<Since>`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Parked<S = ()> {
    /// Nothing: it is resumed next turn.
    No,
    /// A time, in nanoseconds of [`time::since_origin`](super::time).
    Timer(S, u64),
    /// A promise made there.
    Promise(S, &'static Location<'static>),
    /// The task of this number.
    Task(S, u64),
    /// A future, by the name of its type.
    Future(S, fn() -> &'static str),
    /// A call on the thread pool.
    Blocking(S),
    /// Several things at once.
    Several(S),
    /// Something of the user's own.
    Own(S, &'static Location<'static>),
}

/// When a task parked, in nanoseconds of [`time::since_origin`](super::time): the low 56 bits, which take the
/// room between the tag of [`Parked`] and its value. Nobody waits for two years.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Since([u8; 7]);

impl Since {
    fn of(time: u64) -> Since {
        let [low @ .., _] = time.to_le_bytes();
        Since(low)
    }

    /// The last such time that is not after `now`.
    fn before(self, now: u64) -> u64 {
        let [a, b, c, d, e, f, g] = self.0;
        let low = u64::from_le_bytes([a, b, c, d, e, f, g, 0]);
        now - (now.wrapping_sub(low) & (u64::MAX >> 8)).min(now)
    }
}

impl Parked {
    pub(crate) const fn timer(time: u64) -> Parked {
        Parked::Timer((), time)
    }

    pub(crate) const fn promise(made_at: &'static Location<'static>) -> Parked {
        Parked::Promise((), made_at)
    }

    pub(crate) const fn task(number: u64) -> Parked {
        Parked::Task((), number)
    }

    pub(crate) const fn future(name: fn() -> &'static str) -> Parked {
        Parked::Future((), name)
    }

    pub(crate) const fn blocking() -> Parked {
        Parked::Blocking(())
    }

    pub(crate) const fn several() -> Parked {
        Parked::Several(())
    }

    pub(crate) const fn own(at: &'static Location<'static>) -> Parked {
        Parked::Own((), at)
    }

    /// The same, since `now`.
    #[inline]
    pub(crate) fn begins(self, now: u64) -> Parked<Since> {
        let since = Since::of(now);
        match self {
            Parked::No => Parked::No,
            Parked::Timer((), time) => Parked::Timer(since, time),
            Parked::Promise((), made_at) => Parked::Promise(since, made_at),
            Parked::Task((), number) => Parked::Task(since, number),
            Parked::Future((), name) => Parked::Future(since, name),
            Parked::Blocking(()) => Parked::Blocking(since),
            Parked::Several(()) => Parked::Several(since),
            Parked::Own((), at) => Parked::Own(since, at),
        }
    }
}

impl Parked<Since> {
    /// When the task parked; `now` is that time or later.
    pub(crate) fn since(self, now: u64) -> u64 {
        match self {
            Parked::No => now,
            Parked::Timer(since, _)
            | Parked::Promise(since, _)
            | Parked::Task(since, _)
            | Parked::Future(since, _)
            | Parked::Blocking(since)
            | Parked::Several(since)
            | Parked::Own(since, _) => since.before(now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Parked, Since};

    #[test]
    fn the_time_takes_no_room() {
        assert_eq!(size_of::<Parked<Since>>(), size_of::<Parked>());
    }

    #[test]
    fn the_time_is_found_again() {
        for (since, now) in [
            (0, 0),
            (7, 7),
            (7, 1 << 40),
            ((1 << 56) - 1, (1 << 56) + 5),
            ((3 << 56) + 9, (4 << 56) + 8),
        ] {
            assert_eq!(Parked::timer(0).begins(since).since(now), since);
        }
        // The clock went back.
        assert!(Parked::timer(0).begins(7).since(6) <= 6);
        assert_eq!(Parked::No.begins(5).since(6), 6);
    }
}
