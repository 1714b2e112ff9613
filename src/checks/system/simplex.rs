//! An exact linear program over bounded variables: values that satisfy all rows at the least cost, or factors of the rows
//! that prove that there are none.
//!
//! The primal simplex method in whole numbers of 128 bits, every row divided by its common factor; nothing when they do not
//! suffice. A variable at its upper bound is counted down from there, so that all that are not basic are zero.

/// A variable: from zero to its bound.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    /// The most that it may be; nothing where it may be anything.
    pub most: Option<i128>,
    /// What one of it costs, not negative.
    pub cost: i128,
}

/// An equation: the weighted sum of variables.
#[derive(Debug, Clone)]
pub struct Equation {
    /// Variables with their weights, each once.
    pub terms: Vec<(usize, i128)>,
    /// What it is.
    pub right: i128,
}

/// What became of a program.
#[derive(Debug)]
pub enum Outcome {
    /// Values of the variables, each as numerator and denominator.
    Values(Vec<(i128, i128)>),
    /// A factor of each equation; their weighted sum cannot be what it must be.
    Refuted(Vec<i128>),
}

/// The most cells of the table that are worked out anew, over all steps.
const MOST_WORK: usize = 4_000_000;
/// The most cells of a table: sixteen bytes each.
const MOST_CELLS: usize = 1_000_000;
/// So many steps in a row that change nothing are taken by the largest gain; then the first variable that gains is taken,
/// which cannot go in circles.
const PATIENCE: usize = 50;

/// Solves a program.
pub fn solve(variables: &[Variable], equations: &[Equation]) -> Option<Outcome> {
    let mut table = Table::new(variables, equations)?;
    table.descend()?;
    if table.costs.right != 0 {
        return Some(Outcome::Refuted(table.factors(variables.len(), equations)?));
    }
    table.forbid_artificial(variables.len());
    table.price(variables)?;
    table.descend()?;
    Some(Outcome::Values(table.values(variables.len())?))
}

/// A row of the table: `coefficients · x = right`, up to a positive factor.
#[derive(Default)]
struct Line {
    coefficients: Vec<i128>,
    right: i128,
    basic: usize,
}

struct Column {
    most: Option<i128>,
    /// Whether it is counted down from its bound.
    flipped: bool,
}

struct Table {
    lines: Vec<Line>,
    columns: Vec<Column>,
    /// The costs: what one more of each variable adds, times `scale`; `right` is what all costs now, times `−scale`.
    costs: Line,
    scale: i128,
    work: usize,
}

impl Table {
    /// Behind the variables stands an artificial one for each equation, which is what it lacks.
    fn new(variables: &[Variable], equations: &[Equation]) -> Option<Self> {
        let width = variables.len() + equations.len();
        if width.checked_mul(equations.len())? > MOST_CELLS {
            return None;
        }
        let mut columns = Vec::with_capacity(width);
        for variable in variables {
            columns.push(Column { most: variable.most, flipped: false });
        }
        let mut costs = Line { coefficients: vec![0; width], ..Line::default() };
        let mut lines = Vec::with_capacity(equations.len());
        for (at, equation) in equations.iter().enumerate() {
            columns.push(Column { most: None, flipped: false });
            let sign = if equation.right < 0 { -1 } else { 1 };
            let basic = variables.len() + at;
            let mut line = Line { coefficients: vec![0; width], right: equation.right * sign, basic };
            for &(variable, weight) in &equation.terms {
                *line.coefficients.get_mut(variable)? = weight * sign;
            }
            for (cost, weight) in costs.coefficients.iter_mut().zip(&line.coefficients) {
                *cost -= weight;
            }
            *line.coefficients.get_mut(basic)? = 1;
            costs.right = costs.right.checked_sub(line.right)?;
            lines.push(line);
        }
        Some(Self { lines, columns, costs, scale: 1, work: 0 })
    }

    /// Lowers the costs as far as they go.
    fn descend(&mut self) -> Option<()> {
        let mut idle = 0;
        while let Some(entering) = self.entering(idle < PATIENCE) {
            let before = (self.costs.right, self.scale);
            self.step(entering)?;
            // What all costs changes when anything moves.
            let moved = before.0.checked_mul(self.scale)? != self.costs.right.checked_mul(before.1)?;
            idle = if moved { 0 } else { idle + 1 };
        }
        Some(())
    }

    /// The variable that gains the most, or the first that gains.
    fn entering(&self, greedy: bool) -> Option<usize> {
        let mut best: Option<(usize, i128)> = None;
        for (at, (&cost, column)) in self.costs.coefficients.iter().zip(&self.columns).enumerate() {
            if cost < 0 && column.most != Some(0) && best.is_none_or(|(_, least)| cost < least) {
                best = Some((at, cost));
                if !greedy {
                    break;
                }
            }
        }
        best.map(|(at, _)| at)
    }

    /// Raises a variable until another one, or it itself, reaches a bound.
    fn step(&mut self, entering: usize) -> Option<()> {
        self.work += self.lines.len() * self.columns.len();
        if self.work > MOST_WORK {
            return None;
        }
        // Numerator and denominator of how far, the line that forbids more, and whether its variable is at its bound.
        let mut limit = self.columns.get(entering)?.most.map(|most| (most, 1, None));
        for (at, line) in self.lines.iter().enumerate() {
            let weight = *line.coefficients.get(entering)?;
            let (room, weight, rises) = match weight.signum() {
                1 => (line.right, weight, false),
                -1 => {
                    let Some(most) = self.columns.get(line.basic)?.most else { continue };
                    let own = *line.coefficients.get(line.basic)?;
                    (most.checked_mul(own)?.checked_sub(line.right)?, -weight, true)
                }
                _ => continue,
            };
            let earlier = match limit {
                None => true,
                Some((most, below, by)) => {
                    let (mine, other) = (room.checked_mul(below)?, most.checked_mul(weight)?);
                    // Of equals the first variable, so that nothing goes in circles.
                    let first = || match by {
                        Some((before, _)) => {
                            self.lines.get(before).is_some_and(|b: &Line| line.basic < b.basic)
                        }
                        None => false,
                    };
                    mine < other || (mine == other && first())
                }
            };
            if earlier {
                limit = Some((room, weight, Some((at, rises))));
            }
        }
        match limit? {
            (_, _, None) => self.flip(entering),
            (_, _, Some((line, rises))) => {
                if rises {
                    self.flip_basic(line)?;
                }
                self.pivot(line, entering)
            }
        }
    }

    /// Counts a variable that is not basic from its other bound.
    fn flip(&mut self, variable: usize) -> Option<()> {
        let column = self.columns.get_mut(variable)?;
        let most = column.most?;
        column.flipped = !column.flipped;
        for line in self.lines.iter_mut().chain([&mut self.costs]) {
            let weight = line.coefficients.get_mut(variable)?;
            line.right = line.right.checked_sub(weight.checked_mul(most)?)?;
            *weight = -*weight;
        }
        Some(())
    }

    /// The same of the variable that is basic in a line.
    fn flip_basic(&mut self, line: usize) -> Option<()> {
        let line = self.lines.get_mut(line)?;
        let column = self.columns.get_mut(line.basic)?;
        column.flipped = !column.flipped;
        let own = *line.coefficients.get(line.basic)?;
        line.right = own.checked_mul(column.most?)?.checked_sub(line.right)?;
        for (at, weight) in line.coefficients.iter_mut().enumerate() {
            if at != line.basic {
                *weight = -*weight;
            }
        }
        Some(())
    }

    fn pivot(&mut self, leaving: usize, entering: usize) -> Option<()> {
        let mut pivot = std::mem::take(self.lines.get_mut(leaving)?);
        pivot.basic = entering;
        pivot.reduce();
        let own = *pivot.coefficients.get(entering)?;
        for line in self.lines.iter_mut().filter(|line| !line.coefficients.is_empty()) {
            line.eliminate(&pivot, entering, own)?;
            line.reduce();
        }
        let factor = self.costs.eliminate(&pivot, entering, own)?;
        self.scale = self.scale.checked_mul(factor)?;
        let common = gcd(self.costs.common(), self.scale);
        if common > 1 {
            self.costs.divide(common);
            self.scale /= common;
        }
        *self.lines.get_mut(leaving)? = pivot;
        Some(())
    }

    /// Artificial variables stay zero from now on.
    fn forbid_artificial(&mut self, variables: usize) {
        for column in self.columns.iter_mut().skip(variables) {
            column.most = Some(0);
        }
    }

    /// Puts the costs of the variables in the place of the artificial ones'.
    fn price(&mut self, variables: &[Variable]) -> Option<()> {
        let mut costs = Line { coefficients: vec![0; self.columns.len()], ..Line::default() };
        for ((cost, variable), column) in costs.coefficients.iter_mut().zip(variables).zip(&self.columns) {
            *cost = if column.flipped { -variable.cost } else { variable.cost };
            if column.flipped {
                costs.right = costs.right.checked_sub(variable.cost.checked_mul(column.most?)?)?;
            }
        }
        self.scale = 1;
        for line in &self.lines {
            let own = *line.coefficients.get(line.basic)?;
            self.scale = self.scale.checked_mul(costs.eliminate(line, line.basic, own)?)?;
        }
        self.costs = costs;
        Some(())
    }

    fn values(&self, variables: usize) -> Option<Vec<(i128, i128)>> {
        let mut values = vec![(0, 1); variables];
        for line in &self.lines {
            if let Some(value) = values.get_mut(line.basic) {
                *value = (line.right, *line.coefficients.get(line.basic)?);
            }
        }
        for (value, column) in values.iter_mut().zip(&self.columns).filter(|(_, column)| column.flipped) {
            value.0 = column.most?.checked_mul(value.1)?.checked_sub(value.0)?;
        }
        Some(values)
    }

    /// What an artificial variable would cost less than one, by the equation that it belongs to.
    fn factors(&self, variables: usize, equations: &[Equation]) -> Option<Vec<i128>> {
        let mut factors = Vec::with_capacity(equations.len());
        for (cost, equation) in self.costs.coefficients.iter().skip(variables).zip(equations) {
            let factor = self.scale.checked_sub(*cost)?;
            factors.push(if equation.right < 0 { -factor } else { factor });
        }
        Some(factors)
    }
}

impl Line {
    /// Takes the variable `entering` out by the line in which it is basic with `own`; returns the factor that this line was
    /// multiplied by.
    fn eliminate(&mut self, pivot: &Self, entering: usize, own: i128) -> Option<i128> {
        let weight = self.coefficients.get(entering).copied().unwrap_or_default();
        if weight == 0 {
            return Some(1);
        }
        let common = gcd(own, weight);
        let (own, weight) = (own / common, weight / common);
        for (target, pivot) in self.coefficients.iter_mut().zip(&pivot.coefficients) {
            if *pivot != 0 || own != 1 {
                *target = target.checked_mul(own)?.checked_sub(pivot.checked_mul(weight)?)?;
            }
        }
        self.right = self.right.checked_mul(own)?.checked_sub(pivot.right.checked_mul(weight)?)?;
        Some(own)
    }

    fn common(&self) -> i128 {
        let mut common = self.right;
        for &coefficient in &self.coefficients {
            if coefficient != 0 {
                common = gcd(common, coefficient);
            }
            if common == 1 {
                break;
            }
        }
        common
    }

    fn divide(&mut self, common: i128) {
        self.right /= common;
        self.coefficients.iter_mut().for_each(|coefficient| *coefficient /= common);
    }

    /// Divides by the common factor.
    fn reduce(&mut self) {
        let common = self.common();
        if common > 1 {
            self.divide(common);
        }
    }
}

/// The greatest common divisor; of zero and a number that number without sign, of two zeros one.
pub fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    if a == 1 || b == 1 {
        return 1;
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1).max(1)
}
