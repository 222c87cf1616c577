// What comes in besides rosters, shared by the fuzz targets and the test that replays their seeds (after path.rs):
// records to verify, stored campaigns, backups, filled entry workbooks and tables of items.

use mingchou::model::{Conduct, Settings};
use mingchou::state::{Action, Model, broken_at, read_backup, read_campaign, write_campaign};
use mingchou::work::{
    EntryInputs, ExplainBusiness, Fault, MakeRecordPage, ReadEntry, ReadItems, VerifiedFile, Verify, WorkerState,
};

/// A record, as the 验证 page goes through it: verified, asked about, written as a page.
pub fn verify_record(bytes: &[u8]) {
    let (mut worker, quiet) = (WorkerState::default(), &mut |_| {});
    match worker.ask(Verify, bytes, quiet) {
        Ok(VerifiedFile::Record(_)) => {
            for business in ["", "甲", "91640221MA00000017"] {
                worker.ask(ExplainBusiness { business: business.into() }, &[], quiet).expect("a record is there");
            }
            for officers in [true, false] {
                worker.ask(MakeRecordPage { officers, present: Vec::new() }, &[], quiet).expect("a record is there");
            }
        }
        Ok(VerifiedFile::Vectors(_)) => {}
        Err(Fault::Refused(sentence)) => assert!(!sentence.is_empty()),
        Err(other) => panic!("{other:?}"),
    }
}

/// A stored campaign: opened, taken in, written and opened again.
pub fn open_campaign(bytes: &[u8]) {
    let Ok(campaign) = read_campaign(&String::from_utf8_lossy(bytes)) else { return };
    let json = write_campaign(&campaign).expect("written");
    assert_eq!(read_campaign(&json).as_ref(), Ok(&campaign));
    let model = Model::default().apply(Action::Opened(vec![campaign])).expect("opened");
    for campaign in model.campaigns.values() {
        // Of a manipulated one, whatever the page asks first.
        let _ = (campaign.phase(), campaign.title().len(), campaign.parts());
        let _ = model.log(campaign).map(|log| broken_at(&log));
        let _ = mingchou::state::worklist(&model, campaign);
    }
}

/// A backup, opened on a fresh machine.
pub fn open_backup(bytes: &[u8]) {
    let Ok((campaign, parts)) = read_backup(&String::from_utf8_lossy(bytes)) else { return };
    let id = campaign.id.clone();
    let model = Model::default().apply(Action::PartsRead(parts)).expect("read");
    let model = model.apply(Action::Opened(vec![campaign])).expect("opened");
    if let Some(campaign) = model.campaigns.get(&id) {
        let _ = mingchou::state::worklist(&model, campaign);
    }
}

/// A filled entry workbook and a table of items, which are read by the same reader. After a mark of four bytes the rest
/// is a sheet, put into a workbook here.
pub fn read_filled(bytes: &[u8]) {
    const ENTRY: &[u8] = include_bytes!("../tests/fixtures/entry-filled.xlsx");
    let whole = match bytes.split_first_chunk::<4>() {
        Some((b"\x01ent", part)) => packed(ENTRY, "xl/worksheets/sheet1.xml", part),
        Some((b"\x02ent", part)) => packed(ENTRY, "xl/worksheets/sheet2.xml", part),
        _ => bytes.to_vec(),
    };
    thread_local! {
        static LIST: mingchou::course::Worklist = desk::drawn().1;
    }
    without_foreign_panics(|| {
        let list = LIST.with(Clone::clone);
        let course = EntryInputs { list, conduct: Conduct::default(), settings: Settings::default() };
        let (worker, quiet) = (&mut WorkerState::default(), &mut |_| {});
        let entry = worker.ask(ReadEntry { course, file: "检查录入表.xlsx".into(), today: desk::day(14) }, &whole, quiet);
        let items = worker.ask(ReadItems { file: "附件7.xlsx".into() }, &whole, quiet);
        for refused in [entry.err(), items.err()].into_iter().flatten() {
            match refused {
                Fault::Refused(sentence) => assert!(sentence.ends_with('。'), "{sentence}"),
                other => panic!("{other:?}"),
            }
        }
    });
}
