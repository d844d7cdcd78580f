import assert from 'node:assert/strict';
import { chartSvg, escapeXml } from '../../../src/charts/svgText';
import { iso, perComputer, perOperation, render, table } from './tables';

const options = { width: 640, height: 320, timeZone: 'UTC', theme: 'light' } as const;

/** Throws where tags do not close each other. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, closing, name = '', rest = ''] of xml.matchAll(/<(\/?)([a-z]+)((?:[^"<>]|"[^"<>]*")*)>/g)) {
    if (closing === '/') assert.equal(open.pop(), name);
    else if (!rest.endsWith('/')) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(xml.replace(/<\/?[a-z]+(?:[^"<>]|"[^"<>]*")*>/g, ''), /[<>]|&(?!(amp|lt|gt|quot|#39);)/);
}

describe('a chart as a file', () => {
  it('is one picture with a name and a description, and nothing from outside', () => {
    const svg = chartSvg(perComputer, render('timechart', { title: 'Load' }), options) ?? '';
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="320" viewBox="0 0 640 320" role="img"/);
    assert.match(svg, /<title>Load<\/title><desc>Time chart “Load” of 2 series/);
    assert.doesNotMatch(svg, /var\(|style=|href|<script|<style|url\(/);
    assertWellFormed(svg);
  });

  it('escapes whatever the data say', () => {
    const evil = '</title><script>alert("1")</script>&\'\u0000\uD800';
    const data = table('T:datetime Name:string v:real', [
      [iso(0), evil, 1],
      [iso(1), 'b', 2],
    ]);
    const svg = chartSvg(data, render('timechart', { title: evil, ytitle: evil }), options) ?? '';
    assert.doesNotMatch(svg, /<script/);
    assertWellFormed(svg);
    assert.equal(escapeXml('a<b>&"\'\u0001\uDC00𝒳'), 'a&lt;b&gt;&amp;&quot;&#39;\uFFFD\uFFFD𝒳');
  });

  it('is undefined where nothing is drawn', () => {
    assert.equal(chartSvg(perOperation, render('ladderchart'), options), undefined);
  });
});
