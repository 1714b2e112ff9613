//! Where the columns of a table stand: between them is a strip in which hardly any line prints.

use super::line::{Extent, Metric, Piece};

/// Of so many lines one may print between two columns.
const SPARSE: [usize; 5] = [20, 10, 6, 4, 3];

/// The columns in which the pieces of the lines of a body stand, from left to right.
pub fn of_body(lines: &[&[Piece]], metric: Metric) -> Vec<Extent> {
    let covered = covered(lines, metric);
    let mut best: Option<(usize, Vec<Extent>)> = None;
    let limits = SPARSE.iter().map(|sparse| lines.len() / sparse);
    let mut last = None;
    for limit in std::iter::once(0).chain(limits) {
        if last == Some(limit) {
            continue;
        }
        last = Some(limit);
        let columns = runs(&covered, limit);
        let clashes = clashes(lines, &columns, metric);
        if best.as_ref().is_none_or(|(least, _)| clashes < *least) {
            best = Some((clashes, columns));
        }
        if clashes * 50 <= lines.len() {
            break;
        }
    }
    best.map(|(_, columns)| columns).unwrap_or_default()
}

/// For every place, how many lines print something there.
fn covered(lines: &[&[Piece]], metric: Metric) -> Vec<usize> {
    let pieces = || lines.iter().flat_map(|line| line.iter());
    let width = pieces().map(|piece| piece.extent(metric).right).max().unwrap_or(0);
    // One more where a piece begins, one less behind its end; summed up from the left.
    let mut begins = vec![0usize; width + 1];
    let mut ends = vec![0usize; width + 1];
    for piece in pieces() {
        let extent = piece.extent(metric);
        begins.get_mut(extent.left).into_iter().for_each(|count| *count += 1);
        ends.get_mut(extent.right).into_iter().for_each(|count| *count += 1);
    }
    let mut current = 0usize;
    let changes = begins.into_iter().zip(ends);
    let mut covered: Vec<usize> = changes
        .map(|(begins, ends)| {
            current = (current + begins).saturating_sub(ends);
            current
        })
        .collect();
    covered.pop();
    covered
}

/// The runs of places that more than `limit` lines cover.
fn runs(covered: &[usize], limit: usize) -> Vec<Extent> {
    let mut runs = Vec::new();
    let mut left = None;
    for (at, &count) in covered.iter().chain(&[0]).enumerate() {
        match left {
            None if count > limit => left = Some(at),
            Some(from) if count <= limit => {
                runs.push(Extent { left: from, right: at });
                left = None;
            }
            _ => {}
        }
    }
    runs
}

/// How many pieces stand in the same column as the piece before them.
fn clashes(lines: &[&[Piece]], columns: &[Extent], metric: Metric) -> usize {
    let of_line = |line: &&[Piece]| {
        let places = line.iter().map(|piece| nearest(piece.extent(metric), columns));
        places.clone().zip(places.skip(1)).filter(|(one, other)| one == other).count()
    };
    lines.iter().map(of_line).sum()
}

/// For every column whether its cells begin below each other, as words and codes do, and amounts do not.
pub fn begin_alike(lines: &[&[Piece]], columns: &[Extent], metric: Metric) -> Vec<Option<bool>> {
    let mut lefts: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    let mut rights = lefts.clone();
    let mut amounts = vec![0usize; columns.len()];
    for piece in lines.iter().flat_map(|line| line.iter()) {
        let extent = piece.extent(metric);
        let Some(at) = nearest(extent, columns) else { continue };
        lefts.get_mut(at).into_iter().for_each(|lefts| lefts.push(extent.left));
        rights.get_mut(at).into_iter().for_each(|rights| rights.push(extent.right));
        amounts.get_mut(at).into_iter().for_each(|count| *count += usize::from(piece.is_amount()));
    }
    let edges = lefts.into_iter().zip(rights).zip(amounts);
    let begin = edges.map(|((lefts, rights), amounts)| {
        let count = lefts.len();
        let (left, right) = (most(lefts), most(rights));
        Some(left > right || (left == right && amounts * 2 < count))
    });
    begin.collect()
}

/// How often the most frequent value is there.
fn most(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values.chunk_by(|one, other| one == other).map(<[usize]>::len).max().unwrap_or(0)
}

/// The column that a piece overlaps most, else the one next to it.
pub fn nearest(extent: Extent, columns: &[Extent]) -> Option<usize> {
    // Columns stand in order: only those from the last one that begins before the piece matter.
    let from = columns.partition_point(|column| column.right <= extent.left).saturating_sub(1);
    let near = columns
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(at, column)| column.left < extent.right || *at <= from + 1);
    let fit = |column: &Extent| {
        let distance = column.left.saturating_sub(extent.right) + extent.left.saturating_sub(column.right);
        (extent.overlap(*column), std::cmp::Reverse(distance))
    };
    // The first of equals.
    near.fold(None, |best: Option<(usize, _)>, (at, column)| {
        let fit = fit(column);
        if best.as_ref().is_some_and(|(_, most)| *most >= fit) { best } else { Some((at, fit)) }
    })
    .map(|(at, _)| at)
}

/// The columns that a piece overlaps.
pub fn overlapped(extent: Extent, columns: &[Extent]) -> std::ops::Range<usize> {
    let from = columns.partition_point(|column| column.right <= extent.left);
    let to = columns.partition_point(|column| column.left < extent.right);
    from..to.max(from)
}
