//! The examples of the article; see the `examples` folder of this package.
