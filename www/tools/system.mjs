// The system's package manager, where we may use it without asking: Debian and its kin, as root.
import { onPath } from "./paths.mjs";
import { capture, tail } from "./run.mjs";

/** Whether system packages can be installed without a password. */
export const mayInstall = () =>
  process.platform === "linux" && process.getuid?.() === 0 && onPath("apt-get") !== null;

/**
 * @param {import("./log.mjs").Step} step
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether they were installed
 */
export async function installPackages(step, packages) {
  if (!mayInstall()) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Another installation may hold the lock for a while.
  const common = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  for (const args of [
    ["update", ...common],
    ["install", "-y", "--no-install-recommends", ...common, ...packages],
  ]) {
    const onTick = () => step.progress(`apt-get ${args[0]}`);
    const { code, output } = await capture("apt-get", args, { env, onTick });
    if (code !== 0) {
      step.say(`apt-get ${args[0]} failed:\n${tail(output)}`);
      return false;
    }
  }
  return true;
}
