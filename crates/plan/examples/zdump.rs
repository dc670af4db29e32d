#[allow(dead_code)]
#[path = "../tests/world/mod.rs"]
mod world;
use greenroom_model::{Company, Level, RoundKind};
use greenroom_plan::*;
use jiff::civil::date;
use std::hash::{Hash, Hasher};
use world::{Person, Random, World, trial};
fn main() {
    let mut world = World::real();
    // exercises with several topics, as in reality
    let ids: Vec<String> = world.topics.iter().map(|t| t.id.clone()).collect();
    let mut r = Random(99);
    for e in &mut world.exercises {
        for _ in 0..r.below(3) {
            if !e.topics.is_empty() {
                e.topics.push(ids[r.below(ids.len())].clone());
            }
        }
        if r.below(20) == 0 && !e.topics.is_empty() {
            e.topics.push("unknown".into());
        }
    }
    let today = date(2027, 1, 4);
    let on = |d: i64| today.saturating_add(jiff::Span::new().days(d));
    let n: u64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(2000);
    for seed in 0..n {
        let mut r = Random(seed * 7919 + 3);
        let wish = Wish {
            level: Level::ALL[r.below(3)],
            company: Company::ALL[r.below(3)],
            interview_on: if r.below(8) == 0 { None } else { Some(on(r.below(60) as i64 - 2)) },
            minutes_a_day: [10, 25, 30, 45, 60, 75, 90, 120, 180, 300, 800][r.below(11)],
            days_off: DaysOff {
                weekdays: (0..r.below(3)).map(|_| 1 + r.below(7) as i8).collect(),
                dates: vec![on(r.below(20) as i64)],
            },
        };
        let mut p = Person::new(wish);
        let kind = RoundKind::ALL[r.below(6)];
        match r.below(4) {
            0 => {}
            1 => p = p.weak_in(&world, kind),
            _ => {
                let many = r.below(12);
                for t in &world.topics {
                    if r.below(3) == 0 {
                        continue;
                    }
                    for i in 0..r.below(many + 1) {
                        let c = r.unit() * if t.kind == kind { 0.4 } else { 1.0 };
                        p.evidence.push(greenroom_plan::Evidence {
                            weight: r.unit(),
                            ..trial(
                                &t.id,
                                on(-(r.below(60) as i64)),
                                c,
                                &format!("/c/{}-{i}", t.id),
                            )
                        });
                    }
                }
            }
        }
        for _ in 0..r.below(100) {
            let e = &world.exercises[r.below(world.exercises.len())].id;
            let d = on(2 - r.below(40) as i64);
            p.done(e, d);
        }
        for _ in 0..r.below(3) {
            p.done("no/such", today);
        }
        for _ in 0..r.below(12) {
            let exercise = if r.below(6) == 0 {
                "cards".to_string()
            } else {
                world.exercises[r.below(world.exercises.len())].id.clone()
            };
            let d = on(r.below(28) as i64);
            p.edits.push(match r.below(6) {
                0 | 1 => Edit::Pin { exercise, on: d },
                2 => Edit::Unpin { exercise, on: d },
                3 => Edit::Skip { exercise, on: d },
                4 => Edit::Drop { exercise },
                _ => Edit::Restore { exercise },
            });
            if r.below(4) == 0 {
                let again = p.edits.last().unwrap().clone();
                p.edits.push(again);
            }
        }
        for t in &world.topics {
            if r.below(3) == 0 {
                p.introduced.insert(t.id.clone());
            }
        }
        p.cards_due = r.below(300) as u32;
        let plan = world.plan(&p, today, seed % 5);
        let mut h = std::collections::hash_map::DefaultHasher::new();
        format!("{plan:?}").hash(&mut h);
        println!(
            "{seed} {} {:x}",
            plan.days.iter().map(|d| d.items.len()).sum::<usize>(),
            h.finish()
        );
    }
}
