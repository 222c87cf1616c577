//! What a campaign begins from besides nothing: an earlier campaign, a template file, a preset. Departments, items with their
//! points, strata and ratios, parties, settings and wordings go over; rosters, days, numbers and people do not.

mod days;
mod over;
mod template;

pub use days::{days_told, first_day, moved, title_of_year, year_later};
pub use over::{CarriedOver, carry_over};
pub use template::{TemplateFault, read_template, template_told, write_template};
