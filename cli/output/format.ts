/** Bytes for people, such as `12.3 MB`. */
export const formatBytes = (bytes: number): string => {
  const units = ["B", "kB", "MB", "GB"];
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1_000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
};

/** Counts for people, such as `70 articles, 6 posts`; zeros are left out. */
export const formatCounts = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count)
    .map(([name, count]) => `${count?.toLocaleString("en")} ${name}`)
    .join(", ");

/** Rows as aligned columns. */
export const formatTable = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>(
    (sofar, row) => row.map((cell, column) => Math.max(sofar[column] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

/** Text from elsewhere without what could steer the terminal. */
export const printable = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, "");
