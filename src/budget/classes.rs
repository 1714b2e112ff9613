//! The classes (类) of the functional classification by name: tables that print only the classes in use number them in
//! a row, so that the number says nothing of the code.

use crate::search;
use crate::tables::names::Name;

/// Codes and the words their names begin with, in every edition of 政府收支分类科目 since 2009.
const CLASSES: &[(&str, &[&str])] = &[
    ("201", &["一般公共服务"]),
    ("202", &["外交"]),
    ("203", &["国防"]),
    ("204", &["公共安全"]),
    ("205", &["教育"]),
    ("206", &["科学技术"]),
    ("207", &["文化旅游体育与传媒", "文化体育与传媒", "文化体育旅游与传媒"]),
    ("208", &["社会保障和就业"]),
    ("209", &["社会保险基金"]),
    ("210", &["卫生健康", "医疗卫生"]),
    ("211", &["节能环保"]),
    ("212", &["城乡社区"]),
    ("213", &["农林水"]),
    ("214", &["交通运输"]),
    ("215", &["资源勘探"]),
    ("216", &["商业服务业"]),
    ("217", &["金融"]),
    ("219", &["援助其他地区"]),
    ("220", &["自然资源海洋气象", "国土海洋气象", "国土资源气象"]),
    ("221", &["住房保障"]),
    ("222", &["粮油物资储备"]),
    ("223", &["国有资本经营预算"]),
    ("224", &["灾害防治及应急管理"]),
    ("227", &["预备费"]),
    ("229", &["其他支出"]),
    ("230", &["转移性"]),
    ("231", &["债务还本"]),
    ("232", &["债务付息"]),
    ("233", &["债务发行费用"]),
    ("234", &["抗疫特别国债"]),
];

/// The code of the class that a line of an overall table names.
#[must_use]
pub fn code_of(name: &str) -> Option<&'static str> {
    let words = Name::parse(name).words;
    let begins = |stem: &&str| words.starts_with(*stem) && !search::contains(&words, "合计");
    CLASSES.iter().find(|(_, stems)| stems.iter().any(begins)).map(|&(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_known_by_the_names_of_every_edition() {
        assert_eq!(code_of("一、一般公共服务支出"), Some("201"));
        assert_eq!(code_of("（十）医疗卫生与计划生育支出"), Some("210"));
        assert_eq!(code_of("二十三、其他支出"), Some("229"));
        assert_eq!(code_of("十四、资源勘探工业信息等支出"), Some("215"));
        assert_eq!(code_of("基本支出"), None);
    }
}
