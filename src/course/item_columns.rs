//! The columns of 附件7 事项表, with the headers that are in use for them.

use crate::workbook::WantedColumn;

/// The headers of 附件7.
pub const ITEM_TABLE_TITLES: [&str; 13] = [
    "序号",
    "抽查领域",
    "抽查事项",
    "抽查内容",
    "抽查依据",
    "检查对象（类别）",
    "牵头/配合部门",
    "抽查方式",
    "抽查比例",
    "频次",
    "备注",
    "事项编码",
    "公布处",
];

/// What is looked for, with other headers in use.
pub(super) const COLUMNS: [WantedColumn<'static>; 13] = [
    WantedColumn {
        headers: &["抽查领域", "检查领域", "领域", "抽查类别", "监管领域"], needed: false
    },
    WantedColumn {
        headers: &["抽查事项", "检查事项", "事项名称", "抽查事项名称", "抽查项目", "事项"], needed: true
    },
    WantedColumn { headers: &["抽查内容", "检查内容", "内容"], needed: false },
    WantedColumn { headers: &["抽查依据", "检查依据", "法律依据", "依据"], needed: false },
    WantedColumn {
        headers: &["检查对象（类别）", "检查对象类别", "检查对象", "抽查对象", "适用类别", "类别"],
        needed: false,
    },
    WantedColumn {
        headers: &[
            "牵头/配合部门",
            "牵头、配合部门",
            "牵头（配合）部门",
            "检查部门",
            "抽查部门",
            "责任部门",
            "实施部门",
            "检查主体",
            "部门",
            "牵头部门",
            "发起部门",
            "牵头单位",
            "责任单位",
            "实施单位",
            "实施主体",
            "牵头",
        ],
        needed: true,
    },
    WantedColumn {
        headers: &["配合部门", "参与部门", "联合部门", "协同部门", "配合单位", "参与单位", "配合"],
        needed: false,
    },
    WantedColumn { headers: &["抽查方式", "检查方式", "方式"], needed: false },
    WantedColumn { headers: &["频次", "抽查频次", "检查频次"], needed: false },
    WantedColumn { headers: &["备注"], needed: false },
    WantedColumn { headers: &["抽查比例", "检查比例", "抽取比例", "比例"], needed: false },
    WantedColumn {
        headers: &["事项编码", "检查事项编码", "抽查事项编码", "事项代码"], needed: false
    },
    WantedColumn { headers: &["公布处", "事项公布处", "公布位置", "公布网址"], needed: false },
];
pub(super) const FIELD: usize = 0;
pub(super) const NAME: usize = 1;
pub(super) const CONTENT: usize = 2;
pub(super) const BASIS: usize = 3;
pub(super) const OBJECTS: usize = 4;
pub(super) const DEPARTMENT: usize = 5;
pub(super) const OTHERS: usize = 6;
pub(super) const WAY: usize = 7;
pub(super) const FREQUENCY: usize = 8;
pub(super) const NOTE: usize = 9;
pub(super) const RATIO: usize = 10;
pub(super) const CODE: usize = 11;
pub(super) const PUBLISHED: usize = 12;
