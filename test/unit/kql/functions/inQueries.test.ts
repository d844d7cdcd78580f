import assert from 'node:assert/strict';
import { linesOf, runKql } from '../runKql';

/** Functions whose result depends on the row, the names or the place in the query. */
const cases: readonly (readonly [title: string, query: string, lines: readonly string[]])[] = [
  [
    'an index picks one of several results',
    'print a=dynamic([3,1,2]), b=dynamic(["c","a","b"]) | project x=array_sort_asc(a, b)[0], y=array_sort_asc(a, b)[1], z=array_sort_desc(a, b)[-1]',
    ['x,y,z', '[1,2,3],["a","b","c"],["c","b","a"]'],
  ],
  [
    'an index on a single result reads its elements',
    'print a=dynamic([3,1,2]) | project x=array_sort_asc(a)[1], y=array_sort_asc(a, a)[1][0]',
    ['x,y', '2,1'],
  ],
  [
    'further results are named after the arguments, also when the first has a name',
    'let one=dynamic([2,1]); let two=dynamic(["b","a"]); print array_sort_asc(one, two) | extend s=array_sort_desc(one_sorted, two_sorted)',
    ['one_sorted,two_sorted,s,two_sorted_sorted', '[1,2],["a","b"],[2,1],["b","a"]'],
  ],
  [
    'columns are looked up by name',
    'datatable(a:long)[1] | extend x=columnifexists("a", 5), y=column_ifexists("b", 5), z=iscolumnexists("a"), w=iscolumnexists("b")',
    ['a,x,y,z,w', '1,1,5,true,false'],
  ],
  ['a star stands for every column', 'datatable(a:int, b:string)[1, "xyz"] | project size=estimate_data_size(*)', ['size', '7']],
  ['the database has a name', 'print db=current_database()', ['db', '"default"']],
];

describe('scalar functions in queries', () => {
  for (const [title, query, lines] of cases) {
    it(title, async () => assert.deepEqual(await linesOf(query), lines));
  }

  it('refuses what only a service knows', async () => {
    await assert.rejects(runKql('print current_principal()'), /who is signed in/);
  });

  it('refuses an index beyond the results', async () => {
    await assert.rejects(runKql('print a=dynamic([1]) | project array_sort_asc(a, a)[2]'), /has 2 results/);
  });
});
