import assert from 'node:assert/strict';
import { knowledgeOf } from '../../../../../src/kql/ask/catalogue/catalogue';
import type { Condition, Measure, TableKnowledge } from '../../../../../src/kql/ask/catalogue/types';
import type { Operator } from '../../../../../src/kql/ask/compose/ast';
import { print } from '../../../../../src/kql/ask/compose/print';
import { linesOf } from '../../runKql';

const known = (table: string): TableKnowledge => {
  const one = knowledgeOf(table);
  assert.ok(one !== undefined, table);
  return one;
};

function one<T extends Condition | Measure>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  assert.ok(found !== undefined, id);
  return found;
}

/** The first column of what the operators leave of the rows of a `datatable` text. */
async function kept(table: string, rows: string, operators: readonly Operator[]): Promise<readonly string[]> {
  const query = print({ lets: [], body: { source: { kind: 'table', name: table }, operators } });
  const [, ...lines] = await linesOf(`let ${table} = datatable${rows};\n${query}`);
  return lines.map((line) => line.split(',')[0] ?? '');
}

const where = (table: string, id: string): Operator => ({ kind: 'where', condition: one(known(table).conditions, id).test });

function valueOf(table: string, id: string): readonly Operator[] {
  const { value, only } = one(known(table).measures, id);
  return [
    ...(only === undefined ? [] : [{ kind: 'where', condition: only } as const]),
    { kind: 'project', columns: [{ name: 'value', expr: value }] },
  ];
}

before('loads the engine', async function () {
  this.timeout(30_000);
  await linesOf('print 1');
});

describe('conditions find their rows', () => {
  const requests =
    '(Id: long, ResultCode: string, Success: bool)[1,"200",true, 2,"503",false, 3,"404",false, 4,"429",false, 5,"",false]';
  const cases: readonly [table: string, id: string, rows: string, ids: readonly string[]][] = [
    ['AppRequests', 'failed', requests, ['2', '3', '4', '5']],
    ['AppRequests', 'serverError', requests, ['2']],
    ['AppRequests', 'clientError', requests, ['3', '4']],
    ['AppRequests', 'throttled', requests, ['4']],
    ['AppTraces', 'error', '(Id: long, SeverityLevel: int)[1,0, 2,2, 3,3, 4,4, 5,int(null)]', ['3', '4']],
    [
      'Syslog',
      'error',
      '(Id: long, SeverityLevel: string)[1,"err", 2,"warning", 3,"crit", 4,"info", 5,"emerg"]',
      ['1', '3', '5'],
    ],
    [
      'ContainerLogV2',
      'outOfMemory',
      '(Id: long, LogMessage: dynamic)[1,dynamic({"text":"Out of memory: killed"}), 2,dynamic("fine"), 3,dynamic("java.lang.OutOfMemoryError")]',
      ['1', '3'],
    ],
    [
      'AzureActivity',
      'deleted',
      '(Id: long, OperationNameValue: string)[1,"MICROSOFT.WEB/SITES/DELETE", 2,"MICROSOFT.WEB/SITES/WRITE", 3,"Microsoft.Compute/disks/delete"]',
      ['1', '3'],
    ],
    [
      'alertsmanagementresources',
      'critical',
      '(name: string, properties: dynamic)["a",dynamic({"essentials":{"severity":"Sev0"}}), "b",dynamic({"essentials":{"severity":"Sev3"}})]',
      ['"a"'],
    ],
    [
      'resources',
      'unusedAddress',
      `(name: string, type: string, properties: dynamic)[
        "free","microsoft.network/publicipaddresses",dynamic({}),
        "used","microsoft.network/publicipaddresses",dynamic({"ipConfiguration":{"id":"/x"}}),
        "nat","Microsoft.Network/publicIPAddresses",dynamic({"natGateway":{"id":"/y"}}),
        "disk","microsoft.compute/disks",dynamic({})]`,
      ['"free"'],
    ],
    [
      'resources',
      'untagged',
      '(name: string, tags: dynamic)["none",dynamic(null), "empty",dynamic({}), "some",dynamic({"owner":"x"})]',
      ['"none"', '"empty"'],
    ],
    [
      'FunctionAppLogs',
      'failed',
      `(Id: long, Message: string)[1,"Executed 'Functions.Pay' (Failed, Id=1, Duration=2ms)", 2,"Executed 'Functions.Pay' (Succeeded, Id=2)", 3,"Failed to bind"]`,
      ['1'],
    ],
  ];
  for (const [table, id, rows, ids] of cases) {
    it(`${table}: ${id}`, async () => assert.deepEqual(await kept(table, rows, [where(table, id)]), ids));
  }
});

describe('measures read their numbers', () => {
  const perf = `(ObjectName: string, CounterName: string, InstanceName: string, CounterValue: real)[
    "Processor","% Processor Time","_Total",40.0, "Processor","% Processor Time","0",90.0,
    "LogicalDisk","% Free Space","C:",25.0, "Logical Disk","% Used Space","/",60.0,
    "Memory","% Used Memory","",70.0, "Process","% Processor Time","sqlservr",12.0, "Process","% Processor Time","_Total",99.0]`;
  const insights = `(Namespace: string, Name: string, Val: real, Tags: string)[
    "Memory","AvailableMB",2048.0,'{"vm.azm.ms/memorySizeMB":8192}', "Processor","UtilizationPercentage",33.0,"{}",
    "LogicalDisk","FreeSpacePercentage",80.0,'{"vm.azm.ms/mountId":"/"}']`;
  const cases: readonly [table: string, id: string, rows: string, values: readonly string[]][] = [
    ['Perf', 'cpu', perf, ['40']],
    ['Perf', 'processCpu', perf, ['12']],
    ['Perf', 'memory', perf, ['70']],
    ['Perf', 'diskFree', perf, ['25', '40']],
    ['Perf', 'diskUsed', perf, ['75', '60']],
    ['InsightsMetrics', 'cpu', insights, ['33']],
    ['InsightsMetrics', 'memory', insights, ['75']],
    ['InsightsMetrics', 'diskUsed', insights, ['20']],
    ['AppMetrics', 'value', '(Sum: real, ItemCount: int)[10.0,4]', ['2.5']],
    [
      'ADFPipelineRun',
      'duration',
      '(Start: datetime, End: datetime)[datetime(2026-01-01T00:00:00Z),datetime(2026-01-01T00:01:30Z)]',
      ['90'],
    ],
    ['AppAvailabilityResults', 'availability', '(Success: bool)[true, false]', ['100', '0']],
  ];
  for (const [table, id, rows, values] of cases) {
    it(`${table}: ${id}`, async () => assert.deepEqual(await kept(table, rows, valueOf(table, id)), values));
  }
});
