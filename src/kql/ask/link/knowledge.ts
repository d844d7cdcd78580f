import type { AskTable } from '../answer';
import { knowledgeFor } from '../catalogue/catalogue';
import { roleWords } from '../catalogue/roleWords';
import type { RoleWords, TableKnowledge } from '../catalogue/types';

/** `isNamedFor`: only its name tells that a resource is one, a backend. */
export type ResourceRole = RoleWords & { readonly isNamedFor?: boolean };

/** What linking needs of the catalogue; names of columns are those of the table's own flavour. */
export interface Knowledge {
  of(table: AskTable): TableKnowledge | undefined;
  readonly roles: readonly ResourceRole[];
}

const kept = new Map<string, TableKnowledge | undefined>();

export const theCatalogue: Knowledge = {
  of({ name, flavour }) {
    const key = `${flavour} ${name}`;
    if (!kept.has(key)) {
      if (kept.size > 2000) kept.clear();
      kept.set(key, knowledgeFor(name, flavour));
    }
    return kept.get(key);
  },
  roles: roleWords,
};
