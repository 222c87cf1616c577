//! The SHA-256 of a file of any size, such as a film of the meeting: it comes part by part, so that none of it need be in memory
//! whole.

use super::envelope::{Emit, Fault};
use super::state::{Served, WorkerState};
use crate::model::{Digest, Digesting};
use serde::{Deserialize, Serialize};

/// Take the next part of a file, which comes beside; the digest after the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestPart {
    /// Where in the file it begins, in bytes; another file begins at 0.
    pub from: u64,
    /// How many bytes it has.
    pub length: u64,
    /// Whether it is the last one.
    pub is_last: bool,
}

/// What was taken of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct PartsTaken {
    digesting: Digesting,
    length: u64,
}

impl Served for DigestPart {
    const ROOM: usize = 0;

    fn serve(self, state: &mut WorkerState, bytes: &[u8], _: &mut Emit<'_>) -> Result<Option<Digest>, Fault> {
        if self.from == 0 {
            state.parts = PartsTaken::default();
        }
        if self.from != state.parts.length || self.length != bytes.len() as u64 {
            return Err("文件没有读全：它可能正在被改动，请重新选择".into());
        }
        state.parts.digesting.take(bytes);
        state.parts.length += self.length;
        Ok(self.is_last.then(|| std::mem::take(&mut state.parts).digesting.digest()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(
        state: &mut WorkerState,
        from: u64,
        bytes: &[u8],
        length: usize,
        is_last: bool,
    ) -> Result<Option<Digest>, Fault> {
        state.ask(DigestPart { from, length: length as u64, is_last }, bytes, &mut |_| {})
    }

    /// SHA-256 of "abc" and of nothing: FIPS 180-4, examples.
    #[test]
    fn parts_have_the_digest_of_the_whole() {
        let mut state = WorkerState::default();
        assert_eq!(ask(&mut state, 0, b"ab", 2, false), Ok(None));
        let whole = ask(&mut state, 2, b"c", 1, true).unwrap().unwrap();
        assert_eq!(whole.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // The next file knows nothing of it.
        let empty = ask(&mut state, 0, b"", 0, true).unwrap().unwrap();
        assert_eq!(empty.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_part_left_out_or_cut_is_told() {
        let mut state = WorkerState::default();
        assert_eq!(ask(&mut state, 0, b"ab", 2, false), Ok(None));
        assert!(ask(&mut state, 3, b"d", 1, true).is_err());
        assert!(ask(&mut state, 2, b"c", 2, true).is_err());
        assert!(ask(&mut state, 2, b"cd", 2, true).unwrap().is_some());
    }
}
