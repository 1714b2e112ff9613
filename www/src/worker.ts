/** The reader in a thread of its own, so that a page goes on while a long document is read: both ends of the wire. */
import { aborted } from "./abort.js";
import { BudgetError, budgetError, type ErrorCode } from "./errors.js";
import type { Perform, Task } from "./reader.js";

/** The name by which a thread knows that it was started for this. */
const NAME = "budget-reader";

/** What the thread says. */
type Said =
  | { ready: true }
  /** So many files were read. */
  | { read: number }
  | { bytes: Uint8Array<ArrayBuffer> }
  | { error: { code: ErrorCode; message: string; at: BudgetError["at"] } };

/** What a thread's global scope has and a page's has not. */
interface Scope {
  name?: string;
  onmessage: ((event: MessageEvent<Task>) => void) | null;
  postMessage(said: Said, transfer: Transferable[]): void;
}

/** Options of a thread that reads. */
export const named = { name: NAME };

/** In a thread that was started for it: performs what it is asked. Anywhere else nothing. */
export function answer(perform: Perform): void {
  const scope = globalThis as unknown as Scope;
  if (typeof document !== "undefined" || scope.name !== NAME) return;
  const say = (said: Said, ...transfer: Transferable[]) => scope.postMessage(said, transfer);
  scope.onmessage = async ({ data }) => {
    try {
      const bytes = (await perform(data, (read) => say({ read }))) as Uint8Array<ArrayBuffer>;
      say({ bytes }, bytes.buffer);
    } catch (thrown) {
      const { code, message, at } = budgetError(thrown);
      say({ error: { code, message, at } });
    }
  };
  say({ ready: true });
}

/**
 * Has a task done by a thread, which ends with it; an abort ends it at once. The bytes of the task are handed over. Nothing
 * where the thread did not come to be: a policy or a missing file keeps it from starting.
 */
export function ask(
  worker: Worker,
  task: Task,
  signal: AbortSignal | undefined,
  onRead: (done: number) => void,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    let isReady = false;
    const abort = () => end(() => reject(aborted(signal)));
    const end = (finish: () => void) => {
      worker.terminate();
      signal?.removeEventListener("abort", abort);
      finish();
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    worker.onerror = (event) => {
      event.preventDefault();
      end(() => (isReady ? reject(new BudgetError("internal", event.message)) : resolve(undefined)));
    };
    worker.onmessage = ({ data: said }: MessageEvent<Said>) => {
      if ("ready" in said) {
        isReady = true;
        const bytes = "files" in task ? task.files.map((file) => file.bytes) : [task.source];
        worker.postMessage(
          task,
          bytes.map((held) => held.buffer as ArrayBuffer),
        );
      } else if ("read" in said) onRead(said.read);
      else if ("bytes" in said) end(() => resolve(said.bytes));
      else end(() => reject(new BudgetError(said.error.code, said.error.message, said.error.at)));
    };
  });
}
