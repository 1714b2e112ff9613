//! Sentences → quantities: which printed quantity a claim speaks of, by its words and by what was named before it.
//!
//! A clause names a quantity with the words that reach up to its figure; what it leaves out is said by the heading,
//! the numbered sentence above or the clause before. Words that are not known name something else: such a claim stays
//! without a link rather than with a wrong one.

mod brackets;
mod candidates;
mod comparisons;
mod effects;
mod lexicon;
mod phrase;
mod several;
mod shares;

use super::coordinates::Resolver;
use super::{Budget, DocumentKind};
use crate::amount::Amount;
use crate::narrative::{Claim, Kind, Said, Stage, Statement, Topic, Year};
use crate::search;
use crate::tables::names::{plain, split_ordinal};
use brackets::Outside;
use candidates::Known;
pub use comparisons::Comparison;
use effects::{COMPARES, is_effect};
use lexicon::{Lexicon, Token, Word, comparable};
use phrase::{Name, Named, Of, Way, at_beginning, before_figure, in_heading, is_own_income, is_owner};
use several::is_of_several;

/// What a claim speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Indices of the quantities: the one that is stated, changed or takes a share; both sides of 收支.
    pub quantities: Vec<usize>,
    /// Whether the claim repeats their figure, so that it must be equal to their cells.
    pub repeats: bool,
    /// Of a share: the index of the quantity that it is a share of.
    pub whole: Option<usize>,
    /// Of a share: the claim of its section that states what it is a share of.
    pub whole_claim: Option<usize>,
    /// The claim that states the value which this one changes, completes or takes a share with.
    pub value: Option<usize>,
}

/// The links of all claims, in their order, and the comparisons that they make up.
pub(super) fn resolve(budget: &Budget, resolver: &Resolver) -> (Vec<Link>, Vec<Comparison>) {
    if budget.narrative.claims.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let lexicon = Lexicon::new(budget);
    let known = Known { budget, resolver, lexicon: &lexicon };
    let mut walk = Walk {
        known: &known,
        department: plain(&budget.department),
        is_final: budget.kind == DocumentKind::Final,
        section: String::new(),
        heading: Name::default(),
        above: Vec::new(),
        carried: Carried::default(),
        fresh: true,
        headed: false,
        in_line: 0,
        numbered: false,
        reason: false,
        because: false,
        among: None,
        listing: false,
        by_lines: false,
        outside: Vec::new(),
        comparisons: Vec::new(),
        values: Vec::new(),
    };
    let claims = &budget.narrative.claims;
    let take = |(at, claim)| walk.take(at, claim, is_of_several(claims, at));
    let links = claims.iter().enumerate().map(take).collect();
    let mut comparisons = walk.comparisons;
    comparisons.retain(Comparison::compares);
    (links, comparisons)
}

/// Words of clauses that give reasons, or say what the money is for.
const REASONS: [&str; 6] = ["原因", "由于", "主要用于", "主要是", "主要为", "主要包括"];

/// What stands behind the name of a function.
const RANKS: [&str; 3] = ["项)", "款)", "类)"];

/// Words before a list.
const LISTED: [&str; 2] = ["如下", "以下方面"];

/// How many values of a section are remembered: what is compared was named shortly before.
const REMEMBERED: usize = 32;

/// What was named last.
#[derive(Debug, Clone, Default)]
struct Carried {
    /// Nothing after something unknown.
    name: Option<Name>,
    /// The claim that stated its value.
    value: Option<usize>,
    /// The comparison that is being made.
    comparison: Option<usize>,
}

/// A numbered sentence above.
#[derive(Debug, Clone)]
struct Above {
    rank: u8,
    /// What it names.
    name: Option<Name>,
    /// Whether it is a line without a figure, so that what stands below is of what it names.
    heads: bool,
}

/// The reading of the claims from the first to the last.
struct Walk<'a> {
    known: &'a Known<'a>,
    department: String,
    is_final: bool,
    /// The id of the section, and what its heading names.
    section: String,
    heading: Name,
    /// The numbered sentences above.
    above: Vec<Above>,
    carried: Carried,
    /// Whether nothing was named since the line began.
    fresh: bool,
    /// Whether the clause before is the heading of a function: 检察（款）：.
    headed: bool,
    /// How many values were stated since the line began.
    in_line: usize,
    /// Whether the line began with a numbering.
    numbered: bool,
    /// Whether the words give reasons, or say what the money is for.
    reason: bool,
    /// Whether they give reasons: what then changes is not what was named before.
    because: bool,
    /// What the parts are parts of, with the claim that stated it.
    among: Option<(Name, Option<usize>)>,
    /// Whether the list of the parts goes on.
    listing: bool,
    /// Whether each of them has a line of its own.
    by_lines: bool,
    /// What was named before each bracket that is open: 28 万元（其中：…），比上年减少 2 万元.
    outside: Vec<Outside>,
    comparisons: Vec<Comparison>,
    /// The values of the section: their names, quantities and claims.
    values: Vec<(Name, Vec<usize>, usize)>,
}

impl Walk<'_> {
    fn take(&mut self, at: usize, claim: &Claim, is_of_several: bool) -> Link {
        if *claim.at.section != *self.section {
            self.enter(claim);
        }
        self.brackets(&claim.lead);
        let own = self.lead(claim);
        if is_of_several {
            (self.carried, self.fresh) = (Carried::default(), false);
            return Link::default();
        }
        let tokens = self.known.lexicon.tokens(&own);
        let found = match claim.kind {
            Kind::Share => self.part_of_share(&own),
            _ if claim.said == Said::Statement(Statement::Nothing) => self.nothing(claim),
            _ => before_figure(&tokens),
        };
        let compares = search::contains_any(&own, &COMPARES);
        let concerning = tokens.contains(&Token::Word(Word::Concerning));
        let (name, anew) = match found {
            Named::Unknown => (None, true),
            // 减少支出 100 万元 without a year beside it is a part of what changed.
            Named::This(_) | Named::Nothing
                if claim.kind == Kind::Change
                    && !compares
                    && is_effect(self.known.lexicon, &own, &claim.context) =>
            {
                (None, true)
            }
            Named::Nothing
                if self.reason && matches!(claim.kind, Kind::Value | Kind::Change) && !compares =>
            {
                (None, true)
            }
            Named::Nothing if self.because && matches!(claim.kind, Kind::Value | Kind::Change) => {
                (None, true)
            }
            Named::Nothing => (self.carried.name.clone(), false),
            Named::This(own) if self.is_behind_list(&own, claim) => {
                let name = self.total_before(&own).or_else(|| self.whole_before(&own));
                let anew = name.is_none() || name != self.carried.name;
                (name, anew)
            }
            // 检察（款）：支出合计 is that of the function.
            Named::This(own) if own.is_weak() && self.headed => (self.carried.name.clone(), false),
            // 支出决算为 behind something unknown is of that.
            Named::This(own) if own.is_weak() && own.grand.is_none() && self.is_lost() => (None, false),
            Named::This(own) => {
                let total = || self.total_before(&own).filter(|_| claim.kind != Kind::Value);
                let name = if concerning { self.concerning(&own) } else { total() };
                let name = name.or_else(|| (!concerning).then(|| self.complete(own)));
                let name = name.filter(|name| self.is_of_topic(name, claim.topic));
                let anew = name.is_none() || name != self.carried.name;
                (name, anew)
            }
        };
        self.conclude(at, claim, name, anew)
    }

    /// Whether 收入增加 stands in a sentence of its own behind a list, so that it speaks of no part of it.
    fn is_behind_list(&self, own: &Name, claim: &Claim) -> bool {
        let weak = own.is_weak() && own.grand.is_none() && own.way.is_some();
        weak && self.in_line > 1 && claim.kind != Kind::Value && search::contains(&claim.lead, "。")
    }

    /// Whether something unknown was named last.
    const fn is_lost(&self) -> bool {
        !self.fresh && self.carried.name.is_none()
    }

    /// Another section begins.
    fn enter(&mut self, claim: &Claim) {
        self.section = claim.at.section.to_string();
        let sections = &self.known.budget.narrative.sections;
        let heading = sections.iter().find(|section| section.id == claim.at.section);
        self.heading = heading.map_or_else(Name::default, |section| self.heading_of(&section.heading));
        self.above.clear();
        self.values.clear();
        self.outside.clear();
        self.among = None;
        (self.carried, self.fresh, self.in_line) = (Carried::default(), true, 0);
        self.numbered = false;
        (self.reason, self.because) = (false, false);
    }

    fn heading_of(&self, heading: &str) -> Name {
        in_heading(&self.known.lexicon.tokens(&comparable(heading, &self.department)))
    }

    /// Takes in the words since the claim before; returns those of the claim's own clause.
    fn lead(&mut self, claim: &Claim) -> String {
        let mut lines = claim.lead.split('\n');
        let mut rest = lines.next().unwrap_or_default();
        for line in lines {
            self.clauses(rest, true);
            self.by_lines |= plain(rest).trim_end_matches(':').ends_with("其中");
            self.line(line);
            rest = line;
        }
        self.clauses(rest, false)
    }

    /// A line begins: a numbered one leaves those of its rank and below.
    fn line(&mut self, line: &str) {
        if self.in_line == 0
            && self.numbered
            && let Some(last) = self.above.last_mut()
        {
            last.heads = true;
        }
        (self.fresh, self.in_line, self.numbered) = (true, 0, false);
        (self.reason, self.because) = (false, false);
        let start: String = line.chars().take(12).collect();
        let Some(ordinal) = split_ordinal(&plain(&start)).0 else { return };
        self.above.retain(|above| above.rank < ordinal.level);
        if ordinal.level == 1 {
            // A heading within a line.
            self.heading = self.heading_of(line);
            self.among = None;
        }
        if let Some(name) = self.above.last().and_then(|above| above.name.clone()) {
            (self.among, self.listing) = (Some((name, None)), true);
        }
        self.above.push(Above { rank: ordinal.level, name: None, heads: false });
        self.numbered = true;
        self.carried = Carried::default();
    }

    /// Takes in clauses; returns the last one where a figure follows it.
    fn clauses(&mut self, words: &str, ended: bool) -> String {
        let words = comparable(words, &self.department);
        let mut clauses = words.split([',', '。', ':', '；', ';']).peekable();
        let mut at = 0;
        while let Some(clause) = clauses.next() {
            if clauses.peek().is_none() && !ended {
                // In a list the subject begins behind the figure before.
                let (_, clause) = split_ordinal(clause.trim_start_matches('、'));
                self.mark(clause);
                return clause.to_owned();
            }
            at += clause.len();
            let mark = words.get(at..).and_then(|rest| rest.chars().next());
            at += mark.map_or(0, char::len_utf8);
            self.clause(clause, mark);
            if matches!(mark, Some('。' | '；' | ';')) {
                self.reason = false;
                // 一是…；二是… are reasons all.
                self.because &= mark != Some('。');
            }
            // What is listed as 如下 stands in sentences of its own.
            self.listing &= mark != Some('。') || self.by_lines || search::contains_any(clause, &LISTED);
        }
        String::new()
    }

    /// What a clause says of those behind it: reasons and purposes, or the parts of what was named.
    fn mark(&mut self, clause: &str) {
        self.reason |= search::contains_any(clause, &REASONS);
        self.because |= search::contains_any(clause, &["原因", "由于", "主要是因", "主要系"]);
        let listed = search::contains_any(clause, &LISTED);
        self.reason &= !listed;
        if (listed || search::contains_any(clause, &["其中", "包括"]))
            && let Some(name) = &self.carried.name
            && !self.reason
        {
            self.among = Some((name.clone(), self.carried.value));
            (self.listing, self.by_lines) = (true, false);
        }
    }

    /// A clause without a figure may name what the next ones speak of.
    fn clause(&mut self, clause: &str, mark: Option<char>) {
        let (_, words) = split_ordinal(clause);
        self.headed = mark == Some(':') && RANKS.iter().any(|rank| clause.ends_with(rank));
        let named = at_beginning(&self.known.lexicon.tokens(words));
        let explains = self.reason || search::contains_any(clause, &REASONS);
        match named {
            Named::This(name) if !name.is_weak() && !explains => {
                let name = self.complete(name);
                self.rise(&name);
                // “三公”经费支出决算中，因公出国（境）费…
                if clause.ends_with('中') {
                    self.among = Some((name.clone(), None));
                    (self.listing, self.by_lines) = (true, false);
                }
                self.carried = Carried { name: Some(name), ..Carried::default() };
                self.fresh = false;
            }
            Named::Unknown if !explains && search::contains_any(clause, &RANKS) => {
                (self.carried, self.fresh) = (Carried::default(), false);
            }
            _ => {}
        }
        self.mark(clause);
    }

    /// The numbered sentence speaks of what it names first.
    fn rise(&mut self, name: &Name) {
        if let Some(above) = self.above.last_mut() {
            above.name.get_or_insert_with(|| name.clone());
        }
    }

    /// 收入减少 is of the total of revenue that the section stated before.
    fn total_before(&self, own: &Name) -> Option<Name> {
        let is_total = |name: &&Name| name.is_weak() && name.way == own.way;
        let own = Some(own).filter(|own| own.is_weak() && own.grand.is_none())?;
        let known = self.values.iter().rev().map(|(name, ..)| name).find(is_total);
        known.filter(|known| own.way.is_some() && known.grand.is_some()).cloned()
    }

    /// The last whole of the line that goes the same way.
    fn whole_before(&self, own: &Name) -> Option<Name> {
        let is_whole = |name: &&Name| {
            let of_heading = name.source.is_none() || name.source == self.heading.source;
            name.of == Of::Whole && name.nature.is_none() && name.way == own.way && of_heading
        };
        self.values.iter().rev().take(self.in_line).map(|(name, ..)| name).find(is_whole).cloned()
    }

    /// What the words of a clause leave out.
    fn complete(&self, own: Name) -> Name {
        let mut name = own;
        let carried = self.carried.name.as_ref();
        if name.is_weak() {
            let same_way = |carried: &&Name| {
                carried.way == name.way || carried.of != Of::Whole || carried.nature.is_some()
            };
            // 支出决算为 speaks of what was named before in its line.
            if !self.fresh
                && name.grand.is_none()
                && name.way != Some(Way::Both)
                && let Some(carried) = carried.filter(same_way)
                && !(name.way == Some(Way::Revenue) && carried.way != Some(Way::Revenue))
            {
                return carried.clone();
            }
            let turned =
                carried.filter(|carried| !self.fresh && carried.of == Of::Whole && carried.nature.is_none());
            // 本年收入 behind 上年结转 or 其他收入 is that of all sources, or of those of the treasury.
            let is_of_year = |source: &&str| name.grand.is_none() || !is_own_income(source);
            let turned = turned.and_then(|carried| carried.source).filter(is_of_year);
            let headed = self.above.iter().rev().filter(|above| above.heads);
            let headed = headed.filter_map(|above| above.name.as_ref()?.source).next();
            let headed = headed.or(self.heading.source);
            // 收入合计 stated before is meant by the same words.
            let same = |known: &&Name| known.is_weak() && known.way == name.way && known.grand == name.grand;
            let mut stated = self.values.iter().rev().map(|(known, ..)| known);
            if headed.is_none()
                && name.grand.is_some()
                && let Some(known) = stated.find(same)
            {
                return known.clone();
            }
            name.source = headed.or(turned);
            name.nature = self.heading.nature;
            if let Of::ThreePublic(_) = self.heading.of {
                name.of = self.heading.of.clone();
            }
            name.way = name.way.or(self.heading.way);
            return name;
        }
        if name.source == Some("carry-over") {
            name.source = self.carried_over();
        }
        let of_expenditure = name.of != Of::Whole || name.nature.is_some();
        let whole = self.among.as_ref().map(|(name, _)| name);
        let whole = whole.filter(|whole| !of_expenditure || whole.way != Some(Way::Revenue));
        if name.source.is_none() && name.of != Of::Procurement {
            let of_whole = whole.and_then(|whole| whole.source);
            name.source = of_whole.or(self.heading.source).or_else(|| {
                let above = self.above.iter().rev().find_map(|above| above.name.as_ref());
                above.and_then(|above| above.source)
            });
        }
        if name.of == Of::Whole && name.nature.is_none() && name.way.is_none() {
            let own_income = name.source.is_some_and(is_own_income);
            let way = if own_income { Some(Way::Revenue) } else { whole.and_then(|whole| whole.way) };
            name.way = way.or(self.heading.way);
        }
        if of_expenditure {
            name.way = Some(Way::Expenditure);
        }
        name
    }

    /// 上年结转 among the parts of 财政拨款 is that of 财政拨款.
    fn carried_over(&self) -> Option<&'static str> {
        let whole = self.among.as_ref().and_then(|(name, _)| name.source).or(self.heading.source);
        Some(match whole {
            Some("fiscal") => "carry-over.fiscal",
            Some("general") => "carry-over.general",
            Some("fund") => "carry-over.fund",
            _ => "carry-over",
        })
    }

    /// 涉及一般公共预算 … says more of what was named before.
    fn concerning(&self, own: &Name) -> Option<Name> {
        let carried = self.carried.name.as_ref()?;
        Some(Name { source: own.source.or(carried.source), ..carried.clone() })
    }

    /// What there is none of.
    fn nothing(&self, claim: &Claim) -> Named {
        let words = comparable(&claim.subject, &self.department);
        let tokens = self.known.lexicon.tokens(&words);
        let name = in_heading(&tokens);
        let unknown = tokens.iter().any(|token| matches!(token, Token::Unknown(words) if !is_owner(words)));
        let of_source = name.source.is_some() && name.of == Of::Whole;
        if (unknown && !of_source) || name.is_weak() { Named::Unknown } else { Named::This(name) }
    }

    /// In sections that speak of what no table totals, 收入 and 支出 alone are none of the document's totals.
    fn is_of_topic(&self, name: &Name, topic: Topic) -> bool {
        let apart = matches!(
            topic,
            Topic::Procurement | Topic::Assets | Topic::Performance | Topic::Operating | Topic::Projects
        );
        let whole = name.of == Of::Whole && name.nature.is_none();
        !(apart && whole)
    }

    /// Whether an amount is that of another year or stage than the document's.
    fn is_other_time(&self, claim: &Claim) -> bool {
        let other_year = match (claim.year, self.known.budget.year) {
            (Some(Year::Previous), _) => true,
            (Some(Year::Of(year)), Some(of_document)) => year != of_document,
            _ => false,
        };
        let other_stage = match claim.stage {
            Some(Stage::Budget) => self.is_final,
            Some(Stage::Execution) => true,
            Some(Stage::Final) => !self.is_final,
            None => false,
        };
        other_year || other_stage
    }

    /// Links a claim whose name is known or unknown, and carries it on.
    fn conclude(&mut self, at: usize, claim: &Claim, name: Option<Name>, anew: bool) -> Link {
        let said = match claim.said {
            Said::Amount(amount) if claim.kind == Kind::Value => Some(amount),
            _ => None,
        };
        let value = claim.kind == Kind::Value;
        let other_time = value && self.is_other_time(claim);
        let counted = claim.kind == Kind::Count || claim.kind == Kind::Percentage;
        let mut link = Link::default();
        if counted {
            return link;
        }
        if let Some(name) = &name {
            link.quantities = self.quantities(name, said.filter(|_| !other_time));
            link.repeats = value && !other_time && !link.quantities.is_empty();
        }
        if claim.kind == Kind::Share {
            if let Some((whole, stated)) = self.whole_of_share(&comparable(&claim.subject, &self.department))
            {
                link.whole = self.quantities(&whole, None).first().copied();
                link.whole_claim = stated.or_else(|| self.stated(&whole, link.whole));
            }
            link.value = self.carried.value.filter(|_| !anew);
            return link;
        }
        if claim.said == Said::Statement(Statement::Nothing) {
            return link;
        }
        if anew {
            let same = |known: &&(Name, Vec<usize>, usize)| {
                Some(&known.0) == name.as_ref() || (!known.1.is_empty() && known.1 == link.quantities)
            };
            let value = self.values.iter().rev().find(same).map(|(.., at)| *at);
            self.carried = Carried { name: name.clone(), value, comparison: None };
        }
        if !value {
            link.value = self.carried.value;
        }
        self.compare(at, claim, link.quantities.first().copied(), other_time);
        if value && !other_time {
            self.in_line += 1;
            self.carried.value = Some(at);
            if let Some(name) = name {
                if !self.reason {
                    self.rise(&name);
                }
                if self.values.len() >= REMEMBERED {
                    self.values.remove(0);
                }
                self.values.push((name, link.quantities.clone(), at));
            }
        }
        self.fresh = false;
        link
    }

    fn quantities(&self, name: &Name, said: Option<Amount>) -> Vec<usize> {
        let outer = self.outer();
        let found = self.known.quantities(name, &outer, said);
        let of_expenditure = name.of != Of::Whole || name.nature.is_some();
        if !found.is_empty() || !of_expenditure || self.known.prints(name, &outer) {
            return found;
        }
        // A source that was only carried over may have been left behind: the figure tells.
        let wide = Name { source: None, ..name.clone() };
        let mut found = self.known.quantities(&wide, &outer, said);
        found.retain(|&at| said.is_some_and(|said| self.known.agrees(at, said)));
        let before = || self.values.iter().rev().find(|(known, ..)| known == name);
        if found.is_empty()
            && let Some((_, quantities, _)) = before()
        {
            return quantities.clone();
        }
        found
    }

    /// What the numbered sentences above name, the nearest first.
    fn outer(&self) -> Vec<&Name> {
        self.above.iter().rev().filter_map(|above| above.name.as_ref()).collect()
    }

    /// Puts a claim to the comparison that is being made, or begins another.
    fn compare(&mut self, at: usize, claim: &Claim, quantity: Option<usize>, other_time: bool) {
        let current = self.carried.value;
        let own = self.known.budget.year;
        let open = self.carried.comparison.and_then(|open| self.comparisons.get_mut(open));
        let comparison = match open.filter(|known| known.is_free_for(claim, other_time, own)) {
            Some(open) => open,
            None => {
                self.carried.comparison = Some(self.comparisons.len());
                self.comparisons.push(Comparison { quantity, current, ..Comparison::default() });
                let Some(begun) = self.comparisons.last_mut() else { return };
                begun
            }
        };
        comparison.quantity = comparison.quantity.or(quantity);
        comparison.put(at, claim, other_time);
    }
}
