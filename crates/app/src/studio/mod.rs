//! The studio: designs that somebody draws, keeps, runs and holds against a problem's targets.
//!
//! A design is kept as its text. A save names the revision it was drawn from; whatever a save replaces, or comes
//! too late to replace, is kept too. Runs are in `run.rs`, what a
//! problem asks of a drawing in `check.rs`; the other files are about drawings of a session.

mod check;
mod estimate;
mod findings;
mod hold;
mod run;
pub mod words;

pub(crate) use findings::add as add_findings;
pub(crate) use hold::{hold, hold_now};

pub use check::{CheckError, CheckStep, CheckUpdate, check, check_against};
pub use run::{EVENTS_MAX, RunUpdate, Studio, Turn, simulate, under_problem};

use crate::{AppError, Greenroom, session_id};
use greenroom_simulate::{Design, DesignError, Flaw, Imported, Scenario};
use greenroom_store::{DesignListed, DesignRow, DesignSave, DesignVersion, StoreError};

/// As much as an artifact of a room may have.
pub const TEXT_BYTES_MAX: usize = 256 * 1024;
const TITLE_CHARS_MAX: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StudioError {
    #[error("there is no example `{0}`")]
    NoExample(String),
    #[error("`{0}` is no problem that can be drawn")]
    NoProblem(String),
    #[error("there is no revision {revision} of design `{id}`")]
    NoVersion { id: String, revision: u64 },
    #[error(
        "as text this design has {bytes} bytes, and at most {TEXT_BYTES_MAX} are kept; remove some of its parts"
    )]
    TooLarge { bytes: usize },
}

/// A kept design, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenDesign {
    pub row: DesignRow,
    /// What its text says. One that a newer program wrote may not be readable here.
    pub design: Result<Design, DesignError>,
}

impl OpenDesign {
    fn of(row: DesignRow) -> OpenDesign {
        OpenDesign { design: greenroom_simulate::read(&row.text), row }
    }
}

/// How a save went.
#[derive(Debug, Clone, PartialEq)]
pub enum DesignSaved {
    Kept {
        revision: u64,
        flaws: Vec<Flaw>,
    },
    /// Another tab was faster. Its design is still there, and what was to be saved is among the versions.
    Changed(Box<OpenDesign>),
}

impl Greenroom {
    /// All that were drawn here, the last changed first.
    pub async fn designs(&self) -> Result<Vec<DesignListed>, AppError> {
        Ok(self.store.designs().await?)
    }

    /// `None`: it was deleted or never was.
    pub async fn open_design(&self, id: &str) -> Result<Option<OpenDesign>, AppError> {
        Ok(self.store.design(id).await?.map(OpenDesign::of))
    }

    /// Keeps a new design and returns its id. `problem` is the one that it is to answer.
    pub async fn new_design(
        &self,
        design: &Design,
        problem: Option<&str>,
    ) -> Result<String, AppError> {
        if let Some(id) = problem.filter(|id| !self.can_be_drawn(id)) {
            return Err(StudioError::NoProblem(id.to_owned()).into());
        }
        self.create(design, None, problem.map(str::to_owned)).await
    }

    /// An empty sheet, perhaps for a problem.
    pub async fn begin_design(&self, problem: Option<&str>) -> Result<String, AppError> {
        let title = problem.and_then(|id| self.library.problem(id));
        let title = title.map(|problem| problem.title.clone()).unwrap_or_default();
        self.new_design(&Design { title, ..Design::default() }, problem).await
    }

    /// A copy of an example, to be changed.
    pub async fn copy_example(&self, example: &str) -> Result<String, AppError> {
        let found = self.library.design(example);
        let found = found.ok_or_else(|| StudioError::NoExample(example.to_owned()))?;
        self.create(&found.design, Some(found.id.clone()), None).await
    }

    /// Another of the same, or of one of its earlier versions. Returns its id, or `None` where there is nothing.
    pub async fn duplicate_design(
        &self,
        id: &str,
        revision: Option<u64>,
    ) -> Result<Option<String>, AppError> {
        let Some(row) = self.store.design(id).await? else { return Ok(None) };
        let (title, text) = match revision.filter(|revision| *revision != row.revision) {
            None => (row.title, row.text),
            Some(revision) => {
                let version = self.version(id, revision).await?;
                (version.title, version.text)
            }
        };
        let new = self.new_row(format!("{title} (copy)"), text, row.from_gallery, row.problem);
        self.store.create_design(&new).await?;
        Ok(Some(new.id))
    }

    /// Replaces a design by what was drawn from its revision `base`.
    ///
    /// Errors: [`StoreError::NoDesign`], [`StudioError::TooLarge`].
    pub async fn save_design(
        &self,
        id: &str,
        design: &Design,
        base: u64,
    ) -> Result<DesignSaved, AppError> {
        let text = text_of(design)?;
        let save = DesignSave {
            id: id.to_owned(),
            title: title_of(design),
            text,
            base,
            at_unix_ms: self.clock.unix_ms(),
        };
        match self.store.save_design(&save).await {
            Ok(revision) => {
                Ok(DesignSaved::Kept { revision, flaws: greenroom_simulate::flaws(design) })
            }
            Err(error @ StoreError::DesignChanged { .. }) => match self.open_design(id).await? {
                Some(newest) => Ok(DesignSaved::Changed(Box::new(newest))),
                None => Err(error.into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// What it was before and what lost against another tab, the newest first.
    pub async fn design_versions(&self, id: &str) -> Result<Vec<DesignVersion>, AppError> {
        Ok(self.store.design_versions(id).await?)
    }

    pub async fn design_version(&self, id: &str, revision: u64) -> Result<OpenDesign, AppError> {
        let row = self.store.design(id).await?;
        let row = row.ok_or_else(|| StoreError::NoDesign { id: id.to_owned() })?;
        if row.revision == revision {
            return Ok(OpenDesign::of(row));
        }
        let DesignVersion { revision, changed_unix_ms, title, text, is_aside: _ } =
            self.version(id, revision).await?;
        Ok(OpenDesign::of(DesignRow { revision, changed_unix_ms, title, text, ..row }))
    }

    /// Makes an earlier version the design again. What it was until now is kept as well.
    pub async fn restore_design(&self, id: &str, revision: u64) -> Result<(), AppError> {
        let row = self.store.design(id).await?;
        let row = row.ok_or_else(|| StoreError::NoDesign { id: id.to_owned() })?;
        if row.revision == revision {
            return Ok(());
        }
        let DesignVersion { title, text, .. } = self.version(id, revision).await?;
        let at_unix_ms = self.clock.unix_ms();
        let save = DesignSave { id: id.to_owned(), title, text, base: row.revision, at_unix_ms };
        self.store.save_design(&save).await?;
        Ok(())
    }

    /// Deletes a design with everything that was kept of it.
    pub async fn delete_design(&self, id: &str) -> Result<(), AppError> {
        Ok(self.store.delete_design(id).await?)
    }

    /// The scenario that a design is first run with: its example's, if it is a copy of one.
    pub fn first_scenario(&self, from_gallery: Option<&str>) -> Scenario {
        let example = from_gallery.and_then(|id| self.library.design(id));
        example.map(|example| example.scenario.clone()).unwrap_or_default()
    }

    fn can_be_drawn(&self, problem: &str) -> bool {
        let kind = self.library.problem(problem).map(|problem| problem.kind);
        kind == Some(greenroom_model::RoundKind::Design)
    }

    async fn version(&self, id: &str, revision: u64) -> Result<DesignVersion, AppError> {
        let version = self.store.design_version(id, revision).await?;
        Ok(version.ok_or_else(|| StudioError::NoVersion { id: id.to_owned(), revision })?)
    }

    async fn create(
        &self,
        design: &Design,
        from_gallery: Option<String>,
        problem: Option<String>,
    ) -> Result<String, AppError> {
        let row = self.new_row(title_of(design), text_of(design)?, from_gallery, problem);
        self.store.create_design(&row).await?;
        Ok(row.id)
    }

    fn new_row(
        &self,
        title: String,
        text: String,
        from_gallery: Option<String>,
        problem: Option<String>,
    ) -> DesignRow {
        let changed_unix_ms = self.clock.unix_ms();
        let id = session_id(changed_unix_ms, 0);
        DesignRow { id, title, text, revision: 1, changed_unix_ms, from_gallery, problem }
    }
}

/// Reads a design from a text: its own form, a Mermaid flowchart or an Excalidraw drawing. The notes say what was
/// guessed or left out.
///
/// Errors: what cannot be read, where, and what to do.
pub fn read_text(text: &str) -> Result<Imported, DesignError> {
    greenroom_simulate::import(text)
}

/// Without what does not belong into a line of a list.
fn title_of(design: &Design) -> String {
    let words = design.title.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|letter| !letter.is_control()).take(TITLE_CHARS_MAX).collect()
}

fn text_of(design: &Design) -> Result<String, StudioError> {
    let text = greenroom_simulate::write(design);
    let bytes = text.len();
    if bytes > TEXT_BYTES_MAX { Err(StudioError::TooLarge { bytes }) } else { Ok(text) }
}
