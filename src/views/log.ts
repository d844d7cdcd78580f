import * as vscode from 'vscode';
import type { RequestEvent } from '../azure/connection';

/** The log channel of the extension. Addresses and correlation ids only: never a token, a body or a row of data. */
export class Log {
  private readonly channel = vscode.window.createOutputChannel('SRE Workbench', { log: true });

  info(text: string): void {
    this.channel.info(text);
  }

  warn(text: string): void {
    this.channel.warn(text);
  }

  error(text: string, error?: unknown): void {
    this.channel.error(error instanceof Error ? `${text}: ${error.name}: ${error.message}` : text);
  }

  request(event: RequestEvent): void {
    const waited = event.waited > 0 ? `, waited ${Math.round(event.waited)} ms` : '';
    const line = `${event.method} ${withoutQueryValues(event.url)} → ${event.status ?? 'no response'} in ${Math.round(event.duration)} ms${waited} [${event.correlationId}]`;
    if (event.status === undefined || event.status >= 400) this.channel.warn(line);
    else this.channel.debug(line);
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }
}

/** Query values can hold filters over a person's data; their names are enough to read a log. */
function withoutQueryValues(url: string): string {
  const [path = url, query] = url.split('?', 2);
  if (query === undefined) return path;
  return `${path}?${query
    .split('&')
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .join('&')}`;
}
