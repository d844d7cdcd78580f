const key = 'sre.ask.recent';
const most = 10;

/** The part of `vscode.Memento` that is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What was asked in this workspace, the last first. */
export function recentQuestions(memory: Memory): readonly string[] {
  const kept = memory.get(key);
  return Array.isArray(kept) ? kept.filter((item) => typeof item === 'string').slice(0, most) : [];
}

export async function rememberQuestion(memory: Memory, question: string): Promise<void> {
  await memory.update(key, [question, ...recentQuestions(memory).filter((other) => other !== question)].slice(0, most));
}
