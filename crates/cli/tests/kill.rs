//! Killed at any instant, a session resumes where it was, and what was acknowledged is there.
//!
//! A scripted candidate works in a room while the program is killed a hundred times, each time
//! some milliseconds after a random message. After each start the candidate does what the page
//! does: connects again, and sends again under the same id what was not acknowledged.
//! `GREENROOM_SEED=N` repeats a run's choices.

mod support;

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use support::{Chance, Live, Server};

const KILLS: usize = 100;
/// Opening a session hears its whole log again, so that very long ones would only make this slow.
const KILLS_A_SESSION: usize = 10;
const KILL_AFTER_MS_MAX: u64 = 60;
const BANDS: [&str; 4] = ["strong no", "no", "yes", "strong yes"];

#[tokio::test]
async fn what_was_acknowledged_survives_a_hundred_kills() {
    let seed = std::env::var("GREENROOM_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    println!("GREENROOM_SEED={seed}");
    let began = Instant::now();
    let mut chance = Chance(seed);
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start(dir.path());
    let mut done: Vec<Candidate> = Vec::new();
    let (mut acks, mut resent) = (0, 0);
    for _ in 0..KILLS / KILLS_A_SESSION {
        let mut candidate = Candidate::new(server.start_session());
        for _ in 0..KILLS_A_SESSION {
            let mut live = server.enter(&candidate.session).await;
            candidate.check_state(&live.state);
            resent += candidate.resend(&mut live).await;
            let messages = 1 + chance.below(6);
            for _ in 0..messages {
                candidate.act(&mut live, &mut chance).await;
            }
            // The product of two favours the first milliseconds, in which all is still under way.
            let (long, share) = (chance.below(KILL_AFTER_MS_MAX + 1), chance.below(101));
            let after = Duration::from_millis(long * share / 100);
            // Acknowledgements that arrive up to the last instant are promises too.
            tokio::time::timeout(after, candidate.listen(&mut live)).await.ok();
            server.kill();
            candidate.listen(&mut live).await;
            server = Server::start(dir.path());
        }
        candidate.finish(&server).await;
        acks += candidate.acks;
        done.push(candidate);
    }
    for candidate in &done {
        candidate.check_log(&server.log(&candidate.session));
    }
    println!("{acks} acknowledged, {resent} sent again, {:?}", began.elapsed());
    // Otherwise the kills came too early or too late to prove anything.
    assert!(acks > KILLS && resent > KILLS / 10, "{acks} acknowledged, {resent} sent again");
}

/// What one candidate did and knows.
struct Candidate {
    session: String,
    /// Sent and not acknowledged, in order.
    pending: Vec<Value>,
    said: Vec<Said>,
    /// The notes' text after each edit; one edit is under way at a time, as on the page.
    notes: Vec<String>,
    notes_acked: usize,
    scored: Option<&'static str>,
    phase: u64,
    ids: u64,
    acks: usize,
}

struct Said {
    id: String,
    text: String,
    is_acked: bool,
}

impl Candidate {
    fn new(session: String) -> Candidate {
        Candidate {
            session,
            pending: Vec::new(),
            said: Vec::new(),
            notes: Vec::new(),
            notes_acked: 0,
            scored: None,
            phase: 0,
            ids: 0,
            acks: 0,
        }
    }

    /// Does something in the room, without waiting for the answer.
    async fn act(&mut self, live: &mut Live, chance: &mut Chance) {
        let is_pending = |kind: &str| self.pending.iter().any(|one| one["type"] == kind);
        let (edits, moves, scores) =
            (is_pending("artifact"), is_pending("move_on"), is_pending("self_score"));
        self.ids += 1;
        let id = format!("m{}", self.ids);
        let message = match chance.below(12) {
            0..2 => return live.send(&json!({"type": "partial", "text": "and so on"})).await,
            2..4 if !edits => {
                let text =
                    format!("{}{id} ünïcode\n", self.notes.last().map_or("", String::as_str));
                self.notes.push(text.clone());
                json!({"type": "artifact", "id": id, "artifact": "notes", "text": text})
            }
            4 if !scores => {
                let band = BANDS[chance.below(4) as usize];
                self.scored = Some(band);
                json!({"type": "self_score", "id": id, "round": 0, "band": band})
            }
            // The last phases are kept for the end.
            5 if !moves && self.phase < 3 => {
                self.phase += 1;
                json!({"type": "move_on", "id": id, "round": 0, "phase": self.phase - 1})
            }
            _ => {
                let text = format!("Sentence {id} is mine.");
                self.said.push(Said { id: id.clone(), text: text.clone(), is_acked: false });
                json!({"type": "say", "id": id, "text": text, "from_ms": 0, "via": "typed"})
            }
        };
        live.send(&message).await;
        self.pending.push(message);
    }

    async fn resend(&mut self, live: &mut Live) -> usize {
        for message in &self.pending {
            live.send(message).await;
        }
        self.pending.len()
    }

    /// Hears what the program says until it is gone.
    async fn listen(&mut self, live: &mut Live) {
        while let Some(told) = live.hear().await {
            self.take(&told);
        }
    }

    fn take(&mut self, told: &Value) {
        assert_ne!(told["type"], "problem", "{told}");
        if told["type"] != "ack" {
            return;
        }
        self.acks += 1;
        let Some(at) = self.pending.iter().position(|one| one["id"] == told["id"]) else {
            panic!("acknowledged twice or never sent: {told}");
        };
        assert_eq!(at, 0, "acknowledged out of order: {told}, waiting {:?}", self.pending);
        let message = self.pending.remove(at);
        match message["type"].as_str() {
            Some("say") => {
                let said = self.said.iter_mut().find(|said| said.id == message["id"]);
                said.expect("it was said").is_acked = true;
            }
            Some("artifact") => self.notes_acked = self.notes.len(),
            _ => {}
        }
    }

    /// Everything sent so far arrives, the session goes on, and it can be ended and debriefed.
    async fn finish(&mut self, server: &Server) {
        let mut live = server.enter(&self.session).await;
        self.check_state(&live.state);
        self.resend(&mut live).await;
        while !self.pending.is_empty() {
            let told = live.hear().await.expect("the program lives");
            self.take(&told);
        }
        live.settle(&json!({"type": "end", "id": "end"})).await;
        let again = server.enter(&self.session).await;
        assert_eq!(again.state["status"], "ended");
        self.check_state(&again.state);
        assert!(self.said.iter().all(|said| said.is_acked));
        let debrief = server.get(&format!("/sessions/{}/debrief?skip=yes", self.session));
        assert_eq!(debrief.status, 200, "{}", debrief.body);
    }

    /// What the program says after a start, against what it promised before.
    fn check_state(&self, state: &Value) {
        let lines = state["transcript"].as_array().expect("a transcript");
        let seqs: Vec<u64> = lines.iter().filter_map(|line| line["seq"].as_u64()).collect();
        assert!(seqs.len() == lines.len() && seqs.is_sorted_by(|a, b| a < b), "{seqs:?}");
        let heard: Vec<&str> = lines
            .iter()
            .filter(|line| line["speaker"] == "candidate")
            .filter_map(|line| line["text"].as_str())
            .collect();
        self.check_said(&heard);
        let notes = &state["artifacts"]["0"]["notes"];
        let revision = notes["revision"].as_u64().unwrap_or(0) as usize;
        assert!((self.notes_acked..=self.notes.len()).contains(&revision), "notes at {revision}");
        let expected = revision.checked_sub(1).map(|at| self.notes[at].as_str());
        assert_eq!(notes["text"].as_str(), expected);
        let scoring = self.pending.iter().any(|one| one["type"] == "self_score");
        if !scoring {
            assert_eq!(state["self_scores"]["0"].as_str(), self.scored);
        }
    }

    /// All that was acknowledged, exactly once and in order; behind it at most what came after.
    fn check_said(&self, heard: &[&str]) {
        let sent: Vec<&str> = self.said.iter().map(|said| said.text.as_str()).collect();
        assert!(
            heard.len() <= sent.len() && heard == &sent[..heard.len()],
            "{heard:?} of {sent:?}"
        );
        let acked = self.said.iter().filter(|said| said.is_acked).count();
        assert!(heard.len() >= acked, "{} lost", acked - heard.len());
    }

    fn check_log(&self, log: &[Value]) {
        let mut last_ms = 0;
        for (at, event) in log.iter().enumerate() {
            assert_eq!(event["seq"], at as u64 + 1, "a gap");
            let at_ms = event["at_ms"].as_u64().expect("a reading");
            assert!(at_ms >= last_ms, "the clock stepped back at {event}");
            last_ms = at_ms;
        }
        let of =
            |kind: &str| log.iter().filter(move |event| event["type"] == kind).collect::<Vec<_>>();
        let said: Vec<&str> =
            of("candidate_said").iter().filter_map(|event| event["text"].as_str()).collect();
        self.check_said(&said);
        assert_eq!(said.len(), self.said.len());
        let revisions: Vec<u64> =
            of("artifact_changed").iter().filter_map(|event| event["revision"].as_u64()).collect();
        assert_eq!(revisions, (1..=self.notes.len() as u64).collect::<Vec<_>>());
        let phases = of("phase_entered").len() as u64;
        assert!(phases > self.phase, "{phases} phases for {} moves", self.phase);
        let scores: Vec<&str> =
            of("self_score_given").iter().filter_map(|event| event["band"].as_str()).collect();
        assert!(scores.windows(2).all(|pair| pair[0] != pair[1]), "given twice: {scores:?}");
        assert_eq!(scores.last().copied(), self.scored);
    }
}
