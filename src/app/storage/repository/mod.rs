//! What is in storage: a document a campaign, and the immutable parts that documents point to.

mod documents;
mod fault;
mod parts;

pub use documents::{
    MAPPINGS, OFFICE, SharedDocument, StoredCampaigns, Unreadable, YEARS, campaign_of, document_key, read_all,
    read_document, rescue, room, set_aside, store_shared, stored_campaigns, stored_shared,
};
pub use fault::Fault;
pub use parts::{absent, copy_part, packed_again, read_packed, read_parts, remove_parts, stored_parts, write_part};
