//! Canonical JSON (protocol §2): RFC 8785 restricted to objects, arrays, strings, integers, booleans and null; keys in
//! code-point order, no white space, non-ASCII text as is.
//!
//! It is written straight into its reader, which may be a hash: the text of a large manifest is never in memory. What
//! serde_json writes is canonical but for the order of keys, so that those whose fields stand in another order are
//! wrapped here.

use super::manifest::{Campaign, Manifest, SealedDepartment, SealedOfficer};
use super::outcome::{Outcome, Team};
use crate::model::Digest;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use sha2::{Digest as _, Sha256};
use std::io::{self, BufWriter, Write};

impl Manifest {
    /// The canonical JSON that is hashed (protocol §2).
    pub fn canonical(&self) -> String {
        text(&Sorted(self))
    }

    /// The commitment, SHA-256 over [`Manifest::canonical`] (protocol §3).
    pub fn commitment(&self) -> Digest {
        digest(&Sorted(self))
    }
}

impl Outcome {
    /// Its canonical JSON.
    pub fn canonical(&self) -> String {
        text(&Sorted(self))
    }
}

// Writing can't fail in either: the keys are text, every number is a u32, and neither memory nor a hash refuses bytes.

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn digest(value: &impl Serialize) -> Digest {
    let mut hash = BufWriter::with_capacity(1 << 14, Hash(Sha256::new()));
    let _ = serde_json::to_writer(&mut hash, value);
    let hash = hash.into_inner().unwrap_or_else(|e| e.into_inner().into_parts().0);
    Digest::from_bytes(hash.0.finalize().into())
}

struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value with its fields in code-point order.
struct Sorted<'a, T: ?Sized>(&'a T);

impl<'a, T> Serialize for Sorted<'a, [T]>
where
    Sorted<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.0.iter().map(Sorted))
    }
}

impl Serialize for Sorted<'_, Manifest> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("Manifest", 11)?;
        fields.serialize_field("businesses", &self.0.businesses)?;
        fields.serialize_field("campaign", &Sorted(&self.0.campaign))?;
        fields.serialize_field("contributors", &self.0.contributors)?;
        fields.serialize_field("departments", &Sorted(self.0.departments.as_slice()))?;
        fields.serialize_field("matching", &self.0.matching)?;
        fields.serialize_field("nonce_sha256", &self.0.nonce_sha256)?;
        fields.serialize_field("officers", &Sorted(self.0.officers.as_slice()))?;
        fields.serialize_field("previous", &self.0.previous)?;
        fields.serialize_field("protocol", &self.0.protocol)?;
        fields.serialize_field("recusals", &self.0.recusals)?;
        fields.serialize_field("strata", &self.0.strata)?;
        fields.end()
    }
}

impl Serialize for Sorted<'_, Campaign> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("Campaign", 3)?;
        fields.serialize_field("attempt", &self.0.attempt)?;
        fields.serialize_field("lead", &self.0.lead)?;
        fields.serialize_field("title", &self.0.title)?;
        fields.end()
    }
}

impl Serialize for Sorted<'_, SealedDepartment> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("SealedDepartment", 5)?;
        fields.serialize_field("cap", &self.0.cap)?;
        fields.serialize_field("draw", &self.0.draw)?;
        fields.serialize_field("name", &self.0.name)?;
        fields.serialize_field("per_team", &self.0.per_team)?;
        fields.serialize_field("strata", &self.0.strata)?;
        fields.end()
    }
}

impl Serialize for Sorted<'_, SealedOfficer> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("SealedOfficer", 3)?;
        fields.serialize_field("department", &self.0.department)?;
        fields.serialize_field("key", &self.0.key)?;
        fields.serialize_field("name", &self.0.name)?;
        fields.end()
    }
}

impl Serialize for Sorted<'_, Outcome> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("Outcome", 3)?;
        fields.serialize_field("businesses", &self.0.businesses)?;
        fields.serialize_field("officers", &self.0.officers)?;
        fields.serialize_field("teams", &Sorted(self.0.teams.as_slice()))?;
        fields.end()
    }
}

impl Serialize for Sorted<'_, Team> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut fields = s.serialize_struct("Team", 3)?;
        fields.serialize_field("businesses", &self.0.businesses)?;
        fields.serialize_field("number", &self.0.number)?;
        fields.serialize_field("officers", &self.0.officers)?;
        fields.end()
    }
}
