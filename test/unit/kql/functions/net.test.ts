import assert from 'node:assert/strict';
import { call, describeValue, lit, long, text, type TestArgument } from './registryCall.js';

const log = text('05:04:54 127.0.0.1 GET /favicon.ico 404 (10.1.2.3).');
const v6 = text('fe80::85d:e82c:9446:7994');

const cases: readonly (readonly [name: string, args: readonly TestArgument[], want: string])[] = [
  ['parse_ipv4', [text('192.168.1.1/24')], 'long:3232235776'],
  ['parse_ipv4', [text('255.255.255.255/31')], 'long:4294967294'],
  ['parse_ipv4', [text('192.168.1')], 'long:null'],
  ['parse_ipv4', [text('192.168.1.256')], 'long:null'],
  ['parse_ipv4_mask', [text('192.1.168.2'), long(31)], 'long:3221334018'],
  ['parse_ipv4_mask', [text('192.1.168.2'), long(33)], 'long:null'],
  ['ipv4_compare', [text('192.168.1.1/24'), text('192.168.1.255'), long(31)], 'long:0'],
  ['ipv4_compare', [text('192.168.1.1'), text('192.168.1.255')], 'long:-1'],
  ['ipv4_compare', [text('192.168.1.1'), text('x')], 'long:null'],
  ['ipv4_is_match', [text('192.168.1.1'), text('192.168.1.255/24')], 'bool:True'],
  ['ipv4_is_in_range', [text('192.168.2.1'), text('192.168.1.0/24')], 'bool:False'],
  ['ipv4_is_in_any_range', [text('192.168.1.6'), lit('dynamic', ['10.0.0.0/8', '192.168.1.0/24'])], 'bool:True'],
  ['ipv4_is_in_any_range', [text('192.168.1.6'), text('10.0.0.0/8'), text('127.0.0.1')], 'bool:False'],
  ['ipv4_is_in_any_range', [text('no'), text('10.0.0.0/8')], 'bool:null'],
  ['ipv4_is_private', [text('10.1.2.3/24')], 'bool:True'],
  ['ipv4_is_private', [text('172.32.0.1')], 'bool:False'],
  ['ipv4_is_private', [text('127.0.0.1')], 'bool:False'],
  ['ipv4_netmask_suffix', [text('10.1.2.3')], 'long:32'],
  ['ipv4_netmask_suffix', [text('127.0.0.1/16')], 'long:16'],
  ['ipv4_range_to_cidr_list', [text('1.1.128.0'), text('1.1.140.255')], 'dynamic:["1.1.128.0/21","1.1.136.0/22","1.1.140.0/24"]'],
  ['ipv4_range_to_cidr_list', [text('0.0.0.0'), text('255.255.255.255')], 'dynamic:["0.0.0.0/0"]'],
  ['format_ipv4', [text('192.168.1.255'), long(24)], 'string:192.168.1.0'],
  ['format_ipv4', [long(3232236031)], 'string:192.168.1.255'],
  ['format_ipv4', [text('no')], 'string:'],
  ['format_ipv4_mask', [text('192.168.1.255/16'), long(24)], 'string:192.168.0.0/16'],
  ['has_ipv4', [log, text('127.0.0.1')], 'bool:True'],
  ['has_ipv4', [log, text('10.1.2.3')], 'bool:True'],
  ['has_ipv4', [text('x127.0.0.1'), text('127.0.0.1')], 'bool:False'],
  ['has_ipv4', [text('1127.0.0.1'), text('127.0.0.1')], 'bool:False'],
  ['has_any_ipv4', [log, text('1.1.1.1'), text('10.1.2.3')], 'bool:True'],
  ['has_any_ipv4', [log, lit('dynamic', ['1.1.1.1'])], 'bool:False'],
  ['has_ipv4_prefix', [log, text('127.0.')], 'bool:True'],
  ['has_ipv4_prefix', [log, text('127.0')], 'bool:False'],
  ['has_ipv4_prefix', [text('x 127.0.0.256 y'), text('127.0.')], 'bool:False'],
  ['has_any_ipv4_prefix', [log, lit('dynamic', ['192.', '10.1.'])], 'bool:True'],
  ['parse_ipv6', [text('192.168.255.255/24')], 'string:0000:0000:0000:0000:0000:ffff:c0a8:ff00'],
  ['parse_ipv6', [v6], 'string:fe80:0000:0000:0000:085d:e82c:9446:7994'],
  ['parse_ipv6', [text('::ffff:1.2.3.4')], 'string:0000:0000:0000:0000:0000:ffff:0102:0304'],
  ['parse_ipv6', [text('1:2:3')], 'string:'],
  ['parse_ipv6', [text('1::2::3')], 'string:'],
  ['parse_ipv6_mask', [v6, long(64)], 'string:fe80:0000:0000:0000:0000:0000:0000:0000'],
  ['parse_ipv6_mask', [text('::192.168.255.255/24'), long(128)], 'string:0000:0000:0000:0000:0000:ffff:c0a8:ff00'],
  ['ipv6_compare', [text('192.168.1.1'), text('192.168.1.255/24')], 'long:0'],
  ['ipv6_compare', [v6, text('fe80::85d:e82c:9446:7995')], 'long:-1'],
  ['ipv6_is_match', [v6, text('fe80::85d:e82c:9446:7900/120')], 'bool:True'],
  [
    'ipv6_is_in_range',
    [text('a5e:f127:8a9d:146d:e102:b5d3:c755:f6cd'), text('a5e:f127:8a9d:146d:e102:b5d3:c755:0/112')],
    'bool:True',
  ],
  ['ipv6_is_in_any_range', [v6, lit('dynamic', ['::1', 'fe80::/10'])], 'bool:True'],
  ['geo_info_from_ip_address', [text('10.2.3.4')], 'dynamic:null'],
];

describe('network functions', () => {
  for (const [name, args, want] of cases) {
    it(`${name}(${args.map(({ values }) => describeValue(values[0])).join(', ')})`, () =>
      assert.equal(call(name, ...args), want));
  }
});
