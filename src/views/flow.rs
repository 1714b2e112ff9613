//! Where the money comes from and where it goes: source → nature → function → item or project.

use crate::address::CellAddress;
use crate::amount::Amount;

/// What a mark stands for; the theme gives it its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A total of both natures.
    Total,
    /// Project expenditure (项目支出).
    Project,
    /// Basic expenditure (基本支出).
    Basic,
}

/// The stages of the flow, in reading order; each is one column of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// 资金来源
    Source,
    /// 支出性质
    Nature,
    /// 功能分类
    Function,
    /// 项目与科目
    Item,
}

/// A node of the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowNode {
    /// Stable within the view, such as `function/201`.
    pub id: String,
    /// The column it stands in.
    pub stage: Stage,
    /// Printed name.
    pub name: String,
    /// What it stands for.
    pub tone: Tone,
    /// The printed amount.
    pub amount: Amount,
    /// Where that amount is printed.
    pub at: CellAddress,
}

/// Money that passes from one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowLink {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it reaches.
    pub to: usize,
    /// What it stands for.
    pub tone: Tone,
    /// The printed amount.
    pub amount: Amount,
    /// Where that amount is printed.
    pub at: CellAddress,
}

/// The flow of money through a budget.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// All nodes, stage by stage, the largest of a stage first.
    pub nodes: Vec<FlowNode>,
    /// All links.
    pub links: Vec<FlowLink>,
}
