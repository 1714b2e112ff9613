//! Any place: the tables that the ministry asks of every department's budget (财预〔2016〕143号).

use super::Profile;

/// The profile.
pub static PROFILE: Profile = Profile {
    id: "generic",
    places: &[],
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
    forms: &[],
};
