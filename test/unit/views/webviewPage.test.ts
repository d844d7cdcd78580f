import assert from 'node:assert/strict';
import { contentSecurityPolicy, freshNonce, webviewPage } from '../../../src/views/webviewPage';
import { parseLabels } from '../../../src/webviews/document/protocol';

const parts = {
  scriptUri: 'https://webview.example/dist/document.js',
  styleUri: 'https://webview.example/dist/document.css?a=1&b=2',
  cspSource: "'self' https://*.webview.example",
  nonce: 'abcdefghijklmnop_-01',
  styleNonce: 'ponmlkjihgfedcba_-10',
  language: 'en',
  title: '</title><script>alert("1")</script>',
  labels: {
    demo: 'DEMO',
    demoStrip: 'Demo: {0}. It\'s "here" <b>&amp;</b>',
    demoStripUnnamed: 'Demo.',
    toolbar: 'Actions',
    cancel: 'Cancel',
    updated: 'Updated: {0}',
    empty: 'Nothing.',
    showOrigin: 'Origin',
    tones: { good: 'Good', bad: 'Bad', warning: 'Warning', info: 'Info' },
  },
};

describe('page of a webview', () => {
  const html = webviewPage(parts);

  it('has one script, with the nonce, and no style or script of its own', () => {
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script type="module" nonce="abcdefghijklmnop_-01" src="https://webview.example/dist/document.js">',
    ]);
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/);
  });

  it('escapes the title, the addresses and the labels', () => {
    assert.ok(html.includes('<title>&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</title>'));
    assert.ok(html.includes('href="https://webview.example/dist/document.css?a=1&amp;b=2"'));
    assert.ok(html.includes('It&#39;s \\&quot;here\\&quot; &lt;b&gt;&amp;amp;&lt;/b&gt;'));
  });

  it('carries labels that the script can read back', () => {
    const attribute = /data-labels="([^"]*)"/.exec(html)?.[1] ?? '';
    const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
    const decoded = attribute.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
    assert.deepEqual(parseLabels(JSON.parse(decoded)), parts.labels);
  });

  it('shows the library the nonce for styles, never the one for scripts', () => {
    assert.ok(html.includes('<meta property="csp-nonce" content="ponmlkjihgfedcba_-10">'));
  });
});

describe('content security policy of a webview', () => {
  const directives = new Map(
    contentSecurityPolicy(parts)
      .split('; ')
      .map((directive): [string, string] => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources.join(' ')];
      }),
  );

  it('allows nothing by default, and scripts by nonce only', () => {
    assert.equal(directives.get('default-src'), "'none'");
    assert.equal(directives.get('script-src'), "'nonce-abcdefghijklmnop_-01'");
  });

  it("allows styles, fonts and pictures from the webview's own source", () => {
    assert.equal(directives.get('style-src'), `${parts.cspSource} 'nonce-ponmlkjihgfedcba_-10'`);
    assert.equal(directives.get('font-src'), parts.cspSource);
    assert.equal(directives.get('img-src'), parts.cspSource);
  });

  it('has nonces that it takes, each another', () => {
    const nonce = freshNonce();
    assert.notEqual(nonce, freshNonce());
    assert.ok(contentSecurityPolicy({ ...parts, nonce }).includes(nonce));
  });

  it('has no way out and no unsafe source', () => {
    assert.equal(directives.has('connect-src'), false);
    assert.equal(directives.has('frame-src'), false);
    assert.doesNotMatch(contentSecurityPolicy(parts), /unsafe|\*(?:;|$)|data:|blob:/);
  });

  it('refuses a nonce that is short or could end the directive', () => {
    for (const nonce of ['', 'short', "abcdefghijklmnop'; script-src *"]) {
      assert.throws(() => contentSecurityPolicy({ ...parts, nonce }), RangeError);
      assert.throws(() => contentSecurityPolicy({ ...parts, styleNonce: nonce }), RangeError);
    }
  });
});
