import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

const schemes = [
  { value: "light", name: "Light", Icon: IconSun },
  { value: "auto", name: "As the system", Icon: IconDeviceDesktop },
  { value: "dark", name: "Dark", Icon: IconMoon },
] as const;

type Scheme = (typeof schemes)[number]["value"];

const data = schemes.map(({ value, name, Icon }) => ({
  value,
  label: (
    <>
      <Icon size={16} aria-hidden style={{ display: "block", margin: "0 auto" }} />
      <VisuallyHidden>{name}</VisuallyHidden>
    </>
  ),
}));

/** Light, dark, or as the system is; the choice is kept in this browser. */
export const ColourSchemeSwitch = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl<Scheme>
      fullWidth
      size="xs"
      aria-label="Colour scheme"
      data={data}
      value={colorScheme}
      onChange={setColorScheme}
    />
  );
};
