import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { importNotebook } from '../../../../../src/kql/notebook/import/importNotebook';
import { parseNotebook } from '../../../../../src/kql/notebook/parseNotebook';
import { printNotebook } from '../../../../../src/kql/notebook/printNotebook';
import type { QueryConnection } from '../../../../../src/model/queryConnection';
import { nastyText } from '../notebooks';

const folder = new URL('../../../../fixtures/notebooks/', import.meta.url);
const imported = (name: string) => importNotebook(name, readFileSync(new URL(name, folder), 'utf8'));
const query = (text: string, more: object = {}) => ({ kind: 'query', text, ...more });
const text = (value: string, more: object = {}) => ({ kind: 'text', text: value, ...more });
const samples: QueryConnection = { kind: 'adx', cluster: 'https://help.kusto.windows.net', database: 'Samples' };
const workspace: QueryConnection = { kind: 'workspace', id: '0c9be1a4-5b0f-4d59-a7f1-7b1f5f1c2d22' };

describe('importNotebook', function () {
  this.timeout(60_000);
  it('takes a Jupyter notebook with Kqlmagic', () => {
    const { file, notes } = imported('kqlmagic.ipynb');
    assert.deepEqual(file.connection, samples);
    assert.deepEqual(file.cells, [
      text('# Errors\n![graph](attachment:g.png)', { attachments: { 'g.png': { 'image/png': 'iVBORw0KGgo=' } } }),
      query('StormEvents\n| take 5'),
      text('```python\nimport json\n```'),
      query('StormEvents | distinct State', { name: 'states' }),
      text('```python\nprint(json.dumps({}))\n```'),
      query('Heartbeat | take 1', { connection: workspace }),
      text('```\nas it is\n```'),
    ]);
    assert.deepEqual(notes, [
      'This line was left out: %reload_ext Kqlmagic',
      'Code in python is kept as text: only KQL runs here.',
      'A secret in a connection string was left out: sign in with your account.',
      'The option timeout of %kql was left out.',
      'A connection of the kind appinsights could not be taken over.',
      'Code in an unknown language is kept as text: only KQL runs here.',
      '2 outputs were left out: run the cells to have them again.',
    ]);
  });

  it('never takes a secret over', () => {
    assert.doesNotMatch(JSON.stringify(imported('kqlmagic.ipynb')), /hunter2/);
  });

  it('takes a notebook of .NET Interactive', () => {
    const { file, notes } = imported('interactive.ipynb');
    assert.deepEqual(file.connection, samples);
    assert.deepEqual(file.cells, [
      query('StormEvents | count', { name: 'storms' }),
      text('```csharp\nConsole.WriteLine(1);\n```'),
      text('```csharp\nvar a = 1;\n```'),
      query('T | take 1'),
    ]);
    assert.deepEqual(notes, [
      'Code in csharp is kept as text: only KQL runs here.',
      'These options were left out: #!share --from kql x',
      '2 outputs were left out: run the cells to have them again.',
    ]);
  });

  it('takes a notebook of Azure Data Studio', () => {
    const { file, notes } = imported('studio.ipynb');
    assert.deepEqual(file.cells, [text('Text of\r\ntwo lines'), query('T\r\n| take 1')]);
    assert.deepEqual(notes, ['One output was left out: run the cells to have it again.']);
  });

  it('takes a Kusto notebook', () => {
    const { file, notes } = imported('kusto.knb');
    assert.deepEqual(file.connection, samples);
    assert.deepEqual(file.cells, [
      text('# Title'),
      query('T\n| take 1'),
      text('two'),
      query('U | count'),
      text('```python\nprint(1)\n```'),
    ]);
    assert.deepEqual(notes, [
      'Code in python is kept as text: only KQL runs here.',
      'One output was left out: run the cells to have it again.',
    ]);
  });

  it('takes a file of Kusto Explorer', () => {
    const { file, notes } = imported('explorer.csl');
    const other: QueryConnection = { kind: 'adx', cluster: 'https://other.westeurope.kusto.windows.net', database: 'Db 2' };
    assert.deepEqual(file.connection, samples);
    assert.deepEqual(file.cells, [
      text('Errors of the day\nand who has them'),
      query(
        '// the first\nlet since = ago(1d);\n\nlet text = ```a\n\nb```;\nlet bag = dynamic({\n\n  "a": 1\n});\nStormEvents\n| where StartTime > since\n;',
      ),
      query('StormEvents | take 5;'),
      query("T\n| where x == @'c:\\' // it's (", { connection: other }),
      query('.show tables', { connection: other }),
      query('print s = ```\nline\n\nline```', { connection: other }),
    ]);
    assert.deepEqual(notes, [
      'This line was left out: #crp something=1',
      'Management commands, which begin with a dot, are kept but cannot be run as queries.',
    ]);
  });

  const files: readonly (readonly [what: string, file: string, cells: readonly string[]])[] = [
    ['goes on with a pipe behind a blank line', 'T\n\n| take 5\n\nU |\n\ncount', ['T\n\n| take 5', 'U |\n\ncount']],
    ['is not swallowed by an open bracket', 'T | where (a\n\nU', ['T | where (a', 'U']],
    ['ends at a directive', 'T\n#crp a=1\nU\n\nlet x = 1;\n\nV', ['T', 'U', 'let x = 1;\n\nV']],
    ['keeps a # in brackets and strings', 'print (\n#a\n), ```\n#b```', ['print (\n#a\n), ```\n#b```']],
  ];
  for (const [what, file, cells] of files) {
    it(`makes a cell of what ${what}`, () =>
      assert.deepEqual(
        importNotebook('a.kql', file).file.cells.map((cell) => cell.text),
        cells,
      ));
  }

  it('drops no text of a file of queries', () => {
    const bare = (value: string): string => value.replace(/[\s/]+/g, '');
    const kept = (file: string): string =>
      importNotebook('a.kql', file)
        .file.cells.map((cell) => cell.text)
        .join('\n');
    fc.assert(
      fc.property(nastyText, (file) => {
        const body = file.replaceAll('#', '');
        assert.equal(bare(kept(body)), bare(body.replace(/^\ufeff/, '')));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives files that can be written', () => {
    for (const name of ['kqlmagic.ipynb', 'interactive.ipynb', 'studio.ipynb', 'kusto.knb', 'explorer.csl']) {
      const { file } = imported(name);
      assert.deepEqual(parseNotebook(printNotebook(file)), file);
    }
  });

  const failures: readonly (readonly [name: string, text: string, line: number, problem: RegExp])[] = [
    ['a.ipynb', '{\n "cells": [\n  {,\n', 3, /not valid JSON: ","/],
    ['a.ipynb', '', 1, /ends too early/],
    ['a.ipynb', '{"worksheets": []}', 1, /no Jupyter notebook of format 4/],
    ['a.ipynb', '{"cells": [3]}', 1, /cell 1 is not an object/],
    ['a.ipynb', '{"cells": [{"cell_type": "code", "source": ""}, {"cell_type": "code"}]}', 1, /cell 2 has no text/],
    ['a.ipynb', '{"cells": [{"cell_type": "heading", "source": ""}]}', 1, /cell 1 is of an unknown kind: "heading"/],
    ['a.knb', '{"cells": {}}', 1, /no Kusto notebook/],
    ['a.knb', '[\n{"kind": 7, "value": ""}]', 1, /cell 1 is of an unknown kind: 7/],
    ['a.knb', '[{"kind": 2, "value": 3}]', 1, /cell 1 has no text/],
    ['a.txt', 'T', 1, /extension "txt" cannot be imported/],
    ['kql', 'T', 1, /extension "" cannot be imported/],
  ];
  for (const [name, content, line, problem] of failures) {
    it(`refuses ${name} with ${JSON.stringify(content).slice(0, 50)}`, () => {
      assert.throws(() => importNotebook(name, content), { name: 'NotebookFormatError', line, message: problem });
    });
  }
});
