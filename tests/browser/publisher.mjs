// What the tests of the page for those who publish share.

/** A table without a caption and with labels of no form. */
export const UNCLEAR = [
  "某局2024年部门预算公开",
  "附表：甲乙丙丁表",
  "子\t丑\t寅\t卯",
  "201\t一般公共服务支出\t3.00\t3.00",
  "20101\t人大事务\t3.00\t3.00",
  "合计\t\t3.00\t3.10",
].join("\n");

/** Opens the page in a world and waits until it is ready. */
export async function openPublisher(world, address = "/publish.html", options = {}) {
  const page = await world.open(address, options);
  await page.tab
    .getByRole("status")
    .filter({ hasText: /已就绪|Ready/ })
    .waitFor();
  return page;
}

export const input = (tab) => tab.locator("budget-publisher input[type=file]");

/** Opens files and waits until they were read and checked. */
export async function give(tab, ...files) {
  await input(tab).setInputFiles(files);
  await done(tab);
}

export const done = (tab) =>
  tab
    .getByRole("status")
    .filter({ hasText: /已读取并核对|Read and checked/ })
    .waitFor();

/** Waits until nothing is read any more. */
export const settled = (tab) =>
  tab.waitForFunction(() => !document.querySelector("budget-publisher progress"));

export const text = (name, words) => ({ name, mimeType: "text/plain", buffer: Buffer.from(words) });
