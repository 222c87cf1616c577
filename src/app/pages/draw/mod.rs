//! 抽取: check, seal, numbers, seed, draw, outcome. One way only.

mod caps;
mod check;
mod contents;
mod drawn;
mod drawn_by_category;
mod drawn_part;
mod export;
mod facts;
mod meeting;
mod names;
mod numbers;
mod outcome;
mod page;
mod read_back;
mod rehearsal;
mod seal;
mod sealed_attempt;
mod seed;
mod side;
mod substitute;
mod unchecked;
mod void;

pub use facts::DrawnFacts;
pub use page::DrawPage;
pub use sealed_attempt::SealedAttempt;
