import { Button } from "@mantine/core";
import { Link } from "react-router";
import { comparePath } from "./compare-path.ts";

/** Leads to the comparison of what is picked; what is missing there is chosen there. */
export const CompareLink = ({ picked }: { readonly picked: readonly string[] }) => {
  const [a, b] = picked;
  const complete = a !== undefined && b !== undefined;
  return (
    <Button
      component={Link}
      to={comparePath(a, b)}
      variant={complete ? "filled" : "default"}
      size="xs"
      h="auto"
      py={6}
      styles={{ label: { whiteSpace: "normal", overflowWrap: "anywhere" } }}
    >
      {complete ? `Compare ${a} and ${b}` : a === undefined ? "Compare two versions" : `Compare ${a} with …`}
    </Button>
  );
};
