import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress, PUBLIC_ADDRESSES } from '../../../importers/fetch/address-policy.ts';
import { buildCrawlRegistry } from '../../../importers/fetch/crawl-registry.ts';
import { createFetcher } from '../../../importers/fetch/fetcher.ts';
import type { Resolve } from '../../../importers/fetch/guarded-agent.ts';
import { memoryRobots, rulesOf } from '../../helpers/rude-server.ts';

const REFUSED = [
  ...['0.0.0.0', '127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '100.127.255.255', '198.18.0.1', '192.0.0.1', '192.0.2.1', '203.0.113.9'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '::', '::1', '::7f00:1', '::ffff:127.0.0.1'],
  ...['::ffff:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:1::', 'fe80::1', 'fe80::1%eth0'],
  ...['fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '2001:db8::1', '100::1', '3fff::1', '5f00::1', '4000::1'],
  ...['', 'localhost', '1.2.3', 'example.com'],
];

describe('isPublicAddress', () => {
  it.each(REFUSED)('refuses %s', (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });
  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '::ffff:8.8.8.8', '2606:4700::1111', '2400:3200::1'])(
    'takes %s',
    (ip) => {
      expect(isPublicAddress(ip)).toBe(true);
    },
  );
  it('takes the ports of the web alone', () => {
    const ports = [443, 80, 22, 3306, 8080];
    expect(ports.filter((port) => PUBLIC_ADDRESSES.allows('8.8.8.8', port))).toEqual([443, 80]);
  });
});

describe('a link under the policy of the product', () => {
  let canary: Server;
  let reached = 0;
  beforeAll(async () => {
    canary = createServer((socket) => {
      reached++;
      socket.destroy();
    });
    await new Promise<void>((done) => canary.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    canary.close();
  });

  /** Every host may be crawled: what refuses is the address alone. */
  async function codeOf(link: string, resolve?: Resolve): Promise<string> {
    const host = URL.canParse(link) ? new URL(link).hostname : '';
    const registry = buildCrawlRegistry([rulesOf('any', [host])]);
    const fetcher = createFetcher({
      registry,
      robots: memoryRobots(),
      ...(resolve && { resolve }),
      limits: { attempts: 1 },
    });
    try {
      await fetcher.fetch(link);
      return 'fetched';
    } catch (error) {
      return `${(error as { code: string }).code} ${String((error as Error).message)}`;
    } finally {
      await fetcher.close();
    }
  }

  const FORMS = [
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.0.0.1.', '①②⑦.⓪.⓪.①', '１２７.0.0.1'],
    ...['[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[0:0:0:0:0:ffff:127.0.0.1]', '0'],
    ...['169.254.169.254', '10.0.0.1', '192.168.0.1', '100.64.0.1', '198.18.0.1', '[fd00:ec2::254]', '[fe80::1]'],
    ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
  ];
  it.each(FORMS)('never dials %s', async (host) => {
    const { port } = canary.address() as AddressInfo;
    for (const authority of [host, `${host}:${port}`])
      expect(await codeOf(`http://${authority}/`)).toMatch(/REFUSED_ADDRESS|is not a public web address/);
    expect(reached).toBe(0);
  });

  it('refuses a name of which one answer is private', async () => {
    const mixed: Resolve = (_host, done) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    expect(await codeOf('http://mixed.test/', mixed)).toContain('127.0.0.1 port 80 is not a public web address');
  });

  it('asks the resolver once a connection and dials what it answered', async () => {
    const asked: string[] = [];
    const rebinding: Resolve = (host, done) => {
      asked.push(host);
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    expect(await codeOf('http://rebinding.test/', rebinding)).toContain('is not a public web address');
    expect(asked).toEqual(['rebinding.test']);
    expect(reached).toBe(0);
  });

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'ftp://example.com/',
    'data:text/html,x',
    'javascript:alert(1)',
    'x',
  ])('does not fetch %s', async (link) => {
    expect(await codeOf(link)).toMatch(/^CRAWL_DENIED/);
  });
});
