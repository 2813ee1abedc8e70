import type { Route } from "../downloads/artefact.ts";

/** The version of uv that is fetched where there is none. */
export const UV_VERSION = "0.13.9";

interface Build {
  /** Of the wheel, which uv's makers publish themselves. */
  readonly wheel: { readonly sha256: string; readonly bytes: number };
  /** Of the program in it. */
  readonly program: string;
  /** How the release's archive names this system. */
  readonly target: string;
}

const builds: Readonly<Record<string, Build>> = {
  "linux-x64": {
    wheel: { sha256: "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19", bytes: 17606939 },
    program: "b73acdf73b96c3ac9e56d2fa933427b3ee6a901e3cce6ba1e3ecb3f91ca0d86a",
    target: "x86_64-unknown-linux-gnu",
  },
  "linux-arm64": {
    wheel: { sha256: "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe", bytes: 18026789 },
    program: "bbecb5ac518030bb5e84f1999c577228460192832ac24a92bd772735682979f4",
    target: "aarch64-unknown-linux-gnu",
  },
  "darwin-arm64": {
    wheel: { sha256: "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63", bytes: 14660755 },
    program: "0e17c316d23b33b4e840669f516f5cb7f5c1faa816ebd3824052ab50082ecefb",
    target: "aarch64-apple-darwin",
  },
  "darwin-x64": {
    wheel: { sha256: "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5", bytes: 17529974 },
    program: "9d275208c058354f9b300ea46a499c7a29de3249ae839503cadff2c01c159d69",
    target: "x86_64-apple-darwin",
  },
};

/**
 * The ways to fetch uv for a system, in the order in which they are tried: the wheel first, because its checksum is
 * known; the release's archive where there is no pip.
 *
 * @param platform as in `process.platform`.
 * @param arch as in `process.arch`.
 */
export const uvRoutes = (platform: string, arch: string): readonly Route[] => {
  const build = builds[`${platform}-${arch}`];
  if (!build) return [];
  const { wheel, program, target } = build;
  return [
    {
      kind: "wheel",
      label: `registry package uv ${UV_VERSION}`,
      wheels: [
        {
          package: "uv",
          version: UV_VERSION,
          ...wheel,
          members: [
            { member: `uv-${UV_VERSION}.data/scripts/uv`, path: "uv", sha256: program, executable: true },
          ],
        },
      ],
    },
    {
      kind: "url",
      label: "official download",
      downloads: [
        {
          url: `https://github.com/astral-sh/uv/releases/download/${UV_VERSION}/uv-${target}.tar.gz`,
          content: {
            kind: "tar.gz",
            members: [{ member: `uv-${target}/uv`, path: "uv", executable: true }],
          },
        },
      ],
    },
  ];
};
