import { Popover, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId } from "react";
import type { Citation } from "../../api/generated/index.ts";
import { safeLink } from "../../shared/safe-link.ts";
import classes from "./chat.module.css";

const SHOWN_CHARACTERS = 600;

const shorten = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).trimEnd()} …` : text;

/** A citation's number: the passage shows on hover and focus, and the source opens on click. */
export const CitationChip = ({ citation }: { readonly citation: Citation }) => {
  const [opened, { open, close }] = useDisclosure(false);
  const id = useId();
  const { number, title, author, text, link } = citation;
  return (
    <Popover
      opened={opened}
      width={340}
      withArrow
      shadow="md"
      withRoles={false}
      trapFocus={false}
      position="top"
    >
      <Popover.Target>
        <a
          className={classes.chip}
          href={safeLink(link)}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Source ${number}: ${title}`}
          aria-describedby={opened ? id : undefined}
          onMouseEnter={open}
          onMouseLeave={close}
          onFocus={open}
          onBlur={close}
          onKeyDown={({ key }) => key === "Escape" && close()}
        >
          {number}
        </a>
      </Popover.Target>
      <Popover.Dropdown
        id={id}
        role="tooltip"
        onMouseEnter={open}
        onMouseLeave={close}
        maw="calc(100vw - 32px)"
      >
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Text size="xs" c="dimmed" mb={4}>
          {author}
        </Text>
        <Text size="sm" className={classes.passage}>
          {shorten(text)}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
};
