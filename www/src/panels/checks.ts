/** The check list and what stands behind each verdict. */
import { html, nothing, type TemplateResult } from "lit";
import { t, type Context } from "../context.js";
import { figure } from "./figure.js";
import { sign, verdict } from "./verdict.js";
import type { CheckDetail, CheckLine, Group, GroupId } from "../types.js";

/** Groups that are long and in order; they open on demand. */
const QUIET: readonly GroupId[] = ["exact"];

export function checks(
  context: Context,
  opened: ReadonlySet<string>,
  open: (group: GroupId) => void,
): TemplateResult {
  const groups = context.disclosure.core.checkGroups() as Group[];
  return html`
    <p class="lead">${t(context, "checks.intro")}</p>
    ${groups.map((group) => section(context, group, opened.has(group.id) || !QUIET.includes(group.id), open))}
  `;
}

function section(
  context: Context,
  group: Group,
  isOpen: boolean,
  open: (group: GroupId) => void,
): TemplateResult {
  return html`<section>
    <h3>${t(context, `checks.group.${group.id}`)} <small class="count">${group.count}</small></h3>
    ${
      isOpen
        ? list(context, group.id)
        : html`<button type="button" class="quiet" @click=${() => open(group.id)}>
            ${t(context, "checks.show-all", { count: group.count })}
          </button>`
    }
  </section>`;
}

function list(context: Context, group: GroupId): TemplateResult {
  const { disclosure, lang } = context;
  const lines = disclosure.core.checks(lang, group) as CheckLine[];
  return html`<ul class="check-list">
    ${lines.map((line) => item(context, line))}
  </ul>`;
}

function item(context: Context, line: CheckLine): TemplateResult {
  const isOpen = context.place.check === line.id;
  const toggle = () => context.go({ view: "checks", check: isOpen ? undefined : line.id });
  const note = line.id.startsWith("reading:");
  return html`<li>
    <button type="button" class="check" aria-expanded=${isOpen} @click=${toggle}>
      ${sign(note ? "note" : line.verdict)}
      <span>
        ${note ? nothing : html`<span class="soft">${line.rule}</span>`}
        <span>${line.message}</span>
        ${line.follows > 0 ? html`<span class="soft">${t(context, "checks.follows", { count: line.follows })}</span>` : nothing}
      </span>
    </button>
    ${isOpen ? detailOf(context, line.id) : nothing}
  </li>`;
}

function detailOf(context: Context, id: string): TemplateResult | typeof nothing {
  const { disclosure, lang } = context;
  const found = disclosure.core.check(lang, id) as CheckDetail | null;
  return found ? html`<div class="check-detail">${detail(context, found, false)}</div>` : nothing;
}

/** Sign, place, printed, possible values; then the sum and, unless it stands above already, the sentence of the verdict. */
export function detail(context: Context, check: CheckDetail, withMessage = true): TemplateResult {
  return html`
    ${
      check.operands.length > 0
        ? html`<div class="scroll">
            <table class="operands">
              <thead>
                <tr>
                  <th scope="col"><span class="hidden">${t(context, "checks.operand.sign")}</span></th>
                  <th scope="col">${t(context, "checks.operand.place")}</th>
                  <th scope="col" class="number">${t(context, "checks.operand.printed")}</th>
                  <th scope="col" class="number">${t(context, "checks.operand.range")}</th>
                </tr>
              </thead>
              <tbody>
                ${check.operands.map(
                  (operand) =>
                    html`<tr class=${operand.sign === "=" ? "total" : nothing}>
                      <td>${operand.sign}</td>
                      <td>${operand.place}</td>
                      <td class="number">${figure(context, operand.printed, operand.at)}</td>
                      <td class="number soft">
                        ${operand.range ? `${operand.range[0]} – ${operand.range[1]}` : nothing}
                      </td>
                    </tr>`,
                )}
                ${
                  check.sum
                    ? html`<tr class="sum">
                        <td></td>
                        <td>${t(context, "checks.sum")}</td>
                        <td class="number">${check.sum}</td>
                        <td></td>
                      </tr>`
                    : nothing
                }
              </tbody>
            </table>
          </div>`
        : nothing
    }
    ${check.kind === "structure" ? nothing : verdict(context, check.verdict)}
    ${check.kind === "structure" ? html`<p>${check.advice}</p>` : withMessage ? html`<p>${check.message}</p>` : nothing}
    ${
      check.resolution && check.resolution !== "0"
        ? html`<p class="soft">${t(context, "checks.resolution", { amount: check.resolution })}</p>`
        : nothing
    }
    ${
      check.follows.length > 0
        ? html`<ul class="follows">
            ${check.follows.map((line) => html`<li class="soft">${line.message}</li>`)}
          </ul>`
        : nothing
    }
  `;
}
