import { Anchor, Typography } from "@mantine/core";
import { useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import type { Citation } from "../../api/generated/index.ts";
import classes from "./chat.module.css";
import { CitationChip } from "./citation-chip.tsx";
import { citationNumberOf, remarkCitations } from "./remark-citations.ts";

const plugins = [remarkCitations];
/** An answer is text: pictures that it names are not fetched. */
const disallowed = ["img"];

const componentsFor = (citations: readonly Citation[]): Components => ({
  a: ({ href, children }) => {
    const number = citationNumberOf(href);
    if (number === undefined) {
      return (
        <Anchor href={href} target="_blank" rel="noopener noreferrer">
          {children}
        </Anchor>
      );
    }
    const citation = citations.find((candidate) => candidate.number === number);
    return citation ? <CitationChip citation={citation} /> : `[${number}]`;
  },
});

interface AnswerTextProps {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** An answer's Markdown, its citation marks as chips. */
export const AnswerText = ({ text, citations }: AnswerTextProps) => {
  const components = useMemo(() => componentsFor(citations), [citations]);
  return (
    <Typography className={classes.answer}>
      <Markdown
        remarkPlugins={plugins}
        disallowedElements={disallowed}
        unwrapDisallowed
        components={components}
      >
        {text}
      </Markdown>
    </Typography>
  );
};
