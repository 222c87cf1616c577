//! How a request and its reply travel between the page and the worker: a head as JSON, and beside it what is large about it
//! as bytes. Packed and unpacked here and nowhere else.

use crate::draw::SealedBusiness;
use crate::json;
use crate::model::Digest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is told before the reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerEvent {
    /// How far it is, as a sentence.
    Progress(String),
    /// Some of the businesses of a seal, as a JSON array: so many at once that taking them in does not hold up the page.
    Businesses(String),
}

/// Who hears of the work meanwhile.
pub type Emit<'a> = dyn FnMut(WorkerEvent) + 'a;

/// Why there is no reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It could not be done: the sentence for the user.
    Refused(String),
    /// These rosters are not kept, and must be for this request.
    MissingRosters(Vec<Digest>),
}

impl From<String> for Fault {
    fn from(sentence: String) -> Self {
        Self::Refused(sentence)
    }
}

impl From<&str> for Fault {
    fn from(sentence: &str) -> Self {
        Self::Refused(sentence.to_owned())
    }
}

/// A fault of the core as the sentence for the user.
pub(super) fn refused(fault: impl ToString) -> Fault {
    Fault::Refused(fault.to_string())
}

/// A reply on its way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Its head, as JSON.
    pub head: String,
    /// Its pieces, as [`pack`] packs them; none for most replies.
    pub bytes: Vec<u8>,
    /// The businesses that were told before it.
    pub businesses: Vec<SealedBusiness>,
}

impl Envelope {
    /// That of a head and what goes beside it.
    ///
    /// # Errors
    /// What serde_json says of a head that has no JSON.
    pub fn of<'a>(head: &impl Serialize, pieces: impl IntoIterator<Item = Cow<'a, [u8]>>) -> Result<Self, String> {
        let head = serde_json::to_string(head).map_err(|fault| fault.to_string())?;
        Ok(Self { head, bytes: pack(pieces), businesses: Vec::new() })
    }

    /// Its head and its `N` pieces.
    ///
    /// # Errors
    /// What is wrong with it, for developers.
    pub fn open<H: DeserializeOwned, const N: usize>(self) -> Result<(H, [Vec<u8>; N]), String> {
        let head = json::read(&self.head).map_err(|fault| fault.to_string())?;
        Ok((head, unpack(self.bytes)?))
    }
}

/// What comes back for a request.
pub trait Reply: Sized {
    /// As it travels; `emit` hears what goes ahead of it.
    ///
    /// # Errors
    /// What is wrong with it, for developers.
    fn pack(self, emit: &mut Emit<'_>) -> Result<Envelope, String>;

    /// As it was.
    ///
    /// # Errors
    /// What is wrong with the envelope, for developers.
    fn unpack(envelope: Envelope) -> Result<Self, String>;
}

/// Most replies are a head alone.
impl<T: Serialize + DeserializeOwned> Reply for T {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        Envelope::of(&self, [])
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        envelope.open::<_, 0>().map(|(head, _)| head)
    }
}

/// The bytes of a file, or of a stored form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileBytes(pub Vec<u8>);

impl Reply for FileBytes {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        Envelope::of(&(), [Cow::Owned(self.0)])
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        envelope.open::<(), 1>().map(|(_, [bytes])| Self(bytes))
    }
}

/// The places of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowPlaces(pub Vec<u32>);

impl Reply for RowPlaces {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        Envelope::of(&(), [bytes_of(&self.0)])
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        envelope.open::<(), 1>().map(|(_, [bytes])| Self(numbers_of(&bytes)))
    }
}

/// Numbers as a piece.
pub(super) fn bytes_of(numbers: &[u32]) -> Cow<'static, [u8]> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// The numbers of a piece.
pub(super) fn numbers_of(piece: &[u8]) -> Vec<u32> {
    piece.as_chunks::<4>().0.iter().map(|n| u32::from_le_bytes(*n)).collect()
}

/// Pieces one after another, then the length of each in eight bytes. The first is not copied where it is owned.
pub(super) fn pack<'a>(pieces: impl IntoIterator<Item = Cow<'a, [u8]>>) -> Vec<u8> {
    let mut pieces = pieces.into_iter();
    let Some(first) = pieces.next() else { return Vec::new() };
    let mut bytes = first.into_owned();
    let mut lengths = vec![bytes.len()];
    for piece in pieces {
        lengths.push(piece.len());
        bytes.extend_from_slice(&piece);
    }
    bytes.extend(lengths.into_iter().flat_map(|length| (length as u64).to_le_bytes()));
    bytes
}

/// The `N` pieces that were packed; the first is not copied.
///
/// # Errors
/// When there are not so many.
pub(super) fn unpack<const N: usize>(bytes: Vec<u8>) -> Result<[Vec<u8>; N], String> {
    unpack_all(bytes, N)?.try_into().map_err(|_| NOT_SO_MANY.to_owned())
}

/// The pieces that were packed, which are to be so many; the first is not copied.
///
/// # Errors
/// When there are not.
pub(super) fn unpack_all(mut bytes: Vec<u8>, count: usize) -> Result<Vec<Vec<u8>>, String> {
    let mut pieces = vec![Vec::new(); count];
    let lengths = count.checked_mul(8).and_then(|lengths| bytes.len().checked_sub(lengths));
    let Some(last) = lengths else { return Err(NOT_SO_MANY.into()) };
    let lengths = bytes.split_off(last);
    let lengths = lengths.as_chunks::<8>().0.iter().map(|length| u64::from_le_bytes(*length));
    let lengths: Vec<usize> = lengths.filter_map(|length| usize::try_from(length).ok()).collect();
    if lengths.len() != count || lengths.iter().try_fold(0_usize, |sum, length| sum.checked_add(*length)) != Some(last)
    {
        return Err(NOT_SO_MANY.into());
    }
    let [first, rest @ ..] = &mut pieces[..] else { return Ok(pieces) };
    for (piece, length) in rest.iter_mut().zip(&lengths[1..]).rev() {
        *piece = bytes.split_off(bytes.len() - length);
    }
    *first = bytes;
    Ok(pieces)
}

const NOT_SO_MANY: &str = "the pieces do not fit";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_as_they_were_packed() {
        let packed = |pieces: &[&'static [u8]]| pack(pieces.iter().map(|piece| Cow::Borrowed(*piece)));
        assert_eq!(packed(&[]), b"");
        // By hand: the pieces, then 2, 0 and 1 in eight bytes each.
        let by_hand = [&b"abc"[..], &[2, 0, 0, 0, 0, 0, 0, 0], &[0; 8], &[1, 0, 0, 0, 0, 0, 0, 0]].concat();
        assert_eq!(packed(&[b"ab", b"", b"c"]), by_hand);
        assert_eq!(unpack(by_hand.clone()).unwrap(), [b"ab".to_vec(), vec![], b"c".to_vec()]);
        assert_eq!(unpack(packed(&[b""])).unwrap(), [b""]);
        assert_eq!(unpack::<0>(Vec::new()), Ok([]));
        // Others than were packed, or cut: told, not guessed.
        assert!(unpack::<2>(by_hand.clone()).is_err() && unpack::<4>(by_hand.clone()).is_err());
        assert!(unpack::<0>(by_hand.clone()).is_err());
        for end in 0..by_hand.len() {
            assert!(unpack::<3>(by_hand[..end].to_vec()).is_err(), "{end}");
        }
        let huge = [&[0xff; 8][..], &[2, 0, 0, 0, 0, 0, 0, 0]].concat();
        assert!(unpack::<2>(huge).is_err());
    }

    #[test]
    fn a_reply_is_read_as_its_own_type_only() {
        let quiet = &mut |_| {};
        let places = RowPlaces(vec![0, 70_000, u32::MAX]);
        let envelope = places.clone().pack(quiet).unwrap();
        assert_eq!(envelope.bytes.len(), 3 * 4 + 8);
        assert_eq!(RowPlaces::unpack(envelope.clone()), Ok(places));
        assert!(String::unpack(envelope).is_err());
        let sentence = "句子".to_owned();
        let envelope = sentence.clone().pack(quiet).unwrap();
        assert_eq!(String::unpack(envelope.clone()), Ok(sentence));
        assert!(FileBytes::unpack(envelope).is_err());
        let file = FileBytes(b"PK".to_vec());
        assert_eq!(FileBytes::unpack(file.clone().pack(quiet).unwrap()), Ok(file));
    }
}
