import { describe, expect, it } from '@jest/globals';
import { allowedTargetsSchema } from './allowed-targets.js';
import { isPlainlyPrivate } from './is-plainly-private.js';
import { mayReach } from './may-reach.js';

const nothing = allowedTargetsSchema.parse(undefined);

describe('an address that nobody may reach', () => {
  it.each([
    ['127.0.0.1', 'this machine'],
    ['127.8.9.1', 'this machine too'],
    ['0.0.0.0', 'this machine on many systems'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', "the carrier's own"],
    ['100.100.100.200', "Alibaba Cloud's metadata"],
    ['169.254.169.254', "everybody else's metadata"],
    ['168.63.129.16', "Azure's control channel, public by its number"],
    ['192.0.0.192', "Oracle's metadata"],
    ['198.18.0.1', 'for benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.1', 'reserved'],
    ['::', 'this machine'],
    ['::1', 'this machine'],
    ['::ffff:127.0.0.1', 'this machine, mapped'],
    ['::ffff:7f00:1', 'this machine, mapped, in hexadecimal'],
    ['::ffff:169.254.169.254', 'metadata, mapped'],
    ['::7f00:1', 'IPv4-compatible, long deprecated'],
    ['64:ff9b::a9fe:a9fe', 'metadata behind a translator'],
    ['64:ff9b:1::1', "a network's own translator"],
    ['2002:7f00:1::', 'this machine by 6to4'],
    ['2001::1', 'Teredo'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local of one interface'],
    ['fec0::1', 'site-local, deprecated'],
    ['fd00:ec2::254', "Amazon's metadata"],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'documentation'],
    ['[::1]', 'in the brackets of a URL'],
    ['127.1', 'no address as name servers write them'],
    ['2130706433', 'no address as name servers write them'],
    ['', 'nothing at all'],
  ])('%s is refused: %s', (address) => {
    expect(mayReach(address, 'scim.example.com', nothing)).toBe(false);
  });

  it.each([
    ['http://2130706433/scim', 'decimal'],
    ['http://0x7f000001/scim', 'hexadecimal'],
    ['http://0177.0.0.1/scim', 'octal'],
    ['http://127.1/scim', 'short'],
    ['http://[::ffff:7f00:1]/scim', 'mapped'],
    ['http://①②⑦.0.0.1/scim', 'other digits'],
    ['http://localhost/scim', 'by name'],
    ['http://LOCALHOST./scim', "by name, with the root's dot"],
    ['http://any.localhost/scim', 'by a name below it (RFC 6761)'],
    ['https://169.254.169.254/latest', 'metadata'],
  ])('%s is told at once: %s', (url) => {
    expect(isPlainlyPrivate(url, nothing)).toBe(true);
  });
});

describe('an address that anybody may reach', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is public',
    (address) => {
      expect(mayReach(address, 'scim.example.com', nothing)).toBe(true);
    },
  );

  it.each(['https://scim.example.com', 'https://8.8.8.8/scim', 'https://10.example.com'])(
    '%s is not refused before it is resolved',
    (url) => {
      expect(isPlainlyPrivate(url, nothing)).toBe(false);
    },
  );
});

describe('what ALLOW_PRIVATE_TARGETS names', () => {
  it.each([
    ['loopback', '127.0.0.1', 'any', true],
    ['loopback', '127.3.3.3', 'any', true],
    ['loopback', '::1', 'any', true],
    ['loopback', '10.0.0.1', 'localhost', true],
    ['loopback', '10.0.0.1', 'any', false],
    ['10.0.0.0/8', '10.9.9.9', 'any', true],
    ['10.0.0.0/8', '11.0.0.1', 'any', true],
    ['10.0.0.0/8', '192.168.0.1', 'any', false],
    ['10.0.0.0/8', '::ffff:10.1.1.1', 'any', true],
    ['fd00::/8', 'fd12::1', 'any', true],
    ['fd00::/8', '10.0.0.1', 'any', false],
    ['10.1.2.3', '10.1.2.3', 'any', true],
    ['10.1.2.3', '10.1.2.4', 'any', false],
    ['scim.internal', '10.1.2.3', 'SCIM.internal.', true],
    ['scim.internal', '10.1.2.3', 'other.internal', false],
    [' scim.internal , 192.168.0.0/16 ', '192.168.7.7', 'any', true],
  ])('%s and %s of %s: %s', (text, address, host, expected) => {
    expect(mayReach(address, host, allowedTargetsSchema.parse(text))).toBe(expected);
  });

  it.each(['10.0.0.0/33', 'http://host', '10.0.0', 'a b', '*'])('%s is refused', (text) => {
    expect(allowedTargetsSchema.safeParse(text).success).toBe(false);
  });
});
