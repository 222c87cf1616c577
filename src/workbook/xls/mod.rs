pub(crate) mod cfb;
pub(crate) mod raw_records;
pub(crate) mod records;
