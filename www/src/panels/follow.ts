/** The movement that helps to follow a way down: what was gone into grows to the new picture. Input never waits for it. */
import type { Mark } from "../types.js";

const DURATION = 180;

/** Grows a frame from the box of a mark, in CSS pixels of `picture`, to all of it. */
export function grow(picture: HTMLElement, [left, top, width, height]: Mark["bounds"]): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const box = picture.appendChild(document.createElement("div"));
  box.className = "grows";
  const { clientWidth, clientHeight } = picture;
  const scale = `scale(${width / Math.max(1, clientWidth)}, ${height / Math.max(1, clientHeight)})`;
  const movement = box.animate(
    [
      { transform: `translate(${left}px, ${top}px) ${scale}`, opacity: 1 },
      { transform: "none", opacity: 0 },
    ],
    { duration: DURATION, easing: "cubic-bezier(0.2, 0, 0.2, 1)" },
  );
  const remove = () => box.remove();
  movement.onfinish = remove;
  movement.oncancel = remove;
  picture.querySelector("canvas")?.animate([{ opacity: 0.3 }, { opacity: 1 }], DURATION);
}
