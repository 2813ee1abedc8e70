import { Anchor, type AnchorProps, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { safeLink } from "./safe-link.ts";

interface SourceLinkProps extends AnchorProps {
  readonly link: string;
  readonly children: ReactNode;
}

/** A link to a document's original, which opens in a new tab. */
export const SourceLink = ({ link, children, ...props }: SourceLinkProps) => {
  const href = safeLink(link);
  if (href === undefined) return <Text {...props}>{children}</Text>;
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" {...props}>
      {children}
    </Anchor>
  );
};
