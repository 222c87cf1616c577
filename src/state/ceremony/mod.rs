//! The draw before people: seal, numbers, seed, draw, void, substitution, one way only; what a room sees of it ([`Show`],
//! [`Rulers`]), and its public record.

mod drawn;
mod meeting;
mod numbers;
pub(crate) mod outcome;
pub(crate) mod record;
pub(crate) mod record_link;
mod rehearsal;
pub(crate) mod rulers;
mod seal;
pub(crate) mod slide;
pub(crate) mod slide_pages;
pub(crate) mod stage;
pub(crate) mod two_programs;

pub use outcome::{checked, drawn, in_force};
pub use record::record;
pub use record_link::{BrokenLink, pack_record, unpack_record};
pub use rulers::{COLUMNS, Ruler, Rulers};
pub use slide::{Chapter, Slide};
pub use slide_pages::departments_of;
pub use stage::{Show, is_chance, slips, turn};
pub use two_programs::{Agreement, Recomputed, ScriptLines, TwoPrograms};
