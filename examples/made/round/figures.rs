//! The figures of a report, of realistic size and consistent with every relation of the plan.

use fastrand::Rng;

/// Returns the figures of the plan's indicators, in order.
pub(super) fn draw(random: &mut Rng, documents: u64, plans: u64, incidents: u64) -> Vec<u64> {
    let (sessions, courses) = (random.u64(2..=18), random.u64(0..=3));
    let (exercises, lessons, checks) = (random.u64(0..=2), random.u64(0..=3), random.u64(0..=3));
    let owed = random.u64(2..=9);
    let written = owed - random.u64(0..=2);
    let checked = if checks == 0 { 0 } else { checks + random.u64(0..=6) };
    let advised = if checks == 0 { 0 } else { random.u64(0..=6) };
    vec![
        documents,
        plans,
        random.u64(1..=6),
        sessions,
        sessions * random.u64(35..=80),
        random.u64(2..=30),
        random.u64(20..=160),
        random.u64(150..=1200),
        courses,
        courses * random.u64(20..=45),
        random.u64(15..=60),
        random.u64(0..=3),
        owed,
        written,
        written.saturating_sub(random.u64(0..=1)),
        exercises,
        exercises * random.u64(25..=70),
        lessons,
        lessons * random.u64(20..=60),
        checks,
        checked,
        advised,
        advised.saturating_sub(random.u64(0..=2)),
        incidents,
    ]
}
