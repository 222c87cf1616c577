//! 看一遍大屏: the demo carried to its outcome at once, so that its show can be seen from the seal on. The same acts as by
//! hand, with numbers from the browser's generator.

use crate::app::context::{AppContext, go};
use crate::app::reveal::rewind;
use crate::app::worker::drawing;
use crate::browser::{clock, entropy};
use crate::draw::{Nonce, Salt, Time};
use crate::route::{Route, Step};
use crate::state::{Act, Phase, Refusal, SealInput, Sealing, check, turn};

/// Seals, says the numbers, makes the seed, draws, and opens 大屏 at its start; what was refused is told on 抽取.
pub fn show(app: &AppContext, id: String) {
    if let Err(why) = seed(app, &id) {
        app.warn(why);
        return go(&Route::Step(id, Step::Draw));
    }
    let (app, of) = (app.clone(), id.clone());
    drawing::draw(&app.clone(), &of, move || match app.campaign(&id).filter(|c| c.phase() == Phase::Drawn) {
        Some(campaign) => {
            rewind(&id, turn(&campaign));
            go(&Route::Stage(id.clone()));
        }
        None => go(&Route::Step(id.clone(), Step::Draw)),
    });
}

fn seed(app: &AppContext, id: &str) -> Result<(), String> {
    let Some(campaign) = app.campaign(id) else { return Ok(()) };
    let now = clock::now();
    let ready = check(&app.store.model, &campaign, now.date_naive());
    let at = Time::of(&now).map_err(|_| Refusal::Clock.to_string())?;
    let nonce = Nonce::from_bytes(entropy::bytes().map_err(|fault| fault.to_string())?);
    let salt = Salt::from_bytes(entropy::bytes().map_err(|fault| fault.to_string())?);
    let sealing = Sealing::new(&campaign, &ready, &SealInput { at, nonce, salt })?;
    let parties = sealing.sealed.seal.contributors.len();
    app.act(id, Act::Seal(Box::new(sealing)));
    for index in 0..parties {
        let number = u32::from_be_bytes(entropy::bytes().map_err(|fault| fault.to_string())?) % 1_000_000;
        app.act(id, Act::Type { index, text: format!("{number:06}") });
        app.act(id, Act::Confirm(index));
    }
    app.act(id, Act::MakeSeed);
    Ok(())
}
