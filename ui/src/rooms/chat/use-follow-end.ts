import { type RefObject, useEffect, useRef } from "react";

/** Pixels that the end may lie below the window for a reader to count as reading there. */
const NEAR = 48;

/**
 * Keeps the end of a conversation in view: every new turn brings it there, and what is written follows for as long as
 * the reader stays there. Whoever scrolls up is left alone.
 *
 * @returns the ref of an element at the end.
 */
export const useFollowEnd = (turns: number, written: unknown): RefObject<HTMLDivElement | null> => {
  const end = useRef<HTMLDivElement>(null);
  const follows = useRef(true);

  useEffect(() => {
    const look = (): void => {
      const top = end.current?.getBoundingClientRect().top ?? 0;
      follows.current = top <= window.innerHeight + NEAR;
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);

  useEffect(() => {
    if (turns > 0) follows.current = true;
  }, [turns]);

  useEffect(() => {
    if (written !== undefined && follows.current) end.current?.scrollIntoView({ block: "nearest" });
  }, [written]);

  return end;
};
