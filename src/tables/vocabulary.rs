//! What the labels of heads say, in any place's words: codes, names, and what an amount is about.
//!
//! An amount column is about a *concept*: the source of the money, the nature of the expenditure, or both joined by
//! `+`; a column of another year or stage than the table's own has that before a colon. `general+basic` is 基本支出
//! paid from 一般公共预算, `budget:three-public.reception` the 预算数 beside a 决算数. Blank is the table's total.

use super::names::Name;
use super::spec::Kind;
use crate::search;
use std::sync::Arc;

/// What one label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// The column holds labels of that kind.
    Label(Kind),
    /// The second classification (政府预算经济分类) follows.
    Second,
    /// The amount is about this.
    Money(&'static str),
    /// The amount is all of what the label above is about.
    Whole,
    /// The amount belongs to another stage of the budget than the table's own.
    Stage(&'static str),
    /// Numbers of rows: no money.
    Number,
    /// A heading that says no more than the table does.
    Heading,
}

/// Labels that say something only when they stand alone.
const EXACT: &[(&[&str], Says)] = &[
    (&["类", "款", "项"], Says::Label(Kind::Code)),
    (&["项目", "名称", "单位(科目名称)", "科目", "用途", "支出用途"], Says::Label(Kind::Name)),
    (&["合计", "小计", "总计", "计", "收入总计", "支出总计", "预算合计", "全年预算合计"], Says::Whole),
    (&["金额", "本年预算", "预算", "金额合计"], Says::Whole),
    (&["行次", "栏次", "序号", "次"], Says::Number),
    (&["收入", "支出", "资金来源", "其中"], Says::Heading),
    (&["当年拨款", "本年拨款"], Says::Money("current")),
    (&["基金预算"], Says::Money("fund")),
    (&["备注", "说明", "类型"], Says::Label(Kind::Text)),
];

/// Words in labels; the first that stands in a label decides, so that longer and rarer words come first.
const WORDS: &[(&[&str], Says)] = &[
    (&["指标值", "目标值"], Says::Label(Kind::Target)),
    (&["级指标"], Says::Label(Kind::Indicator)),
    // 单位名称(项目名称): projects below their unit.
    (&["(项目编码)", "(项目代码)"], Says::Label(Kind::Code)),
    (&["(项目名称)"], Says::Label(Kind::Name)),
    (&["单位代码", "单位编码", "部门代码", "部门(单位)代码"], Says::Label(Kind::UnitCode)),
    (
        &["单位名称", "部门名称", "项目单位", "部门(单位)名称", "预算单位", "实施单位"],
        Says::Label(Kind::UnitName),
    ),
    (&["政府预算经济分类", "政府预算支出经济分类", "政府经济分类", "政府预算经济科目"], Says::Second),
    (&["编码", "代码"], Says::Label(Kind::Code)),
    (&["名称", "科目", "功能分类", "经济分类", "支出项目"], Says::Label(Kind::Name)),
    (
        &["增减%", "增长%", "增减率", "增长率", "增幅", "幅度", "比例", "占比", "比重"],
        Says::Label(Kind::Text),
    ),
    (&["增减", "增长", "比上年"], Says::Stage("change")),
    (&["上年预算", "上年执行", "上年决算", "上年数", "上年完成"], Says::Stage("previous")),
    (&["年初预算", "调整预算", "全年预算"], Says::Stage("budget")),
    // How many, not how much.
    (&["保有量", "批次", "人次", "团组", "人数", "购置数"], Says::Label(Kind::Text)),
    (&["三公"], Says::Money("three-public")),
    (&["因公出国", "出国(境)"], Says::Money("three-public.abroad")),
    (&["公务接待"], Says::Money("three-public.reception")),
    (&["购置及运行", "购置和运行", "购置与运行", "购置及运维"], Says::Money("three-public.vehicles")),
    (&["公务用车购置", "车辆购置", "购置费"], Says::Money("three-public.vehicles.purchase")),
    (
        &["公务用车运行", "车辆运行", "用车运行", "运行维护费", "运行费"],
        Says::Money("three-public.vehicles.running"),
    ),
    (&["公务用车"], Says::Money("three-public.vehicles")),
    (&["机关运行"], Says::Money("operating")),
    (&["会议费"], Says::Money("meetings")),
    (&["培训费"], Says::Money("training")),
    (&["工资福利"], Says::Money("basic.personnel.wages")),
    (&["对个人和家庭", "对个人的补助", "对家庭和个人"], Says::Money("basic.personnel.households")),
    (&["商品和服务", "商品服务"], Says::Money("basic.public.goods")),
    (&["资本性支出"], Says::Money("basic.public.capital")),
    (&["人员经费", "人员支出"], Says::Money("basic.personnel")),
    (&["公用经费", "公用支出", "日常公用"], Says::Money("basic.public")),
    (&["其他运转类"], Says::Money("project.other-operations")),
    (&["特定目标类"], Says::Money("project.specific")),
    (&["基本支出"], Says::Money("basic")),
    (&["项目支出"], Says::Money("project")),
    (&["上缴上级"], Says::Money("handed-up")),
    (&["对附属单位补", "补助附属单位"], Says::Money("handed-down")),
    (&["经营支出"], Says::Money("trading")),
    (&["机动经费"], Says::Money("reserve")),
    (&["结转下年", "年末结转", "年终结转", "年末财政拨款结转"], Says::Money("carried-out")),
    (&["使用非财政", "用事业基金"], Says::Money("surplus-used")),
    (&["结转", "结余"], Says::Money("carry-over")),
    (&["国有资本"], Says::Money("state-capital")),
    (&["政府性基金"], Says::Money("fund")),
    (&["专户"], Says::Money("special-account")),
    (&["一般公共预算"], Says::Money("general")),
    (&["经营收入"], Says::Money("business")),
    (&["事业收入"], Says::Money("institution")),
    (&["上级补助"], Says::Money("superior")),
    (&["附属单位"], Says::Money("subordinate")),
    (&["单位资金", "自有资金", "其他资金"], Says::Money("unit")),
    (&["其他收入"], Says::Money("other")),
    (&["政府预算资金"], Says::Money("government")),
    (&["财政拨款", "财政资金"], Says::Money("fiscal")),
    (&["本年收入", "当年收入"], Says::Money("current")),
    (&["本年支出", "支出合计"], Says::Whole),
    (&["收入合计"], Says::Whole),
    (&["决算数", "执行数", "预算数", "预算金额", "资金总额"], Says::Whole),
];

/// Concepts that are natures of expenditure; all others are sources of money.
const NATURES: [&str; 10] = [
    "basic",
    "project",
    "three-public",
    "operating",
    "meetings",
    "training",
    "handed-up",
    "handed-down",
    "trading",
    "reserve",
];

/// Public ids of amount columns beside the natures below `basic` and `project`.
const PUBLIC: [&str; 11] = [
    "general",
    "general.fiscal",
    "fund",
    "state-capital",
    "special-account",
    "institution",
    "business",
    "superior",
    "subordinate",
    "other",
    "carry-over",
];

/// The parts of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aspects<'a> {
    /// Another stage than the table's own: `budget`, `previous`, `change`; blank for the table's own.
    pub stage: &'a str,
    /// The source of the money; blank where the table says it.
    pub source: &'a str,
    /// The nature of the expenditure; blank where the table says it.
    pub nature: &'a str,
}

impl<'a> Aspects<'a> {
    /// Takes a concept apart.
    #[must_use]
    pub fn of(concept: &'a str) -> Self {
        let (stage, rest) = concept.split_once(':').unwrap_or(("", concept));
        let (source, nature) = match rest.split_once('+') {
            Some((source, nature)) => (source, nature),
            None if matches!(rest, "total" | "amount") => ("", ""),
            None if is_nature(rest) => ("", rest),
            None => (rest, ""),
        };
        Self { stage, source, nature }
    }
}

fn is_nature(concept: &str) -> bool {
    NATURES.iter().any(|nature| is_within(concept, nature))
}

/// Whether `concept` is `whole` or a part of it.
#[must_use]
pub fn is_within(concept: &str, whole: &str) -> bool {
    concept.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What a whole head says of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// What stands in the column.
    pub kind: Kind,
    /// What an amount is about.
    pub concept: Arc<str>,
    /// Whether the column numbers rows.
    pub number: bool,
}

impl Meaning {
    /// The public id that the contract gives an amount column about this, if it gives one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let concept = &*self.concept;
        let listed = PUBLIC.contains(&concept) || concept.starts_with("carry-over.");
        let nature = is_within(concept, "basic") || is_within(concept, "project");
        (self.kind == Kind::Amount && !concept.contains(['+', ':']) && (listed || nature)).then_some(concept)
    }
}

/// What `head`, outermost label first, says; nothing if no label of it is known.
#[must_use]
pub fn meaning(head: &[String]) -> Option<Meaning> {
    let mut kind = None;
    let mut second = false;
    let mut known = false;
    let (mut stage, mut source, mut nature) = ("", String::new(), "");
    for (at, label) in head.iter().enumerate() {
        let Some(says) = says(label) else {
            // An unknown label below a known one singles out a part of it.
            if at + 1 == head.len() && !source.is_empty() {
                source.push_str(".part");
            }
            continue;
        };
        known = true;
        match says {
            Says::Label(label) => kind = Some(label),
            Says::Second => {
                second = true;
                kind.get_or_insert(Kind::Name);
                if search::contains_any(label, &["编码", "代码"]) {
                    kind = Some(Kind::Code);
                }
            }
            Says::Number => return Some(Meaning { kind: Kind::Text, concept: "".into(), number: true }),
            Says::Money(concept) => {
                kind = Some(Kind::Amount);
                if is_nature(concept) {
                    nature = concept;
                } else {
                    source = narrowed(&source, concept);
                }
            }
            Says::Stage(other) => {
                kind = Some(Kind::Amount);
                stage = other;
            }
            Says::Whole => kind = Some(Kind::Amount),
            Says::Heading => {}
        }
    }
    let kind = match kind? {
        Kind::Code if second => Kind::SecondCode,
        Kind::Name if second => Kind::SecondName,
        kind => kind,
    };
    if !known {
        return None;
    }
    let mut concept = source;
    if !nature.is_empty() {
        if !concept.is_empty() {
            concept.push('+');
        }
        concept.push_str(nature);
    }
    if !stage.is_empty() {
        concept = format!("{stage}:{concept}");
    }
    Some(Meaning { kind, concept: concept.into(), number: false })
}

/// The source that `inner` singles out of `outer`.
fn narrowed(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("carry-over", inner) if inner != "carry-over" => format!("carry-over.{inner}"),
        ("general", "fiscal") => "general.fiscal".to_owned(),
        _ => inner.to_owned(),
    }
}

fn says(label: &str) -> Option<Says> {
    let words = Name::parse(label).words;
    let words = bare(&words);
    let exact = EXACT.iter().find(|(labels, _)| labels.contains(&words));
    let inside = || WORDS.iter().find(|(labels, _)| search::contains_any(words, labels));
    exact.or_else(inside).map(|&(_, says)| says)
}

/// A label without the year before it and the unit behind it.
fn bare(words: &str) -> &str {
    let year = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words =
        year.strip_prefix("年度").or_else(|| year.strip_prefix('年')).filter(|_| year.len() < words.len());
    let words = words.unwrap_or(year);
    match words.rsplit_once('(') {
        Some((before, unit)) if !before.is_empty() && matches!(unit, "元)" | "万元)" | "亿元)") => {
            before
        }
        _ => words,
    }
}

/// Whether a label may stand at an amount: it does not say how many there are.
#[must_use]
pub fn may_be_money(label: &str) -> bool {
    !matches!(says(label), Some(Says::Label(Kind::Text)))
}

/// Whether a label of a head is known, whatever it says.
#[must_use]
pub fn is_label(text: &str) -> bool {
    says(text).is_some()
}

/// Whether a label stands in heads only: what it says could not be the name of a line.
#[must_use]
pub fn is_head_label(text: &str) -> bool {
    let total = matches!(Name::parse(text).words.as_str(), "合计" | "总计" | "收入总计" | "支出总计");
    !total
        && matches!(
            says(text),
            Some(Says::Label(_) | Says::Heading | Says::Whole | Says::Second | Says::Number)
        )
}

/// Whether a label heads the names or codes of lines.
#[must_use]
pub fn is_line_label(text: &str) -> bool {
    matches!(says(text), Some(Says::Label(Kind::Code | Kind::Name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> (Kind, String) {
        let head: Vec<String> = head.split('/').map(str::to_owned).collect();
        let meaning = meaning(&head).unwrap();
        (meaning.kind, meaning.concept.to_string())
    }

    #[test]
    fn heads_of_several_places_say_what_their_columns_hold() {
        let amount = |concept: &str| (Kind::Amount, concept.to_owned());
        assert_eq!(read("项目/功能分类科目编码/类"), (Kind::Code, String::new()));
        assert_eq!(read("项目/功能分类科目名称"), (Kind::Name, String::new()));
        assert_eq!(read("收入预算/合计"), amount(""));
        assert_eq!(read("收入预算/事业单位\n经营收入"), amount("business"));
        assert_eq!(read("一般公共预算支出/基本支出"), amount("general+basic"));
        assert_eq!(read("本年支出合\n计"), amount(""));
        assert_eq!(
            read("三公经费/公务用车购置及运行维护费/公务用车运行维护费"),
            amount("three-public.vehicles.running")
        );
        assert_eq!(read("“三公”经费预算数/公务用车购置及运行费/小计"), amount("three-public.vehicles"));
        assert_eq!(read("机关运行经费预算\n数"), amount("operating"));
        assert_eq!(read("上年结转结余/一般公共预算"), amount("carry-over.general"));
        assert_eq!(read("本年收入/一般公共预算/其中：财政拨款"), amount("general.fiscal"));
        assert_eq!(read("政府预算支出经济分类科目编码/科目名称"), (Kind::SecondName, String::new()));
        assert_eq!(read("政府预算经济分类/类"), (Kind::SecondCode, String::new()));
        assert_eq!(read("公务接待费/年初预算数"), amount("budget:three-public.reception"));
        assert_eq!(read("2024年预算数（万元）"), amount(""));
        assert!(meaning(&["甲乙丙".to_owned()]).is_none());
    }

    #[test]
    fn what_is_not_known_below_a_source_is_a_part_of_it() {
        assert_eq!(read("事业收入/其中：教育收费").1, "institution.part");
        assert_eq!(read("事业收入/金额").1, "institution");
        assert_eq!(read("2024年预算数比2023年执行数/增减%").0, Kind::Text);
        assert_eq!(read("使用非财政拨款结余").1, "surplus-used");
    }

    #[test]
    fn concepts_come_apart() {
        let aspects = Aspects::of("budget:general+basic.public");
        assert_eq!((aspects.stage, aspects.source, aspects.nature), ("budget", "general", "basic.public"));
        assert_eq!(Aspects::of("fund").source, "fund");
        assert_eq!(Aspects::of("amount"), Aspects { stage: "", source: "", nature: "" });
    }
}
