//! 江苏省: twelve tables; the overall one prints expenditure by function and by nature side by side.

use super::{Form, Profile};
use crate::tables::{department_expenditure, department_revenue, fund_expenditure, three_public};

/// The profile.
pub static PROFILE: Profile = Profile {
    id: "jiangsu",
    places: &["江苏"],
    required: &[
        "department-balance",
        "department-revenue",
        "department-expenditure",
        "fiscal-balance",
        "general-expenditure",
        "general-basic",
        "three-public",
        "fund-expenditure",
    ],
    without: &[],
    forms: &[
        Form { table: &department_revenue::TABLE, captions: &["收入预算总表"], columns: &[] },
        Form { table: &department_expenditure::TABLE, captions: &["支出预算总表"], columns: &[] },
        Form {
            table: &three_public::TABLE, captions: &["三公经费、会议费、培训费"], columns: &[]
        },
        Form { table: &fund_expenditure::TABLE, captions: &["政府性基金支出预算表"], columns: &[] },
    ],
};
