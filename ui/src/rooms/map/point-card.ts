import type { MapPoint } from "../../api/generated/index.ts";
import classes from "./map.module.css";

const line = (className: string | undefined, text: string): HTMLElement => {
  const element = document.createElement("div");
  if (className !== undefined) element.className = className;
  // Text of a document is never read as HTML.
  element.textContent = text;
  return element;
};

/** What shows when the pointer is on a point. The chart wants an element of its own, outside of React. */
export const pointCard = ({ title, author, category, platform, text }: MapPoint): HTMLElement => {
  const card = document.createElement("div");
  if (classes.card !== undefined) card.className = classes.card;
  card.append(
    line(classes.cardTitle, title),
    line(classes.cardFacts, `${author} · ${category} · ${platform}`),
    line(undefined, text),
  );
  return card;
};
