import { type Platform, platformSchema, platforms } from "../documents.ts";

/** Hosts of the platforms that we know; their subdomains are theirs too. */
const platformHosts: readonly (readonly [host: string, platform: Platform])[] = [
  ["medium.com", "medium"],
  ["substack.com", "substack"],
  ["linkedin.com", "linkedin"],
  ["github.com", "github"],
];

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The platform that a web address belongs to: `web` for all that is no other's. */
export const platformOfHost = (host: string): Platform =>
  platformHosts.find(([domain]) => isWithin(host, domain))?.[1] ?? "web";

export type PlatformResolution = { readonly platform: Platform } | { readonly problem: string };

const unknown = (given: string): PlatformResolution => ({
  problem: `unknown platform ${JSON.stringify(given.slice(0, 200))}: known are ${platforms.join(", ")}, or the link's own host name`,
});

/**
 * The platform of a record: the one it names, the one whose host it names (which must be the link's), or, where it
 * names none, the link's.
 */
export const resolvePlatform = (given: string | undefined, link: string): PlatformResolution => {
  const host = new URL(link).hostname;
  if (given === undefined) return { platform: platformOfHost(host) };
  const name = given.trim().toLowerCase();
  const known = platformSchema.safeParse(name);
  if (known.success) return { platform: known.data };
  const domain = name.replace(/^www\./, "");
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return unknown(given);
  return isWithin(host, domain)
    ? { platform: platformOfHost(domain) }
    : { problem: `the platform ${JSON.stringify(given.slice(0, 200))} is not the host of the link ${link}` };
};
