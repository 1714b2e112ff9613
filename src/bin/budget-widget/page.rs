//! `page`: a disclosure as one page that opens from the disk.

use crate::input::{Corrections, fetch_all};
use crate::{Failure, at};
use budget_widget::disclosure::Disclosure;
use budget_widget::export::page;
use budget_widget::i18n::Locale;
use budget_widget::package;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The script that shows the disclosure, as the build names it.
const SCRIPT: &str = "budget-widget.js";

#[derive(Args)]
pub struct Page {
    /// The files of one disclosure, in the order in which they are read; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    corrections: Corrections,
    /// Another disclosure to compare it with; may be given several times.
    #[arg(long, value_name = "FILE")]
    compare: Vec<PathBuf>,
    /// Where to write; without it standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// `budget-widget.js`; without it the one beside this program or in `www/dist`.
    #[arg(long)]
    script: Option<PathBuf>,
    /// Language of the page.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

impl Page {
    pub fn run(self) -> Result<(), Failure> {
        let locale = Locale::of(&self.lang);
        let script = self.script()?;
        let corrections = self.corrections.fetch(locale).map_err(Failure::Said)?;
        let (_, shown) = fetch_all(&self.files, corrections, locale).map_err(Failure::Said)?;
        let mut packages = vec![package_of(&shown)?];
        for other in &self.compare {
            let (_, other) = fetch_all(std::slice::from_ref(other), None, locale).map_err(Failure::Said)?;
            packages.push(package_of(&other)?);
        }
        let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
        let page = page::Page {
            locale,
            title: &shown.budget.title,
            attributes: &[],
            packages: &packages,
            script: &script,
        };
        let html = page.html();
        match self.output {
            Some(path) => std::fs::write(&path, html).map_err(|error| at(&path, &error)),
            None => io::stdout().write_all(html.as_bytes()).map_err(Failure::Write),
        }
    }

    /// The text of the script.
    fn script(&self) -> Result<String, Failure> {
        if let Some(path) = &self.script {
            return std::fs::read_to_string(path).map_err(|error| at(path, &error));
        }
        let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join(SCRIPT)));
        let built = Path::new("www").join("dist").join(SCRIPT);
        let found = beside.into_iter().chain([built]).find_map(|path| std::fs::read_to_string(path).ok());
        found.ok_or_else(|| {
            let how = "`npm --prefix www run build` makes it; name it with --script PATH";
            Failure::Said(format!("{SCRIPT} is neither beside this program nor in www/dist: {how}"))
        })
    }
}

fn package_of(disclosure: &Disclosure) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    package::print(&disclosure.to_package(), &mut bytes).map_err(Failure::Write)?;
    String::from_utf8(bytes).map_err(|error| Failure::Said(error.to_string()))
}
