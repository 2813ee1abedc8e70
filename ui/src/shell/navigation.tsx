import { AppShell, Box, NavLink, Stack } from "@mantine/core";
import {
  IconBook2,
  IconChecklist,
  IconCube,
  IconDatabase,
  IconInbox,
  IconLayoutDashboard,
  IconMap2,
  IconMessageCircle,
  IconTimeline,
} from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { Brand } from "./brand.tsx";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";

const rooms = [
  { path: "/overview", label: "Overview", Icon: IconLayoutDashboard },
  { path: "/collect", label: "Collect", Icon: IconInbox },
  { path: "/chat", label: "Chat", Icon: IconMessageCircle },
  { path: "/map", label: "Map", Icon: IconMap2 },
  { path: "/runs", label: "Runs", Icon: IconTimeline },
  { path: "/approvals", label: "Approvals", Icon: IconChecklist },
  { path: "/models", label: "Models", Icon: IconCube },
  { path: "/datasets", label: "Datasets", Icon: IconDatabase },
] as const;

/** Links to the rooms, the documentation and the choice of the colour scheme. */
export const Navigation = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const { pathname } = useLocation();
  return (
    <>
      <AppShell.Section visibleFrom="sm" mb="lg">
        <Brand />
      </AppShell.Section>
      <AppShell.Section grow>
        <Stack gap={4}>
          {rooms.map(({ path, label, Icon }) => {
            const active = pathname === path || pathname.startsWith(`${path}/`);
            return (
              <NavLink
                key={path}
                component={Link}
                to={path}
                label={label}
                leftSection={<Icon size={20} stroke={1.7} aria-hidden />}
                active={active}
                aria-current={active ? "page" : undefined}
                onClick={onNavigate}
                style={{ borderRadius: "var(--mantine-radius-md)" }}
              />
            );
          })}
        </Stack>
      </AppShell.Section>
      <AppShell.Section>
        <NavLink
          href="/docs"
          label="API documentation"
          leftSection={<IconBook2 size={20} stroke={1.7} aria-hidden />}
          style={{ borderRadius: "var(--mantine-radius-md)" }}
        />
        <Box mt="sm">
          <ColourSchemeSwitch />
        </Box>
      </AppShell.Section>
    </>
  );
};
