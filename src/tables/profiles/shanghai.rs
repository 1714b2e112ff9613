//! 上海市: nine tables, of which the last joins “三公” and operating expenditure; projects have a sheet each.

use super::{Form, Profile};
use crate::tables::spec::printed;
use crate::tables::{
    department_balance, fund_expenditure, general_expenditure, state_capital_expenditure, three_public,
};

/// The profile.
pub static PROFILE: Profile = Profile {
    id: "shanghai",
    places: &["上海"],
    required: &[
        "department-balance",
        "department-revenue",
        "department-expenditure",
        "fiscal-balance",
        "general-expenditure",
        "fund-expenditure",
        "state-capital-expenditure",
        "general-basic",
        "three-public",
    ],
    without: &[],
    forms: &[
        Form { table: &department_balance::TABLE, captions: &["财务收支预算总表"], columns: &[] },
        // The sheets of the workbook form have names of their own.
        Form { table: &general_expenditure::TABLE, captions: &["一般公共预算拨款表"], columns: &[] },
        Form { table: &fund_expenditure::TABLE, captions: &["政府性基金拨款表"], columns: &[] },
        Form {
            table: &state_capital_expenditure::TABLE,
            captions: &["国有资本经营预算拨款表"],
            columns: &[],
        },
        Form {
            table: &three_public::TABLE,
            captions: &["三公经费和机关运行"],
            columns: &[
                printed("three-public.vehicles.purchase", &["公务用车购置及运行费/购置费"]),
                printed("three-public.vehicles.running", &["公务用车购置及运行费/运行费"]),
                printed("operating", &["机关运行经费预算数"]),
            ],
        },
    ],
};
