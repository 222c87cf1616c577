//! The SHA-256 of a file of any size, such as a film of the meeting: it comes part by part, so that none of it need be in memory
//! whole.

use crate::model::{Digest, Digesting};

/// What was taken of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct PartsTaken {
    digesting: Digesting,
    length: u64,
}

impl PartsTaken {
    /// Takes the part that begins there, of which so many bytes were asked; the digest of the whole after the last one. Another file
    /// begins at 0. None where a part is missing or was cut.
    pub(super) fn take(&mut self, from: u64, length: u64, is_last: bool, bytes: &[u8]) -> Option<Option<Digest>> {
        if from == 0 {
            *self = Self::default();
        }
        if from != self.length || length != bytes.len() as u64 {
            return None;
        }
        self.digesting.take(bytes);
        self.length += length;
        Some(is_last.then(|| std::mem::take(self).digesting.digest()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of "abc" and of nothing: FIPS 180-4, examples.
    #[test]
    fn parts_have_the_digest_of_the_whole() {
        let mut parts = PartsTaken::default();
        assert_eq!(parts.take(0, 2, false, b"ab"), Some(None));
        let whole = parts.take(2, 1, true, b"c").flatten().unwrap();
        assert_eq!(whole.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // The next file knows nothing of it.
        let empty = parts.take(0, 0, true, b"").flatten().unwrap();
        assert_eq!(empty.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_part_left_out_or_cut_is_told() {
        let mut parts = PartsTaken::default();
        assert_eq!(parts.take(0, 2, false, b"ab"), Some(None));
        assert_eq!(parts.take(3, 1, true, b"d"), None);
        assert_eq!(parts.take(2, 2, true, b"c"), None);
        assert!(parts.take(2, 2, true, b"cd").flatten().is_some());
    }
}
