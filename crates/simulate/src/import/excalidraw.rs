//! Excalidraw files: JSON with `elements`, by Excalidraw's element types. Shapes with a text in them are boxes, arrows are
//! bound to shapes or end near them, frames and shapes around others are groups.

use super::sketch::{Arrow, Box, Sketch, shortened};
use super::{Imported, wrong};
use crate::flaws::{EDGES_MAX, NODES_MAX, number};
use crate::text::DesignError;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How far the end of an arrow may lie from a shape and still be meant for it.
const REACH: f64 = 40.0;
/// A shape around another may be drawn a little too small.
const SLACK: f64 = 2.0;

pub fn import(text: &str) -> Result<Imported, DesignError> {
    let root: Value = serde_json::from_str(text).map_err(|error| {
        let says = error.to_string();
        let says = says.split(" at line ").next().unwrap_or_default();
        wrong(&format!("line {}", error.line().max(1)), &format!("this is no JSON: {says}"))
    })?;
    let Some(elements) = root.get("elements").and_then(Value::as_array) else {
        return Err(wrong(
            "file",
            "it is no Excalidraw drawing, because it has no list `elements`: save it in Excalidraw as a file, and paste that",
        ));
    };
    let mut drawing = Drawing::default();
    for (at, element) in elements.iter().enumerate() {
        drawing.add(at, element)?;
    }
    for (what, count, most) in [
        ("shapes", drawing.shapes.len(), 4 * NODES_MAX),
        ("arrows", drawing.arrows.len(), EDGES_MAX),
    ] {
        if count > most {
            let says = format!(
                "it has {} {what}, and {} can be read: draw what is alike as one box",
                number(count as f64),
                number(most as f64)
            );
            return Err(wrong("drawing", &says));
        }
    }
    drawing.finish()
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Area {
    fn holds(&self, other: &Area) -> bool {
        other.x >= self.x - SLACK
            && other.y >= self.y - SLACK
            && other.x + other.width <= self.x + self.width + SLACK
            && other.y + other.height <= self.y + self.height + SLACK
    }

    fn size(&self) -> f64 {
        self.width * self.height
    }

    fn middle(&self) -> [f64; 2] {
        [self.x + self.width / 2.0, self.y + self.height / 2.0]
    }

    /// 0 within.
    fn distance(&self, [x, y]: [f64; 2]) -> f64 {
        let beside = |at: f64, from: f64, long: f64| (from - at).max(at - from - long).max(0.0);
        beside(x, self.x, self.width).hypot(beside(y, self.y, self.height))
    }

    fn around(&self, other: &Area) -> Area {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Area {
            x,
            y,
            width: (self.x + self.width).max(other.x + other.width) - x,
            height: (self.y + self.height).max(other.y + other.height) - y,
        }
    }
}

#[derive(Debug)]
struct Shape {
    id: String,
    area: Area,
    labels: Vec<String>,
    /// The outermost of Excalidraw's own groups that it is in.
    group: Option<String>,
    frame: Option<String>,
    /// A text that stands alone: a box only if an arrow says so.
    is_text: bool,
    /// It was drawn together with another, of which it is a part now.
    part_of: Option<usize>,
}

#[derive(Debug)]
struct Line {
    id: String,
    ends: [[f64; 2]; 2],
    bound: [Option<String>; 2],
    heads: [bool; 2],
    /// An arrow, and not a line that may be anything.
    is_arrow: bool,
    is_dotted: bool,
    label: String,
}

#[derive(Debug)]
struct Text {
    id: String,
    area: Area,
    text: String,
    container: Option<String>,
    group: Option<String>,
    frame: Option<String>,
}

#[derive(Debug, Default)]
struct Drawing {
    shapes: Vec<Shape>,
    arrows: Vec<Line>,
    texts: Vec<Text>,
    /// Names of frames by their ids.
    frames: BTreeMap<String, String>,
    /// What is no part of a design, by its type.
    others: BTreeMap<String, u32>,
    notes: Vec<(String, Vec<String>)>,
}

impl Drawing {
    fn add(&mut self, at: usize, element: &Value) -> Result<(), DesignError> {
        let place = |element: &Value| match text_of(element, "id") {
            Some(id) => format!("element `{}`", shortened(&id)),
            None => format!("element {}", at + 1),
        };
        let Some(map) = element.as_object() else {
            return Err(wrong(&place(element), "it is no element: each is written as `{ … }`"));
        };
        if map.get("isDeleted").and_then(Value::as_bool) == Some(true) {
            return Ok(());
        }
        let Some(kind) = text_of(element, "type") else {
            return Err(wrong(&place(element), "it has no `type`"));
        };
        let id = text_of(element, "id").unwrap_or_else(|| format!("element {}", at + 1));
        let area = || {
            area_of(map).map_err(|key| {
                wrong(&place(element), &format!("its `{key}` is missing or no number"))
            })
        };
        let group = map.get("groupIds").and_then(Value::as_array).and_then(|all| all.last());
        let group = group.and_then(Value::as_str).map(str::to_owned);
        let frame = text_of(element, "frameId");
        match kind.as_str() {
            "rectangle" | "ellipse" | "diamond" | "image" | "embeddable" | "iframe" => {
                let area = area()?;
                let (labels, is_text, part_of) = (Vec::new(), false, None);
                self.shapes.push(Shape { id, area, labels, group, frame, is_text, part_of });
            }
            "text" => {
                let area = area()?;
                let text = text_of(element, "originalText").or_else(|| text_of(element, "text"));
                let text = text.unwrap_or_default().trim().to_owned();
                let container = text_of(element, "containerId");
                self.texts.push(Text { id, area, text, container, group, frame });
            }
            "arrow" | "line" => {
                let ends = ends_of(map).map_err(|says| wrong(&place(element), says))?;
                let bound = ["startBinding", "endBinding"]
                    .map(|key| map.get(key).and_then(|binding| text_of(binding, "elementId")));
                let is_arrow = kind == "arrow";
                let head = |key: &str, usual: bool| match map.get(key) {
                    None => usual,
                    Some(head) => !head.is_null(),
                };
                let heads = [head("startArrowhead", false), head("endArrowhead", is_arrow)];
                let style = text_of(element, "strokeStyle").unwrap_or_default();
                let is_dotted = style == "dashed" || style == "dotted";
                let label = String::new();
                self.arrows.push(Line { id, ends, bound, heads, is_arrow, is_dotted, label });
            }
            "frame" | "magicframe" => {
                let name = text_of(element, "name").unwrap_or_default();
                self.frames.insert(id, name.trim().to_owned());
            }
            _ => *self.others.entry(kind).or_default() += 1,
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Imported, DesignError> {
        self.drawn_together();
        self.label();
        let bound = self.bind();
        let groups = self.groups(&bound);
        let mut sketch = Sketch::default();
        // Where each shape has its box; none for groups, ornaments and parts of others.
        let mut places: Vec<Option<usize>> = vec![None; self.shapes.len()];
        let (mut silent, mut alone) = (Vec::new(), Vec::new());
        for (at, shape) in self.shapes.iter().enumerate() {
            if shape.part_of.is_some() || groups.contains(&at) {
                continue;
            }
            let label = shape.labels.join("\n");
            let has_arrow = bound.iter().any(|(_, ends)| ends.contains(&Some(at)));
            if !has_arrow && shape.is_text {
                alone.push(format!("\"{}\"", shortened(&label)));
                continue;
            }
            if !has_arrow && label.is_empty() {
                let [x, y] = shape.area.middle();
                silent.push(format!("at {}, {}", number(x.round()), number(y.round())));
                continue;
            }
            places[at] = Some(sketch.boxes.len());
            let mut around: Vec<usize> = groups
                .iter()
                .copied()
                .filter(|group| *group != at && self.shapes[*group].area.holds(&shape.area))
                .collect();
            around.sort_by(|a, b| {
                self.shapes[*b].area.size().total_cmp(&self.shapes[*a].area.size())
            });
            let frame = shape.frame.as_ref().and_then(|frame| self.frames.get(frame));
            let titles = around.iter().map(|group| self.shapes[*group].labels.join(" "));
            let titles = frame.cloned().into_iter().chain(titles);
            sketch.boxes.push(Box {
                name: String::new(),
                label,
                is_cylinder: false,
                at: Some([shape.area.x.round(), shape.area.y.round()]),
                groups: titles.filter(|title| !title.is_empty()).collect(),
            });
        }
        self.arrows_of(&bound, &places, &mut sketch);
        self.note("Texts that belong to nothing are left out", alone);
        self.note("Shapes without a text or an arrow are left out", silent);
        let others: Vec<String> = self
            .others
            .iter()
            .map(|(kind, count)| format!("{count} of type `{}`", shortened(kind)))
            .collect();
        self.note("Elements that are no part of a design are left out", others);
        for (says, about) in &self.notes {
            sketch.note(says, about);
        }
        sketch.finish()
    }

    fn note(&mut self, says: &str, about: Vec<String>) {
        self.notes.push((says.to_owned(), about));
    }

    /// Shapes that are one of Excalidraw's groups and have at most one text between them are one picture, such as a
    /// cylinder out of two ellipses and a rectangle.
    fn drawn_together(&mut self) {
        let mut together: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, shape) in self.shapes.iter().enumerate() {
            if let Some(group) = &shape.group {
                together.entry(group).or_default().push(at);
            }
        }
        let mut joined = Vec::new();
        for (group, shapes) in together {
            let ids: Vec<&str> = shapes.iter().map(|at| self.shapes[*at].id.as_str()).collect();
            let belongs = |text: &&Text| {
                text.group.as_deref() == Some(group)
                    || text.container.as_deref().is_some_and(|id| ids.contains(&id))
            };
            let texts = self.texts.iter().filter(belongs).count();
            let is_within = |line: &Line| {
                let end =
                    |bound: &Option<String>| bound.as_deref().is_some_and(|id| ids.contains(&id));
                line.bound.iter().all(end)
            };
            if shapes.len() > 1 && texts <= 1 && !self.arrows.iter().any(is_within) {
                joined.push(shapes);
            }
        }
        for shapes in joined {
            let areas = shapes.iter().map(|at| self.shapes[*at].area);
            let first = shapes[0];
            if let Some(area) = areas.reduce(|one, other| one.around(&other)) {
                self.shapes[first].area = area;
            }
            for at in &shapes[1..] {
                self.shapes[*at].part_of = Some(first);
            }
        }
    }

    fn shape_of(&self, id: &str) -> Option<usize> {
        let at = self.shapes.iter().position(|shape| shape.id == id)?;
        Some(self.shapes[at].part_of.unwrap_or(at))
    }

    /// Gives texts to what they stand in, and makes boxes of the others.
    fn label(&mut self) {
        for text in std::mem::take(&mut self.texts) {
            if text.text.is_empty() {
                continue;
            }
            let container = text.container.as_deref();
            if let Some(line) =
                self.arrows.iter_mut().find(|line| Some(line.id.as_str()) == container)
            {
                line.label = text.text;
                continue;
            }
            let own = container.and_then(|id| self.shape_of(id));
            let middle = text.area.middle();
            let around = (0..self.shapes.len()).filter(|at| {
                let shape = &self.shapes[*at];
                let in_group = shape.group.is_some() && shape.group == text.group;
                shape.part_of.is_none()
                    && !shape.is_text
                    && (in_group || shape.area.distance(middle) <= 0.0)
            });
            let smallest = around.min_by(|one, other| {
                self.shapes[*one].area.size().total_cmp(&self.shapes[*other].area.size())
            });
            // A picture often has its name below it.
            let beside = || {
                let silent = self.shapes.iter().enumerate().filter(|(_, shape)| {
                    shape.part_of.is_none() && shape.labels.is_empty() && !shape.is_text
                });
                let away = |(_, shape): &(usize, &Shape)| shape.area.distance(middle);
                let nearest = silent.min_by(|one, other| away(one).total_cmp(&away(other)));
                nearest.filter(|near| away(near) <= REACH).map(|(at, _)| at)
            };
            match own.or(smallest).or_else(beside) {
                Some(at) => self.shapes[at].labels.push(text.text),
                None => self.shapes.push(Shape {
                    id: text.id,
                    area: text.area,
                    labels: vec![text.text],
                    group: None,
                    frame: text.frame,
                    is_text: true,
                    part_of: None,
                }),
            }
        }
    }

    /// Which shapes each line leads from and to: those that it is bound to, else the nearest within reach.
    fn bind(&self) -> Vec<(usize, [Option<usize>; 2])> {
        let near = |point: [f64; 2]| {
            let shapes = (0..self.shapes.len()).filter(|at| self.shapes[*at].part_of.is_none());
            let reached = shapes.map(|at| (self.shapes[at].area.distance(point), at));
            // Of those that it ends in, the innermost; and a text only where there is no shape.
            let reached = reached.filter(|(distance, _)| *distance <= REACH);
            let rank = |at: usize| (self.shapes[at].is_text, self.shapes[at].area.size());
            let nearest = reached.min_by(|(one, a), (other, b)| {
                let (one_rank, other_rank) = (rank(*a), rank(*b));
                one_rank
                    .0
                    .cmp(&other_rank.0)
                    .then(one.total_cmp(other))
                    .then(one_rank.1.total_cmp(&other_rank.1))
            });
            nearest.map(|(_, at)| at)
        };
        let lines = self.arrows.iter().enumerate();
        lines
            .map(|(at, line)| {
                let end = |n: usize| {
                    let bound = line.bound[n].as_deref().and_then(|id| self.shape_of(id));
                    bound.or_else(|| near(line.ends[n]))
                };
                (at, [end(0), end(1)])
            })
            .collect()
    }

    /// Shapes around others that say what they are, or that an arrow leads to.
    fn groups(&self, bound: &[(usize, [Option<usize>; 2])]) -> BTreeSet<usize> {
        let is_box = |at: usize| {
            let shape = &self.shapes[at];
            let has_arrow = || bound.iter().any(|(_, ends)| ends.contains(&Some(at)));
            shape.part_of.is_none() && (!shape.labels.is_empty() && !shape.is_text || has_arrow())
        };
        let boxes: Vec<usize> = (0..self.shapes.len()).filter(|at| is_box(*at)).collect();
        let holds = |outer: usize, inner: usize| {
            let (outer, inner) = (&self.shapes[outer].area, &self.shapes[inner].area);
            outer.holds(inner) && outer.size() > inner.size()
        };
        let shapes = (0..self.shapes.len())
            .filter(|at| self.shapes[*at].part_of.is_none() && !self.shapes[*at].is_text);
        shapes
            .filter(|outer| boxes.iter().any(|inner| inner != outer && holds(*outer, *inner)))
            .collect()
    }

    fn arrows_of(
        &mut self,
        bound: &[(usize, [Option<usize>; 2])],
        places: &[Option<usize>],
        sketch: &mut Sketch,
    ) {
        let (mut loose, mut undirected, mut both_ways) = (Vec::new(), Vec::new(), Vec::new());
        let mut ornaments = 0;
        for (at, ends) in bound {
            let line = &self.arrows[*at];
            let [from, to] = ends.map(|end| end.and_then(|shape| places[shape]));
            let (Some(from), Some(to)) = (from, to) else {
                if line.is_arrow || line.heads != [false, false] {
                    let told = |end: Option<usize>, [x, y]: [f64; 2]| match end {
                        Some(at) => format!("\"{}\"", shortened(&sketch.boxes[at].label)),
                        None => format!("{}, {}", number(x.round()), number(y.round())),
                    };
                    loose.push(format!(
                        "{} → {}",
                        told(from, line.ends[0]),
                        told(to, line.ends[1])
                    ));
                } else {
                    ornaments += 1;
                }
                continue;
            };
            // A line within one box is a part of its picture.
            if from == to && !line.is_arrow {
                ornaments += 1;
                continue;
            }
            let name = |at: usize| format!("\"{}\"", shortened(&sketch.boxes[at].label));
            let (from, to) = match line.heads {
                [true, false] => (to, from),
                _ => (from, to),
            };
            match line.heads {
                [false, false] => undirected.push(format!("{} → {}", name(from), name(to))),
                [true, true] => both_ways.push(format!("{} → {}", name(from), name(to))),
                _ => {}
            }
            let label = line.label.clone();
            sketch.arrows.push(Arrow { from, to, label, is_dotted: line.is_dotted });
        }
        self.note(
            "Arrows that do not lead from one box to another are left out: draw them again",
            loose,
        );
        self.note(
            "Lines without a head are taken as calls from the first to the second",
            undirected,
        );
        self.note(
            "Arrows that point both ways are taken as calls from the first to the second",
            both_ways,
        );
        if ornaments > 0 {
            *self.others.entry("line".to_owned()).or_default() += ornaments;
        }
    }
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// The key of what is not there.
fn area_of(map: &Map<String, Value>) -> Result<Area, &'static str> {
    let of = |key: &'static str| {
        // Further out nothing is drawn, and sums stay sums.
        let found = map.get(key).and_then(Value::as_f64).filter(|value| value.abs() < 1e9);
        found.ok_or(key)
    };
    let (x, y, width, height) = (of("x")?, of("y")?, of("width")?, of("height")?);
    // One that was drawn towards the left has less than nothing.
    Ok(Area {
        x: x + width.min(0.0),
        y: y + height.min(0.0),
        width: width.abs(),
        height: height.abs(),
    })
}

fn ends_of(map: &Map<String, Value>) -> Result<[[f64; 2]; 2], &'static str> {
    let says = "its `x`, `y` and `points` are no line: a line has two points at least";
    let of = |value: Option<&Value>| {
        value.and_then(Value::as_f64).filter(|value| value.abs() < 1e9).ok_or(says)
    };
    let (x, y) = (of(map.get("x"))?, of(map.get("y"))?);
    let points = map.get("points").and_then(Value::as_array).ok_or(says)?;
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Err(says) };
    let point = |value: &Value| -> Result<[f64; 2], &'static str> {
        Ok([x + of(value.get(0))?, y + of(value.get(1))?])
    };
    Ok([point(first)?, point(last)?])
}
