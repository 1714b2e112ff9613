//! What a reader may ask: pure aggregations, still exact decimals.
//!
//! Reads the budget and the report; draws nothing and words nothing.

pub mod bars;
pub mod flow;
