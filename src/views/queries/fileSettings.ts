import type * as vscode from 'vscode';
import type { QuerySetting } from './queryServices';
import { connectionIn, timeRangeIn } from './settingData';

const MEMORY_KEY = 'sre.query.fileSettings';
/** Files whose choice is remembered; those chosen longest ago go first. */
const mostFiles = 200;

/** What was chosen for files of queries, remembered per workspace. */
export class FileSettings {
  constructor(private readonly memory: vscode.Memento) {}

  of(file: vscode.Uri): QuerySetting | undefined {
    return this.read().get(file.toString());
  }

  async set(file: vscode.Uri, setting: QuerySetting): Promise<void> {
    const all = this.read();
    all.delete(file.toString());
    all.set(file.toString(), setting);
    await this.memory.update(MEMORY_KEY, [...all].slice(-mostFiles));
  }

  private read(): Map<string, QuerySetting> {
    const kept: unknown = this.memory.get(MEMORY_KEY);
    const settings = new Map<string, QuerySetting>();
    if (!Array.isArray(kept)) return settings;
    for (const entry of kept as readonly unknown[]) {
      const [file, value] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
      if (typeof file !== 'string' || typeof value !== 'object' || value === null) continue;
      const connection = connectionIn(Reflect.get(value, 'connection'));
      const time = timeRangeIn(Reflect.get(value, 'time'));
      if (connection !== undefined) settings.set(file, { connection, ...(time !== undefined && { time }) });
    }
    return settings;
  }
}
