/** What the Rust core answers. */
export * from "./types/package.js";
export * from "./types/report.js";
export * from "./types/views.js";
