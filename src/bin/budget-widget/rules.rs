//! `rules`: what the program checks, as documentation.

use crate::Failure;
use budget_widget::export::rules;
use budget_widget::i18n::Locale;
use clap::{Args, ValueEnum};
use std::io::{self, Write};

#[derive(Args)]
pub struct Rules {
    /// How to list them.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Language of text and page; json holds all.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// The page `www/rules.html`.
    Html,
}

impl Rules {
    pub fn run(self) -> Result<(), Failure> {
        let locale = Locale::of(&self.lang);
        let written = match self.format {
            Format::Text => rules::text(locale),
            // Texts, numbers and lists always become JSON.
            Format::Json => serde_json::to_string_pretty(&rules::data()).unwrap_or_default() + "\n",
            Format::Html => rules::html(locale),
        };
        io::stdout().write_all(written.as_bytes()).map_err(Failure::Write)
    }
}
