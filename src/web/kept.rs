//! What the viewer keeps of a package.

use crate::budget::Budget;
use crate::checks::{self, Report};
use crate::package::{self, PackageError};
use std::cell::OnceCell;

/// A disclosure that is checked when its report is first asked for: the first picture does not wait for it.
pub struct Kept {
    /// What it says.
    pub budget: Budget,
    report: OnceCell<Report>,
}

impl Kept {
    /// The disclosure of the bytes of a package, `budget-package/1`.
    ///
    /// # Errors
    /// [`PackageError`] with the place of what cannot be read.
    pub fn read(package: &[u8]) -> Result<Self, PackageError> {
        let (budget, _) = package::read(&package::parse(package)?)?;
        Ok(Self { budget, report: OnceCell::new() })
    }

    /// Whether its figures hold.
    pub fn report(&self) -> &Report {
        self.report.get_or_init(|| checks::check(&self.budget))
    }
}
