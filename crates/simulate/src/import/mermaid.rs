//! Mermaid flowcharts, by their documented syntax: nodes in their shapes, chains of links, `&`, subgraphs. How things
//! look (styles, classes, curves) is left out, and said to be.

use super::sketch::{Arrow, Box, Sketch};
use super::{Imported, wrong};
use crate::text::DesignError;
use std::collections::{BTreeMap, BTreeSet};

pub fn import(text: &str) -> Result<Imported, DesignError> {
    let mut reader = Reader {
        chars: text.chars().collect(),
        at: 0,
        line: 1,
        sketch: Sketch::default(),
        boxes: BTreeMap::new(),
        groups: Vec::new(),
        group_ids: BTreeMap::new(),
        looks: BTreeSet::new(),
        undirected: Vec::new(),
        both_ways: Vec::new(),
        not_understood: Vec::new(),
    };
    reader.begin()?;
    while reader.statement()? {}
    if let Some((line, title)) = reader.groups.last() {
        return Err(at_line(*line, &format!("the subgraph `{title}` has no `end`: add one")));
    }
    reader.finish()
}

fn at_line(line: usize, says: &str) -> DesignError {
    wrong(&format!("line {line}"), says)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    sketch: Sketch,
    /// By Mermaid's own id.
    boxes: BTreeMap<String, usize>,
    /// Those that are open, with the line where each begins.
    groups: Vec<(usize, String)>,
    group_ids: BTreeMap<String, String>,
    /// Statements about looks that were left out.
    looks: BTreeSet<&'static str>,
    undirected: Vec<(usize, usize)>,
    both_ways: Vec<(usize, usize)>,
    not_understood: Vec<String>,
}

/// Keywords of statements that say how something looks.
const LOOKS: [&str; 8] =
    ["classDef", "class", "style", "linkStyle", "click", "accTitle", "accDescr", "direction"];

/// Shapes: how each opens, and how it may close.
const SHAPES: [(&str, &[&str]); 13] = [
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("{{", &["}}"]),
    ("[", &["]"]),
    ("(", &[")"]),
    ("{", &["}"]),
    (">", &["]"]),
    ("@{", &["}"]),
];

struct Link {
    label: String,
    points_on: bool,
    points_back: bool,
    is_dotted: bool,
    is_seen: bool,
}

impl Reader {
    // ---- What stands where

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn looking_at(&self, what: &str) -> bool {
        let mut at = self.at;
        what.chars().all(|c| {
            at += 1;
            self.chars.get(at - 1) == Some(&c)
        })
    }

    fn step(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek() == Some('\n') {
                self.line += 1;
            }
            self.at = (self.at + 1).min(self.chars.len());
        }
    }

    fn take(&mut self, what: &str) -> bool {
        let is_there = self.looking_at(what);
        if is_there {
            self.step(what.chars().count());
        }
        is_there
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|c| c.is_whitespace() && c != '\n') {
            self.step(1);
        }
    }

    /// To the end of the line, that not included.
    fn rest(&mut self) -> String {
        let mut rest = String::new();
        while let Some(c) = self.peek().filter(|c| *c != '\n') {
            rest.push(c);
            self.step(1);
        }
        rest.trim().to_owned()
    }

    fn is_at_end_of_statement(&self) -> bool {
        matches!(self.peek(), None | Some('\n' | ';')) || self.looking_at("%%")
    }

    /// A word that a statement begins with, if it stands alone.
    fn keyword(&mut self, word: &str) -> bool {
        let after = self.chars.get(self.at + word.chars().count());
        let is_alone = after.is_none_or(|c| c.is_whitespace() || *c == ';');
        is_alone && self.take(word)
    }

    // ---- Statements

    fn begin(&mut self) -> Result<(), DesignError> {
        loop {
            while self.peek().is_some_and(|c| c.is_whitespace() || c == ';') {
                self.step(1);
            }
            if self.looking_at("%%") {
                self.rest();
            } else if self.looking_at("---") {
                self.front_matter();
            } else {
                break;
            }
        }
        let is_flowchart =
            self.keyword("flowchart-elk") || self.keyword("flowchart") || self.keyword("graph");
        if !is_flowchart {
            return Err(at_line(self.line, "a flowchart begins with `flowchart LR` or `graph TD`"));
        }
        self.blanks();
        let mut direction = String::new();
        while let Some(c) = self.peek().filter(|c| !c.is_whitespace() && *c != ';') {
            direction.push(c);
            self.step(1);
        }
        self.sketch.goes_down = matches!(direction.as_str(), "TD" | "TB" | "BT" | "" | "v" | "^");
        Ok(())
    }

    fn front_matter(&mut self) {
        self.rest();
        while self.peek().is_some() {
            self.step(1);
            let line = self.rest();
            if line == "---" {
                return;
            }
            if let Some(title) = line.strip_prefix("title:") {
                self.sketch.title = title.trim().trim_matches(['"', '\'']).to_owned();
            }
        }
    }

    /// One statement; `false`: there is none any more.
    fn statement(&mut self) -> Result<bool, DesignError> {
        while self.peek().is_some_and(|c| c.is_whitespace() || c == ';') {
            self.step(1);
        }
        if self.peek().is_none() {
            return Ok(false);
        }
        if self.looking_at("%%") {
            self.rest();
            return Ok(true);
        }
        if self.keyword("subgraph") {
            self.subgraph();
            return Ok(true);
        }
        if self.keyword("end") {
            if self.groups.pop().is_none() {
                self.not_understood.push(format!("line {}: `end`", self.line));
            }
            return Ok(true);
        }
        for word in LOOKS {
            if self.keyword(word) || (word.starts_with("acc") && self.take(&format!("{word}:"))) {
                self.looks.insert(word);
                let rest = self.rest();
                if rest.starts_with('{') && !rest.contains('}') {
                    while self.peek().is_some_and(|c| c != '}') {
                        self.step(1);
                    }
                    self.step(1);
                }
                return Ok(true);
            }
        }
        self.chain()?;
        Ok(true)
    }

    fn subgraph(&mut self) {
        self.blanks();
        let line = self.line;
        let mut rest = String::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '\n' | ';')) {
            rest.push(c);
            self.step(1);
        }
        let rest = rest.trim();
        let (id, title) = match rest.split_once('[') {
            Some((id, title)) => (id.trim(), title.trim_end().trim_end_matches(']')),
            None => (rest, rest),
        };
        let title = plain(title.trim().trim_matches('"')).replace('\n', " ");
        self.group_ids.insert(id.trim_matches('"').to_owned(), title.clone());
        self.groups.push((line, title));
    }

    /// `a & b --> c -- says --> d`.
    fn chain(&mut self) -> Result<(), DesignError> {
        let line = self.line;
        let Some(mut from) = self.nodes()? else {
            let rest = self.rest();
            self.not_understood.push(format!("line {line}: `{}`", super::sketch::shortened(&rest)));
            return Ok(());
        };
        loop {
            self.blanks();
            let Some(link) = self.link()? else { break };
            self.blanks();
            let Some(to) = self.nodes()? else {
                return Err(at_line(self.line, "an arrow leads nowhere: write what it leads to"));
            };
            if link.is_seen {
                self.connect(&from, &to, &link);
            } else {
                self.looks.insert("~~~");
            }
            from = to;
        }
        self.blanks();
        if !self.is_at_end_of_statement() {
            let line = self.line;
            let rest = self.rest();
            self.not_understood.push(format!("line {line}: `{}`", super::sketch::shortened(&rest)));
        }
        Ok(())
    }

    fn connect(&mut self, from: &[usize], to: &[usize], link: &Link) {
        for from in from {
            for to in to {
                let (from, to) = match (link.points_back, link.points_on) {
                    (true, false) => (*to, *from),
                    _ => (*from, *to),
                };
                if link.points_back && link.points_on {
                    self.both_ways.push((from, to));
                } else if !link.points_back && !link.points_on {
                    self.undirected.push((from, to));
                }
                let label = link.label.clone();
                self.sketch.arrows.push(Arrow { from, to, label, is_dotted: link.is_dotted });
            }
        }
    }

    // ---- Nodes

    /// Nodes with `&` between them; `None`: there is none here.
    fn nodes(&mut self) -> Result<Option<Vec<usize>>, DesignError> {
        let Some(first) = self.node()? else { return Ok(None) };
        let mut all = vec![first];
        loop {
            let before = (self.at, self.line);
            self.blanks();
            if !self.take("&") {
                (self.at, self.line) = before;
                return Ok(Some(all));
            }
            self.blanks();
            match self.node()? {
                Some(node) => all.push(node),
                None => return Err(at_line(self.line, "after `&` there is no node: write one")),
            }
        }
    }

    fn node(&mut self) -> Result<Option<usize>, DesignError> {
        let id = self.id();
        if id.is_empty() {
            return Ok(None);
        }
        let at = match self.boxes.get(&id) {
            Some(at) => *at,
            None => {
                let at = self.sketch.boxes.len();
                self.boxes.insert(id.clone(), at);
                self.sketch.boxes.push(Box { name: id.clone(), label: id, ..Box::default() });
                at
            }
        };
        let drawn = &mut self.sketch.boxes[at];
        if drawn.groups.is_empty() {
            drawn.groups = self.groups.iter().map(|(_, title)| title.clone()).collect();
        }
        if let Some((opens, closes)) = SHAPES.into_iter().find(|(opens, _)| self.looking_at(opens))
        {
            self.shape(at, opens, closes)?;
        }
        if self.take(":::") {
            self.id();
            self.looks.insert("class");
        }
        Ok(Some(at))
    }

    /// Letters up to where a link or a shape begins.
    fn id(&mut self) -> String {
        let mut id = String::new();
        while let Some(c) = self.peek() {
            let next = self.chars.get(self.at + 1).copied();
            let is_link = match c {
                '-' => matches!(next, None | Some('-' | '.' | '>')),
                '.' => next.is_none_or(|c| !c.is_alphanumeric()),
                _ => false,
            };
            if is_link
                || !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '#' | '*' | '+'))
            {
                break;
            }
            id.push(c);
            self.step(1);
        }
        id
    }

    fn shape(&mut self, at: usize, opens: &str, closes: &[&str]) -> Result<(), DesignError> {
        let line = self.line;
        self.step(opens.chars().count());
        let mut inside = String::new();
        let mut is_quoted = false;
        // Brackets of the same kind may stand in a text.
        let (open, close) = (opens.chars().last(), closes[0].chars().next());
        let mut depth = 0_u32;
        loop {
            if !is_quoted && depth == 0 && closes.iter().any(|close| self.take(close)) {
                break;
            }
            match self.peek() {
                None => return Err(not_closed(line, opens)),
                Some('\n') if !is_quoted && opens != "@{" => return Err(not_closed(line, opens)),
                Some('"') => is_quoted = !is_quoted,
                Some(c) if !is_quoted && opens.len() == 1 && opens != ">" => {
                    depth += u32::from(open == Some(c));
                    depth -= u32::from(close == Some(c) && depth > 0);
                }
                Some(_) => {}
            }
            inside.extend(self.peek());
            self.step(1);
        }
        let drawn = &mut self.sketch.boxes[at];
        if opens == "@{" {
            let of = |key: &str| attribute(&inside, key);
            if let Some(label) = of("label") {
                drawn.label = plain(&label);
            }
            let shape = of("shape").unwrap_or_default();
            drawn.is_cylinder |= ["cyl", "cylinder", "db", "database", "das", "lin-cyl", "disk"]
                .contains(&shape.as_str());
        } else {
            drawn.label = plain(inside.trim().trim_matches('"'));
            drawn.is_cylinder |= opens == "[(";
        }
        Ok(())
    }

    // ---- Links

    fn link(&mut self) -> Result<Option<Link>, DesignError> {
        let begun = (self.at, self.line);
        // An id of its own: `e1@-->`.
        let name = self.id();
        if name.is_empty() || !self.take("@") {
            (self.at, self.line) = begun;
        }
        let points_back = match self.peek() {
            Some('<') => true,
            Some('o' | 'x') => {
                let next = self.chars.get(self.at + 1..self.at + 3);
                matches!(next, Some(['-', '-' | '.'] | ['=', '=']))
            }
            _ => false,
        };
        let has_head = points_back && self.peek() == Some('<');
        if points_back {
            self.step(1);
        }
        let mut link = Link {
            label: String::new(),
            points_on: false,
            points_back: has_head,
            is_dotted: false,
            is_seen: true,
        };
        let line = self.line;
        if self.take("~~~") {
            self.run_of('~');
            link.is_seen = false;
            return Ok(Some(link));
        }
        let (first, rest) = match (self.peek(), self.chars.get(self.at + 1)) {
            (Some('-'), Some('.')) => ("-.", '.'),
            (Some('-'), Some('-')) => ("--", '-'),
            (Some('='), Some('=')) => ("==", '='),
            // Not Mermaid's, and often written.
            (Some('-'), Some('>')) => ("-", '-'),
            _ => {
                (self.at, self.line) = begun;
                return Ok(None);
            }
        };
        self.take(first);
        link.is_dotted = first == "-.";
        let more = self.run_of(rest);
        if link.is_dotted && self.take("-") {
            link.points_on = self.head();
        } else if has_head
            && !self.is_head()
            && !self.line_has(if rest == '.' { ".-" } else { first })
        {
            // `b <-- a`: nothing follows but who calls.
        } else if link.is_dotted || (more == 0 && !self.is_head() && first.len() == 2) {
            // `-- says -->`.
            link.label = plain(self.text_until(rest, line)?.trim().trim_matches('"'));
            link.points_on = self.head();
        } else {
            link.points_on = self.head();
        }
        self.blanks();
        if self.take("|") {
            let mut label = String::new();
            while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | '\n')) {
                label.push(c);
                self.step(1);
            }
            if !self.take("|") {
                return Err(at_line(
                    line,
                    "what an arrow says is not closed: write such as `-->|reads|`",
                ));
            }
            link.label = plain(label.trim().trim_matches('"'));
        }
        Ok(Some(link))
    }

    /// From here on.
    fn line_has(&self, what: &str) -> bool {
        let line: String = self.chars[self.at..].iter().take_while(|c| **c != '\n').collect();
        line.contains(what)
    }

    fn run_of(&mut self, c: char) -> usize {
        let from = self.at;
        while self.peek() == Some(c) {
            self.step(1);
        }
        self.at - from
    }

    /// `>`, or `o` and `x` where they do not begin a name.
    fn is_head(&self) -> bool {
        let after = self.chars.get(self.at + 1);
        match self.peek() {
            Some('>') => true,
            Some('o' | 'x') => after.is_none_or(|c| c.is_whitespace() || *c == '|'),
            _ => false,
        }
    }

    fn head(&mut self) -> bool {
        let is_head = self.is_head();
        if is_head {
            self.step(1);
        }
        is_head
    }

    /// What a link says, up to the line that ends it: `--`, `.-` or `==`.
    fn text_until(&mut self, rest: char, line: usize) -> Result<String, DesignError> {
        let mut text = String::new();
        let mut is_quoted = false;
        let end = match rest {
            '.' => ".-",
            '=' => "==",
            _ => "--",
        };
        loop {
            if !is_quoted && self.looking_at(end) {
                if rest == '.' {
                    self.run_of('.');
                }
                self.run_of(if rest == '=' { '=' } else { '-' });
                return Ok(text);
            }
            match self.peek() {
                None | Some('\n') => {
                    let says =
                        "an arrow does not end: write such as `a -- reads --> b` or `a --> b`";
                    return Err(at_line(line, says));
                }
                Some('"') => is_quoted = !is_quoted,
                Some(_) => {}
            }
            text.extend(self.peek());
            self.step(1);
        }
    }

    // ---- The end

    fn finish(mut self) -> Result<Imported, DesignError> {
        let groups: BTreeMap<usize, String> = self
            .boxes
            .iter()
            .filter(|(id, at)| self.sketch.boxes[**at].label == **id)
            .filter_map(|(id, at)| self.group_ids.get(id).map(|title| (*at, title.clone())))
            .collect();
        let name =
            |at: usize| format!("`{}`", super::sketch::shortened(&self.sketch.boxes[at].label));
        let pairs = |pairs: &[(usize, usize)]| -> Vec<String> {
            let plain =
                pairs.iter().filter(|(a, b)| !groups.contains_key(a) && !groups.contains_key(b));
            plain.map(|(from, to)| format!("{} → {}", name(*from), name(*to))).collect()
        };
        let (undirected, both_ways) = (pairs(&self.undirected), pairs(&self.both_ways));
        let to_group =
            |arrow: &Arrow| groups.contains_key(&arrow.from) || groups.contains_key(&arrow.to);
        let of_groups: Vec<String> = self
            .sketch
            .arrows
            .iter()
            .filter(|arrow| to_group(arrow))
            .map(|arrow| format!("{} → {}", name(arrow.from), name(arrow.to)))
            .collect();
        let looks: Vec<String> = self.looks.iter().map(|word| format!("`{word}`")).collect();
        let not_understood = std::mem::take(&mut self.not_understood);
        let sketch = &mut self.sketch;
        sketch.note("Not understood", &not_understood);
        sketch.note(
            "Lines without a head are taken as calls from the first to the second",
            &undirected,
        );
        sketch.note(
            "Arrows that point both ways are taken as calls from the first to the second",
            &both_ways,
        );
        sketch.note(
            "Arrows from and to a group are left out: draw them from and to a part in it",
            &of_groups,
        );
        sketch.note("How things look is left out", &looks);
        self.without(&groups);
        self.sketch.finish()
    }

    /// Takes boxes out that only stand for groups, and the arrows at them.
    fn without(&mut self, groups: &BTreeMap<usize, String>) {
        let mut places = Vec::new();
        let mut kept = Vec::new();
        for (at, drawn) in std::mem::take(&mut self.sketch.boxes).into_iter().enumerate() {
            places.push((!groups.contains_key(&at)).then_some(kept.len()));
            if !groups.contains_key(&at) {
                kept.push(drawn);
            }
        }
        self.sketch.boxes = kept;
        let arrows = std::mem::take(&mut self.sketch.arrows);
        self.sketch.arrows = arrows
            .into_iter()
            .filter_map(|arrow| {
                let (from, to) = (places[arrow.from]?, places[arrow.to]?);
                Some(Arrow { from, to, ..arrow })
            })
            .collect();
    }
}

fn not_closed(line: usize, opens: &str) -> DesignError {
    let says = format!("a box that opens with `{opens}` is not closed: close it on the same line");
    at_line(line, &says)
}

/// Of `shape: cyl, label: "Orders"`.
fn attribute(inside: &str, key: &str) -> Option<String> {
    let from = inside.find(&format!("{key}:"))? + key.len() + 1;
    let value = inside[from..].trim_start();
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([',', '\n']).next()?,
    };
    Some(value.trim().to_owned())
}

/// A label without the marks of HTML, Markdown and icons; a break is a new line.
fn plain(label: &str) -> String {
    let label = label.trim_matches('`').replace("\\n", "\n");
    let mut text = String::new();
    let mut rest = label.as_str();
    while let Some(from) = rest.find('<') {
        let (before, tag) = rest.split_at(from);
        text.push_str(before);
        match tag.find('>') {
            Some(to) => {
                let is_break = tag[1..to].trim().to_lowercase().starts_with("br");
                text.push(if is_break { '\n' } else { ' ' });
                rest = &tag[to + 1..];
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    for (entity, meant) in [
        ("#quot;", "\""),
        ("#amp;", "&"),
        ("#35;", "#"),
        ("#lt;", "<"),
        ("#gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, meant);
    }
    let is_icon =
        |word: &&str| ["fa:", "fas:", "fab:", "far:"].iter().any(|it| word.starts_with(it));
    let lines = text.replace(['*', '`'], "");
    let lines = lines.lines().map(|line| {
        line.split_whitespace().filter(|word| !is_icon(word)).collect::<Vec<&str>>().join(" ")
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<String>>().join("\n")
}
