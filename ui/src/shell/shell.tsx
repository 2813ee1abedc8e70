import { AppShell, Burger, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useNavigation } from "react-router";
import { Brand } from "./brand.tsx";
import { Navigation } from "./navigation.tsx";

const PHONE_HEADER = 56;
const NAVIGATION_WIDTH = 232;

/** Navigation at the left, the room beside it; on a phone the navigation opens from the header. */
export const Shell = () => {
  const [opened, { toggle, close }] = useDisclosure(false);
  const loading = useNavigation().state !== "idle";
  return (
    <AppShell
      header={{ height: { base: PHONE_HEADER, sm: 0 } }}
      navbar={{ width: NAVIGATION_WIDTH, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "md", sm: "xl" }}
    >
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="md" gap="sm">
          <Burger
            opened={opened}
            onClick={toggle}
            size="sm"
            aria-label={opened ? "Close the navigation" : "Open the navigation"}
            aria-expanded={opened}
          />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" aria-label="Rooms">
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: "none" }} aria-busy={loading}>
        <Outlet />
        {loading && (
          <Text role="status" size="sm" c="dimmed">
            Loading …
          </Text>
        )}
      </AppShell.Main>
    </AppShell>
  );
};
