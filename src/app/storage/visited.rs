//! A campaign that is not on the screen, with what is asked of its visits in memory.

use super::repository::read_parts;
use crate::app::context::AppContext;
use crate::state::{Action, BlobKind, Campaign, Model};

/// The model with the parts of which the visits of a campaign are made; it is not kept.
///
/// # Errors
/// The sentence for the user, when a part can't be read.
pub async fn with_visits(app: &AppContext, campaign: &Campaign) -> Result<Model, String> {
    use BlobKind::{Inspections, List, Log};
    let wanted = campaign.parts().into_iter().filter(|(kind, _)| !matches!(kind, Inspections | List | Log)).collect();
    let parts = read_parts(&app.worker, &app.store.model, wanted).await.map_err(|fault| fault.to_string())?;
    app.store.model.apply(Action::PartsRead(parts)).map_err(|refusal| refusal.to_string())
}
