//! What several tests, examples and fuzz targets are made of.

pub mod cases;
pub mod cast;
pub mod desk;
pub mod fair;
pub mod large;
pub mod office;
pub mod papers;
pub mod python;
pub mod worker;
