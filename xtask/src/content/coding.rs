//! Coding problems: every submission gets the verdict of its folder, wrong ones on the very case
//! that they name, and verdicts about time hold at half and at double the limit. The judge does it, as
//! it does for anybody's package; the drivers are those that the signature gives.

use crate::r#gen;
use greenroom_judge::verify::Step;
use greenroom_judge::{Cancel, Judge, JudgeConfig, Package, Source};
use std::path::{Path, PathBuf};

/// One judge for all problems: starting its sandbox takes a moment.
pub struct Coding {
    judge: Result<Judge, String>,
    folder: PathBuf,
}

impl Coding {
    pub fn new() -> Coding {
        let folder = std::env::temp_dir().join(format!("greenroom-content-{}", std::process::id()));
        let judge = Judge::new(JudgeConfig::new(folder.clone())).map_err(|error| error.to_string());
        Coding { judge, folder }
    }

    pub fn check(&self, folder: &Path) -> Result<Vec<String>, String> {
        let judge = self.judge.as_ref().map_err(Clone::clone)?;
        let mut wrong = r#gen::differences(folder)?;
        let package =
            Package::read(Source::Folder(folder.into())).map_err(|error| error.to_string())?;
        if package.signature.is_none() {
            return Err("signature.toml: missing: write it (docs/content.md)".into());
        }
        let verified = judge
            .verify(&package, &mut |_: Step| {}, &Cancel::new())
            .map_err(|error| error.to_string())?;
        // What could not be checked here counts: a check that is left out holds nothing.
        wrong.extend(verified.broken.iter().chain(&verified.notes).map(ToString::to_string));
        Ok(wrong)
    }
}

impl Drop for Coding {
    fn drop(&mut self) {
        self.judge = Err("it is over".into());
        std::fs::remove_dir_all(&self.folder).ok();
    }
}
