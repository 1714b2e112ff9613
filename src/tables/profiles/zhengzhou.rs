//! 郑州市: the thirteen tables of the form, whose captions and heads the tables' own files hold.

use super::Profile;

/// The profile.
pub static PROFILE: Profile = Profile {
    id: "zhengzhou",
    places: &["郑州", "河南"],
    required: &[
        "department-balance",
        "department-revenue",
        "department-expenditure",
        "fiscal-balance",
        "general-expenditure",
        "general-basic",
        "economic-summary",
        "three-public",
        "fund-expenditure",
        "state-capital-expenditure",
        "projects",
        "department-performance",
        "project-performance",
    ],
    without: &[],
    forms: &[],
};
