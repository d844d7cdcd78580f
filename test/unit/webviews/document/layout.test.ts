import assert from 'node:assert/strict';
import type { Block, Span } from '../../../../src/model/document';
import type { Fact, Unit } from '../../../../src/model/fact';
import { amountColumns, layOut, plainText, type Table } from '../../../../src/webviews/document/layout';
import { sampleDocument } from './sampleDocument';

const text = (words: string): Span => ({ kind: 'text', text: words });
const paragraph = (words: string): Block => ({ kind: 'paragraph', spans: [text(words)] });
const heading = (level: 2 | 3, words: string): Block => ({ kind: 'heading', level, spans: [text(words)] });

describe('layout of a document', () => {
  it('takes the opening paragraph as headline and starts a section at every heading of level 2', () => {
    const layout = layOut([
      paragraph('answer'),
      paragraph('more'),
      heading(2, 'A'),
      heading(3, 'A.1'),
      paragraph('a'),
      heading(2, 'B'),
    ]);
    assert.equal(layout.headline && plainText(layout.headline.spans), 'answer');
    assert.deepEqual(
      layout.sections.map((section) => [section.heading && plainText(section.heading.spans), section.blocks.length]),
      [
        [undefined, 1],
        ['A', 2],
        ['B', 0],
      ],
    );
  });

  it('has no headline when the document opens with something else', () => {
    const layout = layOut([heading(2, 'A'), paragraph('a')]);
    assert.equal(layout.headline, undefined);
    assert.equal(layout.sections.length, 1);
  });

  it('loses no block', () => {
    const { headline, sections } = layOut(sampleDocument.blocks);
    const seen = sections.flatMap((section) => [...(section.heading ? [section.heading] : []), ...section.blocks]);
    assert.deepEqual([headline, ...seen], sampleDocument.blocks);
  });
});

describe('columns of amounts', () => {
  const fact = (id: string, unit: Unit): Fact => ({ id, label: id, value: 1, unit, provenance: [] });
  const facts = { peak: fact('peak', 'percent'), at: fact('at', 'instant') };
  const cell = (id: string): Span[] => [{ kind: 'fact', fact: id, text: id }];
  const columnsOf = (...rows: Span[][][]): boolean[] => {
    const table: Table = { kind: 'table', label: 't', columns: rows[0]!.map(String), rows };
    return amountColumns(table, facts);
  };

  it('hold facts with an amount, moments and words not', () => {
    assert.deepEqual(columnsOf([cell('peak'), cell('at'), [text('90')]]), [true, false, false]);
  });

  it('may have gaps but no words in between', () => {
    assert.deepEqual(columnsOf([cell('peak'), cell('peak')], [[], [text('unknown')]]), [true, false]);
  });

  it('are none where every cell is empty, the fact is unknown, or words stand beside it', () => {
    assert.deepEqual(columnsOf([[], cell('lost'), [...cell('peak'), text(' of 100')]]), [false, false, false]);
  });
});
