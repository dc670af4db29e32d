#[allow(dead_code)]
#[path = "../tests/world/mod.rs"]
mod world;
use greenroom_model::{Company, Level, RoundKind};
use greenroom_plan::*;
use jiff::civil::date;
use world::{Person, Random, World, trial};
fn main() {
    let world = World::real();
    let today = date(2027, 1, 4);
    let on = |d: i64| today.saturating_add(jiff::Span::new().days(d));
    for weak in [false, true] {
        for minutes in [30u32, 60, 90, 240, 720] {
            for kind in RoundKind::ALL {
                let wish = Wish {
                    level: Level::Senior,
                    company: Company::Large,
                    interview_on: Some(on(28)),
                    minutes_a_day: minutes,
                    days_off: DaysOff::default(),
                };
                let mut p = Person::new(wish);
                if weak {
                    p = p.weak_in(&world, kind);
                } else {
                    let mut random = Random(1);
                    for t in &world.topics {
                        for i in 0..50 {
                            let c = random.unit() * if t.kind == kind { 0.4 } else { 1.0 };
                            p.evidence.push(greenroom_plan::Evidence {
                                weight: 0.6,
                                ..trial(
                                    &t.id,
                                    on(-(random.below(27) as i64)),
                                    c,
                                    &format!("/cards/{}-{i}", t.id),
                                )
                            });
                        }
                    }
                    for i in 0..250 {
                        let e = random.below(world.exercises.len());
                        p.done(&world.exercises[e].id, on(-(i % 27)));
                    }
                }
                p.cards_due = 2000;
                let mut best = f64::MAX;
                let mut best_s = f64::MAX;
                for _ in 0..5 {
                    let t = std::time::Instant::now();
                    let plan = world.plan(&p, today, 0);
                    best = best.min(t.elapsed().as_secs_f64() * 1e3);
                    std::hint::black_box(plan.days.len());
                    let t = std::time::Instant::now();
                    std::hint::black_box(strengths(&p.evidence, today).len());
                    best_s = best_s.min(t.elapsed().as_secs_f64() * 1e3);
                }
                print!("{kind}: {:.1}  ", best - best_s);
            }
            println!("| {minutes} min weak_in {weak}");
        }
    }
}
