//! Which lines stand below which, told once for a whole table: a line is below another whose code its own begins with.

use super::{Item, Role, Table};
use crate::order;

/// Lines of a table, ordered by their codes.
#[derive(Debug)]
pub struct Codes<'a> {
    /// Code and line, in the order of the table.
    lines: Vec<(&'a str, &'a Item)>,
    /// Indices of the lines by code, those of one code in the order of the table.
    by_code: Vec<usize>,
    /// For each line the first line with the longest code that its own extends.
    above: Vec<Option<usize>>,
    /// Indices of the lines by what they stand below, in the order of the table.
    by_above: Vec<usize>,
}

impl<'a> Codes<'a> {
    /// The lines of a table that have a code, whatever their role.
    #[must_use]
    pub fn of(table: &'a Table) -> Self {
        Self::new(table, |item| item.code.as_deref())
    }

    /// The lines of a table that are no totals, units or parts, by code.
    #[must_use]
    pub fn of_lines(table: &'a Table) -> Self {
        Self::new(table, |item| item.code.as_deref().filter(|_| item.role == Role::Line))
    }

    /// The budget units of a table, by key.
    #[must_use]
    pub fn of_units(table: &'a Table) -> Self {
        Self::new(table, |item| (item.role == Role::Unit).then_some(&*item.key))
    }

    fn new(table: &'a Table, code: fn(&Item) -> Option<&str>) -> Self {
        let mut lines = Vec::new();
        for item in &table.items {
            if let Some(code) = code(item) {
                lines.push((code, item));
            }
        }
        let mut by_code: Vec<usize> = (0..lines.len()).collect();
        order::by(&mut by_code, &|a, b| code_at(&lines, *a).cmp(code_at(&lines, *b)));
        let mut above = vec![None; lines.len()];
        // The codes that the one being looked at may extend, each of them extending the one before.
        let mut open: Vec<usize> = Vec::new();
        for &at in &by_code {
            let code = code_at(&lines, at);
            while open.last().is_some_and(|&last| !code.starts_with(code_at(&lines, last))) {
                open.pop();
            }
            let same = open.last().is_some_and(|&last| code_at(&lines, last) == code);
            let parent = if same { open.len().checked_sub(2) } else { open.len().checked_sub(1) };
            if let Some(slot) = above.get_mut(at) {
                *slot = parent.and_then(|parent| open.get(parent)).copied();
            }
            if !same {
                open.push(at);
            }
        }
        let mut by_above: Vec<usize> = (0..lines.len()).collect();
        order::by(&mut by_above, &|a, b| above.get(*a).cmp(&above.get(*b)));
        Self { lines, by_code, above, by_above }
    }

    /// The lines that are below no other.
    #[must_use]
    pub fn top(&self) -> Vec<&'a Item> {
        self.children(None)
    }

    /// The lines below that code by one step; a missing level in between is stepped over.
    #[must_use]
    pub fn next(&self, code: &str) -> Vec<&'a Item> {
        let first = self.by_code.partition_point(|&at| code_at(&self.lines, at) < code);
        let first = self.by_code.get(first).copied().filter(|&at| code_at(&self.lines, at) == code);
        first.map_or_else(Vec::new, |first| self.children(Some(first)))
    }

    /// The lines below that code, at any depth.
    #[must_use]
    pub fn below(&self, code: &str) -> Vec<&'a Item> {
        let mut found = Vec::new();
        let first = self.by_code.partition_point(|&at| code_at(&self.lines, at) <= code);
        for &at in self.by_code.get(first..).unwrap_or_default() {
            if !code_at(&self.lines, at).starts_with(code) {
                break;
            }
            found.push(at);
        }
        order::by(&mut found, &Ord::cmp);
        self.items(&found)
    }

    /// The lines below that code that have none below themselves.
    #[must_use]
    pub fn leaves(&self, code: &str) -> Vec<&'a Item> {
        let mut leaves = self.below(code);
        leaves.retain(|item| item.code.as_deref().is_none_or(|code| self.next(code).is_empty()));
        leaves
    }

    fn children(&self, above: Option<usize>) -> Vec<&'a Item> {
        let parent = |at: &usize| self.above.get(*at).copied().flatten();
        let first = self.by_above.partition_point(|at| parent(at) < above);
        let children = self.by_above.get(first..).unwrap_or_default();
        let count = children.partition_point(|at| parent(at) == above);
        self.items(children.get(..count).unwrap_or_default())
    }

    fn items(&self, places: &[usize]) -> Vec<&'a Item> {
        let mut items = Vec::with_capacity(places.len());
        for &at in places {
            items.extend(self.lines.get(at).map(|&(_, item)| item));
        }
        items
    }
}

fn code_at<'a>(lines: &[(&'a str, &Item)], at: usize) -> &'a str {
    lines.get(at).map_or("", |&(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::Budget;
    use crate::source::text::{gb18030, read};

    fn table(codes: &[&str]) -> Table {
        let rows: String = codes.iter().map(|code| format!("{code}\t某项\t1.0\n")).collect();
        let text = format!("2024年一般公共预算支出情况表\n单位：万元\n科目编码\t科目名称\t合计\n{rows}");
        Budget::read(read(text.as_bytes(), gb18030).unwrap()).unwrap().tables.remove(0)
    }

    #[test]
    fn lines_stand_below_the_longest_code_that_theirs_extends() {
        let table = table(&["20811", "208", "2080501", "2081101", "201", "208", "2080502", "20101"]);
        let codes =
            |items: &[&Item]| -> Vec<String> { items.iter().map(|item| item.key.to_string()).collect() };
        let tree = Codes::of(&table);
        assert_eq!(codes(&tree.top()), ["208", "201", "208#2"]);
        assert_eq!(codes(&tree.next("208")), ["20811", "2080501", "2080502"], "20805 is not printed");
        assert_eq!(codes(&tree.below("208")), ["20811", "2080501", "2081101", "2080502"]);
        assert_eq!(codes(&tree.leaves("208")), ["2080501", "2081101", "2080502"]);
        assert_eq!(codes(&tree.next("20811")), ["2081101"]);
        assert!(tree.next("2081101").is_empty() && tree.next("20").is_empty() && tree.next("").is_empty());
    }

    /// What the index tells is what every pair of lines tells.
    #[test]
    fn it_agrees_with_looking_at_every_pair() {
        let codes: Vec<String> = (0..300u32)
            .map(|i| (200 + i * i * 7919 % 31).to_string() + ["", "01", "0102", "03"][(i % 4) as usize])
            .collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let table = table(&codes);
        let tree = Codes::of(&table);
        let outermost = |items: Vec<&Item>| -> Vec<*const Item> {
            let top = items.iter().filter(|item| !items.iter().any(|other| item.is_below(other)));
            top.map(|item| std::ptr::from_ref(*item)).collect()
        };
        let told =
            |items: Vec<&Item>| -> Vec<*const Item> { items.into_iter().map(std::ptr::from_ref).collect() };
        assert_eq!(told(tree.top()), outermost(table.items.iter().collect()));
        for item in &table.items {
            let code = item.code.as_deref().unwrap();
            let below: Vec<&Item> = table.items.iter().filter(|other| other.is_below(item)).collect();
            assert_eq!(told(tree.below(code)), told(below.clone()));
            assert_eq!(told(tree.next(code)), outermost(below));
        }
    }
}
