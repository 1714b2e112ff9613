/** The events of the element. All bubble out of shadow roots; their details are plain data. */
import type { ErrorCode } from "../errors.js";
import type { Progress } from "../sources.js";
import type { Place } from "../state.js";
import type { Address, Report } from "../types.js";

export interface ReadyDetail {
  title: string;
  department: string;
  year: number | null;
}

export interface ReportDetail {
  summary: Report["summary"];
}

export interface SelectDetail {
  at: Address;
}

export interface ErrorDetail {
  code: ErrorCode;
  message: string;
}

/** Details by the names of the events. */
export interface BudgetEvents {
  /** How far the reading of a document is. */
  "budget-progress": Progress;
  /** The first view is shown. */
  "budget-ready": ReadyDetail;
  /** The figures were checked. */
  "budget-report": ReportDetail;
  /** The reader went to another place. */
  "budget-view": Place;
  /** The reader chose a figure. */
  "budget-select": SelectDetail;
  /** The disclosure cannot be shown; the element's own content is. */
  "budget-error": ErrorDetail;
}

declare global {
  interface HTMLElementEventMap {
    "budget-progress": CustomEvent<Progress>;
    "budget-ready": CustomEvent<ReadyDetail>;
    "budget-report": CustomEvent<ReportDetail>;
    "budget-view": CustomEvent<Place>;
    "budget-select": CustomEvent<SelectDetail>;
    "budget-error": CustomEvent<ErrorDetail>;
  }
}
