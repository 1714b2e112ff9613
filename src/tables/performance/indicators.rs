//! Rows of indicators: which column is which, what a merged-away cell stands for, what a page break cut in two.

use super::cuts::{Cut, Cuts};
use super::objective::{Indicator, IndicatorKind, Objective};
use super::one_line;
use super::target::{Target, is_comparing};
use crate::address::{CellAddress, Place};
use crate::search;
use crate::source::GridCell;
use crate::tables::What;
use crate::tables::heads::Column;
use crate::tables::names::plain;
use std::sync::Arc;

/// The column key of indicators in addresses.
pub const TARGET: &str = "target";

/// What a label of a head says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    First,
    Second,
    Name,
    Sign,
    Value,
    Unit,
    Note,
}

fn label(text: &str) -> Option<Label> {
    let text = plain(text);
    let says = |words: &[&str]| search::contains_any(&text, words);
    if text.chars().count() > 16 || says(&["上年", "历史", "完成值", "实际"]) {
        None
    } else if says(&["一级指标"]) {
        Some(Label::First)
    } else if says(&["二级指标"]) {
        Some(Label::Second)
    } else if says(&["三级指标", "指标名称", "指标内容"]) {
        Some(Label::Name)
    } else if says(&["说明", "备注", "解释", "标准", "依据"]) {
        Some(Label::Note)
    } else if says(&["指标性质", "指标方向", "符号", "运算"]) {
        Some(Label::Sign)
    } else if says(&["计量单位", "度量单位", "指标单位"]) || text == "单位" {
        Some(Label::Unit)
    } else if says(&["指标值", "目标值"]) {
        Some(Label::Value)
    } else {
        None
    }
}

/// The columns of one indicator in a row, counted from 0; a row may hold several, one for each kind or period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Block {
    first: Option<usize>,
    second: Option<usize>,
    name: Option<usize>,
    sign: Option<usize>,
    value: Option<usize>,
    unit: Option<usize>,
    note: Option<usize>,
    /// The label that stands above the block and says its kind.
    group: String,
}

/// The blocks that a head describes; `labels` are its innermost labels with their columns.
fn blocks<'a>(labels: impl Iterator<Item = (usize, &'a str, &'a str)>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut levels = Block::default();
    for (at, text, group) in labels {
        let Some(label) = label(text) else { continue };
        match label {
            Label::First => levels = Block { first: Some(at), ..Block::default() },
            Label::Second => levels.second = Some(at),
            Label::Name => {
                let group = group.to_owned();
                blocks.push(Block { name: Some(at), group, ..levels.clone() });
            }
            Label::Sign | Label::Value | Label::Unit | Label::Note => {
                // A form without a third level names its indicators on the second.
                if blocks.is_empty() && levels.second.is_some() {
                    let name = levels.second.take();
                    blocks.push(Block { name, group: group.to_owned(), ..levels.clone() });
                }
                if label == Label::Value && blocks.last().is_some_and(|block| block.value.is_some()) {
                    // Another value of the same indicator, such as for another period.
                    let again = blocks.last().cloned().unwrap_or_default();
                    blocks.push(Block { sign: None, unit: None, note: None, value: Some(at), ..again });
                    continue;
                }
                let Some(block) = blocks.last_mut() else { continue };
                match label {
                    Label::Sign => block.sign = Some(at),
                    Label::Value => block.value = Some(at),
                    Label::Unit => block.unit = Some(at),
                    _ => block.note = Some(at),
                }
            }
        }
    }
    blocks.retain(|block| block.value.is_some());
    blocks
}

/// What is carried over from the rows above.
#[derive(Debug, Clone, Default)]
struct Above {
    first: String,
    second: Arc<str>,
    /// What both say.
    kind: Option<IndicatorKind>,
    /// The indicator that a row may go on with: its place among the targets of the objective.
    last: Option<usize>,
    /// Whether its value is a number as it stands.
    measured: bool,
}

/// Reads the rows of one table.
pub struct Reader {
    table: Arc<str>,
    blocks: Vec<Block>,
    above: Vec<Above>,
    cuts: Cuts,
}

/// The words of a row in the columns of a block.
struct Printed {
    first: String,
    second: String,
    name: String,
    value: String,
    note: String,
    place: Option<Place>,
}

impl Printed {
    fn has_levels(&self) -> bool {
        !self.first.is_empty() || !self.second.is_empty()
    }

    /// A name without a value.
    fn lacks_value(&self) -> bool {
        !self.name.is_empty() && self.value.is_empty()
    }
}

impl Reader {
    /// A reader that knows no head yet.
    #[must_use]
    pub fn new(table: &Arc<str>, body: &[Vec<GridCell>]) -> Self {
        Self { table: table.clone(), blocks: Vec::new(), above: Vec::new(), cuts: Cuts::of(body) }
    }

    /// Takes the columns of a table with a head of its own; says whether there are indicators among them.
    pub fn take_columns(&mut self, columns: &[Column]) -> bool {
        let labels = columns.iter().enumerate().map(|(at, column)| {
            let (innermost, outer) =
                column.head.split_last().map_or(("", &[][..]), |(last, outer)| (last, outer));
            let group = outer.iter().rev().find(|label| IndicatorKind::named(label).is_some());
            (at, innermost, group.map_or("", String::as_str))
        });
        self.take(blocks(labels));
        !self.blocks.is_empty()
    }

    /// Takes a row as the head of what follows. On a further page it is printed again and nothing begins anew.
    pub fn take_head(&mut self, row: &[GridCell]) {
        self.take(blocks(row.iter().enumerate().map(|(at, cell)| (at, cell.text.as_str(), ""))));
    }

    fn take(&mut self, blocks: Vec<Block>) {
        if self.above.len() != blocks.len() {
            self.above = vec![Above::default(); blocks.len()];
        }
        self.blocks = blocks;
    }

    /// Whether one of the blocks has that column.
    #[must_use]
    pub fn uses(&self, column: usize) -> bool {
        self.blocks.iter().any(|block| {
            [block.first, block.second, block.name, block.sign, block.value, block.unit, block.note]
                .contains(&Some(column))
        })
    }

    /// Whether a row holds something of an indicator.
    #[must_use]
    pub fn reads(&self, row: &[GridCell]) -> bool {
        let holds = |text: &Printed| !text.name.is_empty() || !text.value.is_empty();
        self.blocks.iter().any(|block| holds(&printed(block, row, 0)))
    }

    /// Forgets what the rows above say: another objective begins.
    pub fn begin(&mut self) {
        self.above.fill(Above::default());
    }

    /// Reads the indicators of a row.
    pub fn read_row(
        &mut self,
        body: &[Vec<GridCell>],
        at: usize,
        objective: &mut Objective,
        notice: &mut dyn FnMut(u32, What),
    ) {
        let Some(row) = body.get(at) else { return };
        let line = row.first().map_or(0, |cell| cell.place.line);
        let shift = self.shift(row);
        if shift != 0 {
            notice(line, What::RowShifted);
        }
        for which in 0..self.blocks.len() {
            let (Some(block), Some(above)) = (self.blocks.get(which), self.above.get_mut(which)) else {
                continue;
            };
            let before = |rows: usize| at.checked_sub(rows).and_then(|before| body.get(before));
            let lacks =
                |row: Option<&Vec<GridCell>>| row.is_some_and(|row| printed(block, row, 0).lacks_value());
            let several =
                lacks(before(1)) && (lacks(before(2)) || lacks(Some(row))) || lacks(body.get(at + 1));
            let here = Here {
                // Several names without values in a row are indicators that nobody gave a value.
                cut: before(1).map_or(Cut::No, |before| self.cuts.between(before, row)),
                lone: !several,
                line,
            };
            let text = printed(block, row, shift);
            if read(&self.table, &block.group, above, text, here, objective) {
                notice(line, What::NameJoined);
            }
        }
    }

    /// How far a row of the only block stands beside its columns: 0 unless name and value are found there only.
    fn shift(&self, row: &[GridCell]) -> isize {
        let [block] = self.blocks.as_slice() else { return 0 };
        if block.first.or(block.second).is_none() {
            return 0;
        }
        let complete = |shift: isize| {
            let text = printed(block, row, shift);
            !text.name.is_empty() && !text.value.is_empty()
        };
        let fits = |shift: &isize| {
            let text = printed(block, row, *shift);
            complete(*shift)
                && Target::parse(&text.value).is_measured()
                && !Target::parse(&text.name).is_measured()
        };
        if complete(0) { 0 } else { [-1, 1, -2, 2].into_iter().find(fits).unwrap_or(0) }
    }
}

fn printed(block: &Block, row: &[GridCell], shift: isize) -> Printed {
    let cell =
        |at: Option<usize>| row.get(at?.checked_add_signed(shift)?).filter(|cell| !cell.text.is_empty());
    let text = |at: Option<usize>| cell(at).map(|cell| one_line(&cell.text)).unwrap_or_default();
    let mut value = text(block.value);
    if !value.is_empty() {
        let (sign, unit) = (text(block.sign), text(block.unit));
        if is_comparing(&sign) {
            value.insert_str(0, &sign);
        }
        if !value.ends_with(&unit) && Target::parse(&value).is_measured() {
            value.push_str(&unit);
        }
    }
    let place = cell(block.value).or_else(|| cell(block.name)).map(|cell| cell.place.clone());
    let note = text(block.note);
    Printed {
        first: text(block.first),
        second: text(block.second),
        name: text(block.name),
        value,
        note,
        place,
    }
}

/// What surrounds a row.
#[derive(Clone, Copy)]
struct Here {
    /// Whether a page ended above it.
    cut: Cut,
    /// Names without values do not stand in a row here.
    lone: bool,
    line: u32,
}

/// Reads the indicator of one block of a row and says whether it was joined with the one above it.
fn read(
    table: &Arc<str>,
    group: &str,
    above: &mut Above,
    text: Printed,
    here: Here,
    objective: &mut Objective,
) -> bool {
    let joined = carry(above, &text, here, &mut objective.targets);
    // A level of its own begins something new.
    let new = !joined && text.has_levels();
    let rest = here.lone && !new;
    let last = above.last.and_then(|last| objective.targets.get_mut(last));
    let Printed { first, second, mut name, value, note, place } = text;
    match (name.is_empty(), value.is_empty(), last) {
        (true, true, Some(last)) if !new && !note.is_empty() => {
            last.note.push_str(&note);
            return true;
        }
        (true, true, _) => return joined,
        (true, false, _) if new => name = if second.is_empty() { first } else { second },
        (true, false, Some(last)) => {
            let measured = Target::parse(&value).is_measured();
            if !(above.measured && measured && last.name.len() <= LONGEST_NAME) {
                above.measured = measured && last.printed.is_empty();
                last.go_on("", &value, &note, place);
                return true;
            }
            // Two values beside one name, whose cell is merged.
            name.clone_from(&last.name);
        }
        (false, true, Some(last)) if rest && here.cut != Cut::No && !last.printed.is_empty() => {
            last.go_on(&name, "", &note, None);
            return true;
        }
        (false, false, Some(last)) if rest && here.cut == Cut::Yes && last.printed.is_empty() => {
            above.measured = Target::parse(&value).is_measured();
            last.go_on(&name, &value, &note, place);
            return true;
        }
        _ => {}
    }
    let level = if group.is_empty() { &above.first } else { group };
    let kind = *above.kind.get_or_insert_with(|| IndicatorKind::of_levels(level, &above.second));
    let place = place.unwrap_or_else(|| Place::text(here.line, 1));
    above.last = Some(objective.targets.len());
    above.measured = Target::parse(&value).is_measured();
    objective.targets.push(Indicator {
        kind,
        group: above.second.clone(),
        // Known when the value is whole.
        target: Target::default(),
        name,
        printed: value,
        note,
        at: CellAddress { table: table.clone(), row: "".into(), column: TARGET.into(), place },
    });
    joined
}

impl Indicator {
    /// Appends what a further row says.
    fn go_on(&mut self, name: &str, value: &str, note: &str, place: Option<Place>) {
        if self.printed.is_empty()
            && let Some(place) = place
        {
            self.at.place = place;
        }
        self.name.push_str(name);
        self.printed.push_str(value);
        self.note.push_str(note);
    }
}

/// Takes the levels that a row prints, and says whether one of them was the rest of the one above.
fn carry(above: &mut Above, text: &Printed, here: Here, targets: &mut [Indicator]) -> bool {
    let goes_on = |above: &str, text: &str| here.cut == Cut::Yes && is_rest_of_level(above, text);
    let mut joined = false;
    if text.has_levels() {
        above.kind = None;
    }
    if goes_on(&above.first, &text.first) {
        above.first.push_str(&text.first);
        joined = true;
    } else if !text.first.is_empty() {
        above.first.clone_from(&text.first);
        above.second = "".into();
    }
    if goes_on(&above.second, &text.second) {
        let whole: Arc<str> = format!("{}{}", above.second, text.second).into();
        for target in targets.iter_mut().rev().take_while(|target| target.group == above.second) {
            target.group = whole.clone();
        }
        above.second = whole;
        joined = true;
    } else if !text.second.is_empty() {
        above.second = text.second.as_str().into();
    }
    if joined {
        for target in targets.iter_mut().rev().take_while(|target| target.group == above.second) {
            target.kind = IndicatorKind::of_levels(&above.first, &above.second);
        }
    }
    joined
}

/// No more bytes of a name are repeated for every value beside it.
const LONGEST_NAME: usize = 600;

/// Names of levels are short.
const LONGEST_LEVEL: usize = 16;

/// Whether `text` ends the name of a level that `above` begins: 满意 and 度指标.
fn is_rest_of_level(above: &str, text: &str) -> bool {
    const BEGIN: [&str; 12] =
        ["产出", "数量", "质量", "时效", "成本", "效益", "经济", "社会", "生态", "可持续", "满意", "服务"];
    !above.is_empty()
        && above.chars().count() <= LONGEST_LEVEL
        && !above.ends_with("指标")
        && text.ends_with('标')
        && !BEGIN.iter().any(|word| text.starts_with(word))
}
