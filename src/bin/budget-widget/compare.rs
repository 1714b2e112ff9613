//! `compare`: disclosures beside each other, line by line.

use crate::Failure;
use crate::input::fetch_all;
use budget_widget::amount::Unit;
use budget_widget::disclosure::Disclosure;
use budget_widget::export::comparison::{self, ComparisonData};
use budget_widget::i18n::Locale;
use budget_widget::views::comparison::{Comparison, MOST, Section};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;

#[derive(Args)]
pub struct Compare {
    /// Two to twenty files, each a disclosure of its own; `-` is standard input.
    #[arg(required = true, num_args = 2..=MOST)]
    files: Vec<PathBuf>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// One part only.
    #[arg(long, value_parser = PossibleValuesParser::new(Section::ALL.map(Section::id)))]
    section: Option<String>,
    /// Language of the words.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// One record a line.
    Csv,
}

impl Compare {
    pub fn run(self) -> Result<(), Failure> {
        let locale = Locale::of(&self.lang);
        let mut read: Vec<Disclosure> = Vec::new();
        for file in &self.files {
            read.push(fetch_all(std::slice::from_ref(file), None, locale).map_err(Failure::Said)?.1);
        }
        let budgets: Vec<_> = read.iter().map(|disclosure| &disclosure.budget).collect();
        let unit = budgets.iter().flat_map(|budget| &budget.tables).find_map(|table| table.unit);
        let comparison = Comparison::of(&budgets);
        let sections = match self.section.as_deref().and_then(Section::of) {
            Some(section) => vec![section],
            None => Section::ALL.to_vec(),
        };
        let data = comparison::data(&comparison, &sections, locale, unit.unwrap_or(Unit::WanYuan));
        let written = written(&data, self.format, locale).map_err(Failure::Write)?;
        io::stdout().write_all(written.as_bytes()).map_err(Failure::Write)
    }
}

fn written(data: &ComparisonData, format: Format, locale: &Locale) -> io::Result<String> {
    Ok(match format {
        Format::Text => data.text(locale),
        Format::Json => serde_json::to_string_pretty(data)? + "\n",
        Format::Csv => data.csv(locale),
    })
}
