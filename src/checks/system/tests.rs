//! The solver against another way to the same answer: on small systems, eliminating one unknown after the other.

use super::figures::{Figure, Figures};
use super::ratio::Ratio;
use super::rows::{Row, Rows, push};
use super::solve::{combined, needed, solve};
use proptest::prelude::*;

/// An upper bound: Σ weight × unknown ≤ bound.
type Bound = (Vec<i128>, i128);

/// Whether values exist at `t`, by eliminating one unknown after the other (Fourier and Motzkin).
fn is_feasible(figures: &[Figure], rows: &[Row], t: Ratio) -> bool {
    let count = figures.len();
    let mut bounds: Vec<Bound> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let own = |sign: i128| (0..count).map(|other| if other == at { sign } else { 0 }).collect();
        bounds.push((own(1), figure.value * t.denominator + figure.delta * t.numerator));
        let least = figure.value * t.denominator - figure.down() * t.numerator;
        bounds.push((own(-1), -least));
    }
    for row in rows {
        let mut weights = vec![0; count];
        row.terms.iter().for_each(|&(figure, weight)| weights[figure] = weight);
        if !row.is_order {
            bounds.push((weights.iter().map(|weight| -weight).collect(), 0));
        }
        bounds.push((weights, 0));
    }
    for at in 0..count {
        let (mut above, mut below, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for bound in bounds {
            match bound.0[at].signum() {
                1 => above.push(bound),
                -1 => below.push(bound),
                _ => rest.push(bound),
            }
        }
        for (upper, most) in &above {
            for (lower, least) in &below {
                let (a, b) = (-lower[at], upper[at]);
                let weights: Vec<i128> = upper.iter().zip(lower).map(|(u, l)| u * a + l * b).collect();
                let mut bound = (weights, most * a + least * b);
                let common =
                    bound.0.iter().fold(bound.1, |common, weight| super::simplex::gcd(common, *weight));
                bound.0.iter_mut().for_each(|weight| *weight /= common);
                bound.1 /= common;
                if !rest.contains(&bound) {
                    rest.push(bound);
                }
            }
        }
        bounds = rest;
    }
    bounds.iter().all(|(_, bound)| *bound >= 0)
}

/// Figures around a solution, some of them wrong by a little, with rows that the solution satisfies.
fn systems() -> impl Strategy<Value = (Vec<Figure>, Vec<Row>)> {
    let values = prop::collection::vec((0i128..60, 0usize..3, -3i128..=3), 3..=5);
    let rows = prop::collection::vec((prop::collection::vec(-1i128..=1, 5), any::<bool>()), 1..=4);
    (values, rows).prop_map(|(values, rows)| {
        let figures: Vec<Figure> = values
            .iter()
            .map(|&(value, delta, off)| {
                let delta = [1, 2, 10][delta];
                Figure { value: (value / delta * 2 * delta + off).max(0), delta }
            })
            .collect();
        let known = Figures::plain(figures.clone());
        let mut made = Vec::new();
        for (at, (weights, is_order)) in rows.into_iter().enumerate() {
            let terms =
                weights.into_iter().take(figures.len()).enumerate().filter(|(_, weight)| *weight != 0);
            push(&mut made, at, is_order && at % 2 == 1, terms.collect(), &known);
        }
        (figures, made)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_reach_is_the_smallest_at_which_all_rows_hold((figures, rows) in systems()) {
        let known = Figures::plain(figures.clone());
        let rows = Rows::indexed(rows);
        let groups = solve(&rows, &known);
        let reach = groups.iter().filter_map(|group| group.reach).max_by(|a, b| a.compare(*b).unwrap());
        let Some(reach) = reach.filter(|_| groups.iter().all(|group| group.is_settled)) else {
            // No reach will do: a row of zeros alone, or of figures that cannot move that way.
            prop_assert!(groups.is_empty() || !is_feasible(&figures, &rows.rows, Ratio::whole(1_000_000)));
            return Ok(());
        };
        prop_assert!(is_feasible(&figures, &rows.rows, reach), "{reach:?} will do");
        let less = Ratio::new(reach.numerator * 999, reach.denominator * 1000).unwrap();
        prop_assert!(reach.is_zero() || !is_feasible(&figures, &rows.rows, less), "less than {reach:?} will do");
    }

    #[test]
    fn a_refutation_needs_what_its_group_needs((figures, rows) in systems()) {
        let known = Figures::plain(figures);
        let rows = Rows::indexed(rows);
        for group in solve(&rows, &known) {
            if !group.refutation.is_empty() {
                let terms = combined(&group.refutation, &rows).unwrap();
                prop_assert_eq!(needed(&terms, false, &known), group.reach);
            }
        }
    }
}

#[test]
fn three_sums_that_hold_singly_do_not_hold_together() {
    // In halves of the last digit: 64.6 = 41.8 + 22.9, 100.0 = 64.6 + 35.5, 100.0 = 60.0 + 39.9.
    let values = [646, 418, 229, 1000, 355, 600, 399];
    let known = Figures::plain(values.map(|value| Figure { value: value * 2, delta: 1 }).to_vec());
    let mut rows = Vec::new();
    for (at, (whole, a, b)) in [(0, 1, 2), (3, 0, 4), (3, 5, 6)].into_iter().enumerate() {
        push(&mut rows, at, false, vec![(whole, -1), (a, 1), (b, 1)], &known);
    }
    let rows = Rows::indexed(rows);
    let groups = solve(&rows, &known);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].reach, Ratio::new(6, 5));
    assert!(groups[0].is_settled);
    let mut weights = combined(&groups[0].refutation, &rows).unwrap();
    if weights[0].1 < 0 {
        weights.iter_mut().for_each(|(_, weight)| *weight *= -1);
    }
    let parts = [(1, 1), (2, 1), (4, 1), (5, -1), (6, -1)];
    assert_eq!(weights, parts, "the totals are gone");
}
