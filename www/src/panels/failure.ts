/** Why nothing can be shown, in one line above the page's own content. */
import { html, nothing, type TemplateResult } from "lit";
import type { BudgetError } from "../errors.js";
import { say, wordsOf, type Words } from "../i18n.js";
import type { Wasm } from "../wasm.js";

/** Said when the core with all its words could not start. */
const FALLBACK: Words = {
  "error.policy": "本页的安全策略不允许运行图表，以下为文字内容。",
  "error.network": "无法取得预算文件：{detail}",
  "error.unreadable": "无法读取：{detail}",
  "error.unsupported": "此浏览器无法运行图表：{detail}",
  "error.internal": "图表未能运行：{detail}",
  "error.retry": "重试",
};

export function failure(
  error: BudgetError,
  wasm: Wasm | undefined,
  lang: string,
  retry: () => void,
): TemplateResult {
  const words = wasm ? wordsOf(wasm.words(lang)) : FALLBACK;
  // No further try changes a policy.
  const button =
    error.code === "policy"
      ? nothing
      : html`<button type="button" class="link" @click=${retry}>${say(words, "error.retry")}</button>`;
  return html`<p class="failure" part="status" role="status">
      ${say(words, `error.${error.code}`, { detail: error.message })} ${button}
    </p>
    <slot></slot>`;
}
