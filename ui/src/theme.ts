import { type CSSVariablesResolver, createTheme, rem } from "@mantine/core";

/** Look of the app. Shades are chosen so that text keeps a contrast of 4.5 : 1 in both colour schemes (WCAG AA). */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: rem(26) }, h2: { fontSize: rem(18) }, h3: { fontSize: rem(16) } },
  },
});

/** Colours that badges, notices and chosen entries are tinted with. */
const tinted = ["gray", "red", "orange", "yellow", "teal", "blue", "indigo"] as const;

/** In the dark a tint is a thin veil of its colour under pale text: a solid one would outshine what it says. */
const tints = Object.fromEntries(
  tinted.flatMap((colour) => [
    [
      `--mantine-color-${colour}-light`,
      `color-mix(in srgb, var(--mantine-color-${colour}-6) 18%, transparent)`,
    ],
    [
      `--mantine-color-${colour}-light-hover`,
      `color-mix(in srgb, var(--mantine-color-${colour}-6) 26%, transparent)`,
    ],
    [`--mantine-color-${colour}-light-color`, `var(--mantine-color-${colour}-2)`],
  ]),
);

/** Mantine's own dimmed and placeholder colours, and some of its badges and notices, are too faint for small text. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "#6a727a",
    "--mantine-color-teal-light-color": "#05543d",
    "--mantine-color-yellow-light-color": "#7a4100",
    "--mantine-color-orange-light-color": "#8a2c06",
    "--mantine-color-red-light-color": "#a11f1f",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--mantine-color-anchor": "var(--mantine-color-indigo-8)",
    "--twin-control-edge": "var(--mantine-color-gray-6)",
  },
  dark: {
    ...tints,
    "--mantine-color-dimmed": "#b0b0b3",
    "--mantine-color-placeholder": "#9a9a9e",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-anchor": "var(--mantine-color-indigo-3)",
    "--twin-control-edge": "#85858a",
  },
});
