import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Which addresses may be dialled. It is handed over in code alone: no setting, flag or file widens it, so nothing that is
 * configured can open the machine's own network to a link.
 */
export interface AddressPolicy {
  /** @param ip a literal address, resolved @param port never 0 */
  allows(ip: string, port: number): boolean;
}

const WEB_PORTS = new Set([80, 443]);
/** All that IANA has given out to be routed: what lies outside is private, local, mapped, or not there yet. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;

/**
 * Says whether an address stands for one machine of the public internet. Not: loopback, private, link-local, carrier-grade NAT,
 * multicast, reserved and documentation ranges (RFC 6890), and IPv6 forms that carry an IPv4 address inside.
 */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 0 || !ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS);
}

/** The policy of the product: public addresses, web ports. */
export const PUBLIC_ADDRESSES: AddressPolicy = {
  allows: (ip, port) => WEB_PORTS.has(port) && isPublicAddress(ip),
};
