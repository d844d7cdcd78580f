import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseConnection, printConnection } from '../../../../src/kql/notebook/connectionText';
import { NotebookFormatError } from '../../../../src/kql/notebook/notebookFile';
import { decodeNotebook, parseNotebook } from '../../../../src/kql/notebook/parseNotebook';
import { encodeNotebook, printNotebook } from '../../../../src/kql/notebook/printNotebook';
import { parseTimeRange, printTimeRange } from '../../../../src/kql/notebook/timeRangeText';
import { connection, emptyNotebook, nastyText, notebook, timeRange } from './notebooks';

const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void, numRuns: number): void =>
  fc.assert(fc.property(arbitrary, check), { numRuns });

/** Null prototypes come from the generator and mean nothing. */
const plain = <T>(value: T): T => structuredClone(value);

describe('a notebook that is written and read again', function () {
  this.timeout(60_000);

  it('is exactly the same', () => {
    property(notebook, (file) => assert.deepEqual(parseNotebook(printNotebook(file)), plain(file)), 3000);
  });

  it('is exactly the same as bytes', () => {
    property(notebook, (file) => assert.deepEqual(decodeNotebook(encodeNotebook(file)), plain(file)), 1000);
  });

  it('gives the same file the second time, whatever the first was', () => {
    let notebooks = 0;
    property(
      fc.tuple(fc.constantFrom(1, 2), nastyText),
      ([version, body]) => {
        let file;
        try {
          file = parseNotebook(`---\nkqlnb: ${version}\n---\n${body}`);
        } catch (error) {
          assert.ok(error instanceof NotebookFormatError);
          return;
        }
        notebooks += 1;
        const text = printNotebook(file);
        assert.deepEqual(parseNotebook(text), file);
        assert.equal(printNotebook(parseNotebook(text)), text);
      },
      3000,
    );
    assert.ok(notebooks > 500, `${notebooks} texts were notebooks`);
  });

  it('is of the first version unless it has to do with questions, and reads the same there as before there were any', () => {
    property(
      notebook,
      (file) => {
        const asks = file.cells.some((cell) => cell.kind === 'question' || (cell.kind === 'query' && cell.asked !== undefined));
        assert.match(printNotebook(file), asks ? /^\ufeff?---\r?\nkqlnb: 2\r?\n/ : /^\ufeff?---\r?\nkqlnb: 1\r?\n/);
      },
      500,
    );
    property(
      nastyText,
      (text) => {
        const printed = printNotebook({ ...emptyNotebook, cells: [{ kind: 'text', text: `\`\`\`ask\n${text}\n\`\`\`` }] });
        assert.ok(parseNotebook(printed).cells.every(({ kind }) => kind === 'text'));
      },
      500,
    );
  });

  it('fails on any text with a line that is in the text', () => {
    property(
      nastyText,
      (text) => {
        try {
          parseNotebook(text);
        } catch (error) {
          assert.ok(error instanceof NotebookFormatError);
          assert.ok(error.line >= 1 && error.line <= text.split('\n').length, error.message);
        }
      },
      2000,
    );
  });
});

describe('a line of the head', () => {
  it('has exactly the connection', () => {
    property(connection, (value) => assert.deepEqual(parseConnection(printConnection(value)), value), 2000);
  });

  it('has exactly the time range', () => {
    property(timeRange, (value) => assert.deepEqual(parseTimeRange(printTimeRange(value)), value), 2000);
  });

  it('is one line', () => {
    property(connection, (value) => assert.doesNotMatch(printConnection(value), /[\r\n`]/), 500);
    property(timeRange, (value) => assert.doesNotMatch(printTimeRange(value), /[\r\n]/), 500);
  });
});
