//! What the crate zip uses of zopfli, so that it builds without it. Should it be asked for after all, it writes a right
//! deflate stream of stored blocks (RFC 1951, 3.2.4): larger, and nothing lost.

#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::num::NonZeroU64;

/// How hard to pack; nothing is packed here.
#[derive(Debug, Clone)]
pub struct Options {
    /// Unused.
    pub iteration_count: NonZeroU64,
    /// Unused.
    pub maximum_block_splits: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { iteration_count: NonZeroU64::MIN, maximum_block_splits: 0 }
    }
}

/// The kind of block; all are stored here.
#[derive(Debug, Clone, Copy, Default)]
pub enum BlockType {
    /// As it is.
    #[default]
    Uncompressed,
}

/// Writes deflate's stored blocks.
pub struct DeflateEncoder<W: Write> {
    to: W,
}

impl<W: Write> DeflateEncoder<W> {
    /// One that writes there.
    pub fn new(_: Options, _: BlockType, to: W) -> Self {
        Self { to }
    }

    /// Writes the last block, which is empty.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.block(&[], true)?;
        Ok(self.to)
    }

    /// The writer.
    pub fn get_ref(&self) -> &W {
        &self.to
    }

    /// The writer.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.to
    }

    fn block(&mut self, bytes: &[u8], last: bool) -> io::Result<()> {
        let length = u16::try_from(bytes.len()).map_err(io::Error::other)?;
        self.to.write_all(&[u8::from(last)])?;
        self.to.write_all(&length.to_le_bytes())?;
        self.to.write_all(&(!length).to_le_bytes())?;
        self.to.write_all(bytes)
    }
}

impl<W: Write> Write for DeflateEncoder<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let most = &bytes[..bytes.len().min(usize::from(u16::MAX))];
        if !most.is_empty() {
            self.block(most, false)?;
        }
        Ok(most.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
