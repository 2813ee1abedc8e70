import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { InvalidInputError } from "../../../domain/errors.ts";

/**
 * Whether an IP address is one of the public internet: not private, loopback, link-local (where clouds keep their
 * metadata), carrier-grade, multicast, reserved, or an IPv4 address of those in an IPv6 dress.
 */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";

const refused = (host: string, address: string): InvalidInputError =>
  new InvalidInputError(
    `The host ${host} has the address ${address}, which is not public. Links to private addresses are followed only with ALLOW_PRIVATE_ADDRESSES=true.`,
  );

/** Throws `InvalidInputError` when the URL's host is itself an address that is not public: no lookup will see it. */
export const refusePrivateHost = (url: URL): void => {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw refused(host, host);
};

/**
 * Name resolution for sockets that refuses a host with any address that is not public. The socket connects to the
 * very addresses that were checked here, so a name that changes between check and use gains nothing.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  const all: LookupOptions & { all: true } = { ...options, all: true };
  lookup(hostname, all, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, "");
    const secret = addresses.find(({ address }) => !isPublicAddress(address));
    if (secret) return callback(refused(hostname, secret.address), "");
    const first = addresses[0];
    if (options.all || !first) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};
