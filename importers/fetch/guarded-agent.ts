import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AppError } from '../../server/errors.ts';
import type { AddressPolicy } from './address-policy.ts';

/** Finds all addresses of a host name. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export const resolveBySystem: Resolve = (hostname, done) => {
  systemLookup(hostname, { all: true, verbatim: true }, done);
};

const CONNECT_MILLISECONDS = 10_000;
const LARGEST_HEADERS = 16 * 1024;

/**
 * The one door to the network. Every connection, also of a redirect and of robots.txt, passes the policy with the very address
 * that is then dialled: a name that answers otherwise the second time gains nothing.
 */
export function createGuardedAgent(policy: AddressPolicy, resolve: Resolve): Agent {
  return new Agent({
    connect: (options, callback) => {
      const hostname = options.hostname.replace(/^\[|\]$/g, '');
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
      if (isIP(hostname) && !policy.allows(hostname, port)) return callback(refusal(hostname, hostname, port), null);
      const lookup = guardLookup(policy, resolve, port);
      buildConnector({ timeout: CONNECT_MILLISECONDS, lookup })(options, callback);
    },
    connections: 2,
    maxHeaderSize: LARGEST_HEADERS,
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
  });
}

/** One refused address refuses the name: a mixed answer is an attack or a fault. */
function guardLookup(policy: AddressPolicy, resolve: Resolve, port: number): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !policy.allows(address, port));
      const [first] = addresses ?? [];
      if (error) callback(error, '', 0);
      else if (refused) callback(refusal(hostname, refused.address, port), '', 0);
      else if (!first) callback(Object.assign(new Error(`${hostname}: no address`), { code: 'ENOTFOUND' }), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusal(hostname: string, ip: string, port: number): AppError {
  return new AppError('REFUSED_ADDRESS', `${hostname}: ${ip} port ${port} is not a public web address`);
}
