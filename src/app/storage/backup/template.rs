//! 方案模板 as a file, out and in.

use crate::app::context::AppContext;
use crate::app::worker::download::save;
use crate::browser::files;
use crate::state::{Campaign, CarriedOver, TemplateFault, read_template, write_template};
use std::rc::Rc;
use web_sys::File;

/// A template that the user gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// The name of the file.
    pub name: String,
    pub carried: Rc<CarriedOver>,
}

/// Hands the template of a campaign to the user.
pub fn save_template(app: &AppContext, campaign: &Campaign) {
    let text = match write_template(campaign) {
        Ok(text) => text,
        Err(fault) => return app.warn(fault),
    };
    let title: String = campaign.title().chars().take(60).collect();
    match save(&format!("{title}-方案模板.json"), text.as_bytes()) {
        Ok(name) => app.tell(format!(
            "已存为“{name}”，请在下载文件夹中查看。其中有部门、事项、类别、报数单位、阶段名称、设置和用语；没有名录、日期、编号、协助人员和联系人"
        )),
        Err(fault) => app.warn(fault),
    }
}

/// The template of a text that was in the file of this name.
///
/// # Errors
/// [`TemplateFault`] when it is none.
pub fn template_of(name: String, text: &str) -> Result<Template, TemplateFault> {
    read_template(text).map(|carried| Template { name, carried: Rc::new(carried) })
}

/// Reads a template from a file; the sentence if it is none.
pub async fn open_template(file: File) -> Result<Template, String> {
    let (name, bytes) = files::read(file).await.map_err(|fault| fault.to_string())?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    let told = |fault: TemplateFault| format!("“{name}”：{fault}");
    template_of(name.clone(), &text).map_err(told)
}
