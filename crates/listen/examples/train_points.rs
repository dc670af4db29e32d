//! Learns models/points.json from labelled transcripts.
//!
//!     cargo run --release -p greenroom-listen --example train_points -- FOLDER...
//!
//! With `--held-out NAME,...` it writes nothing, and prints how the named problems fare when neither
//! they nor problems about the same thing are learnt from.

use greenroom_listen::Listener;
use greenroom_listen::trials::{self, Counts, Observation, Trial};
use greenroom_listen::weigh::BothWeights;
use greenroom_model::Verdict;
use std::path::Path;

fn main() -> Result<(), String> {
    let mut folders = Vec::new();
    let mut held_out: Option<String> = None;
    let mut verbose = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--held-out" => held_out = arguments.next(),
            "--verbose" => verbose = true,
            _ => folders.push(argument),
        }
    }
    let mut data: Vec<Trial> = Vec::new();
    for folder in &folders {
        data.extend(trials::load(Path::new(folder))?);
    }
    println!(
        "{} problems, {} talks",
        data.len(),
        data.iter().map(|one| one.talks.len()).sum::<usize>()
    );
    let coarse = Listener::coarse("asked for".into());
    match held_out {
        Some(names) => {
            for listener in [Listener::embedded(), coarse] {
                held_out_scores(&listener, &data, &names, verbose);
            }
        }
        None => {
            let learn = |listener: &Listener| {
                let seen: Vec<Observation> =
                    data.iter().map(|trial| trials::observe(listener, trial)).collect();
                trials::train(&seen.iter().collect::<Vec<_>>())
            };
            let both =
                BothWeights { by_meaning: learn(&Listener::embedded()), by_words: learn(&coarse) };
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/points.json");
            let text = serde_json::to_string_pretty(&both).map_err(|error| error.to_string())?;
            std::fs::write(path, text + "\n").map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

fn held_out_scores(listener: &Listener, data: &[Trial], names: &str, verbose: bool) {
    println!("{:?}", listener.quality());
    let seen: Vec<Observation> =
        data.iter().map(|trial| trials::observe(listener, trial)).collect();
    let (mut met, mut credited, mut voiced) =
        (Counts::default(), Counts::default(), Counts::default());
    let mut table = [[0; 4]; 4];
    for test in seen
        .iter()
        .filter(|one| names == "all" || names.split(',').any(|name| name == one.trial.name))
    {
        let others: Vec<&Observation> =
            seen.iter().filter(|one| !trials::are_kin(one.trial, test.trial)).collect();
        let weights = trials::train(&others);
        let (points, misconceptions) = trials::outcomes(test, &weights);
        let (mut met_here, mut credited_here) = (Counts::default(), Counts::default());
        for one in &points {
            let full = |verdict| verdict == Verdict::Met;
            let some = |verdict| matches!(verdict, Verdict::Met | Verdict::Partly);
            for counts in [&mut met, &mut met_here] {
                counts.add(full(one.labelled), full(one.found));
            }
            for counts in [&mut credited, &mut credited_here] {
                counts.add(some(one.labelled), some(one.found));
            }
            table[one.labelled as usize][one.found as usize] += 1;
            if verbose && one.labelled != one.found {
                println!(
                    "  {} {}: {} found {} (touched {:.2}, met {:.2})",
                    one.talk.rsplit('/').next().unwrap_or_default(),
                    one.point,
                    one.labelled.word(),
                    one.found.word(),
                    one.touched,
                    one.met
                );
            }
        }
        for one in &misconceptions {
            voiced.add(one.labelled, one.found);
        }
        println!(
            "{:28} learnt from {:2}: met {:.3}, met or partly {:.3}",
            test.trial.name,
            others.len(),
            met_here.f1(),
            credited_here.f1()
        );
        if verbose {
            println!("{:?}", weights.lines);
        }
    }
    for (name, counts) in [("met", met), ("met or partly", credited), ("misconception", voiced)] {
        println!(
            "{name:14} precision {:.3} recall {:.3} F1 {:.3}",
            counts.precision(),
            counts.recall(),
            counts.f1()
        );
    }
    println!("labelled (rows) against found: met, partly, missed, contradicted");
    for row in table {
        println!("{row:4?}");
    }
}
