//! Many disclosures as a table for a terminal: a line for each, how its checks ended and what was found.

use crate::checks::Report;
use crate::checks::report::{Severity, Verdict};
use crate::i18n::Locale;
use unicode_width::UnicodeWidthStr;

const VERDICTS: [Verdict; 5] =
    [Verdict::Exact, Verdict::Rounding, Verdict::Boundary, Verdict::Contradiction, Verdict::NotChecked];
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// A line: the file, and its counts or why there are none.
pub type Line = (String, Result<Vec<usize>, String>);

/// The line of a disclosure.
pub fn line(file: &str, report: &Report) -> Line {
    let verdicts = VERDICTS.map(|verdict| report.summary.count(verdict));
    let severities = SEVERITIES.map(|severity| report.summary.findings(severity));
    (file.to_owned(), Ok(verdicts.into_iter().chain(severities).map(|count| count as usize).collect()))
}

/// The table with its heads and the sums of its counts.
#[must_use]
pub fn table(lines: &[Line], locale: &'static Locale) -> String {
    let verdicts = VERDICTS.map(|verdict| format!("verdict.{}", verdict.id()));
    let severities = SEVERITIES.map(|severity| format!("severity.{}", severity.id()));
    let heads = verdicts.iter().chain(&severities).map(|key| locale.text(key).to_owned());
    let mut rows = vec![(locale.text("batch.file").to_owned(), Ok(heads.collect::<Vec<_>>()))];
    let mut sums = vec![0; VERDICTS.len() + SEVERITIES.len()];
    for (file, counts) in lines {
        for (sum, count) in sums.iter_mut().zip(counts.iter().flatten()) {
            *sum += count;
        }
        rows.push((file.clone(), counts.as_ref().map(|counts| texts(counts)).map_err(Clone::clone)));
    }
    let read = lines.iter().filter(|(_, counts)| counts.is_ok()).count().to_string();
    let all = [("read", read.as_str()), ("files", &lines.len().to_string())];
    rows.push((locale.fill("batch.total", &all), Ok(texts(&sums))));

    let name_width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let widest = |at| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.as_ref().ok()?.get(at));
        cells.map(|cell: &String| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sums.len()).map(widest).collect();
    let mut out = String::new();
    let pad = |out: &mut String, count: usize| out.extend(std::iter::repeat_n(' ', count));
    for (name, cells) in &rows {
        out.push_str(name);
        pad(&mut out, name_width.saturating_sub(name.width()));
        match cells {
            Ok(cells) => {
                for (cell, width) in cells.iter().zip(&widths) {
                    pad(&mut out, 2 + width.saturating_sub(cell.width()));
                    out.push_str(cell);
                }
            }
            Err(why) => out.extend(["  ", why]),
        }
        out.push('\n');
    }
    out
}

fn texts(counts: &[usize]) -> Vec<String> {
    counts.iter().map(usize::to_string).collect()
}
