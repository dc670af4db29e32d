//! All content, by kind and id.

use crate::source::Texts;
use crate::{
    ContentError, DesignTask, GalleryDesign, LabContent, PackageFiles, Problem, Topic, cards,
    designs, drills, labs, outline, package, problem, protocols, topics,
};
use greenroom_model::drill::Drill;
use greenroom_model::{Card, Outline, Protocol, RoundKind};
use greenroom_simulate::{Prices, Targets};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Problems, protocols, cards and topics, each sound by itself and all ids resolved.
#[derive(Debug, Clone)]
pub struct Library {
    problems: BTreeMap<(RoundKind, String), Problem>,
    protocols: BTreeMap<String, Protocol>,
    /// By id.
    cards: BTreeMap<String, Card>,
    /// By id.
    drills: BTreeMap<String, Drill>,
    /// By id.
    designs: BTreeMap<String, GalleryDesign>,
    /// By id.
    labs: BTreeMap<String, LabContent>,
    /// By the id of their problem.
    tasks: BTreeMap<String, DesignTask>,
    /// `None` only where a folder's own are broken.
    prices: Option<Prices>,
    /// `None` only where a folder's own is broken.
    outline: Option<Outline>,
    topics: Vec<Topic>,
    /// Where problems were read from; `None`: they are compiled in.
    folder: Option<PathBuf>,
}

impl Library {
    /// The content that was compiled in. A test holds that nothing in it is refused, so that
    /// this needs no error.
    pub fn embedded() -> Library {
        read(&Texts::embedded()).0
    }

    /// The content of a folder of the same shape as this project's `content/`. Its problems stand
    /// in place of the built-in ones; where it has no `topics.toml` or no `protocols/`, the
    /// built-in ones serve. Collects all that is wrong, not only the first.
    pub fn from_dir(dir: &Path) -> Result<Library, Vec<ContentError>> {
        if !dir.is_dir() {
            return Err(vec![ContentError::new(
                dir.display().to_string(),
                "not a folder",
                "name a folder with problems in it, such as design/<id>/problem.toml",
            )]);
        }
        let (texts, mut errors) = Texts::below(dir);
        let (mut library, found) = read(&texts);
        errors.extend(found);
        if library.problems.is_empty() && errors.is_empty() {
            errors.push(ContentError::new(
                dir.display().to_string(),
                "no problems here",
                "add one as <kind>/<id>/problem.toml (docs/content.md), or name another folder",
            ));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        if library.protocols.is_empty() {
            library.protocols = Library::embedded().protocols;
        }
        if library.outline.is_none() {
            library.outline = Library::embedded().outline;
        }
        if library.cards.is_empty() {
            library.cards = Library::embedded().cards;
        }
        if library.drills.is_empty() {
            library.drills = Library::embedded().drills;
        }
        if library.designs.is_empty() {
            library.designs = Library::embedded().designs;
        }
        if library.labs.is_empty() {
            library.labs = Library::embedded().labs;
        }
        if library.prices.is_none() {
            library.prices = Library::embedded().prices;
        }
        library.folder = Some(dir.to_owned());
        Ok(library)
    }

    /// A problem by its id, which is unique over all kinds.
    pub fn problem(&self, id: &str) -> Option<&Problem> {
        RoundKind::ALL.into_iter().find_map(|kind| self.problems.get(&(kind, id.to_owned())))
    }

    /// What the judge needs of a coding problem; `None` for others.
    pub fn package(&self, id: &str) -> Option<PackageFiles> {
        self.problem(id).filter(|problem| problem.kind == RoundKind::Coding)?;
        match &self.folder {
            Some(folder) => Some(PackageFiles::Folder(folder.join("coding").join(id))),
            None => package::embedded(id),
        }
    }

    /// All problems, by kind and then id.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.values()
    }

    pub fn of_kind(&self, kind: RoundKind) -> impl Iterator<Item = &Problem> {
        self.problems().filter(move |problem| problem.kind == kind)
    }

    pub fn protocol(&self, id: &str) -> Option<&Protocol> {
        self.protocols.get(id)
    }

    /// All protocols, by id.
    pub fn protocols(&self) -> impl Iterator<Item = &Protocol> {
        self.protocols.values()
    }

    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.get(id)
    }

    /// All cards, by id.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.values()
    }

    /// What the weeks before an interview stress.
    pub fn outline(&self) -> Option<&Outline> {
        self.outline.as_ref()
    }

    pub fn drill(&self, id: &str) -> Option<&Drill> {
        self.drills.get(id)
    }

    /// All drills, by id.
    pub fn drills(&self) -> impl Iterator<Item = &Drill> {
        self.drills.values()
    }

    /// One of the gallery.
    pub fn design(&self, id: &str) -> Option<&GalleryDesign> {
        self.designs.get(id)
    }

    /// The gallery, by id.
    pub fn designs(&self) -> impl Iterator<Item = &GalleryDesign> {
        self.designs.values()
    }

    pub fn lab(&self, id: &str) -> Option<&LabContent> {
        self.labs.get(id)
    }

    /// All labs, by id.
    pub fn labs(&self) -> impl Iterator<Item = &LabContent> {
        self.labs.values()
    }

    /// What a problem asks of a drawing, with the drawings that prove it. `None`: nothing.
    pub fn design_task(&self, problem: &str) -> Option<&DesignTask> {
        self.tasks.get(problem)
    }

    /// What a problem asks of a drawing.
    pub fn targets(&self, problem: &str) -> Option<&Targets> {
        self.design_task(problem).map(|task| &task.targets)
    }

    /// What parts of a design cost.
    pub fn prices(&self) -> Option<&Prices> {
        self.prices.as_ref()
    }

    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// A problem of a kind, the same for the same seed. `not` lists ids that were practised,
    /// the longest ago first: a problem outside it is preferred, and when there is none, the one
    /// that stands earliest in it. `None` only where the kind has no problem.
    pub fn pick(&self, kind: RoundKind, seed: u64, not: &[&str]) -> Option<&Problem> {
        let fresh: Vec<&Problem> =
            self.of_kind(kind).filter(|problem| !not.contains(&problem.id.as_str())).collect();
        if fresh.is_empty() {
            let last_seen = |id: &str| not.iter().rposition(|seen| *seen == id);
            return self.of_kind(kind).min_by_key(|problem| last_seen(&problem.id));
        }
        let at = scramble(seed ^ kind as u64) % fresh.len() as u64;
        fresh.get(at as usize).copied()
    }
}

/// SplitMix64's output function (Steele, Lea, Flood 2014): neighbouring seeds pick independently.
fn scramble(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

const PRICES: &str = "prices.toml";
/// The one plan that there is.
const OUTLINE: &str = "plans/four-weeks.toml";

/// Reads all it can, and says what it could not.
fn read(texts: &Texts) -> (Library, Vec<ContentError>) {
    let mut errors = Vec::new();
    let topics = read_topics(texts, &mut errors);
    let mut protocols = BTreeMap::new();
    for (name, path, text) in texts.inside("protocols") {
        match protocols::read(&texts.name(path), name.trim_end_matches(".toml"), text) {
            Ok(protocol) => drop(protocols.insert(protocol.id.clone(), protocol)),
            Err(found) => errors.extend(found),
        }
    }
    let cards = read_cards(texts, &topics, &mut errors);
    let mut drills = BTreeMap::new();
    for (file, path, text) in texts.inside("drills") {
        match drills::read(&texts.name(path), file.trim_end_matches(".toml"), text, &topics) {
            Ok(drill) => drop(drills.insert(drill.id.clone(), drill)),
            Err(found) => errors.extend(found),
        }
    }
    let mut gallery = BTreeMap::new();
    for (file, path, text) in texts.inside("designs") {
        match designs::read(&texts.name(path), file.trim_end_matches(".toml"), text, &topics) {
            Ok(design) => drop(gallery.insert(design.id.clone(), design)),
            Err(found) => errors.extend(found),
        }
    }
    let outline = texts.get(OUTLINE).and_then(|text| {
        outline::read(&texts.name(OUTLINE), text, &topics)
            .map_err(|found| errors.extend(found))
            .ok()
    });
    let prices = texts.get(PRICES).and_then(|text| {
        designs::prices(&texts.name(PRICES), text).map_err(|error| errors.push(error)).ok()
    });
    // A folder without its own is given the built-in ones.
    let has_prices = prices.is_some() || Texts::embedded().get(PRICES).is_some();
    let mut problems: BTreeMap<(RoundKind, String), Problem> = BTreeMap::new();
    let (mut tasks, mut labs) = (BTreeMap::new(), BTreeMap::new());
    for (folder, id) in texts.problem_folders() {
        if folder == "labs" {
            match labs::read(texts, &id, &topics) {
                Ok(lab) => drop(labs.insert(id, lab)),
                Err(found) => errors.extend(found),
            }
            continue;
        }
        let Ok(kind) = folder.parse::<RoundKind>() else {
            errors.push(ContentError::new(
                texts.name(&folder),
                format!("`{folder}` is no kind of round"),
                format!(
                    "name the folder one of {}",
                    RoundKind::ALL.map(|kind| kind.id()).join(", ")
                ),
            ));
            continue;
        };
        if let Some((other, _)) = problems.keys().find(|(_, other)| *other == id) {
            errors.push(ContentError::new(
                texts.name(&format!("{folder}/{id}")),
                format!("`{other}/{id}` has the same id"),
                "rename one of the two folders",
            ));
            continue;
        }
        let problem = match problem::read(texts, kind, &id, &topics) {
            Ok(problem) => problem,
            Err(found) => {
                errors.extend(found);
                continue;
            }
        };
        if kind == RoundKind::Design {
            let folder = format!("{kind}/{id}");
            match designs::task(texts, &folder, &problem.rubric, &topics, has_prices) {
                Ok(task) => tasks.extend(task.map(|task| (id.clone(), task))),
                Err(found) => errors.extend(found),
            }
        }
        problems.insert((kind, id), problem);
    }
    let library = Library {
        problems,
        protocols,
        cards,
        drills,
        designs: gallery,
        labs,
        tasks,
        prices,
        outline,
        topics,
        folder: None,
    };
    (library, errors)
}

fn read_cards(
    texts: &Texts,
    topics: &[Topic],
    errors: &mut Vec<ContentError>,
) -> BTreeMap<String, Card> {
    let mut cards = BTreeMap::new();
    for (file, path, text) in texts.inside("cards") {
        let name = texts.name(path);
        match cards::read(&name, file.trim_end_matches(".toml"), text, topics) {
            Ok(found) => {
                for card in found {
                    let id = card.id.clone();
                    if let Some(other) = cards.insert(id.clone(), card) {
                        let what = format!("card `{id}` is in `{}`, too", other.topic);
                        errors.push(ContentError::new(&name, what, "rename one of the two"));
                    }
                }
            }
            Err(found) => errors.extend(found),
        }
    }
    cards
}

fn read_topics(texts: &Texts, errors: &mut Vec<ContentError>) -> Vec<Topic> {
    let Some(text) = texts.get("topics.toml") else {
        let embedded = Texts::embedded();
        let text = embedded.get("topics.toml").unwrap_or_default();
        return topics::read("topics.toml", text).unwrap_or_default();
    };
    topics::read(&texts.name("topics.toml"), text).unwrap_or_else(|found| {
        errors.extend(found);
        Vec::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_compiled_in_is_refused() {
        let (library, errors) = read(&Texts::embedded());
        let report: String = errors.iter().map(|error| format!("{error}\n")).collect();
        assert!(errors.is_empty(), "{report}");
        for kind in RoundKind::ALL {
            assert!(library.of_kind(kind).count() > 0, "no problem of kind {kind}");
        }
    }

    #[test]
    fn the_mock_takes_sixty_minutes_and_touches_every_kind() {
        let library = Library::embedded();
        let mock = library.protocol("mock-60").expect("the mock is there");
        assert_eq!(mock.minutes(), 60);
        let kinds: Vec<_> = mock.rounds.iter().filter_map(|round| round.kind.kind()).collect();
        for kind in RoundKind::ALL {
            assert!(kinds.contains(&kind), "the mock lacks {kind}");
        }
    }

    #[test]
    fn every_kind_has_its_single_round_and_the_loop_holds_all_in_order() {
        let library = Library::embedded();
        for kind in RoundKind::ALL {
            let protocol = library.protocol(&format!("round-{kind}")).expect("a single round");
            assert!(
                protocol.rounds.iter().filter_map(|round| round.kind.kind()).all(|k| k == kind)
            );
        }
        let mut kinds: Vec<_> = library
            .protocol("loop")
            .expect("the loop is there")
            .rounds
            .iter()
            .filter_map(|round| round.kind.kind())
            .collect();
        kinds.dedup();
        assert_eq!(kinds, RoundKind::ALL);
    }
}
