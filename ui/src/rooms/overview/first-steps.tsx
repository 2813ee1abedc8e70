import { Button } from "@mantine/core";
import { IconBooks } from "@tabler/icons-react";
import { Link } from "react-router";
import { EmptyState } from "../../shared/empty-state.tsx";

/** What to do while there is no document. */
export const FirstSteps = () => (
  <EmptyState
    icon={IconBooks}
    title="Your twin knows nothing yet"
    description="Import what its author has published, or collect a link. Then it can answer, and cite where it has it from."
  >
    <Button component={Link} to="/collect">
      Collect documents
    </Button>
  </EmptyState>
);
