import assert from 'node:assert/strict';
import { EditorService } from '../../../../src/kql/language/service';

describe('editor service', () => {
  const service = new EditorService();
  service.setTables([
    {
      name: 'Requests',
      schema: [
        { name: 'at', type: 'datetime' },
        { name: 'name', type: 'string' },
        { name: 'took', type: 'real' },
      ],
    },
  ]);

  before(function () {
    // The grammar is built on first use.
    this.timeout(20_000);
    service.completions('Requests | where strlen(name) > 1', 20);
  });

  it('completes tables, operators and columns', () => {
    assert.ok(service.completions('Req', 3).items.some(({ label, kind }) => label === 'Requests' && kind === 'table'));
    assert.ok(service.completions('Requests | ', 11).items.some(({ label, kind }) => label === 'where' && kind === 'operator'));
    const text = 'Requests | where na';
    const { items, replace } = service.completions(text, text.length);
    assert.ok(items.some(({ label, kind }) => label === 'name' && kind === 'column'));
    assert.equal(text.slice(replace.start, replace.start + replace.length), 'na');
  });

  it('explains names', () => {
    assert.match(service.hover('Requests | where strlen(name) > 1', 19)?.join('\n') ?? '', /strlen/);
    assert.match(service.hover('Requests | project took', 20)?.join('\n') ?? '', /took.*real/);
    assert.equal(service.hover('Requests', 8 + 100), undefined);
  });

  it('shows the parameters of the call around the cursor', () => {
    const text = 'Requests | extend x = bin(at, 1h)';
    const help = service.signatureHelp(text, text.indexOf('1h'));
    assert.equal(help?.activeParameter, 1);
    const [signature] = help.signatures;
    assert.equal(signature?.label, 'bin(value, roundTo)');
    const second = signature.parameters[1]!;
    assert.equal(signature.label.slice(second.start, second.end), 'roundTo');
    assert.equal(service.signatureHelp(text, 3), undefined);
  });

  it('classifies', () => {
    const text = 'Requests | where name has "x" // why';
    const kinds = new Map(
      service.classify(text).map((token) => [text.slice(token.start, token.start + token.length), token.kind]),
    );
    assert.equal(kinds.get('Requests'), 'table');
    assert.equal(kinds.get('name'), 'column');
    assert.equal(kinds.get('"x"'), 'string');
    assert.equal(kinds.get('// why'), 'comment');
  });

  it('formats', () => {
    assert.equal(service.format('Requests|where name=="x"'), 'Requests | where name == "x"');
  });

  it('reports what is wrong, without false alarms', () => {
    const [first, ...others] = service.diagnostics('Requests | where nope > 1 | summarize count(name)');
    assert.equal(first?.code, 'KS142');
    assert.deepEqual(
      others.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});
