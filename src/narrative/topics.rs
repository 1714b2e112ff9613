//! What a section is about, told by the words of its heading.

use crate::search;
use crate::tables::names::plain;

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Topic {
    /// 职责, 职能
    Duties,
    /// 机构设置, 单位构成
    Units,
    /// 收入支出总体: both sides of the whole.
    Balance,
    /// 收入
    Revenue,
    /// 支出
    Expenditure,
    /// 财政拨款
    Fiscal,
    /// 一般公共预算
    General,
    /// 基本支出
    Basic,
    /// “三公”经费
    ThreePublic,
    /// 政府性基金
    Fund,
    /// 国有资本经营预算
    StateCapital,
    /// 机关运行经费, 机构运转经费
    Operating,
    /// 政府采购
    Procurement,
    /// 国有资产占用
    Assets,
    /// 绩效
    Performance,
    /// 项目
    Projects,
    /// Anything else.
    #[default]
    Other,
}

/// The words of each topic; the first that stands in a heading decides.
const TOPICS: [(Topic, &[&str]); 15] = [
    (Topic::ThreePublic, &["三公", "因公出国", "公务接待", "公务用车", "公务车"]),
    (Topic::Operating, &["机关运行", "机构运转", "机关运转", "运行经费"]),
    (Topic::Procurement, &["采购"]),
    (Topic::Assets, &["国有资产", "资产占"]),
    (Topic::Performance, &["绩效"]),
    (Topic::Fund, &["政府性基金"]),
    (Topic::StateCapital, &["国有资本经营"]),
    (Topic::Basic, &["基本支出"]),
    (Topic::General, &["一般公共预算"]),
    (Topic::Fiscal, &["财政拨款"]),
    (Topic::Projects, &["项目"]),
    (Topic::Balance, &["收支", "收入支出", "收入、支出", "收、支"]),
    (Topic::Revenue, &["收入"]),
    (Topic::Expenditure, &["支出"]),
    (Topic::Duties, &["职责", "职能"]),
];

impl Topic {
    /// The topic of a heading.
    #[must_use]
    pub fn of(heading: &str) -> Self {
        let words = plain(heading);
        let known = TOPICS.iter().find(|(_, list)| search::contains_any(&words, list));
        known.map_or(Self::Other, |&(topic, _)| topic)
    }

    /// The topic of a heading of the profile.
    #[must_use]
    pub fn of_profile(heading: &str) -> Self {
        let words = plain(heading);
        if search::contains_any(&words, &["机构", "单位", "内设"]) {
            Self::Units
        } else if search::contains_any(&words, &["职责", "职能"]) {
            Self::Duties
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Topic;

    #[test]
    fn a_heading_tells_what_its_section_is_about() {
        for (heading, topic) in [
            ("收入支出预算总体情况说明", Topic::Balance),
            ("收入预算情况说明", Topic::Revenue),
            ("支出决算情况说明", Topic::Expenditure),
            ("财政拨款收支预算总体情况说明", Topic::Fiscal),
            ("一般公共预算财政拨款支出决算情况说明", Topic::General),
            ("一般公共预算基本支出预算情况说明", Topic::Basic),
            ("一般公共预算“三公”经费、会议费、培训费支出预算情况说明", Topic::ThreePublic),
            ("政府性基金预算支出情况说明", Topic::Fund),
            ("国有资本经营预算财政拨款收入支出决算情况说明", Topic::StateCapital),
            ("一般公共预算机关运行经费支出预算情况说明", Topic::Operating),
            ("政府采购支出预算情况", Topic::Procurement),
            ("国有资产占有使用情况", Topic::Assets),
            ("绩效目标设置情况", Topic::Performance),
            ("项目经费情况说明", Topic::Projects),
            ("其他重要事项情况说明", Topic::Other),
        ] {
            assert_eq!(Topic::of(heading), topic, "{heading}");
        }
        assert_eq!(Topic::of_profile("部门机构设置及预算单位构成情况"), Topic::Units);
        assert_eq!(Topic::of_profile("主要职能"), Topic::Duties);
    }
}
