//! Figures in memory: counted whenever they are read.

use std::collections::BTreeMap;

use contract::message::{AsideReason, Day, Parts};
use credential::{AppName, InstanceName, TenantId};
use store::{AskedDay, Days, PartFigures, PartOf, ReportStore, Rollup, StoreError, Uncounted};
use survey::{ResponseId, SurveyId};

use super::{KeptResponse, MemoryStore, State, Tally};

fn has(days: Days, day: Day) -> bool {
    (days.from..=days.to).contains(&day)
}

impl State {
    /// What a tenant's response counts to, and whether it is taken out of figures.
    fn tally_of(
        &mut self,
        tenant: &TenantId,
        (survey, response): (&SurveyId, ResponseId),
    ) -> Option<(&mut Tally, &mut Option<(AsideReason, Tally)>)> {
        let _ = self.kept(tenant, survey)?;
        let is = |kept: &&mut KeptResponse| kept.survey == *survey && kept.record.id == response;
        let kept = self.responses.iter_mut().find(is)?;
        Some((&mut kept.record.sealed.as_mut()?.tally, &mut kept.aside))
    }
}

impl ReportStore for MemoryStore {
    async fn read_rollups(&self, survey: &SurveyId, days: Days) -> Result<Vec<Rollup>, StoreError> {
        let mut counts = BTreeMap::new();
        let state = self.state();
        for kept in state.of(survey) {
            let day = Day::of(kept.record.submitted_at);
            let tally = kept.record.sealed.iter().flat_map(|sealed| &sealed.tally);
            for (question, value) in tally.filter(|_| has(days, day)) {
                *counts.entry((day, question.clone(), value.clone())).or_insert(0) += 1;
            }
        }
        let rollup = |((day, question, value), count)| Rollup { day, question, value, count };
        Ok(counts.into_iter().map(rollup).collect())
    }

    async fn read_asked_days(
        &self,
        tenant: &TenantId,
        (app, instance): (&AppName, &InstanceName),
        days: Days,
    ) -> Result<Vec<AskedDay>, StoreError> {
        let mut counts = BTreeMap::new();
        for kept in &self.state().asked {
            let (new, day) = (&kept.new, Day::of(kept.new.made_at));
            let is_own = (&kept.tenant, &new.app, &new.instance) == (tenant, app, instance);
            if is_own && !new.test && has(days, day) {
                let state = new.asked.state;
                counts.entry((day, state.name())).or_insert((state, 0)).1 += 1;
            }
        }
        let told = |((day, _), (state, count))| AskedDay { day, state, count };
        Ok(counts.into_iter().map(told).collect())
    }

    async fn read_part(
        &self,
        of: PartOf<'_>,
        days: Days,
        most: u32,
    ) -> Result<Vec<PartFigures>, StoreError> {
        let mut found: BTreeMap<String, PartFigures> = BTreeMap::new();
        let state = self.state();
        let value = |parts: &Parts| {
            parts.iter().find(|(name, _)| *name == of.part).map(|(_, value)| value.to_owned())
        };
        for kept in state.of(of.survey) {
            let record = &kept.record;
            let tally = record.sealed.iter().flat_map(|sealed| &sealed.tally);
            let named = value(&record.parts).filter(|_| has(days, Day::of(record.submitted_at)));
            for ((question, answer), named) in tally.zip(core::iter::repeat(named)) {
                let Some(named) = named else { continue };
                let counts = &mut found.entry(named).or_default().counts;
                let answers = counts.entry(question.clone()).or_default();
                *answers.entry(answer.clone()).or_insert(0) += 1;
            }
        }
        for kept in &state.asked {
            let new = &kept.new;
            let is_own =
                (&kept.tenant, &new.app, &new.instance) == (of.tenant, of.app, of.instance);
            let counts = is_own && !new.test && has(days, Day::of(new.made_at));
            if let Some(named) = value(&new.asked.parts).filter(|_| counts) {
                *found.entry(named).or_default().asked.entry(new.asked.state).or_insert(0) += 1;
            }
        }
        let sum = |figures: &PartFigures| -> u32 {
            let answers = figures.counts.values().flat_map(BTreeMap::values);
            answers.chain(figures.asked.values()).sum()
        };
        let named = |(value, figures)| PartFigures { value, ..figures };
        let mut told: Vec<_> = found.into_iter().map(named).collect();
        told.sort_by_key(|figures| core::cmp::Reverse(sum(figures)));
        told.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(told)
    }

    async fn set_aside(
        &self,
        tenant: &TenantId,
        response: (&SurveyId, ResponseId),
        reason: AsideReason,
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let Some((tally, aside)) = state.tally_of(tenant, response) else { return Ok(false) };
        if aside.is_some() || tally.is_empty() {
            return Ok(false);
        }
        let pair = (AsideReason::COUNTED_AS.to_owned(), reason.as_str().to_owned());
        *aside = Some((reason, core::mem::replace(tally, vec![pair])));
        Ok(true)
    }

    async fn count_again(
        &self,
        tenant: &TenantId,
        response: (&SurveyId, ResponseId),
    ) -> Result<bool, StoreError> {
        let mut state = self.state();
        let Some((tally, aside)) = state.tally_of(tenant, response) else { return Ok(false) };
        let Some((_, before)) = aside.take() else { return Ok(false) };
        *tally = before;
        Ok(true)
    }

    async fn uncounted(&self, _limit: u32) -> Result<Vec<Uncounted>, StoreError> {
        Ok(Vec::new())
    }

    async fn count_response(
        &self,
        _response: &Uncounted,
        _tally: &[(String, String)],
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn recount(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
