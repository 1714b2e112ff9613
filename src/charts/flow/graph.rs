//! The flow in drawing order: links that can be drawn, columns, small items together, who stands above whom.
//!
//! Amounts stay exact decimals; nothing is measured here.

use crate::address::CellAddress;
use crate::amount::{Amount, total};
use crate::charts::Options;
use crate::charts::scale::yuan;
use crate::order;
use crate::views::flow::{Flow, FlowLink, FlowNode, Stage, Tone};
use rust_decimal::Decimal;
use std::cmp::Reverse;

const STAGES: [Stage; 4] = [Stage::Source, Stage::Nature, Stage::Function, Stage::Item];

/// A station, printed or standing for several small ones.
pub struct Node {
    pub id: String,
    pub stage: Stage,
    pub name: String,
    pub tone: Tone,
    pub amount: Amount,
    /// Nothing for several together.
    pub at: Option<CellAddress>,
    /// Its column, from 0.
    pub column: usize,
    /// Its place in the column, from 0.
    pub order: usize,
    /// The links that leave it, top to bottom.
    pub out: Vec<usize>,
    /// The links that reach it, top to bottom.
    pub into: Vec<usize>,
}

/// Money between two stations of different columns.
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub tone: Tone,
    pub amount: Amount,
    /// Nothing for several together.
    pub at: Option<CellAddress>,
}

/// The flow in drawing order.
pub struct Graph {
    pub columns: Vec<Vec<usize>>,
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
    /// The sum of the first column.
    pub whole: Option<Amount>,
}

impl Graph {
    /// Orders `flow`, with at most `most` stations in a column where the smallest can be taken together.
    pub fn new(flow: &Flow, options: &Options, most: usize) -> Self {
        let links: Vec<&FlowLink> = flow.links.iter().filter(|link| runs_forward(flow, link)).collect();
        let groups = fold(flow, &links, most);
        let mut graph = Self { columns: Vec::new(), nodes: Vec::new(), links: Vec::new(), whole: None };
        // Where each node of the view went.
        let mut place = vec![0; flow.nodes.len()];
        for group in &groups {
            for &member in &group.members {
                if let Some(place) = place.get_mut(member) {
                    *place = graph.nodes.len();
                }
            }
            graph.nodes.extend(group.node(flow, options));
        }
        for link in links {
            let end = |index: usize| place.get(index).copied().unwrap_or_default();
            graph.add(link, end(link.from), end(link.to));
        }
        // The thin ones lie over the thick ones.
        order::by_key(&mut graph.links, |link| Reverse(yuan(link.amount).abs()));
        graph.arrange();
        graph
    }

    /// Adds a link, to the one it coincides with if one of its ends stands for several stations.
    fn add(&mut self, link: &FlowLink, from: usize, to: usize) {
        let several = [from, to].iter().any(|&i| self.nodes.get(i).is_some_and(|node| node.at.is_none()));
        let same = |other: &&mut Link| (other.from, other.to, other.tone) == (from, to, link.tone);
        if several && let Some(other) = self.links.iter_mut().find(same) {
            other.amount = total(&[other.amount, link.amount]).unwrap_or(other.amount);
            other.at = None;
            return;
        }
        self.links.push(Link { from, to, tone: link.tone, amount: link.amount, at: Some(link.at.clone()) });
    }

    fn arrange(&mut self) {
        for stage in STAGES {
            let mut column: Vec<usize> = (0..self.nodes.len())
                .filter(|&i| self.nodes.get(i).is_some_and(|node| node.stage == stage))
                .collect();
            order::by_key(&mut column, |&i| self.rank(i));
            if column.is_empty() {
                continue;
            }
            for (order, &i) in column.iter().enumerate() {
                if let Some(node) = self.nodes.get_mut(i) {
                    (node.column, node.order) = (self.columns.len(), order);
                }
            }
            self.columns.push(column);
        }
        let at = |i: usize| self.nodes.get(i).map(|node| (node.column, node.order));
        let ends: Vec<_> =
            self.links.iter().map(|l| (at(l.from), at(l.to), self.tone_rank(l.tone))).collect();
        let key = |l: usize| ends.get(l).copied().unwrap_or_default();
        for (i, node) in self.nodes.iter_mut().enumerate() {
            let those = |end: fn(&Link) -> usize| {
                self.links.iter().enumerate().filter(move |(_, link)| end(link) == i).map(|(l, _)| l)
            };
            node.out = those(|link| link.from).collect();
            order::by_key(&mut node.out, |&l| (key(l).1, key(l).2));
            node.into = those(|link| link.to).collect();
            order::by_key(&mut node.into, |&l| (key(l).0, key(l).2));
        }
        let of_first: Vec<Amount> =
            self.nodes.iter().filter(|node| node.column == 0).map(|node| node.amount).collect();
        self.whole = total(&of_first);
    }

    /// By what a column is ordered: size; items by the station they belong to, then by nature, then by size.
    fn rank(&self, index: usize) -> (usize, usize, bool, Reverse<Decimal>) {
        let Some(node) = self.nodes.get(index) else { return Default::default() };
        let (mut parent, mut tone) = (0, 0);
        if node.stage == Stage::Item {
            let main = self.links.iter().filter(|link| link.to == index).max_by_key(|link| yuan(link.amount));
            parent = main.and_then(|link| Some(self.nodes.get(link.from)?.order)).unwrap_or(usize::MAX);
            tone = self.tone_rank(node.tone);
        }
        (parent, tone, node.at.is_none(), Reverse(yuan(node.amount)))
    }

    /// Natures in the order of their column, so that bands of one nature stay together.
    fn tone_rank(&self, tone: Tone) -> usize {
        let place = self.nodes.iter().filter(|node| node.stage == Stage::Nature && node.tone == tone);
        place.map(|node| node.order).min().unwrap_or(match tone {
            Tone::Project => usize::MAX - 2,
            Tone::Basic => usize::MAX - 1,
            Tone::Total => usize::MAX,
        })
    }
}

const fn key(stage: Stage) -> &'static str {
    match stage {
        Stage::Source => "source",
        Stage::Nature => "nature",
        Stage::Function => "function",
        Stage::Item => "item",
    }
}

/// Stations that are drawn as one.
struct Group {
    parent: Option<usize>,
    members: Vec<usize>,
}

impl Group {
    fn node(&self, flow: &Flow, options: &Options) -> Option<Node> {
        let members = || self.members.iter().filter_map(|&i| flow.nodes.get(i));
        let first = members().next()?;
        let (out, into) = (Vec::new(), Vec::new());
        let mut node = Node {
            id: first.id.clone(),
            stage: first.stage,
            name: first.name.clone(),
            tone: first.tone,
            amount: first.amount,
            at: Some(first.at.clone()),
            column: 0,
            order: 0,
            out,
            into,
        };
        if self.members.len() > 1 {
            let parent = self.parent.and_then(|parent| flow.nodes.get(parent));
            node.id = format!("{}/rest/{}", key(first.stage), parent.map_or("", |parent| parent.id.as_str()));
            node.name = options.rest(self.members.len());
            let amounts: Vec<Amount> = members().map(|member| member.amount).collect();
            node.amount = total(&amounts).unwrap_or(first.amount);
            node.at = None;
            if members().any(|member| member.tone != first.tone) {
                node.tone = Tone::Total;
            }
        }
        Some(node)
    }
}

/// Takes the smallest stations of each overfull stage together, by the station their money comes from.
fn fold(flow: &Flow, links: &[&FlowLink], most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for stage in STAGES {
        let mut members: Vec<usize> =
            (0..flow.nodes.len()).filter(|&i| stage_of(flow, i) == Some(stage)).collect();
        order::by_key(&mut members, |&i| Reverse(flow.nodes.get(i).map(|node| yuan(node.amount))));
        // The first member of the group that the money mainly comes from.
        let parent = |index: usize| {
            let main = links.iter().filter(|l| l.to == index).max_by_key(|l| yuan(l.amount))?;
            groups.iter().find(|group| group.members.contains(&main.from))?.members.first().copied()
        };
        let parents: Vec<Option<usize>> = members.iter().map(|&i| parent(i)).collect();
        let mut distinct = parents.clone();
        order::by_key(&mut distinct, |parent| *parent);
        distinct.dedup();
        let kept = if members.len() > most { most.saturating_sub(distinct.len()) } else { members.len() };
        let mut rests: Vec<Group> = Vec::new();
        for (rank, (member, parent)) in members.into_iter().zip(parents).enumerate() {
            match rests.iter_mut().find(|rest| rest.parent == parent) {
                Some(rest) if rank >= kept => rest.members.push(member),
                _ if rank >= kept => rests.push(Group { parent, members: vec![member] }),
                _ => groups.push(Group { parent, members: vec![member] }),
            }
        }
        groups.extend(rests);
    }
    groups
}

fn stage_of(flow: &Flow, index: usize) -> Option<Stage> {
    flow.nodes.get(index).map(|node: &FlowNode| node.stage)
}

/// Whether both ends exist and the second stands in a later column.
fn runs_forward(flow: &Flow, link: &FlowLink) -> bool {
    let place = |index| STAGES.iter().position(|&stage| Some(stage) == stage_of(flow, index));
    matches!((place(link.from), place(link.to)), (Some(from), Some(to)) if from < to)
}
