//! A problem package: Kattis' format, legacy and 2023-07, and what we add to it.
//!
//! Packages are other people's: everything that is wrong with one is told by file, all at once, and
//! nothing in one makes the judge give a verdict that it should not.

mod data;
mod expect;
mod metadata;
mod programs;
mod yaml;

pub(crate) use programs::sound_name;

pub use data::Case;
pub use expect::{Code, Rule};
pub use metadata::{Format, Limits};
pub use programs::{Program, SourceFile};

use crate::compare::Comparison;
use crate::error::{Flaw, PackageError};
use crate::source::{FILE_BYTES_MAX, Source, TEXT_BYTES_MAX, Tree};
use expect::Promises;
use greenroom_model::Signature;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Read once, then never changed.
#[derive(Debug)]
pub struct Package {
    /// The folder's name.
    pub id: String,
    pub title: String,
    pub format: Format,
    pub limits: Limits,
    pub interactive: bool,
    pub scoring: bool,
    /// Codes of the languages in which it may be solved; `None`: all.
    pub languages: Option<Vec<String>>,
    /// Ours: what the candidate writes is a function or a class.
    pub signature: Option<Signature>,
    /// What is left out or doubtful, to be shown to whoever brought the package.
    pub warnings: Vec<Flaw>,
    cases: Vec<Case>,
    invalid_inputs: Vec<Case>,
    submissions: Vec<Program>,
    promises: Promises,
    input_validators: Vec<Program>,
    output_validator: Option<Program>,
    includes: BTreeMap<String, Program>,
    constants: BTreeMap<String, String>,
    tree: Tree,
    /// Found by running the accepted submissions, where the package does not say it.
    pub(crate) measured_time_ms: OnceLock<u64>,
}

impl Package {
    /// # Errors
    /// All that makes the package unusable, each by its file.
    pub fn read(source: Source) -> Result<Package, PackageError> {
        let mut warnings = Vec::new();
        let mut flaws = Vec::new();
        let tree = Tree::list(source, &mut warnings)?;
        let Some(metadata) = metadata::read(&tree, &mut flaws, &mut warnings) else {
            return Err(PackageError { flaws });
        };
        let data = data::read(&tree, &metadata, &mut flaws, &mut warnings);
        let signature = signature(&tree, &mut flaws);
        let custom = output_validator(&tree, metadata.custom_validator, &mut flaws, &mut warnings);
        if metadata.interactive && custom.is_none() && flaws.is_empty() {
            let says = "an interactive problem needs a program to talk to: add output_validator/";
            flaws.push(Flaw::new(metadata::FILE, says));
        }
        if custom.is_none() {
            check_comparisons(&data.cases, &mut flaws);
        }
        let mut input_validators = Vec::new();
        for folder in ["input_validators", "input_format_validators"] {
            for program in programs::list(&tree, folder, "", &mut flaws) {
                if program.name.ends_with(".ctd") || program.name.ends_with(".viva") {
                    let says = "input checkers in this language are not run here";
                    warnings.push(Flaw::new(&program.place, says));
                } else {
                    input_validators.push(program);
                }
            }
        }
        let includes = programs::includes(&tree, &mut flaws);
        let submissions = programs::submissions(&tree, &mut flaws);
        let promises = Promises::read(&tree, metadata.format, &mut flaws, &mut warnings);
        if !flaws.is_empty() {
            return Err(PackageError { flaws });
        }
        let metadata::Metadata {
            format,
            title,
            interactive,
            scoring,
            custom_validator: _,
            validator_flags: _,
            languages,
            limits,
            constants,
        } = metadata;
        Ok(Package {
            id: tree.name.clone(),
            title,
            format,
            limits,
            interactive,
            scoring,
            languages,
            signature,
            warnings,
            cases: data.cases,
            invalid_inputs: data.invalid_inputs,
            submissions,
            promises,
            input_validators,
            output_validator: custom,
            includes,
            constants,
            tree,
            measured_time_ms: OnceLock::new(),
        })
    }

    /// Samples first, then the secret ones, in the data's order.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Inputs that the input validators must refuse.
    pub fn invalid_inputs(&self) -> &[Case] {
        &self.invalid_inputs
    }

    pub fn case(&self, name: &str) -> Option<&Case> {
        self.cases.iter().chain(&self.invalid_inputs).find(|case| case.name == name)
    }

    /// The whole input, of which reports show the beginning.
    ///
    /// # Errors
    /// When the file is not what it was when the package was read.
    pub fn input(&self, case: &Case) -> Result<Vec<u8>, PackageError> {
        Ok(self.tree.read(&format!("data/{}.in", case.name), FILE_BYTES_MAX)?)
    }

    /// # Errors
    /// As [`Package::input`].
    pub fn answer(&self, case: &Case) -> Result<Vec<u8>, PackageError> {
        if !case.has_answer {
            return Ok(Vec::new());
        }
        Ok(self.tree.read(&format!("data/{}.ans", case.name), FILE_BYTES_MAX)?)
    }

    pub fn submissions(&self) -> &[Program] {
        &self.submissions
    }

    pub fn input_validators(&self) -> &[Program] {
        &self.input_validators
    }

    pub fn output_validator(&self) -> Option<&Program> {
        self.output_validator.as_ref()
    }

    /// What must hold of an example submission; `None`: its folder promises nothing we can check.
    pub fn rules(&self, submission: &Program) -> Option<Vec<Rule>> {
        self.promises.of(&submission.name)
    }

    /// Language and entry point that the package names for an example submission.
    pub(crate) fn said_program(&self, submission: &Program) -> (Option<&str>, Option<&str>) {
        self.promises.program(&submission.name)
    }

    pub(crate) fn comparison(&self, args: &[String]) -> Result<Comparison, String> {
        if self.signature.is_some() {
            return Ok(Comparison::exact());
        }
        Comparison::parse(args)
    }

    /// # Errors
    /// Files that cannot be read.
    pub fn load(&self, program: &Program) -> Result<Vec<SourceFile>, PackageError> {
        let mut files = Vec::new();
        for (path, place) in &program.files {
            let mut bytes = self.tree.read(place, 16 * TEXT_BYTES_MAX)?;
            if !self.constants.is_empty()
                && let Ok(text) = std::str::from_utf8(&bytes)
            {
                bytes = programs::with_constants(text, &self.constants).into_bytes();
            }
            files.push(SourceFile { path: path.clone(), bytes });
        }
        Ok(files)
    }

    /// What is laid over a submission in a language of these codes: `include/default`, and over that
    /// the language's own.
    ///
    /// # Errors
    /// As [`Package::load`].
    pub fn include(&self, codes: &[&str]) -> Result<Vec<SourceFile>, PackageError> {
        let mut all: BTreeMap<String, SourceFile> = BTreeMap::new();
        let own = codes.iter().find_map(|code| self.includes.get(*code));
        for program in self.includes.get("default").into_iter().chain(own) {
            for file in self.load(program)? {
                all.insert(file.path.clone(), file);
            }
        }
        Ok(all.into_values().collect())
    }

    /// All files, for a program that works on the package itself.
    pub(crate) fn all_files(&self) -> impl Iterator<Item = &str> {
        ["data", "include", "input_validators", "submissions"]
            .into_iter()
            .flat_map(|folder| self.tree.below(folder))
    }

    pub(crate) fn file(&self, path: &str) -> Result<Vec<u8>, PackageError> {
        Ok(self.tree.read(path, FILE_BYTES_MAX)?)
    }

    pub(crate) fn has_file(&self, path: &str) -> bool {
        self.tree.contains(path)
    }
}

fn signature(tree: &Tree, flaws: &mut Vec<Flaw>) -> Option<Signature> {
    const FILE: &str = "signature.toml";
    if !tree.contains(FILE) {
        return None;
    }
    let text = match tree.read_text(FILE) {
        Ok(text) => text,
        Err(flaw) => {
            flaws.push(flaw);
            return None;
        }
    };
    match toml::from_str::<Signature>(&text) {
        Ok(signature) => Some(signature),
        Err(error) => {
            flaws.push(Flaw::new(FILE, error.to_string().trim_end()));
            None
        }
    }
}

/// `output_validators/` in the legacy format, `output_validator/` in the newer one; packages on
/// their way from one to the other have either.
fn output_validator(
    tree: &Tree,
    said: Option<bool>,
    flaws: &mut Vec<Flaw>,
    warnings: &mut Vec<Flaw>,
) -> Option<Program> {
    let folder = ["output_validator", "output_validators"]
        .into_iter()
        .find(|folder| tree.below(folder).next().is_some());
    match (said, folder) {
        (Some(true), None) => {
            let says = "`validation: custom` needs a program in output_validators/: add it";
            flaws.push(Flaw::new(metadata::FILE, says));
            None
        }
        (Some(false), Some(folder)) => {
            let says = "problem.yaml says `validation: default`, so this program is not used";
            warnings.push(Flaw::new(folder, says));
            None
        }
        (_, None) => None,
        (_, Some(folder)) => programs::single(tree, folder, flaws),
    }
}

/// Arguments of the default validator that it does not know are an error of the package, and better
/// told before than during a judgement.
fn check_comparisons(cases: &[Case], flaws: &mut Vec<Flaw>) {
    for case in cases {
        if let Err(why) = Comparison::parse(&case.output_validator_args) {
            flaws.push(Flaw::new(format!("data/{}.in", case.name), why));
            // The whole group has them.
            return;
        }
    }
}
