//! Tuples of which a pattern takes one part.
//!
//! A state holds a whole value or none. What `(a, ..)` leaves of a tuple has to be a value by itself, although the macro
//! does not see how long the tuple is. Of a reference to a tuple, which such a pattern may match as well, nothing is left.

/// A tuple, or a reference to one, of which part `AT` can be taken; the last one is number -1.
#[diagnostic::on_unimplemented(
    message = "`..` stands for more parts of a `{Self}` than can be kept over a pause",
    label = "this pattern leaves parts of a tuple that may have a drop",
    note = "write a pattern without `..`: `(a, _, _)`"
)]
pub trait TakePart<const AT: isize> {
    /// What is taken.
    type Part;
    /// The others, in their order.
    type Rest;
    /// Takes the tuple apart.
    fn take_part(self) -> (Self::Part, Self::Rest);
}

/// Takes one part of a tuple.
///
/// ```
/// use coro_core::machine::take_part;
///
/// assert_eq!(take_part::<1, _>((1, 'b', "c")), ('b', (1, "c")));
/// assert_eq!(take_part::<-1, _>((1, 'b', "c")), ("c", (1, 'b')));
/// assert_eq!(take_part::<0, _>(&(1, 'b')), (&1, (&'b',)));
/// ```
#[inline]
pub fn take_part<const AT: isize, T: TakePart<AT>>(tuple: T) -> (T::Part, T::Rest) {
    tuple.take_part()
}

/// `parts!(A a, B b; 1: C c; D d)`: number 1 of three is `c`, and `d` stands behind it.
macro_rules! part {
    ($($A:ident $a:ident,)*; $at:literal: $P:ident $p:ident; $($B:ident $b:ident,)*) => {
        impl<$($A,)* $P, $($B,)*> TakePart<$at> for ($($A,)* $P, $($B,)*) {
            type Part = $P;
            type Rest = ($($A,)* $($B,)*);
            #[inline]
            fn take_part(self) -> (Self::Part, Self::Rest) {
                let ($($a,)* $p, $($b,)*) = self;
                ($p, ($($a,)* $($b,)*))
            }
        }
        impl<'t, $($A,)* $P, $($B,)*> TakePart<$at> for &'t ($($A,)* $P, $($B,)*) {
            type Part = &'t $P;
            type Rest = ($(&'t $A,)* $(&'t $B,)*);
            #[inline]
            fn take_part(self) -> (Self::Part, Self::Rest) {
                let ($($a,)* $p, $($b,)*) = self;
                ($p, ($($a,)* $($b,)*))
            }
        }
        impl<'t, $($A,)* $P, $($B,)*> TakePart<$at> for &'t mut ($($A,)* $P, $($B,)*) {
            type Part = &'t mut $P;
            type Rest = ($(&'t mut $A,)* $(&'t mut $B,)*);
            #[inline]
            fn take_part(self) -> (Self::Part, Self::Rest) {
                let ($($a,)* $p, $($b,)*) = self;
                ($p, ($($a,)* $($b,)*))
            }
        }
    };
}

part!(; 0: A a;);
part!(; 0: A a; B b,);
part!(; 0: A a; B b, C c,);
part!(; 0: A a; B b, C c, D d,);
part!(; 0: A a; B b, C c, D d, E e,);
part!(; 0: A a; B b, C c, D d, E e, F f,);
part!(; 0: A a; B b, C c, D d, E e, F f, G g,);
part!(; 0: A a; B b, C c, D d, E e, F f, G g, H h,);

part!(A a,; 1: B b;);
part!(A a,; 1: B b; C c,);
part!(A a,; 1: B b; C c, D d,);
part!(A a,; 1: B b; C c, D d, E e,);
part!(A a,; 1: B b; C c, D d, E e, F f,);
part!(A a,; 1: B b; C c, D d, E e, F f, G g,);
part!(A a,; 1: B b; C c, D d, E e, F f, G g, H h,);

part!(A a, B b,; 2: C c;);
part!(A a, B b,; 2: C c; D d,);
part!(A a, B b,; 2: C c; D d, E e,);
part!(A a, B b,; 2: C c; D d, E e, F f,);
part!(A a, B b,; 2: C c; D d, E e, F f, G g,);
part!(A a, B b,; 2: C c; D d, E e, F f, G g, H h,);

part!(A a, B b, C c,; 3: D d;);
part!(A a, B b, C c,; 3: D d; E e,);
part!(A a, B b, C c,; 3: D d; E e, F f,);
part!(A a, B b, C c,; 3: D d; E e, F f, G g,);
part!(A a, B b, C c,; 3: D d; E e, F f, G g, H h,);

part!(; -1: A a;);
part!(A a,; -1: B b;);
part!(A a, B b,; -1: C c;);
part!(A a, B b, C c,; -1: D d;);
part!(A a, B b, C c, D d,; -1: E e;);
part!(A a, B b, C c, D d, E e,; -1: F f;);
part!(A a, B b, C c, D d, E e, F f,; -1: G g;);
part!(A a, B b, C c, D d, E e, F f, G g,; -1: H h;);
