//! What breaks, where nobody knows the parts' names.

use crate::design::{Design, Node, Part};
use crate::reach::instances;
use crate::scenario::{Fault, FaultKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A fault of a kind of parts.
///
/// `any` is each part of the kind in turn, of which the worst counts; `every` is all of them at the same time. A
/// database is a sharded store too, and a queue a log; what is killed is one instance, of a store the primary of
/// its first shard.
///
/// Written `kill any database@20s for 10s`, `kill one each service@20s`, `slow any database x10@20s for 10s`,
/// `slow every cache x5@20s for 10s`, `cold every cache@20s`, `deploy any service@20s`, `lose a zone@20s`,
/// `lose a region@20s for 10s`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Selector {
    text: String,
    what: What,
    /// Of a part that stands for those that it will hit.
    fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Any(String),
    Every(String),
    Zone,
    Region,
}

const HOW: &str = "write such as `kill any database@20s for 10s`, `kill one each service@20s`, `slow any database \
                   x10@20s for 10s`, `cold every cache@20s`, `deploy any service@20s` or `lose a zone@20s`";

/// Kinds that a word stands for.
pub fn kinds(word: &str) -> Result<Vec<&'static str>, String> {
    let known: Vec<&str> = Part::all().iter().map(Part::kind).collect();
    match word {
        "database" => Ok(vec!["database", "sharded-store"]),
        "queue" => Ok(vec!["queue", "log"]),
        // Those that run on machines of one's own.
        "part" => {
            let not_ours = ["clients", "external", "object-store", "cdn"];
            Ok(known.into_iter().filter(|kind| !not_ours.contains(kind)).collect())
        }
        _ => match known.iter().find(|kind| **kind == word) {
            Some(kind) => Ok(vec![kind]),
            None => Err(format!(
                "there is no kind `{word}`; there are {}, and `part` for any of them",
                known.join(", ")
            )),
        },
    }
}

impl Selector {
    /// Its time and how much; the part in it is none.
    #[must_use]
    pub fn fault(&self) -> &Fault {
        &self.fault
    }

    /// What it means for a design: each element is what breaks in one run.
    ///
    /// # Errors
    /// Why it means nothing there: a sentence.
    pub fn meant(&self, design: &Design) -> Result<Vec<Vec<Fault>>, String> {
        let of = |kind: &str| -> Vec<&Node> {
            let kinds = kinds(kind).unwrap_or_default();
            design.nodes.iter().filter(|node| kinds.contains(&node.part.kind())).collect()
        };
        match &self.what {
            What::Every(kind) => {
                let nodes = of(kind);
                self.hits(&nodes, kind)?;
                Ok(vec![nodes.into_iter().map(|node| self.aimed(node)).collect()])
            }
            What::Any(kind) => {
                let nodes = of(kind);
                self.hits(&nodes, kind)?;
                // Where there is no cache, none goes cold: that is an answer, too.
                if nodes.is_empty() {
                    return Ok(vec![Vec::new()]);
                }
                Ok(nodes.into_iter().map(|node| vec![self.aimed(node)]).collect())
            }
            What::Zone => self.lost(design, |zone| zone),
            What::Region => self.lost(design, |zone| zone.split('/').next().unwrap_or(zone)),
        }
    }

    /// What does not exist cannot be killed, and a drawing without it has not shown that it can do without it.
    fn hits(&self, nodes: &[&Node], kind: &str) -> Result<(), String> {
        if !nodes.is_empty() || matches!(self.fault.what, FaultKind::Cold { .. }) {
            return Ok(());
        }
        Err(format!(
            "There is no {} in this drawing that `{self}` could hit: draw one.",
            kinds(kind).unwrap_or_default().join(" or ")
        ))
    }

    fn aimed(&self, node: &Node) -> Fault {
        let id = node.id.clone();
        let what = match self.fault.what.clone() {
            FaultKind::Kill { .. } => {
                let instance = (instances(&node.part) > 1).then_some(1);
                FaultKind::Kill { node: id, instance }
            }
            FaultKind::Slow { times, .. } => FaultKind::Slow { node: id, instance: None, times },
            FaultKind::Cold { .. } => FaultKind::Cold { node: id },
            FaultKind::Deploy { .. } => FaultKind::Deploy { node: id },
            other @ (FaultKind::Lose { .. } | FaultKind::Partition { .. }) => other,
        };
        Fault { what, ..self.fault.clone() }
    }

    fn lost(&self, design: &Design, name: fn(&str) -> &str) -> Result<Vec<Vec<Fault>>, String> {
        // Who asks, and what somebody else runs, stands outside.
        let ours = design.nodes.iter().filter(|node| {
            !matches!(
                node.part,
                Part::Clients(_) | Part::Cdn(_) | Part::ObjectStore(_) | Part::External(_)
            )
        });
        if let Some(node) = ours.clone().find(|node| node.zones.is_empty()) {
            return Err(format!(
                "`{}` does not say where it stands, so that nobody knows what `{self}` does to it: give each part its \
                 `zones`, such as `eu-1/a`.",
                node.id
            ));
        }
        let names: BTreeSet<&str> =
            ours.flat_map(|node| &node.zones).map(|zone| name(zone)).collect();
        if names.is_empty() {
            return Err(format!(
                "Nothing in this drawing stands anywhere that `{self}` could hit."
            ));
        }
        let lose = |zone: &str| Fault {
            what: FaultKind::Lose { zone: zone.to_owned() },
            ..self.fault.clone()
        };
        Ok(names.into_iter().map(|zone| vec![lose(zone)]).collect())
    }
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Selector, String> {
        let (head, when) = text.split_once('@').map_or((text, None), |(a, b)| (a, Some(b)));
        let words: Vec<&str> = head.split_whitespace().collect();
        let (what, plain) = match words[..] {
            ["kill", "any", kind] => (What::Any(kind.into()), "kill x".to_owned()),
            ["kill", "one", "each", kind] => (What::Every(kind.into()), "kill x".to_owned()),
            ["slow", which @ ("any" | "every"), kind, factor] => {
                (any_or_every(which, kind), format!("slow x {factor}"))
            }
            [verb @ ("cold" | "deploy"), which @ ("any" | "every"), kind] => {
                (any_or_every(which, kind), format!("{verb} x"))
            }
            ["lose", "a", "zone"] => (What::Zone, "lose x".to_owned()),
            ["lose", "a", "region"] => (What::Region, "lose x".to_owned()),
            _ => return Err(format!("`{text}`: {HOW}")),
        };
        if let What::Any(kind) | What::Every(kind) = &what {
            kinds(kind).map_err(|why| format!("`{text}`: {why}"))?;
        }
        let plain = when.map_or(plain.clone(), |when| format!("{plain}@{when}"));
        let fault = plain.parse::<Fault>().map_err(|error| format!("`{text}`: {error}"))?;
        Ok(Selector { text: text.to_owned(), what, fault })
    }
}

fn any_or_every(which: &str, kind: &str) -> What {
    if which == "any" { What::Any(kind.into()) } else { What::Every(kind.into()) }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Selector {
    type Error = String;
    fn try_from(text: String) -> Result<Selector, String> {
        text.parse()
    }
}
impl From<Selector> for String {
    fn from(selector: Selector) -> String {
        selector.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flaws::tests::drawn;

    #[track_caller]
    fn check_meant(selector: &str, design: &str, expected: Result<&[&[&str]], &str>) {
        let meant = selector.parse::<Selector>().unwrap().meant(&drawn(design));
        match (meant, expected) {
            (Ok(meant), Ok(expected)) => {
                let meant: Vec<Vec<String>> =
                    meant.iter().map(|all| all.iter().map(ToString::to_string).collect()).collect();
                assert_eq!(meant, expected);
            }
            (Err(why), Err(expected)) => assert!(why.starts_with(expected), "{why}"),
            (meant, expected) => panic!("{meant:?}, expected {expected:?}"),
        }
    }

    const TWO_STORES: &str = "
        people clients
        api service | zones=[\"eu-1/a\",\"eu-1/b\"]
        one service | zones=[\"us-1/a\"] instances=1
        db database | replicas=1 zones=[\"eu-1/a\",\"eu-1/b\"]
        items sharded-store | zones=[\"us-1/a\"]
        files object-store
    ";

    #[test]
    fn a_kind_stands_for_the_parts_of_a_drawing() {
        check_meant(
            "kill any database@20s for 5s",
            TWO_STORES,
            Ok(&[&["kill db/1@20s for 5s"], &["kill items/1@20s for 5s"]]),
        );
        // What has one instance is that instance.
        check_meant(
            "kill one each service@20s",
            TWO_STORES,
            Ok(&[&["kill api/1@20s", "kill one@20s"]]),
        );
        check_meant(
            "slow every database x10@20s for 5s",
            TWO_STORES,
            Ok(&[&["slow db x10@20s for 5s", "slow items x10@20s for 5s"]]),
        );
        check_meant(
            "deploy any service@20s",
            TWO_STORES,
            Ok(&[&["deploy api@20s"], &["deploy one@20s"]]),
        );
        check_meant("cold every cache@20s", TWO_STORES, Ok(&[&[]]));
        check_meant("cold any cache@20s", TWO_STORES, Ok(&[&[]]));
        check_meant(
            "kill any cache@20s",
            TWO_STORES,
            Err("There is no cache in this drawing that `kill any cache@20s` could hit"),
        );
        check_meant(
            "kill one each queue@20s",
            TWO_STORES,
            Err(
                "There is no queue or log in this drawing that `kill one each queue@20s` could hit",
            ),
        );
        check_meant(
            "kill any queue@20s",
            TWO_STORES,
            Err("There is no queue or log in this drawing"),
        );
        check_meant(
            "kill any part@20s",
            TWO_STORES,
            Ok(&[
                &["kill api/1@20s"],
                &["kill one@20s"],
                &["kill db/1@20s"],
                &["kill items/1@20s"],
            ]),
        );
    }

    #[test]
    fn zones_are_lost_one_after_the_other_where_each_part_has_one() {
        check_meant(
            "lose a zone@20s",
            TWO_STORES,
            Ok(&[&["lose eu-1/a@20s"], &["lose eu-1/b@20s"], &["lose us-1/a@20s"]]),
        );
        check_meant(
            "lose a region@20s for 5s",
            TWO_STORES,
            Ok(&[&["lose eu-1@20s for 5s"], &["lose us-1@20s for 5s"]]),
        );
        check_meant(
            "lose a zone@20s",
            &format!("{TWO_STORES}\n more service"),
            Err("`more` does not say where it stands"),
        );
        check_meant(
            "lose a zone@20s",
            "people clients",
            Err("Nothing in this drawing stands anywhere"),
        );
    }

    #[test]
    fn a_selector_that_cannot_be_read_says_how_it_is_written() {
        for (text, expected) in [
            ("kill db@20s", "write such as"),
            ("kill any databse@20s", "there is no kind `databse`"),
            ("kill any database", "add a time"),
            ("slow any database 0@20s", "is no factor"),
            ("lose every zone@20s", "write such as"),
        ] {
            let error = text.parse::<Selector>().unwrap_err();
            assert!(error.starts_with(&format!("`{text}`")) && error.contains(expected), "{error}");
        }
        let text = "slow any database x10@20s for 5s";
        let selector: Selector = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(serde_json::to_string(&selector).unwrap(), format!("\"{text}\""));
    }
}
