//! The narrative: sections with their lines, the figures in them, the glossary.

use super::fields::Fields;
use super::json::Json;
use super::{Problem, names};
use crate::address::SentenceAddress;
use crate::amount::Amount;
use crate::budget::Budget;
use crate::narrative::{Base, Claim, Line, Narrative, Said, Section, Stage, Term, Year};
use crate::order::Counts;
use crate::tables::Figure;

/// The narrative of a budget. Which cell a claim repeats is said for other programs; it is worked out anew.
pub fn write(budget: &Budget) -> Json {
    let Narrative { title, contents, profile, sections, glossary, claims } = &budget.narrative;
    let mut written = Vec::with_capacity(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        written.push(write_claim(claim, budget.cell_of_claim(at)));
    }
    Json::record()
        .with("title", title.as_ref().map(write_line))
        .with("contents", Json::list(contents, write_line))
        .with("profile", Json::list(profile, write_section))
        .with("sections", Json::list(sections, write_section))
        .with("glossary", Json::list(glossary, write_term))
        .with("claims", Json::List(written))
}

pub fn read(narrative: &mut Fields<'_>) -> Narrative {
    let mut ids = Counts::default();
    let mut title = None;
    narrative.inside_some("title", &mut |line| title = Some(read_line(line)));
    // Packages of before it was kept lack it.
    let contents = if narrative.has("contents") { narrative.list("contents", read_line) } else { Vec::new() };
    let profile = narrative.list("profile", |section| read_section(section, &mut ids));
    let sections = narrative.list("sections", |section| read_section(section, &mut ids));
    let lengths = lengths(&sections);
    let claims = narrative.list("claims", |claim| read_claim(claim, &lengths));
    let glossary = narrative.list("glossary", read_term);
    Narrative { title, contents, glossary, claims, profile, sections }
}

fn write_line(line: &Line) -> Json {
    let Line { text, line } = line;
    Json::record().with("line", *line).with("text", text.as_str())
}

fn read_line(line: &mut Fields<'_>) -> Line {
    Line { text: line.text("text"), line: line.number("line") }
}

fn write_section(section: &Section) -> Json {
    let Section { id, heading, topic, lines } = section;
    Json::record()
        .with("id", &**id)
        .with("heading", heading.as_str())
        .with("topic", names::topic::write(*topic))
        .with("lines", Json::list(lines, write_line))
}

fn read_section(section: &mut Fields<'_>, ids: &mut Counts) -> Section {
    let id = section.word("id");
    if ids.add(id) > 1 {
        section.refuse("id", Problem::Repeated(id.to_owned()));
    }
    Section {
        id: id.into(),
        heading: section.text("heading"),
        topic: names::topic::read(section, "topic"),
        lines: section.list("lines", read_line),
    }
}

fn write_term(term: &Term) -> Json {
    let Term { term, definition, line } = term;
    Json::record().with("term", term.as_str()).with("definition", definition.as_str()).with("line", *line)
}

fn read_term(term: &mut Fields<'_>) -> Term {
    Term { term: term.text("term"), definition: term.text("definition"), line: term.number("line") }
}

fn write_claim(claim: &Claim, cell: Option<&Figure>) -> Json {
    let Claim { at, printed, said, kind, subject, context, lead, direction, base, year, stage, topic } =
        claim;
    let SentenceAddress { section, line, start, end } = at;
    let (says, value, unit) = match said {
        Said::Amount(amount) => ("amount", Some(amount.value()), Some(amount.unit())),
        Said::Percent(value) => ("percent", Some(*value), None),
        Said::Count(value) => ("count", Some(*value), None),
        Said::Statement(statement) => (names::statement::write(*statement), None, None),
    };
    let cell = cell.map(|cell| {
        Json::record()
            .with("table", &*cell.at.table)
            .with("row", &*cell.at.row)
            .with("column", &*cell.at.column)
    });
    let base = base.map(|Base { year, stage }| {
        Json::record().with("year", year.map(write_year)).with("stage", stage.map(names::stage::write))
    });
    Json::record()
        .with("section", &**section)
        .with("line", *line)
        .with("start", *start)
        .with("end", *end)
        .with("printed", printed.as_str())
        .with("says", says)
        .with("value", value.map(|value| Json::Text(value.to_string())))
        .with("unit", unit.map(names::unit::write))
        .with("kind", names::claim::write(*kind))
        .with("subject", subject.as_str())
        .with("context", context.as_str())
        .with("lead", lead.as_str())
        .with("direction", direction.map(names::direction::write))
        .with("base", base)
        .with("year", year.map(write_year))
        .with("stage", stage.map(names::stage::write))
        .with("topic", names::topic::write(*topic))
        .with("cell", cell)
}

fn read_claim(claim: &mut Fields<'_>, lengths: &Counts) -> Claim {
    let said = match claim.word("says") {
        "amount" => {
            let unit = names::unit::read(claim, "unit");
            Said::Amount(Amount::new(claim.decimal("value"), unit))
        }
        "percent" => Said::Percent(claim.decimal("value")),
        "count" => Said::Count(claim.decimal("value")),
        _ => Said::Statement(names::statement::read(claim, "says")),
    };
    let mut base = None;
    claim.inside_some("base", &mut |fields| {
        base = Some(Base { year: read_year(fields), stage: read_stage(fields) });
    });
    let has_direction = claim.is_some("direction");
    Claim {
        at: read_address(claim, lengths),
        printed: claim.text("printed"),
        said,
        kind: names::claim::read(claim, "kind"),
        subject: claim.text("subject"),
        context: claim.text("context"),
        lead: claim.text("lead"),
        direction: if has_direction { Some(names::direction::read(claim, "direction")) } else { None },
        base,
        year: read_year(claim),
        stage: read_stage(claim),
        topic: names::topic::read(claim, "topic"),
    }
}

/// A year by its number; 0 is the one before that of the document.
fn write_year(year: Year) -> Json {
    Json::Number(match year {
        Year::Of(year) => u32::from(year),
        Year::Previous => 0,
    })
}

fn read_year(fields: &mut Fields<'_>) -> Option<Year> {
    fields.some_number("year")?;
    Some(match fields.number_to("year", u32::from(u16::MAX)) as u16 {
        0 => Year::Previous,
        year => Year::Of(year),
    })
}

fn read_stage(fields: &mut Fields<'_>) -> Option<Stage> {
    if fields.is_some("stage") { Some(names::stage::read(fields, "stage")) } else { None }
}

/// A run of characters that lies in a line of a section.
fn read_address(claim: &mut Fields<'_>, lengths: &Counts) -> SentenceAddress {
    let (section, line) = (claim.word("section"), claim.number("line"));
    let (start, end) = (claim.number("start"), claim.number("end"));
    match lengths.of(&key(section, line)) {
        0 => claim.unknown("section", &key(section, line)),
        length if start < end && end as usize <= length => {}
        _ => claim.refuse("end", Problem::Outside),
    }
    SentenceAddress { section: section.into(), line, start, end }
}

/// A line of a section.
fn key(section: &str, line: u32) -> String {
    format!("{section}:{line}")
}

/// How many characters each line has.
fn lengths(sections: &[Section]) -> Counts {
    let mut lengths = Counts::default();
    for section in sections {
        for line in &section.lines {
            lengths.add_up(&key(&section.id, line.line), line.text.chars().count());
        }
    }
    lengths
}
