//! The name of a quantity → the coordinates that the words allow, the best first.

use super::super::Budget;
use super::super::coordinates::{Coordinate, Flow, Resolver, Subject};
use super::lexicon::Lexicon;
use super::phrase::{Name, Of, Way};
use crate::amount::Amount;
use crate::order;
use crate::tables::Figure;

/// What quantities a document prints and how they are named.
pub struct Known<'a> {
    pub budget: &'a Budget,
    pub resolver: &'a Resolver,
    pub lexicon: &'a Lexicon,
}

/// Quantities that words allow.
#[derive(Debug, Default)]
struct Allowed {
    /// Indices, the best fit first.
    quantities: Vec<usize>,
    /// Whether the words leave open which one is meant, so that only the figure can tell.
    open: bool,
}

impl<'a> Known<'a> {
    /// The quantities that a name means: one, or revenue and expenditure. Where the words allow several, the one that
    /// prints the amount; without any that does, the best fit, so that a false sentence meets the figure it contradicts.
    pub fn quantities(&self, name: &Name, outer: &[&Name], said: Option<Amount>) -> Vec<usize> {
        let mut found = Vec::new();
        for allowed in self.allowed(name, outer) {
            found.extend(self.best(&allowed, said).filter(|at| !found.contains(at)));
        }
        found
    }

    /// Whether the document prints anything that a name may mean.
    pub fn prints(&self, name: &Name, outer: &[&Name]) -> bool {
        self.allowed(name, outer).iter().any(|allowed| !allowed.quantities.is_empty())
    }

    fn allowed(&self, name: &Name, outer: &[&Name]) -> Vec<Allowed> {
        let ways: &[Flow] = match name.way {
            Some(Way::Both) => &[Flow::Expenditure, Flow::Revenue],
            Some(Way::Revenue) => &[Flow::Revenue],
            Some(Way::Expenditure) => &[Flow::Expenditure],
            None => &[],
        };
        match &name.of {
            Of::Procurement => Vec::new(),
            Of::ThreePublic(part) => {
                let part = Subject::ThreePublic((*part).into());
                vec![self.existing(&[(Flow::Expenditure, part, "general", "total")])]
            }
            Of::Operation => {
                let natures = ["operating", "basic.public"];
                let coordinates =
                    natures.map(|nature| (Flow::Expenditure, Subject::Whole, "general", nature));
                vec![self.existing(&coordinates)]
            }
            Of::Function(path) => vec![self.of_function(path, outer, name)],
            Of::Project(at) => vec![self.of_project(*at, name)],
            Of::Whole if name.nature.is_some() => vec![self.of_nature(name)],
            Of::Whole => ways.iter().map(|&way| self.of_whole(way, name)).collect(),
        }
    }

    /// Those of the coordinates that the document prints, in order.
    fn existing(&self, coordinates: &[(Flow, Subject, &str, &str)]) -> Allowed {
        let mut quantities = Vec::new();
        for (flow, subject, source, nature) in coordinates {
            let coordinate = self.resolver.settle(Coordinate::new(*flow, subject.clone(), source, nature));
            // Only the sources of one subject can be the same quantity, and they stand side by side.
            if let Some(at) = self.budget.quantities.find(&coordinate)
                && !quantities.iter().rev().take(sources(None).len()).any(|known| *known == at)
            {
                quantities.push(at);
            }
        }
        Allowed { quantities, open: false }
    }

    fn of_whole(&self, flow: Flow, name: &Name) -> Allowed {
        use Subject::{Whole, WholeCarried};
        let source = name.source.unwrap_or("total");
        if flow == Flow::Revenue {
            let sources: [&str; 2] = match (source, name.grand) {
                ("total", Some(true)) => ["total", "current"],
                ("total", _) => ["current", "total"],
                ("fiscal", Some(true)) => ["fiscal.all", "fiscal"],
                ("fiscal", Some(false)) => ["fiscal.current", "fiscal"],
                ("fiscal", None) => ["fiscal", "fiscal.all"],
                (source, _) => [source, source],
            };
            return self.existing(&sources.map(|source| (flow, Whole, source, "total")));
        }
        let subjects = if name.grand == Some(true) { [WholeCarried, Whole] } else { [Whole, WholeCarried] };
        self.existing(&subjects.map(|subject| (flow, subject, source, "total")))
    }

    fn of_nature(&self, name: &Name) -> Allowed {
        let nature = name.nature.unwrap_or("total");
        let coordinates: Vec<_> = sources(name.source)
            .iter()
            .map(|source| (Flow::Expenditure, Subject::Whole, *source, nature))
            .collect();
        let open = self.is_guess(name.source, &Subject::Whole, nature);
        Allowed { open, ..self.existing(&coordinates) }
    }

    /// Whether a part of the expenditure is printed for the general budget only, while the words speak of all money and
    /// something else may pay some of it.
    fn is_guess(&self, named: Option<&str>, subject: &Subject, nature: &str) -> bool {
        let find = |flow: Flow, subject: &Subject, source: &str, nature: &str| {
            let coordinate = Coordinate::new(flow, subject.clone(), source, nature);
            self.budget.quantities.find(&self.resolver.settle(coordinate))
        };
        let of_all = matches!(named, None | Some("fiscal"));
        if !of_all || find(Flow::Expenditure, subject, named.unwrap_or("total"), nature).is_some() {
            return false;
        }
        let is_paid = |flow: Flow, subject: &Subject, source: &str, nature: &str| {
            let cell = find(flow, subject, source, nature).and_then(|at| self.budget.cell_of_quantity(at));
            cell.and_then(Figure::amount).is_some_and(|amount| !amount.value().is_zero())
        };
        let may_pay = |(source, table): (&str, &str)| {
            let any = [Flow::Expenditure, Flow::Revenue]
                .into_iter()
                .any(|flow| is_paid(flow, &Subject::Whole, source, "total"));
            any && (self.budget.table(table).is_none() || is_paid(Flow::Expenditure, subject, source, nature))
        };
        let other = [("fund", "fund-expenditure"), ("state-capital", "state-capital-expenditure")];
        let own_income = named.is_none() && !self.resolver.is_fiscal_only();
        // Below the classes funds have codes of their own.
        let shared = !matches!(subject, Subject::Function(code) if code.len() > 3);
        own_income || (shared && other.into_iter().any(may_pay))
    }

    fn of_function(&self, path: &[(usize, usize)], outer: &[&Name], name: &Name) -> Allowed {
        let Some((&last, above)) = path.split_last() else { return Allowed::default() };
        let mut codes = self.codes(last);
        let mut narrow = |above: &[(usize, usize)]| {
            for &step in above.iter().rev() {
                let prefixes = self.codes(step);
                let below = |code: &&str| {
                    let mut above = (0..code.len()).filter_map(|end| code.get(..end));
                    above.any(|above| prefixes.binary_search(&above).is_ok())
                };
                let within: Vec<&str> = codes.iter().copied().filter(|code| below(code)).collect();
                if !within.is_empty() {
                    codes = within;
                }
            }
        };
        narrow(above);
        for name in outer {
            if let Of::Function(path) = &name.of {
                narrow(path);
            }
        }
        let mut lengths: Vec<usize> = codes.iter().map(|code| code.len()).collect();
        order::by(&mut lengths, &Ord::cmp);
        let nature = name.nature.unwrap_or("total");
        let guess = |code: &&str| self.is_guess(name.source, &Subject::Function((*code).into()), nature);
        let open = lengths.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) || codes.iter().any(guess);
        let mut coordinates = Vec::new();
        for code in codes {
            for source in sources(name.source) {
                coordinates.push((Flow::Expenditure, Subject::Function(code.into()), *source, nature));
            }
        }
        Allowed { open, ..self.existing(&coordinates) }
    }

    /// The codes that a name of a path stands for, in order, of its rank where that is said.
    fn codes(&self, (name, digits): (usize, usize)) -> Vec<&'a str> {
        let codes = self.lexicon.functions.get(name).into_iter().flatten();
        codes.map(String::as_str).filter(|code| digits == 0 || code.len() == digits).collect()
    }

    fn of_project(&self, at: usize, name: &Name) -> Allowed {
        let Some(project) = self.lexicon.projects.get(at) else { return Allowed::default() };
        let coordinates: Vec<_> = sources(name.source)
            .iter()
            .map(|source| (Flow::Expenditure, Subject::Project(project.as_str().into()), *source, "project"))
            .collect();
        self.existing(&coordinates)
    }

    fn best(&self, allowed: &Allowed, said: Option<Amount>) -> Option<usize> {
        let agrees = |at: &&usize| said.is_some_and(|said| self.agrees(**at, said));
        let first = if allowed.open { None } else { allowed.quantities.first() };
        allowed.quantities.iter().find(agrees).or(first).copied()
    }

    /// Whether a quantity is printed as an amount, or as one that it may be rounded to.
    pub fn agrees(&self, at: usize, said: Amount) -> bool {
        let Some(quantity) = self.budget.quantities.get(at) else { return false };
        let figures = quantity.cells.iter().filter_map(|&id| self.budget.resolve_figure(id));
        figures.into_iter().any(|(_, _, figure)| match figure.amount() {
            Some(printed) => printed.may_be(said),
            None => said.value().is_zero(),
        })
    }
}

/// The sources whose tables may print what words say of a part of the expenditure.
const fn sources(named: Option<&'static str>) -> &'static [&'static str] {
    match named {
        None => &["total", "general", "fiscal"],
        Some(source) => match source.as_bytes() {
            b"fiscal" => &["fiscal", "general"],
            b"general" => &["general"],
            b"fund" => &["fund"],
            b"state-capital" => &["state-capital"],
            _ => &[],
        },
    }
}
