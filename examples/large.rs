//! `cargo run --release --example large -- DRAWN`: a campaign of twice so many businesses as it lies in storage once that
//! many are drawn and inspected, the results entered one by one, as JSON `{local: {key: text}, vault: {key: base64}}`, for `make bench-smooth`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "an example may fail loudly")]

#[path = "../tests/common/desk.rs"]
mod desk;
#[path = "../tests/common/large.rs"]
mod large_campaign;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk::{ID, at};
use large_campaign::large;
use mingchou::model::Inspection;
use mingchou::state::*;
use serde_json::{Map, json};

/// Packed parts of more bytes than this lie in the database, as do logs and inspections (`src/app/storage/repository/parts.rs`).
const LARGE: usize = 300_000;

fn main() {
    let drawn: u32 = std::env::args().nth(1).expect("how many are drawn").parse().expect("a number");
    let mut desk = large(at(0), drawn);
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let today = at(0).date_naive();
    for business in &list.businesses {
        let (result, follow_up) = ("未发现问题".into(), "无需后续处置".into());
        let inspection = Inspection { date: Some(today), result, follow_up, ..Inspection::default() };
        desk.act(Act::Inspect { business: business.key.clone(), inspection: Box::new(inspection) }).unwrap();
    }
    let (mut local, mut vault) = (Map::new(), Map::new());
    let packed = desk.packed();
    for (kind, name) in desk.campaign().parts() {
        let packed = &packed[&name];
        match packed.len() < LARGE && !matches!(kind, BlobKind::Inspections | BlobKind::Log) {
            true => local.insert(format!("mingchou/blob/{name}"), json!(armour(packed))),
            false => vault.insert(format!("blob/{name}"), json!(STANDARD.encode(packed))),
        };
    }
    local.insert(format!("mingchou/campaign/{ID}"), json!(write_campaign(desk.campaign()).unwrap()));
    println!("{}", json!({"local": local, "vault": vault}));
}
