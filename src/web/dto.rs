//! What crosses to JavaScript: plain mirrors of the core, already worded and formatted.

use crate::address::{Address, CellAddress};
use crate::amount::{Amount, Unit};
use crate::budget::Budget;
use crate::charts::frame::{Frame, Role as MarkRole};
use crate::charts::theme::{Palette, Rgb, Sizes, Theme};
use crate::charts::{Chart, Options, Words};
use crate::checks::Report;
use crate::checks::report::{Check, Verdict};
use crate::disclosure::Disclosure;
use crate::export::report::{AddressData, TableData, follows, tables};
use crate::export::wording::{Piece, Wording};
use crate::i18n::{Locale, format};
use crate::narrative::Direction;
use crate::source::Encoding;
use crate::tables::spec::Kind;
use crate::tables::{Role, Table};
use crate::views::findings::{self, Group};
use crate::views::overview::{self, Card, Change, Quoted, Shown};
use crate::views::{flow, function, inspection};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// All words of a locale.
pub fn words(locale: &'static Locale) -> BTreeMap<&'static str, &'static str> {
    locale.entries().collect()
}

/// The palette of a theme name; light for an unknown one.
pub fn palette(name: &str) -> Palette {
    match name {
        "dark" => Palette::DARK,
        "contrast" => Palette::CONTRAST,
        _ => Palette::LIGHT,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    title: String,
    department: String,
    year: Option<u16>,
    unit: &'static str,
    encoding: &'static str,
    tables: Vec<TableData>,
}

pub fn head(disclosure: &Disclosure) -> Head {
    let budget = &disclosure.budget;
    Head {
        title: budget.title.clone(),
        department: budget.department.clone(),
        year: budget.year,
        unit: unit(budget).label(),
        encoding: match budget.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Gb18030 => "gb18030",
        },
        tables: tables(budget),
    }
}

/// The unit that the first table with a unit prints.
fn unit(budget: &Budget) -> Unit {
    budget.tables.iter().find_map(|table| table.unit).unwrap_or_default()
}

/// Words, some of which are figures that lead to their place.
#[derive(Serialize)]
pub struct PieceData {
    text: String,
    at: Option<AddressData>,
}

fn pieces(budget: &Budget, pieces: Vec<Piece>) -> Vec<PieceData> {
    pieces
        .into_iter()
        .map(|piece| PieceData { text: piece.text, at: piece.at.map(|at| address(budget, &at)) })
        .collect()
}

/// A public address with positions in UTF-16 units.
fn address(budget: &Budget, at: &Address) -> AddressData {
    AddressData::from(at).in_utf16(budget)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CardData {
    id: &'static str,
    label: &'static str,
    value: String,
    unit: &'static str,
    at: AddressData,
    /// Between 0 and 1, for the bar below the figure.
    part: Option<f64>,
    lines: Vec<Vec<PieceData>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewData {
    cards: Vec<CardData>,
    badge: Badge,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Badge {
    exact: usize,
    rounding: usize,
    boundary: usize,
    contradiction: usize,
    not_checked: usize,
    notes: usize,
}

fn badge(report: &Report) -> Badge {
    let count = |verdict| findings::relations(report, verdict);
    Badge {
        exact: count(Verdict::Exact),
        rounding: count(Verdict::Rounding),
        boundary: count(Verdict::Boundary),
        contradiction: count(Verdict::Contradiction),
        not_checked: count(Verdict::NotChecked),
        notes: findings::of_group(report, Group::Reading).len(),
    }
}

pub fn overview(disclosure: &Disclosure, locale: &'static Locale, unit: Unit) -> OverviewData {
    let budget = &disclosure.budget;
    let cards = overview::cards(budget).iter().map(|card| card_data(budget, card, locale, unit)).collect();
    OverviewData { cards, badge: badge(&disclosure.report) }
}

fn card_data(budget: &Budget, card: &Card, locale: &'static Locale, unit: Unit) -> CardData {
    let wording = Wording { budget, locale };
    let figure = |shown: &Shown| (format::amount(shown.amount, unit), Some(shown.at.clone()));
    let quoted =
        |quoted: &Quoted, suffix: &str| (format!("{}{suffix}", quoted.text), Some(quoted.at.clone()));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    let mut add = |piece: Vec<Piece>| {
        if !line.is_empty() {
            line.push(Piece::words(locale.separator()));
        }
        line.extend(piece);
    };
    if let Some(share) = &card.share {
        add(wording.pieces("card.share", &[("share", quoted(share, "%"))]));
    }
    if let Some(count) = &card.count {
        add(wording.pieces("card.projects-count", &[("count", quoted(count, ""))]));
    }
    for (key, shown) in &card.details {
        add(wording.pieces(key, &[("amount", figure(shown))]));
    }
    lines.extend((!line.is_empty()).then_some(line));
    if let Some(change) = &card.change {
        lines.push(change_pieces(&wording, change, unit));
        let reason = change
            .reason
            .as_ref()
            .map(|reason| vec![Piece::words(&locale.fill("change.reason", &[("reason", reason)]))]);
        lines.extend(reason);
    }
    CardData {
        id: card.id,
        label: locale.text(card_label(card.id)),
        value: format::amount(card.figure.amount, unit),
        unit: unit.label(),
        at: address(budget, &card.figure.at),
        part: card.whole.map(|whole| crate::charts::scale::Scale::new(whole, 1.0).length(card.figure.amount)),
        lines: lines.into_iter().map(|line| pieces(budget, line)).collect(),
    }
}

fn card_label(id: &str) -> &'static str {
    match id {
        "total" => "card.total",
        "project" => "card.project",
        "basic" => "card.basic",
        "procurement" => "card.procurement",
        _ => "card.three-public",
    }
}

fn change_pieces(wording: &Wording<'_>, change: &Change, unit: Unit) -> Vec<Piece> {
    let year = (change.year.map(|year| year.to_string()).unwrap_or_default(), None);
    let (Some(direction), Some(amount)) = (change.direction, &change.amount) else {
        return wording.pieces("change.none", &[("year", year)]);
    };
    let rate = change.rate.as_ref();
    let parameters = [
        ("year", year),
        ("amount", (format::amount(amount.amount, unit), Some(amount.at.clone()))),
        ("unit", (unit.label().to_owned(), None)),
        (
            "rate",
            rate.map_or_else(
                || (String::new(), None),
                |rate| (format!("{}%", rate.text), Some(rate.at.clone())),
            ),
        ),
    ];
    let key = match direction {
        Direction::Up => "change.up",
        Direction::Down => "change.down",
    };
    wording.pieces(key, &parameters)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StopData {
    key: String,
    code: Option<String>,
    name: String,
    value: String,
    at: AddressData,
    leads: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LevelData {
    table: String,
    trail: Vec<StopData>,
    leaf: bool,
    empty: usize,
}

pub fn level(
    disclosure: &Disclosure,
    level: &function::Level,
    locale: &'static Locale,
    unit: Unit,
) -> LevelData {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let stop = |stop: &function::Stop| StopData {
        key: stop.key.clone(),
        code: stop.code.clone(),
        name: if stop.key.is_empty() { locale.text("trail.all").to_owned() } else { stop.name.clone() },
        value: format::amount(stop.amount, unit),
        at: AddressData::from(&stop.at),
        leads: stop.leads,
    };
    LevelData {
        table: budget.table(&level.table).map(|table| wording.table(table)).unwrap_or_default(),
        trail: level.trail.iter().map(stop).collect(),
        leaf: level.is_leaf,
        empty: level.empty,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeadCell {
    text: String,
    columns: usize,
    rows: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CellData {
    text: String,
    /// `code`, `name`, `amount` or `text`.
    kind: &'static str,
    at: Option<AddressData>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowData {
    line: u32,
    total: bool,
    cells: Vec<CellData>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PublishedTable {
    id: String,
    ordinal: u32,
    name: String,
    title: String,
    unit: Option<&'static str>,
    lines: (u32, u32),
    amounts: usize,
    note: Option<String>,
    notices: Vec<String>,
    head: Vec<Vec<HeadCell>>,
    rows: Vec<RowData>,
}

pub fn table(disclosure: &Disclosure, table: &Table, locale: &'static Locale) -> PublishedTable {
    let wording = Wording { budget: &disclosure.budget, locale };
    let own = |check: &&Check| check.place.as_ref().is_some_and(|place| place.table == *table.id);
    PublishedTable {
        id: table.id.to_string(),
        ordinal: table.ordinal,
        name: table.spec.map_or_else(|| table.title.clone(), |spec| spec.title.to_owned()),
        title: table.title.clone(),
        unit: table.unit.map(Unit::label),
        lines: table.lines,
        amounts: table.figures().filter(|(_, figure)| figure.amount().is_some()).count(),
        note: table.note.as_ref().map(|note| note.text.clone()),
        notices: disclosure.report.checks.iter().filter(own).map(|check| wording.message(check, 0)).collect(),
        head: head_cells(table),
        rows: rows(table),
    }
}

/// The head as printed or repaired, with its spans.
fn head_cells(table: &Table) -> Vec<Vec<HeadCell>> {
    let depth = table.columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
    let path = |at: usize, level: usize| table.columns.get(at).and_then(|column| column.head.get(..=level));
    let side = |at: usize| table.columns.get(at).map(|column| column.side);
    let mut head = Vec::new();
    for level in 0..depth {
        let mut cells = Vec::new();
        let mut at = 0;
        while let Some(column) = table.columns.get(at) {
            let Some(text) = column.head.get(level) else {
                at += 1;
                continue;
            };
            let is_last = column.head.len() == level + 1;
            let same = |other: &usize| path(*other, level) == path(at, level) && side(*other) == side(at);
            let columns = if is_last { 1 } else { (at..table.columns.len()).take_while(same).count() };
            let rows = if is_last { depth - level } else { 1 };
            cells.push(HeadCell { text: text.clone(), columns, rows });
            at += columns.max(1);
        }
        head.push(cells);
    }
    head
}

fn rows(table: &Table) -> Vec<RowData> {
    let addresses: HashMap<(u32, u32), (&CellAddress, Role)> = table
        .figures()
        .map(|(item, figure)| ((figure.at.place.line, figure.at.place.cell), (&figure.at, item.role)))
        .collect();
    let width = table.columns.len();
    let mut rows = Vec::new();
    for printed in &table.body {
        let place =
            |cell: &crate::source::GridCell| addresses.get(&(cell.place.line, cell.place.cell)).copied();
        let total =
            printed.iter().filter_map(place).any(|(_, role)| matches!(role, Role::Total | Role::YearTotal));
        let cells = printed.iter().take(width).zip(&table.columns).map(|(cell, column)| CellData {
            text: cell.text.clone(),
            kind: if place(cell).is_some() { "amount" } else { kind(column.kind) },
            at: place(cell).map(|(at, _)| at.into()),
        });
        let line = printed.first().map_or(0, |cell| cell.place.line);
        rows.push(RowData { line, total, cells: cells.collect() });
    }
    rows
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Code | Kind::SecondCode | Kind::UnitCode => "code",
        Kind::Name | Kind::SecondName | Kind::UnitName => "name",
        Kind::Amount => "amount",
        Kind::Indicator | Kind::Target | Kind::Text => "text",
    }
}

#[derive(Serialize)]
pub struct GroupData {
    id: &'static str,
    count: usize,
}

/// The groups that have any check, in reading order.
pub fn check_groups(report: &Report) -> Vec<GroupData> {
    let size = |group| findings::of_group(report, group).len();
    Group::ALL
        .into_iter()
        .map(|group| GroupData { id: group.id(), count: size(group) })
        .filter(|g| g.count > 0)
        .collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckLine {
    id: String,
    verdict: &'static str,
    severity: &'static str,
    rule: String,
    table: String,
    message: String,
    follows: usize,
}

pub fn checks(disclosure: &Disclosure, group: Group, locale: &'static Locale) -> Vec<CheckLine> {
    let wording = Wording { budget: &disclosure.budget, locale };
    let listed = findings::of_group(&disclosure.report, group).into_iter();
    listed
        .filter_map(|(at, follows)| {
            Some(check_line(&wording, disclosure.report.checks.get(at)?, follows.len()))
        })
        .collect()
}

fn check_line(wording: &Wording<'_>, check: &Check, follows: usize) -> CheckLine {
    let table = match (check.at(), &check.place) {
        (Some(Address::Cell(cell)), _) => wording.budget.table(&cell.table),
        (_, Some(place)) => wording.budget.table(&place.table),
        _ => None,
    };
    CheckLine {
        id: check.id.clone(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: wording.locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        table: table.map(|table| wording.table(table)).unwrap_or_default(),
        message: wording.message(check, 0),
        follows,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperandLine {
    sign: &'static str,
    place: String,
    at: AddressData,
    printed: String,
    range: Option<(String, String)>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckDetail {
    id: String,
    kind: &'static str,
    verdict: &'static str,
    severity: &'static str,
    rule: String,
    message: String,
    advice: &'static str,
    operands: Vec<OperandLine>,
    sum: Option<String>,
    residual: Option<String>,
    bound: Option<String>,
    resolution: Option<String>,
    follows: Vec<CheckLine>,
    cause: Option<String>,
}

/// One check with everything that explains its verdict.
pub fn check(disclosure: &Disclosure, id: &str, locale: &'static Locale) -> Option<CheckDetail> {
    let (budget, report) = (&disclosure.budget, &disclosure.report);
    let wording = Wording { budget, locale };
    let check = report.checks.iter().find(|check| check.id == id)?;
    let is_sum = check.rule.kind == crate::checks::Kind::Sum;
    let at = check.at();
    let operand = |judged: &crate::checks::report::Judged| OperandLine {
        sign: match judged.sign {
            1 if is_sum => "+",
            _ if is_sum => "=",
            _ => "",
        },
        place: match (at, &judged.operand.at) {
            (Some(first), own) if is_sum => wording.place_beside(own, first),
            (_, own) => wording.place(own),
        },
        at: address(budget, &judged.operand.at),
        printed: wording.printed(&judged.operand),
        range: judged.operand.amount().map(|amount| {
            let interval = amount.interval();
            (format::decimal(interval.min), format::decimal(interval.max))
        }),
    };
    let decimal = |value: Option<rust_decimal::Decimal>| value.map(format::decimal);
    let consequences = report.checks.iter().filter(|other| other.cause.as_deref() == Some(id));
    Some(CheckDetail {
        id: check.id.clone(),
        kind: check.rule.kind.id(),
        verdict: check.verdict.id(),
        severity: check.severity.id(),
        rule: locale.text(&format!("rule.{}", check.rule.id)).to_owned(),
        message: wording.message(check, follows(report).get(id).copied().unwrap_or(0)),
        advice: wording.advice(check),
        operands: check.operands.iter().map(operand).collect(),
        sum: is_sum.then(|| crate::export::wording::parts_sum(check)),
        residual: decimal(check.residual),
        bound: decimal(check.bound),
        resolution: decimal(check.resolution),
        follows: consequences.map(|other| check_line(&wording, other, 0)).collect(),
        cause: check.cause.clone(),
    })
}

#[derive(Serialize)]
pub struct PlaceLine {
    text: String,
    at: AddressData,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectionData {
    at: AddressData,
    name: String,
    column: String,
    table: String,
    printed: String,
    blank: bool,
    unit: Option<&'static str>,
    delta: Option<String>,
    /// The amount in the unit the reader chose, where that is another than the printed one.
    converted: Option<String>,
    line: u32,
    cell: u32,
    others: Vec<PlaceLine>,
    checks: Vec<CheckLine>,
}

pub fn inspection(
    disclosure: &Disclosure,
    found: &inspection::Inspection<'_>,
    locale: &'static Locale,
    unit: Unit,
) -> InspectionData {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let amount = found.figure.amount();
    let column = found.table.columns.iter().find(|column| column.key == found.figure.at.column);
    let follows = follows(&disclosure.report);
    let checks = found.checks.iter().filter_map(|&at| disclosure.report.checks.get(at));
    let convert = |amount: Amount| {
        (found.table.unit != Some(unit)).then(|| format!("{} {unit}", format::amount(amount, unit)))
    };
    InspectionData {
        at: (&found.figure.at).into(),
        name: wording.row(found.item),
        column: column.map_or_else(|| found.figure.at.column.to_string(), |column| column.label()),
        table: wording.table(found.table),
        printed: found.figure.printed.clone(),
        blank: found.figure.printed.is_empty(),
        unit: found.table.unit.map(Unit::label),
        delta: amount.map(|amount| format::decimal(amount.delta())),
        converted: found.table.unit.and(amount).and_then(convert),
        line: found.figure.at.place.line,
        cell: found.figure.at.place.cell,
        others: found
            .others
            .iter()
            .map(|at| PlaceLine { text: wording.place(at), at: address(budget, at) })
            .collect(),
        checks: checks
            .map(|c| check_line(&wording, c, follows.get(c.id.as_str()).copied().unwrap_or(0)))
            .collect(),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteData {
    at: AddressData,
    section: String,
    line: u32,
    before: String,
    figure: String,
    after: String,
    /// The table cell that the figure repeats.
    cell: Option<PlaceLine>,
}

/// A figure of a sentence with its sentence.
pub fn quote(disclosure: &Disclosure, locale: &'static Locale, line: u32, start: u32) -> Option<QuoteData> {
    let budget = &disclosure.budget;
    let wording = Wording { budget, locale };
    let (index, claim) = budget.narrative.claims.iter().enumerate().find(|(_, claim)| {
        claim.at.line == line && matches!(address(budget, &claim.at.clone().into()), AddressData::Sentence { start: s, .. } if s == start)
    })?;
    let section = budget.narrative.sections.iter().find(|section| section.id == claim.at.section)?;
    let text = &section.lines.iter().find(|text| text.line == line)?.text;
    let taken =
        |from: u32, to: u32| text.chars().skip(from as usize).take((to - from) as usize).collect::<String>();
    let cell = budget.cell_of_claim(index).map(|figure| Address::from(figure.at.clone()));
    Some(QuoteData {
        at: address(budget, &claim.at.clone().into()),
        section: section.heading.clone(),
        line,
        before: taken(0, claim.at.start),
        figure: claim.printed.clone(),
        after: text.chars().skip(claim.at.end as usize).collect(),
        cell: cell.map(|at| PlaceLine { text: wording.place(&at), at: address(budget, &at) }),
    })
}

/// What JavaScript asks a chart to be drawn with.
#[derive(Deserialize)]
pub struct Painter {
    width: f64,
    lang: String,
    unit: String,
    large: bool,
    theme: String,
    /// Custom properties as the page has them, by name.
    colours: HashMap<String, String>,
}

fn chart_words(locale: &'static Locale) -> Words<'static> {
    Words {
        source: locale.text("stage.source"),
        nature: locale.text("stage.nature"),
        function: locale.text("stage.function"),
        item: locale.text("stage.item"),
        project: locale.text("card.project"),
        basic: locale.text("card.basic"),
        rest: locale.text("flow.rest"),
        remainder: locale.text("bars.remainder"),
    }
}

/// Lays a chart out. Nothing for an unknown chart or one without data.
pub fn chart(budget: &Budget, id: &str, key: Option<&str>, painter: &Painter) -> Option<Frame> {
    let locale = Locale::of(&painter.lang);
    let mut palette = palette(&painter.theme);
    for (property, value) in &painter.colours {
        if let Some(colour) = Rgb::parse(value) {
            palette.set(property, colour);
        }
    }
    let theme = Theme { palette, sizes: if painter.large { Sizes::LARGE } else { Sizes::NORMAL } };
    let words = chart_words(locale);
    let unit = Unit::from_label(&painter.unit).unwrap_or_default();
    let options = Options { width: painter.width, unit, theme: &theme, words: &words };
    let frame = match id {
        "flow" => flow::flow(budget).frame(&options),
        "bars" => function::level(budget, key)?.bars.frame(&options),
        _ => return None,
    };
    (frame.height > 0.0).then_some(frame)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarkData {
    id: String,
    role: &'static str,
    name: String,
    value: String,
    share: Option<String>,
    at: Option<AddressData>,
    opens: bool,
    stop: bool,
    /// `x y width height` in CSS pixels.
    bounds: [f64; 4],
    /// An SVG path in tenths of CSS pixels.
    path: String,
    /// The one sentence that is spoken.
    spoken: String,
}

/// The marks of a frame, in its order.
pub fn marks(frame: &Frame, locale: &'static Locale, unit: Unit) -> Vec<MarkData> {
    let mark = |mark: &crate::charts::frame::Mark| {
        let value = format::amount(mark.amount, unit);
        let spoken = [Some(mark.name.as_str()), Some(&format!("{value} {unit}")), mark.share.as_deref()];
        let spoken: Vec<&str> = spoken.into_iter().flatten().collect();
        MarkData {
            id: mark.id.clone(),
            role: match mark.role {
                MarkRole::Node => "node",
                MarkRole::Link => "link",
                MarkRole::Bar => "bar",
                MarkRole::Part => "part",
            },
            name: mark.name.clone(),
            share: mark.share.clone(),
            at: mark.at.as_ref().map(AddressData::from),
            opens: mark.opens,
            stop: mark.stop.is_some(),
            bounds: [mark.bounds.x, mark.bounds.y, mark.bounds.width, mark.bounds.height],
            path: path(&mark.outline),
            spoken: spoken.join(locale.separator()),
            value,
        }
    };
    frame.marks.iter().map(mark).collect()
}

/// An SVG path in tenths of CSS pixels; whole numbers, as writing floats would cost the module 15 KB.
fn path(outline: &[(f64, f64)]) -> String {
    let tenths = |value: f64| (value * 10.0).round() as i32;
    let mut path = String::new();
    for (at, &(x, y)) in outline.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&tenths(x).to_string());
        path.push(' ');
        path.push_str(&tenths(y).to_string());
    }
    path.push('Z');
    path
}
