import assert from 'node:assert/strict';
import { gzipSync, deflateSync } from 'node:zlib';
import { foldCase, hasPrefixTerm, hasSuffixTerm, hasTerm, termsOf } from '../../../../src/kql/engine/functions/strings/terms.js';
import { parseDynamic } from '../../../../src/kql/engine/dynamicText.js';
import { call, describeValue, int, lit, long, real, text, type TestArgument } from './registryCall.js';

const json = (value: string): TestArgument => lit('dynamic', parseDynamic(value));
const yes = lit('bool', true);
const symbian =
  'Mozilla/5.0 (SymbianOS/9.2; U; Series60/3.1 NokiaN81-3/10.0.032 Profile/MIDP-2.0) AppleWebKit/413 (KHTML, like Gecko) Safari/4';
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.1.2';

const cases: readonly (readonly [name: string, args: readonly TestArgument[], want: string])[] = [
  ['strlen', [text('👩‍👧')], 'long:3'],
  ['strlen', [long(123)], 'long:3'],
  ['string_size', [text('ä😀')], 'long:6'],
  ['substring', [text('hello'), long(-3), long(2)], 'string:ll'],
  ['substring', [text('hello'), long(-99), long(3)], 'string:'],
  ['substring', [text('a😀b'), int(1), int(1)], 'string:😀'],
  ['substring', [text('abc'), long(1)], 'string:bc'],
  ['substring', [text('abc'), long(7), long(2)], 'string:'],
  ['strcat', [text('a'), long(1), lit('long', null), yes], 'string:a1True'],
  ['strcat_delim', [text('-'), long(1), text('2'), text('A')], 'string:1-2-A'],
  ['strcat_array', [json('[1,"b",true]'), text('->')], 'string:1->b->true'],
  ['strcmp', [text('abc'), text('ABC')], 'long:1'],
  ['strrep', [text('ab'), long(3), text('.')], 'string:ab.ab.ab'],
  ['strrep', [text(''), long(5000), text('.')], `string:${'.'.repeat(1023)}`],
  ['toupper', [text('Ångström ß')], 'string:ÅNGSTRÖM ß'],
  ['reverse', [text('a😀b')], 'string:b😀a'],
  ['isascii', [text('é')], 'bool:False'],
  ['isutf8', [text('é')], 'bool:True'],
  ['indexof', [text('abcdefg'), text('cde'), long(1), long(2)], 'long:2'],
  // The length limits where a match starts, not where it ends.
  ['indexof', [text('abcdefg'), text('cde'), long(0), long(2)], 'long:-1'],
  ['indexof', [text('abcdefg'), text('cde'), long(-5)], 'long:2'],
  ['indexof', [long(1234567), long(5), long(1), long(4)], 'long:4'],
  ['indexof', [text('abcdefgabcdefg'), text('cde'), long(1), long(10), long(2)], 'long:9'],
  ['indexof', [text('abcdefgabcdefg'), text('cde'), long(1), long(-1), long(3)], 'long:-1'],
  ['indexof', [text('😀b'), text('b')], 'long:1'],
  ['indexof', [text('ab'), text('b'), long(0), long(-2)], 'long:null'],
  ['indexof_regex', [text('abcabcdefg'), text('a.c'), long(0), long(9), long(2)], 'long:3'],
  ['indexof_regex', [text('ababaa'), text('a.a'), long(0), long(-1), long(2)], 'long:-1'],
  ['indexof_regex', [text('abc'), text('a'), long(-1)], 'long:null'],
  ['countof', [text('aaaa'), text('aa')], 'long:3'],
  ['countof', [text('abcabc'), text('a.c'), text('regex')], 'long:2'],
  ['has_any_index', [text('this is an Example'), json('["examp","example"]')], 'long:1'],
  ['trim', [text('x'), text('xxabcxx')], 'string:xabcx'],
  ['trim', [text('1'), text('11')], 'string:'],
  ['trim', [text('a|b'), text('bxa')], 'string:x'],
  ['trim_start', [text('a+'), text('aaabaa')], 'string:baa'],
  ['trim_end', [text('/'), text('a//')], 'string:a/'],
  ['replace_regex', [text('is 123'), text('(\\d+)'), text('<\\1>')], 'string:is <123>'],
  ['replace', [text('b'), text('$&'), text('abc')], 'string:a$&c'],
  ['replace_string', [text('a.b.c'), text('.'), text('$&')], 'string:a$&b$&c'],
  ['replace_strings', [text('This is'), json('["This","is"]'), json('["This","was"]')], 'string:This was'],
  ['replace_strings', [text('This is'), json('["is","This"]'), json('["was","This"]')], 'string:Thwas was'],
  ['replace_strings', [text('This is'), json('["This","is"]'), json('[12345,"was"]')], 'string:This was'],
  ['translate', [text('krasp'), text('otsku'), text('spark')], 'string:kusto'],
  ['translate', [text('abc'), text('x'), text('abcd')], 'string:xxxd'],
  ['translate', [text('abc'), text(''), text('ab')], 'string:'],
  ['extract', [text('x=([0-9.]+)'), long(1), text('hello x=45.6|y')], 'string:45.6'],
  ['extract', [text('x=([0-9.]+)'), long(1), text('x=45.6'), text('real')], 'real:45.6'],
  ['extract', [text('x'), long(3), text('x')], 'string:'],
  ['extract_all', [text('([a-z])(\\d)?'), text('a1b')], 'dynamic:[["a","1"],["b",""]]'],
  ['extract_all', [text('(\\d+)'), text('1 22')], 'dynamic:["1","22"]'],
  ['extract_all', [text('(?P<k>\\w)=(\\w)'), json('["k"]'), text('a=1 b=2')], 'dynamic:["a","b"]'],
  ['extract_all', [text('(\\w)(\\w+)(\\w)'), json('[1,3]'), text('abcd')], 'dynamic:[["a","d"]]'],
  ['extract_all', [text('(x)'), text('abc')], 'dynamic:null'],
  ['split', [text('a__b'), text('_')], 'dynamic:["a","","b"]'],
  ['split', [text('a_b'), text('_'), long(1)], 'dynamic:["b"]'],
  ['split', [text('a_b'), text('_'), long(2)], 'dynamic:[]'],
  ['split', [text(''), text('_')], 'dynamic:[""]'],
  ['regex_quote', [text('(so$me.Te^xt)')], 'string:\\(so\\$me\\.Te\\^xt\\)'],
  ['parse_csv', [text('aa,"b,""b""",\nnext')], 'dynamic:["aa","b,\\"b\\"",""]'],
  ['parse_version', [text('1.2.3.40')], 'decimal:1000000020000000300000040'],
  ['parse_version', [text('1.2.3.4.5')], 'decimal:null'],
  ['parse_command_line', [text('a.exe "b c" d\\"e f\\\\"g h"'), text('windows')], 'dynamic:["a.exe","b c","d\\"e","f\\\\g h"]'],
  ['url_encode', [text('https://x.y/a b/é')], 'string:https%3a%2f%2fx.y%2fa+b%2f%c3%a9'],
  ['url_encode_component', [text('a b?')], 'string:a%20b%3f'],
  ['url_decode', [text('https%3A%2f%2fx%C3%A9+y%zz')], 'string:https://xé y%zz'],
  ['parse_urlquery', [text('k1=v1&k2=a%20b&k3')], 'dynamic:{"Query Parameters":{"k1":"v1","k2":"a%20b","k3":""}}'],
  ['base64_encode_tostring', [text('Kusto é')], 'string:S3VzdG8gw6k='],
  ['base64_decode_tostring', [text('S3VzdG8gw6k=')], 'string:Kusto é'],
  ['base64_decode_tostring', [text('/w==')], 'string:'],
  ['base64_decode_toarray', [text('S3U=')], 'dynamic:[75,117]'],
  ['base64_encode_fromarray', [json('[75,117]')], 'string:S3U='],
  ['base64_decode_toguid', [text('JpbpECu8dUy7Pv5gbeJXAA==')], 'guid:10e99626-bc2b-4c75-bb3e-fe606de25700'],
  ['base64_encode_fromguid', [lit('guid', '10e99626-bc2b-4c75-bb3e-fe606de25700')], 'string:JpbpECu8dUy7Pv5gbeJXAA=='],
  ['base64_decode_toguid', [text('abcd1231')], 'guid:null'],
  ['unicode_codepoints_from_string', [text('a😀')], 'dynamic:[97,128512]'],
  ['unicode_codepoints_to_string', [lit('dynamic', [55357])], 'string:'],
  ['make_string', [json('[75,117]'), long(115), long(0x1f600)], 'string:Kus😀'],
  ['punycode_from_string', [text('académie-française')], 'string:acadmie-franaise-npb1a'],
  ['punycode_to_string', [text('acadmie-franaise-npb1a')], 'string:académie-française'],
  ['punycode_domain_from_string', [text('bücher.example')], 'string:xn--bcher-kva.example'],
  ['punycode_domain_to_string', [text('xn--bcher-kva.example')], 'string:bücher.example'],
  ['zlib_compress_to_base64_string', [text('1234567890qwertyuiop')], 'string:eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw=='],
  ['zlib_decompress_from_base64_string', [text('eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4=')], 'string:Test string 123'],
  ['gzip_decompress_from_base64_string', [text('x')], 'string:'],
  ['format_bytes', [long(564)], 'string:564 Bytes'],
  ['format_bytes', [long(10332), long(1)], 'string:10.1 KB'],
  ['format_bytes', [long(20010332), long(2)], 'string:19.08 MB'],
  ['format_bytes', [real(20010332), long(0), text('KB')], 'string:19541 KB'],
  ['parse_xml', [text('<?xml version="1.0"?><e/>')], 'dynamic:{"e":null}'],
  ['parse_xml', [text('<e n="v">x&amp;y<!-- c --></e>')], 'dynamic:{"e":{"@n":"v","#text":"x&y"}}'],
  ['parse_xml', [text('<e><a>x</a><a>007</a><b>5</b><c><![CDATA[<]]></c></e>')], 'dynamic:{"e":{"a":["x","007"],"b":5,"c":"<"}}'],
  ['parse_xml', [text('<e><a></e>')], 'dynamic:null'],
  ['parse_xml', [text('no xml')], 'dynamic:null'],
  [
    'parse_user_agent',
    [text(edge), text('browser')],
    'dynamic:{"Browser":{"Family":"Edge","MajorVersion":"120","MinorVersion":"1","Patch":"2"}}',
  ],
  [
    'parse_user_agent',
    [text(symbian), json('["os","device"]')],
    'dynamic:{"OperatingSystem":{"Family":"Symbian OS","MajorVersion":"9","MinorVersion":"2","Patch":"","PatchMinor":""},' +
      '"Device":{"Family":"Nokia N81","Brand":"Nokia","Model":"N81-3"}}',
  ],
];

describe('string functions', () => {
  for (const [name, args, want] of cases) {
    it(`${name}(${args.map(({ values }) => describeValue(values[0])).join(', ')})`, () =>
      assert.equal(call(name, ...args), want));
  }

  const url = (
    scheme: string,
    user: string,
    host: string,
    port: string,
    path: string,
    query: string,
    fragment: string,
  ): string => {
    const [name = '', password = ''] = user.split(':');
    return `dynamic:{"Scheme":"${scheme}","Host":"${host}","Port":"${port}","Path":"${path}","Username":"${name}","Password":"${password}","Query Parameters":${query},"Fragment":"${fragment}"}`;
  };
  const urls: readonly (readonly [string, string])[] = [
    ['scheme://u:p@host:1234/this/is?k=v&l=#f', url('scheme', 'u:p', 'host', '1234', '/this/is', '{"k":"v","l":""}', 'f')],
    ['https://example.com', url('https', '', 'example.com', '', '', '{}', '')],
    ['http://[::1]:80/x', url('http', '', '[::1]', '80', '/x', '{}', '')],
  ];
  for (const [address, want] of urls) it(`parse_url ${address}`, () => assert.equal(call('parse_url', text(address)), want));

  const paths: readonly (readonly [string, string])[] = [
    ['C:\\temp\\file.txt', ',C:,C:\\temp,temp,file.txt,txt,'],
    ['file://C:/temp/file.txt:some.exe', 'file,C:,C:/temp,temp,file.txt,txt,some.exe'],
    ['\\\\shared\\users\\temp\\file.txt.gz', ',,\\\\shared\\users\\temp,temp,file.txt.gz,gz,'],
    ['/usr/lib/file', ',,/usr/lib,lib,file,,'],
    ['temp\\file.txt', ',,temp,temp,file.txt,txt,'],
  ];
  for (const [path, want] of paths) {
    it(`parse_path ${path}`, () => {
      const parsed = JSON.parse(call('parse_path', text(path)).replace('dynamic:', '')) as Record<string, string>;
      assert.equal(Object.values(parsed).join(','), want);
    });
  }

  it('reads what other compressors write', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `row ${i * 7919} of ${i % 13}`).join('\n');
    for (const level of [1, 9]) {
      const deflated = deflateSync(long, { level }).toString('base64');
      assert.equal(call('zlib_decompress_from_base64_string', text(deflated)), `string:${long}`);
      const zipped = gzipSync(long, { level }).toString('base64');
      assert.equal(call('gzip_decompress_from_base64_string', text(zipped)), `string:${long}`);
    }
    const own = call('gzip_compress_to_base64_string', text(long.repeat(3))).replace('string:', '');
    assert.equal(call('gzip_decompress_from_base64_string', text(own)), `string:${long.repeat(3)}`);
  });

  it('refuses arguments that name nothing', () => {
    assert.throws(() => call('countof', text('a'), text('a'), text('wild')), /kind/);
    assert.throws(() => call('extract_all', text('a'), text('a')), /no capturing group/);
    assert.throws(() => call('parse_command_line', text('a'), text('bash')), /windows/);
  });
});

describe('terms', () => {
  const cases: readonly (readonly [hay: string, needle: string, term: boolean, prefix: boolean, suffix: boolean])[] = [
    ['hello-world', 'hello', true, true, true],
    ['helloworld', 'hello', false, true, false],
    ['helloworld', 'world', false, false, true],
    ['a hello_world b', 'HELLO', true, true, true],
    ['xab ab', 'ab', true, true, true],
    ['North America', 'h A', false, false, false],
    ['x/foo/y', '/foo', true, true, true],
    ['x/foobar', '/foo', false, true, false],
    ['café', 'caf', false, true, false],
    ['ΟΔΟΣ', 'οδος', true, true, true],
    ['abc', '', true, true, true],
  ];
  for (const [hay, needle, term, prefix, suffix] of cases) {
    it(`${hay} has ${needle}`, () =>
      assert.deepEqual(
        [hasTerm(hay, needle, false), hasPrefixTerm(hay, needle, false), hasSuffixTerm(hay, needle, false)],
        [term, prefix, suffix],
      ));
  }
  it('may see case', () => assert.equal(hasTerm('Error', 'error', true), false));
  it('splits and folds', () => {
    assert.deepEqual(termsOf('a-1_é b'), ['a', '1', 'é', 'b']);
    assert.equal(foldCase('ÀΣς'), foldCase('àσΣ'));
  });
});
