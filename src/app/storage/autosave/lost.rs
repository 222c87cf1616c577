//! What is stored and not as this window left it: damaged, changed or removed by another program.

use super::saving::Saving;
use super::sweep;
use crate::app::storage::repository::{self, Fault, SharedDocument, Unreadable, document_key};
use crate::app::store::Msg;
use crate::browser::storage;
use crate::model::Digest;
use crate::state::{Office, YearPlans};
use std::rc::Rc;

impl Saving {
    /// What is damaged and lies where a campaign belongs is kept aside.
    pub(super) fn make_way(&self, id: &str) -> Result<(), Fault> {
        let key = document_key(id);
        if !self.get().stored.unreadable.iter().any(|u| u.key == key) {
            return Ok(());
        }
        let aside = repository::set_aside(id)?;
        self.is_now(&key, aside);
        Ok(())
    }

    /// What could not be opened under the key is there no more, or lies aside.
    fn is_now(&self, key: &str, aside: Option<Unreadable>) {
        let unreadable = {
            let mut saver = self.set();
            saver.stored.unreadable.retain(|u| u.key != key);
            saver.stored.unreadable.extend(aside);
            saver.stored.unreadable.clone()
        };
        self.send(Msg::Unreadable(unreadable));
    }

    /// Takes away what can't be opened, when the user wants it.
    pub fn discard(&self, key: &str) -> Result<(), Fault> {
        let names = self.get().stored.unreadable.iter().find(|u| u.key == key).and_then(Unreadable::names);
        storage::remove(key)?;
        sweep::removed(names.into_iter().flatten());
        if let Some(id) = repository::campaign_of(key) {
            self.set().stored.known.remove(id);
        }
        self.is_now(key, None);
        self.sweep_later();
        Ok(())
    }

    /// That the documents of all campaigns are still stored, and those that another window or program was at are
    /// as this one left them.
    ///
    /// # Errors
    /// [`Fault::Changed`] and [`Fault::Cleared`], by title.
    pub(super) fn find_lost(&self) -> Result<(), Fault> {
        let stored = repository::stored_campaigns()?;
        let mut saver = self.set();
        let kept = saver.kept.campaigns.keys();
        let gone: Vec<_> = kept.filter(|id| !stored.contains(*id)).cloned().collect();
        saver.stored.lost.extend(gone);
        let (lost, known) = (saver.stored.lost.clone(), saver.stored.known.clone());
        let (mut gone, mut changed) = (Vec::new(), Vec::new());
        for id in lost {
            let now = storage::raw(&document_key(&id))?.map(|text| Digest::of(&text));
            let title = || saver.kept.campaigns.get(&id).map_or_else(|| id.clone(), |c| c.title());
            match now {
                now if now.as_ref() == known.get(&id) => drop(saver.stored.lost.remove(&id)),
                None => gone.push(format!("“{}”", title())),
                Some(_) => changed.push(title()),
            }
        }
        drop(saver);
        gone.extend(self.is_cleared::<Office>()?.then(|| Office::NAME.to_owned()));
        gone.extend(self.is_cleared::<YearPlans>()?.then(|| YearPlans::NAME.to_owned()));
        match (changed.first(), gone.is_empty()) {
            (Some(title), _) => Err(Fault::Changed(title.clone())),
            (None, false) => Err(Fault::Cleared(gone.join("、"))),
            (None, true) => Ok(()),
        }
    }

    /// Whether what is kept once for all was in storage, and is there no more.
    ///
    /// # Errors
    /// When storage fails.
    fn is_cleared<T: SharedDocument>(&self) -> Result<bool, Fault> {
        Ok(self.get().stored.shared.contains_key(T::KEY) && !storage::has(T::KEY)?)
    }

    /// What was removed and is kept once for all differs from what is stored, so that it is written again.
    fn forget_cleared<T: SharedDocument>(&self) {
        if self.is_cleared::<T>().unwrap_or_default() {
            self.set().read_shared(None, &Rc::<T>::default());
        }
    }

    /// Writes again from memory what was removed from storage.
    pub fn save_again(&self) {
        let Ok(stored) = repository::stored_campaigns() else { return };
        {
            let mut saver = self.set();
            let gone: Vec<_> = saver.stored.lost.iter().filter(|id| !stored.contains(*id)).cloned().collect();
            for id in gone {
                saver.stored.lost.remove(&id);
                saver.stored.known.remove(&id);
                saver.stored.unreadable.retain(|u| u.campaign() != Some(&id));
                Rc::make_mut(&mut saver.kept.campaigns).remove(&id);
            }
        }
        self.forget_cleared::<Office>();
        self.forget_cleared::<YearPlans>();
        self.changed();
    }
}
