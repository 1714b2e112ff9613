//! How thick stations and bands are, where bands meet stations, and the shape of a band between them.

use super::graph::Graph;
use crate::charts::frame::Point;
use crate::charts::scale::{LEAST, Scale, within};

/// Where a band meets the two stations at its ends.
#[derive(Clone, Copy, Default)]
pub struct Port {
    /// How thick the band is drawn.
    pub thick: f64,
    /// Its middle, from the beginning of the station it leaves.
    pub leave: f64,
    /// Its middle, from the beginning of the station it reaches.
    pub reach: f64,
}

/// The thickness of everything on one common scale.
pub struct Measure {
    /// How long each station is drawn.
    pub bars: Vec<f64>,
    /// The room each station takes: its own or that of its bands, if their figures sum to more.
    pub spans: Vec<f64>,
    /// One for each link.
    pub ports: Vec<Port>,
}

/// Measures `graph` on `scale`. Bands meet stations at their exact widths, so that many bands thinner than
/// can be seen do not spread a station; they are only drawn [`LEAST`] thick.
pub fn measure(graph: &Graph, scale: &Scale) -> Measure {
    let exact = |l: usize| graph.links.get(l).map_or(0.0, |link| scale.length(link.amount).abs());
    let mut ports: Vec<Port> =
        graph.links.iter().map(|l| Port { thick: scale.visible(l.amount), ..Port::default() }).collect();
    let (mut bars, mut spans) = (Vec::new(), Vec::new());
    for node in &graph.nodes {
        let bar = scale.visible(node.amount);
        let sides = [(&node.out, true), (&node.into, false)];
        let totals = sides.map(|(links, _)| links.iter().map(|&l| exact(l)).sum::<f64>());
        let span = totals.into_iter().fold(bar, f64::max);
        for ((links, leaving), total) in sides.into_iter().zip(totals) {
            // A band and a station that are both raised to the least thickness lie in one line.
            let mut at = if bar - total <= LEAST { ((bar - total) / 2.0).max(0.0) } else { 0.0 };
            for &l in links {
                if let Some(port) = ports.get_mut(l) {
                    let half = port.thick / 2.0;
                    let middle = (at + exact(l) / 2.0).min(span - half).max(half);
                    *(if leaving { &mut port.leave } else { &mut port.reach }) = middle;
                }
                at += exact(l);
            }
        }
        bars.push(bar);
        spans.push(span);
    }
    Measure { bars, spans, ports }
}

/// Appends the way from the last point of `spine` to `to`: straight for `straight` along the first axis,
/// then in an S-curve. The first coordinate runs along the flow.
pub fn extend(spine: &mut Vec<Point>, straight: f64, to: Point) {
    let Some(&(start, across)) = spine.last() else { return };
    let from = start + straight;
    if straight > 0.0 {
        spine.push((from, across));
    }
    let (run, rise) = (to.0 - from, to.1 - across);
    if rise.abs() > 0.05 {
        for i in 1..32 {
            let t = f64::from(i) / 32.0;
            let u = 1.0 - t;
            let along = 1.5 * u * t * (u + t) + t * t * t;
            spine.push((from + run * along, across + rise * t * t * (3.0 - 2.0 * t)));
        }
    }
    spine.push(to);
}

/// The outline of a band `thick` across its `spine`.
pub fn outline(spine: &[Point], thick: f64) -> Vec<Point> {
    let half = thick / 2.0;
    let there = spine.iter().map(|&(along, across)| (along, across - half));
    let back = spine.iter().rev().map(|&(along, across)| (along, across + half));
    there.chain(back).collect()
}

/// Places stations in order along an axis from 0, each as near to what it wants as its neighbours allow.
/// Returns the positions; `span` gives each its size and the gap after it.
pub fn settle(wanted: &[f64], span: &[(f64, f64)], room: f64) -> Vec<f64> {
    // With everything before a station taken off, "in order without overlap" is "not decreasing":
    // neighbours that want the contrary share their mean.
    let mut before = 0.0;
    let mut offsets = Vec::with_capacity(wanted.len());
    let mut pools: Vec<(f64, usize)> = Vec::new();
    let mut end: f64 = 0.0;
    for (want, (size, gap)) in wanted.iter().zip(span) {
        offsets.push(before);
        pools.push((want - before, 1));
        end = before + size;
        before += size + gap;
        while let [.., a, b] = pools.as_slice()
            && a.0 > b.0
        {
            let count = a.1 + b.1;
            let mean = (a.0 * a.1 as f64 + b.0 * b.1 as f64) / count as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, count));
        }
    }
    let slack = (room - end).max(0.0);
    let shifts =
        pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(within(mean, 0.0, slack), count));
    offsets.iter().zip(shifts).map(|(offset, shift)| offset + shift).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stations_stand_where_they_want_if_they_can_and_in_order_if_not() {
        let spans = [(10.0, 2.0), (10.0, 2.0), (10.0, 0.0)];
        assert_eq!(settle(&[0.0, 20.0, 40.0], &spans, 60.0), [0.0, 20.0, 40.0]);
        assert_eq!(settle(&[30.0, 20.0, 40.0], &spans, 60.0), [18.0, 30.0, 42.0]);
        assert_eq!(settle(&[90.0, 90.0, 90.0], &spans, 40.0), [6.0, 18.0, 30.0]);
        assert_eq!(settle(&[-9.0, -9.0, -9.0], &spans, 20.0), [0.0, 12.0, 24.0]);
        assert!(settle(&[], &[], 20.0).is_empty());
    }

    #[test]
    fn a_band_is_as_thick_everywhere_and_level_at_its_ends() {
        let mut spine = vec![(0.0, 5.0)];
        extend(&mut spine, 10.0, (60.0, 45.0));
        let outline = outline(&spine, 4.0);
        assert_eq!(outline.first(), Some(&(0.0, 3.0)));
        assert_eq!(outline.last(), Some(&(0.0, 7.0)));
        let half = outline.len() / 2;
        for (there, back) in outline.iter().zip(outline.iter().rev()).take(half) {
            assert!((back.1 - there.1 - 4.0).abs() < 1e-9 && (back.0 - there.0).abs() < 1e-9);
        }
        assert!(spine.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1));
    }
}
