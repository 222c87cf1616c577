//! The workbooks that lie open in the worker, one of each kind of roster.

use super::envelope::{Emit, Fault, WorkerEvent, refused};
use crate::model::{Digest, EntityKind};
use crate::roster::{Hints, Survey};
use crate::workbook::{Progress, Workbook};

/// A workbook that lies open.
pub(super) struct Open {
    pub(super) file: String,
    pub(super) digest: Digest,
    pub(super) book: Workbook,
}

/// Those that do.
#[derive(Default)]
pub(super) struct Workbooks([Option<Open>; 2]);

impl Workbooks {
    /// Opens a workbook in the place of the one before and tells what it looks like.
    pub(super) fn open(
        &mut self,
        kind: EntityKind,
        file: String,
        hints: &Hints,
        bytes: &[u8],
        emit: &mut Emit<'_>,
    ) -> Result<Survey, Fault> {
        self.0[kind.index()] = None;
        let progress = |p| emit(WorkerEvent::Progress(sentence(p)));
        let book = Workbook::open_with(bytes, &file, hints.choice.codepage, progress).map_err(refused)?;
        self.0[kind.index()] = Some(Open { file, digest: Digest::of(bytes), book });
        self.survey(kind, hints)
    }

    /// What the open workbook of that kind looks like.
    pub(super) fn survey(&self, kind: EntityKind, hints: &Hints) -> Result<Survey, Fault> {
        Ok(self.of(kind)?.book.survey(kind, hints))
    }

    /// The open workbook of that kind.
    pub(super) fn of(&self, kind: EntityKind) -> Result<&Open, Fault> {
        self.0[kind.index()].as_ref().ok_or_else(|| FILE_CLOSED.into())
    }
}

const FILE_CLOSED: &str = "文件已经关闭，请重新选择";

/// How far the reading is.
pub(super) fn sentence(progress: Progress) -> String {
    match progress {
        Progress::Read(cells) => format!("已读取{cells}个单元格"),
        Progress::Rows(done, all) => format!("正在整理第{done}行，共{all}行"),
        Progress::Checks => "正在检查".into(),
    }
}
