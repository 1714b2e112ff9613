//! What must hold of every frame also holds of any matrix, change, pair of years, comparison, interval, target and tree.

use crate::examples::{at, bar, beside, draw, wan};
use crate::laws::{amount, check, check_hits, name};
use budget_widget::address::Address;
use budget_widget::amount::{Amount, Unit};
use budget_widget::charts::Chart;
use budget_widget::charts::frame::Role;
use budget_widget::tables::performance::Target;
use budget_widget::views::change::{Change, Step};
use budget_widget::views::compared::{Changed, Past};
use budget_widget::views::comparison::{Part, Section};
use budget_widget::views::flow::Tone;
use budget_widget::views::function::{Icicle, Node};
use budget_widget::views::interval::{Interval, Intervals, Of};
use budget_widget::views::matrix::{Cell, Class, Matrix};
use budget_widget::views::targets::{Aim, Targets, admitted};
use budget_widget::views::years::{Pair, Years};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn money(value: Decimal) -> Amount {
    Amount::new(value, Unit::WanYuan)
}

prop_compose! {
    fn matrices()(
        rows in prop::collection::vec(name(), 1..9),
        columns in prop::collection::vec(name(), 1..9),
        cells in prop::collection::vec((0..9usize, 0..9usize, amount()), 1..30),
        whole in prop::option::of(amount()),
    ) -> Matrix {
        let class = |first: usize| move |(i, name): (usize, &String)| Class {
            code: (first + i).to_string(),
            name: name.clone(),
            amount: wan("12.5"),
            at: None,
        };
        let mut found: Vec<Cell> = Vec::new();
        for (row, column, value) in cells {
            let (row, column) = (row % rows.len(), column % columns.len());
            if !found.iter().any(|cell| (cell.row, cell.column) == (row, column)) {
                let at = (row % 2 == 0).then(|| at("301"));
                found.push(Cell { row, column, amount: money(value), at });
            }
        }
        Matrix {
            whole: whole.map(money),
            at: whole.map(|_| at("合计")),
            rows: rows.iter().enumerate().map(class(301)).collect(),
            columns: columns.iter().enumerate().map(class(501)).collect(),
            cells: found,
        }
    }
}

fn changes() -> impl Strategy<Value = Changed> {
    (amount(), prop::option::of(any::<bool>())).prop_map(|(value, is_up)| Changed {
        amount: money(value.abs()),
        at: Address::Cell(at("增减")),
        is_up,
        rate: None,
        reason: None,
    })
}

fn pasts() -> impl Strategy<Value = Past> {
    (amount(), any::<bool>(), prop::option::of(2000..2030u16)).prop_map(|(value, printed, year)| Past {
        amount: money(value),
        at: printed.then(|| Address::Cell(at("上年"))),
        year,
    })
}

prop_compose! {
    fn changes_of_wholes()(
        now in amount(),
        before in pasts(),
        change in prop::option::of(changes()),
        parts in prop::collection::vec((name(), changes(), 0..3usize), 0..5),
        year in prop::option::of(2000..2030u16),
    ) -> Change {
        const TONES: [Tone; 3] = [Tone::Project, Tone::Basic, Tone::Total];
        let parts = parts.into_iter().enumerate().map(|(i, (name, change, tone))| Step {
            key: format!("part-{i}"),
            name,
            tone: TONES[tone],
            change,
        });
        Change { now: money(now), at: at("合计").into(), year, before, change, parts: parts.collect() }
    }
}

fn pairs() -> impl Strategy<Value = Years> {
    let pair = (name(), amount(), prop::option::of(pasts()), 0..3usize);
    prop::collection::vec(pair, 1..9).prop_map(|pairs| {
        let pairs = pairs.into_iter().enumerate().map(|(i, (name, value, before, depth))| Pair {
            key: i.to_string(),
            name,
            amount: money(value),
            at: at("三公").into(),
            before,
            depth,
        });
        Years(pairs.collect())
    })
}

fn intervals() -> impl Strategy<Value = Intervals> {
    let row =
        (name(), amount(), prop_oneof![Just(Decimal::ZERO), Just(Decimal::new(5, 2)), amount()], 0..4usize);
    (prop::collection::vec(row, 1..6), any::<bool>()).prop_map(|(rows, is_money)| {
        let rows = rows.into_iter().map(|(name, value, half, of)| Interval {
            of: [Of::Figure(name), Of::Sum, Of::Expected, Of::Side(1)][of].clone(),
            value,
            least: value - half.abs(),
            most: value + half.abs(),
            at: None,
        });
        Intervals { unit: is_money.then_some(Unit::WanYuan), rows: rows.collect() }
    })
}

fn aims() -> impl Strategy<Value = Targets> {
    let printed = ("[≥≤><=]?", amount(), "%|个|万元|工作日|");
    prop::collection::vec((name(), printed, "提升[全面持续显著]{0,30}|", any::<bool>()), 1..9).prop_map(
        |aims| {
            let aims =
                aims.into_iter().enumerate().map(|(i, (name, (sign, value, unit), words, is_words))| {
                    let printed = if is_words { words } else { format!("{sign}{value}{unit}") };
                    let admitted = admitted(&Target::parse(&printed));
                    Aim { key: i.to_string(), name, printed, at: at("target"), admitted }
                });
            Targets(aims.collect())
        },
    )
}

fn trees() -> impl Strategy<Value = Icicle> {
    let node = (name(), amount(), 0..4usize, 0..3usize);
    (prop::collection::vec(node, 1..30), prop::option::of(amount())).prop_map(|(lines, whole)| {
        let mut nodes: Vec<Node> = Vec::new();
        for (i, (name, value, depth, tone)) in lines.into_iter().enumerate() {
            let parent = nodes.iter().rposition(|node| node.depth < depth);
            let depth = parent.map_or(0, |parent| nodes[parent].depth + 1);
            let value = value.to_string();
            let parts = [(Tone::Project, value.as_str())];
            let bar = bar(&i.to_string(), &name, &value, if tone == 0 { &parts } else { &[] });
            nodes.push(Node { bar, depth, parent });
        }
        Icicle { whole: whole.map(money), nodes }
    })
}

fn comparisons() -> impl Strategy<Value = Part> {
    let line = (name(), prop::collection::vec(prop::option::weighted(0.8, -9_000..90_000i64), 4));
    (prop::collection::vec(line, 1..40), 1..5usize, 0..5usize).prop_map(|(lines, columns, section)| {
        let mut lines: Vec<_> = lines
            .iter()
            .map(|(name, values)| (name.as_str(), values.iter().copied().take(columns).collect()))
            .collect();
        // One amount at least, else there is nothing to draw.
        lines.push(("合计", vec![Some(1); columns]));
        beside(Section::ALL[section], &[2022, 2023, 2024, 2025][..columns], &lines)
    })
}

/// A chart that can be shown when a case fails.
trait Shown: Chart + std::fmt::Debug {}
impl<T: Chart + std::fmt::Debug> Shown for T {}

fn any_view() -> impl Strategy<Value = Box<dyn Shown>> {
    fn boxed<T: Shown + 'static>(view: T) -> Box<dyn Shown> {
        Box::new(view)
    }
    prop_oneof![
        matrices().prop_map(boxed),
        changes_of_wholes().prop_map(boxed),
        pairs().prop_map(boxed),
        intervals().prop_map(boxed),
        aims().prop_map(boxed),
        trees().prop_map(boxed),
        comparisons().prop_map(boxed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_view_is_legible(view in any_view(), width in 280.0..1600.0f64, large: bool) {
        let frame = draw(&*view, width, large);
        prop_assert!(frame.height > 0.0);
        check(&frame, 0.0);
        check_hits(&frame);
        for mark in frame.marks.iter().filter(|mark| mark.role == Role::Bar) {
            prop_assert!(mark.bounds.height >= 24.0);
        }
    }
}
