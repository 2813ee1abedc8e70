import { Button } from "@mantine/core";
import { IconMapPinOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { EmptyState } from "../shared/empty-state.tsx";
import { Page } from "../shared/page.tsx";

/** For an address that no room has. */
export const NotFoundPage = () => (
  <Page title="Nothing here">
    <EmptyState icon={IconMapPinOff} title="There is no room at this address">
      <Button component={Link} to="/overview">
        Go to the overview
      </Button>
    </EmptyState>
  </Page>
);
