//! What is equal to itself only.

use std::ops::Deref;
use std::rc::Rc;

/// Something shared, equal to itself only: what a memo or a component depends on, where comparing all that it holds would take
/// longer than making it anew. Holding it keeps its address from coming again, which a bare pointer as a key would not.
pub struct Same<T: ?Sized>(pub Rc<T>);

impl<T: ?Sized> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
